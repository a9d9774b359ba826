package desk

import (
	"context"
	"fmt"
	"slices"

	"huying/internal/org"
	"huying/internal/roster"
	"huying/internal/store"
)

// Officer (办事人员) is who acts in a case, as colleagues know them: name and telephone stand in no
// event, and may change.
type Officer struct{ Name, Phone string }

// Officers gives the people who act in a case that this person may see: who recorded something, and
// who has a task. Whoever rated is not among them, for no event names the rater (P-64).
func (r Reader) Officers(ctx context.Context, view View) (map[org.AccountID]Officer, error) {
	wanted := map[org.AccountID]bool{}
	for _, record := range view.Records {
		wanted[record.Moment.By.Account] = true
	}
	for _, t := range view.Case.Tasks {
		wanted[t.Officer] = true
	}
	delete(wanted, "")
	ids := make([]org.AccountID, 0, len(wanted))
	for id := range wanted {
		ids = append(ids, id)
	}
	return r.officers(ctx, ids)
}

// Colleagues gives the people who hold a post in this post's own unit or in its sections.
func (r Reader) Colleagues(ctx context.Context) (map[org.AccountID]Officer, error) {
	units, err := r.d.Units(ctx, r.who.District)
	if err != nil {
		return nil, err
	}
	home := units.DepartmentOf(r.who.Actor.Unit)
	at := org.Micros(r.d.Now())
	var ids []org.AccountID
	for _, unit := range append(units.Children(home), org.Unit{ID: home}) {
		for _, p := range units.Posts(unit.ID) {
			if p.From <= at && (p.To == 0 || at < p.To) {
				ids = append(ids, p.Account)
			}
		}
	}
	return r.officers(ctx, ids)
}

func (r Reader) officers(ctx context.Context, ids []org.AccountID) (map[org.AccountID]Officer, error) {
	accounts, err := r.d.store.In(r.who.District).AccountsOf(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("accounts: %w", err)
	}
	found := make(map[org.AccountID]Officer, len(accounts))
	for _, a := range accounts {
		found[a.ID] = Officer{a.Name, a.Phone}
	}
	return found, nil
}

// OnDuty gives who is on duty now in some units: whom to ring. Units without a roster are left out.
func (r Reader) OnDuty(ctx context.Context, units ...org.UnitID) (map[org.UnitID]Officer, error) {
	turns, err := r.rosters(ctx, units, org.Micros(r.d.Now()))
	if err != nil {
		return nil, err
	}
	ids := make([]org.AccountID, 0, len(turns))
	for _, on := range turns {
		ids = append(ids, on[0].Account)
	}
	people, err := r.officers(ctx, ids)
	if err != nil {
		return nil, err
	}
	found := make(map[org.UnitID]Officer, len(turns))
	for unit, on := range turns {
		found[unit] = Officer{people[on[0].Account].Name, on[0].Phone}
	}
	return found, nil
}

// rosters gives the turns of duty of some units at an instant, of those who hold a post there; units without any are left
// out. 依据 P-132.
func (r Reader) rosters(ctx context.Context, units []org.UnitID, at int64) (map[org.UnitID][]store.Duty, error) {
	units = slices.Compact(slices.Sorted(slices.Values(units)))
	turns, err := r.d.store.In(r.who.District).OnDuty(ctx, at, units...)
	if err != nil {
		return nil, fmt.Errorf("rosters: %w", err)
	}
	directory, err := r.d.Units(ctx, r.who.District)
	if err != nil {
		return nil, err
	}
	found := make(map[org.UnitID][]store.Duty, len(units))
	for _, turn := range turns {
		if !slices.ContainsFunc(roster.Seats(directory, turn.Unit, at), func(p org.Post) bool { return p.Account == turn.Account }) {
			continue
		}
		found[turn.Unit] = append(found[turn.Unit], turn)
	}
	return found, nil
}
