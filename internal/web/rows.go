package web

import (
	"context"
	"strconv"
	"strings"

	"huying/internal/catalogue"
	"huying/internal/locale"
	"huying/internal/store"
	"huying/internal/web/face"
	"huying/internal/web/reckoning"
)

// rows turns stored rows into rows of a list, in the reader's language.
type rows struct {
	l        locale.Lang
	v        visit
	now      int64
	editions map[string]catalogue.Edition
	says     reckoning.Reader
	told     map[int64][]face.Reckon // by deadline: many rows share one
	notes    map[string]int          // how often a case has stood on the page
}

func (s *Server) rows(ctx context.Context, v visit) (rows, error) {
	all := rows{
		l: locale.From(ctx), v: v, now: s.now(), editions: map[string]catalogue.Edition{}, told: map[int64][]face.Reckon{}, notes: map[string]int{},
	}
	days, err := v.reader.Days(ctx, v.who.District)
	if err != nil {
		return all, err
	}
	all.says = reckoning.Reader{L: all.l, Now: all.now, Days: days}
	editions, err := v.reader.Editions(ctx, v.who.District)
	for _, e := range editions {
		all.editions[e.ID] = e
	}
	return all, err
}

// of is one case as a row; doing is the clock's kind, if one sort of work waits here.
func (x rows) of(c store.CaseRow, doing string) face.Case {
	row := face.Case{
		No: c.No, Href: x.v.base + "/cases/" + c.No, Place: c.Place, Class: c.Class, Status: c.Status,
		From: x.v.units.Name(c.Township), At: c.Created, Clock: x.clock(c.No, c.Due, c.Yellow),
	}
	row.Title, row.Situation = x.title(c)
	if c.Called != 0 {
		row.At = c.Called
	}
	if c.Grid != "" && c.Called == 0 {
		row.From = x.v.units.Name(c.Grid)
	}
	if doing != "" {
		row.Doing = x.l.T("clock.kind." + doing)
	}
	return row
}

// clock is the clock of a case in a list, with what is left until it is due.
func (x rows) clock(no string, due, yellow int64) face.Clock {
	c := face.Running(x.now, due, yellow)
	told, ok := x.told[due]
	if !ok {
		told = x.says.Remaining(due, yellow)
		x.told[due] = told
	}
	x.notes[no]++
	return c.Told("left-"+no+"-"+strconv.Itoa(x.notes[no]), told)
}

func (x rows) title(c store.CaseRow) (title, situation string) {
	title, situation = entryTitle(x.editions[c.Edition], catalogue.Entry{Matter: c.Matter, Situation: c.Situation, Service: c.Service})
	if title == "" {
		title = firstLine(c.Summary)
	}
	if title == "" {
		title = x.l.T("case.untitled")
	}
	return title, situation
}

func (x rows) list(id, doing string, cases []store.CaseRow) face.List {
	list := face.List{ID: id, Title: x.l.T("list." + id), Empty: x.l.T("list." + id + ".empty")}
	for _, c := range cases {
		list.Rows = append(list.Rows, x.of(c, doing))
	}
	return list
}

// cutUnit takes a limit's unit off its number.
func cutUnit(text, unit string) (string, bool) {
	n, ok := strings.CutSuffix(text, unit)
	return n, ok && strings.Trim(n, "0123456789") == ""
}
