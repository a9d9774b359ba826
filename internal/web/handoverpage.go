package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/roster"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/web/face"
	"huying/internal/web/handover"
)

// handoverPage shows the notes between the shifts of a unit, and takes the next. 依据 P-133.
func (s *Server) handoverPage(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.showHandover(w, r, v, rosterAsked(r.URL.Query(), v).unit, nil, nil)
}

// showHandover shows them; where a note was refused, with what was typed.
func (s *Server) showHandover(w http.ResponseWriter, r *http.Request, v visit, unit org.UnitID, typed url.Values, refusal *rule.Refusal) error {
	ctx, cursor := r.Context(), r.URL.Query().Get("cursor")
	x, err := s.rows(ctx, v)
	if err != nil {
		return err
	}
	here := v.base + "/handover?unit=" + url.QueryEscape(string(unit))
	page := handover.View{
		Tabs: rosterTabs(x.l, v, "/handover"), Unit: v.units.Name(unit), UnitID: string(unit), Here: v.base + "/handover",
	}
	for _, id := range []org.UnitID{v.who.Actor.Unit, v.units.DepartmentOf(v.who.Actor.Unit)} {
		known := slices.ContainsFunc(page.Units, func(o face.Option) bool { return o.Value == string(id) })
		if u, ok := v.units.Unit(id); ok && roster.Keeps(u.Kind) && !known {
			page.Units = append(page.Units, face.Option{Value: string(id), Label: u.Name, Chosen: id == unit})
		}
	}
	if page.Unread, err = x.unread(ctx, unit, ""); err != nil {
		return err
	}
	notes, next, err := v.reader.Handovers(ctx, v.who.District, unit, desk.Page{Limit: 20, Cursor: cursor})
	if errors.Is(err, desk.ErrCursor) {
		return rule.Refuse(rule.Invalid, "P-87", "没有这一页列表，请重新查找").At("cursor")
	}
	if err != nil {
		return err
	}
	for _, n := range notes {
		if n.ReadAt != 0 {
			page.Before = append(page.Before, x.note(n, nil))
		}
	}
	if cursor != "" {
		page.First = here
	}
	if next != "" {
		page.Next = here + "&cursor=" + url.QueryEscape(next)
	}
	if page.Write, err = x.writing(ctx, unit, typed); err != nil {
		return err
	}
	status := http.StatusOK
	if refusal != nil {
		status = refusal.Code.Status()
		page.Write.Wrong, page.Write.Clause = refusal.Reason, refusal.Clause
		if refusal.Field == "text" || refusal.Field == "cases" {
			page.Write.At = refusal.Field
		}
	}
	return show(w, r, status, handover.Page(s.frame(r, v, "handover.title"), page))
}

// writing is the note that is to be written, with the cases that the next shift will meet.
func (x rows) writing(ctx context.Context, unit org.UnitID, typed url.Values) (handover.Write, error) {
	w := handover.Write{Action: x.v.base + "/handover", Key: newKey(), Text: typed.Get("text"), More: typed.Get("more")}
	begins, ends, err := x.v.reader.NextShift(ctx, x.v.who.District)
	if err != nil {
		return w, err
	}
	w.Begins, w.Ends = begins.UnixMicro(), ends.UnixMicro()
	found, err := x.v.reader.Ahead(ctx, x.v.who.District, unit)
	if err != nil {
		return w, err
	}
	for _, a := range found {
		c := x.pointed(a.Pointed, a.Case)
		c.Ticked = typed == nil || slices.Contains(typed["no"], a.No)
		w.Found = append(w.Found, c)
	}
	return w, nil
}

