package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

func (s *Server) casePage(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.showCase(w, r, v, http.StatusOK, nil)
}

// do sends one verb to a case. A refusal is shown on the case's page, in the form that was sent; but one
// key of a desk's queue is answered with a notice. What was done leads back to where the form stood.
func (s *Server) do(w http.ResponseWriter, r *http.Request, v visit) error {
	verb, no := casework.Verb(r.PathValue("verb")), casework.CaseNo(r.PathValue("no"))
	values, files, err := s.form(w, r, v)
	if err != nil {
		return err
	}
	then := values.Get("then")
	cmd, err := read(verb, values, files)
	if err == nil {
		_, err = s.desk.Do(r.Context(), v.who, v.who.District, no, cmd, keyOf(values, files))
	}
	refusal, ok := rule.As(err)
	if ok && refusal.Code == rule.Unknown && verb == casework.VerbMerge && refusal.Field == "" {
		refusal = refusal.At("into") // the other case; where this one is not to be seen, showCase says so
	}
	if ok && (refusal.Code != rule.Unknown || verb == casework.VerbMerge) && (then == "" || then[0] == '/') {
		return s.showCase(w, r, v, refusal.Code.Status(), &attempt{verb, values, refusal})
	}
	if err != nil {
		return err
	}
	to := v.base + "/cases/" + string(no)
	switch {
	case strings.HasPrefix(then, v.base+"/"):
		to = within(then)
	case then != "":
		to = v.base + "/desk"
	}
	if waitsForSignature(v, verb) {
		verb = "drafted"
	}
	http.Redirect(w, r, done(to, verb), http.StatusSeeOther)
	return nil
}

// waitsForSignature reports whether an answer from this post goes to its unit's leader first. 依据 P-101.
func waitsForSignature(v visit, verb casework.Verb) bool {
	unit, _ := v.units.Unit(v.units.DepartmentOf(v.who.Actor.Unit))
	return (verb == casework.VerbAnswer || verb == casework.VerbConsolidate) &&
		unit.Signs && unit.Kind != org.KindAgency && v.who.Actor.Role != org.DepartmentLeader
}

// done is an address on this site that tells what was done.
func done(to string, verb casework.Verb) string {
	path, query, _ := strings.Cut(to, "?")
	asked, _ := url.ParseQuery(query)
	asked.Set("done", string(verb))
	return path + "?" + asked.Encode()
}

func (s *Server) showCase(w http.ResponseWriter, r *http.Request, v visit, status int, failed *attempt) error {
	ctx := r.Context()
	view, err := v.reader.Case(ctx, v.who.District, casework.CaseNo(r.PathValue("no")))
	if err != nil {
		return err
	}
	officers, err := v.reader.Officers(ctx, view)
	if err != nil {
		return err
	}
	var mates map[org.AccountID]desk.Officer
	if slices.ContainsFunc(view.Verbs, func(verb casework.Verb) bool { return namesColleagues(verb, v.who.Actor.Role) }) {
		if mates, err = v.reader.Colleagues(ctx); err != nil {
			return err
		}
	}
	onDuty, err := v.reader.OnDuty(ctx, view.Case.Township)
	if err != nil {
		return err
	}
	told, err := v.reader.Told(ctx, view)
	if err != nil {
		return err
	}
	c := telling{l: locale.From(ctx), v: v, view: view, officers: officers}
	page := c.page()
	page.Duties, page.Later = c.duties(told)
	if r.URL.Query().Get("all") == "" {
		c.fold(&page)
	}
	page.Phone = onDuty[view.Case.Township].Phone
	offered := forms{l: c.l, v: v, view: view, mates: mates, failed: failed}
	if slices.Contains(view.Verbs, casework.VerbMerge) {
		if offered.others, err = s.others(r, v, view.Case); err != nil {
			return err
		}
	}
	page.Forms, page.Groups = offered.sorted()
	if failed != nil && !offered.shown(page) {
		page.Wrong, page.Clause = failed.refusal.Reason, failed.refusal.Clause // the form is gone: the case has moved on
	}
	page.Back = homeOf(v)
	r = r.WithContext(face.Made(ctx, c.opened())) // the year of the case stands in its number
	return show(w, r, status, casepage.Page(s.frame(r, v, page.Title+" "+page.No), page))
}

// others are the open cases of a case's township that it may be merged into.
func (s *Server) others(r *http.Request, v visit, c casework.Case) (options []face.Option, err error) {
	x, err := s.rows(r.Context(), v)
	if err != nil {
		return nil, err
	}
	open, _, err := v.reader.Cases(r.Context(), v.who.District, store.CaseFilter{Open: true, Township: c.Township}, atOnce)
	for _, row := range open {
		if row.No != string(c.No) {
			shown := x.of(row, "")
			options = append(options, face.Option{Value: shown.No, Label: strings.TrimSpace(shown.Title + " " + shown.Place)})
		}
	}
	return options, err
}

// namesColleagues reports whether a verb's form names people of this post's own unit, or their telephones.
func namesColleagues(verb casework.Verb, role org.Role) bool {
	switch verb {
	case casework.VerbAssign, casework.VerbAccept, casework.VerbArrive, casework.VerbAttend:
		return true
	case casework.VerbRecuse:
		return leads(role)
	}
	return false
}

