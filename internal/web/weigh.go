package web

import (
	"strings"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/web/face"
	"huying/internal/web/inbox"
)

// weigh tells of one thing that waits what has to be known before acting on it, and names the acts.
func (c narrator) weigh(i *inbox.Item, kind casework.ClockKind, ref string) []act {
	switch kind {
	case casework.ClockOpine:
		c.weighRequest(i, ref)
		return []act{{casework.VerbOpine, "request", ref}}
	case casework.ClockRequest:
		c.weighRequest(i, ref)
		return []act{{casework.VerbGrant, "request", ref}, {casework.VerbDeny, "request", ref}}
	case casework.ClockReview:
		if e, r, ok := newest(c.view, func(casework.SuspensionAsked) bool { return true }); ok {
			i.Kind, i.At = c.l.T("inbox.suspension", nameIn(c.l, casework.SuspensionGrounds, e.Ground)), r.Moment.At
			c.fact(i, "reason", e.Reason)
		}
		return []act{{casework.VerbResume, "", ""}}
	case casework.ClockExplain:
		c.weighSupervision(i, ref)
		return []act{{casework.VerbExplain, "supervision", ref}}
	case casework.ClockStep:
		c.weighStep(i, ref)
		return []act{{casework.VerbPerform, "step", ref}}
	case casework.ClockReceive:
		e, r, _ := newest(c.view, func(e casework.Transferred) bool { return e.ID == ref })
		i.Kind, i.At = c.l.T("inbox.transfer", c.taskName(e.From)), r.Moment.At
		c.fact(i, "text", e.Text)
		c.fact(i, "number", e.Number)
		return []act{{casework.VerbReceive, "transfer", ref}}
	case casework.ClockReply:
		q, _ := c.view.Case.Question(ref)
		i.Kind, i.At = c.l.T("inbox.question"), q.At
		c.fact(i, "text", q.Text)
		return []act{{casework.VerbReply, "question", ref}}
	case casework.ClockLetting:
		i.Kind = c.l.T("inbox.release", c.taskName(casework.TaskID(ref)))
		if e, r, ok := newest(c.view, func(e casework.ReleaseProposed) bool { return string(e.Task) == ref }); ok {
			i.At = r.Moment.At
			c.fact(i, "reason", e.Reason)
		}
		return []act{{casework.VerbRelease, "task", ref}, {casework.VerbRetain, "task", ref}}
	case casework.ClockLead:
		i.Kind = c.l.T("inbox.lead")
		if e, r, ok := newest(c.view, func(casework.Upheld) bool { return true }); ok {
			i.At = r.Moment.At
			c.fact(i, "reason", e.Reason)
		}
		return []act{{casework.VerbJoin, "", ""}}
	case casework.ClockDocket:
		return []act{{casework.VerbDocket, "", ""}}
	case desk.WaitSign:
		if e, r, ok := newest(c.view, func(e casework.Drafted) bool { return string(e.Task) == ref }); ok {
			i.Kind, i.From, i.At = c.l.T("inbox.kind.sign"), c.view.Units.Name(r.Moment.By.Unit), r.Moment.At
			c.fact(i, "draft", e.Text)
		}
		return []act{{casework.VerbSign, "", ""}, {casework.VerbRevise, "", ""}}
	case casework.ClockApproval:
		c.fact(i, "facts", c.view.Case.Facts)
		return []act{{casework.VerbApprove, "", ""}, {casework.VerbRefuse, "", ""}}
	}
	return c.weighMark(i, kind, ref)
}