// unread are the notes of a unit that nobody has said to have read; then is where saying so leads back to.
func (x rows) unread(ctx context.Context, unit org.UnitID, then string) ([]handover.Note, error) {
	notes, err := x.v.reader.UnreadHandovers(ctx, x.v.who.District, unit)
	if err != nil {
		return nil, err
	}
	alone := !slices.ContainsFunc(roster.Seats(x.v.units, unit, x.now), func(p org.Post) bool { return p.Account != x.v.who.Actor.Account })
	shown := make([]handover.Note, len(notes))
	for i, n := range notes {
		titles, err := x.v.reader.Pointed(ctx, n)
		if err != nil {
			return nil, err
		}
		shown[i] = x.note(n, titles)
		shown[i].Unit, shown[i].Then, shown[i].Key = string(unit), then, newKey()
		if shown[i].Own = n.Own && !alone; !shown[i].Own {
			shown[i].Action = x.v.base + "/handover"
		}
	}
	return shown, nil
}

// note is one note as it is shown.
func (x rows) note(n desk.Handover, known map[string]store.CaseRow) handover.Note {
	shown := handover.Note{
		ID: strconv.FormatInt(n.ID, 10), At: n.At, By: n.By.Name, Text: n.Text, Gone: n.Gone, ReadAt: n.ReadAt, ReadBy: n.ReadBy.Name,
		Href: x.v.base + "/handover",
	}
	for _, p := range n.Cases {
		shown.Cases = append(shown.Cases, x.pointed(p, known[p.No]))
	}
	return shown
}

// pointed is a case that a note points to; its title only where its row is known.
func (x rows) pointed(p roster.Pointed, c store.CaseRow) handover.Case {
	shown := handover.Case{No: p.No, Why: string(p.Why), Due: p.Due}
	if access.ScopeOf(x.v.who).Kind != access.ScopeNone {
		shown.Href = x.v.base + "/cases/" + p.No
	}
	if c.Status != "" {
		shown.Title, _ = x.title(c)
	}
	return shown
}

// keepHandover leaves a note, or says that one was read. 依据 P-133.
func (s *Server) keepHandover(w http.ResponseWriter, r *http.Request, v visit) error {
	sent, err := s.form(w, r, v)
	if err != nil {
		return err
	}
	q := sent.values
	unit := rosterAsked(q, v).unit
	to, done := v.base+"/handover?unit="+url.QueryEscape(string(unit)), "handover.write"
	switch q.Get("do") {
	case "read":
		id, err := strconv.ParseInt(q.Get("note"), 10, 64)
		if err != nil {
			return rule.Refuse(rule.Unknown, "P-133", "没有这份交接班记录")
		}
		if err := s.desk.ReadHandover(r.Context(), v.who, v.who.District, unit, id, sent.key()); err != nil {
			return err
		}
		if done = "handover.read"; q.Get("then") == "desk" {
			to = v.base + "/desk"
		}
	case "write":
		_, err := s.desk.WriteHandover(r.Context(), v.who, v.who.District, unit, q.Get("text"), numbers(q), sent.key())
		if refusal, ok := refused(r, err); ok && refusal.Code != rule.Forbidden {
			return s.showHandover(w, r, v, unit, q, refusal)
		}
		if err != nil {
			return err
		}
	default:
		return rule.Refuse(rule.Invalid, "P-87", "没有这个动作").At("do")
	}
	http.Redirect(w, r, toldAt(to, done), http.StatusSeeOther)
	return nil
}

// numbers are the cases that a note points to: those that were ticked, and those that were typed.
func numbers(q url.Values) (nos []casework.CaseNo) {
	for _, no := range q["no"] {
		nos = append(nos, casework.CaseNo(no))
	}
	for _, no := range strings.FieldsFunc(q.Get("more"), func(c rune) bool { return strings.ContainsRune(" ,，、;；\t", c) }) {
		nos = append(nos, casework.CaseNo(no))
	}
	return nos
}

// leavesNotes reports whether a post leaves and reads notes between the shifts of its unit.
func leavesNotes(v visit) bool { return access.Permit(v.who, access.HandoverDo, ownRoster(v)) == nil }
