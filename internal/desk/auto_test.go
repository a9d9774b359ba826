package desk_test

import (
	"encoding/json"
	"testing"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
)

// Where the district has decided so, a call comes back dispatched: on record by the clock, with the units' desks filled.
func TestAClearCallGoesByItself(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		decided := casework.DefaultSettings()
		decided.AutoDispatch = true
		settings, err := json.Marshal(decided)
		if err != nil {
			t.Fatal(err)
		}
		if err := h.store.FoundDistrict(t.Context(), store.District{ID: 370102, Name: "历下区", Short: "历下", City: 370100, Settings: string(settings)}); err != nil {
			t.Fatal(err)
		}
		township, centre := h.in(yaojia, org.TownshipOperator), h.in("zhihui", org.Dispatcher)
		no := h.report(township, "油烟扰民", "某路")
		h.do(township, no, casework.Call{Matter: 56, Situation: "56-3", Cause: "no_power"}, casework.CaseWorking)
		view := h.see(township, no)
		last := view.Records[len(view.Records)-1]
		if e, ok := last.Event.(casework.Dispatched); !ok || !e.Auto || last.Moment.By != casework.Clockwork {
			t.Errorf("%s by %s", last.Type, last.Moment.By.Unit)
		}
		lead, _ := view.Case.LeadTask()
		if rows, _, err := h.As(h.in(lead.Unit, org.DepartmentOperator)).Tasks(t.Context(), 370102, desk.Page{}, casework.TaskWaiting); err != nil || len(rows) != 1 {
			t.Errorf("%v %v", rows, err)
		}
		h.do(centre, no, casework.Recall{Reason: "派错"}, casework.CaseCalled)
		h.do(centre, no, casework.Dispatch{}, casework.CaseWorking)
		h.sound()
	})
}
