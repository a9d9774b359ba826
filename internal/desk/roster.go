package desk

import (
	"context"
	"fmt"
	"slices"

	"huying/internal/access"
	"huying/internal/calendar"
	"huying/internal/org"
	"huying/internal/roster"
	"huying/internal/rule"
	"huying/internal/store"
)

// Roster (值班表) is a unit's roster over a time, as one post may see it.
type Roster struct {
	Unit    org.Unit
	At      int64 // the moment, microseconds UTC
	Days    calendar.Calendar
	Entries []roster.Entry
	Names   map[org.AccountID]string
	Seats   []roster.Person // who can be put on it, in the order of the directory; for who keeps it
	Above   org.UnitID      // whose roster counts where nobody of a section is on duty
	Over    []roster.Turn   // the turns of that one, as far as they count
	Held    []roster.Turn   // what counts of the unit's own: who has left it is not on duty
	Keeps   bool            // this post may change it
}

// Turns are the roster's turns without their telephones.
func (r Roster) Turns() []roster.Turn {
	turns := make([]roster.Turn, len(r.Entries))
	for i, e := range r.Entries {
		turns[i] = e.Turn
	}
	return turns
}

// Roster reads a unit's turns that run in a time, from an instant to one that is outside. 依据 P-130.
func (r Reader) Roster(ctx context.Context, district org.DistrictID, unit org.UnitID, from, to int64) (Roster, error) {
	stand, err := r.mayRoster(ctx, access.RosterSee, district, unit)
	if err != nil {
		return Roster{}, err
	}
	u, _ := stand.units.Unit(unit)
	found := Roster{Unit: u, At: org.Micros(r.d.Now()), Days: stand.calendar}
	if above := stand.units.DepartmentOf(unit); above != unit {
		found.Above = above
		over, err := r.d.store.In(district).Duties(ctx, above, from, to)
		if err != nil {
			return Roster{}, fmt.Errorf("roster of %s: %w", above, err)
		}
		for _, t := range over {
			found.Over = append(found.Over, turnOf(t))
		}
		found.Over = roster.Held(stand.units, above, found.Over)
	}
	turns, err := r.d.store.In(district).Duties(ctx, unit, from, to)
	if err != nil {
		return Roster{}, fmt.Errorf("roster of %s: %w", unit, err)
	}
	ids := make([]org.AccountID, 0, len(turns))
	for _, t := range turns {
		found.Entries, ids = append(found.Entries, entryOf(t)), append(ids, t.Account)
	}
	slices.SortStableFunc(found.Entries, func(a, b roster.Entry) int { return roster.Compare(a.Turn, b.Turn) })
	found.Held = roster.Held(stand.units, unit, found.Turns())
	found.Keeps = access.Permit(r.who, access.RosterKeep, access.RosterOf(unit, stand.units)) == nil
	if found.Keeps {
		for _, p := range roster.Seats(stand.units, unit, found.At) {
			ids = append(ids, p.Account)
			if !slices.ContainsFunc(found.Seats, func(s roster.Person) bool { return s.Account == p.Account }) {
				found.Seats = append(found.Seats, roster.Person{Account: p.Account})
			}
		}
	}
	people, err := r.officers(ctx, slices.Compact(slices.Sorted(slices.Values(ids))))
	if err != nil {
		return Roster{}, err
	}
	found.Names = make(map[org.AccountID]string, len(people))
	for id, p := range people {
		found.Names[id] = p.Name
	}
	for i := range found.Seats {
		found.Seats[i].Name = found.Names[found.Seats[i].Account]
	}
	return found, nil
}

// RosterPage lists a unit's turns that run in a time, page by page. 依据 P-130.
func (r Reader) RosterPage(ctx context.Context, district org.DistrictID, unit org.UnitID, from, to int64, page Page) ([]store.Duty, string, error) {
	if _, err := r.mayRoster(ctx, access.RosterSee, district, unit); err != nil {
		return nil, "", err
	}
	return r.d.store.In(district).Roster(ctx, unit, from, to, page)
}

