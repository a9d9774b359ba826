package api

import (
	"context"
	"encoding/json"
	"time"

	"huying/internal/access"
	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/org"
)

// CaseSheet (呼叫单) is one case as this post may read it.
type CaseSheet struct {
	No           casework.CaseNo       `json:"no" doc:"呼叫单号"`
	Version      int64                 `json:"version"`
	Status       casework.Status       `json:"status"`
	StatusZh     string                `json:"status_zh"`
	Round        int                   `json:"round" doc:"1, and one more at each reopening"`
	District     org.DistrictID        `json:"district"`
	Township     org.UnitID            `json:"township" doc:"呼叫镇街"`
	Grid         org.UnitID            `json:"grid,omitempty"`
	Source       casework.Source       `json:"source"`
	Created      time.Time             `json:"created"`
	Changed      time.Time             `json:"changed"`
	Closed       time.Time             `json:"closed,omitzero"`
	Text         string                `json:"text,omitempty" doc:"经过"`
	Place        string                `json:"place,omitempty" doc:"地点"`
	Reporter     *casework.Reporter    `json:"reporter,omitempty" doc:"反映人, for those who must know"`
	Withheld     []string              `json:"withheld,omitempty" doc:"what there is, but not for this post, or erased"`
	Call         *CallSheet            `json:"call,omitempty"`
	Proposal     *ProposalSheet        `json:"proposal,omitempty" doc:"派单建议"`
	Tasks        []TaskSheet           `json:"tasks"`
	Duties       []DutyLine            `json:"duties" doc:"who must do what by when, the most pressing first"`
	Files        []casework.File       `json:"files" doc:"附件"`
	LeadVacant   bool                  `json:"lead_vacant,omitempty" doc:"牵头缺位"`
	Verified     bool                  `json:"verified,omitempty"`
	Reworks      int                   `json:"reworks,omitempty"`
	Reopened     int                   `json:"reopened,omitempty"`
	Objected     bool                  `json:"objected,omitempty" doc:"上报人已提异议"`
	Declined     bool                  `json:"declined,omitempty" doc:"不予派单, and still to be disputed"`
	Paused       time.Time             `json:"paused,omitzero" doc:"挂账或合并以来: the clocks stand still"`
	Muster       *MusterSheet          `json:"muster,omitempty" doc:"集结"`
	Plan         []StepSheet           `json:"plan" doc:"会商方案"`
	Transfers    []TransferSheet       `json:"transfers" doc:"移送"`
	Questions    []QuestionSheet       `json:"questions" doc:"询问"`
	Requests     []RequestSheet        `json:"requests" doc:"延期、挂账申请"`
	Supervisions []SupervisionSheet    `json:"supervisions" doc:"督办"`
	Ratings      []RatingSheet         `json:"ratings" doc:"评价, of every round"`
	Recused      []org.AccountID       `json:"recused,omitempty" doc:"回避: may do nothing in this case"`
	Related      *RelatedSheet         `json:"related,omitempty" doc:"拆分与合并: other cases that this one has to do with"`
	Verbs        []VerbLine            `json:"verbs" doc:"what this post may do now"`
	Units        map[org.UnitID]string `json:"units" doc:"names of the units named here"`
}

// CallSheet (呼叫) is what was called for.
type CallSheet struct {
	At            time.Time         `json:"at"`
	Edition       string            `json:"edition"`
	Matter        int               `json:"matter,omitempty"`
	MatterName    string            `json:"matter_name,omitempty"`
	Situation     string            `json:"situation,omitempty"`
	SituationName string            `json:"situation_name,omitempty"`
	Service       string            `json:"service,omitempty"`
	Class         catalogue.Class   `json:"class"`
	Kind          casework.CallKind `json:"kind"`
	Cause         casework.Cause    `json:"cause"`
	Approval      casework.Approval `json:"approval"`
	Wanted        []org.UnitID      `json:"wanted,omitempty" doc:"希望到场的单位"`
	Text          string            `json:"text,omitempty" doc:"呼叫经过"`
}

