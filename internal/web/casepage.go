package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/web/casepage"
	"huying/internal/web/casestory"
	"huying/internal/web/face"
)

func (s *Server) casePage(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := s.showCase(w, r, v, http.StatusOK, nil); err != nil {
		return err
	}
	s.sawCase(r, v, casework.CaseNo(r.PathValue("no")))
	return nil
}

// do sends one verb to a case. A refusal is shown where the form stood: on the case's page, or on the dispatch desk. What
// was done leads back there too.
func (s *Server) do(w http.ResponseWriter, r *http.Request, v visit) error {
	verb, no := casework.Verb(r.PathValue("verb")), casework.CaseNo(r.PathValue("no"))
	sent, err := s.form(w, r, v)
	values := sent.values
	if values == nil {
		return err
	}
	then := values.Get("then")
	var cmd casework.Command
	if err == nil {
		cmd, err = read(verb, values, sent.files)
	}
	if err == nil {
		_, err = s.desk.Do(r.Context(), v.who, v.who.District, no, cmd, sent.key())
	}
	if err == nil && verb == casework.VerbVerify && values.Get("and") == thenClose {
		verb, err = casework.VerbClose, s.closed(r, v, no, sent.key())
	}
	refusal, ok := refused(r, err)
	if ok && refusal.Code == rule.Unknown && verb == casework.VerbMerge && refusal.Field == "" {
		refusal = refusal.At("into") // the other case; where this one is not to be seen, showCase says so
	}
	if ok && refusal.Code != rule.Unknown && strings.HasPrefix(then, "queue") && stationOf(v.who.Actor.Role) == centreDesk {
		return s.showCentre(w, r, v, refusal.Code.Status(), &attempt{verb, values, refusal})
	}
	if ok && (refusal.Code != rule.Unknown || verb == casework.VerbMerge) && (then == "" || then[0] == '/') {
		return s.showAgain(w, r, v, then, &attempt{verb, values, refusal})
	}
	if err != nil {
		return err
	}
	to := v.base + "/cases/" + string(no)
	switch {
	case verb == casework.VerbClose && then == to+"/verify":
		to += "/rate" // what is closed is rated next
	case strings.HasPrefix(then, v.base+"/"):
		to = within(then)
	case then != "":
		to = backToQueue(v, then, no)
	}
	if waitsForSignature(v, verb) {
		verb = "drafted"
	}
	http.Redirect(w, r, done(to, verb), http.StatusSeeOther)
	return nil
}

// showAgain shows the page from which a form was sent and refused: of its own, where the form stood on one, else the case's.
func (s *Server) showAgain(w http.ResponseWriter, r *http.Request, v visit, then string, failed *attempt) error {
	status := failed.refusal.Code.Status()
	if first(failed.values["sent_from"]) == "step" {
		return s.showStep(w, r, v, status, failed)
	}
	switch page := v.base + "/cases/" + r.PathValue("no"); then {
	case page + "/rate":
		return s.showRating(w, r, v, status, failed)
	case page + "/verify":
		return s.showVerifying(w, r, v, status, failed)
	}
	return s.showCase(w, r, v, status, failed)
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
	offered := forms{l: locale.From(ctx), v: v, view: view, mates: mates, failed: failed}
	c := narrator{l: offered.l, v: v, view: view, officers: officers}.teller()
	c.Home, c.Owes = offered.home(), offered.owes
	asked := r.URL.Query()
	printed := asked.Get("print") != ""
	if printed {
		asked = url.Values{"all": {"1"}, "order": {"oldest"}}
	}
	page := c.Page(told, casestory.ReadingOf(asked))
	page.Phone = onDuty[view.Case.Township].Phone
	if slices.Contains(view.Verbs, casework.VerbMerge) {
		if offered.others, err = s.others(r, v, view.Case); err != nil {
			return err
		}
	}
	if page.Printed = printed; !printed {
		page.Print = r.URL.Path + "?print=1"
		page.Forms, page.Groups = offered.sorted()
		offered.offer(&page)
		offered.apart(&page)
		ahead(&page)
		offered.thumb(&page)
	}
	frame := s.frame(r, v, page.Title+" "+page.No)
	if failed != nil && !offered.shown(page) {
		page.Wrong, page.Clause = failed.refusal.Reason, failed.refusal.Clause // the form is gone: the case has moved on
		frame.Unsent = failed.unsent()
	}
	page.Back = homeOf(v)
	return show(w, r, status, casepage.Page(frame, page))
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
