package casework

import (
	"time"

	"huying/internal/calendar"
	"huying/internal/catalogue"
	"huying/internal/org"
)

// Given is what the desk knows and a client cannot send: who acts in which post and when, the
// units, the list, the calendar, the district's settings, fresh names. So a rule is a table row.
// What of it mattered is kept in the event; nothing later rewrites it.
type Given struct {
	By       org.Actor
	At       time.Time
	District org.DistrictID
	ID       string // random id for a new case
	No       CaseNo // number for a new case
	Units    *org.Directory
	List     *catalogue.Book
	Calendar calendar.Calendar
	Settings Settings
}

func (g Given) at() int64 { return org.Micros(g.At) }

// due freezes a limit that starts now.
func (g Given) due(limit calendar.Limit) Timed {
	return reckon(g.Calendar, g.At, limit, calendar.Limit{})
}

// Settings (区县设定) are what a district decides for itself about the course of a case.
type Settings struct {
	Approval map[catalogue.Class]Approval `json:"approval"` // 依据 P-25

	Intake         calendar.Limit                     `json:"intake"`
	ApproveBefore  calendar.Limit                     `json:"approve_before"`
	ApproveAfter   calendar.Limit                     `json:"approve_after"`
	Dispatch       map[catalogue.Class]calendar.Limit `json:"dispatch"`
	ReturnWithin   calendar.Limit                     `json:"return_within"`
	ReturnDecision calendar.Limit                     `json:"return_decision"`
	Lead           calendar.Limit                     `json:"lead"`
	Verify         calendar.Limit                     `json:"verify"`
	Rate           calendar.Limit                     `json:"rate"`
	ReopenDays     int                                `json:"reopen_days"` // natural days after closing
}

// DefaultSettings is what a district starts with.
func DefaultSettings() Settings {
	limit := calendar.MustLimit
	return Settings{
		Approval: map[catalogue.Class]Approval{
			catalogue.Daily: ApprovalNone, catalogue.Major: ApprovalBefore, catalogue.Urgent: ApprovalAfter,
		},
		Intake:        limit("4wh"),
		ApproveBefore: limit("4wh"),
		ApproveAfter:  limit("24h"),
		Dispatch: map[catalogue.Class]calendar.Limit{
			catalogue.Daily: limit("1wh"), catalogue.Major: limit("30min"), catalogue.Urgent: limit("10min"),
		},
		ReturnWithin:   limit("2wd"),
		ReturnDecision: limit("4wh"),
		Lead:           limit("1wh"),
		Verify:         limit("3wd"),
		Rate:           limit("5wd"),
		ReopenDays:     30,
	}
}
