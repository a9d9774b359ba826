package demo

import (
	"slices"
	"time"

	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/roster"
	"huying/internal/store"
)

// days is how far the roster of the demonstration reaches from the day it was loaded.
const days = 7

// rung are the kinds of unit that keep a roster: for whom a clock can run that somebody should hear of.
var rung = []org.Kind{
	org.KindGovernment, org.KindCentre, org.KindOffice, org.KindTownship, org.KindDepartment, org.KindBranch, org.KindAgency, org.KindPartner,
}

// roster writes who is on duty: by day one who works there, by night whoever leads, so that there is always
// somebody with a phone, and records it. Who has no part in cases, such as an administrator, is not on it.
func (d District) roster(tx *store.Tx, now time.Time) error {
	dir := d.Directory()
	phones := map[org.AccountID]string{}
	for _, a := range d.Accounts {
		phones[a.ID] = a.Phone
	}
	// From yesterday: after midnight, yesterday's night watch is still on.
	first := day(now.In(day(2019, 1, 1).Location()).Date()).AddDate(0, 0, -1)
	for _, kind := range rung {
		for _, u := range dir.ByKind(kind) {
			seats := slices.DeleteFunc(dir.Posts(u.ID), func(p org.Post) bool { return !acts(p.Role) })
			if len(seats) == 0 {
				continue
			}
			var turns []roster.Turn
			for i := range days + 1 {
				open, shut := first.AddDate(0, 0, i).Add(8*time.Hour+30*time.Minute), first.AddDate(0, 0, i).Add(17*time.Hour+30*time.Minute)
				byDay, byNight := seats[i%len(seats)].Account, leads(seats)
				both := []store.Duty{
					{Unit: u.ID, Starts: org.Micros(open), Ends: org.Micros(shut), Account: byDay, Phone: phones[byDay]},
					{Unit: u.ID, Starts: org.Micros(shut), Ends: org.Micros(open.AddDate(0, 0, 1)), Account: byNight, Phone: phones[byNight]},
				}
				for _, turn := range both {
					if err := tx.PutDuty(turn); err != nil {
						return err
					}
					turns = append(turns, roster.Turn{Account: turn.Account, Starts: turn.Starts, Ends: turn.Ends})
				}
			}
			if err := record(tx, roster.Stream(u.ID), now, []roster.TurnsPut{{Unit: u.ID, Turns: turns}}); err != nil {
				return err
			}
		}
	}
	return nil
}

// acts reports whether a role has a part in cases.
func acts(role org.Role) bool {
	return slices.ContainsFunc(casework.Table, func(r casework.Row) bool { return slices.Contains(r.Roles, role) })
}

// leads is the leader of a unit, or else the first there.
func leads(seats []org.Post) org.AccountID {
	for _, p := range seats {
		switch p.Role {
		case org.TownshipLeader, org.DepartmentLeader, org.CentreLead:
			return p.Account
		}
	}
	return seats[0].Account
}
