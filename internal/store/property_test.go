package store_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/sqldb"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

// drawn is a case as chance has it.
func drawn(r *rapid.T, no, id string, version int64) store.Projection {
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(r, name) }
	p := store.Projection{Case: store.CaseRow{
		No: no, ID: id, Version: version, Status: pick("status", "intake", "called", "working", "archived"),
		Class: pick("class", "", "daily", "urgent"), Matter: rapid.IntRange(0, 2).Draw(r, "matter"),
		Township: org.UnitID(pick("township", "east", "west")), Grid: org.UnitID(pick("grid", "", "g1")), Reporter: "a1", Source: "phone",
		Due: int64(rapid.IntRange(0, 3).Draw(r, "due")), Yellow: int64(rapid.IntRange(0, 3).Draw(r, "yellow")), Late: rapid.Bool().Draw(r, "late"), Open: rapid.Bool().Draw(r, "open"),
		Summary: pick("summary", "路灯不亮", "占道 100% 经营", "Noise_at night", ""), Place: pick("place", "", "解放路"),
	}}
	p.Viewers = append(p.Viewers, store.ViewerDistrict, store.ViewerTownship(p.Case.Township))
	for i, unit := range []org.UnitID{"water", "roads", "health"} {
		if !rapid.Bool().Draw(r, "task") {
			continue
		}
		p.Tasks = append(p.Tasks, store.TaskRow{ID: fmt.Sprintf("t%d", i+1), Unit: unit, Status: pick("task status", "waiting", "accepted", "answered"),
			Section: org.UnitID(pick("section", "", "s1")), Due: int64(rapid.IntRange(0, 3).Draw(r, "task due")),
			Yellow: int64(rapid.IntRange(0, 3).Draw(r, "task yellow")), Open: rapid.Bool().Draw(r, "task open"), Lead: i == 0})
		p.Viewers = append(p.Viewers, store.ViewerUnit(unit))
	}
	for _, name := range []string{"next", "rate"} {
		if rapid.Bool().Draw(r, "clock") {
			p.Clocks = append(p.Clocks, store.ClockRow{Name: name, Due: int64(rapid.IntRange(1, 3).Draw(r, "clock due"))})
		}
	}
	for _, kind := range inboxKinds {
		for _, ref := range []string{"", "t1", "q1"} {
			if rapid.IntRange(0, 3).Draw(r, "inbox") == 0 {
				p.Inbox = append(p.Inbox, store.InboxRow{Kind: kind, Ref: ref, Unit: org.UnitID(pick("inbox unit", "water", "roads")),
					Due: int64(rapid.IntRange(0, 2).Draw(r, "inbox due")), Yellow: int64(rapid.IntRange(0, 2).Draw(r, "inbox yellow")), Late: rapid.Bool().Draw(r, "inbox late")})
			}
		}
	}
	if rapid.Bool().Draw(r, "twice") {
		p.Viewers = append(p.Viewers, store.ViewerDistrict)
	}
	return p
}

// Whatever happens to cases, the tables hold exactly what was projected last, and every list of every
// viewer, under every filter and cut into any pages, is what a plain look at all cases gives.
func TestTablesAndListsFollow(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx := context.Background()
		s := open()
		all := map[string]store.Projection{}
		project := func(_ context.Context, _ store.View, id string, _ []ledger.Event) (store.Projection, error) {
			return all[id], nil
		}
		rapid.Check(t, func(r *rapid.T) {
			for range rapid.IntRange(1, 6).Draw(r, "moves") {
				n := rapid.IntRange(1, 12).Draw(r, "case")
				id, no := fmt.Sprintf("id%02d", n), fmt.Sprintf("20190725%05d", n)
				old, known := all[id]
				p := drawn(r, no, id, old.Case.Version+1)
				before := &old
				if !known {
					before = nil
				}
				err := s.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
					e, _ := event(t, "Annotated", p.Case.Version, n, "")
					if err := tx.Append("case/"+id, old.Case.Version, []ledger.Event{e}, nil); err != nil {
						return err
					}
					return tx.Project(before, p)
				})
				if err != nil {
					r.Fatal(err)
				}
				all[id] = p
			}
			if err := s.Rebuild(ctx, district, project, false); err != nil {
				r.Fatal(err)
			}
			f := filter(r)
			got, err := pages(ctx, s.In(district), f, rapid.IntRange(1, 5).Draw(r, "size"))
			if err != nil {
				r.Fatal(err)
			}
			if want := plain(all, f); !slices.Equal(got, want) {
				r.Fatalf("%+v gives %v, not %v", f, got, want)
			}
			if err := sameInbox(ctx, s.In(district), r, all); err != nil {
				r.Fatal(err)
			}
			if err := sameByDue(ctx, s.In(district), r, all); err != nil {
				r.Fatal(err)
			}
		})
		if err := s.Check(ctx, district); err != nil {
			t.Fatal(err)
		}
	})
}

