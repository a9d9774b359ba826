package web

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/telling"
	"huying/internal/web/face"
	"huying/internal/web/settings"
)

// settingLimit is one limit of the settings, under its key; of a class: dispatch.daily.
type settingLimit struct {
	key   string
	limit calendar.Limit
}

// settingLimits are the limits of the settings, in the order of the work.
func settingLimits(s casework.Settings) []settingLimit {
	all := []settingLimit{{"intake", s.Intake}, {"approve_before", s.ApproveBefore}, {"approve_after", s.ApproveAfter}}
	for _, class := range settingClasses {
		all = append(all, settingLimit{"dispatch." + string(class), s.Dispatch[class]})
	}
	all = append(all, settingLimit{"return_within", s.ReturnWithin}, settingLimit{"return_decision", s.ReturnDecision}, settingLimit{"dispute", s.Dispute})
	for _, class := range settingClasses {
		all = append(all, settingLimit{"ruling." + string(class), s.Ruling[class]})
	}
	return append(all, []settingLimit{
		{"lead", s.Lead}, {"receive", s.Receive}, {"reply", s.Reply}, {"docket", s.Docket}, {"release_decision", s.ReleaseDecision},
		{"opinion", s.Opinion}, {"request_decision", s.RequestDecision}, {"suspend_most", s.SuspendMost}, {"heed", s.Heed}, {"explain", s.Explain},
		{"escalate", s.Escalate}, {"verify", s.Verify}, {"rate", s.Rate}, {"rectify", s.Rectify}, {"follow_up", s.FollowUp}, {"object", s.Object},
		{"appeal", s.Appeal}, {"appeal_decision", s.AppealDecision}, {"appeal_filing", s.AppealFiling},
	}...)
}

// settingCount is one count of the settings.
type settingCount struct {
	key string
	n   int
}

func settingCounts(s casework.Settings) []settingCount {
	return []settingCount{{"reopen_days", s.ReopenDays}, {"unmerge_days", s.UnmergeDays}, {"extend_times", s.ExtendTimes}}
}

// limitUnits are how a limit is counted, as it is written.
var limitUnits = []string{"min", "h", "wh", "wd", "d"}

// limitCells are the two answers of which a limit is made.
func (x districtSettings) limitCells(name, label string, l calendar.Limit) []face.Field {
	n := strings.TrimRight(l.String(), "abcdefghijklmnopqrstuvwxyz")
	unit := strings.TrimPrefix(l.String(), n)
	count := face.Field{Name: name + ".n", Label: label, Kind: face.Number, Value: n}
	in := face.Field{Name: name + ".unit", Label: x.l.T("settings.unit"), Kind: face.Choice, Need: true}
	for _, one := range limitUnits {
		in.Options = append(in.Options, face.Option{Value: one, Label: x.l.T("settings.unit." + one), Chosen: one == unit || unit == "" && one == "wd"})
	}
	return []face.Field{count, in}
}

func (x districtSettings) form(section, title string, fields ...face.Field) face.Form {
	fields = append([]face.Field{{Name: "section", Kind: face.Hidden, Value: section}}, fields...)
	return face.Form{Action: x.v.base + "/settings", Verb: section, Title: x.l.T(title), Note: x.l.T("settings.note"), Clause: "P-128", Fields: fields}
}

func (x districtSettings) limitsForm() face.Form {
	limits := face.Field{Name: "limits", Label: x.l.T("settings.limits"), Kind: face.Rows, Need: true}
	for _, one := range settingLimits(x.now.Work) {
		limits.Rows = append(limits.Rows, x.limitCells(one.key, x.limitName(one.key), one.limit))
	}
	counts := face.Field{Name: "counts", Label: x.l.T("settings.counts"), Kind: face.Rows, Need: true}
	for _, one := range settingCounts(x.now.Work) {
		counts.Rows = append(counts.Rows, []face.Field{{Name: one.key, Label: x.l.T("settings.limit." + one.key), Kind: face.Number, Value: strconv.Itoa(one.n)}})
	}
	return x.form("limits", "settings.change.limits", limits, counts)
}

func (x districtSettings) quietForm() face.Form {
	q := x.now.Telling.Quiet
	return x.form("quiet", "settings.change.quiet",
		face.Field{Name: "quiet_from", Label: x.l.T("telling.quiet.from"), Kind: face.Time, Value: q.From, Half: true, Hint: x.l.T("settings.quiet.none")},
		face.Field{Name: "quiet_to", Label: x.l.T("telling.quiet.to"), Kind: face.Time, Value: q.To, Half: true})
}

