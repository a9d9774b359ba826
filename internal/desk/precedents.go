package desk

import (
	"context"
	"errors"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

// PrecedentQuery narrows a search for precedents; zero fields do not narrow.
type PrecedentQuery struct {
	Words  string
	Matter int
	Unit   org.UnitID
}

// Precedents (先例) finds rulings and designations, the newest first: they are kept so that the next one is decided
// alike. 依据 P-116.
func (r Reader) Precedents(ctx context.Context, district org.DistrictID, q PrecedentQuery, page Page) ([]store.PrecedentRow, string, error) {
	if err := r.permitted(access.PrecedentSee, district); err != nil {
		return nil, "", err
	}
	if len(q.Words) > 200 {
		return nil, "", rule.Refuse(rule.Invalid, "P-116", "检索词过长").At("words")
	}
	return r.d.store.In(district).Precedents(ctx, store.PrecedentFilter(q), page)
}

// precedent is what a ruling or a designation leaves for others, without its words; ok is false for every other
// record, and for a ruling that says nothing.
func precedent(c casework.Case, e casework.Event, at int64) (row store.PrecedentRow, ok bool) {
	row = store.PrecedentRow{No: string(c.No), Version: c.Version, At: at, Matter: c.Entry.Matter}
	switch e := e.(type) {
	case casework.Ruled:
		row.Kind, row.Unit, row.ReasonID, row.ProposalID = store.PrecedentRuling, e.Unit, e.Reason.ID, e.Change.ID
	case casework.Designated:
		row.Kind, row.ReasonID, row.ProposalID = store.PrecedentDesignation, e.Reason.ID, e.Change.ID
		for _, t := range e.Tasks {
			if t.Lead {
				row.Unit = t.Unit
			}
		}
	}
	return row, row.ReasonID != ""
}

// quoted puts the words in that were just sealed.
func quoted(row store.PrecedentRow, sealed []ledger.Sealed) store.PrecedentRow {
	for _, s := range sealed {
		switch s.ID {
		case row.ReasonID:
			row.Reason = string(s.Plain)
		case row.ProposalID:
			row.Proposal = string(s.Plain)
		}
	}
	return row
}

// quote puts the words in as they are kept; ok is false where the reason has been erased.
func quote(ctx context.Context, v store.View, row store.PrecedentRow) (store.PrecedentRow, bool, error) {
	reason, ok, err := plain(ctx, v, row.ReasonID)
	if err != nil || !ok {
		return row, false, err
	}
	row.Reason = reason
	row.Proposal, _, err = plain(ctx, v, row.ProposalID)
	return row, true, err
}

// plain is a content's text; ok is false where there is none, or none any more. What is damaged counts as gone: Check
// tells of it.
func plain(ctx context.Context, v store.View, id string) (text string, ok bool, err error) {
	if id == "" {
		return "", false, nil
	}
	sealed, ok, err := v.Content(ctx, id)
	if errors.Is(err, store.ErrDamaged) {
		return "", false, nil
	}
	return string(sealed.Plain), ok, err
}
