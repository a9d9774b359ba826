package casework

import (
	"slices"

	"huying/internal/org"
	"huying/internal/rule"
)

// Permit holds a verb against the declared table: is there a row for this case status, task
// status, role and tie? It answers with the most telling refusal when there is none. 依据 P-81.
func Permit(c Case, verb Verb, task string, by org.Actor, units *org.Directory) error {
	if c.recused(by.Account) {
		return errRecused
	}
	row, at := c.permit(verb, task, by, TiesOf(c, by, units), units)
	if at == permitted {
		return nil
	}
	return c.refusal(at, row, verb, task, by, units)
}

var errRecused = rule.Refuse(rule.Forbidden, "P-103", "已回避本案，不得再办理")

// hurdle is where a request came to a stop on its way through a row of the table; the further it
// came, the more telling is the refusal.
type hurdle int

const (
	noRow hurdle = iota
	wrongRole
	wrongTie
	wrongStatus
	noTask
	wrongTask
	permitted
)

// permit looks for the row in which a request comes furthest, and tells how far that is.
func (c *Case) permit(verb Verb, task string, by org.Actor, ties Ties, units *org.Directory) (best *Row, furthest hurdle) {
	target, found := c.target(verb, task, by, units)
	for i := range Table {
		row := &Table[i]
		if row.Verb != verb {
			continue
		}
		at := permitted
		switch {
		case !row.byRole(by.Role):
			at = wrongRole
		case !ties.has(row.Tie):
			at = wrongTie
		case !row.inCase(c.Status):
			at = wrongStatus
		case len(row.Task) > 0 && !found:
			at = noTask
		case len(row.Task) > 0 && !row.inTask(target):
			at = wrongTask
		}
		if at > furthest {
			best, furthest = row, at
		}
	}
	return best, furthest
}

func (c *Case) refusal(at hurdle, row *Row, verb Verb, task string, by org.Actor, units *org.Directory) *rule.Refusal {
	switch at {
	case wrongRole:
		return rule.Refuse(rule.WrongRole, row.Clause, "本岗位不能办理“"+verb.Zh()+"”")
	case wrongTie:
		return rule.Refuse(rule.NotYours, row.Clause, row.Tie.refusal())
	case wrongStatus:
		return rule.Refuse(rule.WrongState, row.Clause, "呼叫单"+c.Status.Zh()+"，不能"+verb.Zh())
	case noTask:
		if task == "" {
			return rule.Refuse(rule.Incomplete, row.Clause, "请指明派单件").At("task")
		}
		return rule.Refuse(rule.Invalid, row.Clause, "没有这个派单件："+clip(task)).At("task")
	case wrongTask:
		status, _ := c.target(verb, task, by, units)
		return rule.Refuse(rule.WrongState, row.Clause, "派单件"+status.Zh()+"，不能"+verb.Zh())
	}
	return rule.Refuse(rule.Unknown, "P-81", "没有这个办理动作："+clip(string(verb)))
}

// target is the status of the task that a verb is about: for a unit's own verbs the actor's own
// task, whatever the client names; for verbs of the centre, the lead or the township, the one that
// is named.
func (c *Case) target(verb Verb, ref string, by org.Actor, units *org.Directory) (TaskStatus, bool) {
	var t Task
	var found bool
	switch {
	case verb.own():
		t, found = c.TaskOf(by.Unit, units)
	case ref != "":
		t, found = c.Task(ref)
	}
	return t.Status, found
}

// Verbs lists what this post may do in this case now, in the order of the work: what the table
// permits and is of use. For verbs that name a task, one fitting task is enough.
func Verbs(c Case, by org.Actor, units *org.Directory) []Verb {
	if c.recused(by.Account) {
		return nil
	}
	var may []Verb
	ties := TiesOf(c, by, units)
	own, _ := c.TaskOf(by.Unit, units)
	fits := func(v Verb, ref TaskID, t *Task) bool {
		_, at := c.permit(v, string(ref), by, ties, units)
		return at == permitted && c.idle(v, t, by, units) == nil
	}
	for _, v := range AllVerbs {
		if v == VerbReport || v == VerbLapse {
			continue
		}
		ok := fits(v, "", &own)
		for i := 0; !ok && !v.own() && i < len(c.Tasks); i++ {
			ok = fits(v, c.Tasks[i].ID, &c.Tasks[i])
		}
		if ok {
			may = append(may, v)
		}
	}
	return may
}

