package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huying/internal/catalogue"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/web/face"
	"huying/internal/web/manual"
)

// listPage shows the responsibility list, by domain, unit or word.
func (s *Server) listPage(w http.ResponseWriter, r *http.Request, v visit) error {
	ctx, q := r.Context(), r.URL.Query()
	l := locale.From(ctx)
	edition, err := v.reader.Edition(ctx, v.who.District, q.Get("edition"))
	if err != nil {
		return err
	}
	editions, err := v.reader.Editions(ctx, v.who.District)
	if err != nil {
		return err
	}
	words, unit, domain := strings.TrimSpace(q.Get("q")), org.UnitID(q.Get("unit")), q.Get("domain")
	page := manual.List{Here: v.base + "/catalogue", Edition: s.edition(edition), Words: words, Domain: domain, All: len(edition.Matters)}
	for _, e := range editions {
		page.Editions = append(page.Editions, face.Option{Value: e.ID, Label: e.Label, Chosen: e.ID == edition.ID})
	}
	found := searched(edition, words)
	counts := map[string]int{}
	leads := map[org.UnitID]bool{}
	for _, m := range edition.Matters {
		counts[m.Domain]++
		if m.TownshipLed {
			page.Led++
		}
		if m.Lead != "" {
			leads[m.Lead] = true
		}
		hit, fits := found[m.Number]
		if words != "" && !fits || unit != "" && m.Lead != unit || domain != "" && m.Domain != domain {
			continue
		}
		page.Rows = append(page.Rows, rowOf(l, v, m, hit, q.Get("edition")))
	}
	to := func(domain string) string {
		ask := url.Values{}
		for name, value := range map[string]string{"q": words, "unit": string(unit), "edition": q.Get("edition"), "domain": domain} {
			if value != "" {
				ask.Set(name, value)
			}
		}
		return page.Here + "?" + ask.Encode()
	}
	page.Domains = append(page.Domains, manual.Domain{Name: l.T("list.all"), Href: to(""), Count: len(edition.Matters), Here: domain == ""})
	for _, name := range edition.Domains {
		page.Domains = append(page.Domains, manual.Domain{Name: name, Href: to(name), Count: counts[name], Here: name == domain})
	}
	for id := range leads {
		page.Units = append(page.Units, face.Option{Value: string(id), Label: v.units.Name(id), Chosen: id == unit})
	}
	slices.SortFunc(page.Units, func(a, b face.Option) int { return strings.Compare(a.Label, b.Label) })
	return show(w, r, http.StatusOK, manual.ListPage(s.frame(r, v, "list.title"), page))
}

// searched is what the words find: each matter, with the first situation they fit.
func searched(edition catalogue.Edition, words string) map[int]string {
	found := map[int]string{}
	for _, m := range edition.Search(words) {
		if had, ok := found[m.Matter]; ok && had != "" {
			continue
		}
		found[m.Matter] = ""
		if m.Situation != "" {
			found[m.Matter] = m.Situation + " " + m.Text
		}
	}
	return found
}

func rowOf(l locale.Lang, v visit, m catalogue.Matter, hit, edition string) manual.Row {
	row := manual.Row{
		Number: m.Number, Name: m.Name, Domain: m.Domain, Lead: leadName(l, v.units, m), Led: m.TownshipLed, Situations: len(situationsOf(m)),
		Found: hit, Manual: m.Manual(), Href: v.base + "/catalogue/" + strconv.Itoa(m.Number),
	}
	if edition != "" {
		row.Href += "?edition=" + url.QueryEscape(edition)
	}
	for _, p := range m.Assists {
		row.Assists = append(row.Assists, p.Name)
	}
	return row
}

func (s *Server) edition(e catalogue.Edition) manual.Edition {
	return manual.Edition{Label: e.Label, Issuer: e.Issuer, Remark: e.Remark, From: e.From, Document: e.Document}
}

