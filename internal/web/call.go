package web

import (
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/web/face"
	"huying/internal/web/township"
)

// callPage finds in the list, shows what it says, and has the form to call with: each beside the other.
func (s *Server) callPage(w http.ResponseWriter, r *http.Request, v visit) error {
	asked := r.URL.Query()
	if id := asked.Get("draft"); id != "" {
		kept, saved, err := s.callDraft(r, v, id)
		if err != nil {
			return err
		}
		return s.showCall(w, r, v, http.StatusOK, kept, saved, nil)
	}
	return s.showCall(w, r, v, http.StatusOK, asked, 0, nil)
}

// call calls for a case that has been reported, or reports and calls at once. What is not ready is kept as a draft.
func (s *Server) call(w http.ResponseWriter, r *http.Request, v visit) error {
	sent, err := s.form(w, r, v)
	values, files := sent.values, sent.files
	if values == nil {
		return err
	}
	if values.Get("draft") != "" {
		err := s.keepCall(w, r, v, values)
		if refusal, ok := refused(r, err); ok {
			return s.showCall(w, r, v, refusal.Code.Status(), values, 0, &attempt{casework.VerbCall, values, refusal})
		}
		return err
	}
	var cmd casework.Call
	var answer desk.Answer
	failed := fill(reflect.ValueOf(&cmd).Elem(), values, "")
	if err == nil {
		err = failed
	}
	if failed == nil {
		files = append(arrived(cmd.Files), files...)
		cmd.Files = nil
	}
	if err == nil {
		if from := casework.CaseNo(values.Get("from")); from != "" {
			cmd.Files = files
			answer, err = s.desk.Do(r.Context(), v.who, v.who.District, from, cmd, sent.key())
		} else {
			report := casework.Report{
				Text: values.Get("text"), Place: values.Get("place"), Grid: org.UnitID(values.Get("grid")), Files: files, Call: &cmd,
			}
			answer, err = s.desk.Report(r.Context(), v.who, v.who.District, report, sent.key())
		}
	}
	if refusal, ok := refused(r, err); ok && refusal.Code != rule.Unknown {
		return s.showCall(w, r, v, refusal.Code.Status(), withFiles(values, files), 0, &attempt{casework.VerbCall, values, refusal})
	}
	if err != nil {
		return err
	}
	s.sentDraft(r, v, values.Get("draft_id"))
	done := "call"
	if answer.Status == casework.CaseApproving {
		done = "call.approving"
	}
	http.Redirect(w, r, v.base+"/cases/"+string(answer.No)+"?done="+done, http.StatusSeeOther)
	return nil
}

// arrived are the files that came with an attempt that was refused, and need not come again; what was ticked off is left out.
func arrived(files []casework.File) []casework.File {
	return slices.DeleteFunc(files, func(f casework.File) bool { return f.SHA256 == "" })
}

// withFiles are the values of a form together with the files that came with it, each under the names that its
// command reads.
func withFiles(values url.Values, files []casework.File) url.Values {
	for name := range values {
		if strings.HasPrefix(name, "files.") {
			delete(values, name)
		}
	}
	for i, f := range files {
		at := "files." + strconv.Itoa(i) + "."
		values.Set(at+"sha256", f.SHA256)
		values.Set(at+"name", f.Name)
		values.Set(at+"media", f.Media)
		values.Set(at+"size", strconv.FormatInt(f.Size, 10))
	}
	return values
}

// showCall shows the page for what was asked, typed or kept. Saved is when it was kept last, 0 if it was not.
func (s *Server) showCall(w http.ResponseWriter, r *http.Request, v visit, status int, asked url.Values, saved int64, failed *attempt) error {
	ctx := r.Context()
	c, err := s.calling(r, v, asked)
	if err != nil {
		return err
	}
	c.failed = failed
	words := strings.TrimSpace(asked.Get("q"))
	page := township.Call{
		Here: v.base + "/call", Find: v.base + "/call/find", From: c.from, Matters: len(c.edition.Matters), Edition: c.edition.Label,
		Unlisted: c.address(url.Values{"unlisted": {"true"}}),
	}
	if c.from != "" {
		view, err := v.reader.Case(ctx, v.who.District, casework.CaseNo(c.from))
		if err != nil {
			return err
		}
		told := narrator{l: c.l, v: v, view: view}
		page.Report = told.text(view.Case.Text).Plain
	}
	if page.Hits, err = c.hits(r, words); err != nil {
		return err
	}
	if page.Chosen, err = c.chosen(ctx, asked); err != nil {
		return err
	}
	c.browse(&page)
	page.Sheet = c.sheet(page.Chosen, asked)
	page.Sheet.Draft, page.Sheet.Saved = asked.Get("draft_id"), saved
	if failed != nil {
		page.Wrong, page.Clause = failed.refusal.Reason, failed.refusal.Clause
	}
	frame := s.frame(r, v, "call.title")
	frame.Wide = true
	return show(w, r, status, township.CallPage(frame, page))
}

