package desk

import (
	"context"
	"fmt"

	"huying/internal/org"
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
	v := r.d.store.In(r.who.District)
	found := make(map[org.AccountID]Officer, len(ids))
	for _, id := range ids {
		if _, had := found[id]; had {
			continue
		}
		a, ok, err := v.Account(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("account %s: %w", id, err)
		}
		if ok {
			found[id] = Officer{a.Name, a.Phone}
		}
	}
	return found, nil
}

// OnDuty gives who is on duty now in some units: whom to ring. Units without a roster are left out.
func (r Reader) OnDuty(ctx context.Context, units ...org.UnitID) (map[org.UnitID]Officer, error) {
	v := r.d.store.In(r.who.District)
	found := make(map[org.UnitID]Officer, len(units))
	for _, unit := range units {
		if _, had := found[unit]; had {
			continue
		}
		roster, err := v.OnDuty(ctx, unit, org.Micros(r.d.Now()))
		if err != nil {
			return nil, fmt.Errorf("roster of %s: %w", unit, err)
		}
		if len(roster) == 0 {
			continue
		}
		people, err := r.officers(ctx, []org.AccountID{roster[0].Account})
		if err != nil {
			return nil, err
		}
		found[unit] = Officer{people[roster[0].Account].Name, roster[0].Phone}
	}
	return found, nil
}
