package web

import (
	"slices"

	"huying/internal/casework"
	"huying/internal/web/face"
)

// ofTime makes the forms of the verbs about time, supervision and the second look.
func (f forms) ofTime(verb casework.Verb) []face.Form {
	switch verb {
	case casework.VerbExtend:
		return one(f.form(verb, face.Field{Name: "days", Label: f.l.T("field.days"), Kind: face.Number, Need: true}, f.area("reason", "reason", true)))
	case casework.VerbSuspend:
		return one(f.form(verb, f.oneOf("ground", face.Radios, true, listed(f.l, casework.SuspensionGrounds, "")),
			face.Field{Name: "review", Label: f.l.T("field.review"), Kind: face.Date, Need: true}, f.area("reason", "explain", true)))
	case casework.VerbOpine:
		return f.about(f.form(verb, f.oneOf("opinion", face.Radios, true, listed(f.l, casework.Opinions, "")), f.area("reason", "reason.object", false)),
			"request", "request", f.requests(func(r casework.Request) bool { return r.Opinion == "" && r.Opine.Waits() }))
	case casework.VerbGrant:
		return f.about(f.form(verb, f.area("note", "instruction", false)), "request", "request", f.requests(f.awaited))
	case casework.VerbDeny:
		form := f.form(verb, f.area("reason", "reason", true))
		form.Tone = face.Red
		return f.about(form, "request", "request", f.requests(f.awaited))
	case casework.VerbResume:
		return one(f.form(verb, f.area("reason", "reason", true)))
	case casework.VerbUrge:
		return f.about(f.form(verb, f.area("text", "note", false)), "task", "unit", f.pending(verb))
	case casework.VerbSupervise:
		return f.about(f.form(verb, f.area("text", "supervised", true)), "task", "unit", f.tasksThat(func(t casework.Task) bool {
			return f.may(verb, t) && !slices.ContainsFunc(f.view.Case.Supervisions, func(s casework.Supervision) bool { return s.Task == t.ID && s.Answered == 0 })
		}))
	case casework.VerbWriteOff:
		form := f.form(verb, f.area("reason", "reason", true))
		form.Tone = face.Red
		return f.about(form, "task", "unit", f.tasksThat(func(t casework.Task) bool {
			return (t.Done.Missed || t.Done.Due.Passed(f.view.At)) && f.may(verb, t)
		}))
	case casework.VerbExplain:
		return f.about(f.form(verb, f.area("text", "reply", true), f.photos()), "supervision", "supervision", f.supervisions())
	case casework.VerbRectify:
		return one(f.form(verb, f.area("text", "rectified", true), f.photos()))
	case casework.VerbFollowUp:
		return one(f.followUp())
	case casework.VerbAppeal:
		return f.about(f.form(verb, f.area("reason", "reason", true), f.photos()), "rating", "rating", f.ratings(func(r casework.Rating) bool {
			t, _ := f.view.Case.Task(string(r.Task))
			return t.Unit == f.home() && r.Low && r.Appealed == 0 && !r.AppealBy.Due.Passed(f.view.At)
		}))
	case casework.VerbAdjudge:
		return f.about(f.form(verb, face.Field{Name: "result", Label: f.l.T("field.adjudged"), Kind: face.Radios, Need: true, Options: listed(f.l, casework.AppealResults, "")}, f.area("reason", "reason", true)),
			"rating", "rating", f.ratings(func(r casework.Rating) bool { return r.Appealed != 0 && r.Result == "" }))
	case casework.VerbLodge:
		return f.about(f.form(verb, f.line("number", true)), "rating", "rating", f.ratings(func(r casework.Rating) bool { return r.Result != "" && r.Filed == 0 }))
	}
	return nil
}

// pending are the shares that a verb may be about now.
func (f forms) pending(verb casework.Verb) []face.Option {
	return f.tasksThat(func(t casework.Task) bool { return f.may(verb, t) })
}

// awaited reports whether a request waits for a word of this post's role.
func (f forms) awaited(r casework.Request) bool {
	return r.Passed < len(r.Levels) && r.Levels[r.Passed] == f.v.who.Actor.Role
}

// requests are the open ones that fit, each with what was asked and why.
func (f forms) requests(fits func(casework.Request) bool) (options []face.Option) {
	for _, r := range f.view.Case.Requests {
		if r.Status == "open" && fits(r) {
			options = append(options, face.Option{Value: r.ID, Label: f.narrator().request(r), Note: f.said(f.narrator().asked(r.ID))})
		}
	}
	return options
}

// supervisions are those that wait for an answer from here.
func (f forms) supervisions() (options []face.Option) {
	for _, s := range f.view.Case.Supervisions {
		t, _ := f.view.Case.Task(string(s.Task))
		if s.Answered == 0 && t.Unit == f.home() {
			label := face.WhenIn(f.l, f.view.At, s.At)
			if s.Level > 0 {
				label += " " + f.narrator().level(s)
			}
			options = append(options, face.Option{
				Value: s.ID, Label: label,
				Note: f.said(lastOf(f.view, func(e casework.Supervised) bool { return e.ID == s.ID })),
			})
		}
	}
	return options
}

// followUp looks a second time: at a unit's share where that is due, or at the matter as a whole. 依据 P-90, P-104.
func (f forms) followUp() face.Form {
	form := f.form(casework.VerbFollowUp,
		face.Field{Name: "result", Label: f.l.T("field.followed.result"), Kind: face.Radios, Need: true, Options: listed(f.l, casework.FollowUpResults, "")},
		f.area("text", "followed", false), f.photos())
	due := f.tasksThat(func(t casework.Task) bool { return t.Follow.Waits() })
	if len(due) > 0 {
		due[0].Chosen = true
		whose := face.Field{Name: "task", Label: f.l.T("field.followed.whose"), Kind: face.Radios, Options: append(due, face.Option{Label: f.l.T("field.followed.whole")})}
		form.Fields = slices.Insert(form.Fields, 0, whose)
	}
	return form
}

// ratings are those that fit, by unit and round.
func (f forms) ratings(fits func(casework.Rating) bool) (options []face.Option) {
	for _, r := range f.view.Case.Ratings {
		if !fits(r) {
			continue
		}
		t, _ := f.view.Case.Task(string(r.Task))
		label := f.view.Units.Name(t.Unit)
		if f.view.Case.Round > 1 {
			label += " " + f.l.T("case.round", r.Round)
		}
		options = append(options, face.Option{Value: r.ID, Label: label, Note: f.said(lastOf(f.view, func(e casework.Appealed) bool { return e.Rating == r.ID }))})
	}
	return options
}
