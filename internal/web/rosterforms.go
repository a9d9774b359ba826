package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/roster"
	"huying/internal/rule"
	"huying/internal/web/face"
	sheet "huying/internal/web/roster"
)

// moment is how a form sends an instant of the district's own time.
const moment = "2006-01-02T15:04"

// forms are what a unit's leader does with the roster: turns by the day, one from when to when, a week again.
func (x rosterSheet) forms() []face.Form {
	hidden := func(do string) []face.Field {
		return []face.Field{
			{Name: "do", Kind: face.Hidden, Value: do}, {Name: "unit", Kind: face.Hidden, Value: string(x.a.unit)},
			{Name: "view", Kind: face.Hidden, Value: x.a.view}, {Name: "day", Kind: face.Hidden, Value: x.a.day},
		}
	}
	form := func(do string, fields ...face.Field) face.Form {
		f := face.Form{Action: x.v.base + "/roster", Verb: do, Key: newKey(), Title: x.l.T("roster." + do), Fields: append(hidden(do), fields...), Clause: "P-130"}
		if key := "roster." + do + ".note"; do != "exact" {
			f.Note = x.l.T(key)
		}
		return f
	}
	label := func(f face.Field, key string) face.Field {
		f.Label = x.l.T("roster." + key)
		return f
	}
	choice := func(name string, chosen string, prefix string, codes ...string) face.Field {
		f := face.Field{Name: name, Kind: face.Choice, Need: true, Half: true}
		for _, code := range codes {
			f.Options = append(f.Options, face.Option{Value: code, Label: x.l.T(prefix + code), Chosen: code == chosen})
		}
		return f
	}
	day := x.from
	if now := time.UnixMicro(x.now).In(x.days.Zone()); day.Before(now) {
		day = now
	}
	if x.a.fill != "" && x.a.day != "" {
		day, _ = time.ParseInLocation(time.DateOnly, x.a.day, x.days.Zone())
	}
	shift := x.a.fill
	if shift == "" {
		shift = string(roster.ByNight)
	}
	on := day.Format(time.DateOnly)
	_, shuts, next := roster.Hours(x.days, day)
	person := label(face.Field{Name: "account", Kind: face.Choice, Need: true, Options: x.seats()}, "person")
	phone := label(face.Field{Name: "phone", Kind: face.Phone, Hint: x.l.T("roster.phone.hint"), Max: 32}, "phone")
	second := label(face.Field{Name: "second", Kind: face.Tick, Hint: x.l.T("roster.as.second.hint")}, "as.second")
	plan := form("plan", person,
		label(choice("shift", shift, "roster.shift.", "day", "night", "whole"), "shift"), label(choice("which", "all", "roster.which.", "all", "working", "off"), "which"),
		label(face.Field{Name: "from", Kind: face.Date, Need: true, Half: true, Value: on}, "from.day"),
		label(face.Field{Name: "through", Kind: face.Date, Need: true, Half: true, Value: on}, "through"),
		phone, second)
	plan.Open, plan.Tone = x.a.fill != "", face.Blue
	exact := form("exact", person,
		label(face.Field{Name: "starts", Kind: face.Moment, Need: true, Half: true, Value: shuts.Format(moment)}, "starts"),
		label(face.Field{Name: "ends", Kind: face.Moment, Need: true, Half: true, Value: next.Format(moment)}, "ends"),
		phone, second)
	exact.Note = x.l.T("roster.ends.hint")
	again := form("again",
		label(face.Field{Name: "weeks", Kind: face.Number, Need: true, Half: true, Value: "1", Max: 2}, "weeks"),
		label(choice("which", "all", "roster.which.", "all", "working", "off"), "which"))
	if x.a.view == "month" {
		return []face.Form{plan, exact}
	}
	return []face.Form{plan, exact, again}
}

// refused says what was wrong with what was sent, in the form it came from.
func (x rosterSheet) refused(page *sheet.View, failed *attemptAt) {
	said := failed.refusal
	if failed.do == "table" {
		page.Pasted = failed.values.Get("table")
		for _, f := range failed.faults {
			fault := sheet.Fault{Line: f.Line, Column: f.Column, Reason: x.l.Refusal(f.Refusal.Reason)}
			if f.Column > 0 && f.Column <= len(roster.Columns) {
				fault.Heading = roster.Columns[f.Column-1][columnIn(x.l)]
			}
			page.Faults = append(page.Faults, fault)
		}
		if page.Faults == nil {
			page.Faults = []sheet.Fault{{Reason: said.Reason}}
		}
		return
	}
	for i := range page.Do {
		form := &page.Do[i]
		if form.Verb != failed.do {
			continue
		}
		form.Open = true
		told := false
		for j, field := range form.Fields {
			filled, said := field.Filled(failed.values, fieldOf(said.Field), said.Reason)
			form.Fields[j], told = filled, told || said
		}
		if !told {
			form.Wrong, form.Clause = said.Reason, said.Clause
		}
	}
}

// columnIn is which of a table's two headings a language reads.
func columnIn(l locale.Lang) int {
	if l == locale.En {
		return 1
	}
	return 0
}

// fieldOf is the field itself, of one that stands in a list: turns.1.starts.
func fieldOf(field string) string {
	for i := len(field) - 1; i >= 0; i-- {
		if field[i] == '.' {
			return field[i+1:]
		}
	}
	return field
}

