package web

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
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
	"huying/internal/telling"
)

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
		next.Quiet = telling.Quiet{From: s.Get("quiet_from"), To: s.Get("quiet_to")}
		if next.Quiet != (telling.Quiet{}) && (next.Quiet.From == "" || next.Quiet.To == "") {
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
		general = map[telling.Topic][]telling.Channel{}
	}
	own := maps.Clone(next.Roles[role])
	if own == nil {
		own = map[telling.Topic][]telling.Channel{}
	}
	for _, topic := range telling.Topics {
		over := overSent(s.Values, string(topic))
		switch now := overText(over); {
		case topic == telling.Mustered || now == s.Get("was."+string(topic)):
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
			next.Roles = map[org.Role]map[telling.Topic][]telling.Channel{}
		}
		if next.Roles[role] = own; len(own) == 0 {
			delete(next.Roles, role)
		}
	}
	all := map[string]json.RawMessage{}
	return all, changed(all, "telling", s.now.Telling, next)
}
