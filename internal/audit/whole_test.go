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
			rewrite(w, "Dispatched", func(e *casework.Dispatched) {
				if !e.Tasks[1].Muster {
					t.Fatal("the muster does not reach the assist")
				}
				change(e)
			})
			if r := w.verify(w.export(everything), Options{}); r.OK() != (name == "如实") || !r.OK() && !has(r, WrongDeadline) {
				t.Error(told(r))
			}
		})
	}
}

// A call for what is not in the list has the limits of its class, and nobody who leads. 依据 P-16.
func TestUnlistedCall(t *testing.T) {
	for name, change := range map[string]func(*casework.Called){
		"如实":   func(*casework.Called) {},
		"自定牵头": func(e *casework.Called) { e.Entry.Lead = "zhufang" },
		"自定时限": func(e *casework.Called) { e.Entry.Limits.Finish = e.Entry.Limits.Arrive },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.do(casework.Case{}, "370102001", casework.Report{Text: "经过", Call: &casework.Call{Unlisted: true, Cause: "no_power"}})
			rewrite(w, "Called", change)
			if r := w.verify(w.export(everything), Options{}); r.OK() != (name == "如实") || !r.OK() && !has(r, OffList) {
				t.Error(told(r))
			}
		})
	}
}

// rewrite changes an event of a kind wherever it stands, and the tree over it.
func rewrite[E casework.Event](w *world, kind string, change func(*E)) {
	w.t.Helper()
	for i, leaf := range w.leaves {
		e, err := ledger.ParseLeaf(leaf)
		if err != nil {
			w.t.Fatal(err)
		}
		if e.Type != kind {
			continue
		}
		var written E
		if err := json.Unmarshal(e.Data, &written); err != nil {
			w.t.Fatal(err)
		}
		change(&written)
		if e.Data, _, err = ledger.Encode(written, w.salt); err != nil {
			w.t.Fatal(err)
		}
		if w.leaves[i], err = e.Leaf(); err != nil {
			w.t.Fatal(err)
		}
	}
	w.reseal()
}
