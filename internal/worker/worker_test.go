package worker

import (
	"log/slog"
	"testing"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

const district = org.DistrictID(370102)

// What nobody does in time is on record without anybody opening the case, once, with the time it was
// due; and it is sealed.
func TestSilenceIsRecorded(t *testing.T) {
	for name, options := range map[string]func(testing.TB) store.Options{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		t.Run(name, func(t *testing.T) {
			now := time.Date(2019, 7, 25, 1, 0, 0, 0, time.UTC) // 09:00 in Jinan
			clock := func() time.Time { return now }
			o := options(t)
			o.Now = clock
			s, err := store.Open(t.Context(), o)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = s.Close() })
			if _, err := demo.Load(t.Context(), s, now); err != nil {
				t.Fatal(err)
			}
			w := &Worker{Store: s, Desk: desk.New(desk.Options{Store: s, Now: clock}), Log: slog.New(slog.DiscardHandler)}
			units, err := w.Desk.Units(t.Context(), district)
			if err != nil {
				t.Fatal(err)
			}
			post, _ := units.Post("lixia-yaojia-op")
			who := access.SeatOf(district, post, units).Who("", 0)
			called, err := w.Desk.Report(t.Context(), who, district, casework.Report{
				Text: "拖欠工资", Call: &casework.Call{Matter: 64, Situation: "64-1", Cause: "no_power"},
			}, desk.Key{})
			if err != nil {
				t.Fatal(err)
			}
			misses := func() (names []string) {
				t.Helper()
				if _, err := w.lapse(t.Context(), district); err != nil {
					t.Fatal(err)
				}
				if _, err := s.Seal(t.Context(), district); err != nil {
					t.Fatal(err)
				}
				view, err := w.Desk.As(who).Case(t.Context(), district, called.No)
				if err != nil {
					t.Fatal(err)
				}
				for _, r := range view.Records {
					if r.Moment.By == casework.Clockwork {
						names = append(names, r.Type)
						if r.Index < 0 {
							t.Errorf("%s is not sealed", r.Type)
						}
					}
				}
				return names
			}
			now = now.Add(time.Hour) // still in time at this very instant
			if got := misses(); len(got) != 0 {
				t.Fatalf("in time: %v", got)
			}
			now = now.Add(time.Microsecond)
			for range 2 {
				if got := misses(); len(got) != 1 || got[0] != "DispatchMissed" {
					t.Fatalf("an hour later: %v", got)
				}
				now = now.Add(2 * leaseFor)
			}
			if _, err := w.Desk.KeepDraft(t.Context(), who, "", []byte("x")); err != nil {
				t.Fatal(err)
			}
			for _, left := range []int{1, 0} {
				if err := w.clear(t.Context(), district); err != nil {
					t.Fatal(err)
				}
				if drafts, err := w.Desk.Drafts(t.Context(), who); err != nil || len(drafts) != left {
					t.Fatalf("%d drafts, %v", len(drafts), err)
				}
				now = now.Add(desk.DraftsFor + time.Microsecond)
			}
		})
	}
}
