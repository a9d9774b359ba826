package api

import (
	"context"

	"huying/internal/access"
	"huying/internal/desk"
)

// SavedFilterLine (自存筛选) is a filter of the list of cases that this account keeps; nobody else sees it.
type SavedFilterLine struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Query string `json:"query" doc:"as list-cases takes it"`
}

// SavedFilterSent is what is to be kept: what is left out stays as it is.
type SavedFilterSent struct {
	Name  string `json:"name,omitempty" doc:"at most 20 characters"`
	Query string `json:"query,omitempty" doc:"as list-cases takes it: status=working&overdue=true"`
	Place int    `json:"place,omitempty" doc:"from 1: where it stands among this account's own"`
}

// InSavedFilter is what every path under a saved filter says.
type InSavedFilter struct {
	InDistrict
	ID string `path:"id" maxLength:"60" doc:"of the saved filter"`
}

type savedFilterInput struct {
	InSavedFilter
	Raw
}

type newSavedFilterInput struct {
	InDistrict
	Raw
}

// listSavedFilters lists what filters this account keeps, in its own order. 依据 P-118.
func (s *server) listSavedFilters(ctx context.Context, who access.Who, in *InDistrict) (*body[list[SavedFilterLine]], error) {
	if err := s.atHome(ctx, who, *in); err != nil {
		return nil, err
	}
	kept, err := s.desk.SavedFilters(ctx, who)
	if err != nil {
		return nil, err
	}
	lines := make([]SavedFilterLine, len(kept))
	for i, f := range kept {
		lines[i] = SavedFilterLine(f)
	}
	return answerList(lines, ""), nil
}

// saveFilter keeps a new filter under a name. 依据 P-118.
func (s *server) saveFilter(ctx context.Context, who access.Who, in *newSavedFilterInput) (*body[SavedFilterLine], error) {
	sent, err := s.savedFilter(ctx, who, in.InDistrict, in.Raw)
	if err != nil {
		return nil, err
	}
	kept, err := s.desk.KeepFilter(ctx, who, desk.SavedFilter{Name: sent.Name, Query: sent.Query})
	if err != nil {
		return nil, err
	}
	if sent.Place != 0 {
		if _, err := s.desk.ChangeFilter(ctx, who, desk.SavedFilter{ID: kept.ID}, sent.Place); err != nil {
			return nil, err
		}
	}
	return answer(SavedFilterLine(kept)), nil
}

// changeFilter gives a filter another name, another query or another place. 依据 P-118.
func (s *server) changeFilter(ctx context.Context, who access.Who, in *savedFilterInput) (*body[SavedFilterLine], error) {
	if err := legible("id", in.ID); err != nil {
		return nil, err
	}
	sent, err := s.savedFilter(ctx, who, in.InDistrict, in.Raw)
	if err != nil {
		return nil, err
	}
	kept, err := s.desk.ChangeFilter(ctx, who, desk.SavedFilter{ID: in.ID, Name: sent.Name, Query: sent.Query}, sent.Place)
	if err != nil {
		return nil, err
	}
	return answer(SavedFilterLine(kept)), nil
}

func (s *server) savedFilter(ctx context.Context, who access.Who, in InDistrict, raw Raw) (sent SavedFilterSent, err error) {
	if err := s.atHome(ctx, who, in); err != nil {
		return sent, err
	}
	text, err := raw.object()
	if err != nil {
		return sent, err
	}
	err = decode(text, &sent)
	return sent, err
}

// dropFilter throws a filter away; doing so twice is no error. 依据 P-118.
func (s *server) dropFilter(ctx context.Context, who access.Who, in *InSavedFilter) (*struct{}, error) {
	if err := s.atHome(ctx, who, in.InDistrict); err != nil {
		return nil, err
	}
	if err := legible("id", in.ID); err != nil {
		return nil, err
	}
	return nil, s.desk.DropFilter(ctx, who, in.ID)
}
