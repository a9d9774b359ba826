package desk

import (
	"context"
	"slices"

	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/store"
)

// Told (先告知谁) says, for each of the view's casework.Duties in their order, who of the unit is told first; nobody
// where the unit has nobody. 依据 P-102.
func (r Reader) Told(ctx context.Context, view View) ([]Officer, error) {
	duties := casework.Duties(view.Case, view.At, view.Units)
	var units []org.UnitID
	for _, duty := range duties {
		units = append(units, r.rostered(view.Case, duty)...)
	}
	rosters, err := r.rosters(ctx, units, view.At)
	if err != nil {
		return nil, err
	}
	turns := make([][]store.Duty, len(duties))
	first := make([]org.AccountID, len(duties))
	for i, duty := range duties {
		var onDuty []org.AccountID
		for _, unit := range r.rostered(view.Case, duty) {
			turns[i] = append(turns[i], rosters[unit]...)
		}
		for _, turn := range turns[i] {
			onDuty = append(onDuty, turn.Account)
		}
		first[i] = casework.ToldFirst(view.Case, duty, onDuty, view.Units, view.At)
	}
	people, err := r.officers(ctx, slices.Compact(slices.Sorted(slices.Values(first))))
	if err != nil {
		return nil, err
	}
	told := make([]Officer, len(duties))
	for i, account := range first {
		told[i] = people[account]
		for _, turn := range turns[i] {
			if turn.Account == account && turn.Phone != "" {
				told[i].Phone = turn.Phone // the roster's telephone is the one that is answered now
				break
			}
		}
	}
	return told, nil
}

// rostered are the units whose rosters count for a duty: of the section that was assigned the task, then the unit's.
func (r Reader) rostered(c casework.Case, d casework.Duty) []org.UnitID {
	if t, ok := c.Task(string(d.Task)); ok && t.Section != "" && t.Unit == d.Unit {
		return []org.UnitID{t.Section, d.Unit}
	}
	return []org.UnitID{d.Unit}
}
