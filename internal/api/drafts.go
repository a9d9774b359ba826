package api

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"huying/internal/access"
	"huying/internal/desk"
	"huying/internal/rule"
)

// DraftLine (草稿) is what this account has begun to write and not sent; nobody else reads it.
type DraftLine struct {
	ID   string          `json:"id"`
	At   time.Time       `json:"at" doc:"when it was kept last"`
	Body json.RawMessage `json:"body,omitempty" doc:"as it was sent"`
	Text string          `json:"text,omitempty" doc:"what a page has kept, where that is not JSON"`
}

// anyObject is what a draft may be: as a rule the body of the verb that is being written.
var anyObject = &huma.Schema{Type: huma.TypeObject, AdditionalProperties: true, Description: "any JSON object, at most 64 KiB"}

// InDraft is what every path under a draft says.
type InDraft struct {
	InDistrict
	ID string `path:"id" maxLength:"60" doc:"of the draft"`
}

type draftInput struct {
	InDraft
	Raw
}

type newDraftInput struct {
	InDistrict
	Raw
}

func draftLine(d desk.Draft) DraftLine {
	line := DraftLine{ID: d.ID, At: at(d.At)}
	if json.Valid(d.Body) {
		line.Body = d.Body
	} else {
		line.Text = string(d.Body)
	}
	return line
}

// listDrafts lists what this account has begun to write, what was kept last first. 依据 P-29.
func (s *server) listDrafts(ctx context.Context, who access.Who, in *InDistrict) (*body[list[DraftLine]], error) {
	if err := s.atHome(ctx, who, *in); err != nil {
		return nil, err
	}
	kept, err := s.desk.Drafts(ctx, who)
	if err != nil {
		return nil, err
	}
	lines := make([]DraftLine, len(kept))
	for i, d := range kept {
		lines[i] = draftLine(d)
	}
	return answerList(lines, ""), nil
}

// keepDraft keeps a new draft. 依据 P-29.
func (s *server) keepDraft(ctx context.Context, who access.Who, in *newDraftInput) (*body[DraftLine], error) {
	return s.draft(ctx, who, in.InDistrict, "", in.Raw)
}

// rewriteDraft keeps a draft in the place of an earlier one. 依据 P-29.
func (s *server) rewriteDraft(ctx context.Context, who access.Who, in *draftInput) (*body[DraftLine], error) {
	if err := legible("id", in.ID); err != nil {
		return nil, err
	}
	return s.draft(ctx, who, in.InDistrict, in.ID, in.Raw)
}

func (s *server) draft(ctx context.Context, who access.Who, in InDistrict, id string, raw Raw) (*body[DraftLine], error) {
	if err := s.atHome(ctx, who, in); err != nil {
		return nil, err
	}
	sent, err := raw.object()
	if err != nil {
		return nil, err
	}
	if sent = bytes.TrimSpace(sent); !json.Valid(sent) || sent[0] != '{' {
		return nil, notAnObject()
	}
	kept, err := s.desk.KeepDraft(ctx, who, id, sent)
	if err != nil {
		return nil, err
	}
	return answer(draftLine(kept)), nil
}

// dropDraft destroys a draft; dropping it twice is no error. 依据 P-29.
func (s *server) dropDraft(ctx context.Context, who access.Who, in *InDraft) (*struct{}, error) {
	if err := s.atHome(ctx, who, in.InDistrict); err != nil {
		return nil, err
	}
	if err := legible("id", in.ID); err != nil {
		return nil, err
	}
	return nil, s.desk.DropDraft(ctx, who, in.ID)
}

// atHome: what is an account's own lies in its own district. 依据 P-80.
func (s *server) atHome(ctx context.Context, who access.Who, in InDistrict) error {
	district, err := s.district(ctx, who, in)
	if err == nil && district != who.District {
		err = rule.Refuse(rule.Forbidden, "P-80", "不能办理或者查看其他区县的事项")
	}
	return err
}

// SignsRule (签批) says whether a unit's answers go only once its leader has signed them.
type SignsRule struct {
	On *bool `json:"on" doc:"true: an officer's answer waits for the leader's signature"`
}

type signsInput struct {
	InDistrict
	Raw
}

// setSigns says whether the answers of this leader's department wait for a signature. 依据 P-101.
func (s *server) setSigns(ctx context.Context, who access.Who, in *signsInput) (*body[UnitLine], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	sent, err := in.object()
	if err != nil {
		return nil, err
	}
	var said SignsRule
	if err := decode(sent, &said); err != nil {
		return nil, err
	}
	if said.On == nil {
		return nil, rule.Refuse(rule.Incomplete, "P-101", "请说明是否须经签批").At("on")
	}
	if err := s.desk.SetSigns(ctx, who, district, *said.On); err != nil {
		return nil, err
	}
	units, err := s.desk.Units(ctx, district)
	if err != nil {
		return nil, err
	}
	unit, _ := units.Unit(units.DepartmentOf(who.Actor.Unit))
	return answer(unitLine(unit)), nil
}
