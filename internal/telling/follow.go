package telling

import (
	"slices"

	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/org"
)

// Follow (由此告知) lists the letters that follow from what has just happened in a case: what newly waits for a unit, what was
// missed, what was asked of it, what is over. Of what newly waits for one unit, the most pressing is told; of what is
// missed, each. 依据 P-124.
func Follow(before, after casework.Case, happened []casework.Recorded, units *org.Directory) []Letter {
	if len(happened) == 0 {
		return nil
	}
	f := following{before: before, after: after, units: units, at: after.Last, was: map[clock]casework.Duty{}}
	if before.Version > 0 {
		for _, d := range casework.Duties(before, before.Last, units) {
			f.was[clockOf(d)] = d
		}
	}
	for _, r := range happened {
		if r.Moment.By.Account != "" {
			f.by = r.Moment.By.Account
		}
	}
	f.duties()
	f.events(happened)
	f.ended()
	return f.letters
}

// following is a case before and after, and what has been found to tell.
type following struct {
	before, after casework.Case
	units         *org.Directory
	at            int64
	by            org.AccountID
	was           map[clock]casework.Duty
	letters       []Letter
}

// clock names one clock of a case.
type clock struct {
	kind casework.ClockKind
	ref  string
}

func clockOf(d casework.Duty) clock { return clock{d.Kind, d.Ref} }

func (f *following) letter(topic Topic, d casework.Duty) Letter {
	l := Letter{
		Topic: topic, Case: f.after.No, Unit: d.Unit, Kind: d.Kind, Ref: d.Ref, Task: d.Task, Verb: d.Verb, Due: d.Clock.Due.At, By: f.by,
		Urgent: topic == Mustered || f.after.Class == catalogue.Urgent,
	}
	if topic == Mustered {
		l.Muster = f.after.Muster.By.Due.At
	}
	return l
}

// duties compares what everybody has to do with what they had to do before.
func (f *following) duties() {
	told := map[Topic][]org.UnitID{} // the duties come with the earliest due first: of what is new, one for each unit
	tell := func(l Letter) {
		if anew := l.Topic != Missed && l.Topic != Late; l.Unit == "" || anew && slices.Contains(told[l.Topic], l.Unit) {
			return
		}
		told[l.Topic] = append(told[l.Topic], l.Unit)
		f.letters = append(f.letters, l)
	}
	for _, d := range casework.Duties(f.after, f.at, f.units) {
		old, had := f.was[clockOf(d)]
		anew := !had || old.Unit != d.Unit || old.Verb != d.Verb || old.Clock.Started != d.Clock.Started || old.Clock.Due != d.Clock.Due
		if anew {
			tell(f.letter(f.topic(d), d))
			f.unknown(d)
		}
		if d.Clock.Missed && !old.Clock.Missed {
			l := f.letter(Missed, d)
			if s, ok := f.after.Supervision(d.Ref); ok && d.Kind == casework.ClockExplain {
				l.Posts = s.Told // who was to see to an answer hears that there is none
			}
			tell(l)
			if d.Unit != f.after.Township && ofUnits[d.Kind] {
				l := f.letter(Late, d)
				l.Unit, l.Of = f.after.Township, d.Unit
				tell(l)
			}
		}
	}
}

// ofUnits are the clocks whose lateness the calling township wants to know of.
var ofUnits = map[casework.ClockKind]bool{
	casework.ClockDispatch: true, casework.ClockAccept: true, casework.ClockArrive: true, casework.ClockDone: true, casework.ClockFinish: true,
	casework.ClockHeed: true,
}

// topic is under which head a new duty is told.
func (f *following) topic(d casework.Duty) Topic {
	t, _ := f.after.Task(string(d.Task))
	switch {
	case d.Kind == casework.ClockExplain:
		return Supervised
	case (d.Kind == casework.ClockArrive || d.Kind == casework.ClockHeed) && t.Mustered:
		return Mustered
	}
	return Waits
}

