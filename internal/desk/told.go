package desk

import (
	"context"
	"fmt"

	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/store"
)

// Told (先告知谁) says, for each of the view's casework.Duties in their order, who of the unit is told first; nobody
// where the unit has nobody. 依据 P-102.
func (r Reader) Told(ctx context.Context, view View) ([]Officer, error) {
	rosters := map[org.UnitID][]store.Duty{}
	people := map[org.AccountID]Officer{}
	duties := casework.Duties(view.Case, view.At, view.Units)
	told := make([]Officer, len(duties))
	for i, duty := range duties {
		var turns []store.Duty
		for _, unit := range r.rostered(view.Case, duty) {
			if _, had := rosters[unit]; !had {
				roster, err := r.d.store.In(r.who.District).OnDuty(ctx, unit, view.At)
				if err != nil {
					return nil, fmt.Errorf("roster of %s: %w", unit, err)
				}
				rosters[unit] = roster
			}
			turns = append(turns, rosters[unit]...)
		}
		onDuty := make([]org.AccountID, len(turns))
		for k, turn := range turns {
			onDuty[k] = turn.Account
		}
		first := casework.ToldFirst(view.Case, duty, onDuty, view.Units, view.At)
		if first == "" {
			continue
		}
		if _, had := people[first]; !had {
			found, err := r.officers(ctx, []org.AccountID{first})
			if err != nil {
				return nil, err
			}
			people[first] = found[first]
		}
		told[i] = people[first]
		for _, turn := range turns {
			if turn.Account == first && turn.Phone != "" {
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
