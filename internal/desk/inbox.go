package desk

import (
	"context"
	"slices"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

// InboxKinds are the clocks that have a row in an inbox. What is not among them waits in the queues of cases and
// tasks: accepting, arriving, answering, dispatching and the like.
var InboxKinds = []casework.ClockKind{
	casework.ClockApproval, casework.ClockRuling, casework.ClockLead, casework.ClockLetting, casework.ClockDocket, casework.ClockReceive,
	casework.ClockReply, casework.ClockOpine, casework.ClockRequest, casework.ClockReview, casework.ClockExplain,
	casework.ClockStep, casework.ClockRectify, casework.ClockFollow, casework.ClockAppeal, casework.ClockLodge,
	WaitSign, WaitMuster,
}

// Beside the clocks two things lie in an inbox that have no clock of their own there: an answer that its unit's leader
// has to sign, due when the unit's answer is, and a muster to which not all have come yet, with the calling township.
const (
	WaitSign   casework.ClockKind = "sign"   // 签批
	WaitMuster casework.ClockKind = "muster" // 集结
)

var inInbox = func() map[casework.ClockKind]bool {
	in := map[casework.ClockKind]bool{}
	for _, k := range InboxKinds {
		in[k] = true
	}
	return in
}()

// tellsMark are the clocks that run after a low mark only: who may not see marks does not see them. 依据 P-64.
var tellsMark = []casework.ClockKind{casework.ClockRectify, casework.ClockFollow, casework.ClockAppeal, casework.ClockLodge}

// inboxOf lists what waits in a case beside the queues. Most cases have nothing there, and are done with quickly.
func inboxOf(c casework.Case, running []casework.RunningClock, units *org.Directory) []store.InboxRow {
	rows := beside(c)
	if !slices.ContainsFunc(running, func(r casework.RunningClock) bool { return inInbox[r.Kind] }) {
		return rows
	}
	for _, d := range casework.Duties(c, c.Last, units) {
		if inInbox[d.Kind] {
			rows = append(rows, store.InboxRow{
				Kind: string(d.Kind), Ref: d.Ref, Unit: d.Unit, Task: string(d.Task), Due: d.Clock.Due.At, Yellow: d.Clock.Yellow, Late: d.Clock.Missed,
			})
		}
	}
	return rows
}

// beside lists what waits without a clock of its own.
func beside(c casework.Case) (rows []store.InboxRow) {
	coming := c.Status == casework.CaseCalled || c.Status == casework.CaseRuling
	for i := range c.Tasks {
		t := &c.Tasks[i]
		if t.Drafted && c.Paused == 0 && (t.Status == casework.TaskArrived || t.Status == casework.TaskAnswered) {
			rows = append(rows, store.InboxRow{
				Kind: string(WaitSign), Ref: string(t.ID), Unit: t.Unit, Task: string(t.ID), Due: t.Done.Due.At, Yellow: t.Done.Yellow, Late: t.Done.Missed,
			})
		}
		coming = coming || t.Status.Open() && t.Arrive.Running()
	}
	if c.Muster.N > 0 && coming {
		rows = append(rows, store.InboxRow{Kind: string(WaitMuster), Unit: c.Township, Due: c.Muster.By.Due.At, Yellow: c.Muster.By.Yellow})
	}
	return rows
}

// Inbox (待办) lists what waits for this post's own unit, of some kinds of clock, the most pressing first: all kinds
// there are when none is named. A partner learns the number of the case and nothing else of it. 依据 P-59, P-81.
func (r Reader) Inbox(ctx context.Context, district org.DistrictID, page Page, kinds ...casework.ClockKind) ([]store.InboxOf, string, error) {
	if err := own(r.who, district); err != nil {
		return nil, "", err
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return nil, "", err
	}
	unit, ok := r.desk(stand.units)
	if !ok {
		return nil, "", rule.Refuse(rule.Forbidden, "P-81", "本岗位没有这类待办")
	}
	rows, next, err := r.d.store.In(district).Inbox(ctx, unit, page, names(kinds)...)
	return r.blank(rows), next, err
}

// Watch (督看) lists what waits for anybody in the district, for posts that see the whole of it; for a township, in its
// own cases. 依据 P-81, P-89.
func (r Reader) Watch(ctx context.Context, district org.DistrictID, page Page, kinds ...casework.ClockKind) ([]store.InboxOf, string, error) {
	if err := own(r.who, district); err != nil {
		return nil, "", err
	}
	scope := access.ScopeOf(r.who).Kind
	if scope == access.ScopeTownship {
		return r.d.store.In(district).InboxIn(ctx, r.who.Township, page, names(kinds)...)
	}
	if scope != access.ScopeDistrict {
		return nil, "", rule.Refuse(rule.Forbidden, "P-81", "本岗位不查看全区县的待办")
	}
	if len(kinds) == 0 {
		kinds = InboxKinds
	}
	if access.Permit(r.who, access.MarkReveal, access.Mark{District: district}) != nil {
		kinds = slices.DeleteFunc(slices.Clone(kinds), func(k casework.ClockKind) bool { return slices.Contains(tellsMark, k) })
		if len(kinds) == 0 {
			return nil, "", rule.Refuse(rule.Forbidden, "P-64", "本岗位不查看评价")
		}
	}
	rows, next, err := r.d.store.In(district).Inbox(ctx, "", page, names(kinds)...)
	return r.blank(rows), next, err
}

// Awaited (等待他人) lists what others have to do about this unit's own tasks: a decision on its request or its appeal, a
// partner's answer. 依据 P-41.
func (r Reader) Awaited(ctx context.Context, district org.DistrictID, page Page) ([]store.InboxOf, string, error) {
	if err := own(r.who, district); err != nil {
		return nil, "", err
	}
	if access.ScopeOf(r.who).Kind != access.ScopeUnit {
		return nil, "", rule.Refuse(rule.Forbidden, "P-41", "本岗位没有派单件")
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return nil, "", err
	}
	return r.d.store.In(district).InboxAbout(ctx, stand.units.DepartmentOf(r.who.Actor.Unit), page,
		names([]casework.ClockKind{casework.ClockOpine, casework.ClockRequest, casework.ClockReply, casework.ClockAppeal})...)
}

// desk is the unit whose inbox a post looks into: its township, its department, its office. Grids and stations have
// none, nor has who does not act in cases.
func (r Reader) desk(units *org.Directory) (org.UnitID, bool) {
	switch r.who.Actor.Role {
	case org.TownshipOperator, org.TownshipLeader:
		return r.who.Township, r.who.Township != ""
	case org.DepartmentOperator, org.DepartmentLeader, org.AgencyOperator, org.PartnerOperator, org.Dispatcher, org.CentreLead,
		org.StaffingOffice, org.GovernmentApprover, org.AssessmentOffice:
		unit := units.DepartmentOf(r.who.Actor.Unit)
		return unit, unit != ""
	}
	return "", false
}

// blank takes out what this post may not read of the cases in a list.
func (r Reader) blank(rows []store.InboxOf) []store.InboxOf {
	partner, words := r.who.Actor.Role == org.PartnerOperator, access.ReadsWords(r.who)
	for i := range rows {
		switch {
		case partner:
			rows[i].Case, rows[i].Task = store.CaseRow{No: rows[i].Case.No}, ""
		case !words:
			rows[i].Case.Summary, rows[i].Case.Place = "", ""
		}
	}
	return rows
}

func names(kinds []casework.ClockKind) []string {
	if len(kinds) == 0 {
		kinds = InboxKinds
	}
	list := make([]string, 0, len(kinds))
	for _, k := range kinds {
		if inInbox[k] && !slices.Contains(list, string(k)) {
			list = append(list, string(k))
		}
	}
	return list
}
