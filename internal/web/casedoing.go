package web

import (
	"slices"

	"huying/internal/casework"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// ownVerbs are what a unit does about its own share; overVerbs what others do about a unit's.
var (
	ownVerbs = []casework.Verb{
		casework.VerbAccept, casework.VerbReturn, casework.VerbArrive, casework.VerbSign, casework.VerbFind, casework.VerbAct, casework.VerbAnswer,
		casework.VerbDocket, casework.VerbProgress, casework.VerbExplain, casework.VerbRectify, casework.VerbAppeal, casework.VerbAssign,
	}
	overVerbs = []casework.Verb{
		casework.VerbUphold, casework.VerbOverrule, casework.VerbRate, casework.VerbFollowUp, casework.VerbRelease, casework.VerbRetain,
		casework.VerbUrge, casework.VerbSupervise, casework.VerbWriteOff, casework.VerbDismiss,
	}
)

// offer leads from every lane to the forms on its page that this post may send about it now.
func (f forms) offer(page *casepage.View) {
	all := slices.Clone(page.Forms)
	for _, group := range page.Groups {
		all = append(all, group.Forms...)
	}
	for i := range page.Lanes.All {
		lane := &page.Lanes.All[i]
		t, ok := f.view.Case.Task(lane.ID)
		if !ok {
			continue
		}
		verbs := overVerbs
		if lane.Mine {
			verbs = ownVerbs
		}
		for _, verb := range verbs {
			if !slices.Contains(f.view.Verbs, verb) || f.view.Case.Status == casework.CaseMerged || !f.may(verb, t) {
				continue
			}
			for _, form := range all {
				if form.Verb == string(verb) && form.Page == "" && asksAbout(form, lane.ID) || form.Verb == string(verb)+"-"+lane.ID {
					lane.Doing = append(lane.Doing, face.Link{Label: f.l.T("verb." + string(verb)), Href: "#form-" + form.Verb})
					break
				}
			}
		}
	}
}

// asksAbout reports whether a form concerns a task: the one it asks for among others, or the unit's own.
func asksAbout(form face.Form, task string) bool {
	for _, field := range form.Fields {
		if field.Name == "task" {
			return field.Value == task || slices.ContainsFunc(field.Options, func(o face.Option) bool { return o.Value == task })
		}
	}
	return true
}

// apart leads a township to the pages on which it verifies with the pictures side by side, and rates every unit at once. The
// forms for the same stay where they are, folded, for the page has one main action.
func (f forms) apart(page *casepage.View) {
	if stationOf(f.v.who.Actor.Role) != townshipDesk {
		return
	}
	may := func(verbs ...casework.Verb) bool {
		return slices.ContainsFunc(verbs, func(verb casework.Verb) bool { return slices.Contains(f.view.Verbs, verb) })
	}
	at := f.v.base + "/cases/" + string(f.view.Case.No)
	var there []casework.Verb
	switch {
	case may(casework.VerbVerify, casework.VerbClose):
		page.Apart, there = casepage.Apart{Label: f.l.T("case.apart.verify"), Href: at + "/verify"}, []casework.Verb{casework.VerbVerify, casework.VerbClose}
	case may(casework.VerbRate) && len(f.view.Case.Ratable()) > 0:
		page.Apart, there = casepage.Apart{Label: f.l.T("case.apart.rate"), Href: at + "/rate"}, []casework.Verb{casework.VerbRate}
	default:
		return
	}
	for i := range page.Forms {
		form := &page.Forms[i]
		if form.Tone != face.Blue || !slices.Contains(there, verbOf(*form)) {
			continue
		}
		page.Apart.First, form.Tone = true, face.Plain
		form.Open = f.sent(*form)
	}
}

// thumb leads a unit on a phone to the page that has its expected step alone.
func (f forms) thumb(page *casepage.View) {
	if stationOf(f.v.who.Actor.Role) == unitDesk && page.Main != nil && page.Main.Page == "" && slices.Contains(everyday, verbOf(*page.Main)) {
		page.Apart.Step = f.v.base + "/cases/" + string(f.view.Case.No) + "/do?do=" + page.Main.Verb
	}
}

// ahead puts the expected step where a phone has it at hand, and counts what else there is.
func ahead(page *casepage.View) {
	for _, group := range page.Groups {
		page.Others += len(group.Forms)
	}
	page.Others += len(page.Forms)
	if len(page.Forms) > 0 && page.Forms[0].Tone == face.Blue {
		page.Main, page.Others = &page.Forms[0], page.Others-1
	}
}
