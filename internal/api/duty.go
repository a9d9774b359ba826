package api

import (
	"context"
	"time"

	"huying/internal/access"
	"huying/internal/org"
	"huying/internal/roster"
	"huying/internal/rule"
	"huying/internal/store"
)

type dutyFilter struct {
	InDistrict
	Paged
	Unit string `query:"unit" maxLength:"60" doc:"whose roster; this post's own unit unless said"`
	From string `query:"from" doc:"turns that run after this: RFC 3339, or a date; now unless said"`
	To   string `query:"to" doc:"turns that run before this; 31 days after from unless said"`
}

// TurnLine (班次) is one person's turn on a unit's roster.
type TurnLine struct {
	Unit    org.UnitID    `json:"unit"`
	Account org.AccountID `json:"account"`
	Starts  time.Time     `json:"starts"`
	Ends    time.Time     `json:"ends" doc:"the first instant after it"`
	Phone   string        `json:"phone,omitempty" doc:"beside the record: in no event"`
	Second  bool          `json:"second,omitempty" doc:"副班: called after who is on duty at the same time and is not"`
}

func turnLine(d store.Duty) TurnLine {
	return TurnLine{d.Unit, d.Account, at(d.Starts), at(d.Ends), d.Phone, d.Second}
}

// listDuty lists a unit's turns that run in a time, in the order of their beginnings. 依据 P-130.
func (s *server) listDuty(ctx context.Context, who access.Who, in *dutyFilter) (*body[list[TurnLine]], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	page, err := in.page()
	if err != nil {
		return nil, err
	}
	unit, err := s.ofUnit(in.Unit, who)
	if err != nil {
		return nil, err
	}
	from, to, err := s.span(in.From, in.To)
	if err != nil {
		return nil, err
	}
	turns, next, err := s.desk.As(who).RosterPage(ctx, district, unit, from, to, page)
	if err != nil {
		return nil, err
	}
	lines := make([]TurnLine, len(turns))
	for i, d := range turns {
		lines[i] = turnLine(d)
	}
	return answerList(lines, next), nil
}

// ofUnit reads whose affairs are meant.
func (s *server) ofUnit(named string, who access.Who) (org.UnitID, error) {
	if named == "" {
		return who.Actor.Unit, nil
	}
	return org.UnitID(named), legible("unit", named)
}

func (s *server) span(from, to string) (int64, int64, error) {
	here, _ := zone("")
	begins, err := instant("from", from, here)
	if err != nil {
		return 0, 0, err
	}
	if begins == 0 {
		begins = org.Micros(s.desk.Now())
	}
	ends, err := instant("to", to, here)
	if ends == 0 {
		ends = begins + int64(roster.Longest/time.Microsecond)
	}
	return begins, ends, err
}

// RingLine (现在值班) is who is on duty in a unit at this moment.
type RingLine struct {
	Unit   org.UnitID `json:"unit"`
	Name   string     `json:"name"`
	People []RingOne  `json:"people" doc:"the first called first; nobody where there is a gap"`
}

// RingOne is one person on duty.
type RingOne struct {
	Name   string    `json:"name"`
	Phone  string    `json:"phone,omitempty"`
	Until  time.Time `json:"until"`
	Second bool      `json:"second,omitempty"`
}

// listRing lists who is on duty now in every unit that keeps a roster. 依据 P-130.
func (s *server) listRing(ctx context.Context, who access.Who, in *InDistrict) (*body[list[RingLine]], error) {
	district, err := s.district(ctx, who, *in)
	if err != nil {
		return nil, err
	}
	all, err := s.desk.As(who).Ring(ctx, district)
	if err != nil {
		return nil, err
	}
	lines := make([]RingLine, len(all))
	for i, one := range all {
		lines[i] = RingLine{Unit: one.Unit.ID, Name: one.Unit.Name, People: []RingOne{}}
		for _, p := range one.People {
			lines[i].People = append(lines[i].People, RingOne{p.Name, p.Phone, at(p.Until), p.Second})
		}
	}
	return answerList(lines, ""), nil
}

