package store_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"huying/internal/ledger"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

// BenchmarkCreate writes what a report writes: number, event, content, case, lists, clock, answer.
func BenchmarkCreate(b *testing.B) {
	durable := storetest.SQLite(b)
	durable.NoSync = false
	quick := storetest.SQLite(b)
	for name, o := range map[string]store.Options{"sqlite": durable, "sqlite-nosync": quick, "postgres-nosync": storetest.Postgres(b)} {
		b.Run(name, func(b *testing.B) {
			s := storetest.Open(b, o)
			ctx, stop := context.WithCancel(context.Background())
			var sealer sync.WaitGroup
			sealer.Go(func() { s.RunSealer(ctx, func(err error) { b.Error(err) }) })
			for _, clients := range []int{1, 16, 64} {
				b.Run(fmt.Sprint(clients), func(b *testing.B) { creates(b, s, clients) })
			}
			stop()
			sealer.Wait()
		})
	}
}

var created atomic.Int64

func creates(b *testing.B, s *store.Store, clients int) {
	var wg sync.WaitGroup
	var left atomic.Int64
	left.Store(int64(b.N))
	b.ResetTimer()
	for range clients {
		wg.Go(func() {
			for left.Add(-1) >= 0 {
				if err := create(s, created.Add(1)); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "creates/s")
}

func create(s *store.Store, n int64) error {
	stream := fmt.Sprintf("case/%036d", n)
	return s.Write(context.Background(), district, func(_ context.Context, tx *store.Tx) error {
		key := fmt.Sprint("key", n)
		if _, _, ok, err := tx.Replay(clerk.Account, key); ok || err != nil {
			return err
		}
		at := int64(1_700_000_000_000_000) + n
		data, sealed, err := ledger.Encode(said{ledger.Text("路灯不亮，行人不便，请尽快修复。"), int(n)}, salted(n))
		if err != nil {
			return err
		}
		no, err := tx.NextCaseNo(fmt.Sprintf("2019%04d", n/90000))
		if err != nil {
			return err
		}
		e := ledger.Event{Type: "Reported", At: at, Actor: clerk, Data: data}
		if err := tx.Append(stream, 0, []ledger.Event{e}, sealed); err != nil {
			return err
		}
		c := caseRow(no, stream[5:], at)
		if err := tx.Project(nil, store.Projection{Case: c, Clocks: []store.ClockRow{{Name: "next", Due: c.Due}},
			Viewers: []string{store.ViewerDistrict, store.ViewerTownship(c.Township), store.ViewerAccount(c.Reporter)}}); err != nil {
			return err
		}
		return tx.Remember(clerk.Account, key, make([]byte, 32), []byte(`{"no":"`+no+`"}`))
	})
}

func salted(n int64) func() [32]byte {
	return func() (s [32]byte) {
		for i := range 8 {
			s[i] = byte(n >> (8 * i))
		}
		return s
	}
}

func caseRow(no, id string, at int64) store.CaseRow {
	return store.CaseRow{No: no, ID: id, Version: 1, Status: "intake", Source: "phone", Township: "370102011",
		Reporter: "a1", Created: at, Changed: at, Due: at + 1_000_000, Open: true, Summary: "路灯不亮", Place: "解放路 1 号"}
}
