package store

import (
	"context"
	"fmt"
	"slices"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// SavedFilter (自存筛选) is a filter of a list that an account keeps for itself, under a name. It is no part of the record.
// 依据 P-118.
type SavedFilter struct {
	ID    string
	Name  string
	Query string // as the list's address has it
}

// FilterPlaces is how many filters an account may keep for one page.
const FilterPlaces = 30

var (
	qFilters = sqldb.Q(`SELECT id, name, query FROM saved_filter WHERE district_id = $1 AND account = $2 AND page = $3
		ORDER BY place`)
	qDeleteFilter = sqldb.Q(`DELETE FROM saved_filter WHERE district_id = $1 AND account = $2 AND page = $3 AND place = $4
		AND id = $5 AND name = $6 AND query = $7`)
	qInsertFilter = sqldb.Q(`INSERT INTO saved_filter (district_id, account, page, place, id, name, query)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`)
)

func (f *SavedFilter) into() []any { return []any{&f.ID, &f.Name, &f.Query} }

// SavedFilters lists the filters that an account keeps for a page, in the order it gave them.
func (v View) SavedFilters(ctx context.Context, account org.AccountID, page string) ([]SavedFilter, error) {
	list, err := sqldb.All(ctx, v.q, qFilters, (*SavedFilter).into, v.district, account, page)
	if err != nil {
		return nil, fmt.Errorf("saved filters: %w", err)
	}
	return list, nil
}

// ChangeFilters puts what a function makes of an account's filters into their place. They are few, so all are written
// anew: what was read must still be there, and each place is taken once, so who changes them at the same moment is decided
// anew and loses nothing.
func (t *Tx) ChangeFilters(account org.AccountID, page string, change func([]SavedFilter) ([]SavedFilter, error)) error {
	old, err := t.SavedFilters(t.ctx, account, page)
	if err != nil {
		return err
	}
	list, err := change(slices.Clone(old))
	if err != nil {
		return err
	}
	for i, f := range old {
		if err := t.tx.QueueOne(t.ctx, qDeleteFilter, t.district, account, page, int64(i+1), f.ID, f.Name, f.Query); err != nil {
			return err
		}
	}
	for i, f := range list {
		if err := t.tx.Queue(t.ctx, qInsertFilter, t.district, account, page, int64(i+1), f.ID, f.Name, f.Query); err != nil {
			return err
		}
	}
	return nil
}
