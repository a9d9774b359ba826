package web

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/telling"
	"huying/internal/web/face"
	"huying/internal/web/settings"
)

// settingsPage shows what a district has decided for itself. 依据 P-128.
func (s *Server) settingsPage(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.showSettings(w, r, v, nil)
}

func (s *Server) showSettings(w http.ResponseWriter, r *http.Request, v visit, failed *attempt) error {
	now, err := v.reader.Settings(r.Context(), v.who.District)
	if err != nil {
		return err
	}
	history, err := v.reader.SettingsHistory(r.Context(), v.who.District)
	if err != nil {
		return err
	}
	x := districtSettings{l: locale.From(r.Context()), v: v, now: now}
	page := settings.District{
		May: v.who.Actor.Role == org.GovernmentApprover, Ladder: x.ladder(), Limits: x.limits(), Topics: x.topics(), Quiet: quietWords(x.l, now.Telling.Quiet),
	}
	often := casework.LevelName(now.Work.Ladder, now.Work.Often, 0)
	page.Often = x.l.T("settings.often.now", now.Work.EscalateAfter, named(x.l, often))
	for _, c := range history {
		page.History = append(page.History, x.change(c))
	}
	if page.May {
		page.Forms = []face.Form{x.ladderForm(), x.limitsForm(), x.quietForm()}
		page.Telling = x.topicsForm(org.Role(r.FormValue("role")))
	}
	status := http.StatusOK
	if failed != nil {
		status = failed.refusal.Code.Status()
		x.again(&page, failed)
	}
	return show(w, r, status, settings.DistrictPage(s.frame(r, v, "settings.title"), page))
}

// again shows the form that was refused, with what was typed.
func (x districtSettings) again(page *settings.District, failed *attempt) {
	section := first(failed.values["section"])
	for i, form := range page.Forms {
		if form.Verb == section {
			page.Forms[i] = (forms{failed: failed}).refused(form)
		}
	}
	if section == "telling" {
		page.Telling = x.topicsForm(org.Role(first(failed.values["role"])))
		page.Telling.Table = retyped(page.Telling.Table, failed.values)
		page.Telling.Wrong, page.Telling.Open = failed.refusal.Reason, true
	}
}

// districtSettings says what a district goes by, and makes the forms to change it.
type districtSettings struct {
	l   locale.Lang
	v   visit
	now desk.Settings
}

func (x districtSettings) ladder() (all []settings.Rung) {
	for _, r := range x.now.Work.Ladder {
		answer := r.Answer
		if answer.IsZero() {
			answer = x.now.Work.Escalate
		}
		all = append(all, settings.Rung{Name: named(x.l, casework.LevelName(x.now.Work.Ladder, r.Code, 0)), Whom: x.whom(r), Answer: limit(x.l, answer)})
	}
	return all
}

// whom says who is told at a rung.
func (x districtSettings) whom(r casework.Rung) string {
	var names []string
	for _, role := range r.Roles {
		names = append(names, x.l.T("role."+string(role)))
	}
	said := strings.Join(names, x.l.T("list.and"))
	if r.Own && said != "" {
		said = x.l.T("settings.whom.own", said)
	}
	if said != "" {
		names = []string{said}
	}
	for _, id := range r.Posts {
		names = append(names, x.post(id))
	}
	return strings.Join(names, x.l.T("list.and"))
}

// post names a post by its unit and role: never by who holds it.
func (x districtSettings) post(id org.PostID) string {
	p, ok := x.v.units.Post(id)
	if !ok {
		return string(id)
	}
	return x.v.units.Name(p.Unit) + " · " + x.l.T("role."+string(p.Role))
}

func (x districtSettings) limits() (all []settings.Fact) {
	for _, one := range settingLimits(x.now.Work) {
		all = append(all, settings.Fact{Label: x.limitName(one.key), Value: limit(x.l, one.limit)})
	}
	for _, one := range settingCounts(x.now.Work) {
		all = append(all, settings.Fact{Label: x.l.T("settings.limit." + one.key), Value: strconv.Itoa(one.n)})
	}
	return all
}

// limitName is what a limit is called; of a class, with the class.
func (x districtSettings) limitName(key string) string {
	name, class, of := strings.Cut(key, ".")
	said := x.l.T("settings.limit." + name)
	if of {
		return said + " · " + x.l.T("class."+class)
	}
	return said
}

func (x districtSettings) topics() (all []settings.Fact) {
	for _, topic := range telling.Topics {
		fact := settings.Fact{Label: x.l.T("letter.topic." + string(topic)), Value: overWords(x.l, x.now.Telling.Topics[topic])}
		var under []string
		for _, role := range org.Roles {
			if over, ok := x.now.Telling.Roles[role][topic]; ok {
				under = append(under, x.l.T("role."+string(role))+" "+overWords(x.l, over))
			}
		}
		fact.Under = strings.Join(under, "；")
		all = append(all, fact)
	}
	return all
}

func (x districtSettings) change(c desk.SettingsChange) settings.Change {
	var what []string
	for _, key := range c.Keys {
		what = append(what, x.keyName(key))
	}
	who := x.l.T("role." + string(c.By.Role))
	if c.By.Unit != "" {
		who = x.v.units.Name(c.By.Unit) + " · " + who
	}
	hash, _ := strings.CutPrefix(c.Document, "sha256:")
	return settings.Change{
		At: c.At, Who: who, What: strings.Join(what, x.l.T("list.and")), Document: hash[:min(8, len(hash))],
		Href: x.v.base + "/settings/" + c.Document,
	}
}

// keyName is what a setting is called.
func (x districtSettings) keyName(key string) string {
	for _, group := range []string{"settings.key.", "settings.limit."} {
		if locale.Has(group + key) {
			return x.l.T(group + key)
		}
	}
	return key
}

// settingsDocument gives the full text that a district once went by.
func (s *Server) settingsDocument(w http.ResponseWriter, r *http.Request, v visit) error {
	text, err := v.reader.SettingsDocument(r.Context(), v.who.District, r.PathValue("document"))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte(text)) // whoever no longer listens has turned the page
	return nil
}

// changeSettings changes one section of it.
func (s *Server) changeSettings(w http.ResponseWriter, r *http.Request, v visit) error {
	sent, err := s.form(w, r, v)
	if err != nil {
		return err
	}
	now, err := v.reader.Settings(r.Context(), v.who.District)
	if err != nil {
		return err
	}
	changes, err := (settingsSent{sent.values, now}).changes()
	if err == nil {
		err = s.desk.ChangeSettings(r.Context(), v.who, v.who.District, changes)
	}
	if refusal, ok := refused(r, err); ok && v.who.Actor.Role == org.GovernmentApprover {
		return s.showSettings(w, r, v, &attempt{values: sent.values, refusal: refusal})
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, toldAt(v.base+"/settings", "settings"), http.StatusSeeOther)
	return nil
}

// changed puts a setting among the changes, unless it says what is so already.
func changed[T any](into map[string]json.RawMessage, key string, was, now T) error {
	before, err := json.Marshal(was)
	if err != nil {
		return err
	}
	after, err := json.Marshal(now)
	if err == nil && !slices.Equal(before, after) {
		into[key] = after
	}
	return err
}

var settingClasses = []catalogue.Class{catalogue.Daily, catalogue.Major, catalogue.Urgent}
