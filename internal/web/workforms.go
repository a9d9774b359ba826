package web

import (
	"slices"
	"strconv"
	"time"

	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/web/face"
)

// ofWork makes the forms of the verbs with which units work together.
func (f forms) ofWork(verb casework.Verb) []face.Form {
	switch verb {
	case casework.VerbMuster:
		return one(f.form(verb, f.muster("", f.soon())...))
	case casework.VerbAttend:
		return one(f.form(verb, f.oneOf("rank", face.Radios, true, listed(f.l, casework.Ranks, "officer")), f.where(), f.line("name", false), f.phone(), f.area("note", "note", false)))
	case casework.VerbConfer:
		return one(f.confer())
	case casework.VerbPerform:
		return f.about(f.form(verb, f.area("text", "done", false), f.photos()), "step", "step", f.steps())
	case casework.VerbTransfer:
		own, _ := f.task()
		to := slices.DeleteFunc(f.callable(), func(o face.Option) bool { return o.Value == string(own.Unit) })
		return one(f.form(verb, f.oneOf("to", face.Choice, true, to), f.area("text", "transferred", true), f.line("number", false), f.photos()))
	case casework.VerbReceive:
		return f.about(f.form(verb, f.area("text", "note", false)), "transfer", "transfer", f.transfers())
	case casework.VerbAsk:
		return one(f.form(verb, f.oneOf("partner", face.Choice, true, f.partners()), f.area("text", "question", true), f.photos()))
	case casework.VerbReply:
		return f.about(f.form(verb, f.area("text", "reply", true), f.photos()), "question", "question", f.questions())
	case casework.VerbProgress:
		return one(f.form(verb, f.area("text", "progress", true), f.photos()))
	case casework.VerbDocket:
		return one(f.form(verb, f.line("number", true), face.Field{Name: "promised", Label: f.l.T("field.promised"), Kind: face.Date, Need: true}, f.area("text", "note", false)))
	case casework.VerbRetain:
		proposed := f.tasksThat(func(t casework.Task) bool { return t.Proposed && f.may(verb, t) })
		return f.about(f.form(verb, f.area("reason", "reason", true)), "task", "unit", proposed)
	case casework.VerbSign:
		form := f.form(verb, f.area("note", "instruction", false))
		form.Note = f.drafted() + form.Note
		return one(form)
	case casework.VerbRevise:
		return grave(f.form(verb, f.area("reason", "revise", true)))
	case casework.VerbRecuse:
		return one(f.recuse())
	}
	return f.ofTime(verb)
}

// task is this post's own share.
func (f forms) task() (casework.Task, bool) {
	return f.view.Case.TaskOf(f.v.who.Actor.Unit, f.view.Units)
}

// home is the unit that this post answers for: its department, or its township.
func (f forms) home() org.UnitID {
	if stationOf(f.v.who.Actor.Role) == townshipDesk {
		return f.view.Units.TownshipOf(f.v.who.Actor.Unit)
	}
	return f.view.Units.DepartmentOf(f.v.who.Actor.Unit)
}

// heads reports whether this post's unit answers for the whole: as the lead, or as a township that leads itself.
func (f forms) heads() bool {
	if t, ok := f.task(); ok && t.Lead {
		return true
	}
	return f.view.Case.Entry.TownshipLed && f.home() == f.view.Case.Township
}

func (f forms) may(verb casework.Verb, t casework.Task) bool {
	return casework.Permit(f.view.Case, verb, string(t.ID), f.v.who.Actor, f.view.Units) == nil
}

// muster asks for time, place and rank; inside a call its fields go under the call's. 依据 P-56.
func (f forms) muster(inside, soon string) []face.Field {
	alone := inside == ""
	return []face.Field{
		{Name: inside + "time", Label: f.l.T("field.muster.time"), Kind: face.Moment, Value: soon, Need: alone},
		{Name: inside + "place", Label: f.l.T("field.muster.place"), Need: alone},
		{Name: inside + "rank", Label: f.l.T("field.muster.rank"), Kind: face.Choice, Options: listed(f.l, casework.Ranks, ""), Hint: f.l.T("field.muster.rank.hint")},
		{Name: inside + "note", Label: f.l.T("field.note"), Kind: face.Area},
	}
}

// soon is the full hour after the next half hour: what a muster usually begins with.
func (f forms) soon() string {
	const hour = int64(time.Hour / time.Microsecond)
	return face.Local((f.view.At + hour/2 + hour - 1) / hour * hour)
}

// planRows is how many steps a conference can set down at once.
const planRows = 5

