package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"huying/internal/access"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/web/days"
	"huying/internal/web/face"
)

// daysPage shows a year of the district's calendar to everybody who works in it. 依据 P-70.
func (s *Server) daysPage(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.showDays(w, r, v, http.StatusOK, "", nil, nil)
}

// showDays shows the page, with what was refused in the form of an act.
func (s *Server) showDays(w http.ResponseWriter, r *http.Request, v visit, status int, act string, sent url.Values, wrong *rule.Refusal) error {
	book, err := v.reader.CalendarBook(r.Context(), v.who.District)
	if err != nil {
		return err
	}
	l, c, now := locale.From(r.Context()), book.Calendar, s.desk.Now().In(book.Calendar.Zone())
	known := c.Years()
	page := days.View{Year: now.Year(), Hours: c.Hours()}
	if year, err := strconv.Atoi(r.FormValue("year")); err == nil && slices.Contains(known, year) {
		page.Year = year
	}
	if !slices.Contains(known, page.Year) {
		page.Year = known[len(known)-1]
	}
	if next := now.AddDate(0, 2, 0).Year(); !slices.Contains(known, next) { // it is usually announced in November
		page.Missing = next
	}
	for _, y := range known {
		page.Years = append(page.Years, face.Link{Label: strconv.Itoa(y), Href: v.base + "/days?year=" + strconv.Itoa(y), Here: y == page.Year})
	}
	page.Months, page.Worked, page.Named = days.Months(c, page.Year, now, func(name string) string {
		if locale.Has("holiday." + name) {
			return l.T("holiday." + name)
		}
		return name
	})
	for _, change := range book.Changes {
		what := l.T("days.hours.changed")
		if len(change.Years) > 0 {
			what = strings.Trim(strings.ReplaceAll(fmt.Sprint(change.Years), " ", l.T("form.and")), "[]")
		}
		page.Changes = append(page.Changes, days.Change{At: change.At, Who: s.actor(l, v, change.By), What: what})
	}
	for _, order := range book.Orders {
		page.Orders = append(page.Orders, days.Change{At: order.At, Who: s.actor(l, v, order.By), What: order.Reason})
	}
	page.Forms = dayForms(l, v)
	for i := range page.Forms {
		if page.Forms[i].Verb == act {
			page.Forms[i] = sentBack(page.Forms[i], sent, wrong)
		}
	}
	return show(w, r, status, days.Page(s.frame(r, v, "days.title"), page))
}

// actor is who did something, by unit and role.
func (s *Server) actor(l locale.Lang, v visit, by org.Actor) string {
	if by.Role == org.System {
		return l.T("role.system")
	}
	return v.units.Name(by.Unit) + " · " + l.T("role."+string(by.Role))
}

// dayForms are what this post may change: the administrator the days, the government the deadlines that run.
func dayForms(l locale.Lang, v visit) []face.Form {
	if v.who.Actor.Role == org.GovernmentApprover {
		return []face.Form{{
			Action: v.base + "/days/recount", Verb: "recount", Title: l.T("days.recount"), Note: l.T("days.recount.note"), Clause: "P-129", Tone: face.Red,
			Fields: []face.Field{{Name: "reason", Label: l.T("days.reason"), Kind: face.Area, Need: true}},
		}}
	}
	if access.Permit(v.who, access.AdminCalendar, access.District(v.who.District)) != nil {
		return nil
	}
	return []face.Form{
		{
			Action: v.base + "/days/exception", Verb: "exception", Title: l.T("days.exception"), Note: l.T("days.exception.note"), Clause: "P-70",
			Fields: []face.Field{
				{Name: "date", Label: l.T("days.date"), Kind: face.Date, Need: true, Half: true},
				{Name: "name", Label: l.T("days.name"), Max: 20, Half: true},
				{Name: "kind", Label: l.T("days.kind"), Kind: face.Radios, Need: true, Options: []face.Option{
					{Value: "off", Label: l.T("days.kind.off")}, {Value: "work", Label: l.T("days.kind.worked")},
				}},
			},
		},
		{
			Action: v.base + "/days/import", Verb: "import", Title: l.T("days.import"), Note: l.T("days.import.note"), Clause: "P-71",
			Fields: []face.Field{{Name: "table", Label: l.T("days.table"), Kind: face.Area, Need: true, Max: 20_000, Hint: l.T("days.table.hint")}},
		},
	}
}

// sentBack is a form with what was typed in it, and why it was refused.
func sentBack(form face.Form, sent url.Values, wrong *rule.Refusal) face.Form {
	form.Open = true
	form.Fields = slices.Clone(form.Fields)
	named := false
	for i := range form.Fields {
		f := &form.Fields[i]
		f.Value = sent.Get(f.Name)
		for o := range f.Options {
			f.Options[o].Chosen = f.Options[o].Value == f.Value
		}
		if wrong != nil && wrong.Field == f.Name {
			f.Wrong, named = wrong.Reason, true
		}
	}
	if wrong != nil && !named {
		form.Wrong = wrong.Reason
	}
	return form
}

// changeDays imports a table, changes one day, or has running deadlines counted anew.
func (s *Server) changeDays(w http.ResponseWriter, r *http.Request, v visit) error {
	sent, err := s.form(w, r, v)
	if err != nil {
		return err
	}
	act := r.PathValue("act")
	err = s.editDays(r.Context(), v, act, sent.values)
	if wrong, ok := refused(r, err); ok && (wrong.Code == rule.Invalid || wrong.Code == rule.Incomplete || wrong.Code == rule.Spent) {
		return s.showDays(w, r, v, http.StatusUnprocessableEntity, act, sent.values, wrong)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, v.base+"/days?done="+"days.done."+act, http.StatusSeeOther)
	return nil
}

func (s *Server) editDays(ctx context.Context, v visit, act string, sent url.Values) error {
	district := v.who.District
	switch act {
	case "recount":
		_, err := s.desk.Recount(ctx, v.who, district, sent.Get("reason"), nil)
		return err
	case "import":
		_, _, err := s.desk.EditCalendar(ctx, v.who, district, strings.ReplaceAll(sent.Get("table"), "\r\n", "\n"))
		return err
	case "exception":
		day, err := time.Parse(time.DateOnly, sent.Get("date"))
		if err != nil {
			return rule.Refuse(rule.Incomplete, "P-70", "请填写日期").At("date")
		}
		if sent.Get("kind") == "" {
			return rule.Refuse(rule.Incomplete, "P-70", "请选择上班还是放假").At("kind")
		}
		name := strings.TrimSpace(sent.Get("name"))
		_, _, err = s.desk.EditCalendar(ctx, v.who, district, fmt.Sprintf("change\t%d\n%s\t%s\t%s\n", day.Year(), day.Format(time.DateOnly), sent.Get("kind"), name))
		var wrong *rule.Refusal
		if errors.As(err, &wrong) && wrong.Field == "table" {
			said := *wrong // the table is ours, the day is theirs
			return said.At("date")
		}
		return err
	}
	return rule.Refuse(rule.Unknown, "P-87", "没有这种办理")
}