// ProposalSheet (派单建议) is what the list says about a call.
type ProposalSheet struct {
	Lead      org.UnitID       `json:"lead" doc:"牵头单位; empty where the township leads or no unit is mapped"`
	Assists   []org.UnitID     `json:"assists"`
	Partners  []org.UnitID     `json:"partners,omitempty" doc:"企业类协同单位, to be asked"`
	Unmapped  []string         `json:"unmapped,omitempty" doc:"未对应称谓"`
	Clause    string           `json:"clause"`
	Reason    string           `json:"reason"`
	Limits    catalogue.Limits `json:"limits"`
	Ambiguous bool             `json:"ambiguous,omitempty" doc:"a person must decide"`
}

// TaskSheet (派单件) is one unit's share in a case.
type TaskSheet struct {
	ID         casework.TaskID      `json:"id"`
	Unit       org.UnitID           `json:"unit"`
	Lead       bool                 `json:"lead"`
	Status     casework.TaskStatus  `json:"status"`
	StatusZh   string               `json:"status_zh"`
	Section    org.UnitID           `json:"section,omitempty"`
	Officer    org.AccountID        `json:"officer,omitempty" doc:"经办人"`
	ReturnBy   time.Time            `json:"return_by,omitzero" doc:"until when it may be returned"`
	Returned   bool                 `json:"returned,omitempty" doc:"its one return is spent"`
	Designated bool                 `json:"designated,omitempty"`
	Proposed   bool                 `json:"proposed,omitempty" doc:"the lead proposed to release it"`
	Rated      bool                 `json:"rated,omitempty"`
	Released   casework.ReleaseKind `json:"released,omitempty"`
	Findings   int                  `json:"findings"`
	Actions    int                  `json:"actions"`
	Summoned   bool                 `json:"summoned,omitempty" doc:"镇街调派"`
	After      casework.TaskID      `json:"after,omitempty" doc:"whose returned share this unit took over"`
	Disputed   bool                 `json:"disputed,omitempty" doc:"returned by a second unit: the staffing office rules"`
	Deputy     org.AccountID        `json:"deputy,omitempty" doc:"AB角"`
	Rank       string               `json:"rank,omitempty" doc:"the highest rank that came"`
	Drafted    bool                 `json:"drafted,omitempty" doc:"an answer waits for the leader's signature"`
	Docketed   bool                 `json:"docketed,omitempty" doc:"已立案"`
	Promised   time.Time            `json:"promised,omitzero" doc:"承诺办结"`
	Reports    int                  `json:"reports,omitempty" doc:"阶段反馈"`
	Urged      int                  `json:"urged,omitempty" doc:"催办"`
	Extended   int                  `json:"extended,omitempty" doc:"延期"`
	Clocks     []ClockLine          `json:"clocks"`
}

// readCase reads one case whole.
func (s *server) readCase(ctx context.Context, who access.Who, in *InCase) (*body[CaseSheet], error) {
	district, no, err := s.place(ctx, who, *in)
	if err != nil {
		return nil, err
	}
	reader := s.desk.As(who)
	view, err := reader.Case(ctx, district, no)
	if err != nil {
		return nil, err
	}
	first, err := reader.Told(ctx, view)
	if err != nil {
		return nil, err
	}
	return answer(caseSheet(view, who, first)), nil
}

// caseSheet writes the sheet; first are who is told first of each duty.
func caseSheet(view desk.View, who access.Who, first []desk.Officer) CaseSheet {
	c := view.Case
	sheet := CaseSheet{
		No: c.No, Version: c.Version, Status: c.Status, StatusZh: c.Status.Zh(), Round: c.Round, District: c.District,
		Township: c.Township, Grid: c.Grid, Source: c.Source, Created: at(c.Created), Changed: at(c.Last), Closed: at(c.Closed),
		LeadVacant: c.LeadVacant, Verified: c.Verified, Reworks: c.Reworks, Reopened: c.Reopened,
		Objected: c.Objected, Declined: c.Declined, Paused: at(c.Paused), Recused: c.Recused,
		Tasks: []TaskSheet{}, Duties: []DutyLine{}, Files: filesOf(view), Verbs: verbLines(view, who),
	}
	names := naming{view.Units, map[org.UnitID]string{}}
	names.note(c.Township, c.Grid)
	sheet.Text = sheet.reveal(view, "text", c.Text)
	sheet.Place = sheet.reveal(view, "place", c.Place)
	if person := sheet.reveal(view, "reporter", c.Person); person != "" {
		sheet.Reporter = new(casework.Reporter)
		_ = json.Unmarshal([]byte(person), sheet.Reporter) // it was sealed as such
	}
	if c.Called != 0 {
		call, proposal := callSheet(view), proposalSheet(c)
		call.Text = sheet.reveal(view, "call.text", c.Facts)
		sheet.Call, sheet.Proposal = &call, &proposal
		names.note(call.Wanted...)
		names.note(append(proposal.Assists, proposal.Lead)...)
		names.note(proposal.Partners...)
	}
	for _, t := range c.Tasks {
		sheet.Tasks = append(sheet.Tasks, taskSheet(t, view.At, seesMark(view, who, t.ID)))
		names.note(t.Unit, t.Section)
	}
	sheet.duties(view, who, first, names)
	sheet.course(view, names)
	sheet.Related = relatedSheet(view)
	sheet.ratings(view, who)
	sheet.Units = names.of
	return sheet
}