// confer asks who took part, what was found, and for a plan. 依据 P-57.
func (f forms) confer() face.Form {
	present := f.atTable()
	roll := face.Field{Name: "attendance", Label: f.l.T("field.attendance"), Kind: face.Rows, Need: true}
	for i, u := range present {
		at := "attendance." + strconv.Itoa(i)
		roll.Rows = append(roll.Rows, []face.Field{
			{Name: at + ".unit", Kind: face.Checks, Options: []face.Option{{Value: string(u), Label: f.view.Units.Name(u)}}},
			{Name: at + ".rank", Label: f.l.T("field.rank.of", f.view.Units.Name(u)), Kind: face.Choice, Options: listed(f.l, casework.Ranks, "")},
		})
	}
	var doers []face.Option
	for _, u := range f.doers() {
		doers = append(doers, face.Option{Value: string(u), Label: f.view.Units.Name(u)})
	}
	plan := face.Field{Name: "plan", Label: f.l.T("field.plan"), Kind: face.Rows, Folded: true, Hint: f.l.T("field.plan.hint")}
	for i := range planRows {
		at := "plan." + strconv.Itoa(i)
		plan.Rows = append(plan.Rows, []face.Field{
			{Name: at + ".step", Label: f.l.T("field.plan.step", i+1)},
			{Name: at + ".unit", Label: f.l.T("field.plan.unit"), Kind: face.Choice, Options: slices.Clone(doers)},
			{Name: at + ".due", Label: f.l.T("field.plan.due"), Kind: face.Moment},
		})
	}
	return f.form(casework.VerbConfer, roll, f.area("findings", "findings", true), plan, f.photos())
}

// atTable are the units whose people may have taken part in a conference: those of the case, the township, and the
// partners that have to do with it.
func (f forms) atTable() []org.UnitID {
	c := f.view.Case
	units := f.inCase()
	for _, u := range c.Entry.Partners {
		units = once(units, u)
	}
	for _, q := range c.Questions {
		units = once(units, q.Partner)
	}
	return units
}

// doers are the units that a step of the plan may be given to.
func (f forms) doers() []org.UnitID {
	units := f.inCase()
	for _, p := range f.view.Units.ByKind(org.KindPartner) {
		if p.To == 0 {
			units = once(units, p.ID)
		}
	}
	return units
}

func (f forms) inCase() (units []org.UnitID) {
	for _, t := range f.view.Case.Tasks {
		if t.Status.Open() || t.Status == casework.TaskAnswered {
			units = once(units, t.Unit)
		}
	}
	return once(units, f.view.Case.Township)
}

func once(units []org.UnitID, u org.UnitID) []org.UnitID {
	if slices.Contains(units, u) {
		return units
	}
	return append(units, u)
}

// steps are the steps of the plan that this post may say are done: its own, and a partner's where it heads the case.
func (f forms) steps() (options []face.Option) {
	for _, s := range f.view.Case.Plan {
		u, _ := f.view.Units.Unit(s.Unit)
		if s.Done != 0 || s.Unit != f.home() && !(u.Kind == org.KindPartner && f.heads()) {
			continue
		}
		label := firstLine(f.narrator().text(s.What).Plain)
		if label == "" {
			label = s.ID
		}
		if u.Kind == org.KindPartner {
			label = f.l.T("form.whose", u.Name, label)
		}
		options = append(options, face.Option{Value: s.ID, Label: label})
	}
	return options
}

// transfers are those that wait to be received here.
func (f forms) transfers() (options []face.Option) {
	own, _ := f.task()
	for _, x := range f.view.Case.Transfers {
		if x.Received != 0 || x.To != own.ID {
			continue
		}
		from, _ := f.view.Case.Task(string(x.From))
		options = append(options, face.Option{
			Value: x.ID, Label: f.view.Units.Name(from.Unit),
			Note: f.said(lastOf(f.view, func(e casework.Transferred) bool { return e.ID == x.ID })),
		})
	}
	return options
}

// questions are those that this post may answer, or take the answer down to.
func (f forms) questions() (options []face.Option) {
	own, has := f.task()
	for _, q := range f.view.Case.Questions {
		mine := q.Partner == f.home() || has && q.Task == own.ID || q.Task == "" && f.home() == f.view.Case.Township
		if q.Replied == 0 && mine {
			options = append(options, face.Option{Value: q.ID, Label: f.view.Units.Name(q.Partner), Note: firstLine(f.narrator().text(q.Text).Plain)})
		}
	}
	return options
}

// partners are all that can be asked, those first that the list names with the matter. 依据 P-17.
func (f forms) partners() (options []face.Option) {
	named := f.view.Case.Entry.Partners
	for _, first := range []bool{true, false} {
		for _, u := range f.view.Units.ByKind(org.KindPartner) {
			if u.To == 0 && slices.Contains(named, u.ID) == first {
				options = append(options, face.Option{Value: string(u.ID), Label: u.Name})
			}
		}
	}
	return options
}

// drafted is the answer that waits for this leader's signature.
func (f forms) drafted() string {
	own, _ := f.task()
	return f.said(lastOf(f.view, func(e casework.Drafted) bool { return e.Task == own.ID }))
}

// recuse is for oneself; a leader may name a colleague. 依据 P-103.
func (f forms) recuse() face.Form {
	form := f.form(casework.VerbRecuse)
	if leads(f.v.who.Actor.Role) {
		form.Fields = append(form.Fields, f.oneOf("officer", face.Choice, true, f.officers(f.v.who.Actor.Account)))
	}
	form.Fields = append(form.Fields, f.area("reason", "interest", true))
	return form
}