// ladderForm is the ladder, rung by rung, and one more that is empty.
func (x districtSettings) ladderForm() face.Form {
	var fields []face.Field
	often := face.Field{Name: "often", Label: x.l.T("settings.often"), Kind: face.Choice, Need: true}
	rungs := append(slices.Clone(x.now.Work.Ladder), casework.Rung{})
	for i, r := range rungs {
		fields = append(fields, x.rungFields(i, r)...)
		if r.Code != "" {
			often.Options = append(often.Options, face.Option{Value: r.Code, Label: named(x.l, casework.LevelName(rungs, r.Code, 0)), Chosen: r.Code == x.now.Work.Often})
		}
	}
	return x.form("ladder", "settings.change.ladder", append(fields, often, face.Field{
		Name: "escalate_after", Label: x.l.T("settings.limit.escalate_after"), Kind: face.Number, Value: strconv.Itoa(x.now.Work.EscalateAfter), Need: true,
	})...)
}

// rungName is what a rung is called in one of the languages; it may have none in English.
func rungName(r casework.Rung, in locale.Lang) string {
	if in == locale.En {
		return r.En
	}
	return r.Zh
}

func (x districtSettings) rungFields(i int, r casework.Rung) []face.Field {
	name := func(field string) string { return fmt.Sprintf("rung.%d.%s", i, field) }
	nth := func(key string) string { return x.l.T("settings.nth", i+1, x.l.T(key)) }
	whom := face.Field{Name: name("own"), Label: nth("settings.own"), Kind: face.Radios, Need: true, Options: []face.Option{
		{Value: "true", Label: x.l.T("settings.own.unit"), Chosen: r.Own}, {Value: "false", Label: x.l.T("settings.own.district"), Chosen: !r.Own},
	}}
	roles := face.Field{Name: name("roles"), Label: nth("settings.roles"), Kind: face.Checks, Folded: true}
	for _, role := range org.Roles {
		if role != org.System {
			roles.Options = append(roles.Options, face.Option{Value: string(role), Label: x.l.T("role." + string(role)), Chosen: slices.Contains(r.Roles, role)})
		}
	}
	posts := face.Field{Name: name("posts"), Label: nth("settings.posts"), Kind: face.Checks, Folded: true}
	for _, p := range x.v.units.AllPosts() {
		u, _ := x.v.units.Unit(p.Unit)
		high := u.Kind == org.KindGovernment || u.Kind == org.KindCentre || u.Kind == org.KindOffice
		if on := slices.Contains(r.Posts, p.ID); on || high && p.To == 0 {
			posts.Options = append(posts.Options, face.Option{Value: string(p.ID), Label: x.post(p.ID), Chosen: on})
		}
	}
	place := strconv.Itoa(i + 1)
	return []face.Field{
		{Name: name("code"), Kind: face.Hidden, Value: r.Code},
		{Name: name("zh"), Label: nth("settings.name.zh"), Value: rungName(r, locale.Zh), Max: 30, Half: true, Hint: x.l.T("settings.name.hint")},
		{Name: name("en"), Label: nth("settings.name.en"), Value: rungName(r, locale.En), Max: 60, Half: true},
		whom, roles, posts,
		{Name: name("answer"), Label: nth("settings.answer"), Kind: face.Rows, Rows: [][]face.Field{x.limitCells(name("answer"), x.l.T("settings.answer.own"), r.Answer)}},
		{Name: name("place"), Label: nth("settings.place"), Kind: face.Number, Value: place},
	}
}

// topicsForm says who is told what over which channels: everybody, or the posts of one role.
func (x districtSettings) topicsForm(role org.Role) settings.TopicsForm {
	if !slices.Contains(org.Roles, role) {
		role = ""
	}
	f := settings.TopicsForm{Action: x.v.base + "/settings", Role: string(role), Open: role != "", Roles: []face.Option{{Label: x.l.T("settings.for.all"), Chosen: role == ""}}}
	for _, one := range org.Roles {
		if one != org.System {
			f.Roles = append(f.Roles, face.Option{Value: string(one), Label: x.l.T("role." + string(one)), Chosen: one == role})
		}
	}
	if role != "" {
		f.Table.Rule = x.l.T("settings.for.all")
	}
	for _, topic := range telling.Topics {
		row := topicRow(x.l, topic, x.now.Telling.Over(telling.Letter{Topic: topic}, org.Post{Role: role}, telling.Choice{}))
		if topic == telling.Mustered {
			row.Fixed = x.l.T("telling.muster")
		} else if role != "" {
			row.Rule = overWords(x.l, x.now.Telling.Topics[topic])
		}
		f.Table.Rows = append(f.Table.Rows, row)
	}
	return f
}
