package desk

import (
	"context"
	"errors"

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
	return d.store.Rebuild(ctx, district, func(ctx context.Context, v store.View, id string, events []ledger.Event) (store.Projection, error) {
		c, err := foldStored(casework.Case{ID: id}, events)
		if err != nil {
			return store.Projection{}, err
		}
		f := folder{c: c}
		for _, line := range []struct {
			id   string
			into *string
			most int
		}{{c.Text.ID, &f.summary, summaryLength}, {c.Place.ID, &f.place, placeLength}} {
			if line.id == "" {
				continue
			}
			sealed, ok, err := v.Content(ctx, line.id)
			if err != nil && !errors.Is(err, store.ErrDamaged) { // Check tells what is damaged
				return store.Projection{}, err
			}
			if ok {
				*line.into = cut(string(sealed.Plain), line.most)
			}
		}
		return f.projection(stand.units), nil
	}, replace)
}