// unknown alarms the administrator over a deadline in a year without calendar. 依据 P-71.
func (f *following) unknown(d casework.Duty) {
	year := d.Clock.Due.Year
	if year == 0 || slices.ContainsFunc(f.letters, func(l Letter) bool { return l.Year == year }) {
		return
	}
	f.letters = append(f.letters, Letter{Topic: NoCalendar, Year: year})
}

// events tells what was done to a unit without a new clock of its own, and what climbed.
func (f *following) events(happened []casework.Recorded) {
	for _, r := range happened {
		switch e := r.Event.(type) {
		case casework.Urged:
			f.urged(e.Task)
		case casework.Escalated:
			f.escalated(e)
		}
	}
}

// urged says what the unit is urged to do: the most pressing of its share.
func (f *following) urged(task casework.TaskID) {
	for _, d := range casework.Duties(f.after, f.at, f.units) {
		if d.Task == task && (d.Kind == casework.ClockAccept || d.Kind == casework.ClockArrive || d.Kind == casework.ClockDone) {
			f.letters = append(f.letters, f.letter(Urged, d))
			return
		}
	}
	t, _ := f.after.Task(string(task))
	f.letters = append(f.letters, f.letter(Urged, casework.Duty{Kind: casework.ClockDone, Task: task, Unit: t.Unit, Verb: casework.VerbAnswer}))
}

// escalated tells the posts that the record names, and the unit itself, that a supervision has climbed; the unit is not told the
// same again as a new supervision.
func (f *following) escalated(e casework.Escalated) {
	s, ok := f.after.Supervision(e.Supervision)
	t, _ := f.after.Task(string(e.Task))
	if !ok {
		return
	}
	f.letters = slices.DeleteFunc(f.letters, func(l Letter) bool { return l.Topic == Supervised && l.Ref == e.Supervision })
	l := f.letter(Escalated, casework.Duty{
		Kind: casework.ClockExplain, Ref: s.ID, Task: t.ID, Unit: t.Unit, Verb: casework.VerbExplain, Clock: s.Clock,
	})
	l.Level, l.Rung, l.Cause, l.Count, l.Posts = e.Level, e.Rung, e.Cause, e.Count, e.Told
	l.Urgent = l.Urgent || e.Cause == casework.CauseMuster
	f.letters = append(f.letters, l)
}

// ended tells a unit whose share was taken from it, and who reported what became of it.
func (f *following) ended() {
	for _, old := range f.before.OpenTasks() {
		t, ok := f.after.Task(string(old.ID))
		if ok && (t.Status == casework.TaskReleased || t.Status == casework.TaskRecalled) {
			f.letters = append(f.letters, f.letter(Over, casework.Duty{Task: t.ID, Unit: t.Unit}))
		}
	}
	if f.before.Status == f.after.Status || f.after.Reporter == "" {
		return
	}
	switch f.after.Status {
	case casework.CaseSettled, casework.CaseDiscarded, casework.CaseClosed:
		f.letters = append(f.letters, Letter{
			Topic: Outcome, Case: f.after.No, Account: f.after.Reporter, Status: f.after.Status, By: f.by,
		})
	}
}

// Yellows lists the clocks of a case that are still to turn yellow, each with its instant: what has to be watched.
func Yellows(c casework.Case) []casework.RunningClock {
	return slices.DeleteFunc(c.Running(), func(r casework.RunningClock) bool { return r.Clock.Missed || r.Clock.Yellow == 0 })
}

// Warn is the letter about a clock that has turned yellow; ok is false where it does not run any more, or is red already.
// 依据 P-74.
func Warn(c casework.Case, kind casework.ClockKind, ref string, at int64, units *org.Directory) (l Letter, ok bool) {
	f := following{after: c, units: units, at: at}
	for _, d := range casework.Duties(c, at, units) {
		if d.Kind == kind && d.Ref == ref && d.Unit != "" && d.Alarm == casework.Yellow {
			return f.letter(Yellow, d), true
		}
	}
	return Letter{}, false
}
