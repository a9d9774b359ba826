package desk_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/sqldb"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

const yaojia = org.UnitID("370102011")

// onBoth runs a test with a desk on each engine.
func onBoth(t *testing.T, run func(t *testing.T, h *house)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { run(t, openHouseOn(t, storetest.SQLite(t))) })
	t.Run("postgres", func(t *testing.T) { run(t, openHouseOn(t, storetest.Postgres(t))) })
}

func (h *house) report(who access.Who, text, place string) casework.CaseNo {
	h.t.Helper()
	a, err := h.Report(h.t.Context(), who, 370102, casework.Report{Text: text, Place: place, Position: "117.05,36.66"}, desk.Key{})
	if err != nil {
		h.t.Fatal(err)
	}
	return a.No
}

func (h *house) see(who access.Who, no casework.CaseNo) desk.View {
	h.t.Helper()
	view, err := h.As(who).Case(h.t.Context(), 370102, no)
	if err != nil {
		h.t.Fatal(err)
	}
	return view
}

// sound holds the tables to the record.
func (h *house) sound() {
	h.t.Helper()
	if err := h.store.SealNow(h.t.Context(), 370102); err != nil {
		h.t.Fatal(err)
	}
	if err := h.store.Check(h.t.Context(), 370102); err != nil {
		h.t.Errorf("check: %v", err)
	}
	if err := h.Rebuild(h.t.Context(), 370102, false); err != nil {
		h.t.Errorf("rebuild: %v", err)
	}
}

func TestTwoCasesAreWrittenAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		township := h.in(yaojia, org.TownshipOperator)
		first := h.report(township, "占道经营，另有井盖破损", "某路 1 号")
		key := desk.Key{Key: "split", Body: []byte("x")}
		split, err := h.Do(t.Context(), township, 370102, first, casework.Split{Text: "井盖破损"}, key)
		if err != nil || split.Other == "" || split.Other == first {
			t.Fatalf("%+v %v", split, err)
		}
		if again, err := h.Do(t.Context(), township, 370102, first, casework.Split{Text: "井盖破损"}, key); err != nil || again != split {
			t.Fatalf("repeated: %+v, %v", again, err)
		}
		second := split.Other
		whole, part := h.see(township, first), h.see(township, second)
		if part.Case.Parent != whole.Case.ID || len(whole.Case.Parts) != 1 || whole.Case.Parts[0] != part.Case.ID ||
			whole.Related[part.Case.ID] != second || part.Related[whole.Case.ID] != first || part.Case.No != second {
			t.Fatalf("%+v\n%+v", whole.Case, part.Case)
		}
		if place, _ := part.Words.Of(part.Case.Place); place != "某路 1 号" {
			t.Errorf("the new case lies at %q", place)
		}
		h.do(township, second, casework.Merge{Into: first, Reason: "同一地点"}, casework.CaseMerged)
		whole, part = h.see(township, first), h.see(township, second)
		if part.Case.Merged.No != first || len(whole.Case.Absorbed) != 1 || part.Case.Last != whole.Case.Last {
			t.Fatalf("%+v\n%+v", whole.Case, part.Case)
		}
		h.do(township, second, casework.Unmerge{Reason: "并非同一事项"}, casework.CaseIntake)
		if whole = h.see(township, first); len(whole.Case.Absorbed) != 0 {
			t.Fatalf("%+v", whole.Case)
		}
		for cmd, want := range map[casework.Command]rule.Code{
			casework.Merge{Into: "2019072599999", Reason: "x"}: rule.Unknown,
			casework.Merge{Into: first, Reason: "x"}:           rule.Invalid,
			casework.Merge{Reason: "x"}:                        rule.Incomplete,
			casework.Unmerge{Reason: "x"}:                      rule.WrongState,
		} {
			if _, err := h.Do(t.Context(), township, 370102, first, cmd, desk.Key{}); !rule.Is(err, want) {
				t.Errorf("%+v: %v", cmd, err)
			}
		}
		elsewhere := h.in("370102001", org.TownshipOperator)
		theirs := h.report(elsewhere, "别处的井盖", "某巷")
		if _, err := h.Do(t.Context(), township, 370102, second, casework.Merge{Into: theirs, Reason: "x"}, desk.Key{}); !rule.Is(err, rule.Unknown) {
			t.Errorf("merged into a case nobody here may see: %v", err)
		}
		h.sound()
		h.audited()
	})
}

// Whoever reported what was merged sees the case it went into as their own, until it is taken out again.
func TestWhoReportedFollowsTheMerger(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		township := h.in(yaojia, org.TownshipOperator)
		var member access.Who
		units, err := h.Units(t.Context(), 370102)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range units.ByKind(org.KindGrid) {
			if units.TownshipOf(u.ID) == yaojia {
				member = h.in(u.ID, org.GridMember)
				break
			}
		}
		mine, other := h.report(member, "油烟扰民", "某路"), h.report(township, "油烟扰民", "某路 1 号")
		sees := func(want bool) {
			t.Helper()
			rows, _, err := h.As(member).Cases(t.Context(), 370102, store.CaseFilter{}, sqldb.Page{})
			listed := slices.ContainsFunc(rows, func(c store.CaseRow) bool { return c.No == string(other) })
			view, unseen := h.As(member).Case(t.Context(), 370102, other)
			if err != nil || listed != want || (unseen == nil) != want {
				t.Fatalf("listed %v, seen %v, want %v: %v", listed, unseen == nil, want, err)
			}
			if want {
				if text, ok := view.Words.Of(view.Case.Text); !ok || text != "油烟扰民" {
					t.Errorf("the words are %q", text)
				}
			}
		}
		sees(false)
		h.do(township, mine, casework.Merge{Into: other, Reason: "重复"}, casework.CaseMerged)
		sees(true)
		h.sound()
		h.do(township, other, casework.Discard{Ground: "repeated", Reason: "昨日已办"}, casework.CaseDiscarded)
		h.do(member, other, casework.Object{Reason: "今日又有"}, casework.CaseIntake)
		h.do(township, mine, casework.Unmerge{Reason: "并非重复"}, casework.CaseIntake)
		sees(false)
		h.sound()
		h.audited()
	})
}

