package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"huying/internal/picture/picturetest"
)

var keptField = regexp.MustCompile(`name="(files\.\d+\.[a-z0-9]+)" value="([^"]*)"`)

// Of several files only the refused one is lost, and it is named; the others have arrived and go with the next attempt.
func TestOneRefusedFileCostsNoOther(t *testing.T) {
	s := open(t)
	const at = "/d/370102/report"
	good, large := picturetest.Photo(40, 30, 6), make([]byte, 18<<20)
	for login, values := range map[string]url.Values{
		"lixia-yaojia-grid1-1":    {"place": {"某路 88 号"}, "text": {"油烟直排"}},
		"lixia-yaojia-op":         {"place": {"某路 88 号"}, "text": {"油烟直排"}, "source": {"phone"}, "reporter.name": {"测试居民"}},
		"lixia-zhihui-dispatcher": {"place": {"某路 88 号"}, "text": {"油烟直排"}, "source": {"hotline"}, "township": {"370102012"}},
	} {
		p := s.as(login)
		got := p.uploads(at, values, sent{"甲.jpg", good}, sent{"乙.heic", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")}, sent{"丙.txt", []byte("abc")})
		if got.status/100 != 4 {
			t.Fatalf("%s: %d", login, got.status)
		}
		got.has(t, got.status, "“乙.heic”没有收下", "甲.jpg", "丙.txt", "油烟直排")
		again := url.Values{}
		for name, all := range values {
			again[name] = all
		}
		for _, m := range keptField.FindAllStringSubmatch(got.body, -1) {
			again.Set(m[1], m[2])
		}
		if login == "lixia-zhihui-dispatcher" {
			again.Set("township", "") // still refused: they are there once more
			again.Set("text", "")
			got = p.post(at, again)
			if got.status/100 != 4 {
				t.Fatalf("%s: %d", login, got.status)
			}
			got.has(t, got.status, "甲.jpg", "丙.txt")
			continue
		}
		again.Set("text", "油烟直排，"+login)
		again.Del("files.1.sha256") // ticked off
		reported := p.post(at, again).has(t, http.StatusOK, "已上报")
		if reported.lacks(t, "丙.txt"); login == "lixia-yaojia-op" && !strings.Contains(reported.body, "甲.jpg") {
			t.Error("the photo that had arrived is not in the case")
		}
	}

	// More than one may carry: what fits is kept, and what does not is named.
	op := s.as("lixia-yaojia-op")
	values := url.Values{"place": {"某路 88 号"}, "text": {"四个大文件"}, "source": {"phone"}}
	op.uploads(at, values, sent{"一.bin", large}, sent{"二.bin", large}, sent{"三.bin", large}, sent{"四.bin", large}).
		has(t, http.StatusRequestEntityTooLarge, "“四.bin”没有收下", "64 MiB", "一.bin", "三.bin", "四个大文件")

	// Its name is said on one line, and turns nothing round.
	op.uploads(at, values, sent{"\u202egpj.exe" + strings.Repeat("长", 200) + "尾.heic", nil}).has(t, http.StatusUnprocessableEntity, "“gpj.exe长", "尾.heic”没有收下").lacks(t, "\u202e")

	// An empty file is said, not passed over; a field for files that was left empty is nothing.
	op.uploads(at, values, sent{"空.jpg", nil}, sent{"甲.jpg", good}).has(t, http.StatusUnprocessableEntity, "“空.jpg”没有收下", "附件是空的", "甲.jpg")
	op.uploads(at, values, sent{"", nil}).has(t, http.StatusOK, "四个大文件")
}

// Who may not report is told at once, with the clause; so is who opens a draft that is not there.
func TestReportPageSaysNo(t *testing.T) {
	s := open(t)
	for _, login := range []string{"lixia-zhifa-op", "lixia-yaojia-zhifa-op", "lixia-dashuju-sysadmin", "lixia-jiwei-op", "lixia-bianban-op"} {
		s.as(login).get("/d/370102/report").has(t, http.StatusForbidden, "P-20", "本岗位不能办理“上报”")
	}
	op := s.as("lixia-yaojia-op")
	op.post("/d/370102/report", url.Values{"draft": {"keep"}, "text": {"夜市占道"}}).has(t, http.StatusOK, "草稿 1")
	id := regexp.MustCompile(`report\?draft=([0-9a-f-]+)"`).FindStringSubmatch(op.get("/d/370102/report").body)
	op.get("/d/370102/report?draft="+id[1]).has(t, http.StatusOK, "夜市占道")
	for _, draft := range []string{id[1], "nothing", "00000000-0000-0000-0000-000000000000"} {
		s.as("lixia-yaojia-grid1-1").get("/d/370102/report?draft="+draft).has(t, http.StatusNotFound, "没有这份草稿", "P-29")
	}
}
