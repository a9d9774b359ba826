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

type waitFilter struct {
	InDistrict
	Paged
	Kind waitKind `query:"kind" doc:"what is waited for; all that there is, unless said"`
}

func (in *waitFilter) kinds() []casework.ClockKind {
	if in.Kind == "" {
		return nil
	}
	return []casework.ClockKind{casework.ClockKind(in.Kind)}
}

// WaitLine (待办) is one thing that somebody waits for, beside the queues of cases and tasks.
type WaitLine struct {
	Kind    casework.ClockKind `json:"kind"`
	Zh      string             `json:"zh"`
	Ref     string             `json:"ref,omitempty" doc:"the id of what it is about, in its case"`
	Unit    org.UnitID         `json:"unit" doc:"whose turn it is"`
	Task    casework.TaskID    `json:"task,omitempty"`
	Due     time.Time          `json:"due,omitzero"`
	Overdue bool               `json:"overdue"`
	No      casework.CaseNo    `json:"no" doc:"呼叫单号"`
	Case    *CaseLine          `json:"case,omitempty" doc:"the case, for who may see it"`
}

// waitLine is a line of an inbox; of its case, no more than what this post may see.
func waitLine(w store.InboxOf, now int64) WaitLine {
	line := WaitLine{
		Kind: casework.ClockKind(w.Kind), Zh: casework.ClockKind(w.Kind).Zh(), Ref: w.Ref, Unit: w.Unit, Task: casework.TaskID(w.Task),
		Due: at(w.Due), Overdue: w.Late || (w.Due != 0 && w.Due < now), No: casework.CaseNo(w.Case.No),
	}
	if w.Case.Status != "" {
		of := caseLine(w.Case, now)
		line.Case = &of
	}
	return line
}

// listInbox lists what waits for this post's own unit, the most pressing first. 依据 P-89.
func (s *server) listInbox(ctx context.Context, who access.Who, in *waitFilter) (*body[list[WaitLine]], error) {
	return s.waiting(ctx, who, in, s.desk.As(who).Inbox)
}

// listWatch lists what waits for anybody: in the district, for posts that see the whole of it; for a township, in its own
// cases. 依据 P-89.
func (s *server) listWatch(ctx context.Context, who access.Who, in *waitFilter) (*body[list[WaitLine]], error) {
	return s.waiting(ctx, who, in, s.desk.As(who).Watch)
}

func (s *server) waiting(
	ctx context.Context, who access.Who, in *waitFilter,
	read func(context.Context, org.DistrictID, desk.Page, ...casework.ClockKind) ([]store.InboxOf, string, error),
) (*body[list[WaitLine]], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	page, err := in.page()
	if err != nil {
		return nil, err
	}
	rows, next, err := read(ctx, district, page, in.kinds()...)
	if err != nil {
		return nil, err
	}
	now := org.Micros(s.desk.Now())
	lines := make([]WaitLine, len(rows))
	for i, row := range rows {
		lines[i] = waitLine(row, now)
	}
	return answerList(lines, next), nil
}

type precedentFilter struct {
	InDistrict
	Paged
	Q      string `query:"q" maxLength:"100" doc:"words of the reason, the proposal or the number; each must be there"`
	Matter int    `query:"matter" minimum:"1" doc:"事项序号"`
	Unit   string `query:"unit" maxLength:"60" doc:"the unit that got it"`
}

// PrecedentLine (先例) is a ruling or a designation, kept so that the next one is decided alike.
type PrecedentLine struct {
	No       casework.CaseNo `json:"no" doc:"of the case"`
	Version  int64           `json:"version" doc:"of the record in it"`
	Kind     string          `json:"kind" doc:"ruling or designation"`
	At       time.Time       `json:"at"`
	Matter   int             `json:"matter,omitempty" doc:"事项序号; none where the matter was not in the list"`
	Unit     org.UnitID      `json:"unit,omitempty" doc:"who got it; none where a decline was upheld"`
	Reason   string          `json:"reason"`
	Proposal string          `json:"proposal,omitempty" doc:"清单修改建议"`
}

// listPrecedents lists rulings and designations, the newest first. 依据 P-116.
func (s *server) listPrecedents(ctx context.Context, who access.Who, in *precedentFilter) (*body[list[PrecedentLine]], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	page, err := in.page()
	if err != nil {
		return nil, err
	}
	for field, text := range map[string]string{"q": in.Q, "unit": in.Unit} {
		if err := legible(field, text); err != nil {
			return nil, err
		}
	}
	rows, next, err := s.desk.As(who).Precedents(ctx, district, desk.PrecedentQuery{Words: in.Q, Matter: in.Matter, Unit: org.UnitID(in.Unit)}, page)
	if err != nil {
		return nil, err
	}
	lines := make([]PrecedentLine, len(rows))
	for i, p := range rows {
		lines[i] = PrecedentLine{casework.CaseNo(p.No), p.Version, p.Kind, at(p.At), p.Matter, p.Unit, p.Reason, p.Proposal}
	}
	return answerList(lines, next), nil
}

type questionFilter struct {
	InDistrict
	Paged
}

// AskedLine (询问) is a question as the partner reads it that was asked: nothing else of the case.
type AskedLine struct {
	No      casework.CaseNo `json:"no" doc:"呼叫单号: to reply, POST …/cases/{no}/reply"`
	ID      string          `json:"id" doc:"of the question in its case"`
	From    org.UnitID      `json:"from" doc:"who asks"`
	Text    string          `json:"text"`
	Files   []casework.File `json:"files"`
	At      time.Time       `json:"at"`
	Due     time.Time       `json:"due,omitzero"`
	Waits   bool            `json:"waits" doc:"an answer is awaited still"`
	Replied time.Time       `json:"replied,omitzero"`
	Answer  string          `json:"answer,omitempty"`
}

// listQuestions lists what this partner was asked, the newest case first. 依据 P-59.
func (s *server) listQuestions(ctx context.Context, who access.Who, in *questionFilter) (*body[list[AskedLine]], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	page, err := in.page()
	if err != nil {
		return nil, err
	}
	asked, next, err := s.desk.As(who).Questions(ctx, district, page)
	if err != nil {
		return nil, err
	}
	lines := make([]AskedLine, len(asked))
	for i, q := range asked {
		lines[i] = AskedLine{q.No, q.ID, q.From, q.Text, q.Files, at(q.At), at(q.Due.At), q.Waits, at(q.Replied), q.Answer}
		if q.Files == nil {
			lines[i].Files = []casework.File{}
		}
	}
	return answerList(lines, next), nil
}
