package casework

// A missEvent is recorded by the clock, once, when something due was not done. It carries the
// instant it was due; its own time is when it was recorded. 依据 P-05.
type missEvent interface{ due() int64 }

// Overdue (逾期) is what every miss says; a task's miss names the task too.
type Overdue struct {
	Due int64 `json:"due"` // microseconds UTC
}

// TaskOverdue (派单件逾期) is a miss of one task.
type TaskOverdue struct {
	Task TaskID `json:"task"`
	Due  int64  `json:"due"` // microseconds UTC
}

// RefOverdue (逾期) is a miss of something that has an id of its own: a task, a step of the plan, a transfer, a
// question, a request, a supervision or a rating; none where it is the case's.
type RefOverdue struct {
	Ref string `json:"ref,omitempty"`
	Due int64  `json:"due"` // microseconds UTC
}

func (o RefOverdue) due() int64  { return o.Due }
func (RefOverdue) verb() Verb    { return VerbLapse }
func (RefOverdue) task() TaskID  { return "" }
func (o Overdue) due() int64     { return o.Due }
func (Overdue) verb() Verb       { return VerbLapse }
func (Overdue) task() TaskID     { return "" }
func (o TaskOverdue) due() int64 { return o.Due }
func (TaskOverdue) verb() Verb   { return VerbLapse }
func (TaskOverdue) task() TaskID { return "" } // no row of the table asks for a task status

// The misses: of the township (intake, approval, verify, rate), of the centre (dispatch, lead,
// return decision), of a unit (accept, arrive, finish), and of the whole case.
type (
	IntakeMissed         struct{ Overdue }
	ApprovalMissed       struct{ Overdue }
	DispatchMissed       struct{ Overdue }
	LeadMissed           struct{ Overdue }
	CaseFinishMissed     struct{ Overdue }
	VerifyMissed         struct{ Overdue }
	RateMissed           struct{ Overdue }
	AcceptMissed         struct{ TaskOverdue }
	ArriveMissed         struct{ TaskOverdue }
	FinishMissed         struct{ TaskOverdue }
	ReturnDecisionMissed struct{ TaskOverdue }

	RulingMissed          struct{ RefOverdue } // by the staffing office
	DocketMissed          struct{ RefOverdue } // by the unit whose share goes by statute
	ReleaseDecisionMissed struct{ RefOverdue } // by the centre
	RectifyMissed         struct{ RefOverdue } // by a unit with a low mark
	FollowUpMissed        struct{ RefOverdue } // by the township
	ReviewMissed          struct{ RefOverdue } // of a suspended case
	StepMissed            struct{ RefOverdue } // of the plan
	ReceiveMissed         struct{ RefOverdue } // by the unit to which was transferred
	ReplyMissed           struct{ RefOverdue } // by a partner
	OpinionMissed         struct{ RefOverdue } // by the township that was asked
	RequestDecisionMissed struct{ RefOverdue } // by who grants extensions and suspensions
	ExplanationMissed     struct{ RefOverdue } // of a supervised unit
	AppealDecisionMissed  struct{ RefOverdue } // by the assessment office
	AppealFilingMissed    struct{ RefOverdue }
	HeedMissed            struct{ TaskOverdue } // by a unit that was called to a muster and says nothing
)

// missedBy lists the misses due by now that are not on record yet, the earliest due first. 依据 P-73.
func (c Case) missedBy(at int64) []Event {
	var missed []Event
	for _, r := range c.runningIf(func(clock Clock) bool { return clock.late(at) }) {
		missed = append(missed, miss(r))
	}
	return missed
}

