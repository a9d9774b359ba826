package casestory

import (
	"slices"

	"huying/internal/casework"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// The phases of a case, 报 呼 分 应 联 销 评, in their order.
const (
	reporting = iota
	calling
	sorting
	responding
	linking
	closing
	rating
	phases
)

var phaseNames = [phases]string{"report", "call", "sort", "respond", "link", "close", "rate"}

// course is how the record brought a case from phase to phase in this round: when each began and ended, how often its
// limits were missed, and what befell it on the way.
type course struct {
	from, to [phases]int64
	late     [phases]int
	marks    [phases][]casepage.Mark
	called   int64
	returns  int
	reworks  int
	rests    int
}

// steps is how far a case has come.
func (c Teller) steps() []casepage.Step {
	k := c.View.Case
	went := c.course()
	here := c.here()
	steps := make([]casepage.Step, phases)
	for i := range steps {
		s := &steps[i]
		*s = casepage.Step{Name: phaseNames[i], From: went.from[i], State: casepage.Next, Late: went.late[i], Marks: went.marks[i]}
		switch {
		case here[i]:
			s.State, s.Clock = casepage.Here, c.pressing(i)
			if k.Status == casework.CaseSuspended || k.Status == casework.CaseMerged {
				s.State = casepage.Held
			}
		case went.to[i] != 0:
			s.State, s.To = casepage.Done, went.to[i]
		case i < slices.Index(here[:], true) || !slices.Contains(here[:], true) || k.Status == casework.CaseMerged:
			s.State = casepage.Void
		}
	}
	c.far(steps)
	return steps
}

// here are the phases that a case is in. While some units are still to come and others are at work, it is in two.
func (c Teller) here() (here [phases]bool) {
	k := c.View.Case
	status := k.Status
	if status == casework.CaseMerged {
		status = k.Merged.Was
	}
	at := map[casework.Status]int{
		casework.CaseIntake: calling, casework.CaseApproving: calling, casework.CaseWithdrawn: calling, casework.CaseCalled: sorting,
		casework.CaseRuling: sorting, casework.CaseAnswered: closing, casework.CaseClosed: rating,
	}
	if i, ok := at[status]; ok {
		here[i] = true
	}
	if status == casework.CaseSettled && len(k.Ratable()) > 0 {
		here[rating] = true
	}
	working := status == casework.CaseWorking || status == casework.CaseSuspended
	total, came := c.responded()
	here[responding] = came < total && (working || status == casework.CaseIntake)
	here[linking] = working && (came == total || came > 0)
	return here
}

// responded counts the units that have a share in the case, and those of them that have answered the call: who has come,
// and, where nobody need come, who has accepted.
func (c Teller) responded() (total, came int) {
	for _, t := range c.View.Case.Tasks {
		if !t.Status.Open() && t.Status != casework.TaskAnswered {
			continue
		}
		total++
		if t.Came || t.Status == casework.TaskAnswered || t.Arrive.Started == 0 && t.Status == casework.TaskAccepted {
			came++
		}
	}
	return total, came
}

// far adds to each phase what its units have done so far.
func (c Teller) far(steps []casepage.Step) {
	k := c.View.Case
	if total, came := c.responded(); total > 0 && steps[responding].State != casepage.Done {
		steps[responding].Note = c.L.T("case.came", total, came)
	}
	if s := &steps[linking]; s.State == casepage.Here || s.State == casepage.Held {
		total, answered := 0, 0
		for _, t := range k.Tasks {
			if t.Status.Open() || t.Status == casework.TaskAnswered {
				total++
			}
			if t.Status == casework.TaskAnswered {
				answered++
			}
		}
		s.Note = c.L.T("case.answered", total, answered)
	}
	if s := &steps[rating]; s.State == casepage.Here {
		due, done := len(k.Ratable()), 0
		for _, t := range k.Tasks {
			if t.Rated {
				done++
			}
		}
		s.Note = c.L.T("case.rated", due+done, done)
	}
}

// pressing is the limit of a phase that presses most.
func (c Teller) pressing(phase int) face.Clock {
	k := c.View.Case
	var of []casework.Clock
	switch phase {
	case calling:
		of = []casework.Clock{k.Intake, k.Approve}
	case sorting:
		of = []casework.Clock{k.Dispatch, k.Ruling}
	case responding:
		for _, t := range k.OpenTasks() {
			of = append(of, t.Accept, t.Arrive, t.Return, t.Ruling)
		}
	case linking:
		of = []casework.Clock{k.Review, k.Lead, k.Finish}
		for _, t := range k.OpenTasks() {
			of = append(of, t.Done)
		}
	case closing:
		of = []casework.Clock{k.Verify}
	case rating:
		of = []casework.Clock{k.Rate}
	}
	var first casework.Clock
	for _, clock := range of {
		if clock.Running() && (first.Started == 0 || clock.Due.Known() && (!first.Due.Known() || clock.Due.At < first.Due.At)) {
			first = clock
		}
	}
	return c.Clock(first)
}
