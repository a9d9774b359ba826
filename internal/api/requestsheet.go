package api

import (
	"encoding/json"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
)

// RequestSheet (延期、挂账申请) is a request for more time, or that the case rest for a while.
type RequestSheet struct {
	ID      string               `json:"id"`
	Kind    casework.RequestKind `json:"kind" doc:"extension or suspension"`
	Unit    org.UnitID           `json:"unit" doc:"who asked"`
	Days    int                  `json:"days,omitempty" doc:"延期: working days"`
	Ground  string               `json:"ground,omitempty" doc:"挂账: seasonal, engineering, condition"`
	Review  time.Time            `json:"review,omitzero" doc:"挂账复核"`
	Reason  string               `json:"reason,omitempty"`
	Status  string               `json:"status" doc:"open, granted, denied, void"`
	Levels  []org.Role           `json:"levels" doc:"who grants it, one after the other"`
	Awaits  org.Role             `json:"awaits,omitempty" doc:"whose word is awaited now"`
	Opinion string               `json:"opinion,omitempty" doc:"镇街表态: agree, object; silent where its limit has passed"`
	Heard   string               `json:"heard,omitempty" doc:"why the township objects"`
	Opine   *ClockLine           `json:"opine,omitempty"`
	Decide  *ClockLine           `json:"decide,omitempty"`
}

// RatingSheet (评价) is a rating that was given; grade and appeal only for who may read them. 依据 P-64, P-113.
type RatingSheet struct {
	ID       string          `json:"id"`
	Task     casework.TaskID `json:"task"`
	Unit     org.UnitID      `json:"unit"`
	Round    int             `json:"round"`
	At       time.Time       `json:"at"`
	Grade    string          `json:"grade,omitempty" doc:"评价等次"`
	Reason   string          `json:"reason,omitempty"`
	Low      bool            `json:"low,omitempty" doc:"后两级"`
	AppealBy time.Time       `json:"appeal_by,omitzero" doc:"申诉期限"`
	Appealed time.Time       `json:"appealed,omitzero"`
	Result   string          `json:"result,omitempty" doc:"申诉结果: upheld, dismissed"`
	Filed    time.Time       `json:"filed,omitzero" doc:"备案"`
	Decide   *ClockLine      `json:"decide,omitempty"`
	Lodge    *ClockLine      `json:"lodge,omitempty"`
}

func (sheet *CaseSheet) requests(view desk.View, words map[string]told, unit func(casework.TaskID) org.UnitID) {
	sheet.Requests = []RequestSheet{}
	for _, r := range view.Case.Requests {
		said := words[r.ID]
		line := RequestSheet{
			ID: r.ID, Kind: r.Kind, Unit: unit(r.Task), Days: r.Days, Ground: r.Ground, Review: at(r.Review.Due.At),
			Reason: sheet.reveal(view, "requests."+r.ID, said.text), Status: r.Status, Levels: r.Levels, Opinion: r.Opinion,
			Heard: sheet.reveal(view, "requests."+r.ID+".heard", said.answer),
			Opine: running(casework.ClockOpine, r.Opine, view.At), Decide: running(casework.ClockRequest, r.Decide, view.At),
		}
		if line.Levels == nil {
			line.Levels = []org.Role{}
		}
		if r.Status == "open" && r.Passed < len(r.Levels) {
			line.Awaits = r.Levels[r.Passed]
		}
		if r.Opinion == "" && r.Opine.Missed {
			line.Opinion = "silent"
		}
		sheet.Requests = append(sheet.Requests, line)
	}
}

func (sheet *CaseSheet) ratings(view desk.View, who access.Who) {
	words := wordsOf(view.Records)
	sheet.Ratings = []RatingSheet{}
	for _, r := range view.Case.Ratings {
		t, _ := view.Case.Task(string(r.Task))
		line := RatingSheet{ID: r.ID, Task: r.Task, Unit: t.Unit, Round: r.Round, At: at(r.At)}
		if mark(view, who, r) {
			var given casework.Mark
			if text, ok := view.Words.Of(words[r.ID].text); ok {
				_ = json.Unmarshal([]byte(text), &given) // it was sealed as such
			}
			line.Grade, line.Low, line.AppealBy = given.Grade, r.Low, at(r.AppealBy.Due.At)
			line.Reason, _ = view.Words.Of(words[r.ID].answer)
			line.Appealed, line.Result, line.Filed = at(r.Appealed), r.Result, at(r.Filed)
			line.Decide, line.Lodge = running(casework.ClockAppeal, r.Decide, view.At), running(casework.ClockLodge, r.Lodge, view.At)
		}
		sheet.Ratings = append(sheet.Ratings, line)
	}
}