// sheetPage shows one matter as its 说明书.
func (s *Server) sheetPage(w http.ResponseWriter, r *http.Request, v visit) error {
	ctx := r.Context()
	l := locale.From(ctx)
	edition, err := v.reader.Edition(ctx, v.who.District, r.URL.Query().Get("edition"))
	if err != nil {
		return err
	}
	number, _ := strconv.Atoi(r.PathValue("number"))
	m, ok := edition.Matter(number)
	if !ok {
		return rule.Refuse(rule.Unknown, "P-10", "责任清单中没有这一项")
	}
	page := manual.Sheet{
		Edition: s.edition(edition), Back: v.base + "/catalogue", Number: m.Number, Domain: m.Domain, Name: m.Name, Led: m.TownshipLed,
		Lead: m.LeadName, Split: m.LeadSplit, Problem: m.Problem, Grid: tierOf(m.Grid), Township: tierOf(m.Township), Department: tierOf(m.Department),
		Source: sourceOf(l, m.NameSource),
	}
	if m.Lead != "" {
		page.LeadUnit = v.units.Name(m.Lead)
	}
	for _, p := range m.Assists {
		page.Parties = append(page.Parties, manual.Party{
			Name: p.Name, Duty: p.Duty, Unit: strings.Join(names(v.units, p.Units), "、"), Township: p.Township, Unmapped: !p.Mapped,
		})
	}
	for _, c := range m.Basis {
		shown := manual.Citation{Law: c.Law, Text: c.Text, Gist: c.Gist}
		if len(c.Articles) > 0 {
			shown.Articles = l.T("manual.articles", strings.Join(c.Articles, l.T("said.listed")))
		}
		page.Basis = append(page.Basis, shown)
	}
	for _, sit := range situationsOf(m) {
		shown, err := situationOf(l, v, edition, m, sit)
		if err != nil {
			return err
		}
		page.Situations = append(page.Situations, shown)
	}
	return show(w, r, http.StatusOK, manual.SheetPage(s.frame(r, v, m.Name), page))
}

func situationOf(l locale.Lang, v visit, edition catalogue.Edition, m catalogue.Matter, s catalogue.Situation) (manual.Situation, error) {
	entry, err := edition.Entry(m.Number, s.Code, v.who.Township, v.units)
	if err != nil {
		return manual.Situation{}, err
	}
	shown := manual.Situation{
		Code: s.Code, Name: s.Name, Class: string(s.Class), Recognise: s.Recognise, Evidence: s.Evidence, Done: s.DoneWhen, Precedent: s.Precedent,
		Lead: l.T("list.led"), Assists: names(v.units, entry.Assists),
		Accept: limit(l, entry.Limits.Accept), Arrive: limit(l, entry.Limits.Arrive), Finish: limit(l, entry.Limits.Finish),
	}
	switch {
	case entry.TownshipLed:
	case entry.Lead != "":
		shown.Lead = v.units.Name(entry.Lead)
	default:
		shown.Lead = l.T("call.unmapped")
	}
	if stationOf(v.who.Actor.Role) == townshipDesk {
		shown.Call = v.base + "/call?matter=" + strconv.Itoa(m.Number) + "&situation=" + url.QueryEscape(s.Code)
	}
	return shown, nil
}

func tierOf(t catalogue.Tier) manual.Tier {
	shown := manual.Tier{KeyPoints: t.KeyPoints, Requirements: t.Requirements}
	for _, s := range t.Steps {
		shown.Steps = append(shown.Steps, manual.Step{Who: s.Who, Does: s.Does, Leaves: s.Leaves, Limit: s.Limit})
	}
	return shown
}

// sourceOf says where a matter's name comes from; the list as shipped is a reconstruction.
func sourceOf(l locale.Lang, source string) string {
	switch {
	case source == "":
		return ""
	case strings.HasPrefix(source, "found"):
		return l.T("source.found") + strings.TrimPrefix(source, "found")
	case strings.HasPrefix(source, "own"):
		return l.T("source.own")
	}
	return source
}