// weighMark tells of what follows a low mark: rectifying, the second look, and appeals.
func (c narrator) weighMark(i *inbox.Item, kind casework.ClockKind, ref string) []act {
	switch kind {
	case casework.ClockRectify:
		t, _ := c.view.Case.Task(ref)
		c.mark(i, func(e casework.Rated) bool { return e.Task == t.ID })
		return []act{{casework.VerbRectify, "", ""}, {casework.VerbAppeal, "", ""}}
	case casework.ClockFollow:
		t, _ := c.view.Case.Task(ref)
		i.Kind = c.partOf(t)
		if t.Promised.Due.At != 0 {
			i.Facts = append(i.Facts, inbox.Fact{Label: c.l.T("inbox.fact.promised"), Text: face.WhenIn(c.l, c.view.At, t.Promised.Due.At)})
		}
		if e, r, ok := newest(c.view, func(e casework.Rectified) bool { return string(e.Task) == ref }); ok {
			i.At = r.Moment.At
			c.fact(i, "rectified", e.Text)
		}
		return []act{{casework.VerbFollowUp, "task", ref}}
	case casework.ClockAppeal, casework.ClockLodge:
		i.Kind = c.l.T("inbox.appeal")
		rating, _ := c.view.Case.Rating(ref)
		t, _ := c.view.Case.Task(string(rating.Task))
		i.From = c.partOf(t)
		c.mark(i, func(e casework.Rated) bool { return e.ID == ref })
		if e, r, ok := newest(c.view, func(e casework.Appealed) bool { return e.Rating == ref }); ok {
			i.At = r.Moment.At
			c.fact(i, "appeal", e.Reason)
		}
		if kind == casework.ClockLodge {
			if e, _, ok := newest(c.view, func(e casework.AppealDecided) bool { return e.Rating == ref }); ok {
				i.Facts = append(i.Facts, inbox.Fact{Label: c.l.T("inbox.fact.result"), Text: nameIn(c.l, casework.AppealResults, e.Result), Under: c.written(e.Reason)})
			}
			return []act{{casework.VerbLodge, "rating", ref}}
		}
		return []act{{casework.VerbAdjudge, "rating", ref}}
	}
	return nil
}

func (c narrator) fact(i *inbox.Item, name string, content ledger.Content) {
	if text := c.written(content); text != "" {
		i.Facts = append(i.Facts, inbox.Fact{Label: c.l.T("inbox.fact." + name), Text: text})
	}
}

// partOf is a unit with its part in the case.
func (c narrator) partOf(t casework.Task) string {
	if t.Lead {
		return c.l.T("inbox.part.lead", c.name(t.Unit))
	}
	return c.l.T("inbox.part.assist", c.name(t.Unit))
}

// mark tells a rating and its reason, as far as this reader may know them.
func (c narrator) mark(i *inbox.Item, fits func(casework.Rated) bool) {
	e, _, ok := newest(c.view, fits)
	if !ok {
		return
	}
	if mark, ok := c.view.Words.Of(e.Mark); ok {
		tone := face.Plain
		if e.Low {
			tone = face.Red
		}
		i.Facts = append(i.Facts, inbox.Fact{Label: c.l.T("inbox.fact.grade"), Text: c.l.T("grade." + gradeIn(mark)), Under: c.written(e.Reason), Tone: tone})
	}
}

func (c narrator) weighSupervision(i *inbox.Item, ref string) {
	s, _ := c.view.Case.Supervision(ref)
	i.Kind, i.At = c.l.T("inbox.supervision"), s.At
	if s.Level > 0 {
		i.Kind = c.l.T("inbox.escalated", c.level(s))
	}
	if e, r, ok := newest(c.view, func(e casework.Supervised) bool { return e.ID == ref }); ok {
		i.From = c.name(r.Moment.By.Unit)
		c.fact(i, "supervised", e.Text)
	} else if s.Cause != "" {
		i.Facts = append(i.Facts, inbox.Fact{Label: c.l.T("inbox.fact.supervised"), Text: c.l.T("supervision.cause." + s.Cause), Tone: face.Red})
	}
}