// reveal is the text behind a content; what there is but is not shown is named as withheld.
func (sheet *CaseSheet) reveal(view desk.View, what string, c ledger.Content) string {
	text, ok := view.Words.Of(c)
	if !ok && !c.IsZero() {
		sheet.Withheld = append(sheet.Withheld, what)
	}
	return text
}

func callSheet(view desk.View) CallSheet {
	c, e := view.Case, view.Case.Entry
	call := CallSheet{
		At: at(c.Called), Edition: e.Edition, Matter: e.Matter, Situation: e.Situation, Service: e.Service, Class: c.Class,
		Kind: c.Kind, Cause: c.Cause, Approval: c.Approval, Wanted: c.Wanted,
	}
	if m, ok := view.Edition.Matter(e.Matter); ok {
		call.MatterName = m.Name
		if s, ok := m.Situation(e.Situation); ok {
			call.SituationName = s.Name
		}
	}
	return call
}

func proposalSheet(c casework.Case) ProposalSheet {
	p := casework.Propose(c)
	assists := p.Assists
	if assists == nil {
		assists = []org.UnitID{}
	}
	return ProposalSheet{
		Lead: p.Lead, Assists: assists, Partners: c.Entry.Partners, Unmapped: p.Unmapped, Clause: p.Clause,
		Reason: p.Reason, Limits: p.Limits, Ambiguous: p.Ambiguous,
	}
}

func taskSheet(t casework.Task, now int64, marks bool) TaskSheet {
	sheet := TaskSheet{
		ID: t.ID, Unit: t.Unit, Lead: t.Lead, Status: t.Status, StatusZh: t.Status.Zh(), Section: t.Section, Officer: t.Officer,
		ReturnBy: at(t.ReturnBy.Due.At), Returned: t.Returned, Designated: t.Designated, Proposed: t.Proposed, Rated: t.Rated,
		Released: t.Released, Findings: t.Findings, Actions: t.Actions, Clocks: []ClockLine{},
		Summoned: t.Summoned, After: t.After, Disputed: t.Disputed, Deputy: t.Deputy, Rank: t.Rank, Drafted: t.Drafted,
		Docketed: t.Docketed, Promised: at(t.Promised.Due.At), Reports: t.Reports, Urged: t.Urged, Extended: t.Extended,
	}
	for _, c := range []struct {
		kind  casework.ClockKind
		clock casework.Clock
	}{
		{casework.ClockAccept, t.Accept},
		{casework.ClockArrive, t.Arrive},
		{casework.ClockDone, t.Done},
		{casework.ClockReturn, t.Return},
		{casework.ClockRuling, t.Ruling},
		{casework.ClockDocket, t.Docket},
		{casework.ClockLetting, t.Letting},
		{casework.ClockRectify, t.Rectify},
		{casework.ClockFollow, t.Follow},
		{casework.ClockHeed, t.Heed},
	} {
		if tellsMark(c.kind) && !marks {
			continue
		}
		if c.clock.Started != 0 || c.clock.Due != (calendar.Deadline{}) {
			sheet.Clocks = append(sheet.Clocks, clockLine(c.kind, c.clock, now))
		}
	}
	return sheet
}

// naming collects the names of the units that a sheet speaks of.
type naming struct {
	units *org.Directory
	of    map[org.UnitID]string
}

func (n naming) note(ids ...org.UnitID) {
	for _, id := range ids {
		if id != "" {
			n.of[id] = n.units.Name(id)
		}
	}
}
