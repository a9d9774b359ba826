package desk

import (
	"context"
	"encoding/json"

	"huying/internal/access"
	"huying/internal/calendar"
	"huying/internal/ledger"
	"huying/internal/org"
)

// CalendarBook (历法) is the calendar that a district goes by, with how it came to be so.
type CalendarBook struct {
	Calendar calendar.Calendar
	Changes  []DaysChanged // the newest first
	Orders   []OrderGiven  // to count deadlines anew, the newest first
}

// DaysChanged (历法变更) is one table that was imported.
type DaysChanged struct {
	At    int64
	By    org.Actor
	Years []int // none where only the office hours changed
}

// OrderGiven (重算令) is one order to count running deadlines anew, with the reason as far as this post may read it.
type OrderGiven struct {
	At     int64
	By     org.Actor
	Reason string
}

// CalendarBook shows what a district's deadlines are counted by, to everybody who works in it. 依据 P-70, P-119.
func (r Reader) CalendarBook(ctx context.Context, district org.DistrictID) (CalendarBook, error) {
	if err := own(r.who, district); err != nil {
		return CalendarBook{}, err
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return CalendarBook{}, err
	}
	days := CalendarBook{Calendar: stand.calendar}
	v := r.d.store.In(district)
	changes, err := v.Events(ctx, CalendarStream, 0)
	if err != nil {
		return CalendarBook{}, err
	}
	for _, e := range changes {
		var imported CalendarImported
		if err := json.Unmarshal(e.Data, &imported); err != nil {
			return CalendarBook{}, err
		}
		days.Changes = append([]DaysChanged{{e.At, e.Actor, imported.Years}}, days.Changes...)
	}
	orders, err := v.Events(ctx, RecountStream, 0)
	if err != nil || len(orders) == 0 {
		return days, err
	}
	said, _, err := v.ContentOf(ctx, RecountStream, ledger.TextContent)
	if err != nil {
		return CalendarBook{}, err
	}
	for _, e := range orders {
		var ordered RecountOrdered
		if err := json.Unmarshal(e.Data, &ordered); err != nil {
			return CalendarBook{}, err
		}
		given := OrderGiven{At: e.At, By: e.Actor, Reason: string(said[ordered.Reason.ID].Plain)}
		days.Orders = append([]OrderGiven{given}, days.Orders...)
	}
	return days, nil
}

// EditCalendar imports a table on behalf of who administers the calendar. See ImportCalendar. 依据 P-70, P-85.
func (d *Desk) EditCalendar(ctx context.Context, who access.Who, district org.DistrictID, table string) (years []int, cases int, err error) {
	if err := own(who, district); err != nil {
		return nil, 0, err
	}
	stand, err := d.standing(ctx, district)
	if err != nil {
		return nil, 0, err
	}
	if err := d.holdsPost(who, stand.units); err != nil {
		return nil, 0, err
	}
	if err := access.Permit(who, access.AdminCalendar, access.District(district)); err != nil {
		return nil, 0, err
	}
	return d.ImportCalendar(ctx, district, who.Actor, table)
}
