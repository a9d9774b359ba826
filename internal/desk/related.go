package desk

import (
	"context"
	"fmt"
	"slices"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/store"
)

// Kin (相关案件) is a case that another is bound up with, as the lists of this person show it, and the edition under
// which it was called.
type Kin struct {
	Row     store.CaseRow
	Edition catalogue.Edition
}

// related gives the numbers of the cases that a case is bound up with: it knows them by their ids. That they may be
// seen is not said thereby: those that this person sees in a list come as their row too.
func (r Reader) related(ctx context.Context, v store.View, c casework.Case, list *catalogue.Book) (numbers map[string]casework.CaseNo, kin map[string]Kin, err error) {
	numbers, kin = map[string]casework.CaseNo{}, map[string]Kin{}
	for _, id := range slices.Concat([]string{c.Parent, c.Merged.Into}, c.Parts, c.Absorbed) {
		if id == "" {
			continue
		}
		row, ok, err := v.CaseByID(ctx, id)
		if err != nil {
			return nil, nil, fmt.Errorf("case %s: %w", id, err)
		}
		if !ok {
			continue
		}
		numbers[id] = casework.CaseNo(row.No)
		if ok, err = r.lists(ctx, v, row.No); err != nil {
			return nil, nil, fmt.Errorf("case %s: %w", id, err)
		}
		if ok {
			if !access.ReadsWords(r.who) {
				row.Summary, row.Place = "", ""
			}
			edition, _ := list.Edition(row.Edition)
			kin[id] = Kin{row, edition}
		}
	}
	return numbers, kin, nil
}

// lists reports whether a case is in this person's lists.
func (r Reader) lists(ctx context.Context, v store.View, no string) (bool, error) {
	for _, key := range access.ScopeOf(r.who).Keys {
		if seen, err := v.Sees(ctx, key, no); seen || err != nil {
			return seen, err
		}
	}
	return false, nil
}
