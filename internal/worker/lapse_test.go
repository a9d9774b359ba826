package worker

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

// What fails every time holds up nothing: neither hundreds of cases of which nothing can be read, all due before any other, nor a
// district whose settings cannot be read. Each is told, and comes up again behind what has fallen due meanwhile.
func TestWhatFailsHoldsUpNothing(t *testing.T) {
	for name, options := range map[string]func(testing.TB) store.Options{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			now := opens.Add(-time.Hour)
			o := options(t)
			o.Now = instant(&now)
			s, err := store.Open(ctx, o)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = s.Close() })
			if err := demo.Found(ctx, s, district, now); err != nil {
				t.Fatal(err)
			}
			if err := s.FoundDistrict(ctx, store.District{ID: broken, Name: "坏区", Short: "坏", City: 370100, Settings: "{"}); err != nil {
				t.Fatal(err)
			}
			unreadable(t, s, district, 2*batch+50)
			unreadable(t, s, broken, batch+50)

			w := &stored{build(t), s, make([]casework.CaseNo, 1)}
			d := desk.New(desk.Options{Store: s, Now: instant(&now)})
			now = opens.Add(9 * time.Hour)
			call := numbered{0, act{0, w.township, casework.Report{Text: "占道经营", Call: &casework.Call{
				Matter: w.entries[0].Matter, Situation: w.entries[0].Situation, Cause: "no_power",
			}}}}
			if err := w.act(ctx, d, call); err != nil {
				t.Fatal(err)
			}
			var told bytes.Buffer
			one := &Worker{Store: s, Desk: d, Log: slog.New(slog.NewTextHandler(&told, nil))}
			now = now.Add(time.Hour + time.Microsecond)
			rounds := 0
			for more := true; more; rounds++ {
				if more, err = one.round(ctx, one.lapse); err != nil {
					t.Fatal(err)
				}
			}
			cases, err := w.records(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if last := cases[0].record[len(cases[0].record)-1]; last.name != "DispatchMissed" || rounds != 3 {
				t.Errorf("after %d looks: %s", rounds, shown(cases[0].record))
			}
			for _, want := range []string{"case=nothing-0000", fmt.Sprintf("case=nothing-%04d", 2*batch+49), "district=370199"} {
				if !strings.Contains(told.String(), want) {
					t.Errorf("nobody is told of %s", want)
				}
			}
			for range 2 { // what has turned yellow holds up nothing, either: each case is tried once, and then put off
				if err := one.warn(ctx, broken); err != nil {
					t.Fatal(err)
				}
			}
			if tried := strings.Count(told.String(), "msg=warning"); tried != batch+50 {
				t.Errorf("%d warnings failed", tried)
			}
			left := func(after time.Duration) int {
				due, err := s.In(district).DueClocks(ctx, micros(now.Add(after)), 10*batch)
				if err != nil {
					t.Fatal(err)
				}
				return len(due)
			}
			if held, again := left(leaseFor-2*time.Microsecond), left(leaseFor); held != 0 || again != 2*batch+50 {
				t.Errorf("%d come up under the lease, %d after it", held, again)
			}
		})
	}
}

const broken = org.DistrictID(370199)

// unreadable writes rows of cases that have no record at all, with clocks that ran out long ago.
func unreadable(t *testing.T, s *store.Store, district org.DistrictID, cases int) {
	t.Helper()
	err := s.Write(context.Background(), district, func(_ context.Context, tx *store.Tx) error {
		for n := range cases {
			no := fmt.Sprintf("nothing-%04d", n)
			p := store.Projection{
				Case:   store.CaseRow{No: no, ID: no, Version: 1, Status: string(casework.CaseCalled), Open: true},
				Clocks: []store.ClockRow{{Name: "next", Due: int64(n + 1)}}, Warnings: []store.WarningRow{{Kind: "dispatch", At: int64(n + 1)}},
			}
			if err := tx.Project(nil, p); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
