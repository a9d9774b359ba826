package store_test

import (
	"context"
	"slices"
	"testing"

	"huying/internal/sqldb"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

// The most pressing come first over all that waits, not among the first that were loaded: overdue, urgent, the rest.
func TestThePressingComeFirst(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx := context.Background()
		s := open()
		now := noon + 2_000_000
		late := map[string]bool{}
		for n := range 24 { // the later reported, the earlier due; every fifth urgent; the last four overdue; one without a deadline
			p := openCase(t, s, n, "east")
			p = move(t, s, p, "Called", struct{}{}, func(p *store.Projection) {
				p.Case.Status, p.Case.Class, p.Case.Due = "called", "daily", now+int64(19-n)*1000
				if n%5 == 0 {
					p.Case.Class = "urgent"
				}
				if n == 7 {
					p.Case.Due = 0
				}
			})
			late[p.Case.No] = p.Case.Due != 0 && p.Case.Due < now
		}
		openCase(t, s, 99, "east") // waits in another status
		v := s.In(district)
		var found []store.CaseRow
		page := sqldb.Page{Limit: 5}
		for {
			list, next, err := v.CasesPressing(ctx, "called", now, page)
			if err != nil {
				t.Fatal(err)
			}
			if found = append(found, list...); next == "" {
				break
			}
			page.Cursor = next
		}
		rank := func(c store.CaseRow) int64 {
			due := c.Due
			if due == 0 {
				due = 1 << 60
			}
			switch {
			case late[c.No]:
				return due - 1<<61
			case c.Class == "urgent":
				return due - 1<<60
			}
			return due
		}
		if len(found) != 24 || !slices.IsSortedFunc(found, func(a, b store.CaseRow) int { return int(max(-1, min(1, rank(a)-rank(b)))) }) {
			for _, c := range found {
				t.Log(c.No, c.Class, c.Due-now)
			}
			t.Fatalf("%d cases, or in a wrong order", len(found))
		}
		if !late[found[0].No] || !late[found[3].No] || late[found[4].No] || found[4].Class != "urgent" || found[23].Due != 0 {
			t.Errorf("first %+v, last %+v", found[0], found[23])
		}
		if all, overdue, err := v.HowMany(ctx, "called", now); err != nil || all != 24 || overdue != 4 {
			t.Errorf("%d wait, %d of them overdue, %v", all, overdue, err)
		}
		if all, overdue, err := v.HowMany(ctx, "ruling", now); err != nil || all != 0 || overdue != 0 {
			t.Errorf("%d, %d, %v where nothing waits", all, overdue, err)
		}
		if _, _, err := v.CasesPressing(ctx, "called", now, sqldb.Page{Cursor: sqldb.Cursor(map[string]int{"rank": 9})}); err == nil {
			t.Error("a cursor of no rank is taken")
		}
	})
}
