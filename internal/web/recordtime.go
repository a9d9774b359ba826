package web

import (
	"encoding/json"

	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// toldOfTime adds what the records say of more time, of supervision, of marks and the second look.
func (c telling) toldOfTime(e *casepage.Entry, event casework.Event) {
	gist := func(words ...string) { e.Gist = append(e.Gist, words...) }
	request := func(id string) {
		if r, ok := c.view.Case.Request(id); ok {
			gist(c.request(r))
		}
	}
	switch v := event.(type) {
	case casework.ExtensionAsked:
		gist(c.l.T("record.days", v.Days))
		c.says(e, "reason", v.Reason)
	case casework.SuspensionAsked:
		gist(nameIn(c.l, casework.SuspensionGrounds, v.Ground), c.l.T("record.review", c.until(v.Review.Due)))
		c.says(e, "reason", v.Reason)
	case casework.Opined:
		request(v.Request)
		gist(nameIn(c.l, casework.Opinions, v.Opinion))
		c.says(e, "reason", v.Reason)
	case casework.Passed:
		request(v.Request)
		c.says(e, "instruction", v.Note)
	case casework.Denied:
		request(v.Request)
		c.says(e, "reason", v.Reason)
	case casework.Extended:
		gist(c.taskName(v.Task), c.l.T("clock.due", c.until(v.Done.Due)))
		c.says(e, "instruction", v.Note)
	case casework.Suspended:
		gist(c.l.T("record.review", c.until(v.Review.Due)))
		c.says(e, "instruction", v.Note)
	case casework.Resumed:
		c.says(e, "reason", v.Reason)
	case casework.Urged:
		gist(c.taskName(v.Task))
		c.says(e, "", v.Text)
	case casework.Supervised:
		gist(c.taskName(v.Task), c.l.T("clock.due", c.until(v.Answer.Due)))
		c.says(e, "", v.Text)
	case casework.Explained:
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Escalated:
		gist(c.taskName(v.Task), c.l.T("escalated."+v.Cause), c.level(v.Level))
		if v.Answer.Due.Known() {
			gist(c.l.T("clock.due", c.until(v.Answer.Due)))
		}
	default:
		c.toldOfMarks(e, event)
	}
}

// toldOfMarks adds what the records of ratings, of the second look and of appeals say.
func (c telling) toldOfMarks(e *casepage.Entry, event casework.Event) {
	gist := func(words ...string) { e.Gist = append(e.Gist, words...) }
	rating := func(id string) {
		if r, ok := c.view.Case.Rating(id); ok {
			gist(c.taskName(r.Task))
		}
	}
	switch v := event.(type) {
	case casework.Rated:
		gist(c.taskName(v.Task))
		c.rated(e, v)
	case casework.Rectified:
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.FollowedUp:
		if v.Task != "" {
			gist(c.taskName(v.Task))
		}
		gist(nameIn(c.l, casework.FollowUpResults, v.Result))
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Appealed:
		c.says(e, "reason", v.Reason)
		c.files(e, v.Files)
	case casework.AppealDecided:
		rating(v.Rating)
		gist(nameIn(c.l, casework.AppealResults, v.Result))
		c.says(e, "reason", v.Reason)
	case casework.AppealFiled:
		rating(v.Rating)
		c.says(e, "number", v.Number)
	case casework.DeadlineSet:
		gist(c.l.T("clock.kind." + string(v.Clock)))
		if v.Task != "" {
			gist(c.taskName(v.Task))
		}
		gist(c.l.T("clock.due", face.WhenIn(c.l, c.opened(), v.Due.At)))
	default:
		c.missed(e, event)
	}
}

// missed tells of a miss: whose, and when it was due. 依据 P-05.
func (c telling) missed(e *casepage.Entry, event casework.Event) {
	raw, err := json.Marshal(event)
	var miss struct {
		Task casework.TaskID `json:"task"`
		Ref  string          `json:"ref"`
		Due  int64           `json:"due"`
	}
	if err != nil || !e.Miss || json.Unmarshal(raw, &miss) != nil {
		return
	}
	if _, centres := event.(casework.ReturnDecisionMissed); centres {
		e.Gist = append(e.Gist, c.centre(), c.l.T("missed.return", c.taskName(miss.Task)))
	} else if miss.Task != "" {
		e.Gist = append(e.Gist, c.taskName(miss.Task))
	} else if whose := c.whose(miss.Ref); whose != "" {
		e.Gist = append(e.Gist, whose)
	}
	e.Gist = append(e.Gist, c.l.T("clock.due", face.WhenIn(c.l, c.opened(), miss.Due)))
}

// whose says whose a step, transfer, question, request, supervision, rating or task is, by its id.
func (c telling) whose(ref string) string {
	k := c.view.Case
	if s, ok := k.Step(ref); ok {
		return c.name(s.Unit)
	}
	if x, ok := k.Transfer(ref); ok {
		return c.taskName(x.To)
	}
	if q, ok := k.Question(ref); ok {
		return c.name(q.Partner)
	}
	if r, ok := k.Request(ref); ok {
		return c.request(r)
	}
	if s, ok := k.Supervision(ref); ok {
		return c.taskName(s.Task)
	}
	if r, ok := k.Rating(ref); ok {
		return c.taskName(r.Task)
	}
	if _, ok := k.Task(ref); ok {
		return c.taskName(casework.TaskID(ref))
	}
	return ""
}

// request says in a line what is asked for: whose extension by how much, or a suspension until when.
func (c telling) request(r casework.Request) string {
	whose := c.name(c.view.Case.Township)
	if r.Task != "" {
		whose = c.taskName(r.Task)
	}
	if r.Kind == casework.Suspension {
		return c.l.T("request.suspension", whose, nameIn(c.l, casework.SuspensionGrounds, r.Ground), c.until(r.Review.Due))
	}
	return c.l.T("request.extension", whose, r.Days)
}

// asked finds the record with which a request was made.
func (c telling) asked(id string) (casework.Event, bool) {
	if e, ok := lastOf(c.view, func(e casework.ExtensionAsked) bool { return e.ID == id }); ok {
		return e, true
	}
	return lastOf(c.view, func(e casework.SuspensionAsked) bool { return e.ID == id })
}

// level is who a supervision has climbed to.
func (c telling) level(n int) string {
	return nameIn(c.l, casework.Levels, casework.Levels[max(0, min(n, len(casework.Levels)-1))].Code)
}

// until says when something is due.
func (c telling) until(due calendar.Deadline) string {
	switch {
	case due.Known():
		return face.WhenIn(c.l, c.opened(), due.At)
	case due.Statute:
		return c.l.T("clock.statute")
	}
	return c.l.T("clock.unknown")
}

// rated tells a rating as far as this reader may know it: the mark by the rule of disclosure. 依据 P-64.
func (c telling) rated(e *casepage.Entry, v casework.Rated) {
	mark, ok := c.view.Words.Of(v.Mark)
	if !ok {
		e.Gist = append(e.Gist, c.l.T("grade.hidden"))
		return
	}
	e.Gist = append(e.Gist, c.l.T("grade."+gradeIn(mark)))
	if reason, ok := c.view.Words.Of(v.Reason); ok {
		e.Says = append(e.Says, casepage.Said{Label: c.l.T("field.reason"), Text: casepage.Text{Plain: reason}})
	}
}

// gradeIn is the grade in a disclosed mark.
func gradeIn(mark string) string {
	var m casework.Mark
	if json.Unmarshal([]byte(mark), &m) != nil {
		return "hidden"
	}
	return m.Grade
}
