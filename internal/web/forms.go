package web

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/web/face"
)

// An attempt is a form that was sent and refused: it is shown again with what was typed, and why.
type attempt struct {
	verb    casework.Verb
	values  map[string][]string
	refusal *rule.Refusal
}

// unsent is what a person wrote in it, as words: no codes, numbers or dates.
func (a *attempt) unsent() (written []string) {
	if a == nil {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(a.values)) {
		for _, text := range a.values[name] {
			text = strings.TrimSpace(text)
			words := strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf || r == ' ' })
			if words && !formsOwn[name] && !slices.Contains(written, text) {
				written = append(written, text)
			}
		}
	}
	return written
}

// formsOwn are the fields that a form fills in itself.
var formsOwn = map[string]bool{"then": true, "key": true, "sent_from": true}

// forms makes the small forms of what this post may do in a case now.
type forms struct {
	l      locale.Lang
	v      visit
	view   desk.View
	mates  map[org.AccountID]desk.Officer
	others []face.Option // the cases that this one may be merged into
	failed *attempt
}

// all lists the forms, the expected next step first and open.
func (f forms) all() []face.Form {
	var made []face.Form
	for _, verb := range f.view.Verbs {
		made = append(made, f.of(verb)...)
	}
	next := f.expected()
	slices.SortStableFunc(made, func(a, b face.Form) int { return rank(a, next) - rank(b, next) })
	for i := range made {
		if made[i].Key == "" {
			made[i].Key = newKey()
		}
		if i == 0 && next != "" && (made[i].Verb == next || strings.HasPrefix(made[i].Verb, next+"-")) {
			made[i].Tone, made[i].Open = face.Blue, true
		}
		made[i] = f.again(made[i])
	}
	return made
}

func rank(form face.Form, next string) int {
	switch {
	case next != "" && (form.Verb == next || strings.HasPrefix(form.Verb, next+"-")):
		return 0
	case form.Verb == string(casework.VerbAnnotate) || form.Verb == string(casework.VerbAttach):
		return 3
	case form.Tone == face.Red:
		return 2
	}
	return 1
}

// form starts the form of a verb.
func (f forms) form(verb casework.Verb, fields ...face.Field) face.Form {
	made := face.Form{
		Action: f.v.base + "/cases/" + string(f.view.Case.No) + "/" + string(verb), Verb: string(verb),
		Title: f.l.T("verb." + string(verb)), Fields: fields, Clause: clauseOf(verb),
	}
	if key := "verb." + string(verb) + ".note"; locale.Has(key) {
		made.Note = f.l.T(key)
	}
	for _, field := range fields {
		made.Upload = made.Upload || field.Kind == face.Photos
	}
	return made
}

// clauseOf is the clause under which the declared table allows a verb.
func clauseOf(verb casework.Verb) string {
	for _, row := range casework.Table {
		if row.Verb == verb {
			return row.Clause
		}
	}
	return ""
}

// again fills a form that was refused with what was typed.
func (f forms) again(form face.Form) face.Form {
	if !f.sent(form) {
		return form
	}
	return f.refused(form)
}

// refused is the form that was sent, with what was typed and why it was refused.
func (f forms) refused(form face.Form) face.Form {
	form.Open, form.Fields = true, slices.Clone(form.Fields)
	said := false
	for i, field := range form.Fields {
		// A call that comes with a report has its fields in the same form.
		field, told := field.Filled(f.failed.values, strings.TrimPrefix(f.failed.refusal.Field, "call."), f.failed.refusal.Reason)
		form.Fields[i], said = field, said || told
	}
	if !said {
		form.Wrong, form.Clause = f.failed.refusal.Reason, f.failed.refusal.Clause
	}
	return form
}

// sent reports whether this form is the one that was sent and refused.
func (f forms) sent(form face.Form) bool {
	if f.failed == nil {
		return false
	}
	verb := string(f.failed.verb)
	if f.failed.verb == casework.VerbDispatch && len(f.failed.values["reason"]) > 0 {
		verb = changeForm
	}
	return form.Verb == verb || form.Verb == verb+"-"+first(f.failed.values["task"])
}

func first(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

// The questions, by what they ask.

func (f forms) line(name string, need bool) face.Field {
	return face.Field{Name: name, Label: f.l.T("field." + name), Need: need}
}

func (f forms) area(name, label string, need bool) face.Field {
	return face.Field{Name: name, Label: f.l.T("field." + label), Kind: face.Area, Need: need}
}

func (f forms) photos() face.Field {
	return face.Field{Name: "files", Label: f.l.T("field.files"), Kind: face.Photos}
}

func (f forms) oneOf(name string, kind face.FieldKind, need bool, options []face.Option) face.Field {
	return face.Field{Name: name, Label: f.l.T("field." + name), Kind: kind, Need: need, Options: options}
}

// listed makes options out of one of casework's closed lists.
func listed(l locale.Lang, all []casework.Option, chosen string) []face.Option {
	options := make([]face.Option, len(all))
	for i, o := range all {
		options[i] = face.Option{Value: o.Code, Label: named(l, o), Chosen: o.Code == chosen}
	}
	return options
}

// callable lists the units that can be dispatched to, departments first, agencies of the calling
// township after them.
func callable(l locale.Lang, units *org.Directory, township org.UnitID, chosen ...org.UnitID) []face.Option {
	var options []face.Option
	add := func(kind org.Kind, fits func(org.Unit) bool) {
		for _, u := range units.ByKind(kind) {
			if u.To == 0 && fits(u) {
				options = append(options, face.Option{
					Value: string(u.ID), Label: u.Name, Group: l.T("kind.unit." + string(kind)), Chosen: slices.Contains(chosen, u.ID),
				})
			}
		}
	}
	all := func(org.Unit) bool { return true }
	add(org.KindDepartment, all)
	add(org.KindBranch, all)
	add(org.KindAgency, func(u org.Unit) bool { return units.TownshipOf(u.ID) == township })
	return options
}
