package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/telling"
	"huying/internal/web/face"
	"huying/internal/web/settings"
)

// How the language of messages is chosen.
const (
	messagesZh = "zh-CN"
	messagesEn = "en-US"
)

// ownSettingsPage is where a person chooses how to be told. 依据 P-126.
func (s *Server) ownSettingsPage(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.showOwnSettings(w, r, v, nil)
}

func (s *Server) showOwnSettings(w http.ResponseWriter, r *http.Request, v visit, failed *attempt) error {
	kept, err := s.desk.Preference(r.Context(), v.who)
	if err != nil {
		return err
	}
	rules, err := s.desk.Rules(r.Context(), v.who)
	if err != nil {
		return err
	}
	x := ownSettings{locale.From(r.Context()), postOfWho(v), rules, kept}
	page := settings.Own{
		Form: face.Form{Action: v.base + "/telling", Verb: "telling", Fields: x.fields()}, Phone: kept.Phone, Mail: kept.Mail != "",
		Changed: len(kept.Choice.Topics) > 0 || kept.Choice.Quiet != nil,
	}
	page.Table = settings.Table{Rule: x.l.T("telling.rule")}
	for _, topic := range topicsOf(x.post.Role) {
		page.Table.Rows = append(page.Table.Rows, x.row(topic))
	}
	status := http.StatusOK
	if failed != nil {
		status = failed.refusal.Code.Status()
		page.Form = (forms{failed: failed}).refused(page.Form)
		page.Table = retyped(page.Table, failed.values)
	}
	return show(w, r, status, settings.OwnPage(s.frame(r, v, "telling.title"), page))
}

// topicsOf are the topics that a post can be told of.
func topicsOf(role org.Role) []telling.Topic {
	return slices.DeleteFunc(slices.Clone(telling.Topics), func(topic telling.Topic) bool {
		return (topic == telling.NoCalendar || topic == telling.Stuck) && role != org.SystemAdmin
	})
}

// ownSettings says how one person is told.
type ownSettings struct {
	l     locale.Lang
	post  org.Post
	rules telling.Rules
	kept  desk.Preference
}

func (x ownSettings) row(topic telling.Topic) settings.TopicRow {
	l := telling.Letter{Topic: topic}
	row := topicRow(x.l, topic, x.rules.Over(l, x.post, x.kept.Choice))
	row.Rule = overWords(x.l, x.rules.Over(l, x.post, telling.Choice{}))
	_, row.Changed = x.kept.Choice.Topics[topic]
	if topic == telling.Mustered {
		row.Fixed, row.Rule, row.Changed = x.l.T("telling.muster"), "", false
	}
	return row
}

// topicRow is a topic with its channels.
func topicRow(l locale.Lang, topic telling.Topic, over []telling.Channel) settings.TopicRow {
	row := settings.TopicRow{Name: string(topic), Topic: l.T("letter.topic." + string(topic)), Note: l.T("telling.note." + string(topic)), Was: overText(over)}
	for _, channel := range telling.Personal {
		row.Boxes = append(row.Boxes, settings.Box{Value: string(channel), Label: l.T("channel." + string(channel)), On: slices.Contains(over, channel)})
	}
	return row
}