func filter(r *rapid.T) store.CaseFilter {
	return store.CaseFilter{
		Viewer: rapid.SampledFrom([]string{store.ViewerDistrict, store.ViewerTownship("east"), store.ViewerUnit("water"), store.ViewerUnit("roads")}).Draw(r, "viewer"),
		Open:   rapid.Bool().Draw(r, "only open"), Late: rapid.Bool().Draw(r, "only late"), Now: 2,
		Statuses: rapid.SampledFrom([][]string{nil, nil, {"called"}, {"called", "working"}}).Draw(r, "of status"),
		Class:    rapid.SampledFrom([]string{"", "", "urgent"}).Draw(r, "of class"),
		Matters:  rapid.SampledFrom([][]int{nil, nil, {1}, {1, 2}}).Draw(r, "of matter"),
		Township: rapid.SampledFrom([]org.UnitID{"", "", "west"}).Draw(r, "of township"),
		Grid:     rapid.SampledFrom([]org.UnitID{"", "", "g1"}).Draw(r, "of grid"),
		Unit:     rapid.SampledFrom([]org.UnitID{"", "", "roads"}).Draw(r, "of unit"),
		Waits:    rapid.SampledFrom([]org.UnitID{"", "", "water", "s1"}).Draw(r, "waits"),
		Text:     rapid.SampledFrom([]string{"", "", "%", "_", "noise", "解放", "00003"}).Draw(r, "text"),
		From:     rapid.SampledFrom([]string{"", "20190725", "20190726"}).Draw(r, "from"),
		To:       rapid.SampledFrom([]string{"", "20190725", "20190724"}).Draw(r, "to"),
	}
}

func pages(ctx context.Context, v store.View, f store.CaseFilter, size int) (numbers []string, err error) {
	page := sqldb.Page{Limit: size}
	for {
		list, next, err := v.Cases(ctx, f, page)
		if err != nil {
			return nil, err
		}
		if len(list) > size {
			return nil, fmt.Errorf("a page of %d holds %d", size, len(list))
		}
		for _, c := range list {
			numbers = append(numbers, c.No)
		}
		if next == "" {
			return numbers, nil
		}
		page.Cursor = next
	}
}

// fits looks at one case by the words of CaseFilter, without an index.
func fits(p store.Projection, f store.CaseFilter) bool {
	c := p.Case
	text := strings.ToLower(c.Summary + "\x00" + c.Place + "\x00" + c.No)
	waits := func(k store.TaskRow) bool {
		return k.Open && (k.Status == "waiting" || k.Status == "accepted") && (k.Unit == f.Waits || k.Section == f.Waits)
	}
	return (!f.Open || c.Open) && (!f.Late || c.Late || c.Due != 0 && c.Due <= f.Now) &&
		(len(f.Statuses) == 0 || slices.Contains(f.Statuses, c.Status)) && (f.Class == "" || c.Class == f.Class) &&
		(len(f.Matters) == 0 || slices.Contains(f.Matters, c.Matter)) && (f.Township == "" || c.Township == f.Township) &&
		(f.Grid == "" || c.Grid == f.Grid) && (f.Unit == "" || slices.Contains(p.Viewers, store.ViewerUnit(f.Unit))) &&
		(f.Waits == "" || slices.ContainsFunc(p.Tasks, waits)) && strings.Contains(text, f.Text) &&
		(f.From == "" || c.No[:8] >= f.From) && (f.To == "" || c.No[:8] <= f.To)
}

