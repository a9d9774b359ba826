package web

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"huying/internal/access"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/roster"
	"huying/internal/rule"
	"huying/internal/web/face"
	sheet "huying/internal/web/roster"
)

// rostered is how one look at a roster is asked for: whose, how, and around which day.
type rostered struct {
	unit org.UnitID
	view string // week, month
	day  string // 2019-07-25; empty for today
	fill string // day, night: the shift that a form is to be filled in for
}

// rosterAsked reads what is asked for; a day that cannot be read is today.
func rosterAsked(q url.Values, v visit) rostered {
	a := rostered{unit: org.UnitID(q.Get("unit")), view: q.Get("view"), day: q.Get("day"), fill: q.Get("fill")}
	if a.unit == "" {
		a.unit = v.who.Actor.Unit
		if u, _ := v.units.Unit(a.unit); !roster.Keeps(u.Kind) {
			a.unit = v.units.DepartmentOf(a.unit)
		}
	}
	if a.view != "month" {
		a.view = "week"
	}
	if day, err := time.Parse(time.DateOnly, a.day); err != nil || day.Year() < 2000 || day.Year() > 2100 {
		a.day = ""
	}
	if a.fill != string(roster.ByNight) && a.fill != string(roster.ByDay) {
		a.fill = ""
	}
	return a
}

// address is the page under what is asked for, around another day.
func (a rostered) address(base, day string) string {
	q := url.Values{"unit": {string(a.unit)}}
	if a.view == "month" {
		q.Set("view", a.view)
	}
	if day != "" {
		q.Set("day", day)
	}
	return base + "/roster?" + q.Encode()
}

// attemptAt is what was sent to a roster and refused.
type attemptAt struct {
	do      string
	values  url.Values
	refusal *rule.Refusal // in the words of the page
	faults  roster.Faults
}

// rosterPage shows a unit's roster by week or by month. 依据 P-130, P-132.
func (s *Server) rosterPage(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.showRoster(w, r, v, rosterAsked(r.URL.Query(), v), nil)
}

func (s *Server) showRoster(w http.ResponseWriter, r *http.Request, v visit, a rostered, failed *attemptAt) error {
	ctx := r.Context()
	days, err := v.reader.Days(ctx, v.who.District)
	if err != nil {
		return err
	}
	x := rosterSheet{l: locale.From(ctx), v: v, a: a, days: days, now: s.now()}
	x.span()
	found, err := v.reader.Roster(ctx, v.who.District, a.unit, x.from.AddDate(0, 0, -1).UnixMicro(), x.to.AddDate(0, 0, 2).UnixMicro())
	if err != nil {
		return err
	}
	x.found = found
	page, err := x.view(ctx)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if failed != nil {
		status = failed.refusal.Code.Status()
		x.refused(&page, failed)
	}
	f := s.frame(r, v, "roster.title")
	return show(w, r, status, sheet.Page(f, page))
}

// rosterTabs are the pages about who is on duty that this post has.
func rosterTabs(l locale.Lang, v visit, here string) (tabs []face.Link) {
	add := func(key, to string) {
		tabs = append(tabs, face.Link{Label: l.T(key), Href: v.base + to, Here: to == here})
	}
	add("roster.tab.table", "/roster")
	if access.Permit(v.who, access.RosterRing, access.District(v.who.District)) == nil {
		add("roster.tab.now", "/roster/now")
	}
	if leavesNotes(v) {
		add("roster.tab.handover", "/handover")
	}
	return tabs
}

// ownRoster is the roster of a post's own unit, before the units are known.
func ownRoster(v visit) access.Roster {
	return access.Roster{
		District: v.who.District, Unit: v.who.Actor.Unit, Answers: cmp.Or(v.who.Department, v.who.Actor.Unit), Township: v.who.Township,
	}
}

// ringPage shows who is on duty now in every unit. 依据 P-130.
func (s *Server) ringPage(w http.ResponseWriter, r *http.Request, v visit) error {
	ctx := r.Context()
	l := locale.From(ctx)
	all, err := v.reader.Ring(ctx, v.who.District)
	if err != nil {
		return err
	}
	page := sheet.Ring{
		Tabs: rosterTabs(l, v, "/roster/now"), At: s.now(), Words: strings.TrimSpace(r.FormValue("q")), Here: v.base + "/roster/now", Units: len(all),
	}
	for _, one := range all {
		if len(one.People) == 0 {
			page.Gaps++
		}
		if !strings.Contains(one.Unit.Name, page.Words) && !strings.Contains(one.Unit.Short, page.Words) {
			continue
		}
		kind := string(one.Unit.Kind)
		if n := len(page.Groups); n == 0 || page.Groups[n-1].ID != kind {
			page.Groups = append(page.Groups, sheet.Group{ID: kind, Title: l.T("roster.of." + kind)})
		}
		group := &page.Groups[len(page.Groups)-1]
		group.Units = append(group.Units, ringing(v, one))
	}
	return show(w, r, http.StatusOK, sheet.RingPage(s.frame(r, v, "roster.ring.title"), page))
}

func ringing(v visit, one desk.Ringing) sheet.Ringing {
	shown := sheet.Ringing{ID: string(one.Unit.ID), Name: one.Unit.Name}
	if access.Permit(v.who, access.RosterSee, access.RosterOf(one.Unit.ID, v.units)) == nil {
		shown.Href = v.base + "/roster?unit=" + url.QueryEscape(string(one.Unit.ID))
	}
	for _, p := range one.People {
		shown.People = append(shown.People, sheet.Person{Name: p.Name, Phone: p.Phone, Second: p.Second, Until: p.Until})
	}
	return shown
}

// rosterTable gives the table of the span that is shown, to be changed elsewhere and sent back. 依据 P-130.
func (s *Server) rosterTable(w http.ResponseWriter, r *http.Request, v visit) error {
	a := rosterAsked(r.URL.Query(), v)
	days, err := v.reader.Days(r.Context(), v.who.District)
	if err != nil {
		return err
	}
	l := locale.From(r.Context())
	x := rosterSheet{l: l, v: v, a: a, days: days, now: s.now()}
	x.span()
	found, err := v.reader.Roster(r.Context(), v.who.District, a.unit, x.from.UnixMicro(), x.to.UnixMicro())
	if err != nil {
		return err
	}
	name := func(id org.AccountID) string { return found.Names[id] }
	text := "\ufeff" + roster.Write(found.Entries, name, days.Zone(), columnIn(l)) // so that a spreadsheet takes it for UTF-8
	w.Header().Set("Content-Type", "text/tab-separated-values; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Disposition", `attachment; filename="roster-`+string(a.unit)+`-`+x.from.Format(time.DateOnly)+`.tsv"`)
	_, err = w.Write([]byte(text))
	return err
}
