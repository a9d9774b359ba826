package desk

import (
	"context"
	"encoding/json"
	"fmt"

	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/telling"
)

// tellOf puts what has to be told into the outbox, with what happened. 依据 P-124.
func tellOf(tx *store.Tx, before, after casework.Case, happened []casework.Recorded, units *org.Directory) error {
	for i, l := range telling.Follow(before, after, happened, units) {
		id := fmt.Sprintf("%s-%d-%d", after.No, after.Version, i)
		if l.Topic == telling.NoCalendar {
			id = fmt.Sprintf("%s-%d", l.Topic, l.Year) // once for each year, whichever case meets it first
		}
		if err := post(tx, id, l, after.Last); err != nil {
			return err
		}
	}
	return nil
}

// post puts one letter into the outbox.
func post(tx *store.Tx, id string, l telling.Letter, at int64) error {
	body, err := json.Marshal(l)
	if err != nil {
		return err
	}
	next := at
	if l.Urgent {
		next = 0 // before whatever else waits
	}
	return tx.Tell(store.Letter{ID: id, Topic: string(l.Topic), Body: string(body), At: at, NextAt: next})
}

// warnings are the clocks of a case that are still to turn yellow.
func warnings(c casework.Case) []store.WarningRow {
	var rows []store.WarningRow
	for _, r := range telling.Yellows(c) {
		rows = append(rows, store.WarningRow{Kind: string(r.Kind), Ref: r.Ref, At: r.Clock.Yellow})
	}
	return rows
}

// Warn (预警) tells what has turned yellow in a case by now; the worker sends it. It is no event: what is yellow follows from
// the clock. 依据 P-74.
func (d *Desk) Warn(ctx context.Context, district org.DistrictID, no casework.CaseNo) error {
	stand, err := d.standing(ctx, district)
	if err != nil {
		return err
	}
	f, err := d.look(ctx, district, no)
	if err != nil {
		return err
	}
	at := org.Micros(d.Now())
	return d.store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
		taken, err := tx.TakeWarnings(string(no), at)
		if err != nil {
			return err
		}
		for _, w := range taken {
			l, ok := telling.Warn(f.c, casework.ClockKind(w.Kind), w.Ref, at, stand.units)
			if !ok {
				continue
			}
			if err := post(tx, fmt.Sprintf("%s-%s-%s-%d", no, w.Kind, w.Ref, w.At), l, at); err != nil {
				return err
			}
		}
		return nil
	})
}
