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
func (e AcceptMissed) evolve(c Case, _ Moment) Case   { return c.miss(ClockAccept, e.Task) }
func (e ArriveMissed) evolve(c Case, _ Moment) Case   { return c.miss(ClockArrive, e.Task) }
func (e FinishMissed) evolve(c Case, _ Moment) Case   { return c.miss(ClockDone, e.Task) }
func (e ReturnDecisionMissed) evolve(c Case, _ Moment) Case {
	return c.miss(ClockReturn, e.Task)
}

func (c Case) miss(kind ClockKind, task TaskID) Case { return c.withClock(kind, task, Clock.missed) }
