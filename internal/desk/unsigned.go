package desk

import (
	"slices"

	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/org"
)

// hideUnsigned takes answers out of the view that wait for the signature of a unit's leader, and those that were sent
// back or written anew: until it is signed a draft is the unit's own, and an auditor's to read. 依据 P-101.
func (r Reader) hideUnsigned(view *View) {
	if r.who.Actor.Role == org.Auditor {
		return
	}
	kept := slices.Clone(view.Records)
	signed := map[casework.TaskID]bool{} // a signature follows, and no other draft before it
	for i := len(kept) - 1; i >= 0; i-- {
		var task casework.TaskID
		switch e := kept[i].Event.(type) {
		case casework.SignedOff:
			signed[e.Task] = true
			continue
		case casework.SentBack:
			task = e.Task
			signed[task] = false
		case casework.Drafted:
			task = e.Task
			if signed[task] {
				signed[task] = false
				continue
			}
		default:
			continue
		}
		if t, _ := view.Case.Task(string(task)); t.Unit == view.Units.DepartmentOf(r.who.Actor.Unit) {
			continue
		}
		for _, id := range ledger.References(kept[i].Data) {
			delete(view.Words, id)
		}
		kept = slices.Delete(kept, i, i+1)
	}
	view.Records = kept
}