// plain filters all cases of a viewer, the newest first.
func plain(all map[string]store.Projection, f store.CaseFilter) (numbers []string) {
	for _, p := range all {
		if slices.Contains(p.Viewers, f.Viewer) && fits(p, f) {
			numbers = append(numbers, p.Case.No)
		}
	}
	slices.SortFunc(numbers, func(a, b string) int { return strings.Compare(b, a) })
	return numbers
}

// sameByDue holds the list in the order of the deadlines, cut into any pages, to a plain look at all cases.
func sameByDue(ctx context.Context, v store.View, r *rapid.T, all map[string]store.Projection) error {
	f := filter(r)
	f.Open, f.Statuses = true, []string{"called", "working", "intake"}[:rapid.IntRange(1, 3).Draw(r, "pressing")]
	township := rapid.SampledFrom([]org.UnitID{"", "east", "west"}).Draw(r, "pressing in")
	var want, got []string
	due := map[string]int64{}
	for _, p := range all {
		if fits(p, f) && (township == "" || p.Case.Township == township) {
			want = append(want, p.Case.No)
			if due[p.Case.No] = p.Case.Due; p.Case.Due == 0 {
				due[p.Case.No] = 1 << 62
			}
		}
	}
	slices.SortFunc(want, func(a, b string) int { return cmp.Or(cmp.Compare(due[a], due[b]), strings.Compare(a, b)) })
	page := sqldb.Page{Limit: rapid.IntRange(1, 5).Draw(r, "pressing page")}
	for {
		list, next, err := v.ByDue(ctx, township, f, page)
		if err != nil {
			return err
		}
		if len(list) > page.Limit {
			return fmt.Errorf("a page of %d holds %d", page.Limit, len(list))
		}
		for _, c := range list {
			if c != all[c.ID].Case {
				return fmt.Errorf("a row is %+v", c)
			}
			got = append(got, c.No)
		}
		if page.Cursor = next; next == "" {
			break
		}
	}
	if !slices.Equal(got, want) {
		return fmt.Errorf("pressing in %q by %+v: %v, not %v", township, f, got, want)
	}
	return nil
}

var inboxKinds = []string{"reply", "ruling", "step"}

// sameInbox holds an inbox, cut into any pages, to a plain look at all cases.
func sameInbox(ctx context.Context, v store.View, r *rapid.T, all map[string]store.Projection) error {
	unit := org.UnitID(rapid.SampledFrom([]string{"", "water", "roads"}).Draw(r, "inbox of"))
	kinds := rapid.SliceOfNDistinct(rapid.SampledFrom(inboxKinds), 1, 3, rapid.ID).Draw(r, "kinds")
	page := sqldb.Page{Limit: rapid.IntRange(1, 5).Draw(r, "inbox page")}
	type key struct {
		due           int64
		no, ref, kind string
	}
	var want, got []key
	for _, p := range all {
		for _, i := range p.Inbox {
			if (unit == "" || i.Unit == unit) && slices.Contains(kinds, i.Kind) {
				want = append(want, key{i.Due, p.Case.No, i.Ref, i.Kind})
			}
		}
	}
	last := func(due int64) int64 { // unknown deadlines come last
		if due == 0 {
			return 1 << 62
		}
		return due
	}
	slices.SortFunc(want, func(a, b key) int {
		return cmp.Or(cmp.Compare(last(a.due), last(b.due)), strings.Compare(a.no, b.no), strings.Compare(a.ref, b.ref), strings.Compare(a.kind, b.kind))
	})
	for {
		list, next, err := v.Inbox(ctx, unit, page, kinds...)
		if err != nil {
			return err
		}
		if len(list) > page.Limit {
			return fmt.Errorf("a page of %d holds %d", page.Limit, len(list))
		}
		for _, i := range list {
			if i.Case != all[i.Case.ID].Case {
				return fmt.Errorf("the case of an inbox row is %+v", i.Case)
			}
			got = append(got, key{i.Due, i.Case.No, i.Ref, i.Kind})
		}
		if next == "" {
			break
		}
		page.Cursor = next
	}
	if !slices.Equal(got, want) {
		return fmt.Errorf("the inbox of %q for %v is %v, not %v", unit, kinds, got, want)
	}
	return nil
}
