package api

import (
	"context"
	"slices"
	"strings"
	"time"

	"huying/internal/access"
	"huying/internal/desk"
	"huying/internal/org"
)

type unitFilter struct {
	InDistrict
	Paged
	Kind   unitKind `query:"kind" doc:"单位类别"`
	Parent string   `query:"parent" maxLength:"60" doc:"the unit it stands in: a township, a department"`
	Q      string   `query:"q" maxLength:"100" doc:"part of the name"`
	Closed bool     `query:"closed" doc:"units that are no more, too"`
}

// UnitLine (单位) is a unit as the directory has it.
type UnitLine struct {
	ID     org.UnitID `json:"id"`
	Kind   org.Kind   `json:"kind"`
	Name   string     `json:"name"`
	Short  string     `json:"short,omitempty"`
	Parent org.UnitID `json:"parent,omitempty"`
	Code   string     `json:"code,omitempty" doc:"national code"`
	Signs  bool       `json:"signs,omitempty" doc:"反馈须经分管领导签批"`
	From   time.Time  `json:"from,omitzero"`
	To     time.Time  `json:"to,omitzero"`
}

func unitLine(u org.Unit) UnitLine {
	return UnitLine{u.ID, u.Kind, u.Name, u.Short, u.Parent, u.Code, u.Signs, at(u.From), at(u.To)}
}

// listUnits lists the units of a district in the order of their ids.
func (s *server) listUnits(ctx context.Context, who access.Who, in *unitFilter) (*body[list[UnitLine]], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	page, err := in.page()
	if err != nil {
		return nil, err
	}
	directory, err := s.desk.As(who).Units(ctx, district)
	if err != nil {
		return nil, err
	}
	units := slices.DeleteFunc(directory.Units(), func(u org.Unit) bool {
		return (in.Kind != "" && u.Kind != org.Kind(in.Kind)) || (in.Parent != "" && u.Parent != org.UnitID(in.Parent)) ||
			(u.To != 0 && !in.Closed) || !strings.Contains(u.Name, in.Q)
	})
	units, next, err := desk.Cut(units, page, func(u org.Unit) string { return string(u.ID) })
	if err != nil {
		return nil, err
	}
	lines := make([]UnitLine, len(units))
	for i, u := range units {
		lines[i] = unitLine(u)
	}
	return answerList(lines, next), nil
}
