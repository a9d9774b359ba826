package casework

import (
	"sort"

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
	clock := Moment{g.at(), Clockwork}
	due := c.knownNow(g)
	c = Fold(c, at(due, clock))
	missed := c.missedBy(g.at())
	c = Fold(c, at(missed, clock))
	due = append(due, missed...)
	if err := Permit(c, cmd.Verb(), cmd.task(), g.By, g.Units); err != nil {
		return nil, err
	}
	events, err := cmd.decide(c, g)
	if err != nil {
		return nil, err
	}
	return append(due, events...), nil
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
	c = e.evolve(c, m)
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

// Signed is the actor that stands on an event: the clock on a miss, nobody's name on a mark (P-64),
// else the person who acted.
func Signed(e Event, by org.Actor) org.Actor {
	switch e.(type) {
	case missEvent, DeadlineSet:
		return Clockwork
	case Rated:
		return org.Actor{Unit: by.Unit, Role: by.Role}
	}
	return by
}

// Lapse (到期) asks for nothing but that what is overdue be recorded. The worker sends it.
type Lapse struct{}

// Verb names the row of the declared table.
func (Lapse) Verb() Verb                          { return VerbLapse }
func (Lapse) task() string                        { return "" }
func (Lapse) decide(Case, Given) ([]Event, error) { return nil, nil }

// Next is the earliest instant at which a miss of this case would fall due; ok is false when no
// clock with a known deadline runs.
func (c Case) Next() (at int64, ok bool) {
	for _, r := range c.Running() {
		if !r.Clock.Missed && r.Clock.Due.At != 0 && (!ok || r.Clock.Due.At < at) {
			at, ok = r.Clock.Due.At, true
		}
	}
	return at, ok
}

// RunningClock is one clock that waits, with the task it belongs to ("" for the case's own).
type RunningClock struct {
	Kind  ClockKind
	Task  TaskID
	Unit  org.UnitID // of the task
	Clock Clock
}

// Running lists the clocks that wait now, the earliest due first, unknown deadlines last.
func (c Case) Running() []RunningClock {
	var all []RunningClock
	add := func(k ClockKind, t TaskID, u org.UnitID, clock Clock) {
		if clock.Running() {
			all = append(all, RunningClock{k, t, u, clock})
		}
	}
	add(ClockIntake, "", "", c.Intake)
	add(ClockApproval, "", "", c.Approve)
	add(ClockDispatch, "", "", c.Dispatch)
	add(ClockLead, "", "", c.Lead)
	add(ClockFinish, "", "", c.Finish)
	add(ClockVerify, "", "", c.Verify)
	add(ClockRate, "", "", c.Rate)
	for _, t := range c.Tasks {
		add(ClockAccept, t.ID, t.Unit, t.Accept)
		add(ClockArrive, t.ID, t.Unit, t.Arrive)
		add(ClockDone, t.ID, t.Unit, t.Done)
		add(ClockReturn, t.ID, t.Unit, t.Return)
	}
	sort.SliceStable(all, func(i, j int) bool {
		a, b := all[i].Clock.Due.At, all[j].Clock.Due.At
		return a != 0 && (b == 0 || a < b)
	})
	return all
}

// Permit holds a verb against the declared table: is there a row for this case status, task
// status, role and tie? It answers with the most telling refusal when there is none. 依据 P-81.
func Permit(c Case, verb Verb, task string, by org.Actor, units *org.Directory) error {
	target, named := c.target(verb, task, by, units)
	ties := TiesOf(c, by, units)
	best := rule.Refuse(rule.Forbidden, "P-81", "没有规定本岗位可以办理此事项")
	rank := 0
	better := func(r int, refusal *rule.Refusal) {
		if r > rank {
			rank, best = r, refusal
		}
	}
	known := false
	for _, row := range Table {
		if row.Verb != verb {
			continue
		}
		known = true
		switch {
		case !row.byRole(by.Role):
			better(1, rule.Refuse(rule.WrongRole, row.Clause, "本岗位不能办理“"+verb.Zh()+"”"))
		case !ties.has(row.Tie):
			better(2, rule.Refuse(rule.NotYours, row.Clause, row.Tie.refusal()))
		case !row.inCase(c.Status):
			better(3, rule.Refuse(rule.WrongState, row.Clause, "呼叫单"+c.Status.Zh()+"，不能"+verb.Zh()))
		case len(row.Task) > 0 && !named && task == "":
			better(4, rule.Refuse(rule.Incomplete, row.Clause, "请指明派单件").At("task"))
		case len(row.Task) > 0 && !named:
			better(4, rule.Refuse(rule.Unknown, row.Clause, "没有这个派单件："+clip(task)).At("task"))
		case len(row.Task) > 0 && !row.inTask(target.Status):
			better(5, rule.Refuse(rule.WrongState, row.Clause, "派单件"+target.Status.Zh()+"，不能"+verb.Zh()))
		default:
			return nil
		}
	}
	if !known {
		return rule.Refuse(rule.Unknown, "P-81", "没有这个办理动作："+clip(string(verb)))
	}
	return best
}

// target is the task a verb is about: for a unit's own verbs the actor's own task, whatever the
// client names; for verbs of the centre, the lead or the township, the one that is named.
func (c Case) target(verb Verb, ref string, by org.Actor, units *org.Directory) (Task, bool) {
	if verb.own() {
		return c.TaskOf(by.Unit, units)
	}
	if ref == "" {
		return Task{}, false
	}
	return c.Task(ref)
}

// Verbs lists what this post may do in this case now, in the order of the work. For verbs that
// name a task, one fitting task is enough.
func Verbs(c Case, by org.Actor, units *org.Directory) []Verb {
	var may []Verb
	for _, v := range AllVerbs {
		if v == VerbReport || v == VerbLapse {
			continue
		}
		if Permit(c, v, "", by, units) == nil {
			may = append(may, v)
			continue
		}
		for _, t := range c.Tasks {
			if !v.own() && Permit(c, v, string(t.ID), by, units) == nil {
				may = append(may, v)
				break
			}
		}
	}
	return may
}
