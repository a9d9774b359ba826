package web

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"

	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/rule"
	letters "huying/internal/telling"
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
	for _, topic := range letters.Topics {
		row := topicRow(x.l, topic, x.now.Telling.Over(letters.Letter{Topic: topic}, org.Post{Role: role}, letters.Choice{}))
		if topic == letters.Mustered {
			row.Fixed = x.l.T("telling.muster")
		} else if role != "" {
			row.Rule = overWords(x.l, x.now.Telling.Topics[topic])
		}
		f.Table.Rows = append(f.Table.Rows, row)
	}
	return f
}

// settingsSent is what was sent with one of the forms, beside what holds now.
type settingsSent struct {
	url.Values
	now desk.Settings
}

func (s settingsSent) changes() (map[string]json.RawMessage, error) {
	switch s.Get("section") {
	case "ladder":
		return s.ladder()
	case "limits":
		return s.limits()
	case "telling":
		return s.telling()
	case "quiet":
		all := map[string]json.RawMessage{}
		next := s.now.Telling
		next.Quiet = letters.Quiet{From: s.Get("quiet_from"), To: s.Get("quiet_to")}
		if next.Quiet != (letters.Quiet{}) && (next.Quiet.From == "" || next.Quiet.To == "") {
			return nil, rule.Refuse(rule.Incomplete, "P-126", "免打扰时段应写明起止时分，例如 22:00 至 07:00").At("quiet_from")
		}
		return all, changed(all, "telling", s.now.Telling, next)
	}
	return nil, rule.Refuse(rule.Invalid, "P-87", "没有这个动作").At("section")
}

// limit reads a limit; one that may be left out is none where no number was given.
func (s settingsSent) limit(name string, may bool) (calendar.Limit, error) {
	n := strings.TrimSpace(s.Get(name + ".n"))
	if n == "" && may {
		return calendar.Limit{}, nil
	}
	l, err := calendar.ParseLimit(n + s.Get(name+".unit"))
	if err != nil || l.IsZero() || n == "" {
		return l, rule.Refuse(rule.Invalid, "P-128", "时限须为 1 至 9999 的整数，并选择计时单位").At(name + ".n")
	}
	return l, nil
}

func (s settingsSent) count(name string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(s.Get(name)))
	if err != nil || n < 0 || n > 9999 {
		return 0, rule.Refuse(rule.Invalid, "P-128", "须为 0 至 9999 的整数").At(name)
	}
	return n, nil
}

func (s settingsSent) limits() (map[string]json.RawMessage, error) {
	all, work := map[string]json.RawMessage{}, s.now.Work
	dispatch, ruling := maps.Clone(work.Dispatch), maps.Clone(work.Ruling)
	for _, one := range settingLimits(work) {
		next, err := s.limit(one.key, one.key == "heed")
		if err != nil {
			return nil, err
		}
		switch name, class, of := strings.Cut(one.key, "."); {
		case !of:
			err = changed(all, one.key, one.limit, next)
		case name == "dispatch":
			dispatch[catalogue.Class(class)] = next
		default:
			ruling[catalogue.Class(class)] = next
		}
		if err != nil {
			return nil, err
		}
	}
	for _, one := range settingCounts(work) {
		next, err := s.count(one.key)
		if err == nil {
			err = changed(all, one.key, one.n, next)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := changed(all, "dispatch", work.Dispatch, dispatch); err != nil {
		return nil, err
	}
	return all, changed(all, "ruling", work.Ruling, ruling)
}

// ladder reads the rungs, in the order they were given; a rung without a name is none.
func (s settingsSent) ladder() (map[string]json.RawMessage, error) {
	type placed struct {
		casework.Rung
		place int
	}
	var rungs []placed
	for i := range len(s.now.Work.Ladder) + 1 {
		name := func(field string) string { return fmt.Sprintf("rung.%d.%s", i, field) }
		r := casework.Rung{Code: s.Get(name("code")), Zh: strings.TrimSpace(s.Get(name("zh"))), En: strings.TrimSpace(s.Get(name("en"))), Own: s.Get(name("own")) == "true"}
		if rungName(r, locale.Zh) == "" {
			continue
		}
		for _, role := range s.Values[name("roles")] {
			r.Roles = append(r.Roles, org.Role(role))
		}
		for _, post := range s.Values[name("posts")] {
			r.Posts = append(r.Posts, org.PostID(post))
		}
		if len(r.Roles)+len(r.Posts) == 0 {
			return nil, rule.Refuse(rule.Incomplete, "P-111", "每一级须有各自的代码、名称和告知对象").At(name("roles"))
		}
		var err error
		if r.Answer, err = s.limit(name("answer"), true); err != nil {
			return nil, err
		}
		place, err := s.count(name("place"))
		if err != nil {
			return nil, err
		}
		if r.Code == "" {
			r.Code = "rung-" + newKey()[:8] // the record names rungs by their codes: none is ever used for another
		}
		rungs = append(rungs, placed{r, place})
	}
	sort.SliceStable(rungs, func(i, j int) bool { return rungs[i].place < rungs[j].place })
	ladder := make([]casework.Rung, len(rungs))
	for i, r := range rungs {
		ladder[i] = r.Rung
	}
	after, err := s.count("escalate_after")
	if err != nil {
		return nil, err
	}
	all, work := map[string]json.RawMessage{}, s.now.Work
	if err := changed(all, "ladder", work.Ladder, ladder); err != nil {
		return nil, err
	}
	if err := changed(all, "often", work.Often, s.Get("often")); err != nil {
		return nil, err
	}
	return all, changed(all, "escalate_after", work.EscalateAfter, after)
}

// telling reads the topics of everybody, or of a role: of a role, only where it is not what holds for all.
func (s settingsSent) telling() (map[string]json.RawMessage, error) {
	next, role := s.now.Telling, org.Role(s.Get("role"))
	general := maps.Clone(next.Topics)
	if general == nil {
		general = map[letters.Topic][]letters.Channel{}
	}
	own := maps.Clone(next.Roles[role])
	if own == nil {
		own = map[letters.Topic][]letters.Channel{}
	}
	for _, topic := range letters.Topics {
		over := overSent(s.Values, string(topic))
		switch now := overText(over); {
		case topic == letters.Mustered || now == s.Get("was."+string(topic)):
		case role == "":
			general[topic] = over
		case now == overText(general[topic]):
			delete(own, topic)
		default:
			own[topic] = over
		}
	}
	next.Topics = general
	if role != "" {
		next.Roles = maps.Clone(next.Roles)
		if next.Roles == nil {
			next.Roles = map[org.Role]map[letters.Topic][]letters.Channel{}
		}
		if next.Roles[role] = own; len(own) == 0 {
			delete(next.Roles, role)
		}
	}
	all := map[string]json.RawMessage{}
	return all, changed(all, "telling", s.now.Telling, next)
}
