package api

import (
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
)

// ClockLine (时限) is one clock as it stands.
type ClockLine struct {
	Kind        casework.ClockKind `json:"kind"`
	Zh          string             `json:"zh"`
	Started     time.Time          `json:"started"`
	Due         time.Time          `json:"due,omitzero"`
	MissingYear int                `json:"missing_year,omitempty" doc:"历法待定: unknown until this year's calendar is imported"`
	Statute     bool               `json:"statute,omitempty" doc:"法定程序"`
	Yellow      time.Time          `json:"yellow,omitzero" doc:"预警时刻"`
	Stopped     time.Time          `json:"stopped,omitzero"`
	Missed      bool               `json:"missed" doc:"逾期 on record"`
	Alarm       casework.Alarm     `json:"alarm,omitempty" doc:"yellow or red"`
}

// DutyLine (待办) says who must do what by when.
type DutyLine struct {
	Unit  org.UnitID      `json:"unit"`
	Task  casework.TaskID `json:"task,omitempty"`
	Ref   string          `json:"ref,omitempty" doc:"the id of what it is about: a task, step, transfer, question, request, supervision or rating"`
	Verb  casework.Verb   `json:"verb" doc:"what stops the clock, or leads on to it"`
	First *OfficerLine    `json:"first,omitempty" doc:"who of the unit is told first"`
	ClockLine
}

// OfficerLine (办事人员) is whom to ring.
type OfficerLine struct {
	Name  string `json:"name"`
	Phone string `json:"phone,omitempty"`
}

func clockLine(kind casework.ClockKind, c casework.Clock, now int64) ClockLine {
	return ClockLine{
		Kind: kind, Zh: kind.Zh(), Started: at(c.Started), Due: at(c.Due.At), MissingYear: c.Due.Year, Statute: c.Due.Statute,
		Yellow: at(c.Yellow), Stopped: at(c.Stopped), Missed: c.Missed, Alarm: c.Alarm(now),
	}
}

// duties puts on the sheet who must do what by when; first are who is told first of each. What only follows a low mark is
// for who may read that mark (P-64).
func (sheet *CaseSheet) duties(view desk.View, who access.Who, first []desk.Officer, names naming) {
	for i, d := range casework.Duties(view.Case, view.At, view.Units) {
		if tellsMark(d.Kind) && !seesMark(view, who, d.Task) {
			continue
		}
		line := DutyLine{Unit: d.Unit, Task: d.Task, Ref: d.Ref, Verb: d.Verb, ClockLine: clockLine(d.Kind, d.Clock, view.At)}
		if i < len(first) && first[i] != (desk.Officer{}) {
			line.First = &OfficerLine{first[i].Name, first[i].Phone}
		}
		sheet.Duties = append(sheet.Duties, line)
		names.note(d.Unit)
	}
}
