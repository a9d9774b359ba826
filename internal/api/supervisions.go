package api

import (
	"context"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
)

type supervisionFilter struct {
	InDistrict
	Paged
	Unit     string `query:"unit" maxLength:"60" doc:"被督办单位"`
	Township string `query:"township" maxLength:"60" doc:"呼叫镇街"`
	Level    string `query:"level" maxLength:"1" doc:"how far it has climbed: 0 for the unit itself"`
	Cause    string `query:"cause" maxLength:"20" doc:"asked, silent, reworked, transferred or muster"`
	Late     bool   `query:"late" doc:"whose time to answer is over"`
	Answered bool   `query:"answered" doc:"answered in the last thirty days, in place of those that are open"`
}

// SupervisionLine (督办) is one supervision.
type SupervisionLine struct {
	No       casework.CaseNo `json:"no"`
	ID       string          `json:"id" doc:"in its case"`
	Unit     org.UnitID      `json:"unit" doc:"that has to answer"`
	Township org.UnitID      `json:"township"`
	Level    int64           `json:"level"`
	Cause    string          `json:"cause,omitempty" doc:"absent where somebody asked for it"`
	Text     string          `json:"text,omitempty"`
	At       time.Time       `json:"at"`
	Due      time.Time       `json:"due,omitzero"`
	Overdue  bool            `json:"overdue"`
	Answered time.Time       `json:"answered,omitzero"`
}

// SupervisionList is a page of supervisions, with counts of the whole list.
type SupervisionList struct {
	Items    []SupervisionLine `json:"items"`
	Next     string            `json:"next,omitempty"`
	Open     int               `json:"open" doc:"of the whole list, whatever level or lateness is asked for"`
	Late     int               `json:"late"`
	Climbed  int               `json:"climbed"`
	Answered int               `json:"answered"`
}

// listSupervisions lists the supervisions that this post looks after, the most pressing first. 依据 P-134.
func (s *server) listSupervisions(ctx context.Context, who access.Who, in *supervisionFilter) (*body[SupervisionList], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	page, err := in.page()
	if err != nil {
		return nil, err
	}
	for field, text := range map[string]string{"unit": in.Unit, "township": in.Township, "level": in.Level, "cause": in.Cause} {
		if err := legible(field, text); err != nil {
			return nil, err
		}
	}
	found, n, next, err := s.desk.As(who).Supervisions(ctx, district, desk.SupervisionQuery{
		Unit: org.UnitID(in.Unit), Township: org.UnitID(in.Township), Level: in.Level, Cause: store.SupervisionCause(in.Cause), Late: in.Late, Answered: in.Answered,
	}, page)
	if err != nil {
		return nil, err
	}
	now := org.Micros(s.desk.Now())
	all := SupervisionList{Items: make([]SupervisionLine, len(found)), Next: next, Open: n.Open, Late: n.Late, Climbed: n.Climbed, Answered: n.Answered}
	for i, one := range found {
		all.Items[i] = SupervisionLine{
			No: casework.CaseNo(one.Case.No), ID: one.ID, Unit: one.Unit, Township: one.Township, Level: one.Level, Cause: one.Cause, Text: one.Text,
			At: at(one.At), Due: at(one.Due), Overdue: one.Open && one.Due != 0 && one.Due < now, Answered: at(one.Answered),
		}
	}
	return answer(all), nil
}
