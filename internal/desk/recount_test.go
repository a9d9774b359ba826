package desk_test

import (
	"errors"
	"testing"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
)

// An edited calendar moves nothing until the district government says so, on the record; then what runs moves, and what the
// auditor counts is what was moved. 依据 P-129.
func TestRecountByOrder(t *testing.T) {
	h := openHouse(t)
	township, centre := h.in("370102011", org.TownshipOperator), h.in("zhihui", org.Dispatcher)
	government := h.in("zhengfu", org.GovernmentApprover)
	no := h.unpaid(township)
	h.do(centre, no, casework.Dispatch{}, casework.CaseWorking)
	done := func() int64 {
		view, err := h.As(township).Case(t.Context(), 370102, no)
		if err != nil {
			t.Fatal(err)
		}
		return view.Case.Tasks[0].Done.Due.At
	}
	before := done()
	by := org.Actor{Unit: "dashuju", Role: org.SystemAdmin}
	if _, _, err := h.ImportCalendar(t.Context(), 370102, by, "year\t2019\n2019-07-29\toff\t防汛停工\n"); err != nil {
		t.Fatal(err)
	}
	if done() != before {
		t.Fatal("the edit alone moved a deadline")
	}
	for _, refused := range []struct {
		name string
		run  func() error
	}{
		{"the centre", func() error { _, err := h.Recount(t.Context(), centre, 370102, "防汛停工", nil); return err }},
		{"without reason", func() error { _, err := h.Recount(t.Context(), government, 370102, " ", nil); return err }},
	} {
		if r, ok := rule.As(refused.run()); !ok || r.Clause != "P-129" {
			t.Errorf("%s: %v", refused.name, r)
		}
	}
	told := 0
	did, err := h.Recount(t.Context(), government, 370102, "防汛停工", func(n int) { told = n })
	if err != nil || did != (desk.Recounted{Order: 1, Cases: 1, Moved: 1}) || told != 1 {
		t.Fatalf("%+v, told %d, %v", did, told, err)
	}
	if done() <= before {
		t.Fatal("nothing moved")
	}
	if did, err = h.Recount(t.Context(), government, 370102, "再算", nil); err != nil || did.Moved != 0 || did.Order != 2 {
		t.Fatalf("again: %+v, %v", did, err)
	}
	if err := h.Rebuild(t.Context(), 370102, false); err != nil {
		t.Fatal(err)
	}
	h.audited()
	if _, err := h.Recount(t.Context(), h.in("370102011", org.TownshipOperator), 370103, "x", nil); err == nil || errors.Is(err, errors.ErrUnsupported) {
		t.Error("another district's")
	}
}
