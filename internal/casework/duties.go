package casework

import "huying/internal/org"

// Duty (待办) is who must do what by when: a clock that waits, seen from the side of its unit.
type Duty struct {
	Kind  ClockKind  `json:"kind"`
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
		if t.Status == TaskReturned && r.Kind != ClockReturn {
			continue
		}
		tie, verb := c.owed(r.Kind, t)
		unit := t.Unit
		switch tie {
		case TieCalling:
			unit = c.Township
		case TieCentre:
			unit = centreOf(units)
		case TieLead:
			lead, _ := c.LeadTask()
			unit = lead.Unit
		}
		duties = append(duties, Duty{r.Kind, r.Task, unit, verb, r.Clock, r.Clock.Alarm(at)})
	}
	return duties
}

// owed is who a clock waits for, and for which verb.
func (c Case) owed(kind ClockKind, t Task) (Tie, Verb) {
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
	case ClockAccept:
		return TieTask, VerbAccept
	case ClockArrive:
		return TieTask, VerbArrive
	case ClockDone:
		if t.Status == TaskAnswered { // the lead, whose answer for the whole is still awaited
			return TieTask, VerbConsolidate
		}
		return TieTask, VerbAnswer
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

func centreOf(units *org.Directory) org.UnitID {
	for _, u := range units.ByKind(org.KindCentre) {
		if u.To == 0 {
			return u.ID
		}
	}
	return ""
}
