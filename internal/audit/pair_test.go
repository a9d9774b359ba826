package audit

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
	"time"

	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/org"
)

// both lets somebody do something that concerns two cases, and gives both after it.
func (w *world) both(c, other casework.Case, unit org.UnitID, cmd casework.Command) (mine, theirs casework.Case) {
	w.t.Helper()
	w.now = w.now.Add(time.Minute)
	w.number++
	given := casework.Given{
		By: w.posts[unit], At: w.now, District: district, ID: fmt.Sprintf("%016x", w.random.Uint64()),
		No: casework.CaseNo(fmt.Sprintf("20190726%05d", w.number)), Units: w.units, List: w.book,
		Calendar: w.calendar, Settings: casework.DefaultSettings(),
	}
	here, there, err := casework.DecidePair(c, other, cmd, given)
	if err != nil {
		w.t.Fatalf("%T by %s: %v", cmd, unit, err)
	}
	write := func(c casework.Case, events []casework.Event) casework.Case {
		for _, e := range events {
			id := c.ID
			if began, ok := e.(casework.Reported); ok {
				id = began.ID
			}
			back, err := casework.Decode(w.record(casework.Stream(id), casework.Name(e), casework.Signed(e, given.By), e))
			if err != nil {
				w.t.Fatal(err)
			}
			c = casework.Evolve(c, back.Event, back.Moment)
		}
		return c
	}
	return write(c, here), write(other, there)
}

// pairs lives through a split, a merger and its undoing.
func (w *world) pairs() {
	const township = "370102001"
	whole := w.do(casework.Case{}, township, casework.Report{Text: "占道经营，另有井盖破损", Place: "解放路 1 号"})
	whole, part := w.both(whole, casework.Case{}, township, casework.Split{Text: "井盖破损"})
	part, whole = w.both(part, whole, township, casework.Merge{Into: whole.No, Reason: "同一地点"})
	part, whole = w.both(part, whole, township, casework.Unmerge{Reason: "并非同一事项"})
	if part.Parent != whole.ID || part.Status != casework.CaseIntake || len(whole.Absorbed) != 0 {
		w.t.Fatalf("%+v\n%+v", whole, part)
	}
}

// What concerns two cases stands in both, or the auditor says so, whichever half is gone or tells another story.
func TestTwoCasesBearEachOtherOut(t *testing.T) {
	w := newWorld(t)
	w.pairs()
	if r := w.verify(w.export(everything), Options{}); !r.OK() || r.Cases != 2 {
		t.Fatalf("an honest record:\n%s", told(r))
	}
	for _, typ := range []string{"SplitOff", "MergedInto", "Absorbed", "Unmerged", "Parted"} {
		for name, change := range map[string]func(w *world, i int, e ledger.Event){
			"缺": func(w *world, i int, e ledger.Event) { w.without(i, e) },
			"改": func(w *world, i int, e ledger.Event) {
				e.At++ // as if it had been written apart
				w.put(i, e)
			},
		} {
			t.Run(typ+name, func(t *testing.T) {
				w := newWorld(t)
				w.pairs()
				i := slices.IndexFunc(w.leaves, func(leaf []byte) bool {
					return bytes.Contains(leaf, []byte(`"type":"`+typ+`"`))
				})
				e, err := ledger.ParseLeaf(w.leaves[i])
				if err != nil {
					t.Fatal(err)
				}
				change(w, i, e)
				w.reseal()
				if r := w.verify(w.export(everything), Options{}); !has(r, Unpaired) {
					t.Fatalf("wanted %q, found:\n%s", Unpaired, told(r))
				}
			})
		}
	}
}

// Whose report was merged is told alike in both cases, or the auditor says so: else one could take from them the right to
// object, or give another the right to see.
func TestAMergerTellsWhoReported(t *testing.T) {
	reporter := string(newWorld(t).posts["370102001001001"].Account)
	for name, change := range map[string]func([]byte) []byte{
		"隐去上报人": func(data []byte) []byte { return bytes.Replace(data, []byte(`,"reporters":["`+reporter+`"]`), nil, 1) },
		"换了上报人": func(data []byte) []byte {
			return bytes.Replace(data, []byte(`"reporters":["`+reporter), []byte(`"reporters":["x`), 1)
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			a := w.do(casework.Case{}, "370102001001001", casework.Report{Text: "占道经营"})
			b := w.do(casework.Case{}, "370102001", casework.Report{Text: "占道经营"})
			w.both(a, b, "370102001", casework.Merge{Into: b.No, Reason: "重复"})
			if r := w.verify(w.export(everything), Options{}); !r.OK() {
				t.Fatalf("an honest record:\n%s", told(r))
			}
			i := slices.IndexFunc(w.leaves, func(leaf []byte) bool { return bytes.Contains(leaf, []byte(`"type":"Absorbed"`)) })
			e, err := ledger.ParseLeaf(w.leaves[i])
			if err != nil {
				t.Fatal(err)
			}
			was := e.Data
			if e.Data = change(bytes.Clone(was)); bytes.Equal(e.Data, was) {
				t.Fatalf("nothing is changed in %s", was)
			}
			w.put(i, e)
			w.reseal()
			if r := w.verify(w.export(everything), Options{}); !has(r, Unpaired) {
				t.Fatalf("wanted %q, found:\n%s", Unpaired, told(r))
			}
		})
	}
}

func (w *world) put(i int, e ledger.Event) {
	w.t.Helper()
	leaf, err := e.Leaf()
	if err != nil {
		w.t.Fatal(err)
	}
	w.leaves[i] = leaf
}

// without takes a leaf away as a careful forger would: the versions behind it close up.
func (w *world) without(i int, gone ledger.Event) {
	for k := i + 1; k < len(w.leaves); k++ {
		e, err := ledger.ParseLeaf(w.leaves[k])
		if err != nil {
			w.t.Fatal(err)
		}
		if e.Stream == gone.Stream {
			e.Version--
			w.put(k, e)
		}
	}
	w.leaves = slices.Delete(w.leaves, i, i+1)
}
