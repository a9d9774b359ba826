package audit

import (
	"encoding/json"
	"testing"
	"time"

	"huying/internal/casework"
	"huying/internal/ledger"
)

// Who is dispatched while a muster is ahead has the muster's time to come, and no other; a time that somebody named is
// counted from no limit. 依据 P-56.
func TestMusterHasOneTime(t *testing.T) {
	for name, change := range map[string]func(*casework.Dispatched){
		"如实":     func(*casework.Dispatched) {},
		"集结时限放宽": func(e *casework.Dispatched) { e.Tasks[1].Arrive.Due.At += 3_600_000_000 },
		"不按集结时限": func(e *casework.Dispatched) { e.Tasks[0].Muster = false },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			c := w.do(casework.Case{}, "370102001", casework.Report{Text: "经过", Call: &casework.Call{
				Matter: 1, Cause: "not_alone", Muster: &casework.Muster{Time: w.now.Add(2 * time.Hour).Format(time.RFC3339), Place: "路口"},
			}})
			w.do(c, "centre", casework.Dispatch{})
			for i, leaf := range w.leaves {
				e, err := ledger.ParseLeaf(leaf)
				if err != nil {
					t.Fatal(err)
				}
				if e.Type != "Dispatched" {
					continue
				}
				var dispatched casework.Dispatched
				if err := json.Unmarshal(e.Data, &dispatched); err != nil {
					t.Fatal(err)
				}
				if !dispatched.Tasks[1].Muster {
					t.Fatal("the muster does not reach the assist")
				}
				change(&dispatched)
				if e.Data, _, err = ledger.Encode(dispatched, w.salt); err != nil {
					t.Fatal(err)
				}
				if w.leaves[i], err = e.Leaf(); err != nil {
					t.Fatal(err)
				}
			}
			w.reseal()
			if r := w.verify(w.export(everything), Options{}); r.OK() != (name == "如实") || !r.OK() && !has(r, WrongDeadline) {
				t.Error(told(r))
			}
		})
	}
}
