package store_test

import (
	"slices"
	"testing"
	"time"

	"huying/internal/org"
	"huying/internal/sqldb"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

// Who is on duty is right at the borders of turns: the beginning counts, the end does not; across midnight, over several
// days, over the longest turn there is; the first before the second.
func TestOnDutyAtTheBorders(t *testing.T) {
	zone := time.FixedZone("UTC+8", 8*60*60)
	at := func(day, hour, minute int) int64 {
		return time.Date(2026, 10, day, hour, minute, 0, 0, zone).UnixMicro()
	}
	month := int64(31 * 24 * time.Hour / time.Microsecond)
	turns := []store.Duty{
		{Unit: "water", Starts: at(8, 8, 30), Ends: at(8, 17, 30), Account: "day"},
		{Unit: "water", Starts: at(8, 17, 30), Ends: at(9, 8, 30), Account: "night"},                     // across midnight
		{Unit: "water", Starts: at(8, 16, 0), Ends: at(9, 8, 30), Account: "second", Second: true},       // begins earlier, is called later
		{Unit: "fire", Starts: at(1, 0, 0), Ends: at(4, 0, 0), Account: "days"},                          // several days
		{Unit: "road", Starts: at(1, 0, 0), Ends: at(1, 0, 0) + month, Account: "month"},                 // the longest
		{Unit: "road", Starts: at(1, 0, 0) + month, Ends: at(1, 0, 0) + month + month, Account: "after"}, // and at once another
	}
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		in(t, s, district, func(tx *store.Tx) error {
			for _, d := range turns {
				if err := tx.PutDuty(d); err != nil {
					return err
				}
			}
			return nil
		})
		for _, c := range []struct {
			unit org.UnitID
			at   int64
			want []org.AccountID
		}{
			{"water", at(8, 8, 30) - 1, nil}, {"water", at(8, 8, 30), []org.AccountID{"day"}}, {"water", at(8, 16, 0), []org.AccountID{"day", "second"}},
			{"water", at(8, 17, 30) - 1, []org.AccountID{"day", "second"}}, {"water", at(8, 17, 30), []org.AccountID{"night", "second"}},
			{"water", at(9, 0, 0), []org.AccountID{"night", "second"}}, {"water", at(9, 8, 30) - 1, []org.AccountID{"night", "second"}}, {"water", at(9, 8, 30), nil},
			{"fire", at(1, 0, 0), []org.AccountID{"days"}}, {"fire", at(3, 23, 59), []org.AccountID{"days"}}, {"fire", at(4, 0, 0), nil},
			{"road", at(1, 0, 0) + month - 1, []org.AccountID{"month"}}, {"road", at(1, 0, 0) + month, []org.AccountID{"after"}},
			{"road", at(1, 0, 0) + 2*month - 1, []org.AccountID{"after"}}, {"road", at(1, 0, 0) + 2*month, nil},
		} {
			on, err := s.In(district).OnDuty(t.Context(), c.at, "earth", c.unit)
			if err != nil {
				t.Fatal(err)
			}
			var who []org.AccountID
			for _, d := range on {
				who = append(who, d.Account)
			}
			if !slices.Equal(who, c.want) {
				t.Errorf("%s at %v: %v, not %v", c.unit, time.UnixMicro(c.at).In(zone), who, c.want)
			}
		}
		// A time of the roster has whatever runs in it, page by page.
		var all []org.AccountID
		page := sqldb.Page{Limit: 1}
		for {
			rows, next, err := s.In(district).Roster(t.Context(), "water", at(8, 17, 0), at(8, 18, 0), page)
			if err != nil || len(rows) > 1 {
				t.Fatal(rows, err)
			}
			for _, d := range rows {
				all = append(all, d.Account)
			}
			if page.Cursor = next; next == "" {
				break
			}
		}
		if !slices.Equal(all, []org.AccountID{"day", "second", "night"}) {
			t.Errorf("%v", all)
		}
		if rows, err := s.In(district).Duties(t.Context(), "road", at(1, 0, 0)+month-1, at(1, 0, 0)+month); err != nil || len(rows) != 1 || rows[0].Account != "month" {
			t.Errorf("%v %v", rows, err)
		}
		in(t, s, district, func(tx *store.Tx) error { return tx.CutDuty(turns[1], at(8, 20, 0)) })
		if on, err := s.In(district).OnDuty(t.Context(), at(8, 20, 0), "water"); err != nil || len(on) != 1 || !on[0].Second {
			t.Errorf("ended: %v %v", on, err)
		}
	})
}
