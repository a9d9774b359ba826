package desk

import (
	"context"
	"fmt"
	"slices"

	"huying/internal/casework"
	"huying/internal/store"
)

// related gives the numbers of the cases that a case is bound up with: it knows them by their ids. That they may be
// seen is not said thereby.
func related(ctx context.Context, v store.View, c casework.Case) (map[string]casework.CaseNo, error) {
	numbers := map[string]casework.CaseNo{}
	for _, id := range slices.Concat([]string{c.Parent, c.Merged.Into}, c.Parts, c.Absorbed) {
		if id == "" {
			continue
		}
		row, ok, err := v.CaseByID(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("case %s: %w", id, err)
		}
		if ok {
			numbers[id] = casework.CaseNo(row.No)
		}
	}
	return numbers, nil
}
