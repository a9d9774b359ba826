package web

import (
	"slices"
	"strconv"
	"strings"

	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// of makes the form of one verb, or one form for each task that the verb may name.
func (f forms) of(verb casework.Verb) []face.Form {
	switch verb {
	case casework.VerbSettle:
		return one(f.form(verb, f.area("how", "settled", true), f.photos()))
	case casework.VerbDiscard:
		return grave(f.form(verb, f.oneOf("ground", face.Radios, true, listed(f.l, casework.DiscardGrounds, "")), f.area("reason", "explain", true)))
	case casework.VerbCall:
		call := f.form(verb)
		call.Page = f.v.base + "/call?from=" + string(f.view.Case.No)
		return one(call)
	case casework.VerbApprove:
		return one(f.form(verb, f.area("note", "instruction", false)))
	case casework.VerbRefuse, casework.VerbWithdraw, casework.VerbRecall:
		return grave(f.form(verb, f.area("reason", "reason", true)))
	case casework.VerbDecline:
		return grave(f.form(verb, f.oneOf("ground", face.Radios, true, listed(f.l, casework.DeclineGrounds, "")), f.clause(), f.area("reason", "explain", true)))
	case casework.VerbDispatch:
		return []face.Form{f.dispatch(), f.change()}
	case casework.VerbAssign:
		return one(f.form(verb, f.oneOf("section", face.Choice, false, f.sections()), f.oneOf("officer", face.Choice, false, f.officers("")), f.oneOf("deputy", face.Choice, false, f.officers(""))))
	case casework.VerbAccept:
		return one(f.form(verb, f.oneOf("officer", face.Choice, true, f.officers(f.v.who.Actor.Account))))
	case casework.VerbReturn:
		return grave(f.form(verb, f.oneOf("ground", face.Radios, true, listed(f.l, casework.ReturnGrounds, "")), f.clause(), f.area("reason", "explain", false)))
	case casework.VerbArrive:
		return one(f.form(verb, f.oneOf("rank", face.Radios, true, listed(f.l, casework.Ranks, "officer")), f.where(), f.line("name", false), f.phone(), f.area("note", "note", false), f.photos()))
	case casework.VerbFind:
		return one(f.form(verb, f.oneOf("kind", face.Choice, true, listed(f.l, casework.FindingKinds, "")), f.area("text", "finding", true), f.line("number", false), f.photos()))
	case casework.VerbAct:
		return one(f.act())
	case casework.VerbJoin:
		return one(f.join())
	case casework.VerbAnswer:
		return one(f.form(verb, f.area("text", "result", true), f.photos()))
	case casework.VerbConsolidate:
		return one(f.consolidate())
	case casework.VerbVerify:
		return one(f.form(verb, f.oneOf("how", face.Radios, true, listed(f.l, casework.VerifyWays, "on_site")), f.area("text", "verified", false), f.photos(), f.where()))
	case casework.VerbRework, casework.VerbReopen:
		return grave(f.form(verb, f.oneOf("tasks", face.Checks, false, f.tasksThat(answered)), f.area("reason", "reason", true)))
	case casework.VerbClose:
		fields := []face.Field{f.area("text", "explain", false)}
		if !f.view.Case.Verified {
			fields = append([]face.Field{f.oneOf("how", face.Radios, true, listed(f.l, casework.VerifyWays, "on_site"))}, fields...)
		}
		return one(f.form(verb, fields...))
	case casework.VerbUphold, casework.VerbOverrule, casework.VerbRate:
		return f.each(verb)
	case casework.VerbRelease:
		return f.release()
	case casework.VerbArchive:
		return one(f.form(verb))
	case casework.VerbAnnotate:
		return one(f.form(verb, f.area("text", "note", true)))
	case casework.VerbAttach:
		files := f.photos()
		files.Need = true
		return one(f.form(verb, files, f.area("text", "note", false)))
	}
	return f.ofSorting(verb)
}

func one(form face.Form) []face.Form { return []face.Form{form} }

func grave(form face.Form) []face.Form {
	form.Tone = face.Red
	return []face.Form{form}
}

func answered(t casework.Task) bool { return t.Status == casework.TaskAnswered }

// each makes one form for each task that the verb may name now.
func (f forms) each(verb casework.Verb) (made []face.Form) {
	c := f.view.Case
	for _, t := range c.Tasks {
		if casework.Permit(c, verb, string(t.ID), f.v.who.Actor, f.view.Units) != nil || verb == casework.VerbRate && !slices.ContainsFunc(c.Ratable(), func(due casework.Task) bool { return due.ID == t.ID }) {
			continue
		}
		fields := []face.Field{{Name: "task", Kind: face.Hidden, Value: string(t.ID)}}
		switch verb {
		case casework.VerbUphold:
			fields = append(fields, f.oneOf("next", face.Choice, false, callable(f.l, f.view.Units, c.Township)))
		case casework.VerbRate:
			fields = append(fields, f.oneOf("grade", face.Radios, true, listed(f.l, casework.Grades, "")))
		}
		reason := f.area("reason", "reason", verb != casework.VerbRate)
		if verb == casework.VerbRate {
			reason.Hint = f.l.T("field.reason.low")
		}
		form := f.form(verb, append(fields, reason)...)
		form.Verb += "-" + string(t.ID)
		form.Title += f.l.T("form.of", f.view.Units.Name(t.Unit))
		if verb != casework.VerbRate {
			form.Note = f.grounds(t) + form.Note
		}
		form.Send = f.l.T("verb." + string(verb))
		made = append(made, form)
	}
	return made
}

// release asks which of the units is not concerned; nobody releases itself.
func (f forms) release() []face.Form {
	own := f.view.Units.DepartmentOf(f.v.who.Actor.Unit)
	others := f.tasksThat(func(t casework.Task) bool {
		return t.Unit != own && casework.Permit(f.view.Case, casework.VerbRelease, string(t.ID), f.v.who.Actor, f.view.Units) == nil
	})
	if len(others) == 0 {
		return nil
	}
	task := f.oneOf("task", face.Radios, true, others)
	task.Label = f.l.T("field.unit")
	return one(f.form(casework.VerbRelease, task, f.area("reason", "reason", true)))
}

// grounds is why a unit returned its task: whoever decides on it reads that first.
func (f forms) grounds(t casework.Task) string {
	c := narrator{l: f.l, view: f.view}
	for i := len(f.view.Records) - 1; i >= 0; i-- {
		if v, ok := f.view.Records[i].Event.(casework.Returned); ok && v.Task == t.ID {
			said := []string{nameIn(f.l, casework.ReturnGrounds, v.Ground)}
			for _, text := range []casepage.Text{c.text(v.Clause), c.text(v.Reason)} {
				if text.Plain != "" {
					said = append(said, text.Plain)
				}
			}
			return f.l.T("form.grounds", strung(said))
		}
	}
	return ""
}

// consolidate answers for the whole case, and names the assists that have not answered. 依据 P-54.
func (f forms) consolidate() face.Form {
	form := f.form(casework.VerbConsolidate, f.area("text", "consolidated", true), f.photos())
	if open := f.unanswered(); len(open) > 0 {
		form.Note = f.l.T("case.unanswered", strings.Join(open, f.l.T("form.and"))) + f.l.T("form.consolidate.early")
	}
	return form
}

// unanswered are the assists still at work.
func (f forms) unanswered() (units []string) {
	for _, t := range f.view.Case.OpenTasks() {
		if !t.Lead {
			units = append(units, f.view.Units.Name(t.Unit))
		}
	}
	return units
}

// changeForm is the form that deviates from the proposal; it sends the verb dispatch too.
const changeForm = "change"

// dispatch takes the proposal as it stands.
func (f forms) dispatch() face.Form {
	form := f.form(casework.VerbDispatch)
	form.Title, form.Tone = f.l.T("centre.dispatch"), face.Blue
	return form
}

// change deviates from the proposal, with a reason. 依据 P-32.
func (f forms) change() face.Form {
	p := casework.Propose(f.view.Case)
	form := f.form(casework.VerbDispatch,
		f.oneOf("lead", face.Choice, p.Lead != "", callable(f.l, f.view.Units, f.view.Case.Township, p.Lead)),
		face.Field{Name: "assists", Kind: face.Hidden}, // no assist at all is an answer too
		f.oneOf("assists", face.Checks, false, callable(f.l, f.view.Units, f.view.Case.Township, append(slices.Clone(p.Assists), f.view.Case.Wanted...)...)),
		f.area("reason", "reason", true))
	form.Verb, form.Title, form.Clause, form.Note = changeForm, f.l.T("centre.change"), "P-32", f.l.T("centre.change.note")
	return form
}

func (f forms) act() face.Form {
	fields := []face.Field{
		f.oneOf("kind", face.Choice, true, listed(f.l, casework.ActionKinds, "")), f.area("text", "action", true), f.line("number", false),
	}
	for i := range 3 {
		at := "outcomes." + strconv.Itoa(i)
		fields = append(fields,
			face.Field{Name: at + ".kind", Label: f.l.T("field.outcome", i+1), Kind: face.Choice, Options: listed(f.l, casework.OutcomeKinds, ""), Half: true},
			face.Field{Name: at + ".count", Label: f.l.T("field.count"), Kind: face.Number, Half: true})
	}
	return f.form(casework.VerbAct, append(fields, f.photos())...)
}

func (f forms) join() face.Form {
	vacant := f.view.Case.LeadVacant && stationOf(f.v.who.Actor.Role) == centreDesk
	units := slices.DeleteFunc(callable(f.l, f.view.Units, f.view.Case.Township), func(o face.Option) bool {
		return slices.ContainsFunc(f.view.Case.Tasks, func(t casework.Task) bool {
			return string(t.Unit) == o.Value && (t.Status.Open() || t.Status == casework.TaskAnswered) && (!vacant || t.Status == casework.TaskReturned)
		})
	})
	fields := []face.Field{f.oneOf("unit", face.Choice, true, units)}
	if vacant {
		fields = append(fields, face.Field{Name: "lead", Label: f.l.T("field.lead.vacant"), Kind: face.Tick, Value: "true"})
	}
	return f.form(casework.VerbJoin, append(fields, f.area("reason", "reason", true))...)
}

// clause asks for the line of the list that a no rests on; those of the matter are at hand.
func (f forms) clause() face.Field {
	field := f.line("clause", true)
	field.Options = f.clauses()
	return field
}

// where is the device's position, if whoever is there lets it be told. 依据 P-46.
func (f forms) where() face.Field {
	return face.Field{Name: "position", Label: f.l.T("field.position"), Kind: face.Where}
}

func (f forms) phone() face.Field {
	return face.Field{Name: "phone", Label: f.l.T("field.phone"), Kind: face.Phone, Value: f.mates[f.v.who.Actor.Account].Phone}
}

// tasksThat lists the tasks that fit, as options.
func (f forms) tasksThat(fits func(casework.Task) bool) (options []face.Option) {
	for _, t := range f.view.Case.Tasks {
		if fits(t) {
			options = append(options, face.Option{Value: string(t.ID), Label: f.view.Units.Name(t.Unit)})
		}
	}
	return options
}

// sections lists the sections and squads of this post's unit.
func (f forms) sections() (options []face.Option) {
	for _, u := range f.view.Units.Children(f.view.Units.DepartmentOf(f.v.who.Actor.Unit)) {
		if u.Kind == org.KindSection && u.To == 0 {
			options = append(options, face.Option{Value: string(u.ID), Label: u.Name})
		}
	}
	return options
}

// officers lists this post's colleagues.
func (f forms) officers(chosen org.AccountID) (options []face.Option) {
	for id, o := range f.mates {
		options = append(options, face.Option{Value: string(id), Label: o.Name, Chosen: id == chosen})
	}
	slices.SortFunc(options, func(a, b face.Option) int {
		switch {
		case a.Value < b.Value:
			return -1
		case a.Value > b.Value:
			return 1
		}
		return 0
	})
	return options
}
