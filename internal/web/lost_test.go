package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"huying/internal/picture/picturetest"
)

// broken begins as a photograph does and is none: it is refused.
var broken = []byte("\x89PNG\r\n\x1a\nnothing more came")

// keeps sends a form without a script whose file is refused: the page comes back with everything that was typed, and says
// at the field of the file what was wrong with it.
func (p *person) keeps(path string, values url.Values) page {
	p.Helper()
	got := p.upload(path, values, "a.png", broken).has(p, http.StatusUnprocessableEntity, "照片无法识别")
	for name, all := range values {
		for _, typed := range all {
			if name != "then" && name != "sent_from" && !strings.Contains(got.body, typed) {
				p.Errorf("%s: %s %q was lost", path, name, typed)
			}
		}
	}
	for _, field := range strings.Split(got.body, "<input ")[1:] {
		if field, _, _ = strings.Cut(field, ">"); strings.Contains(field, `type="file"`) && strings.Contains(field, `aria-invalid="true"`) {
			return got
		}
	}
	p.Errorf("%s: it is not said at the field of the file", path)
	return got
}

// Where only a file is refused, a report keeps what was typed, whoever makes it; a draft is kept without it.
func TestAReportLosesNothing(t *testing.T) {
	s := open(t)
	const at = "/d/370102/report"
	s.as("lixia-yaojia-grid1-1").keeps(at, url.Values{"place": {"某路 88 号"}, "text": {"油烟直排"}, "what": {"油烟污染"}, "position": {"117.1,36.6"}})
	op := s.as("lixia-yaojia-op")
	typed := url.Values{"place": {"某路 88 号"}, "text": {"油烟直排"}, "source": {"hotline"}, "reporter.name": {"测试居民"}, "reporter.phone": {"000-11"}}
	back := op.keeps(at, typed)
	if !strings.Contains(back.body, `value="hotline" checked`) {
		t.Error("the channel that was chosen is lost")
	}
	typed.Set("position", "north") // a field that is not seen is said at the one it belongs to
	op.post(at, typed).has(t, http.StatusUnprocessableEntity, "油烟直排")
	typed.Del("position")
	typed.Set("text", "")
	none := op.post(at, typed).has(t, http.StatusUnprocessableEntity, "请填写")
	if !strings.Contains(none.body, `aria-describedby="text-wrong"`) || !strings.Contains(none.body, "测试居民") {
		t.Error("the refusal is not at its field, or what was typed beside it is lost")
	}
	typed.Set("text", "油烟直排")
	typed.Set("draft", "keep")
	op.upload(at, typed, "a.png", broken).has(t, 200, "已存为草稿", "油烟直排")
}

// A form with more in it than one may carry comes back as well.
func TestAFormThatIsTooLargeLosesNothing(t *testing.T) {
	s := open(t)
	op := s.as("lixia-yaojia-op")
	large := make([]byte, 65<<20)
	op.upload("/d/370102/report", url.Values{"place": {"某路 88 号"}, "text": {"油烟直排"}, "source": {"phone"}}, "a.bin", large).
		has(t, http.StatusRequestEntityTooLarge, "64 MiB", "油烟直排")
	op.upload("/d/370102/report", url.Values{"place": {"某路 88 号"}, "text": {"油烟直排"}, "source": {"phone"}}, "a.bin", large[:21<<20]).
		has(t, http.StatusRequestEntityTooLarge, "20 MiB", "油烟直排")
}