// keepRoster does what a unit's leader asks for: turns are put on, taken off, repeated, or come as a table. 依据 P-130, P-131.
func (s *Server) keepRoster(w http.ResponseWriter, r *http.Request, v visit) error {
	sent, err := s.form(w, r, v)
	if err != nil {
		return err
	}
	a, do := rosterAsked(sent.values, v), sent.values.Get("do")
	done, err := s.changeRoster(r, v, a, do, sent)
	var faults roster.Faults
	_ = errors.As(err, &faults)
	if refusal, ok := refused(r, err); ok && refusal.Code != rule.Forbidden && refusal.Code != rule.Unknown && do != "end" {
		return s.showRoster(w, r, v, a, &attemptAt{do: do, values: sent.values, refusal: refusal, faults: faults})
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, toldAt(a.address(v.base, a.day), done), http.StatusSeeOther)
	return nil
}

func (s *Server) changeRoster(r *http.Request, v visit, a rostered, do string, sent posted) (done string, err error) {
	ctx, q := r.Context(), sent.values
	days, err := v.reader.Days(ctx, v.who.District)
	if err != nil {
		return "", err
	}
	x := rosterSheet{v: v, a: a, days: days, now: s.now()}
	x.span()
	var entries []roster.Entry
	switch do {
	case "end":
		starts, err := strconv.ParseInt(q.Get("starts"), 10, 64)
		if err != nil {
			return "", rule.Refuse(rule.Unknown, "P-131", "值班表上没有这个班次")
		}
		_, err = s.desk.EndTurn(ctx, v.who, v.who.District, a.unit, org.AccountID(q.Get("account")), starts, sent.key())
		return "roster.end", err
	case "plan":
		entries, err = x.planned(q)
	case "exact":
		entries = x.exactly(q)
	case "again":
		entries, err = s.again(r, x, q)
	case "table":
		entries, err = s.tabled(r, x, q)
	default:
		err = rule.Refuse(rule.Invalid, "P-87", "没有这个动作").At("do")
	}
	if err != nil {
		return "", err
	}
	changed, err := s.desk.PutTurns(ctx, v.who, v.who.District, a.unit, entries, sent.key())
	switch {
	case err != nil:
		return "", err
	case changed == 0:
		return "roster.same", nil
	case do == "plan" || do == "exact":
		return "roster.put", nil
	}
	return "roster." + do, nil
}

// planned reads turns by the day.
func (x rosterSheet) planned(q url.Values) ([]roster.Entry, error) {
	var span [2]time.Time
	for i, name := range []string{"from", "through"} {
		day, err := time.ParseInLocation(time.DateOnly, q.Get(name), x.days.Zone())
		if err != nil || day.Year() < 2000 || day.Year() > 2100 {
			return nil, rule.Refuse(rule.Invalid, "P-130", "请填写日期").At(name)
		}
		span[i] = day
	}
	if span[1].Before(span[0]) {
		return nil, rule.Refuse(rule.Invalid, "P-130", "起始日期晚于截止日期").At("through")
	}
	who := roster.Turn{Account: org.AccountID(q.Get("account")), Second: q.Get("second") != ""}
	turns := roster.Plan(x.days, who, roster.Shift(q.Get("shift")), span[0], span[1], roster.Which(q.Get("which")), x.now)
	if len(turns) == 0 {
		return nil, rule.Refuse(rule.Invalid, "P-130", "所选日期内没有可排的班次").At("through")
	}
	return withPhone(turns, q.Get("phone")), nil
}

// exactly reads one turn from when to when.
func (x rosterSheet) exactly(q url.Values) []roster.Entry {
	t := roster.Turn{Account: org.AccountID(q.Get("account")), Second: q.Get("second") != ""}
	for name, into := range map[string]*int64{"starts": &t.Starts, "ends": &t.Ends} {
		if at, err := time.ParseInLocation(moment, q.Get(name), x.days.Zone()); err == nil {
			*into = at.UnixMicro()
		}
	}
	if t.Starts <= x.now && x.now-t.Starts < int64(time.Minute/time.Microsecond) {
		t.Starts = x.now // a form knows no seconds: what begins this minute begins now
	}
	return withPhone([]roster.Turn{t}, q.Get("phone"))
}

// again reads for how many weeks the week that is shown is repeated.
func (s *Server) again(r *http.Request, x rosterSheet, q url.Values) ([]roster.Entry, error) {
	weeks, err := strconv.Atoi(q.Get("weeks"))
	if err != nil || weeks < 1 || weeks > 12 {
		return nil, rule.Refuse(rule.Invalid, "P-130", "可续排一至十二周").At("weeks")
	}
	found, err := x.v.reader.Roster(r.Context(), x.v.who.District, x.a.unit, x.from.UnixMicro(), x.from.AddDate(0, 0, 7*(weeks+1)).UnixMicro())
	if err != nil {
		return nil, err
	}
	turns := roster.Again(x.days, found.Turns(), x.from, weeks, roster.Which(q.Get("which")), x.now)
	if len(turns) == 0 {
		return nil, rule.Refuse(rule.Invalid, "P-130", "没有可续排的班次").At("weeks")
	}
	phones := map[org.AccountID]string{}
	for _, e := range found.Entries {
		phones[e.Account] = e.Phone
	}
	entries := withPhone(turns, "")
	for i := range entries {
		entries[i].Phone = phones[entries[i].Account]
	}
	return entries, nil
}

func withPhone(turns []roster.Turn, phone string) []roster.Entry {
	entries := make([]roster.Entry, len(turns))
	for i, t := range turns {
		entries[i] = roster.Entry{Turn: t, Phone: phone}
	}
	return entries
}