// leads reports whether a post of this role may recuse its colleagues. 依据 P-103.
func leads(role org.Role) bool {
	return role == org.DepartmentLeader || role == org.TownshipLeader || role == org.CentreLead
}

// telling tells a case to one reader, in their language.
type telling struct {
	l        locale.Lang
	v        visit
	view     desk.View
	officers map[org.AccountID]desk.Officer
}

// opened is when the case came in.
func (c telling) opened() int64 {
	if len(c.view.Records) == 0 {
		return c.view.At
	}
	return c.view.Records[0].Moment.At
}

func (c telling) page() casepage.View {
	k := c.view.Case
	page := casepage.View{
		No: string(k.No), Class: string(k.Class), Kind: string(k.Kind), Cause: nameIn(c.l, casework.Causes, string(k.Cause)), Status: string(k.Status), Round: k.Round,
		Place: c.text(k.Place), Township: c.name(k.Township), Source: nameIn(c.l, casework.Sources, string(k.Source)), Text: c.text(k.Text), Facts: c.text(k.Facts),
		Reporter: c.person(k.Person), Steps: c.steps(), Banners: c.banners(), Tasks: c.tasks(), Plan: c.plan(),
		Transfers: c.transfers(), Questions: c.questions(), Requests: c.requests(), Supervisions: c.supervisions(), Entries: c.entries(),
	}
	page.All = len(page.Entries)
	if page.Facts.Plain == page.Text.Plain {
		page.Facts = casepage.Text{} // reported and called in one breath
	}
	if k.Grid != "" {
		page.Grid = c.name(k.Grid)
	}
	page.Title, page.Situation = c.title()
	page.By = page.Title
	if k.Entry.Unlisted {
		page.By = c.l.T("call.unlisted")
	}
	if k.Entry.Edition != "" {
		page.Edition = c.view.Edition.Label
		if k.Entry.Matter != 0 {
			page.Matter = c.v.base + "/catalogue/" + strconv.Itoa(k.Entry.Matter) + "?edition=" + k.Entry.Edition
		}
	}
	for _, e := range page.Entries {
		page.Photos = append(page.Photos, e.Files...)
	}
	return page
}

// title is what a case is about: matter and situation, or the service, or what was reported.
func (c telling) title() (title, situation string) {
	k := c.view.Case
	title, situation = entryTitle(c.view.Edition, k.Entry)
	if title == "" {
		title = firstLine(c.text(k.Text).Plain)
	}
	if title == "" {
		title = c.l.T("case.untitled")
	}
	return title, situation
}

func entryTitle(edition catalogue.Edition, e catalogue.Entry) (title, situation string) {
	if e.Service != "" {
		if service, ok := edition.Service(e.Service); ok {
			return service.Name, ""
		}
	}
	matter, ok := edition.Matter(e.Matter)
	if !ok {
		return "", ""
	}
	if found, ok := matter.Situation(e.Situation); ok && len(matter.Situations) > 1 { // the only one says nothing
		situation = found.Code + " " + found.Name
	}
	return matter.Name, situation
}

// firstLine is a text's first words, for a heading.
func firstLine(text string) string {
	for i, r := range []rune(text) {
		switch {
		case r == '\n' || r == '。' && i > 3:
			return string([]rune(text)[:i])
		case i == 40:
			return string([]rune(text)[:i]) + "…"
		}
	}
	return text
}

func (c telling) name(u org.UnitID) string {
	if u == "" || u == casework.Clockwork.Unit {
		return c.l.T("role.system")
	}
	return c.view.Units.Name(u)
}

// text is what was written, or that it is gone or not for this reader.
func (c telling) text(content ledger.Content) casepage.Text {
	if content.IsZero() {
		return casepage.Text{}
	}
	if plain, ok := c.view.Words.Of(content); ok {
		return casepage.Text{Plain: plain}
	}
	// Who reads the other words of this case and not this one finds that it has been erased.
	return casepage.Text{Erased: c.reads(), Closed: !c.reads()}
}

// reads reports whether this reader may read what people wrote in this case.
func (c telling) reads() bool {
	for _, word := range c.view.Words {
		if word.Kind == ledger.TextContent {
			return true
		}
	}
	return false
}

// person is who a report is about, for those who must know.
func (c telling) person(content ledger.Content) casepage.Text {
	text := c.text(content)
	text.Erased, text.Closed = false, text.Erased || text.Closed
	var someone casework.Reporter
	if text.Plain != "" && json.Unmarshal([]byte(text.Plain), &someone) == nil {
		text.Plain = someone.Name
		if someone.Phone != "" {
			text.Plain += "  " + someone.Phone
		}
	}
	return text
}

// clock shows one clock of a case as it stands now.
func (c telling) clock(k casework.Clock) face.Clock { return clockOf(k, c.view.At) }

func clockOf(k casework.Clock, now int64) face.Clock {
	switch {
	case k.Started == 0:
		return face.Clock{}
	case k.Stopped != 0:
		return face.Met(k.Due.At, k.Stopped)
	case k.Paused != 0:
		return face.Clock{State: face.ClockPaused}
	case k.Due.Year != 0:
		return face.Clock{State: face.ClockUnknown, Year: k.Due.Year, Now: now}
	case k.Due.Statute:
		return face.Clock{State: face.ClockStatute, Now: now}
	}
	return face.Running(now, k.Due.At, k.Yellow)
}
