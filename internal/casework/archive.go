package casework

import "huying/internal/rule"

// Archive (归档) lays a case to rest: when it was settled, discarded or withdrawn, or when every
// unit is rated or the time to rate is over. 依据 P-65, P-68.
type Archive struct{}

// Archived records that the case rests.
type Archived struct{}

// Verb names the row of the declared table.
func (Archive) Verb() Verb   { return VerbArchive }
func (Archive) task() string { return "" }

func (Archive) decide(c Case, _ Given) ([]Event, error) {
	if c.Status == CaseClosed && !c.allRated() && !c.Rate.Missed {
		return nil, rule.Refuse(rule.WrongState, "P-68", "尚有单位未评价，且未过评价时限")
	}
	return []Event{Archived{}}, nil
}

// An archive may follow the last rating, or the closing of a case nobody is to be rated in.
func (Archived) verb() Verb   { return VerbArchive }
func (Archived) task() TaskID { return "" }

func (e Archived) evolve(c Case, m Moment) Case {
	c.Status, c.Rate, c.Intake = CaseArchived, c.Rate.stop(m.At), c.Intake.stop(m.At)
	return c
}
