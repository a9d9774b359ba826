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

// callPage searches the list for a situation, and with one chosen shows what the list says of it and
// the form to call under it.
func (s *Server) callPage(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.showCall(w, r, v, http.StatusOK, r.URL.Query(), nil)
}

// call calls for a case that has been reported, or reports and calls at once.
func (s *Server) call(w http.ResponseWriter, r *http.Request, v visit) error {
	values, files, err := s.form(w, r, v)
	if err != nil {
		return err
	}
	var cmd casework.Call
	var answer desk.Answer
	if err = fill(reflect.ValueOf(&cmd).Elem(), values, ""); err == nil {
		if from := casework.CaseNo(values.Get("from")); from != "" {
			cmd.Files = files
			answer, err = s.desk.Do(r.Context(), v.who, v.who.District, from, cmd, keyOf(values, files))
		} else {
			report := casework.Report{
				Text: values.Get("text"), Place: values.Get("place"), Grid: org.UnitID(values.Get("grid")), Files: files, Call: &cmd,
			}
			answer, err = s.desk.Report(r.Context(), v.who, v.who.District, report, keyOf(values, files))
		}
	}
	if refusal, ok := refused(r, err); ok && refusal.Code != rule.Unknown {
		return s.showCall(w, r, v, refusal.Code.Status(), values, &attempt{casework.VerbCall, values, refusal})
	}
	if err != nil {
		return err
	}
	done := "call"
	if answer.Status == casework.CaseApproving {
		done = "call.approving"
	}
	http.Redirect(w, r, v.base+"/cases/"+string(answer.No)+"?done="+done, http.StatusSeeOther)
	return nil
}

func (s *Server) showCall(w http.ResponseWriter, r *http.Request, v visit, status int, asked url.Values, failed *attempt) error {
	if stationOf(v.who.Actor.Role) != townshipDesk {
		return rule.Refuse(rule.WrongRole, "P-23", "只有镇街可以呼叫")
	}
	ctx := r.Context()
	edition, err := v.reader.Edition(ctx, v.who.District, "")
	if err != nil {
		return err
	}
	c := calling{l: locale.From(ctx), v: v, edition: edition, from: asked.Get("from"), failed: failed}
	page := township.Call{Here: v.base + "/call", From: c.from, Words: strings.TrimSpace(asked.Get("q")), Edition: edition.Label, Change: c.address(nil), Unlisted: c.address(url.Values{"unlisted": {"true"}})}
	if c.from != "" {
		view, err := v.reader.Case(ctx, v.who.District, casework.CaseNo(c.from))
		if err != nil {
			return err
		}
		told := telling{l: c.l, v: v, view: view}
		page.Report = told.text(view.Case.Text).Plain
	}
	if page.Chosen, err = c.chosen(asked); err != nil {
		return err
	}
	if page.Chosen == nil {
		c.choose(&page)
	} else {
		page.Form = c.form(*page.Chosen, asked)
	}
	if failed != nil {
		page.Wrong, page.Clause = failed.refusal.Reason, failed.refusal.Clause
	}
	return show(w, r, status, township.CallPage(s.frame(r, v, "call.title"), page))
}

// calling makes the call page of one township under the edition in force.
type calling struct {
	l       locale.Lang
	v       visit
	edition catalogue.Edition
	from    string
	failed  *attempt
}

// address is the call page's, with a choice.
func (c calling) address(choice url.Values) string {
	if choice == nil {
		choice = url.Values{}
	}
	if c.from != "" {
		choice.Set("from", c.from)
	}
	if len(choice) == 0 {
		return c.v.base + "/call"
	}
	return c.v.base + "/call?" + choice.Encode()
}

func (c calling) pick(matter int, situation string) string {
	return c.address(url.Values{"matter": {strconv.Itoa(matter)}, "situation": {situation}})
}

// choose shows the list to choose from: what fits the words first, then all of it by domain.
func (c calling) choose(page *township.Call) {
	found := map[int]bool{}
	for _, m := range c.edition.Search(page.Words) {
		matter, ok := c.edition.Matter(m.Matter)
		if !ok || found[m.Matter] {
			continue
		}
		found[m.Matter] = true
		page.Results = append(page.Results, c.matter(matter))
	}
	for _, service := range c.edition.Services {
		page.Service = append(page.Service, township.Service{
			Name: service.Name, Unit: c.v.units.Name(service.Unit), Href: c.address(url.Values{"service": {service.Code}}),
		})
	}
	for _, name := range c.edition.Domains {
		domain := township.Domain{Name: name}
		for _, m := range c.edition.Matters {
			if m.Domain == name {
				domain.Matters = append(domain.Matters, c.matter(m))
			}
		}
		page.Domains = append(page.Domains, domain)
	}
}

func (c calling) matter(m catalogue.Matter) township.Matter {
	shown := township.Matter{Number: m.Number, Name: m.Name, Lead: leadName(c.l, c.v.units, m)}
	words := []string{strconv.Itoa(m.Number), m.Name, m.Domain, m.Problem, shown.Lead, m.LeadName}
	for _, s := range situationsOf(m) {
		shown.Situations = append(shown.Situations, township.Pick{Code: s.Code, Name: s.Name, Href: c.pick(m.Number, s.Code), Class: string(s.Class)})
		words = append(words, s.Code, s.Name, s.Recognise)
	}
	shown.Words = strings.Join(words, " ")
	return shown
}

