package api

import (
	"net/http"
	"testing"
	"time"

	"huying/internal/casework"
	"huying/internal/org"
)

// The calendar is read by everybody who works in the district, changed by its administrator, and what runs is counted anew when the
// government says so. 依据 P-70, P-129.
func TestCalendarOverTheInterface(t *testing.T) {
	h := open370102(t, storeInMemory(t))
	op, admin, government := h.in(lixia, yaojia, org.TownshipOperator), h.in(lixia, "", org.SystemAdmin), h.in(lixia, "", org.GovernmentApprover)
	sheet := op.get(district("/calendar"), http.StatusOK)
	if sheet.text("hours") != "08:30–12:00 13:30–17:30" || sheet.text("hash") == "" {
		t.Error(sheet)
	}
	send := func(who person, path string, body any, want int) got {
		t.Helper()
		g := who.send("POST", district(path), body, nil)
		if g.status != want {
			t.Fatalf("%s: want %d: %v", path, want, g)
		}
		return g
	}
	year := time.Now().Format("2006")
	table := anything{"table": "hours\t09:00-12:00 14:00-18:00\nchange\t" + year + "\n"}
	send(op, "/calendar", table, http.StatusForbidden)
	if g := send(admin, "/calendar", anything{"table": "change\tsoon\n"}, http.StatusUnprocessableEntity); g.text("field") != "table" {
		t.Error(g)
	}
	send(admin, "/calendar", table, http.StatusCreated)
	send(admin, "/calendar", table, http.StatusConflict)
	if again := op.get(district("/calendar"), http.StatusOK); again.text("hours") != "09:00–12:00 14:00–18:00" || again.text("hash") == sheet.text("hash") {
		t.Error(again)
	}
	send(admin, "/recounts", anything{"reason": "x"}, http.StatusForbidden)
	if g := send(government, "/recounts", anything{}, http.StatusUnprocessableEntity); g.text("field") != "reason" {
		t.Error(g)
	}
	send(government, "/recounts", anything{"reason": "作息调整"}, http.StatusCreated)
	var book struct {
		Orders []struct{ Reason string } `json:"orders"`
	}
	op.get(district("/calendar"), http.StatusOK).into(&book)
	if len(book.Orders) != 1 || book.Orders[0].Reason != "作息调整" {
		t.Errorf("%+v", book)
	}
}

// A district's settings are read by those who work by them, and changed by its government alone, at the field that is named. 依据 P-128.
func TestSettingsOverTheInterface(t *testing.T) {
	h := open370102(t, storeInMemory(t))
	lead, government := h.in(lixia, "", org.CentreLead), h.in(lixia, "", org.GovernmentApprover)
	put := func(who person, body any, want int) got {
		t.Helper()
		g := who.send("PUT", district("/settings"), body, nil)
		if g.status != want {
			t.Fatalf("%v: want %d: %v", body, want, g)
		}
		return g
	}
	put(lead, anything{"heed": "10min"}, http.StatusForbidden)
	if g := put(government, anything{"heed": "9999wd"}, http.StatusUnprocessableEntity); g.text("field") != "heed" {
		t.Error(g)
	}
	put(government, anything{"heed": "10min"}, http.StatusOK)
	var sheet SettingsSheet
	lead.get(district("/settings"), http.StatusOK).into(&sheet)
	if string(sheet.Settings["heed"]) != `"10min"` || len(sheet.History) != 1 || sheet.History[0].Keys[0] != "heed" {
		t.Errorf("%s %+v", sheet.Settings["heed"], sheet.History)
	}
}

// What an account was told is its own: listed, seen one by one or all at once; and so is how it wants to be told. 依据 P-126.
func TestBellsOverTheInterface(t *testing.T) {
	h := open370102(t, storeInMemory(t))
	op, centre := h.in(lixia, yaojia, org.TownshipOperator), h.in(lixia, "", org.Dispatcher)
	for range 2 {
		op.do("", "report", anything{"text": "拖欠工资", "call": anything{"matter": 64, "situation": "64-1", "cause": "no_power"}})
	}
	letters, err := h.store.In(lixia).Letters(t.Context(), time.Now().UnixMicro(), 100)
	if err != nil || len(letters) < 2 {
		t.Fatal(letters, err)
	}
	for _, l := range letters {
		if err := h.desk.Route(t.Context(), lixia, l); err != nil {
			t.Fatal(err)
		}
	}
	var owner person // whoever of the centre was on duty
	for _, who := range []person{centre, h.in(lixia, "", org.CentreLead)} {
		if len(who.get(district("/bells"), http.StatusOK).items()) > 0 {
			owner = who
		}
	}
	if owner.site == nil {
		t.Fatal("nobody at the centre was told of the calls")
	}
	bells := owner.all(district("/bells"), 1)
	if len(bells) != 2 || bells[0]["topic"] != "waits" || bells[0]["kind"] != string(casework.ClockDispatch) || bells[0]["seen"] != nil {
		t.Fatal(bells)
	}
	if g := op.send("POST", district("/bells/"+bells[0]["id"].(string)+"/seen"), nil, nil); g.status != http.StatusNoContent {
		t.Error(g)
	}
	seen := func() (n int) {
		for _, b := range owner.all(district("/bells"), 10) {
			if b["seen"] != nil {
				n++
			}
		}
		return n
	}
	if n := seen(); n != 0 {
		t.Errorf("another account has seen %d for it", n)
	}
	owner.send("POST", district("/bells/"+bells[0]["id"].(string)+"/seen"), nil, nil)
	if n := seen(); n != 1 {
		t.Errorf("%d are seen after one", n)
	}
	owner.send("POST", district("/bells/seen"), nil, nil)
	if n := seen(); n != 2 {
		t.Errorf("%d are seen after all", n)
	}
	if g := op.send("PUT", district("/telling"), anything{"mail": "nonsense"}, nil); g.status != http.StatusUnprocessableEntity || g.text("field") != "mail" {
		t.Error(g)
	}
	if g := op.send("PUT", district("/telling"), anything{"mail": "a@example.cn", "topics": anything{"urged": []string{}}}, nil); g.status != http.StatusOK {
		t.Error(g)
	}
	if mine, other := op.get(district("/telling"), http.StatusOK), owner.get(district("/telling"), http.StatusOK); mine.text("mail") != "a@example.cn" || other.text("mail") != "" {
		t.Errorf("%v %v", mine, other)
	}
}
