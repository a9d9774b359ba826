package desk

import (
	"huying/internal/casework"
	"huying/internal/org"
)

// Duty (待办) is one line of "who must do what by when": a clock that runs, and the unit it waits for.
type Duty struct {
	casework.RunningClock
	Answers org.UnitID // the unit whose turn it is
}

// Duties lists what is waited for in a case, the most pressing first.
func (v View) Duties() []Duty {
	running := v.Case.Running()
	duties := make([]Duty, len(running))
	for i, r := range running {
		duties[i] = Duty{r, v.answers(r)}
	}
	return duties
}

// answers is the unit a clock waits for: the township, the centre, or the unit of a task.
func (v View) answers(r casework.RunningClock) org.UnitID {
	switch r.Kind {
	case casework.ClockAccept, casework.ClockArrive, casework.ClockDone:
		return r.Unit
	case casework.ClockDispatch, casework.ClockLead, casework.ClockReturn:
		for _, centre := range v.Units.ByKind(org.KindCentre) {
			return centre.ID
		}
	case casework.ClockFinish:
		if lead, ok := v.Case.LeadTask(); ok {
			return lead.Unit
		}
	}
	return v.Case.Township
}
