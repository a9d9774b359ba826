package web

import (
	"slices"
	"strings"

	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// groupOf is the quiet group under which a verb's form is folded away while nothing waits for it: 一起办, 时限,
// 督促 or 其他. Verbs without one stand on the page themselves.
var groupOf = map[casework.Verb]string{
	casework.VerbMuster: "together", casework.VerbAttend: "together", casework.VerbConfer: "together", casework.VerbPerform: "together",
	casework.VerbTransfer: "together", casework.VerbAsk: "together", casework.VerbReply: "together", casework.VerbJoin: "together",
	casework.VerbSummon: "together", casework.VerbDismiss: "together", casework.VerbRelease: "together",
	casework.VerbExtend: "time", casework.VerbSuspend: "time", casework.VerbDocket: "time", casework.VerbProgress: "time",
	casework.VerbUrge: "press", casework.VerbSupervise: "press", casework.VerbWriteOff: "press",
	casework.VerbAssign: "other", casework.VerbSplit: "other", casework.VerbMerge: "other", casework.VerbUnmerge: "other",
	casework.VerbFollowUp: "other", casework.VerbAppeal: "other", casework.VerbRecuse: "other", casework.VerbArchive: "other",
	casework.VerbAnnotate: "other", casework.VerbAttach: "other",
}

// groupNames are the groups in their order on the page.
var groupNames = []string{"together", "time", "press", "other"}

// sorted puts the expected next step first and open, then what this post is here for, and folds the rest away.
func (f forms) sorted() (own []face.Form, groups []casepage.Group) {
	folded := map[string][]face.Form{}
	due := f.due()
	for _, form := range f.all() {
		verb := verbOf(form)
		group := groupOf[verb]
		if group == "" || form.Tone == face.Blue || slices.Contains(due, verb) {
			own = append(own, form)
			continue
		}
		folded[group] = append(folded[group], form)
	}
	for _, name := range groupNames {
		if all := folded[name]; len(all) > 0 {
			groups = append(groups, f.group(name, all))
		}
	}
	return own, groups
}

// group folds forms away; it stands open where one of them was sent and refused.
func (f forms) group(name string, all []face.Form) casepage.Group {
	var titles []string
	for _, form := range all {
		if title := f.l.T("verb." + string(verbOf(form))); !slices.Contains(titles, title) {
			titles = append(titles, title)
		}
	}
	return casepage.Group{
		Name: name, Holds: strings.Join(titles, f.l.T("form.and")), Forms: all,
		Open: slices.ContainsFunc(all, func(form face.Form) bool { return form.Open }),
	}
}

// verbOf is the verb that a form sends: several forms of one verb tell themselves apart by what stands behind it.
func verbOf(form face.Form) casework.Verb {
	verb, _, _ := strings.Cut(form.Verb, "-")
	if verb == changeForm {
		return casework.VerbDispatch
	}
	return casework.Verb(verb)
}

// due are the verbs for which a clock waits for this post, the most pressing first, and what it may do instead.
func (f forms) due() (verbs []casework.Verb) {
	for _, d := range casework.Duties(f.view.Case, f.view.At, f.view.Units) {
		if !f.owes(d) {
			continue
		}
		verbs = append(verbs, d.Verb)
		verbs = append(verbs, instead[d.Verb]...)
	}
	if m := f.view.Case.Muster; m.N > 0 && m.Attended == 0 && f.home() == f.view.Case.Township {
		verbs = append(verbs, casework.VerbAttend)
	}
	return verbs
}

// instead are the other ways to end what a clock waits for.
var instead = map[casework.Verb][]casework.Verb{
	casework.VerbRelease: {casework.VerbRetain},
	casework.VerbReply:   {casework.VerbAsk},
}

// owes reports whether a duty is for this post's unit to do.
func (f forms) owes(d casework.Duty) bool {
	if d.Unit == "" {
		return false
	}
	if d.Unit == f.v.who.Actor.Unit || d.Unit == f.home() {
		return true
	}
	if u, ok := f.view.Units.Unit(d.Unit); ok && u.Kind == org.KindPartner {
		return d.Kind == casework.ClockStep && f.heads()
	}
	return false
}

// expected is the form that this post is most likely here for.
func (f forms) expected() string {
	has := func(v casework.Verb) bool { return slices.Contains(f.view.Verbs, v) }
	mine, _ := f.task()
	due := f.due()
	waits := func(v casework.Verb) bool { return slices.Contains(due, v) }
	for _, step := range []struct {
		verb casework.Verb
		when bool
	}{
		{casework.VerbApprove, f.view.Case.Approve.Running()}, {casework.VerbDispatch, true}, {casework.VerbDesignate, true},
		{casework.VerbGrant, waits(casework.VerbGrant)}, {casework.VerbOpine, waits(casework.VerbOpine)},
		{casework.VerbAccept, true}, {casework.VerbArrive, mine.Status == casework.TaskAccepted}, {casework.VerbSign, mine.Drafted},
		{casework.VerbReceive, true}, {casework.VerbExplain, waits(casework.VerbExplain)}, {casework.VerbDocket, waits(casework.VerbDocket)},
		{casework.VerbFind, mine.Findings == 0}, {casework.VerbAct, mine.Actions == 0}, {casework.VerbAnswer, !mine.Drafted},
		{casework.VerbConsolidate, len(f.unanswered()) == 0}, {casework.VerbVerify, !f.view.Case.Verified}, {casework.VerbClose, true},
		{casework.VerbAdjudge, true}, {casework.VerbLodge, true}, {casework.VerbRectify, true},
		{casework.VerbFollowUp, waits(casework.VerbFollowUp)}, {casework.VerbObject, true}, {casework.VerbResume, f.view.Case.Review.Missed},
		{casework.VerbAttend, waits(casework.VerbAttend)}, {casework.VerbPerform, waits(casework.VerbPerform)},
	} {
		if step.when && has(step.verb) {
			return string(step.verb)
		}
	}
	if rate := f.view.Case.Ratable(); has(casework.VerbRate) && len(rate) > 0 {
		return string(casework.VerbRate) + "-" + string(rate[0].ID)
	}
	switch {
	case has(casework.VerbRule):
		return string(casework.VerbRule)
	case has(casework.VerbCall):
		return string(casework.VerbCall)
	}
	return ""
}

// shown reports whether the form that was sent and refused is on the page still.
func (f forms) shown(page casepage.View) bool {
	return slices.ContainsFunc(page.Forms, f.sent) || slices.ContainsFunc(page.Groups, func(g casepage.Group) bool { return slices.ContainsFunc(g.Forms, f.sent) })
}
