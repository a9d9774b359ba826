package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"huying/internal/org"
	"huying/internal/picture"
	"huying/internal/picture/picturetest"
)

func district(more string) string { return fmt.Sprintf("/api/v1/districts/%d%s", lixia, more) }

// all walks the pages of a list and gives its items.
func (p person) all(path string, limit int) (items []map[string]any) {
	p.Helper()
	join := "?"
	if strings.Contains(path, "?") {
		join = "&"
	}
	for cursor := ""; ; {
		got := p.get(fmt.Sprintf("%s%slimit=%d&cursor=%s", path, join, limit, cursor), http.StatusOK)
		page := got.items()
		if len(page) > limit {
			p.Fatalf("%d items on a page of %d", len(page), limit)
		}
		items = append(items, page...)
		if cursor = got.text("next"); cursor == "" {
			return items
		}
	}
}

func TestListAndUnits(t *testing.T) {
	h := open370102(t, storeInMemory(t))
	p := h.in(lixia, yaojia, org.TownshipOperator)
	matters := p.all(district("/catalogue/matters"), 30)
	if len(matters) != 81 {
		t.Fatalf("%d matters", len(matters))
	}
	domains, led := map[any]bool{}, 0
	for i, m := range matters {
		if m["number"] != float64(i+1) || m["name"] == "" || m["lead"] == "" || len(m["situations"].([]any)) == 0 {
			t.Errorf("%v", m)
		}
		for _, member := range []string{"assists", "basis"} {
			if _, ok := m[member].([]any); !ok {
				t.Errorf("matter %v: %s is %v", m["number"], member, m[member])
			}
		}
		domains[m["domain"]] = true
		if m["township_led"] == true {
			led++
		}
	}
	if len(domains) != 10 || led != 3 {
		t.Errorf("%d domains, %d led by townships", len(domains), led)
	}
	if found := p.all(district("/catalogue/matters?q=油烟"), 50); found[0]["number"] != 56.0 {
		t.Errorf("油烟 finds %v first", found[0]["number"])
	}
	for _, m := range p.all(district("/catalogue/matters?unit=zonghe-zhifa"), 50) {
		if !strings.Contains(fmt.Sprint(m["lead_unit"], m["assists"]), "zonghe-zhifa") {
			t.Errorf("matter %v is not of that unit", m["number"])
		}
	}
	sheet := p.get(district("/catalogue/matters/56"), http.StatusOK)
	if sheet.value["manual"] != true || sheet.text("problem") == "" || len(sheet.value["department"].(anything)["steps"].([]any)) == 0 {
		t.Error(sheet)
	}
	limits := sheet.value["situations"].([]any)[1].(anything)["limits"].(anything)
	if limits["accept"] == "" || limits["arrive"] == "" || limits["finish"] == "" {
		t.Errorf("limits %v", limits)
	}
	editions := p.all(district("/catalogue/editions"), 1)
	if len(editions) != 2 || editions[1]["in_force"] != true || editions[0]["from"] != "2019-05-31T16:00:00Z" {
		t.Errorf("%v", editions)
	}
	trial := p.get(district("/catalogue/matters/56?edition="+editions[0]["id"].(string)), http.StatusOK)
	if trial.text("edition") != editions[0]["id"] {
		t.Error(trial)
	}
	for _, part := range []string{"services", "frequent", "unmapped"} {
		p.all(district("/catalogue/"+part), 3)
	}
	if n := len(p.all(district("/catalogue/frequent"), 2)); n == 0 {
		t.Error("no high-frequency list")
	}

	townships := p.all(district("/units?kind=township"), 5)
	if len(townships) != 13 && len(townships) != 14 {
		t.Errorf("%d townships", len(townships))
	}
	for _, u := range p.all(district("/units?parent=370102011"), 50) {
		if u["parent"] != "370102011" {
			t.Errorf("%v", u)
		}
	}
	if me := p.get("/api/v1/tokens", http.StatusOK); me.text("unit") != string(yaojia) || me.text("role") != "township_operator" || me.text("token") != "" {
		t.Error(me)
	}
	// The city reads the lists of its districts, and no cases.
	city := h.in(370100, "", org.CitySupervisor)
	city.get(district("/catalogue/matters/1"), http.StatusOK)
	city.get(cases(""), http.StatusForbidden)
	if got := p.send("DELETE", "/api/v1/tokens", nil, nil); got.status != http.StatusNoContent {
		t.Fatal(got)
	}
	p.get("/api/v1/tokens", http.StatusUnauthorized)
}