// DutySent is what is to be put on a unit's roster: all of it or nothing.
type DutySent struct {
	Unit  string     `json:"unit,omitempty" doc:"whose roster; this post's own unit unless said"`
	Turns []TurnSent `json:"turns" doc:"500 at most"`
}

// TurnSent is one turn that is to be put on a roster.
type TurnSent struct {
	Account string `json:"account" doc:"who has a post in the unit, or in a section of it"`
	Starts  string `json:"starts" doc:"RFC 3339; not before now"`
	Ends    string `json:"ends" doc:"RFC 3339; 31 days later at most"`
	Phone   string `json:"phone,omitempty" doc:"the account's own unless said"`
	Second  bool   `json:"second,omitempty"`
}

type dutyInput struct {
	InDistrict
	Keyed
	Raw
}

// DutyPut says how many turns changed.
type DutyPut struct {
	Changed int `json:"changed"`
}

// putDuty puts turns on a unit's roster. 依据 P-130, P-131.
func (s *server) putDuty(ctx context.Context, who access.Who, in *dutyInput) (*body[DutyPut], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	sent, err := in.object()
	if err != nil {
		return nil, err
	}
	var put DutySent
	if err := decode(sent, &put); err != nil {
		return nil, err
	}
	unit, err := s.ofUnit(put.Unit, who)
	if err != nil {
		return nil, err
	}
	here, _ := zone("")
	entries := make([]roster.Entry, len(put.Turns))
	for i, t := range put.Turns {
		entries[i] = roster.Entry{Turn: roster.Turn{Account: org.AccountID(t.Account), Second: t.Second}, Phone: t.Phone}
		for field, text := range map[string]string{"account": t.Account, "phone": t.Phone} {
			if err := legible(field, text); err != nil {
				return nil, err
			}
		}
		if entries[i].Starts, err = instant("starts", t.Starts, here); err != nil {
			return nil, rule.Inside("turns", err)
		}
		if entries[i].Ends, err = instant("ends", t.Ends, here); err != nil {
			return nil, rule.Inside("turns", err)
		}
	}
	changed, err := s.desk.PutTurns(ctx, who, district, unit, entries, in.key(sent))
	if err != nil {
		return nil, err
	}
	return answer(DutyPut{changed}), nil
}

type dutyEnd struct {
	InDistrict
	Keyed
	Unit    string `query:"unit" maxLength:"60" doc:"whose roster; this post's own unit unless said"`
	Account string `query:"account" required:"true" maxLength:"60"`
	Starts  string `query:"starts" required:"true" doc:"RFC 3339: when the turn begins"`
}

// DutyEnded says how a turn left the roster.
type DutyEnded struct {
	Account org.AccountID `json:"account"`
	Starts  time.Time     `json:"starts"`
	To      time.Time     `json:"to,omitzero" doc:"when it ended; absent where it had not begun and was taken off"`
}

// endDuty takes a turn off a unit's roster, or ends it now where it runs. 依据 P-131.
func (s *server) endDuty(ctx context.Context, who access.Who, in *dutyEnd) (*body[DutyEnded], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	unit, err := s.ofUnit(in.Unit, who)
	if err != nil {
		return nil, err
	}
	if err := legible("account", in.Account); err != nil {
		return nil, err
	}
	here, _ := zone("")
	starts, err := instant("starts", in.Starts, here)
	if err != nil {
		return nil, err
	}
	ended, err := s.desk.EndTurn(ctx, who, district, unit, org.AccountID(in.Account), starts, in.key([]byte(in.Account+in.Starts)))
	if err != nil {
		return nil, err
	}
	return answer(DutyEnded{ended.Account, at(ended.Starts), at(ended.To)}), nil
}
