package desk_test

import (
	"strings"
	"testing"
	"time"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/roster"
	"huying/internal/rule"
	"huying/internal/store/storetest"
)

// One shift of the centre leaves a note to the next: sealed, with what is late or falls due, and read by another. 依据 P-133.
func TestHandover(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { handOver(t, openHouseOn(t, storetest.SQLite(t))) })
	t.Run("postgres", func(t *testing.T) { handOver(t, openHouseOn(t, storetest.Postgres(t))) })
}

func handOver(t *testing.T, h *house) {
	const centre = org.UnitID("zhihui")
	ctx := t.Context()
	day, night := h.in(centre, org.Dispatcher), h.in(centre, org.CentreLead)
	township := h.in("370102011", org.TownshipOperator)
	called, err := h.Report(ctx, township, 370102, casework.Report{Text: "油烟", Place: "某路", Call: &casework.Call{Matter: 56, Situation: "56-3", Cause: "no_power"}}, desk.Key{})
	if err != nil {
		t.Fatal(err)
	}
	other, err := h.Report(ctx, township, 370102, casework.Report{Text: "井盖", Place: "某路"}, desk.Key{})
	if err != nil {
		t.Fatal(err)
	}
	ahead, err := h.As(day).Ahead(ctx, 370102, centre)
	if err != nil || len(ahead) != 1 || ahead[0].No != string(called.No) || ahead[0].Why != roster.Soon || ahead[0].Case.Status == "" {
		t.Fatalf("%+v %v", ahead, err)
	}
	key := desk.Key{Key: "n", Body: []byte("1")}
	var id int64
	for range 2 {
		again, err := h.WriteHandover(ctx, day, 370102, centre, "  市场监管局仍未到场。\n请再催。 ", []casework.CaseNo{called.No, called.No, other.No}, key)
		if err != nil || id != 0 && again != id {
			t.Fatal(again, err)
		}
		id = again
	}
	events, err := h.store.In(370102).Events(ctx, roster.HandoverStream(centre), 0)
	if err != nil || len(events) != 1 || strings.Contains(string(events[0].Data), "市场") || !strings.Contains(string(events[0].Data), string(other.No)) {
		t.Fatalf("%s %v", events[0].Data, err)
	}
	unread, err := h.As(night).UnreadHandovers(ctx, 370102, centre)
	if err != nil || len(unread) != 1 || unread[0].Text != "市场监管局仍未到场。\n请再催。" || unread[0].By.Name == "" || unread[0].Own {
		t.Fatalf("%+v %v", unread, err)
	}
	if c := unread[0].Cases; len(c) != 2 || c[0].Why != roster.Soon || c[0].Due == 0 || c[1].Why != roster.Named {
		t.Errorf("%+v", c)
	}
	if titles, err := h.As(night).Pointed(ctx, unread[0]); err != nil || len(titles) != 2 {
		t.Errorf("%v %v", titles, err)
	}
	for _, wrong := range []struct {
		text string
		nos  []casework.CaseNo
		at   string
	}{{" \n", nil, "text"}, {strings.Repeat("长", 4001), nil, "text"}, {"a\u202eb", nil, "text"}, {"有", []casework.CaseNo{"2019072599999"}, "cases"}, {"有", make([]casework.CaseNo, 61), "cases"}} {
		_, err := h.WriteHandover(ctx, day, 370102, centre, wrong.text, wrong.nos, desk.Key{})
		if r, ok := rule.As(err); !ok || r.Field != wrong.at && r.Code != rule.Unknown {
			t.Errorf("%.10q %v: %v", wrong.text, wrong.nos, err)
		}
	}
	for _, who := range []struct {
		unit org.UnitID
		role org.Role
	}{{"zonghe-zhifa", org.DepartmentLeader}, {"370102011", org.TownshipLeader}, {"zhengfu", org.GovernmentApprover}} {
		stranger := h.in(who.unit, who.role)
		if _, err := h.WriteHandover(ctx, stranger, 370102, centre, "x", nil, desk.Key{}); !rule.Is(err, rule.Forbidden) {
			t.Errorf("%s writes: %v", who.role, err)
		}
		if _, _, err := h.As(stranger).Handovers(ctx, 370102, centre, desk.Page{}); !rule.Is(err, rule.Forbidden) {
			t.Errorf("%s reads: %v", who.role, err)
		}
		if err := h.ReadHandover(ctx, stranger, 370102, centre, id, desk.Key{}); !rule.Is(err, rule.Forbidden) {
			t.Errorf("%s confirms: %v", who.role, err)
		}
	}
	if err := h.ReadHandover(ctx, day, 370102, centre, id, desk.Key{}); !rule.Is(err, rule.WrongRole) {
		t.Errorf("its writer confirms: %v", err)
	}
	h.now = h.now.Add(time.Hour)
	if err := h.ReadHandover(ctx, night, 370102, centre, id, desk.Key{}); err != nil {
		t.Fatal(err)
	}
	if err := h.ReadHandover(ctx, night, 370102, centre, id, desk.Key{}); !rule.Is(err, rule.Spent) {
		t.Errorf("twice: %v", err)
	}
	if err := h.ReadHandover(ctx, night, 370102, centre, 99, desk.Key{}); !rule.Is(err, rule.Unknown) {
		t.Errorf("none: %v", err)
	}
	// A department's own, which points to what is dispatched to it alone.
	h.do(day, called.No, casework.Dispatch{}, casework.CaseWorking)
	unit := h.in("zonghe-zhifa", org.DepartmentOperator)
	if ahead, err := h.As(unit).Ahead(ctx, 370102, "zonghe-zhifa"); err != nil || len(ahead) > 1 {
		t.Errorf("%+v %v", ahead, err)
	}
	if _, err := h.WriteHandover(ctx, unit, 370102, "zonghe-zhifa", "x", []casework.CaseNo{other.No}, desk.Key{}); !rule.Is(err, rule.Unknown) {
		t.Errorf("a case it does not see: %v", err)
	}
	// A partner tries case numbers: one that is there answers as one that is not.
	partner := h.in("liantong", org.PartnerOperator)
	for _, no := range []casework.CaseNo{called.No, other.No, "2019072599999"} {
		if _, err := h.WriteHandover(ctx, partner, 370102, "liantong", "x", []casework.CaseNo{no}, desk.Key{}); !rule.Is(err, rule.Unknown) {
			t.Errorf("a partner names %s: %v", no, err)
		}
	}
	for range 25 {
		h.now = h.now.Add(time.Minute)
		if _, err := h.WriteHandover(ctx, unit, 370102, "zonghe-zhifa", "无事", nil, desk.Key{}); err != nil {
			t.Fatal(err)
		}
	}
	first, next, err := h.As(unit).Handovers(ctx, 370102, "zonghe-zhifa", desk.Page{Limit: 20})
	if err != nil || len(first) != 20 || next == "" {
		t.Fatal(len(first), next, err)
	}
	rest, next, err := h.As(unit).Handovers(ctx, 370102, "zonghe-zhifa", desk.Page{Limit: 20, Cursor: next})
	if err != nil || len(rest) != 5 || next != "" || rest[0].ID >= first[19].ID {
		t.Fatal(len(rest), next, err)
	}
	if err := h.store.SealNow(ctx, 370102); err != nil {
		t.Fatal(err)
	}
	if err := h.store.Check(ctx, 370102); err != nil {
		t.Error(err)
	}
	if err := h.Rebuild(ctx, 370102, false); err != nil {
		t.Fatal(err)
	}
	h.tamper(`UPDATE handover SET read_at = 0 WHERE unit = 'zhihui'`)
	if err := h.Rebuild(ctx, 370102, true); err == nil {
		t.Error("a note that nobody read, and not found")
	}
	if err := h.Rebuild(ctx, 370102, false); err != nil {
		t.Error(err)
	}
	if notes, _, err := h.As(day).Handovers(ctx, 370102, centre, desk.Page{}); err != nil || len(notes) != 1 || notes[0].ReadBy.Name == "" {
		t.Errorf("%+v %v", notes, err)
	}
	// What was written can be erased: the note stays, and says so.
	row, _, err := h.store.In(370102).Handover(ctx, centre, id)
	if err != nil {
		t.Fatal(err)
	}
	h.tamper(`DELETE FROM content_key WHERE id = '` + row.Content + `'`)
	if notes, _, err := h.As(day).Handovers(ctx, 370102, centre, desk.Page{}); err != nil || !notes[0].Gone || notes[0].Text != "" {
		t.Errorf("%+v %v", notes, err)
	}
}