func TestFiles(t *testing.T) {
	h := open370102(t, storeInMemory(t))
	p := h.in(lixia, yaojia, org.TownshipOperator)
	photo, _, _ := picture.Kept(picturetest.Photo(40, 30, 1)) // as it is kept
	sum := sha256.Sum256(photo)
	hash := hex.EncodeToString(sum[:])

	raw := p.send("POST", district("/files?name=现场.jpg"), bytes.NewReader(photo), map[string]string{"Content-Type": "image/jpeg"})
	if raw.status != http.StatusCreated || raw.text("sha256") != hash || raw.text("name") != "现场.jpg" || raw.text("media") != "image/jpeg" || raw.value["size"] != float64(len(photo)) {
		t.Fatal(raw)
	}
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("file", `C:\Users\x\页面.html`)
	if err != nil {
		t.Fatal(err)
	}
	page := []byte("<script>alert(1)</script>")
	_, _ = part.Write(page)
	_ = w.Close()
	sent := p.send("POST", district("/files"), &form, map[string]string{"Content-Type": w.FormDataContentType()})
	if sent.status != http.StatusCreated || sent.text("name") != "页面.html" {
		t.Fatal(sent)
	}

	no := p.do("", "report", anything{"text": "见照片", "files": []any{raw.value, sent.value}}).text("no")
	sheet := p.get(cases("/"+no), http.StatusOK)
	if files := sheet.value["files"].([]any); len(files) != 2 || files[0].(anything)["sha256"] != hash {
		t.Fatal(sheet)
	}
	got := p.get(cases("/"+no+"/files/"+hash), http.StatusOK)
	if !bytes.Equal(got.body, photo) || got.header.Get("Content-Type") != "image/jpeg" || !strings.HasPrefix(got.header.Get("Content-Disposition"), "inline") {
		t.Errorf("%v %v", got.header, got)
	}
	for id, word := range p.get(cases("/"+no+"/events"), http.StatusOK).items()[0]["words"].(anything) {
		if word.(anything)["kind"] == "file" {
			p.get(cases("/"+no+"/files/"+id), http.StatusOK)
		}
	}
	// A page that was uploaded never runs here.
	got = p.get(cases("/"+no+"/files/"+sent.text("sha256")), http.StatusOK)
	if got.header.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment") ||
		!strings.Contains(got.header.Get("Content-Security-Policy"), "sandbox") || got.header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%v", got.header)
	}
	h.in(lixia, "370102012", org.TownshipOperator).get(cases("/"+no+"/files/"+hash), http.StatusNotFound)

	for _, bad := range []struct {
		name, path string
		body       any
		media      string
		status     int
	}{
		{"没有上传的附件", cases(""), `{"text":"x","files":[{"sha256":"` + strings.Repeat("0", 64) + `"}]}`, jsonType, 422},
		{"空的附件", district("/files"), "", "image/png", 422},
		{"过大", district("/files"), bytes.NewReader(make([]byte, 21<<20)), "image/png", 413},
		{"过大，不说多大", district("/files"), endless(), "application/octet-stream", 413},
		{"过大的表单", district("/files"), bytes.NewReader(make([]byte, 30<<20)), "multipart/form-data; boundary=x", 413},
		{"表单里没有附件", district("/files"), "--x--\r\n", "multipart/form-data; boundary=x", 422},
		{"表单没有边界", district("/files"), "x", "multipart/form-data", 422},
		{"别的区县", "/api/v1/districts/370103/files", "x", "image/png", 403},
		{"名称有怪字", district("/files?name=%00"), "x", "image/png", 422},
	} {
		if got := p.send("POST", bad.path, bad.body, map[string]string{"Content-Type": bad.media}); got.status != bad.status || got.header.Get("Content-Type") != problemType {
			t.Errorf("%s: want %d: %v", bad.name, bad.status, got)
		}
	}
}
