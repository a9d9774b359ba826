package worker

import (
	"context"

	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/store"
)

// warn tells what has turned yellow in a district. A case where that fails comes up again after a while, and holds up no other.
func (w *Worker) warn(ctx context.Context, district org.DistrictID) error {
	for {
		now := org.Micros(w.Desk.Now())
		cases, err := w.Store.In(district).DueWarnings(ctx, now, batch)
		if err != nil || len(cases) == 0 {
			return err
		}
		told := ""
		for _, no := range cases {
			if no == told {
				continue
			}
			if err := w.Desk.Warn(ctx, district, casework.CaseNo(no)); err != nil {
				if ctx.Err() != nil {
					return err
				}
				w.Log.Error("warning", "district", district, "case", no, "error", err)
				err := w.Store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
					return tx.PutOffWarnings(no, now, now+leaseFor.Microseconds())
				})
				if err != nil {
					return err
				}
			}
			told = no
		}
		if len(cases) < batch {
			return nil
		}
	}
}

// route gives letters of a district to those they are for, what is urgent first; more reports that there are more. A letter that fails
// comes up again after a while, so that it holds up no other; in the end it is kept as dead.
func (w *Worker) route(ctx context.Context, district org.DistrictID) (more bool, err error) {
	now := org.Micros(w.Desk.Now())
	letters, err := w.Store.In(district).Letters(ctx, now, letterBatch)
	if err != nil || len(letters) == 0 {
		return false, err
	}
	var mine []store.Letter
	err = w.Store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
		mine = mine[:0]
		for _, l := range letters {
			ok, err := tx.Claim(l, now+leaseFor.Microseconds()*(l.Attempts+1))
			if err != nil {
				return err
			}
			if ok {
				mine = append(mine, l)
			}
		}
		return nil
	})
	if err != nil {
		return false, err
	}
	for _, l := range mine {
		if err := w.Desk.Route(ctx, district, l); err != nil {
			if ctx.Err() != nil {
				return false, err
			}
			w.Log.Error("letter", "district", district, "letter", l.ID, "error", err)
			if l.Attempts >= routeAtMost {
				if err := w.giveUp(ctx, district, l.ID); err != nil {
					return false, err
				}
			}
		}
	}
	return len(letters) == letterBatch, nil
}

// letterBatch is how many letters a worker takes at once: few, so that what is urgent is not long behind them.
const letterBatch = 50

// routeAtMost is how often a letter is tried; the pauses between grow, to some two days in all. Only a fault of ours makes one fail.
const routeAtMost = 100

func (w *Worker) giveUp(ctx context.Context, district org.DistrictID, letter string) error {
	return w.Store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error { return tx.GiveUp(letter) })
}
