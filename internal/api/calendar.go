package api

import (
	"context"
	"time"

	"huying/internal/access"
	"huying/internal/desk"
	"huying/internal/org"
)

// CalendarSheet (历法) is what a district's deadlines are counted by.
type CalendarSheet struct {
	Hash    string           `json:"hash" doc:"as it stands in the events that were counted by it"`
	Zone    string           `json:"zone"`
	Hours   string           `json:"hours" doc:"工作时间"`
	Years   []int            `json:"years" doc:"known; a deadline in another year stands as unknown"`
	Table   string           `json:"table" doc:"the calendar as a table, in the form in which one is imported"`
	Changes []CalendarChange `json:"changes" doc:"历法变更, the newest first"`
	Orders  []RecountLine    `json:"orders" doc:"重算令, the newest first"`
}

// CalendarChange (历法变更) is one table that was imported.
type CalendarChange struct {
	At    time.Time  `json:"at"`
	Unit  org.UnitID `json:"unit"`
	Role  org.Role   `json:"role"`
	Years []int      `json:"years" doc:"those it touched"`
}

// RecountLine (重算令) is one order to count running deadlines anew.
type RecountLine struct {
	At     time.Time  `json:"at"`
	Unit   org.UnitID `json:"unit"`
	Role   org.Role   `json:"role"`
	Reason string     `json:"reason"`
}

// CalendarTable (历法表) is a table of days to import.
type CalendarTable struct {
	Table string `json:"table" doc:"历法表: lines of fields separated by tabs; see docs/calendar.md"`
}

// RecountAsked (重算) orders running deadlines to be counted anew.
type RecountAsked struct {
	Reason string `json:"reason" doc:"理由"`
}

// CalendarImport says what came of a table.
type CalendarImport struct {
	Years []int `json:"years"`
	Cases int   `json:"cases" doc:"open cases that were looked at for deadlines that stood as unknown"`
}

// Recounted says what came of an order.
type Recounted struct {
	Cases int `json:"cases" doc:"open cases that were looked at"`
	Moved int `json:"moved" doc:"of them, those in which a deadline moved"`
}

type calendarInput struct {
	InDistrict
	Raw
}

// readCalendar shows what deadlines are counted by. 依据 P-70.
func (s *server) readCalendar(ctx context.Context, who access.Who, in *InDistrict) (*body[CalendarSheet], error) {
	district, err := s.district(ctx, who, *in)
	if err != nil {
		return nil, err
	}
	book, err := s.desk.As(who).CalendarBook(ctx, district)
	if err != nil {
		return nil, err
	}
	return answer(calendarSheet(book)), nil
}

func calendarSheet(book desk.CalendarBook) CalendarSheet {
	c := book.Calendar
	sheet := CalendarSheet{
		Hash: c.Hash(), Zone: c.Zone().String(), Hours: c.Hours(), Years: c.Years(), Table: c.Text(), Changes: []CalendarChange{}, Orders: []RecountLine{},
	}
	for _, change := range book.Changes {
		years := change.Years
		if years == nil {
			years = []int{}
		}
		sheet.Changes = append(sheet.Changes, CalendarChange{at(change.At), change.By.Unit, change.By.Role, years})
	}
	for _, order := range book.Orders {
		sheet.Orders = append(sheet.Orders, RecountLine{at(order.At), order.By.Unit, order.By.Role, order.Reason})
	}
	return sheet
}

// importCalendar imports a table of days. 依据 P-71.
func (s *server) importCalendar(ctx context.Context, who access.Who, in *calendarInput) (*body[CalendarImport], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	var said CalendarTable
	sent, err := in.object()
	if err == nil {
		err = decode(sent, &said)
	}
	if err != nil {
		return nil, err
	}
	years, cases, err := s.desk.EditCalendar(ctx, who, district, said.Table)
	return answer(CalendarImport{years, cases}), err
}

// recount has running deadlines counted anew. 依据 P-129.
func (s *server) recount(ctx context.Context, who access.Who, in *calendarInput) (*body[Recounted], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	var said RecountAsked
	sent, err := in.object()
	if err == nil {
		err = decode(sent, &said)
	}
	if err != nil {
		return nil, err
	}
	did, err := s.desk.Recount(ctx, who, district, said.Reason, nil)
	return answer(Recounted{did.Cases, did.Moved}), err
}
