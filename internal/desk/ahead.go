package desk

import (
	"cmp"
	"context"
	"slices"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/roster"
	"huying/internal/store"
)

// Awaiting is a case that the next shift of a unit should know of, with what a list shows of it.
type Awaiting struct {
	roster.Pointed
	Case store.CaseRow
}

// mostAhead is how many cases a note points to at most.
const mostAhead = 60

// Ahead (交班要点) finds what the next shift of a post's unit will meet: what is late, what falls due before that shift
// ends, musters to which not all have come, supervisions that are about to climb. The most serious first. 依据 P-133.
func (r Reader) Ahead(ctx context.Context, district org.DistrictID, unit org.UnitID) ([]Awaiting, error) {
	stand, err := r.mayRoster(ctx, access.HandoverDo, district, unit)
	if err != nil {
		return nil, err
	}
	now := r.d.Now()
	_, ends := roster.Ahead(stand.calendar, now)
	a := ahead{r: r, v: r.d.store.In(district), now: org.Micros(now), until: org.Micros(ends)}
	for _, gather := range []func(context.Context) error{a.musters, a.supervisions, a.queue, a.inbox} {
		if err := gather(ctx); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(a.found, func(x, y Awaiting) int {
		return cmp.Or(cmp.Compare(gravity(x.Why), gravity(y.Why)), cmp.Compare(x.Due, y.Due), cmp.Compare(x.No, y.No))
	})
	if len(a.found) > mostAhead {
		a.found = a.found[:mostAhead]
	}
	return a.found, nil
}

func gravity(why roster.Why) int {
	return slices.Index([]roster.Why{roster.Muster, roster.Climbs, roster.Overdue, roster.Soon, roster.Named}, why)
}

// ahead gathers what the next shift should know of.
type ahead struct {
	r          Reader
	v          store.View
	now, until int64
	found      []Awaiting
}

// add takes a case in, once: for the gravest of its reasons, which come first.
func (a *ahead) add(c store.CaseRow, why roster.Why, due int64) {
	if due == 0 || due > a.until || slices.ContainsFunc(a.found, func(f Awaiting) bool { return f.No == c.No }) {
		return
	}
	if why == "" {
		if why = roster.Soon; due < a.now {
			why = roster.Overdue
		}
	}
	if a.r.who.Actor.Role == org.PartnerOperator {
		c = store.CaseRow{No: c.No}
	}
	a.found = append(a.found, Awaiting{roster.Pointed{No: c.No, Why: why, Due: due}, c})
}

var look = Page{Limit: 100}

func (a *ahead) musters(ctx context.Context) error {
	var rows []store.InboxOf
	var err error
	switch access.ScopeOf(a.r.who).Kind {
	case access.ScopeTownship:
		rows, _, err = a.v.InboxIn(ctx, a.r.who.Township, look, string(WaitMuster))
	case access.ScopeDistrict:
		rows, _, err = a.v.Inbox(ctx, "", look, string(WaitMuster))
	case access.ScopeUnit:
		return a.called(ctx)
	}
	for _, row := range rows {
		a.add(row.Case, roster.Muster, min(row.Due, a.until))
	}
	return err
}

// called are the musters that the unit is called to.
func (a *ahead) called(ctx context.Context) error {
	stand, err := a.r.d.standing(ctx, a.r.who.District)
	if err != nil {
		return err
	}
	musters, err := a.v.MustersOf(ctx, stand.units.DepartmentOf(a.r.who.Actor.Unit))
	if err != nil {
		return err
	}
	for no, due := range musters {
		row, ok, err := a.v.CaseByNo(ctx, no)
		if err != nil {
			return err
		}
		if ok {
			a.add(row, roster.Muster, min(due, a.until))
		}
	}
	return nil
}

// supervisions are those that climb before the next shift ends, for who looks after them.
func (a *ahead) supervisions(ctx context.Context) error {
	f := store.SupervisionFilter{Now: a.now}
	switch a.r.who.Actor.Role {
	case org.TownshipOperator, org.TownshipLeader:
		f.Township = a.r.who.Township
	case org.Dispatcher, org.CentreLead, org.GovernmentApprover:
	default:
		return nil
	}
	rows, _, err := a.v.Supervisions(ctx, f, look)
	for _, row := range rows {
		a.add(row.Case, roster.Climbs, row.Due)
	}
	return err
}

// queue is what waits in the queues of the post's own desk.
func (a *ahead) queue(ctx context.Context) error {
	stand, err := a.r.d.standing(ctx, a.r.who.District)
	if err != nil {
		return err
	}
	var tasks []store.TaskOfCase
	switch a.r.who.Actor.Role {
	case org.Dispatcher, org.CentreLead:
		cases, _, err := a.v.CasesDue(ctx, "", look, string(casework.CaseCalled))
		if err != nil {
			return err
		}
		for _, c := range cases {
			a.add(c, "", c.Due)
		}
		tasks, _, err = a.v.ReturnsDue(ctx, look)
		if err != nil {
			return err
		}
	case org.TownshipOperator, org.TownshipLeader:
		statuses := []string{string(casework.CaseIntake), string(casework.CaseApproving), string(casework.CaseWithdrawn), string(casework.CaseAnswered)}
		cases, _, err := a.v.CasesDue(ctx, a.r.who.Township, look, statuses...)
		if err != nil {
			return err
		}
		for _, c := range cases {
			a.add(c, "", c.Due)
		}
	case org.DepartmentOperator, org.DepartmentLeader, org.AgencyOperator:
		open := []string{string(casework.TaskWaiting), string(casework.TaskDesignated), string(casework.TaskAccepted), string(casework.TaskArrived)}
		if tasks, _, err = a.v.TasksDue(ctx, stand.units.DepartmentOf(a.r.who.Actor.Unit), look, open...); err != nil {
			return err
		}
	}
	for _, t := range tasks {
		a.add(t.Case, "", t.Task.Due)
	}
	return nil
}

// inbox is what waits for the unit beside its queues.
func (a *ahead) inbox(ctx context.Context) error {
	stand, err := a.r.d.standing(ctx, a.r.who.District)
	if err != nil {
		return err
	}
	unit, ok := a.r.desk(stand.units)
	if !ok {
		return nil
	}
	rows, _, err := a.v.Inbox(ctx, unit, look, names(nil)...)
	for _, row := range a.r.blank(rows) {
		a.add(row.Case, "", row.Due)
	}
	return err
}

// NextShift is when the shift after this one begins and ends, by the district's calendar.
func (r Reader) NextShift(ctx context.Context, district org.DistrictID) (begins, ends time.Time, err error) {
	days, err := r.Days(ctx, district)
	if err != nil {
		return begins, ends, err
	}
	begins, ends = roster.Ahead(days, r.d.Now())
	return begins, ends, nil
}

// Pointed finds what a list shows of the cases that a note points to, by their numbers: of those that this post has in its
// lists.
func (r Reader) Pointed(ctx context.Context, note Handover) (map[string]store.CaseRow, error) {
	keys := access.ScopeOf(r.who).Keys
	v, found := r.d.store.In(r.who.District), map[string]store.CaseRow{}
	for _, p := range note.Cases {
		listed := false
		for _, key := range keys {
			sees, err := v.Sees(ctx, key, p.No)
			if err != nil {
				return nil, err
			}
			listed = listed || sees
		}
		row, ok, err := v.CaseByNo(ctx, p.No)
		if err != nil {
			return nil, err
		}
		if ok && listed {
			if !access.ReadsWords(r.who) {
				row.Summary, row.Place = "", ""
			}
			found[p.No] = row
		}
	}
	return found, nil
}