// browse is the whole list, for those who would rather look through it.
func (c calling) browse(page *township.Call) {
	for _, service := range c.edition.Services {
		page.Service = append(page.Service, township.Service{
			Name: service.Name, Unit: c.v.units.Name(service.Unit), Href: c.address(url.Values{"service": {service.Code}}),
		})
	}
	for _, name := range c.edition.Domains {
		domain := township.Domain{Name: name}
		for _, m := range c.edition.Matters {
			if m.Domain != name {
				continue
			}
			shown := township.Matter{Number: m.Number, Name: m.Name, Lead: leadName(c.l, c.v.units, m)}
			for _, s := range situationsOf(m) {
				shown.Picks = append(shown.Picks, c.pick(m, s))
			}
			domain.Matters = append(domain.Matters, shown)
		}
		page.Domains = append(page.Domains, domain)
	}
}

// leadName is the unit that leads a matter here, or its name in the list while no unit is mapped.
func leadName(l locale.Lang, units *org.Directory, m catalogue.Matter) string {
	switch {
	case m.TownshipLed:
		return l.T("list.led")
	case m.Lead != "":
		return units.Name(m.Lead)
	}
	return m.LeadName
}

// sheet is the call form for what was chosen, with what has been typed.
func (c calling) sheet(chosen *township.Situation, asked url.Values) township.Sheet {
	f := forms{l: c.l, v: c.v, failed: c.failed, view: desk.View{Units: c.v.units}}
	sheet := township.Sheet{
		Form: face.Form{Action: c.v.base + "/call", Verb: string(casework.VerbCall), Key: newKey(), Send: c.l.T("call.send"), Tone: face.Blue, Upload: true},
	}
	for _, name := range []string{"from", "matter", "situation", "service", "unlisted"} {
		if asked.Get(name) != "" {
			sheet.Picked = append(sheet.Picked, face.Field{Name: name, Kind: face.Hidden, Value: asked.Get(name)})
		}
	}
	if chosen == nil || !chosen.Service {
		class := f.oneOf("class", face.Radios, true, nil)
		for _, k := range []string{"daily", "major", "urgent"} {
			own := chosen != nil && slices.ContainsFunc(chosen.Prospects, func(p township.Prospect) bool { return p.Own && p.Class == k })
			class.Options = append(class.Options, face.Option{Value: k, Label: c.l.T("class." + k), Chosen: own || chosen == nil && k == "daily"})
		}
		sheet.Picked = append(sheet.Picked, class, f.oneOf("cause", face.Radios, true, listed(c.l, casework.Causes, "")))
	}
	if c.from == "" {
		sheet.Facts = append(sheet.Facts, f.line("place", true), f.oneOf("grid", face.Choice, false, gridsOf(c.v.units, c.v.who.Township, "")))
	}
	facts := f.area("text", "facts", c.from == "")
	facts.Hint = c.l.T("field.facts.hint")
	sheet.Facts = append(sheet.Facts, facts, f.line("party", false))
	sheet.Files = f.photos()
	wanted := f.oneOf("units", face.Checks, false, slices.DeleteFunc(callable(c.l, c.v.units, c.v.who.Township), func(o face.Option) bool {
		return chosen != nil && (o.Label == chosen.Lead || slices.Contains(chosen.Assists, o.Label))
	}))
	wanted.Hint, wanted.Folded = c.l.T("field.units.hint"), true
	muster := face.Field{Name: "muster", Label: c.l.T("verb.muster"), Kind: face.Rows, Folded: true, Hint: c.l.T("verb.muster.note"), Rows: [][]face.Field{f.muster("muster.", "")}}
	sheet.Rare = []face.Field{wanted, muster}
	sheet.Ready = chosen != nil
	sheet.Kept = keptFiles(asked)
	return c.filled(sheet, asked)
}

// keptFiles are the files that came with an attempt that was refused.
func keptFiles(asked url.Values) (kept []face.Kept) {
	for i := range mostRows {
		at := "files." + strconv.Itoa(i) + "."
		if asked.Get(at+"sha256") == "" {
			continue
		}
		one := face.Kept{Name: asked.Get(at + "name"), Tick: face.Field{Name: at + "sha256", Value: asked.Get(at + "sha256")}}
		for _, name := range []string{"name", "media", "size"} {
			one.Hidden = append(one.Hidden, face.Field{Name: at + name, Kind: face.Hidden, Value: asked.Get(at + name)})
		}
		kept = append(kept, one)
	}
	return kept
}

// filled puts in what has been typed, and says at its field what was wrong with it; what is wrong with the call as a whole
// is said above the page.
func (c calling) filled(sheet township.Sheet, asked url.Values) township.Sheet {
	at, wrong := "", ""
	if c.failed != nil {
		// A call that comes with a report has its fields in the same form.
		at, wrong = strings.TrimPrefix(c.failed.refusal.Field, "call."), c.failed.refusal.Reason
	}
	typed := map[string][]string(asked)
	all := func(fields []face.Field) {
		for i, field := range fields {
			if asked.Get(field.Name) == "" && field.Kind != face.Rows && field.Name != at {
				continue // what the list proposes stands
			}
			fields[i], _ = field.Filled(typed, at, wrong)
			fields[i].Folded = fields[i].Folded && asked.Get(field.Name) == "" && fields[i].Wrong == ""
		}
	}
	all(sheet.Picked)
	all(sheet.Facts)
	all(sheet.Rare)
	if at == "files" {
		sheet.Files.Wrong = wrong
	}
	return sheet
}