// situationsOf are a matter's situations, its default one last: every matter has it (依据 P-12).
func situationsOf(m catalogue.Matter) []catalogue.Situation {
	other, _ := m.Situation("")
	var all []catalogue.Situation
	for _, s := range m.Situations {
		if s.Code != other.Code {
			all = append(all, s)
		}
	}
	return append(all, other)
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

// chosen is the situation or service that was chosen, as the list has it; nil when none was.
func (c calling) chosen(asked url.Values) (*township.Situation, error) {
	var entry catalogue.Entry
	var err error
	shown := &township.Situation{}
	number, _ := strconv.Atoi(asked.Get("matter"))
	switch {
	case asked.Get("unlisted") != "":
		// What the list does not name goes to the staffing office, which designates a temporary lead. 依据 P-16.
		daily := c.edition.Defaults[catalogue.Daily]
		return &township.Situation{
			Unlisted: true, Matter: c.l.T("call.unlisted"), Class: string(catalogue.Daily),
			Accept: limit(c.l, daily.Accept), Arrive: limit(c.l, daily.Arrive), Finish: limit(c.l, daily.Finish),
		}, nil
	case asked.Get("service") != "":
		if entry, err = c.edition.ServiceEntry(asked.Get("service")); err != nil {
			return nil, err
		}
		shown.Matter, _ = entryTitle(c.edition, entry)
		shown.Service = true
	case number != 0:
		if entry, err = c.edition.Entry(number, asked.Get("situation"), c.v.who.Township, c.v.units); err != nil {
			return nil, err
		}
		m, _ := c.edition.Matter(number)
		s, _ := m.Situation(asked.Get("situation"))
		*shown = township.Situation{
			Matter: m.Name, Number: m.Number, Code: s.Code, Name: s.Name, Recognise: s.Recognise, Evidence: s.Evidence, Done: s.DoneWhen,
			Manual: c.v.base + "/catalogue/" + strconv.Itoa(m.Number) + "#s" + s.Code,
		}
	default:
		return nil, nil
	}
	shown.Class, shown.Self = string(entry.Class), entry.TownshipLed
	if entry.Lead != "" {
		shown.Lead = c.v.units.Name(entry.Lead)
	}
	shown.Assists, shown.Partners, shown.Unmapped = names(c.v.units, entry.Assists), names(c.v.units, entry.Partners), entry.Unmapped
	shown.Accept, shown.Arrive, shown.Finish = limit(c.l, entry.Limits.Accept), limit(c.l, entry.Limits.Arrive), limit(c.l, entry.Limits.Finish)
	return shown, nil
}

// form is the call form for the chosen situation.
func (c calling) form(chosen township.Situation, asked url.Values) face.Form {
	f := forms{l: c.l, v: c.v, failed: c.failed, view: desk.View{Units: c.v.units}}
	form := face.Form{Action: c.v.base + "/call", Verb: string(casework.VerbCall), Key: newKey(), Title: c.l.T("verb.call"), Send: c.l.T("call.send"), Tone: face.Blue, Upload: true}
	keep := func(name string) {
		if asked.Get(name) != "" {
			form.Fields = append(form.Fields, face.Field{Name: name, Kind: face.Hidden, Value: asked.Get(name)})
		}
	}
	for _, name := range []string{"from", "matter", "situation", "service", "unlisted"} {
		keep(name)
	}
	if !chosen.Service {
		class := f.oneOf("class", face.Radios, true, nil)
		for _, k := range []string{"daily", "major", "urgent"} {
			class.Options = append(class.Options, face.Option{Value: k, Label: c.l.T("class." + k), Note: c.l.T("class." + k + ".note"), Chosen: k == chosen.Class})
		}
		form.Fields = append(form.Fields, class, f.oneOf("cause", face.Radios, true, listed(c.l, casework.Causes, "")))
	}
	if c.from == "" {
		place := f.line("place", true)
		grid := f.oneOf("grid", face.Choice, false, gridsOf(c.v.units, c.v.who.Township, ""))
		form.Fields = append(form.Fields, place, grid)
	}
	facts := f.area("text", "facts", c.from == "")
	facts.Hint = c.l.T("field.facts.hint")
	wanted := f.oneOf("units", face.Checks, false, slices.DeleteFunc(callable(c.l, c.v.units, c.v.who.Township), func(o face.Option) bool {
		return o.Label == chosen.Lead || slices.Contains(chosen.Assists, o.Label)
	}))
	wanted.Hint, wanted.Folded = c.l.T("field.units.hint"), true
	muster := face.Field{Name: "muster", Label: c.l.T("verb.muster"), Kind: face.Rows, Folded: true, Hint: c.l.T("verb.muster.note"), Rows: [][]face.Field{f.muster("muster.", "")}}
	form.Fields = append(form.Fields, facts, f.line("party", false), f.photos(), wanted, muster)
	return f.again(form)
}
