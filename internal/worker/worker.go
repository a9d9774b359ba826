// Package worker does what happens without a person: it seals and signs the logs, records what has
// fallen due, tells and sends what has to be told, and clears away what has expired. It decides nothing: it sends Lapse to the desk, which
// would have recorded the same miss before the next person's verb.
package worker

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
)

// Worker is one worker; any number may run, in any number of processes.
type Worker struct {
	Store *store.Store
	Desk  *desk.Desk
	Log   *slog.Logger

	look time.Duration // how often it looks for what has fallen due; 0 is lookEvery
}

// How often what has expired is cleared away, and how long what an account was told in the app is kept.
const (
	clearEvery = time.Hour
	bellsFor   = 180 * 24 * time.Hour
)

// Run works until the context ends.
func (w *Worker) Run(ctx context.Context) {
	var all sync.WaitGroup
	all.Go(func() { w.Store.RunSealer(ctx, func(err error) { w.Log.Error("seal", "error", err) }) })
	all.Go(func() { w.watch(ctx) })
	all.Go(func() { w.every(ctx, lookEvery, "warnings", w.warn) })
	all.Go(func() { w.rounds(ctx, "letters", w.route) })
	all.Go(func() { w.send(ctx) })
	all.Go(func() { w.every(ctx, clearEvery, "clear away", w.clear) })
	all.Wait()
}

// every runs a piece of work in each district at intervals, until the context ends. A district where it fails does not hold up the others.
func (w *Worker) every(ctx context.Context, pause time.Duration, what string, work func(context.Context, org.DistrictID) error) {
	timer := time.NewTicker(pause)
	defer timer.Stop()
	for {
		districts, err := w.Store.Districts(ctx)
		for _, d := range districts {
			err = errors.Join(err, work(ctx, d.ID))
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

// clear drops answers kept for repeated requests, tokens and drafts, once they are too old to matter.
func (w *Worker) clear(ctx context.Context, district org.DistrictID) error {
	if err := w.Desk.ClearDrafts(ctx, district); err != nil {
		return err
	}
	return w.Store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
		if err := tx.Forget(); err != nil {
			return err
		}
		if err := tx.DropBells(org.Micros(w.Desk.Now().Add(-bellsFor))); err != nil {
			return err
		}
		return tx.DropTokens(org.Micros(w.Desk.Now()))
	})
}
