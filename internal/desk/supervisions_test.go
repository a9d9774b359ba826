package desk_test

import (
	"testing"
	"time"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

// Supervisions are counted whole, and each count is of as many rows as its list has. 依据 P-134.
func TestSupervisionsAndTheirCounts(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { supervise(t, openHouseOn(t, storetest.SQLite(t))) })
	t.Run("postgres", func(t *testing.T) { supervise(t, openHouseOn(t, storetest.Postgres(t))) })
}

func supervise(t *testing.T, h *house) {
	ctx, township, centre := t.Context(), h.in("370102011", org.TownshipOperator), h.in("zhihui", org.Dispatcher)
	var nos []casework.CaseNo
	var lead desk.View
	for range 3 {
		no, _, _ := h.call(township)
		nos = append(nos, no)
		lead = h.see(township, no)
		task, _ := lead.Case.LeadTask()
		h.do(centre, no, casework.Supervise{Task: string(task.ID), Text: "请说明何时到场"}, casework.CaseWorking)
	}
	list := func(who desk.SupervisionQuery) (all []desk.Supervision, n desk.SupervisionCounts) {
		t.Helper()
		page := desk.Page{Limit: 2}
		for {
			rows, counts, next, err := h.As(centre).Supervisions(ctx, 370102, who, page)
			if err != nil {
				t.Fatal(err)
			}
			all, n = append(all, rows...), counts
			if page.Cursor = next; next == "" {
				return all, n
			}
		}
	}
	all, n := list(desk.SupervisionQuery{})
	if len(all) != 3 || n.Open != 3 || n.Late != 0 || n.Climbed != 0 || all[0].Text != "请说明何时到场" || all[0].Cause != "" {
		t.Fatalf("%+v %+v", all, n)
	}
	// One is answered; the others climb.
	task, _ := lead.Case.LeadTask()
	h.do(h.in(task.Unit, org.DepartmentOperator), nos[2], casework.Explain{Supervision: "s1", Text: "已到场"}, casework.CaseWorking)
	h.now = time.UnixMicro(all[0].Due).UTC().Add(time.Hour)
	late, n := list(desk.SupervisionQuery{Late: true})
	if len(late) != n.Late || n.Late != 2 || n.Open != 2 || n.Answered != 1 {
		t.Errorf("%d rows, %+v", len(late), n)
	}
	for _, no := range nos {
		if err := h.Lapse(ctx, 370102, no); err != nil {
			t.Fatal(err)
		}
	}
	_, n = list(desk.SupervisionQuery{})
	if n.Open != 2 || n.Climbed != 2 || n.Levels[1] != 2 {
		t.Errorf("%+v", n)
	}
	for _, c := range []struct {
		q    desk.SupervisionQuery
		want int
	}{
		{desk.SupervisionQuery{Level: "1"}, 2}, {desk.SupervisionQuery{Level: "0"}, 0}, {desk.SupervisionQuery{Level: "2"}, 0}, {desk.SupervisionQuery{Cause: store.CauseSilent}, 2},
		{desk.SupervisionQuery{Cause: store.CauseAsked}, 2}, {desk.SupervisionQuery{Cause: "reworked"}, 0}, {desk.SupervisionQuery{Unit: task.Unit}, 2}, {desk.SupervisionQuery{Unit: "sifa"}, 0},
		{desk.SupervisionQuery{Township: "370102011"}, 2}, {desk.SupervisionQuery{Township: "370102012"}, 0}, {desk.SupervisionQuery{Answered: true}, 1}, {desk.SupervisionQuery{Answered: true, Unit: "sifa"}, 0},
	} {
		if rows, _ := list(c.q); len(rows) != c.want {
			t.Errorf("%+v: %d rows", c.q, len(rows))
		}
	}
	if rows, n, _, err := h.As(h.in("370102012", org.TownshipOperator)).Supervisions(ctx, 370102, desk.SupervisionQuery{}, desk.Page{}); err != nil || len(rows) != 0 || n.Open != 0 || n.Answered != 0 {
		t.Errorf("another township: %v %+v %v", rows, n, err)
	}
	if rows, n, _, err := h.As(h.in(task.Unit, org.DepartmentOperator)).Supervisions(ctx, 370102, desk.SupervisionQuery{}, desk.Page{}); err != nil || len(rows) != 2 || n.Open != 2 {
		t.Errorf("the unit itself: %v %+v %v", rows, n, err)
	}
	for _, q := range []desk.SupervisionQuery{{Level: "x"}, {Cause: "whim"}, {Unit: "nowhere"}} {
		if _, _, _, err := h.As(centre).Supervisions(ctx, 370102, q, desk.Page{}); !rule.Is(err, rule.Invalid) {
			t.Errorf("%+v: %v", q, err)
		}
	}
	if _, _, _, err := h.As(h.in("liantong", org.PartnerOperator)).Supervisions(ctx, 370102, desk.SupervisionQuery{}, desk.Page{}); !rule.Is(err, rule.Forbidden) {
		t.Error(err)
	}
	if err := h.store.SealNow(ctx, 370102); err != nil {
		t.Fatal(err)
	}
	if err := h.Rebuild(ctx, 370102, false); err != nil {
		t.Error(err)
	}
}
