package casestory

import (
	"encoding/json"
	"slices"
	"strings"

	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/telling"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// toldOfTime adds what the records say of more time, of supervision, of marks and the second look.
func (c Teller) toldOfTime(e *casepage.Entry, event casework.Event) {
	gist := func(words ...string) { e.Gist = append(e.Gist, words...) }
	request := func(id string) {
		if r, ok := c.View.Case.Request(id); ok {
			gist(c.Request(r))
		}
	}
	switch v := event.(type) {
	case casework.ExtensionAsked:
		gist(c.L.T("record.days", v.Days))
		c.says(e, "reason", v.Reason)
	case casework.SuspensionAsked:
		gist(NameIn(c.L, casework.SuspensionGrounds, v.Ground), c.L.T("record.review", c.Until(v.Review.Due)))
		c.says(e, "reason", v.Reason)
	case casework.Opined:
		request(v.Request)
		gist(NameIn(c.L, casework.Opinions, v.Opinion))
		c.says(e, "reason", v.Reason)
	case casework.Passed:
		request(v.Request)
		c.says(e, "instruction", v.Note)
	case casework.Denied:
		request(v.Request)
		c.says(e, "reason", v.Reason)
	case casework.Extended:
		gist(c.TaskName(v.Task), c.L.T("clock.due", c.Until(v.Done.Due)))
		c.says(e, "instruction", v.Note)
	case casework.Suspended:
		gist(c.L.T("record.review", c.Until(v.Review.Due)))
		c.says(e, "instruction", v.Note)
	case casework.Resumed:
		c.says(e, "reason", v.Reason)
	case casework.Urged:
		gist(c.TaskName(v.Task))
		c.says(e, "", v.Text)
	case casework.Supervised:
		gist(c.TaskName(v.Task), c.L.T("clock.due", c.Until(v.Answer.Due)))
		c.says(e, "", v.Text)
	case casework.Explained:
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Escalated:
		gist(c.TaskName(v.Task), telling.Cause(v.Cause, v.Count, c.L), c.Level(v.Rung, v.Level))
		if told := c.posts(v.Told); told != "" {
			gist(c.L.T("record.told", told))
		}
		if v.Answer.Due.Known() {
			gist(c.L.T("clock.due", c.Until(v.Answer.Due)))
		}
	default:
		c.toldOfMarks(e, event)
	}
}

// toldOfMarks adds what the records of ratings, of the second look and of appeals say.
func (c Teller) toldOfMarks(e *casepage.Entry, event casework.Event) {
	gist := func(words ...string) { e.Gist = append(e.Gist, words...) }
	rating := func(id string) {
		if r, ok := c.View.Case.Rating(id); ok {
			gist(c.TaskName(r.Task))
		}
	}
	switch v := event.(type) {
	case casework.Rated:
		gist(c.TaskName(v.Task))
		c.rated(e, v)
	case casework.Rectified:
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.FollowedUp:
		if v.Task != "" {
			gist(c.TaskName(v.Task))
		}
		gist(NameIn(c.L, casework.FollowUpResults, v.Result))
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Appealed:
		c.says(e, "reason", v.Reason)
		c.files(e, v.Files)
	case casework.AppealDecided:
		rating(v.Rating)
		gist(NameIn(c.L, casework.AppealResults, v.Result))
		c.says(e, "reason", v.Reason)
	case casework.AppealFiled:
		rating(v.Rating)
		c.says(e, "number", v.Number)
	case casework.DeadlineMoved:
		gist(c.L.T("clock.kind." + string(v.Clock)))
		if v.Task != "" {
			gist(c.TaskName(v.Task))
		}
		gist(c.L.T("clock.moved", face.WhenIn(c.L, c.Opened(), v.Was), face.WhenIn(c.L, c.Opened(), v.Due.At)))
	case casework.DeadlineSet:
		gist(c.L.T("clock.kind." + string(v.Clock)))
		if v.Task != "" {
			gist(c.TaskName(v.Task))
		}
		gist(c.L.T("clock.due", face.WhenIn(c.L, c.Opened(), v.Due.At)))
	default:
		c.missed(e, event)
	}
}

// missed tells of a miss: whose, and when it was due. 依据 P-05.
func (c Teller) missed(e *casepage.Entry, event casework.Event) {
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
		e.Gist = append(e.Gist, c.centre(), c.L.T("missed.return", c.TaskName(miss.Task)))
	} else if miss.Task != "" {
		e.Gist = append(e.Gist, c.TaskName(miss.Task))
	} else if whose := c.whose(miss.Ref); whose != "" {
		e.Gist = append(e.Gist, whose)
	}
	e.Gist = append(e.Gist, c.L.T("clock.due", face.WhenIn(c.L, c.Opened(), miss.Due)))
}

