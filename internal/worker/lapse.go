package worker

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"

	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/store"
)

// How often the worker looks, how long it holds what it took, how much of it, and how many cases it has in hand at once. What a worker
// took that died, or what failed, comes up again after the lease, behind what has fallen due meanwhile.
const (
	lookEvery = time.Second
	leaseFor  = 30 * time.Second
	batch     = 200
	hands     = 8
)

// watch records what falls due, until the context ends.
func (w *Worker) watch(ctx context.Context) { w.rounds(ctx, "due clocks", w.lapse) }

// rounds does a piece of work that may be more than one look takes, until the context ends. After a look that found more than it could take, the next one follows at once:
// a batch of every district in turn, so that none waits for another's thousands.
func (w *Worker) rounds(ctx context.Context, what string, work func(context.Context, org.DistrictID) (more bool, err error)) {
	timer := time.NewTicker(cmp.Or(w.look, lookEvery))
	defer timer.Stop()
	for {
		more, err := w.round(ctx, work)
		if err != nil && ctx.Err() == nil {
			w.Log.Error(what, "error", err)
		}
		if more && ctx.Err() == nil {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
	}
}

// round looks once into each district; more reports that some of them has more that is due. A district that fails does not hold up the
// others.
func (w *Worker) round(ctx context.Context, work func(context.Context, org.DistrictID) (bool, error)) (more bool, err error) {
	districts, err := w.Store.Districts(ctx)
	for _, d := range districts {
		left, e := work(ctx, d.ID)
		more, err = more || left, errors.Join(err, e)
	}
	return more, err
}

// lapse records what has fallen due in a district, a batch of it; more reports that there is more. 依据 P-05, P-73.
func (w *Worker) lapse(ctx context.Context, district org.DistrictID) (more bool, err error) {
	now := org.Micros(w.Desk.Now()) - 1 // at its very instant a deadline still holds
	if due, err := w.Store.In(district).DueClocks(ctx, now, 1); err != nil || len(due) == 0 {
		return false, err
	}
	var due []store.DueClock
	err = w.Store.Write(ctx, district, func(_ context.Context, tx *store.Tx) (err error) {
		due, more, err = tx.Lease(now, now+leaseFor.Microseconds(), batch)
		return err
	})
	if err != nil {
		return false, err
	}
	w.work(ctx, district, due)
	return more, nil
}

// work sends Lapse to each case, several at a time. One that fails is told and left until its lease is over.
func (w *Worker) work(ctx context.Context, district org.DistrictID, due []store.DueClock) {
	todo := make(chan store.DueClock)
	var all sync.WaitGroup
	for range min(hands, len(due)) {
		all.Go(func() {
			for clock := range todo {
				if err := w.lapseOne(ctx, district, casework.CaseNo(clock.No)); err != nil && ctx.Err() == nil {
					w.Log.Error("what is overdue in a case is not on record", "district", district, "case", clock.No, "error", err)
				}
			}
		})
	}
	for _, clock := range due {
		todo <- clock
	}
	close(todo)
	all.Wait()
}

// lapseOne gives a case no longer than its lease: after that another worker may take it.
func (w *Worker) lapseOne(ctx context.Context, district org.DistrictID, no casework.CaseNo) error {
	ctx, done := context.WithTimeout(ctx, leaseFor)
	defer done()
	return w.Desk.Lapse(ctx, district, no)
}
