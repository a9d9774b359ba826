package casework

import "huying/internal/org"

// Duty (待办) is who must do what by when: a clock that waits, seen from the side of its unit.
type Duty struct {
	Kind  ClockKind  `json:"kind"`
	Ref   string     `json:"ref,omitempty"` // the task's id, or that of a step, transfer, question, request, supervision or rating
	Task  TaskID     `json:"task,omitempty"`
	Unit  org.UnitID `json:"unit"` // who must do it; empty only where a district has no centre
	Verb  Verb       `json:"verb"` // what stops the clock, or leads on to it
	Clock Clock      `json:"clock"`
	Alarm Alarm      `json:"alarm,omitempty"`
}

// Duties lists who must do what in this case at an instant, the earliest due first, unknown
// deadlines last. While the centre decides on a return, its unit has nothing to do, though its
// clocks run on (P-43).
func Duties(c Case, at int64, units *org.Directory) []Duty {
	var duties []Duty
	for _, r := range c.Running() {
		t, _ := c.Task(string(r.Task))
		if t.Status == TaskReturned && (r.Kind == ClockAccept || r.Kind == ClockHeed || r.Kind == ClockArrive || r.Kind == ClockDone) {
			continue
		}
		tie, verb := c.owed(r.Kind, r.Ref)
		duties = append(duties, Duty{r.Kind, r.Ref, r.Task, c.ower(tie, r, units), verb, r.Clock, r.Clock.Alarm(at)})
	}
	return duties
}

// ower is the unit that a clock waits for.
func (c Case) ower(tie Tie, r RunningClock, units *org.Directory) org.UnitID {
	switch tie {
	case TieCalling, TieSelf:
		return c.Township
	case TieCentre:
		return centreOf(units)
	case TieLead:
		lead, _ := c.LeadTask()
		return lead.Unit
	case TieStaffing:
		return officeOf(units, org.StaffingOffice)
	case TieGovernment:
		return officeOf(units, org.GovernmentApprover)
	case TieAssessment:
		return officeOf(units, org.AssessmentOffice)
	case TieAsked:
		q, _ := c.Question(r.Ref)
		return q.Partner
	case TieAny: // whoever the plan names
		s, _ := c.Step(r.Ref)
		return c.performer(s, units)
	}
	return r.Unit
}

// officeOf is the unit of the office that a role names: a district has one of each.
func officeOf(units *org.Directory, role org.Role) org.UnitID {
	for _, kind := range []org.Kind{org.KindOffice, org.KindGovernment, org.KindDepartment} {
		for _, u := range units.ByKind(kind) {
			for _, p := range units.Posts(u.ID) {
				if p.Role == role && u.To == 0 && p.To == 0 {
					return u.ID
				}
			}
		}
	}
	return ""
}

// owed is who a clock waits for, and for which verb.
func (c Case) owed(kind ClockKind, ref string) (Tie, Verb) {
	switch kind {
	case ClockIntake:
		return TieCalling, VerbCall // or settle, or discard
	case ClockApproval:
		return TieCalling, VerbApprove
	case ClockDispatch:
		return TieCentre, VerbDispatch
	case ClockLead:
		return TieCentre, VerbJoin
	case ClockVerify:
		return TieCalling, VerbVerify
	case ClockRate:
		return TieCalling, VerbRate
	case ClockReturn:
		return TieCentre, VerbUphold // or overrule
	case ClockAccept, ClockHeed:
		return TieTask, VerbAccept // or arrive
	case ClockArrive:
		return TieTask, VerbArrive
	case ClockDone:
		t, _ := c.Task(ref)
		if t.Drafted {
			return TieTask, VerbSign
		}
		if t.Status == TaskAnswered { // the lead, whose answer for the whole is still awaited
			return TieTask, VerbConsolidate
		}
		return TieTask, VerbAnswer
	case ClockRuling:
		if c.Status == CaseRuling && c.Entry.Unlisted {
			return TieStaffing, VerbDesignate
		}
		return TieStaffing, VerbRule
	case ClockDocket:
		return TieTask, VerbDocket
	case ClockLetting:
		return TieCentre, VerbRelease // or retain
	case ClockRectify:
		return TieTask, VerbRectify
	case ClockFollow:
		return TieCalling, VerbFollowUp
	case ClockReview:
		return c.heads(), VerbResume // or suspend anew
	case ClockStep:
		return TieAny, VerbPerform
	case ClockReceive:
		return TieTask, VerbReceive
	case ClockReply:
		return TieAsked, VerbReply
	case ClockOpine:
		return TieCalling, VerbOpine
	case ClockRequest:
		return c.decider(ref), VerbGrant // or deny
	case ClockExplain:
		return TieTask, VerbExplain
	case ClockAppeal:
		return TieAssessment, VerbAdjudge
	case ClockLodge:
		return TieAssessment, VerbLodge
	}
	return c.owesWhole()
}

// owesWhole is who the case as a whole waits for.
func (c Case) owesWhole() (Tie, Verb) {
	switch {
	case c.Status == CaseAnswered:
		return TieCalling, VerbClose
	case c.LeadVacant:
		return TieCentre, VerbJoin
	case c.Entry.TownshipLed:
		return TieCalling, VerbConsolidate
	}
	return TieLead, VerbConsolidate
}

// heads is who answers for the whole: the lead, or the township that leads itself.
func (c Case) heads() Tie {
	if c.Entry.TownshipLed {
		return TieSelf
	}
	return TieLead
}

// decider is whose word on a request is awaited now.
func (c Case) decider(ref string) Tie {
	if r, ok := c.Request(ref); ok && r.awaits() == org.GovernmentApprover {
		return TieGovernment
	}
	return TieCentre
}

func centreOf(units *org.Directory) org.UnitID {
	for _, u := range units.ByKind(org.KindCentre) {
		if u.To == 0 {
			return u.ID
		}
	}
	return ""
}
