package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"reflect"
	"slices"

	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/web/face"
	"huying/internal/web/patrol"
)

// reportPage is where a report is made: by a grid member or station for themselves, by a township or
// the centre on somebody's behalf.
func (s *Server) reportPage(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := casework.Permit(casework.Case{}, casework.VerbReport, "", v.who.Actor, v.units); err != nil {
		return err
	}
	return s.showReport(w, r, v, http.StatusOK, nil)
}

// report opens a case, and shows the reporter what becomes of it.
func (s *Server) report(w http.ResponseWriter, r *http.Request, v visit) error {
	if owner := r.Header.Get("Huying-Owner"); owner != "" && owner != ownerOf(v) {
		return rule.Refuse(rule.Unauthenticated, "P-121", "这是另一账号或者岗位的上报，由其本人登录后发送")
	}
	sent, err := s.form(w, r, v)
	values, files := sent.values, sent.files
	if values == nil {
		return err
	}
	if values.Get("draft") != "" { // photographs are not kept with it, and none is refused
		err = s.draft(w, r, v, values)
		if refusal, ok := refused(r, err); ok {
			return s.showReport(w, r, v, refusal.Code.Status(), &attempt{casework.VerbReport, values, refusal})
		}
		return err
	}
	var cmd casework.Report
	failed := fill(reflect.ValueOf(&cmd).Elem(), values, "")
	if err == nil {
		err = failed
	}
	if failed == nil {
		files = append(arrived(cmd.Files), files...)
		cmd.Files, cmd.Call = files, nil
	}
	if err == nil {
		cmd.Text = joined(values.Get("what"), cmd.Text)
		if cmd.Text == "" && len(files) > 0 {
			cmd.Text = locale.From(r.Context()).T("report.seephoto") // three taps: the photo says it
		}
		answer, failed := s.desk.Report(r.Context(), v.who, v.who.District, cmd, sent.key())
		if failed == nil {
			s.sentDraft(r, v, values.Get("draft_id"))
			if asksJSON(r) {
				return showJSON(w, http.StatusOK, map[string]string{"no": string(answer.No), "href": v.base + "/cases/" + string(answer.No)})
			}
			to := v.base + "/cases/" + string(answer.No)
			if stationOf(v.who.Actor.Role) == patrolDesk {
				to = v.base + "/report"
			}
			http.Redirect(w, r, to+"?done=report", http.StatusSeeOther)
			return nil
		}
		err = failed
	}
	if refusal, ok := refused(r, err); ok && !asksJSON(r) {
		return s.showReport(w, r, v, refusal.Code.Status(), &attempt{casework.VerbReport, withFiles(values, files), refusal})
	}
	return err
}

// joined puts the high-frequency matter before what was written about it.
func joined(what, text string) string {
	switch {
	case what == "":
		return text
	case text == "":
		return what
	}
	return what + "：" + text
}

func (s *Server) showReport(w http.ResponseWriter, r *http.Request, v visit, status int, failed *attempt) error {
	ctx := r.Context()
	x, err := s.rows(ctx, v)
	if err != nil {
		return err
	}
	page := patrol.View{
		Place: v.units.Name(v.who.Actor.Unit), Action: v.base + "/report", Key: newKey(), Behalf: stationOf(v.who.Actor.Role) != patrolDesk,
		Now: s.now(), Check: v.base + "/check",
	}
	if !page.Behalf {
		page.Owner, page.Kept = ownerOf(v), kept(r)
		page.Places = []string{page.Place}
	}
	said := url.Values{}
	var opened url.Values
	if !page.Kept {
		if page.Drafts, opened, err = s.drafts(ctx, v, r.URL.Query().Get("draft")); err != nil {
			return err
		}
	}
	if opened != nil {
		said = opened
	} else if failed == nil && !page.Kept && r.URL.Query().Get("draft") != "" {
		return rule.Refuse(rule.Unknown, "P-29", "没有这份草稿")
	}
	if failed != nil {
		said = failed.values
		page.Wrong, page.Clause, page.At = failed.refusal.Reason, failed.refusal.Clause, failed.refusal.Field
	}
	page.Draft, page.Person, page.Phone = said.Get("draft_id"), said.Get("reporter.name"), said.Get("reporter.phone")
	page.Photos = keptFiles(said)
	page.Text, page.Where, page.Position = said.Get("text"), said.Get("place"), said.Get("position")
	if edition, err := v.reader.Edition(ctx, v.who.District, ""); err == nil {
		page.Frequent = frequent(edition, cmp.Or(said.Get("what"), r.URL.Query().Get("what")))
	}
	switch {
	case page.Kept:
	case !page.Behalf:
		if err := s.mine(ctx, v, x, &page); err != nil {
			return err
		}
	case v.who.Township != "":
		page.Sources = behalf(x, said.Get("source"))
		page.Grids = gridsOf(v.units, v.who.Township, said.Get("grid"))
	default:
		page.Sources = behalf(x, said.Get("source"))
		for _, u := range v.units.ByKind(org.KindTownship) {
			page.Townships = append(page.Townships, face.Option{Value: string(u.ID), Label: u.Name, Chosen: string(u.ID) == said.Get("township")})
		}
	}
	return show(w, r, status, patrol.Page(s.frame(r, v, "report.title"), page))
}

