package web

import (
	"slices"
	"strings"

	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/org"
	"huying/internal/web/face"
)

// ofSorting makes the forms of the verbs that sort reports and calls, and of those that settle whose a matter is.
func (f forms) ofSorting(verb casework.Verb) []face.Form {
	switch verb {
	case casework.VerbSplit:
		return one(f.form(verb, f.area("text", "split", true), f.line("place", false)))
	case casework.VerbMerge:
		into := f.line("into", true)
		into.Hint, into.Options = f.l.T("field.into.hint"), f.others
		return grave(f.form(verb, into, f.area("reason", "reason", true)))
	case casework.VerbUnmerge, casework.VerbObject, casework.VerbDispute:
		return one(f.form(verb, f.area("reason", "reason", true)))
	case casework.VerbSummon:
		return f.summon()
	case casework.VerbDismiss:
		return f.about(f.form(verb, f.area("reason", "reason", true)), "task", "unit", f.tasksThat(func(t casework.Task) bool {
			return t.Summoned && !t.Lead && !t.Came && f.may(verb, t)
		}))
	case casework.VerbRule:
		return f.rule()
	case casework.VerbDesignate:
		return one(f.form(verb,
			f.oneOf("lead", face.Choice, true, f.callable(f.view.Case.Wanted...)), f.folded("assists", f.callable()),
			f.area("reason", "ruling", true), f.area("change", "list.change", true)))
	}
	return f.ofWork(verb)
}

// summon asks for agencies that have no open task yet. 依据 P-39.
func (f forms) summon() []face.Form {
	var agencies []face.Option
	for _, u := range f.view.Units.ByKind(org.KindAgency) {
		t, had := f.view.Case.Task(string(u.ID))
		if u.To == 0 && f.view.Units.TownshipOf(u.ID) == f.view.Case.Township && (!had || !t.Status.Open()) {
			agencies = append(agencies, face.Option{Value: string(u.ID), Label: u.Name})
		}
	}
	if len(agencies) == 0 {
		return nil
	}
	units := f.oneOf("units", face.Checks, true, agencies)
	units.Label = f.l.T("kind.unit.agency")
	form := f.form(casework.VerbSummon, units)
	if f.view.Case.Class == "" {
		form.Fields = append(form.Fields, f.oneOf("class", face.Radios, true, listed(f.l, casework.Classes, string(catalogue.Daily))))
	}
	form.Fields = append(form.Fields, f.area("reason", "matter", true))
	return one(form)
}

// rule ends a dispute: over a declined call, or over each share that a second unit returned. 依据 P-49, P-116.
func (f forms) rule() (made []face.Form) {
	c := f.view.Case
	if c.Status == casework.CaseRuling {
		if c.Entry.Unlisted {
			return nil
		}
		form := f.form(casework.VerbRule, append(f.sharedOut(), f.area("reason", "ruling", true), f.area("change", "list.change", false))...)
		form.Note = f.said(lastOf(f.view, func(casework.Declined) bool { return true })) + form.Note
		return one(form)
	}
	for _, t := range c.Tasks {
		if !t.Disputed || t.Status != casework.TaskReturned {
			continue
		}
		unit := f.oneOf("unit", face.Choice, true, f.callable())
		unit.Label = f.l.T("field.ruled")
		form := f.form(casework.VerbRule,
			face.Field{Name: "task", Kind: face.Hidden, Value: string(t.ID)}, unit, f.area("reason", "ruling", true), f.area("change", "list.change", false))
		form.Verb += "-" + string(t.ID)
		form.Send, form.Note = form.Title, f.grounds(t)+form.Note
		form.Title += f.l.T("form.of", f.view.Units.Name(t.Unit))
		made = append(made, form)
	}
	return made
}

// sharedOut asks who has a declined call after all; nobody, and the decline stands.
func (f forms) sharedOut() []face.Field {
	assists := f.folded("assists", f.callable(casework.Propose(f.view.Case).Assists...))
	if f.view.Case.Entry.TownshipLed {
		assists.Hint = f.l.T("field.ruled.assists.hint")
		return []face.Field{assists}
	}
	unit := f.oneOf("unit", face.Choice, false, f.callable())
	unit.Label, unit.Hint = f.l.T("field.ruled"), f.l.T("field.ruled.hint")
	return []face.Field{unit, assists}
}

// said is what a record says, in one line, for whoever decides on it.
func (f forms) said(record casework.Event, found bool) string {
	if !found {
		return ""
	}
	e := f.narrator().gist(record)
	said := e.Gist
	for _, s := range e.Says {
		if s.Text.Plain != "" {
			said = append(said, s.Text.Plain)
		}
	}
	if len(said) == 0 {
		return ""
	}
	return f.l.T("form.said", f.l.T("event."+casework.Name(record)), strung(said))
}

// strung puts what was said on one line, to which the line's own full stop is added.
func strung(said []string) string {
	said = slices.Clone(said)
	for i := range said {
		said[i] = strings.TrimRight(said[i], "。. ")
	}
	return strings.Join(said, " · ")
}

func (f forms) narrator() narrator { return narrator{l: f.l, v: f.v, view: f.view} }

// callable lists the units that can be given a task in this case.
func (f forms) callable(chosen ...org.UnitID) []face.Option {
	return callable(f.l, f.view.Units, f.view.Case.Township, chosen...)
}

// folded is a long list of which several may be chosen, folded away; those that are chosen already stand in its label.
func (f forms) folded(name string, options []face.Option) face.Field {
	field := f.oneOf(name, face.Checks, false, options)
	field.Folded = true
	var already []string
	for _, o := range options {
		if o.Chosen {
			already = append(already, o.Label)
		}
	}
	if len(already) > 0 {
		field.Label = f.l.T("form.whose", field.Label, strings.Join(already, f.l.T("form.and")))
	}
	return field
}

// about lets a form choose what it is about; where that is one thing only, the title says it.
func (f forms) about(form face.Form, name, label string, options []face.Option) []face.Form {
	field := face.Field{Name: name, Kind: face.Hidden}
	switch {
	case len(options) == 0:
		return nil
	case len(options) == 1:
		field.Value = options[0].Value
		form.Send = form.Button()
		form.Title += f.l.T("form.of", options[0].Label)
		form.Note = options[0].Note + form.Note
	case len(options) > 5:
		field = face.Field{Name: name, Label: f.l.T("field." + label), Kind: face.Choice, Need: true, Options: options}
	default:
		field = face.Field{Name: name, Label: f.l.T("field." + label), Kind: face.Radios, Need: true, Options: options}
	}
	form.Fields = append([]face.Field{field}, form.Fields...)
	return one(form)
}
