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
	Position string // lon,lat of the place, where a report gave it; for how far from it somebody arrives
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

	AutoDispatch bool `json:"auto_dispatch"` // what the list names without doubt is dispatched with the call (P-117)

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

	Object          calendar.Limit                     `json:"object"`           // to object to a discard (P-38)
	Dispute         calendar.Limit                     `json:"dispute"`          // to dispute a decline (P-48)
	Ruling          map[catalogue.Class]calendar.Limit `json:"ruling"`           // to rule, or to designate (P-49, P-16)
	ReleaseDecision calendar.Limit                     `json:"release_decision"` // on a release the lead proposed (P-52)
	Docket          calendar.Limit                     `json:"docket"`           // to name filing number and promised date (P-104)
	Receive         calendar.Limit                     `json:"receive"`          // a transfer (P-58)
	Reply           calendar.Limit                     `json:"reply"`            // of a partner (P-59)
	Extensions      []Level                            `json:"extensions"`       // who grants how much, the shortest first (P-106)
	ExtendTimes     int                                `json:"extend_times"`     // how often one share may be extended
	Suspension      []org.Role                         `json:"suspension"`       // who grants a suspension, one after the other (P-107)
	SuspendMost     calendar.Limit                     `json:"suspend_most"`     // the farthest review date
	Opinion         calendar.Limit                     `json:"opinion"`          // of the calling township (P-108)
	RequestDecision calendar.Limit                     `json:"request_decision"` // of each level
	Explain         calendar.Limit                     `json:"explain"`          // to answer a supervision (P-110)
	Escalate        calendar.Limit                     `json:"escalate"`         // for each higher level (P-111)
	EscalateAfter   int                                `json:"escalate_after"`   // reworks, or transfers without a lead
	Ladder          []Rung                             `json:"ladder"`           // who is told, one after the other (P-111)
	Often           string                             `json:"often"`            // the rung to which goes what comes back too often
	Heed            calendar.Limit                     `json:"heed"`             // to say that one comes to a muster, and for each rung after it (P-127)
	Rectify         calendar.Limit                     `json:"rectify"`          // after a low mark (P-90)
	FollowUp        calendar.Limit                     `json:"follow_up"`        // to look whether it is put right (P-90)
	Appeal          calendar.Limit                     `json:"appeal"`           // to object to a rating (P-113)
	AppealDecision  calendar.Limit                     `json:"appeal_decision"`
	AppealFiling    calendar.Limit                     `json:"appeal_filing"`
	UnmergeDays     int                                `json:"unmerge_days"` // natural days (P-115)
}

// Level (审批层级) is who grants an extension of up to so many working days, one after the other.
type Level struct {
	Days int        `json:"days"`
	By   []org.Role `json:"by"`
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

		Object:  limit("5wd"),
		Dispute: limit("1wd"),
		Ruling: map[catalogue.Class]calendar.Limit{
			catalogue.Daily: limit("1wd"), catalogue.Major: limit("4wh"), catalogue.Urgent: limit("1h"),
		},
		ReleaseDecision: limit("4wh"),
		Docket:          limit("7wd"),
		Receive:         limit("4wh"),
		Reply:           limit("1wd"),
		Extensions: []Level{
			{3, []org.Role{org.CentreLead}}, {15, []org.Role{org.CentreLead, org.GovernmentApprover}},
		},
		ExtendTimes:     2,
		Suspension:      []org.Role{org.CentreLead, org.GovernmentApprover},
		SuspendMost:     limit("180d"),
		Opinion:         limit("1wd"),
		RequestDecision: limit("1wd"),
		Explain:         limit("4wh"),
		Escalate:        limit("1wd"),
		EscalateAfter:   3,
		Ladder:          DefaultLadder(),
		Often:           "deputy",
		Heed:            limit("5min"),
		Rectify:         limit("5wd"),
		FollowUp:        limit("3wd"),
		Appeal:          limit("15wd"),
		AppealDecision:  limit("10wd"),
		AppealFiling:    limit("5wd"),
		UnmergeDays:     7,
	}
}
