package casework

import (
	"fmt"
	"time"

	"huying/internal/calendar"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Extend (申请延期) asks, before the time to finish is over, for some working days more. 依据 P-106.
type Extend struct {
	Days   int    `json:"days" doc:"延长的工作日"`
	Reason string `json:"reason" doc:"理由"`
}

// ExtensionAsked records the request.
type ExtensionAsked struct {
	ID     string         `json:"id"`
	Task   TaskID         `json:"task,omitempty"` // none where the township leads itself, and asks for the whole
	Days   int            `json:"days"`
	Levels []org.Role     `json:"levels"`
	Reason ledger.Content `json:"reason"`
	Opine  Timed          `json:"opine,omitzero"`
	Decide Timed          `json:"decide"`
}

// Extended records that it was granted: the new deadline, and the whole case's where the lead asked.
type Extended struct {
	Request  string         `json:"request"`
	Task     TaskID         `json:"task,omitempty"`
	Done     Timed          `json:"done,omitzero"`
	Finish   Timed          `json:"finish,omitzero"`
	Note     ledger.Content `json:"note,omitzero"`
	Calendar string         `json:"calendar"`
}

// Verb names the row of the declared table.
func (Extend) Verb() Verb   { return VerbExtend }
func (Extend) task() string { return "" }

func (cmd Extend) decide(c Case, g Given) ([]Event, error) {
	t, own := c.TaskOf(g.By.Unit, g.Units)
	if err := first(c.unextendable(t.ID, g.at())); err != nil {
		return nil, err
	}
	levels := g.Settings.levels(cmd.Days)
	switch {
	case c.extensions(t) >= g.Settings.ExtendTimes:
		return nil, rule.Refuse(rule.Spent, "P-106", fmt.Sprintf("已延期 %d 次，不得再延", c.extensions(t)))
	case cmd.Days < 1:
		return nil, rule.Refuse(rule.Incomplete, "P-106", "请填写延长的工作日").At("days")
	case levels == nil:
		return nil, rule.Refuse(rule.Invalid, "P-106", "延长的工作日超出规定").At("days")
	}
	if err := first(required("reason", "P-106", "理由", cmd.Reason)); err != nil {
		return nil, err
	}
	e := ExtensionAsked{ID: c.nextRequest(), Task: t.ID, Days: cmd.Days, Levels: levels, Reason: ledger.Text(cmd.Reason)}
	e.Opine, e.Decide = g.asking(!own)
	return []Event{e}, nil
}

// extensions is how often a share was extended or, where the township leads itself and has none, the whole case.
func (c Case) extensions(t Task) int {
	if t.ID == "" {
		return c.Extended
	}
	return t.Extended
}

// levels are who grants an extension of so many working days, one after the other; none where nobody may.
func (s Settings) levels(days int) []org.Role {
	for _, l := range s.Extensions {
		if days <= l.Days {
			return l.By
		}
	}
	return nil
}

// extendable is the clock that an extension moves: a share's, or the whole case's where the township leads itself.
func (c Case) extendable(task TaskID) Clock {
	if t, ok := c.Task(string(task)); ok {
		return t.Done
	}
	return c.Finish
}

// unextendable says why no more time can be asked for: it is over, or nobody can tell yet when it is.
func (c Case) unextendable(task TaskID, at int64) *rule.Refusal {
	k := c.extendable(task)
	_, asked := c.requested(Extension, task)
	switch {
	case asked:
		return rule.Refuse(rule.Spent, "P-106", "已有延期申请待批")
	case !k.Running() || k.Missed || k.Due.Passed(at):
		return rule.Refuse(rule.WrongState, "P-106", "延期应在办结时限届满前申请")
	case k.Due.Statute:
		return rule.Refuse(rule.WrongState, "P-104", "按法定程序办理的，请先立案并承诺日期")
	case !k.Due.Known():
		return rule.Refuse(rule.WrongState, "P-71", "办结时限待定，暂不能延期")
	}
	return nil
}

func (ExtensionAsked) verb() Verb     { return VerbExtend }
func (e ExtensionAsked) task() TaskID { return e.Task }

func (e ExtensionAsked) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	if _, own := c.TaskOf(m.By.Unit, units); own == (e.Task == "") || e.ID != c.nextRequest() || len(e.Levels) == 0 || e.Days < 1 {
		return rule.Refuse(rule.Invalid, "P-106", "延期申请应属本单位，并载明天数和审批层级")
	}
	return c.unextendable(e.Task, m.At)
}

func (e ExtensionAsked) evolve(c Case, m Moment) Case {
	c.Requests = more(c.Requests, Request{
		ID: e.ID, Kind: Extension, Task: e.Task, Days: e.Days, Levels: e.Levels, Status: requestOpen,
		Opine: e.Opine.startIfSet(m.At), Decide: e.Decide.start(m.At),
	})
	return c
}

// extended gives the days that were asked for, counted from the deadline there was; from now, where that has passed
// while the request lay. The whole case has the lead's new time, and the township's to verify after it.
func (c Case) extended(r Request, note ledger.Content, g Given) Extended {
	days := calendar.MustLimit(fmt.Sprintf("%dwd", r.Days))
	e := Extended{Request: r.ID, Task: r.Task, Note: note, Calendar: g.Calendar.Hash()}
	t, _ := c.Task(string(r.Task))
	from := max(c.extendable(r.Task).Due.At, g.at())
	switch {
	case r.Task == "":
		e.Finish = g.dueFrom(from, days, calendar.Limit{})
	case t.Lead:
		e.Finish = g.dueFrom(from, days, g.Settings.Verify)
		fallthrough
	default:
		e.Done = g.dueFrom(from, days, calendar.Limit{})
	}
	return e
}

// dueFrom freezes a limit that counts from an instant other than now.
func (g Given) dueFrom(from int64, limit, then calendar.Limit) Timed {
	t := reckon(g.Calendar, time.UnixMicro(from), limit, then)
	t.From = from
	return t
}

func (Extended) verb() Verb   { return VerbGrant }
func (Extended) task() TaskID { return "" }

func (e Extended) guard(c Case, m Moment, _ *org.Directory) *rule.Refusal {
	if r := c.granted(e.Request, Extension, m.By); r != nil {
		return r
	}
	r, _ := c.Request(e.Request)
	t, _ := c.Task(string(r.Task))
	days := calendar.MustLimit(fmt.Sprintf("%dwd", r.Days))
	from := max(c.extendable(r.Task).Due.At, m.At)
	right := func(t Timed, wanted bool) bool {
		return (t != Timed{}) == wanted && (!wanted || t.From == from && t.Limit == days)
	}
	if e.Task != r.Task || !right(e.Done, r.Task != "") || !right(e.Finish, r.Task == "" || t.Lead) {
		return rule.Refuse(rule.Invalid, "P-106", "延期与申请不符")
	}
	return nil
}

func (e Extended) evolve(c Case, m Moment) Case {
	if !e.Finish.Due.IsZero() {
		c.Finish = e.Finish.start(m.At)
	}
	if e.Task == "" {
		c.Extended++
	}
	return c.grant(e.Request, m.At).withTask(e.Task, func(t Task) Task {
		t.Done = e.Done.start(m.At)
		t.Extended++
		return t
	})
}
