package desk

import (
	"context"

	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/store"
)

// Rebuild folds a district's record anew and compares it with the running tables; with replace, what
// differs is written anew. See store.Rebuild. Nobody else may write meanwhile.
func (d *Desk) Rebuild(ctx context.Context, district org.DistrictID, replace bool) error {
	stand, err := d.standing(ctx, district)
	if err != nil {
		return err
	}
	err = d.store.Rebuild(ctx, district, func(ctx context.Context, v store.View, id string, events []ledger.Event) (store.Projection, error) {
		f := folder{c: casework.Case{ID: id}}
		var precedents []store.PrecedentRow
		for _, e := range events {
			recorded, err := casework.Decode(e)
			if err != nil {
				return store.Projection{}, err
			}
			f = f.with(recorded)
			row, ok := precedent(f.c, recorded.Event, e.At)
			if ok {
				if row, ok, err = quote(ctx, v, row); err != nil {
					return store.Projection{}, err
				}
			}
			if ok {
				precedents = append(precedents, row)
			}
		}
		c := f.c
		for _, line := range []struct {
			id   string
			into *string
			most int
		}{{c.Text.ID, &f.summary, summaryLength}, {c.Place.ID, &f.place, placeLength}} {
			if line.id == "" {
				continue
			}
			text, ok, err := plain(ctx, v, line.id)
			if err != nil {
				return store.Projection{}, err
			}
			if ok {
				*line.into = cut(text, line.most)
			}
		}
		p := f.projection(stand.units)
		p.Precedents = precedents
		return p, nil
	}, replace)
	return both(err, d.rebuildUnits(ctx, district, replace))
}
