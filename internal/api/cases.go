package api

import (
	"context"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

// at is an instant of the record as the wire has it; none for 0.
func at(micros int64) time.Time {
	if micros == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micros).UTC()
}

type caseFilter struct {
	InDistrict
	Paged
	Status   caseStatus `query:"status" doc:"呼叫单状态"`
	Class    callClass  `query:"class" doc:"呼叫类别"`
	Matter   int        `query:"matter" minimum:"1" doc:"事项序号"`
	Domain   string     `query:"domain" maxLength:"100" doc:"领域, of the list in force"`
	Township string     `query:"township" maxLength:"60" doc:"呼叫镇街"`
	Grid     string     `query:"grid" maxLength:"60" doc:"网格"`
	Unit     string     `query:"unit" maxLength:"60" doc:"a unit that has, or had, a task"`
	Open     bool       `query:"open" doc:"only what somebody still has to work on"`
	Overdue  bool       `query:"overdue" doc:"逾期: only what is late"`
	Mine     bool       `query:"mine" doc:"待我办: only what waits for this post"`
	Q        string     `query:"q" maxLength:"100" doc:"part of number, summary or place"`
	From     string     `query:"from" maxLength:"10" doc:"reported on this day or after, of the district's zone"`
	To       string     `query:"to" maxLength:"10" doc:"reported on this day or before"`
	When     string     `query:"when" enum:"today,week,month" doc:"reported today, or within seven or thirty days: instead of from and to"`
	Order    string     `query:"order" enum:"new,due" doc:"the newest first, or, of open cases, the most pressing: for townships and the whole district"`
	Since    string     `query:"since" maxLength:"40" doc:"reported at or after: RFC 3339, or a day in tz"`
	Until    string     `query:"until" maxLength:"40" doc:"reported before: RFC 3339, or a day in tz"`
	TZ       string     `query:"tz" maxLength:"60" doc:"time zone of days; Asia/Shanghai unless said"`
}

// CaseLine (呼叫单) is a case in a list.
type CaseLine struct {
	No        casework.CaseNo `json:"no" doc:"呼叫单号"`
	Version   int64           `json:"version"`
	Status    casework.Status `json:"status"`
	Class     catalogue.Class `json:"class,omitempty"`
	Kind      string          `json:"kind,omitempty"`
	Cause     string          `json:"cause,omitempty"`
	Source    string          `json:"source"`
	Matter    int             `json:"matter,omitempty"`
	Situation string          `json:"situation,omitempty"`
	Service   string          `json:"service,omitempty"`
	Township  org.UnitID      `json:"township"`
	Grid      org.UnitID      `json:"grid,omitempty"`
	Lead      org.UnitID      `json:"lead,omitempty" doc:"牵头单位"`
	Created   time.Time       `json:"created"`
	Called    time.Time       `json:"called,omitzero"`
	Changed   time.Time       `json:"changed"`
	Closed    time.Time       `json:"closed,omitzero"`
	Due       time.Time       `json:"due,omitzero" doc:"the next deadline of the case or one of its tasks"`
	Overdue   bool            `json:"overdue" doc:"a miss is on record, or a deadline has passed"`
	Open      bool            `json:"open"`
	Summary   string          `json:"summary,omitempty" doc:"摘要, where this post may read it"`
	Place     string          `json:"place,omitempty" doc:"地点, where this post may read it"`
}

func caseLine(c store.CaseRow, now int64) CaseLine {
	return CaseLine{
		No: casework.CaseNo(c.No), Version: c.Version, Status: casework.Status(c.Status), Class: catalogue.Class(c.Class),
		Kind: c.Kind, Cause: c.Cause, Source: c.Source, Matter: c.Matter, Situation: c.Situation, Service: c.Service,
		Township: c.Township, Grid: c.Grid, Lead: c.Lead, Created: at(c.Created), Called: at(c.Called),
		Changed: at(c.Changed), Closed: at(c.Closed), Due: at(c.Due), Overdue: c.Late || (c.Due != 0 && c.Due < now),
		Open: c.Open, Summary: c.Summary, Place: c.Place,
	}
}

// listCases lists what this post may see (依据 P-89), newest first. A page may be short and still have
// a next.
func (s *server) listCases(ctx context.Context, who access.Who, in *caseFilter) (*body[list[CaseLine]], error) {
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	page, err := in.page()
	if err != nil {
		return nil, err
	}
	filter, since, until, err := in.filter()
	if err != nil {
		return nil, err
	}
	rows, next, err := s.desk.As(who).Listed(ctx, district, filter, page)
	if err != nil {
		return nil, err
	}
	now := org.Micros(s.desk.Now())
	lines := make([]CaseLine, 0, len(rows))
	for _, row := range rows {
		if row.Created >= since && (until == 0 || row.Created < until) {
			lines = append(lines, caseLine(row, now))
		}
	}
	return answerList(lines, next), nil
}

// filter reads the query. The days bound what is looked through; the instants then cut exactly.
func (in *caseFilter) filter() (f desk.Filter, since, until int64, err error) {
	for field, text := range map[string]string{"q": in.Q, "township": in.Township, "grid": in.Grid, "unit": in.Unit, "domain": in.Domain} {
		if err := legible(field, text); err != nil {
			return f, 0, 0, err
		}
	}
	where, err := zone(in.TZ)
	if err != nil {
		return f, 0, 0, err
	}
	if since, err = instant("since", in.Since, where); err != nil {
		return f, 0, 0, err
	}
	if until, err = instant("until", in.Until, where); err != nil {
		return f, 0, 0, err
	}
	// A case number carries the day in the district's zone; a day of grace on each side.
	from, to := in.From, in.To
	if since != 0 {
		from = max(from, at(since).AddDate(0, 0, -1).Format(time.DateOnly))
	}
	if day := at(until).AddDate(0, 0, 1).Format(time.DateOnly); until != 0 && (to == "" || day < to) {
		to = day
	}
	f = desk.Filter{
		Status: casework.Status(in.Status), Class: catalogue.Class(in.Class), Matter: in.Matter, Domain: in.Domain, Township: org.UnitID(in.Township),
		Grid: org.UnitID(in.Grid), Unit: org.UnitID(in.Unit), Open: in.Open, Overdue: in.Overdue, Mine: in.Mine, Text: in.Q,
		From: from, To: to, When: in.When, Pressing: in.Order == "due",
	}
	if r := f.Unreadable(); r != nil {
		return f, 0, 0, r
	}
	return f, since, until, nil
}

// created answers a report: where the case stands now.
type created struct {
	Location string `header:"Location" doc:"address of the case"`
	Body     desk.Answer
}

type reportInput struct {
	InDistrict
	Keyed
	Raw
}

// report opens a case, and calls at once where the report says so. 依据 P-20.
func (s *server) report(ctx context.Context, who access.Who, in *reportInput) (_ *created, err error) {
	defer func() { s.metrics.wrote(casework.VerbReport, err) }()
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return nil, err
	}
	sent, err := in.object()
	if err != nil {
		return nil, err
	}
	cmd, err := casework.DecodeCommand(casework.VerbReport, sent)
	if err != nil {
		return nil, err
	}
	report, ok := cmd.(casework.Report)
	if !ok {
		return nil, rule.Refuse(rule.Unknown, "P-81", "没有这个办理动作")
	}
	done, err := s.desk.Report(ctx, who, district, report, desk.Key{Key: in.Key, Body: sent})
	if err != nil {
		return nil, err
	}
	return &created{"/api/v1/districts/" + in.District + "/cases/" + string(done.No), done}, nil
}
