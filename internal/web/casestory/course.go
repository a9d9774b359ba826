package casestory

import (
	"huying/internal/casework"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// course reads from the record how the case went from phase to phase.
func (c Teller) course() course {
	var w course
	for _, r := range c.View.Records {
		c.turn(&w, r.Event, r.Moment.At)
		if phase, ok := phaseOf(r.Event); ok {
			w.late[phase]++
		}
	}
	w.unrecorded(c)
	c.mark(&w)
	return w
}

// turn is one record's part in the course.
func (c Teller) turn(w *course, event casework.Event, at int64) {
	switch v := event.(type) {
	case casework.Reported:
		w.from[reporting], w.to[reporting], w.from[calling] = at, at, at
	case casework.Called:
		w.called, w.to[calling], w.from[sorting] = at, at, at
	case casework.Approved:
		if w.to[sorting] == 0 {
			w.to[calling], w.from[sorting] = max(at, w.to[calling]), max(at, w.from[sorting])
		}
	case casework.ApprovalRefused, casework.Withdrawn, casework.Declined:
		w.to[calling], w.from[sorting] = 0, 0
	case casework.Disputed:
		w.to[calling], w.from[sorting] = w.called, w.called
	case casework.Dispatched, casework.Designated:
		w.issued(at)
	case casework.Ruled:
		if v.Task == "" && len(v.Tasks) > 0 {
			w.issued(at)
		}
	case casework.Summoned:
		if w.from[responding] == 0 {
			w.from[responding] = at
		}
	case casework.Recalled:
		w.to[sorting], w.from[responding], w.to[responding], w.from[linking] = 0, 0, 0, 0
	case casework.Accepted:
		w.to[responding] = at
	case casework.Arrived:
		w.to[responding] = at
		w.begin(linking, at)
	case casework.Found, casework.Acted, casework.Answered:
		w.begin(linking, at)
	case casework.Consolidated:
		w.begin(linking, at)
		w.to[linking], w.from[closing] = at, at
	case casework.Reworked:
		w.to[linking], w.from[closing] = 0, 0
		w.reworks++
	case casework.Closed, casework.Settled:
		w.begin(closing, at)
		w.to[closing], w.from[rating] = at, at
	case casework.Rated:
		w.to[rating] = at
	case casework.Archived:
		if w.to[rating] == 0 && w.to[closing] != 0 {
			w.to[rating] = at // nobody was to be rated, or nobody was in time
		}
	case casework.Reopened:
		w.from[linking], w.to[linking] = at, 0
		w.from[closing], w.to[closing], w.from[rating], w.to[rating] = 0, 0, 0, 0
	case casework.Returned:
		w.returns++
	case casework.Suspended:
		w.rests++
	}
}

func (w *course) issued(at int64) {
	w.to[sorting], w.from[responding] = at, at
}

func (w *course) begin(phase int, at int64) {
	if w.from[phase] == 0 {
		w.from[phase] = at
	}
}

// mark notes what befell the case on its way, each at its phase: pauses, rulings, returns, and how it stands to others.
func (c Teller) mark(w *course) {
	k := c.View.Case
	note := func(phase int, tone face.Tone, icon, key string, blanks ...any) {
		w.marks[phase] = append(w.marks[phase], casepage.Mark{Tone: tone, Icon: icon, Text: c.L.T(key, blanks...)})
	}
	stands := func() int {
		here := c.here()
		for i := rating; i > 0; i-- {
			if here[i] {
				return i
			}
		}
		return reporting
	}
	switch k.Status {
	case casework.CaseApproving:
		note(calling, face.Amber, "", "status.case.approving")
	case casework.CaseWithdrawn:
		note(calling, face.Amber, "", "status.case.withdrawn")
	case casework.CaseDiscarded:
		note(calling, face.Red, "", "status.case.discarded")
	case casework.CaseSettled:
		note(closing, face.Plain, "", "status.case.settled")
	case casework.CaseRuling:
		note(sorting, face.Amber, "pause", "status.case.ruling")
	case casework.CaseSuspended:
		note(linking, face.Amber, "pause", "step.mark.suspended", c.when(k.Paused))
	case casework.CaseMerged:
		note(stands(), face.Amber, "pause", "step.mark.merged", string(k.Merged.No), c.when(k.Merged.At))
	}
	if k.Declined {
		note(calling, face.Red, "", "step.mark.declined")
	}
	if len(k.Parts) > 0 {
		note(reporting, face.Plain, "", "step.mark.split", len(k.Parts))
	}
	if k.LeadVacant {
		note(linking, face.Red, "over", "step.mark.vacant")
	}
	for _, t := range k.Tasks {
		if t.Disputed && t.Status == casework.TaskReturned {
			note(responding, face.Amber, "pause", "status.case.ruling")
		}
	}
	if w.returns > 0 {
		note(responding, face.Plain, "", "step.mark.returned", w.returns)
	}
	if w.rests > 0 && k.Status != casework.CaseSuspended {
		note(linking, face.Plain, "", "step.mark.rested", w.rests)
	}
	if w.reworks > 0 {
		note(linking, face.Plain, "", "step.mark.reworked", w.reworks)
	}
	if k.Round > 1 {
		note(linking, face.Plain, "", "case.round", k.Round)
	}
}

// unrecorded adds the limits that have run out and of which no miss is on record yet.
func (w *course) unrecorded(c Teller) {
	for _, r := range c.View.Case.Running() {
		if phase, ok := phaseOfClock[r.Kind]; ok && !r.Clock.Missed && r.Clock.Due.Passed(c.View.At) {
			w.late[phase]++
		}
	}
}

// phaseOfClock is the phase in which a clock runs.
var phaseOfClock = map[casework.ClockKind]int{
	casework.ClockIntake: calling, casework.ClockApproval: calling, casework.ClockDispatch: sorting, casework.ClockRuling: sorting,
	casework.ClockAccept: responding, casework.ClockArrive: responding, casework.ClockReturn: responding,
	casework.ClockVerify: closing, casework.ClockRate: rating, casework.ClockRectify: rating, casework.ClockFollow: rating,
	casework.ClockAppeal: rating, casework.ClockLodge: rating,
	casework.ClockLead: linking, casework.ClockFinish: linking, casework.ClockDone: linking, casework.ClockDocket: linking, casework.ClockHeed: responding,
	casework.ClockLetting: linking, casework.ClockReview: linking, casework.ClockStep: linking, casework.ClockReceive: linking,
	casework.ClockReply: linking, casework.ClockOpine: linking, casework.ClockRequest: linking, casework.ClockExplain: linking,
}

// phaseOf is the phase in which a miss was recorded.
func phaseOf(event casework.Event) (phase int, missed bool) {
	switch event.(type) {
	case casework.IntakeMissed, casework.ApprovalMissed:
		return calling, true
	case casework.DispatchMissed, casework.RulingMissed:
		return sorting, true
	case casework.AcceptMissed, casework.ArriveMissed, casework.ReturnDecisionMissed, casework.HeedMissed:
		return responding, true
	case casework.VerifyMissed:
		return closing, true
	case casework.RateMissed, casework.RectifyMissed, casework.FollowUpMissed, casework.AppealDecisionMissed, casework.AppealFilingMissed:
		return rating, true
	case casework.LeadMissed, casework.CaseFinishMissed, casework.FinishMissed, casework.DocketMissed, casework.ReleaseDecisionMissed,
		casework.ReviewMissed, casework.StepMissed, casework.ReceiveMissed, casework.ReplyMissed, casework.OpinionMissed,
		casework.RequestDecisionMissed, casework.ExplanationMissed:
		return linking, true
	}
	return 0, false
}