// overText is a choice of channels as a form carries it; their order says nothing.
func overText(over []telling.Channel) string {
	var names []string
	for _, c := range over {
		names = append(names, string(c))
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

func overWords(l locale.Lang, over []telling.Channel) string {
	names := []string{l.T("channel.bell")}
	for _, channel := range telling.Personal {
		if slices.Contains(over, channel) {
			names = append(names, l.T("channel."+string(channel)))
		}
	}
	return strings.Join(names, l.T("list.and"))
}

// retyped ticks what was ticked in a form that was refused.
func retyped(table settings.Table, typed url.Values) settings.Table {
	for i, row := range table.Rows {
		for j := range row.Boxes {
			row.Boxes[j].On = slices.Contains(typed["over."+row.Name], row.Boxes[j].Value)
		}
		table.Rows[i] = row
	}
	return table
}

func (x ownSettings) fields() []face.Field {
	own := x.kept.Choice.Quiet
	quiet, hours := "rule", telling.Quiet{}
	switch {
	case own == nil:
	case *own == hours:
		quiet = "never"
	default:
		quiet, hours = "own", *own
	}
	option := func(value, label, chosen string) face.Option {
		return face.Option{Value: value, Label: label, Chosen: value == chosen}
	}
	language := x.kept.Choice.Language
	if language == "" {
		language = messagesZh
	}
	return []face.Field{
		{Name: "mail", Label: x.l.T("telling.mail"), Value: x.kept.Mail, Max: 254, Hint: x.l.T("telling.mail.note")},
		{Name: "quiet", Label: x.l.T("telling.quiet"), Kind: face.Radios, Need: true, Hint: x.l.T("telling.quiet.note"), Options: []face.Option{
			option("rule", x.l.T("telling.quiet.rule", quietWords(x.l, x.rules.Quiet)), quiet), option("never", x.l.T("telling.quiet.never"), quiet),
			option("own", x.l.T("telling.quiet.own"), quiet),
		}},
		{Name: "quiet_from", Label: x.l.T("telling.quiet.from"), Kind: face.Time, Value: hours.From, Half: true},
		{Name: "quiet_to", Label: x.l.T("telling.quiet.to"), Kind: face.Time, Value: hours.To, Half: true},
		{Name: "language", Label: x.l.T("telling.language"), Kind: face.Radios, Need: true, Options: []face.Option{
			option(messagesZh, x.l.T("telling.language.zh"), language), option(messagesEn, x.l.T("telling.language.en"), language),
		}},
	}
}

func quietWords(l locale.Lang, q telling.Quiet) string {
	if q == (telling.Quiet{}) {
		return l.T("telling.quiet.none")
	}
	return l.T("telling.quiet.hours", q.From, q.To)
}

// keepOwnSettings keeps how a person wants to be told, or goes back to the district's rule.
func (s *Server) keepOwnSettings(w http.ResponseWriter, r *http.Request, v visit) error {
	sent, err := s.form(w, r, v)
	if err != nil {
		return err
	}
	kept, err := s.desk.Preference(r.Context(), v.who)
	if err != nil {
		return err
	}
	rules, err := s.desk.Rules(r.Context(), v.who)
	if err != nil {
		return err
	}
	done := "telling.kept"
	if sent.values.Get("do") == "reset" {
		kept.Choice, done = telling.Choice{Language: kept.Choice.Language}, "telling.reset"
	} else {
		kept = (ownSettings{post: postOfWho(v), rules: rules, kept: kept}).chosen(sent.values)
	}
	err = s.desk.Prefer(r.Context(), v.who, kept)
	if refusal, ok := refused(r, err); ok {
		return s.showOwnSettings(w, r, v, &attempt{values: sent.values, refusal: refusal})
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, toldAt(v.base+"/telling", done), http.StatusSeeOther)
	return nil
}

// chosen reads a form: what was changed on it is the person's choice, unless it is what the rule says anyway.
func (x ownSettings) chosen(sent url.Values) desk.Preference {
	kept := x.kept
	kept.Mail, kept.Choice.Language = sent.Get("mail"), sent.Get("language")
	kept.Choice.Topics = maps.Clone(kept.Choice.Topics)
	for _, topic := range topicsOf(x.post.Role) {
		over, rule := overSent(sent, string(topic)), x.rules.Over(telling.Letter{Topic: topic}, x.post, telling.Choice{})
		switch now := overText(over); {
		case topic == telling.Mustered || now == sent.Get("was."+string(topic)):
		case now == overText(rule):
			delete(kept.Choice.Topics, topic)
		default:
			if kept.Choice.Topics == nil {
				kept.Choice.Topics = map[telling.Topic][]telling.Channel{}
			}
			kept.Choice.Topics[topic] = over
		}
	}
	switch sent.Get("quiet") {
	case "never":
		kept.Choice.Quiet = &telling.Quiet{}
	case "own":
		kept.Choice.Quiet = &telling.Quiet{From: sent.Get("quiet_from"), To: sent.Get("quiet_to")}
		if *kept.Choice.Quiet == (telling.Quiet{}) {
			kept.Choice.Quiet.From = "?" // hours of one's own that name none: refused, not taken for never
		}
	default:
		kept.Choice.Quiet = nil
	}
	return kept
}

func overSent(sent url.Values, topic string) []telling.Channel {
	over := []telling.Channel{}
	for _, value := range sent["over."+topic] {
		over = append(over, telling.Channel(value))
	}
	return over
}

// postOfWho is the post that this visitor acts in.
func postOfWho(v visit) org.Post {
	by := v.who.Actor
	return org.Post{ID: by.Post, Unit: by.Unit, Role: by.Role, Account: by.Account}
}