// idle says why a verb that the table permits would be refused all the same, whatever came with it.
func (c *Case) idle(verb Verb, t *Task, by org.Actor, units *org.Directory) *rule.Refusal {
	switch verb {
	case VerbApprove, VerbRefuse:
		return c.awaitsApproval("P-25")
	case VerbMerge:
		return c.unmergeable(units)
	case VerbSettle:
		return c.openTask(verb, units)
	case VerbDiscard:
		return c.undiscardable(by.Role, units)
	case VerbObject:
		return c.unobjectionable(by.Role, c.Last)
	case VerbDispute:
		return c.undisputed(c.Last)
	case VerbRule:
		if t.undecided() != nil {
			return c.unruled()
		}
	case VerbDesignate:
		return c.listed()
	case VerbUphold, VerbOverrule:
		return t.disputed()
	case VerbRetain:
		return t.unproposed()
	case VerbWriteOff:
		return t.inTime()
	case VerbDismiss:
		return t.undismissable()
	case VerbUnmerge:
		return c.forGood(c.Last)
	case VerbDecline:
		return c.undeclinable(c.Last)
	case VerbRecall:
		return c.past()
	case VerbReturn:
		return c.unreturnable(*t, c.Last)
	case VerbAttend:
		return c.unmustered()
	case VerbPerform:
		return c.stepless(by, units)
	case VerbReceive:
		return c.nothingHanded(*t)
	case VerbReply:
		return c.unasked(by, units)
	case VerbAnswer, VerbConsolidate:
		return c.unreceived(*t)
	case VerbDocket:
		return t.undocketable()
	case VerbSign, VerbRevise:
		return t.unsigned()
	case VerbRelease:
		if !slices.Contains(centre, by.Role) {
			return t.unproposable()
		}
	case VerbExtend:
		return c.unextendable(t.ID, c.Last)
	case VerbSuspend:
		lead, _ := c.LeadTask()
		return c.unsuspendable(lead.ID)
	case VerbOpine:
		return none(c.Requests, Request.unheard)
	case VerbGrant, VerbDeny:
		return none(c.Requests, func(r Request) *rule.Refusal { return c.undecidable(r.ID, by.Role) })
	case VerbSupervise:
		return c.unsupervisable(t.ID)
	case VerbExplain:
		if len(c.supervised(t.Unit)) == 0 {
			return rule.Refuse(rule.WrongState, "P-110", "没有待答复的督办")
		}
	case VerbRectify:
		_, refused := c.unrectified(by.Unit, units)
		return refused
	case VerbFollowUp:
		if c.Status == CaseWorking || c.Status == CaseAnswered {
			return none(c.Tasks, Task.unfollowed)
		}
	case VerbAppeal:
		if _, ok := c.appealable(t.Unit, c.Last); !ok {
			return rule.Refuse(rule.WrongState, "P-113", "没有可以申诉的评价")
		}
	case VerbAdjudge:
		return none(c.Ratings, func(r Rating) *rule.Refusal { return AppealDecided{Rating: r.ID}.guard(*c, Moment{}, units) })
	case VerbLodge:
		return none(c.Ratings, func(r Rating) *rule.Refusal { return AppealFiled{Rating: r.ID}.guard(*c, Moment{}, units) })
	case VerbRecuse:
		return c.unrecusable(by, units)
	case VerbRework:
		return c.unreworkable()
	case VerbClose:
		return c.openTask(verb, units)
	case VerbRate:
		return t.unratable()
	case VerbReopen:
		return c.unclosed()
	case VerbArchive:
		return c.stirs(c.Last, units)
	}
	return nil
}

// none refuses where a verb fits no item of a list; one that fits is enough.
func none[T any](list []T, refused func(T) *rule.Refusal) *rule.Refusal {
	last := rule.Refuse(rule.WrongState, "P-81", "没有可以办理的事项")
	for _, item := range list {
		if last = refused(item); last == nil {
			return nil
		}
	}
	return last
}