// mine lists what was reported by this person and in this grid, what changed last first, and the places it was at.
func (s *Server) mine(ctx context.Context, v visit, x rows, page *patrol.View) error {
	const looked, shown, places = 100, 20, 7
	all, next, err := v.reader.Cases(ctx, v.who.District, store.CaseFilter{}, desk.Page{Limit: looked})
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.Place != "" && len(page.Places) < places && !slices.Contains(page.Places, c.Place) {
			page.Places = append(page.Places, c.Place)
		}
	}
	slices.SortStableFunc(all, func(a, b store.CaseRow) int { return cmp.Compare(b.Changed, a.Changed) })
	if len(all) > shown {
		all, next = all[:shown], "more"
	}
	for _, c := range all {
		page.Mine = append(page.Mine, x.became(c))
	}
	if next != "" {
		page.More = v.base + "/cases"
	}
	return nil
}

// frequent is the district's high-frequency list as buttons.
func frequent(edition catalogue.Edition, chosen string) (all []patrol.Frequent) {
	for _, q := range edition.HighFrequency {
		all = append(all, patrol.Frequent{Name: q.Name, Sign: sign(q.Name, edition.HighFrequency), Chosen: q.Name == chosen})
	}
	return all
}

// sign is the first character by which a name differs from all others: 停 of 违法停车, 建 of 违法建设.
func sign(name string, all []catalogue.Frequent) string {
	for i, own := range []rune(name) {
		shared := slices.ContainsFunc(all, func(q catalogue.Frequent) bool {
			other := []rune(q.Name)
			return q.Name != name && i < len(other) && other[i] == own
		})
		if !shared {
			return string(own)
		}
	}
	return string([]rune(name)[:1])
}

// behalf lists the channels by which somebody else's report comes in.
func behalf(x rows, chosen string) []face.Option {
	var options []face.Option
	for _, o := range listed(x.l, casework.Sources, chosen) {
		switch o.Value {
		case "patrol", "station":
			continue
		}
		options = append(options, o)
	}
	if chosen == "" {
		options[0].Chosen = true
	}
	return options
}

// gridsOf lists a township's grids under their communities.
func gridsOf(units *org.Directory, township org.UnitID, chosen string) (options []face.Option) {
	for _, community := range units.Children(township) {
		for _, grid := range units.Children(community.ID) {
			if grid.Kind == org.KindGrid && grid.To == 0 {
				options = append(options, face.Option{Value: string(grid.ID), Label: grid.Name, Group: community.Name, Chosen: string(grid.ID) == chosen})
			}
		}
	}
	return options
}

// became says what became of a report, for who is outside the work.
func (x rows) became(c store.CaseRow) patrol.Report {
	title, _ := x.title(c)
	if c.Summary != "" {
		title = firstLine(c.Summary)
	}
	return patrol.Report{
		No: c.No, Href: x.v.base + "/cases/" + c.No, Title: title, Place: c.Place, At: c.Changed, Status: c.Status, Became: x.l.T("became." + c.Status),
		Others: c.Reporter != x.v.who.Actor.Account,
	}
}