// weighStep puts the step itself in the place of the title: it is what has to be done.
func (c narrator) weighStep(i *inbox.Item, ref string) {
	s, _ := c.view.Case.Step(ref)
	i.Kind = c.l.T("inbox.step")
	if what := c.written(s.What); what != "" {
		i.Title, i.Situation = what, strings.TrimSpace(i.Title+" "+i.Situation)
	}
	if e, r, ok := newest(c.view, func(e casework.Conferred) bool {
		for _, step := range e.Steps {
			if step.ID == ref {
				return true
			}
		}
		return false
	}); ok {
		i.At = r.Moment.At
		c.fact(i, "findings", e.Findings)
	}
}

// weighRequest tells what is asked for and why, what the township says of it, and how far it has come.
func (c narrator) weighRequest(i *inbox.Item, ref string) {
	r, _ := c.view.Case.Request(ref)
	t, _ := c.view.Case.Task(string(r.Task))
	if r.Task != "" {
		i.From = c.partOf(t)
	}
	due := t.Done
	if r.Kind == casework.Suspension {
		i.Kind, due = c.l.T("inbox.suspension", nameIn(c.l, casework.SuspensionGrounds, r.Ground)), c.view.Case.Finish
		if e, at, ok := newest(c.view, func(e casework.SuspensionAsked) bool { return e.ID == ref }); ok {
			i.At = at.Moment.At
			c.fact(i, "reason", e.Reason)
		}
		i.Facts = append(i.Facts, inbox.Fact{Label: c.l.T("inbox.fact.review"), Text: face.WhenIn(c.l, c.view.At, r.Review.Due.At)})
	} else {
		i.Kind = c.l.T("inbox.extension", r.Days)
		if e, at, ok := newest(c.view, func(e casework.ExtensionAsked) bool { return e.ID == ref }); ok {
			i.At = at.Moment.At
			c.fact(i, "reason", e.Reason)
		}
	}
	if due.Due.At != 0 {
		i.Facts = append(i.Facts, inbox.Fact{Label: c.l.T("inbox.fact.due"), Text: face.WhenIn(c.l, c.view.At, due.Due.At)})
	}
	i.Facts = append(i.Facts, c.opinion(r), c.levels(r))
}

// opinion is what the calling township says, or that it has not said anything.
func (c narrator) opinion(r casework.Request) inbox.Fact {
	fact := inbox.Fact{Label: c.l.T("inbox.fact.opinion")}
	switch {
	case r.Opinion != "" && r.Opinion != "silent":
		fact.Text = nameIn(c.l, casework.Opinions, r.Opinion)
		if e, _, ok := newest(c.view, func(e casework.Opined) bool { return e.Request == r.ID }); ok {
			fact.Under = c.written(e.Reason)
		}
		if r.Opinion == "object" {
			fact.Tone = face.Amber
		}
	case r.Opine.Missed || r.Opinion == "silent":
		fact.Text, fact.Tone = c.l.T("inbox.opinion.silent"), face.Red
	case r.Opine.Waits():
		fact.Text = c.l.T("inbox.opinion.awaited", face.WhenIn(c.l, c.view.At, r.Opine.Due.At))
	default:
		fact.Text = "—"
	}
	return fact
}

// levels is who has agreed, and whose word is awaited.
func (c narrator) levels(r casework.Request) inbox.Fact {
	var agreed []string
	for n, role := range r.Levels {
		if n < r.Passed {
			agreed = append(agreed, c.l.T("inbox.levels.done", c.l.T("role."+string(role))))
		}
	}
	fact := inbox.Fact{Label: c.l.T("inbox.fact.levels")}
	var names []string
	for _, role := range r.Levels {
		names = append(names, c.l.T("role."+string(role)))
	}
	fact.Text = strings.Join(names, " → ")
	if len(agreed) > 0 && r.Passed < len(r.Levels) {
		fact.Text = c.l.T("inbox.levels.now", strings.Join(agreed, c.l.T("form.and")), c.l.T("role."+string(r.Levels[r.Passed])))
	}
	return fact
}
