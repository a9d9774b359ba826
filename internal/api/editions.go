package api

import (
	"context"
	"maps"
	"slices"
	"time"

	"huying/internal/access"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/org"
)

// EditionLine (清单版本) is an edition that a district has adopted.
type EditionLine struct {
	ID       string                               `json:"id"`
	Label    string                               `json:"label"`
	Remark   string                               `json:"remark,omitempty"`
	Issuer   string                               `json:"issuer,omitempty"`
	From     time.Time                            `json:"from" doc:"in force from"`
	InForce  bool                                 `json:"in_force"`
	Document string                               `json:"document" doc:"SHA-256 of the text"`
	Matters  int                                  `json:"matters"`
	Domains  []string                             `json:"domains"`
	Defaults map[catalogue.Class]catalogue.Limits `json:"defaults" doc:"默认时限 by class"`
}

// listEditions lists the editions of a district's list, the oldest first.
func (s *server) listEditions(ctx context.Context, who access.Who, in *struct {
	InDistrict
	Paged
}) (*body[list[EditionLine]], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	page, err := in.page()
	if err != nil {
		return nil, err
	}
	editions, err := s.desk.As(who).Editions(ctx, district)
	if err != nil {
		return nil, err
	}
	current, _ := catalogue.NewBook(editions...).InForce(org.Micros(s.desk.Now()))
	editions, next, err := desk.Cut(editions, page, func(e catalogue.Edition) string { return e.ID })
	if err != nil {
		return nil, err
	}
	lines := make([]EditionLine, len(editions))
	for i, e := range editions {
		lines[i] = EditionLine{
			e.ID, e.Label, e.Remark, e.Issuer, at(e.From), e.ID == current.ID, e.Document, len(e.Matters), e.Domains, e.Defaults,
		}
	}
	return answerList(lines, next), nil
}

type editionInput struct {
	InEdition
	Paged
}

// UnmappedLine (未对应称谓) is a name of the list that means no unit here. 依据 P-13.
type UnmappedLine struct {
	Name    string `json:"name"`
	Matters []int  `json:"matters"`
}

// listUnmapped lists what the staffing office still has to map.
func (s *server) listUnmapped(ctx context.Context, who access.Who, in *editionInput) (*body[list[UnmappedLine]], error) {
	return partOf(ctx, s, who, in, func(e catalogue.Edition) []UnmappedLine {
		names := e.Unmapped()
		var lines []UnmappedLine
		for _, name := range slices.Sorted(maps.Keys(names)) {
			lines = append(lines, UnmappedLine{name, names[name]})
		}
		return lines
	}, func(l UnmappedLine) string { return l.Name })
}

// listServices lists what a township can call for without accusing anyone. 依据 P-15.
func (s *server) listServices(ctx context.Context, who access.Who, in *editionInput) (*body[list[catalogue.Service]], error) {
	return partOf(ctx, s, who, in, func(e catalogue.Edition) []catalogue.Service { return e.Services },
		func(one catalogue.Service) string { return one.Code })
}

// listFrequent lists what a grid member reports most.
func (s *server) listFrequent(ctx context.Context, who access.Who, in *editionInput) (*body[list[catalogue.Frequent]], error) {
	return partOf(ctx, s, who, in, func(e catalogue.Edition) []catalogue.Frequent { return e.HighFrequency },
		func(one catalogue.Frequent) string { return one.Name })
}

// partOf answers with a page of one part of an edition.
func partOf[T any](ctx context.Context, s *server, who access.Who, in *editionInput, part func(catalogue.Edition) []T, key func(T) string) (*body[list[T]], error) {
	page, err := in.page()
	if err != nil {
		return nil, err
	}
	edition, err := s.edition(ctx, who, in.InEdition)
	if err != nil {
		return nil, err
	}
	items, next, err := desk.Cut(part(edition.Edition), page, key)
	if err != nil {
		return nil, err
	}
	return answerList(items, next), nil
}
