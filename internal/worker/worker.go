// Package worker does what happens without a person: it seals and signs the logs, records what has
// fallen due, and clears away what has expired. It decides nothing: it sends Lapse to the desk, which
// would have recorded the same miss before the next person's verb.
package worker

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

// Worker is one worker; any number may run, in any number of processes.
type Worker struct {
	Store *store.Store
	Desk  *desk.Desk
	Log   *slog.Logger
}

// How often the worker looks, and how long it holds what it took. A clock that was taken by a worker
// that died comes up again after the lease.
const (
	lookEvery  = time.Second
	leaseFor   = 30 * time.Second
	batch      = 200
	clearEvery = time.Hour
)

// Run works until the context ends.
func (w *Worker) Run(ctx context.Context) {
	var all sync.WaitGroup
	all.Go(func() { w.Store.RunSealer(ctx, func(err error) { w.Log.Error("seal", "error", err) }) })
	all.Go(func() { w.every(ctx, lookEvery, "due clocks", w.lapse) })
	all.Go(func() { w.every(ctx, clearEvery, "clear away", w.clear) })
	all.Wait()
}

// every runs a piece of work in each district at intervals, until the context ends.
func (w *Worker) every(ctx context.Context, pause time.Duration, what string, work func(context.Context, org.DistrictID) error) {
	timer := time.NewTicker(pause)
	defer timer.Stop()
	for {
		districts, err := w.Store.Districts(ctx)
		for _, d := range districts {
			if err == nil {
				err = work(ctx, d.ID)
			}
		}
		if err != nil && ctx.Err() == nil {
			w.Log.Error(what, "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
	}
}

// lapse records what has fallen due in a district.
func (w *Worker) lapse(ctx context.Context, district org.DistrictID) error {
	now := org.Micros(w.Desk.Now()) - 1 // at its very instant a deadline still holds
	if due, err := w.Store.In(district).DueClocks(ctx, now, 1); err != nil || len(due) == 0 {
		return err
	}
	var due []store.DueClock
	err := w.Store.Write(ctx, district, func(_ context.Context, tx *store.Tx) (err error) {
		due, err = tx.Lease(now, now+leaseFor.Microseconds(), batch)
		return err
	})
	if err != nil {
		return err
	}
	for _, clock := range due {
		if err := w.Desk.Lapse(ctx, district, casework.CaseNo(clock.No)); err != nil {
			if refusal, ok := rule.As(err); ok {
				w.Log.Warn("lapse refused", "district", district, "case", clock.No, "code", refusal.Code)
				continue
			}
			return err
		}
	}
	return nil
}

// clear drops answers kept for repeated requests, tokens and drafts, once they are too old to matter.
func (w *Worker) clear(ctx context.Context, district org.DistrictID) error {
	if err := w.Desk.ClearDrafts(ctx, district); err != nil {
		return err
	}
	return w.Store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
		if err := tx.Forget(); err != nil {
			return err
		}
		return tx.DropTokens(org.Micros(w.Desk.Now()))
	})
}