// What a unit has before it in a merged case stands in no queue until the case is taken out again.
func TestAMergedCaseStandsInNoQueue(t *testing.T) {
	h := openHouse(t)
	township := h.in(yaojia, org.TownshipOperator)
	no, lead, _ := h.call(township)
	into := h.report(township, "油烟扰民", "某路")
	queued := func(want int) {
		t.Helper()
		rows, _, err := h.As(lead).Tasks(t.Context(), 370102, desk.Page{}, casework.TaskWaiting)
		if err != nil || len(rows) != want {
			t.Errorf("%d tasks are queued, not %d: %v", len(rows), want, err)
		}
	}
	queued(1)
	h.do(township, no, casework.Merge{Into: into, Reason: "重复"}, casework.CaseMerged)
	queued(0)
	h.sound()
	h.do(township, no, casework.Unmerge{Reason: "并非重复"}, casework.CaseWorking)
	queued(1)
	h.sound()
}

// Whatever goes wrong in the second case leaves nothing in the first.
func TestTwoCasesOrNone(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		township := h.in(yaojia, org.TownshipOperator)
		one, two := h.report(township, "井盖破损", "某路"), h.report(township, "井盖丢失", "某路")
		for _, way := range [][2]casework.CaseNo{{one, two}, {two, one}} {
			mine, theirs := way[0], way[1]
			before, other := h.see(township, mine), h.see(township, theirs)
			h.tamper(`UPDATE cases SET version = version + 7 WHERE no = '` + string(theirs) + `'`)
			if _, err := h.Do(t.Context(), township, 370102, mine, casework.Merge{Into: theirs, Reason: "重复"}, desk.Key{Key: "k" + string(mine)}); !rule.Is(err, rule.Conflict) {
				t.Fatalf("with a conflict in the second case: %v", err)
			}
			h.tamper(`UPDATE cases SET version = version - 7 WHERE no = '` + string(theirs) + `'`)
			after, still := h.see(township, mine), h.see(township, theirs)
			if after.Version != before.Version || after.Case.Status != before.Case.Status || still.Version != other.Version {
				t.Fatalf("something is left: %+v %+v", after.Case, still.Case)
			}
		}
		h.sound()
		h.do(township, one, casework.Merge{Into: two, Reason: "重复"}, casework.CaseMerged)
		h.sound()
	})
}

// A case that begins with a command does not begin when it cannot be written.
func TestASplitOrNone(t *testing.T) {
	h := openHouse(t)
	township := h.in(yaojia, org.TownshipOperator)
	one := h.report(township, "占道经营，另有井盖破损", "某路")
	const columns = `id, version, status, class, kind, cause, source, edition, matter, situation, service, township, grid, lead, reporter,
		created, called, changed, closed, due, late, open, summary, place`
	h.tamper(`INSERT INTO cases (district_id, no, ` + columns + `) SELECT district_id, '2019072500002', ` + strings.Replace(columns, "id,", "'x',", 1) + ` FROM cases`)
	if _, err := h.Do(t.Context(), township, 370102, one, casework.Split{Text: "井盖破损"}, desk.Key{}); !rule.Is(err, rule.Conflict) {
		t.Fatal(err)
	}
	h.tamper(`DELETE FROM cases WHERE id = 'x'`)
	if view := h.see(township, one); view.Version != 1 || len(view.Case.Parts) != 0 {
		t.Fatalf("something is left: %+v", view.Case)
	}
	h.sound()
	a, err := h.Do(t.Context(), township, 370102, one, casework.Split{Text: "井盖破损"}, desk.Key{})
	if err != nil || a.Other != "2019072500002" {
		t.Fatalf("%+v %v", a, err)
	}
	h.sound()
}

// Two who merge the same two cases into each other at once do not block each other, and one of them comes through.
func TestMergedBothWaysAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		township := h.in(yaojia, org.TownshipOperator)
		replica := desk.New(desk.Options{Store: h.store, Now: h.Now}) // takes turns with nobody here
		for range 15 {
			one, two := h.report(township, "井盖破损", "某路"), h.report(township, "井盖丢失", "某路")
			var all sync.WaitGroup
			errs := make([]error, 2)
			for i, d := range []*desk.Desk{h.Desk, replica} {
				mine, theirs := one, two
				if i == 1 {
					mine, theirs = two, one
				}
				all.Go(func() {
					_, errs[i] = d.Do(t.Context(), township, 370102, mine, casework.Merge{Into: theirs, Reason: "重复"}, desk.Key{})
				})
			}
			all.Wait()
			for _, err := range errs {
				if _, refused := rule.As(err); err != nil && !refused {
					t.Fatal(err)
				}
			}
			merged := 0
			for _, no := range []casework.CaseNo{one, two} {
				if h.see(township, no).Case.Status == casework.CaseMerged {
					merged++
				}
			}
			if (errs[0] == nil) == (errs[1] == nil) || merged != 1 {
				t.Fatalf("%v, %v; %d are merged", errs[0], errs[1], merged)
			}
		}
		h.sound()
	})
}