// whose says whose a step, transfer, question, request, supervision, rating or task is, by its id.
func (c Teller) whose(ref string) string {
	k := c.View.Case
	if s, ok := k.Step(ref); ok {
		return c.Name(s.Unit)
	}
	if x, ok := k.Transfer(ref); ok {
		return c.TaskName(x.To)
	}
	if q, ok := k.Question(ref); ok {
		return c.Name(q.Partner)
	}
	if r, ok := k.Request(ref); ok {
		return c.Request(r)
	}
	if s, ok := k.Supervision(ref); ok {
		return c.TaskName(s.Task)
	}
	if r, ok := k.Rating(ref); ok {
		return c.TaskName(r.Task)
	}
	if _, ok := k.Task(ref); ok {
		return c.TaskName(casework.TaskID(ref))
	}
	return ""
}

// Request says in a line what is asked for: whose extension by how much, or a suspension until when.
func (c Teller) Request(r casework.Request) string {
	whose := c.Name(c.View.Case.Township)
	if r.Task != "" {
		whose = c.TaskName(r.Task)
	}
	if r.Kind == casework.Suspension {
		return c.L.T("request.suspension", whose, NameIn(c.L, casework.SuspensionGrounds, r.Ground), c.Until(r.Review.Due))
	}
	return c.L.T("request.extension", whose, r.Days)
}

// Asked finds the record with which a request was made.
func (c Teller) Asked(id string) (casework.Event, bool) {
	if e, ok := LastOf(c.View, func(e casework.ExtensionAsked) bool { return e.ID == id }); ok {
		return e, true
	}
	return LastOf(c.View, func(e casework.SuspensionAsked) bool { return e.ID == id })
}

// Level is who a supervision has climbed to: as the district calls that rung, or where the record names none, as it is usual.
func (c Teller) Level(rung string, n int) string {
	return Named(c.L, casework.LevelName(c.View.Ladder, rung, n))
}

// posts names posts by their units and roles, not by who holds them.
func (c Teller) posts(ids []org.PostID) string {
	var names []string
	for _, id := range ids {
		if p, ok := c.View.Units.Post(id); ok {
			names = append(names, c.Name(p.Unit)+" "+c.L.T("role."+string(p.Role)))
		}
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), c.L.T("list.and"))
}

// Until says when something is due.
func (c Teller) Until(due calendar.Deadline) string {
	switch {
	case due.Known():
		return face.WhenIn(c.L, c.Opened(), due.At)
	case due.Statute:
		return c.L.T("clock.statute")
	}
	return c.L.T("clock.unknown")
}

// rated tells a rating as far as this reader may know it: the mark by the rule of disclosure. 依据 P-64.
func (c Teller) rated(e *casepage.Entry, v casework.Rated) {
	mark, ok := c.View.Words.Of(v.Mark)
	if !ok {
		e.Gist = append(e.Gist, c.L.T("grade.hidden"))
		return
	}
	e.Gist = append(e.Gist, c.L.T("grade."+GradeIn(mark)))
	if reason, ok := c.View.Words.Of(v.Reason); ok {
		e.Says = append(e.Says, casepage.Said{Label: c.L.T("field.reason"), Text: casepage.Text{Plain: reason}})
	}
}

// GradeIn is the grade in a disclosed mark.
func GradeIn(mark string) string {
	var m casework.Mark
	if json.Unmarshal([]byte(mark), &m) != nil {
		return "hidden"
	}
	return m.Grade
}
