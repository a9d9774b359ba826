package worker

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/desk"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

// A month of five hundred cases through the store: desk, tables, leases and workers as they are, on SQLite in virtual time and on
// PostgreSQL by clocks that are set. Each miss is on record once, in time; one, two and four workers, and both engines, come to the
// same streams; a worker that was stopped for days catches up; tables and log are sound.
func TestAMonthThroughTheStore(t *testing.T) {
	cases := 500
	if testing.Short() {
		cases = 60
	}
	w := build(t)
	scripts := make([]*script, cases)
	for n := range scripts {
		scripts[n] = w.write(uint64(n)).settle()
	}
	pause := stop{micros(opens.AddDate(0, 0, 9)), micros(opens.AddDate(0, 0, 13))}
	var mu sync.Mutex
	runs := map[string][]*kept{}
	t.Run("runs", func(t *testing.T) {
		for _, run := range []struct {
			name    string
			workers int
			none    stop
		}{{"one", 1, stop{}}, {"two", 2, stop{}}, {"four", 4, stop{}}, {"stopped", 2, pause}, {"PostgreSQL", 4, stop{}}} {
			t.Run(run.name, func(t *testing.T) {
				t.Parallel()
				began := time.Now()
				play := lite
				options := storetest.SQLite
				if run.name == "PostgreSQL" {
					play, options = postgres, storetest.Postgres
				}
				got := play(t, w, options(t), scripts, run.workers, run.none)
				misses := hold(t, scripts, got, run.none, storeLook)
				t.Logf("%d cases, %d workers: %d misses in %v", cases, run.workers, misses, time.Since(began).Round(time.Millisecond))
				mu.Lock()
				defer mu.Unlock()
				runs[run.name] = got
			})
		}
	})
	for _, name := range []string{"two", "four", "PostgreSQL"} {
		if other, ok := runs[name]; ok && !t.Failed() {
			same(t, runs["one"], other)
		}
	}
}

// lite plays the month on SQLite, in a bubble of virtual time: people and workers sleep, and time goes on when all do.
func lite(t *testing.T, town *town, o store.Options, scripts []*script, workers int, none stop) (got []*kept) {
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		time.Sleep(time.Until(opens.Add(-time.Hour)))
		s, err := store.Open(ctx, o)
		if err == nil {
			err = demo.Found(ctx, s, district, time.Now())
		}
		if err != nil {
			t.Fatal(err)
		}
		w := &stored{town, s, make([]casework.CaseNo, len(scripts))}
		d := desk.New(desk.Options{Store: s})
		time.Sleep(time.Until(opens))
		var all sync.WaitGroup
		for _, crowd := range crowds(scripts) {
			all.Go(func() {
				for _, a := range crowd {
					time.Sleep(time.Until(time.UnixMicro(a.at)))
					if err := w.act(ctx, d, a); err != nil {
						t.Errorf("case %d, %s: %v\n%s", a.no, a.cmd.Verb(), err, scripts[a.no].show())
						return
					}
				}
			})
		}
		for range workers {
			all.Go(func() { w.watches(ctx, d, none) })
		}
		all.Wait()
		if t.Failed() {
			t.FailNow()
		}
		if got, err = w.records(ctx); err == nil {
			err = w.sound(ctx)
		}
		d.Hush()
		if err := errors.Join(err, s.Close()); err != nil {
			t.Fatal(err)
		}
	})
	return got
}

// watches is a worker that ends with the month, and where it is stopped is another one from then on.
func (w *stored) watches(ctx context.Context, d *desk.Desk, none stop) {
	if none != (stop{}) {
		ctx, done := context.WithDeadline(ctx, time.UnixMicro(none.from))
		w.worker(d).watch(ctx)
		done()
		time.Sleep(time.Until(time.UnixMicro(none.to)))
	}
	ctx, done := context.WithDeadline(ctx, ends)
	defer done()
	w.worker(d).watch(ctx)
}

// postgres plays the month on PostgreSQL, whose sockets know no virtual time: everybody has a desk of their own, as on several servers,
// with a clock that is set. People act up to each look of the workers, then these look.
func postgres(t *testing.T, town *town, o store.Options, scripts []*script, workers int, _ stop) []*kept {
	ctx := t.Context()
	o.Now = func() time.Time { return ends }
	s, err := store.Open(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if err := demo.Found(ctx, s, district, opens.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	w := &stored{town, s, make([]casework.CaseNo, len(scripts))}
	crowd := crowds(scripts)
	var clocks [len(crowd)]time.Time
	var desks [len(crowd)]*desk.Desk
	for i := range crowd {
		desks[i] = desk.New(desk.Options{Store: s, Now: instant(&clocks[i])})
	}
	var now time.Time
	work := make([]*Worker, workers)
	for i := range work {
		work[i] = w.worker(desk.New(desk.Options{Store: s, Now: instant(&now)}))
	}
	for now = opens.Add(storeLook); !now.After(ends); now = now.Add(storeLook) {
		var people, looks sync.WaitGroup
		for i := range crowd {
			people.Go(func() {
				for len(crowd[i]) > 0 && crowd[i][0].at <= micros(now) {
					a := crowd[i][0]
					crowd[i], clocks[i] = crowd[i][1:], time.UnixMicro(a.at)
					if err := w.act(ctx, desks[i], a); err != nil {
						t.Errorf("case %d, %s: %v\n%s", a.no, a.cmd.Verb(), err, scripts[a.no].show())
					}
				}
			})
		}
		people.Wait()
		for _, one := range work {
			looks.Go(func() {
				for more := true; more; {
					var err error
					if more, err = one.round(ctx, one.lapse); err != nil {
						t.Error(err)
					}
				}
			})
		}
		looks.Wait()
		if t.Failed() {
			t.FailNow()
		}
	}
	got, err := w.records(ctx)
	if err == nil {
		err = w.sound(ctx)
	}
	if err != nil {
		t.Fatal(fmt.Errorf("after the month: %w", err))
	}
	return got
}
