package desk_test

import (
	"bytes"
	"testing"

	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/picture/picturetest"
	"huying/internal/rule"
)

// Who has recused sees that there is the case and what was recorded in it, and reads nothing that is written in it.
func TestTheRecusedReadNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		township := h.in(yaojia, org.TownshipOperator)
		no, lead, _ := h.call(township)
		h.come(lead, no)
		file, err := h.Keep(t.Context(), lead, bytes.NewReader(picturetest.Photo(40, 30, 1)), "灶.jpg", "image/jpeg")
		if err != nil {
			t.Fatal(err)
		}
		h.do(lead, no, casework.Find{Kind: "ownership", Text: "无净化设施", Files: []casework.File{file}}, casework.CaseWorking)
		if body, _, err := h.As(lead).File(t.Context(), 370102, no, file.SHA256); err != nil {
			t.Fatal(err)
		} else if err := body.Close(); err != nil {
			t.Fatal(err)
		}
		before := h.see(lead, no)
		h.do(lead, no, casework.Recuse{Reason: "系当事人亲属"}, casework.CaseWorking)
		after := h.see(lead, no)
		if len(before.Words) == 0 || len(after.Words) != 0 {
			t.Errorf("%d words before, %d after", len(before.Words), len(after.Words))
		}
		if len(after.Records) != len(before.Records)+1 || after.Case.Status != casework.CaseWorking || len(after.Verbs) != 0 {
			t.Errorf("%d records, %s, %v", len(after.Records), after.Case.Status, after.Verbs)
		}
		if _, _, err := h.As(lead).File(t.Context(), 370102, no, file.SHA256); !rule.Is(err, rule.Unknown) {
			t.Errorf("a file of the case: %v", err)
		}
		if len(h.see(h.in(lead.Actor.Unit, org.DepartmentLeader), no).Words) <= len(before.Words) {
			t.Error("its colleagues read on, the reason with it")
		}
		h.sound()
	})
}
