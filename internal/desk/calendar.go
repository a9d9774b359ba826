package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

// CalendarStream is the stream that says which calendars a district goes by.
const CalendarStream = "calendar"

// CalendarImported (历法导入) records that a district goes by more years, by other days of one, or by other office hours: for
// deadlines that are still to be reckoned. The table itself is a permanent document. 依据 P-70, P-71.
type CalendarImported struct {
	Document string `json:"document"` // sha256:… of the table as it was imported
	Years    []int  `json:"years"`
	Calendar string `json:"calendar"` // hash of the calendar that came of it
}

// ImportCalendar adds a table of days to a district's calendar. Deadlines that are frozen stay as they
// are; those that stood as unknown are set, on the record. It gives the years of the table and how
// many open cases were looked at.
func (d *Desk) ImportCalendar(ctx context.Context, district org.DistrictID, by org.Actor, table string) (years []int, cases int, err error) {
	stand, err := d.standing(ctx, district)
	if err != nil {
		return nil, 0, err
	}
	merged, years, err := stand.calendar.Amend(strings.NewReader(table))
	if err != nil {
		return nil, 0, rule.Refuse(rule.Invalid, "P-71", "历法表有误："+err.Error()).At("table")
	}
	if merged.Hash() == stand.calendar.Hash() {
		return nil, 0, rule.Refuse(rule.Spent, "P-71", "历法表与现行历法相同").At("table")
	}
	document := store.Document{Hash: catalogue.Name([]byte(table)), Kind: "calendar", At: org.Micros(d.Now()), Body: table}
	err = d.store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
		version, _, err := tx.Head(CalendarStream)
		if err != nil {
			return err
		}
		if version != stand.daysAt { // another has changed the calendar that this table was put into
			return rule.Refuse(rule.Conflict, "P-04", "他人刚刚改动过，请刷新后再办")
		}
		if err := tx.PutDocument(document); err != nil {
			return err
		}
		_, err = appendTo(tx, CalendarStream, by, document.At, CalendarImported{document.Hash, years, merged.Hash()})
		return err
	})
	d.changed(district)
	if err != nil {
		return nil, 0, fmt.Errorf("import calendar: %w", err)
	}
	cases, err = d.setDeadlines(ctx, district)
	return years, cases, err
}

// setDeadlines has every open case tell the deadlines that can be told now.
func (d *Desk) setDeadlines(ctx context.Context, district org.DistrictID) (seen int, err error) {
	err = d.eachOpen(ctx, district, func(row store.CaseRow) error {
		seen++
		return d.Lapse(ctx, district, casework.CaseNo(row.No))
	})
	return seen, err
}

// readCalendar merges an imported table into a calendar.
func readCalendar(ctx context.Context, v store.View, base calendar.Calendar, e ledger.Event) (calendar.Calendar, error) {
	var imported CalendarImported
	if err := json.Unmarshal(e.Data, &imported); err != nil {
		return base, err
	}
	document, ok, err := v.Document(ctx, imported.Document)
	if err != nil {
		return base, err
	}
	if !ok {
		return base, fmt.Errorf("document %s is missing", imported.Document)
	}
	amended, years, err := base.Amend(strings.NewReader(document.Body))
	if err == nil && !slices.Equal(years, imported.Years) {
		err = fmt.Errorf("document %s has the years %v, not %v", imported.Document, years, imported.Years)
	}
	return amended, err
}