// Rosters lists the units whose rosters this post may look into, its own first.
func (r Reader) Rosters(ctx context.Context, district org.DistrictID) (units []org.Unit, err error) {
	if err := own(r.who, district); err != nil {
		return nil, err
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return nil, err
	}
	now := org.Micros(r.d.Now())
	home := stand.units.DepartmentOf(r.who.Actor.Unit)
	rank := func(u org.Unit) int {
		switch {
		case u.ID == r.who.Actor.Unit:
			return 0
		case stand.units.DepartmentOf(u.ID) == home:
			return 1
		}
		return 2 + slices.Index(org.Kinds, u.Kind)
	}
	for _, u := range stand.units.Units() {
		if !roster.Keeps(u.Kind) || u.To != 0 && u.To <= now {
			continue
		}
		if access.Permit(r.who, access.RosterSee, access.RosterOf(u.ID, stand.units)) == nil {
			units = append(units, u)
		}
	}
	slices.SortStableFunc(units, func(a, b org.Unit) int { return rank(a) - rank(b) })
	return units, nil
}

// Ringing (现在值班) is who is on duty in a unit at this moment, the first called first; nobody where there is a gap.
type Ringing struct {
	Unit   org.Unit
	People []OnDuty
}

// OnDuty is one person on duty.
type OnDuty struct {
	Officer
	Until  int64
	Second bool
}

// Ring lists who is on duty now in every unit that keeps a roster, in the order of the kinds of unit. 依据 P-130.
func (r Reader) Ring(ctx context.Context, district org.DistrictID) ([]Ringing, error) {
	if err := r.permitted(access.RosterRing, district); err != nil {
		return nil, err
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return nil, err
	}
	now := org.Micros(r.d.Now())
	var all []Ringing
	var ids []org.UnitID
	for _, kind := range org.Kinds {
		for _, u := range stand.units.ByKind(kind) {
			if roster.Keeps(kind) && kind != org.KindSection && (u.To == 0 || now < u.To) && len(roster.Seats(stand.units, u.ID, now)) > 0 {
				all, ids = append(all, Ringing{Unit: u}), append(ids, u.ID)
			}
		}
	}
	rosters, err := r.rosters(ctx, ids, now)
	if err != nil {
		return nil, err
	}
	var accounts []org.AccountID
	for _, turns := range rosters {
		for _, t := range turns {
			accounts = append(accounts, t.Account)
		}
	}
	people, err := r.officers(ctx, slices.Compact(slices.Sorted(slices.Values(accounts))))
	if err != nil {
		return nil, err
	}
	for i := range all {
		for _, t := range rosters[all[i].Unit.ID] {
			all[i].People = append(all[i].People, OnDuty{Officer{people[t.Account].Name, t.Phone}, t.Ends, t.Second})
		}
	}
	return all, nil
}

// mayRoster makes sure that this post may do something with a unit's roster, and gives what the district stands on.
func (r Reader) mayRoster(ctx context.Context, action access.Action, district org.DistrictID, unit org.UnitID) (*standing, error) {
	if err := own(r.who, district); err != nil {
		return nil, err
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return nil, err
	}
	return stand, mayRoster(r.who, action, unit, stand.units)
}

func mayRoster(who access.Who, action access.Action, unit org.UnitID, units *org.Directory) error {
	u, ok := units.Unit(unit)
	if !ok || !roster.Keeps(u.Kind) {
		return rule.Refuse(rule.Unknown, "P-130", "没有这个单位，或者该单位不设值班表").At("unit")
	}
	return access.Permit(who, action, access.RosterOf(unit, units))
}

func entryOf(t store.Duty) roster.Entry {
	return roster.Entry{Turn: turnOf(t), Phone: t.Phone}
}

func turnOf(t store.Duty) roster.Turn {
	return roster.Turn{Account: t.Account, Starts: t.Starts, Ends: t.Ends, Second: t.Second}
}