func miss(r RunningClock) Event {
	whole := Overdue{r.Clock.Due.At}
	task := TaskOverdue{r.Task, r.Clock.Due.At}
	ref := RefOverdue{r.Ref, r.Clock.Due.At}
	switch r.Kind {
	case ClockIntake:
		return IntakeMissed{whole}
	case ClockApproval:
		return ApprovalMissed{whole}
	case ClockDispatch:
		return DispatchMissed{whole}
	case ClockLead:
		return LeadMissed{whole}
	case ClockFinish:
		return CaseFinishMissed{whole}
	case ClockVerify:
		return VerifyMissed{whole}
	case ClockRate:
		return RateMissed{whole}
	case ClockAccept:
		return AcceptMissed{task}
	case ClockArrive:
		return ArriveMissed{task}
	case ClockDone:
		return FinishMissed{task}
	case ClockReturn:
		return ReturnDecisionMissed{task}
	case ClockRuling:
		return RulingMissed{ref}
	case ClockDocket:
		return DocketMissed{ref}
	case ClockLetting:
		return ReleaseDecisionMissed{ref}
	case ClockRectify:
		return RectifyMissed{ref}
	case ClockFollow:
		return FollowUpMissed{ref}
	case ClockReview:
		return ReviewMissed{ref}
	case ClockStep:
		return StepMissed{ref}
	case ClockReceive:
		return ReceiveMissed{ref}
	case ClockReply:
		return ReplyMissed{ref}
	case ClockOpine:
		return OpinionMissed{ref}
	case ClockRequest:
		return RequestDecisionMissed{ref}
	case ClockExplain:
		return ExplanationMissed{ref}
	case ClockAppeal:
		return AppealDecisionMissed{ref}
	case ClockLodge:
		return AppealFilingMissed{ref}
	case ClockHeed:
		return HeedMissed{task}
	}
	panic("casework: clock without a miss: " + string(r.Kind))
}

func (IntakeMissed) evolve(c Case, _ Moment) Case     { return c.miss(ClockIntake, "") }
func (ApprovalMissed) evolve(c Case, _ Moment) Case   { return c.miss(ClockApproval, "") }
func (DispatchMissed) evolve(c Case, _ Moment) Case   { return c.miss(ClockDispatch, "") }
func (LeadMissed) evolve(c Case, _ Moment) Case       { return c.miss(ClockLead, "") }
func (CaseFinishMissed) evolve(c Case, _ Moment) Case { return c.miss(ClockFinish, "") }
func (VerifyMissed) evolve(c Case, _ Moment) Case     { return c.miss(ClockVerify, "") }
func (RateMissed) evolve(c Case, _ Moment) Case       { return c.miss(ClockRate, "") }
func (e AcceptMissed) evolve(c Case, _ Moment) Case   { return c.miss(ClockAccept, string(e.Task)) }
func (e ArriveMissed) evolve(c Case, _ Moment) Case   { return c.miss(ClockArrive, string(e.Task)) }
func (e FinishMissed) evolve(c Case, _ Moment) Case   { return c.miss(ClockDone, string(e.Task)) }
func (e ReturnDecisionMissed) evolve(c Case, _ Moment) Case {
	return c.miss(ClockReturn, string(e.Task))
}

func (e RulingMissed) evolve(c Case, _ Moment) Case          { return c.miss(ClockRuling, e.Ref) }
func (e DocketMissed) evolve(c Case, _ Moment) Case          { return c.miss(ClockDocket, e.Ref) }
func (e ReleaseDecisionMissed) evolve(c Case, _ Moment) Case { return c.miss(ClockLetting, e.Ref) }
func (e RectifyMissed) evolve(c Case, _ Moment) Case         { return c.miss(ClockRectify, e.Ref) }
func (e FollowUpMissed) evolve(c Case, _ Moment) Case        { return c.miss(ClockFollow, e.Ref) }
func (e ReviewMissed) evolve(c Case, _ Moment) Case          { return c.miss(ClockReview, e.Ref) }
func (e StepMissed) evolve(c Case, _ Moment) Case            { return c.miss(ClockStep, e.Ref) }
func (e ReceiveMissed) evolve(c Case, _ Moment) Case         { return c.miss(ClockReceive, e.Ref) }
func (e ReplyMissed) evolve(c Case, _ Moment) Case           { return c.miss(ClockReply, e.Ref) }
func (e OpinionMissed) evolve(c Case, _ Moment) Case         { return c.miss(ClockOpine, e.Ref) }
func (e RequestDecisionMissed) evolve(c Case, _ Moment) Case { return c.miss(ClockRequest, e.Ref) }
func (e ExplanationMissed) evolve(c Case, _ Moment) Case     { return c.miss(ClockExplain, e.Ref) }
func (e AppealDecisionMissed) evolve(c Case, _ Moment) Case  { return c.miss(ClockAppeal, e.Ref) }
func (e HeedMissed) evolve(c Case, _ Moment) Case            { return c.miss(ClockHeed, string(e.Task)) }
func (e AppealFilingMissed) evolve(c Case, _ Moment) Case    { return c.miss(ClockLodge, e.Ref) }

func (c Case) miss(kind ClockKind, ref string) Case { return c.withClock(kind, ref, Clock.missed) }
