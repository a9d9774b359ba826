package casework

import (
	"huying/internal/org"
	"huying/internal/rule"
)

// A Command (办理动作) is what an officer asks for, and may be refused. An Event (办理记录) is
// what has happened, and may not. The unexported methods close both sets: a verb that cannot
// decide, or a record that cannot evolve, does not compile.
type (
	Command interface {
		Verb() Verb
		task() string // the task it names, by id or unit; "" where it names none
		decide(Case, Given) ([]Event, error)
	}
	Event interface {
		evolve(Case, Moment) Case
		verb() Verb // the verb of the declared table by which it came about
		task() TaskID
	}
	// Moment is when an event was recorded, and by whom.
	Moment struct {
		At int64
		By org.Actor
	}
	// Recorded is an event at its moment.
	Recorded struct {
		Event  Event
		Moment Moment
	}
)

// Decide answers: in this case, may this post do this now, and what then has happened?
// Misses due by now come first, so that a person and the worker tell the same story (P-73).
func Decide(c Case, cmd Command, g Given) ([]Event, error) {
	if foreign(c, g) {
		return nil, errForeign
	}
	c, due := c.upToNow(g)
	if err := Permit(c, cmd.Verb(), cmd.task(), g.By, g.Units); err != nil {
		return nil, err
	}
	events, err := cmd.decide(c, g)
	if err != nil {
		return nil, err
	}
	return append(due, c.climbs(g, events)...), nil
}

var errForeign = rule.Refuse(rule.Forbidden, "P-80", "不是本区县的呼叫单")

// foreign reports whether a case is another district's.
func foreign(c Case, g Given) bool { return c.ID != "" && c.District != g.District }

// upToNow is the case after what the clock has to record by now, and what that is: deadlines that can be told now, then
// misses, then the supervisions that climb because of them. 依据 P-71, P-73, P-111.
func (c Case) upToNow(g Given) (Case, []Event) {
	clock := Moment{g.at(), Clockwork}
	var due []Event
	for _, fell := range []func(Case) []Event{
		func(c Case) []Event { return c.knownNow(g) },
		func(c Case) []Event { return c.missedBy(g.at()) },
		func(c Case) []Event { return c.unanswered(g) },
		func(c Case) []Event { return c.absent(g) },
	} {
		events := fell(c)
		c, due = Fold(c, at(events, clock)), append(due, events...)
	}
	return c, due
}

// Fold is the case after these records.
func Fold(c Case, records []Recorded) Case {
	for _, r := range records {
		c = Evolve(c, r.Event, r.Moment)
	}
	return c
}

// Evolve is the case after one more record. It never fails and never writes into what it was given.
func Evolve(c Case, e Event, m Moment) Case {
	c = e.evolve(c, m).tidy(m.At)
	c.Version++
	c.Last = m.At
	return c
}

// at puts events at a moment, for folding before they are stored.
func at(events []Event, m Moment) []Recorded {
	records := make([]Recorded, len(events))
	for i, e := range events {
		records[i] = Recorded{e, m}
	}
	return records
}

// Clockwork is who records a miss: no person, the clock itself. It answers for the case's district.
var Clockwork = org.Actor{Unit: "clock", Role: org.System}

// Signed is the actor that stands on an event: the clock on a miss and on what follows of itself, nobody's name on a mark (P-64),
// else the person who acted.
func Signed(e Event, by org.Actor) org.Actor {
	switch e := e.(type) {
	case missEvent, DeadlineSet, DeadlineMoved, Escalated:
		return Clockwork
	case Archived:
		if e.Auto {
			return Clockwork
		}
	case Dispatched:
		if e.Auto {
			return Clockwork
		}
	case Rated:
		return org.Actor{Unit: by.Unit, Role: org.TownshipOperator} // the township speaks, whoever of it rated
	}
	return by
}

// Lapse (到期) asks for nothing but that what is overdue be recorded. The worker sends it.
type Lapse struct{}

// Verb names the row of the declared table.
func (Lapse) Verb() Verb                          { return VerbLapse }
func (Lapse) task() string                        { return "" }
func (Lapse) decide(Case, Given) ([]Event, error) { return nil, nil }