// The same holds on every desk on which something is written.
func TestNoDeskLosesWhatWasTyped(t *testing.T) {
	s := open(t)
	op, centre, chief, fines := s.as("lixia-yaojia-op"), s.as("lixia-zhihui-dispatcher"), s.as("lixia-zhihui-chief"), s.as("lixia-zhifa-op")
	op.keeps("/d/370102/call", url.Values{"matter": {"56"}, "situation": {"56-3"}, "cause": {"no_power"}, "class": {"daily"}, "place": {"某路 88 号"}, "text": {"劝导无效"}, "party": {"某饭店"}})
	page := op.called(nil)

	queue := url.Values{"lead": {"chengguan"}, "assists": {""}, "reason": {""}, "then": {"queue"}}
	centre.post(page+"/dispatch", queue).has(t, http.StatusUnprocessableEntity, "理由")
	declined := centre.post(page+"/decline", url.Values{"ground": {"incomplete"}, "clause": {""}, "reason": {"未见超标证据"}, "then": {"queue"}})
	if declined.has(t, http.StatusUnprocessableEntity); !strings.Contains(declined.body, "未见超标证据") {
		t.Error("the dispatch desk loses the reason of a decline")
	}
	centre.post(page+"/dispatch", nil).has(t, 200)

	step := url.Values{"sent_from": {"step"}, "then": {page + "/do"}}
	with := func(more url.Values) url.Values {
		for name, all := range step {
			more[name] = all
		}
		return more
	}
	fines.post(page+"/accept", nil).has(t, 200)
	fines.keeps(page+"/arrive", with(url.Values{"name": {"测试到场人"}, "phone": {"000-77"}}))
	fines.post(page+"/arrive", nil).has(t, 200)
	fines.keeps(page+"/find", with(url.Values{"text": {"无净化设施"}}))
	fines.keeps(page+"/answer", with(url.Values{"text": {"已责令改正"}}))
	fines.keeps(page+"/ask", url.Values{"partner": {"liantong"}, "text": {"光交箱是否贵公司所有"}})
	op.post(page+"/supervise", url.Values{"task": {"zonghe-zhifa"}, "text": {"请立即到场"}}).has(t, 200)
	fines.keeps(page+"/explain", url.Values{"supervision": {"s1"}, "text": {"即刻前往"}, "then": {"/d/370102/inbox"}})

	fines.post(page+"/ask", url.Values{"partner": {"liantong"}, "text": {"光交箱是否贵公司所有"}}).has(t, 200)
	s.as("lixia-liantong-op").keeps("/d/370102/questions/"+page[len("/d/370102/cases/"):]+"/q1", url.Values{"text": {"是我公司的"}})
	s.as("lixia-liantong-op").post("/d/370102/questions/"+page[len("/d/370102/cases/"):]+"/q1", url.Values{"text": {""}}).has(t, http.StatusUnprocessableEntity, "请填写")

	fines.post(page+"/answer", url.Values{"text": {"已责令改正"}}).has(t, 200)
	for _, login := range []string{"lixia-shengtai-op", "lixia-shichang-op"} {
		unit := s.as(login)
		unit.post(page+"/accept", nil)
		unit.post(page+"/arrive", nil)
		unit.post(page+"/answer", url.Values{"text": {"已办"}})
	}
	fines.post(page+"/consolidate", url.Values{"text": {"均已办结"}})
	op.keeps(page+"/verify", url.Values{"how": {"on_site"}, "text": {"已无异味"}, "and": {"close"}, "then": {page + "/verify"}})
	op.keeps(page+"/verify", url.Values{"how": {"on_site"}, "text": {"已无异味"}})
	if got := op.post(page+"/rework", url.Values{"reason": {strings.Repeat("仍", 4001)}, "then": {page + "/verify"}}); got.status/100 != 4 || !strings.Contains(got.body, "仍仍仍") {
		t.Errorf("a reason that is too long is lost: %d", got.status)
	}
	op.post(page+"/close", url.Values{"how": {"on_site"}, "then": {page + "/verify"}}).has(t, 200)
	if got := op.post(page+"/rate", url.Values{"task": {"t1"}, "grade": {""}, "reason": {"来得很快"}, "then": {page + "/rate"}}).has(t, http.StatusUnprocessableEntity); !strings.Contains(got.body, "来得很快") {
		t.Error("the reason of a mark is lost")
	}
	chief.get(page).has(t, 200)
}

// A name that a filter may not have stands where it was typed.
func TestAFilterKeepsTheNameThatWasRefused(t *testing.T) {
	s := open(t)
	op := s.as("lixia-yaojia-op")
	op.post("/d/370102/filters", url.Values{"name": {"新上报"}, "query": {"status=intake"}}).has(t, 200)
	op.post("/d/370102/filters", url.Values{"name": {"本周"}, "query": {"when=week"}}).has(t, 200)
	_, id, _ := strings.Cut(op.get("/d/370102/cases").body, `id="saved-`)
	id, _, _ = strings.Cut(id, `"`)
	got := op.post("/d/370102/filters/"+id, url.Values{"do": {"rename"}, "name": {"本周"}, "back": {"/d/370102/cases?status=intake"}}).has(t, http.StatusUnprocessableEntity, "已有同名的筛选")
	if !strings.Contains(got.body, `aria-describedby="saved-wrong-`+id) || !strings.Contains(got.body, `id="manage" data-sheet open`) {
		t.Error("it is not said at the name")
	}
	op.post("/d/370102/filters/"+id, url.Values{"do": {"rename"}, "name": {" "}, "back": {"/d/370102/cases"}}).has(t, http.StatusUnprocessableEntity, "请填写筛选的名称")
}

// Who cannot come in need not type their name again.
func TestTheEntranceKeepsTheName(t *testing.T) {
	got := open(t).stranger().post("/login", url.Values{"login": {"lixia-yaojia-op"}, "password": {""}})
	if got.status/100 != 4 || !strings.Contains(got.body, `value="lixia-yaojia-op"`) {
		t.Errorf("%d: the name is lost", got.status)
	}
}

// A photograph counts as it came: sent again with the same key it is the same, and another one is not.
func TestAPhotographSentAgainIsTheSame(t *testing.T) {
	s := open(t)
	grid := s.as("lixia-yaojia-grid1-1")
	send := func(photo []byte) page {
		return grid.upload("/d/370102/report", url.Values{"idempotency_key": {"again"}, "place": {"某路 88 号"}, "text": {"油烟直排"}}, "a.jpg", photo)
	}
	photo := picturetest.Photo(40, 30, 6)
	send(photo).has(t, 200, "已上报")
	s.now = s.now.Add(time.Minute)
	send(photo).has(t, 200, "已上报")
	send(picturetest.Photo(30, 40, 6)).has(t, http.StatusUnprocessableEntity, "幂等键")
}
