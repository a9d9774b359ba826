package casework

import (
	"huying/internal/org"
	"huying/internal/rule"
)

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
