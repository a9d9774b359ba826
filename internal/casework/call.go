package casework

import (
	"cmp"
	"slices"

	"huying/internal/catalogue"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

type (
	// CallKind (呼叫性质) is what is asked for: enforcement or service.
	CallKind string
	// Cause (呼叫事由) is why the township cannot do it itself.
	Cause string
	// Approval (审批方式) is when a leader must agree to a call.
	Approval string
)

// The kinds of call and the ways of approval.
const (
	Enforcement CallKind = "enforcement" // 执法
	Service     CallKind = "service"     // 服务

	ApprovalNone   Approval = "none"   // 不需审批
	ApprovalBefore Approval = "before" // 先批后呼
	ApprovalAfter  Approval = "after"  // 先呼后批
)

// Causes is the closed list of causes. 依据 P-23.
var Causes = []Option{
	{"no_power", "依法无权处理", "no power to act"}, {"not_alone", "无法独立解决", "cannot solve it alone"},
	{"emergency", "突发事件", "emergency"},
}

// Call (呼叫) asks the departments that the list names to come. 依据 P-23, P-24.
type Call struct {
	Matter    int             `json:"matter,omitempty" doc:"事项序号"`
	Situation string          `json:"situation,omitempty" doc:"情形码; the matter's default situation when empty"`
	Service   string          `json:"service,omitempty" doc:"服务目录代码, for a call for service"`
	Unlisted  bool            `json:"unlisted,omitempty" doc:"清单外: the staffing office designates a temporary lead"`
	Class     catalogue.Class `json:"class,omitempty" doc:"daily, major or urgent; the situation's own when empty"`
	Cause     Cause           `json:"cause,omitempty" doc:"no_power, not_alone or emergency"`
	Text      string          `json:"text,omitempty" doc:"呼叫经过, beside what the report says"`
	Party     string          `json:"party,omitempty" doc:"当事人"`
	Units     []org.UnitID    `json:"units,omitempty" doc:"希望到场的单位"`
	Files     []File          `json:"files,omitempty" doc:"证据"`
	Muster    *Muster         `json:"muster,omitempty" doc:"集结: all units at one place by one time"`
}

// Called records the call, with what the list said at this moment: later editions change nothing.
type Called struct {
	Entry    catalogue.Entry  `json:"entry"`
	Class    catalogue.Class  `json:"class"`
	Kind     CallKind         `json:"kind"`
	Cause    Cause            `json:"cause"`
	Wanted   []org.UnitID     `json:"wanted,omitempty"`
	Text     ledger.Content   `json:"text,omitzero"`
	Party    ledger.Content   `json:"party,omitzero"`
	Files    []ledger.Content `json:"files,omitempty"`
	Approval Approval         `json:"approval"`
	Approve  Timed            `json:"approve,omitzero"`  // 审批时限, where approval is due
	Dispatch Timed            `json:"dispatch,omitzero"` // 派单时限, unless approval comes first
	Ruling   Timed            `json:"ruling,omitzero"`   // or 裁定时限, of a matter not in the list (P-16)
}

// Verb names the row of the declared table.
func (Call) Verb() Verb   { return VerbCall }
func (Call) task() string { return "" }

func (cmd Call) decide(c Case, g Given) ([]Event, error) {
	edition, ok := g.List.InForce(g.at())
	if !ok {
		return nil, rule.Refuse(rule.Unavailable, "P-10", "本区县此时没有生效的责任清单")
	}
	entry, kind, err := cmd.entry(edition, c, g)
	if err != nil {
		return nil, err
	}
	class := cmd.Class
	if class == "" {
		class = entry.Class
	}
	cause := cmd.Cause
	if cause == "" && kind == Service {
		cause = "no_power"
	}
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	err = first(
		c.barred(subject(entry)),
		chosen("cause", "P-23", "呼叫事由", string(cause), Causes),
		chosen("class", "P-24", "呼叫类别", string(class), Classes),
		readable("text", "P-24", "呼叫经过", cmd.Text),
		readable("party", "P-24", "当事人", cmd.Party),
		callable("units", cmd.Units, g.Units, g.at()),
	)
	if err != nil {
		return nil, err
	}
	called := Called{
		Entry: edition.OfClass(entry, class), Class: class, Kind: kind, Cause: cause, Wanted: cmd.Units, Text: ledger.Text(cmd.Text),
		Party: ledger.Text(cmd.Party), Files: files, Approval: g.Settings.Approval[class],
	}
	events := called.approvedBy(g)
	if cmd.Muster == nil {
		return c.andDispatched(g, events), nil
	}
	// One paper, two records; the muster is held to the table like any other. 依据 P-56.
	before := c
	c = Fold(c, at(events, Moment{g.at(), g.By}))
	if err := Permit(c, VerbMuster, "", g.By, g.Units); err != nil {
		return nil, err
	}
	mustered, err := cmd.Muster.decide(c, g)
	if err != nil {
		return nil, rule.Inside("muster", err)
	}
	return before.andDispatched(g, append(events, mustered...)), nil
}

// approvedBy starts the clocks that follow from the way of approval; a leader's own call is
// approved in the same breath. 依据 P-25, P-28, P-30.
func (e Called) approvedBy(g Given) []Event {
	dispatch, ruling := g.next(e.Entry, e.Class)
	approved := Approved{}
	switch e.Approval {
	case ApprovalBefore:
		e.Approve, approved.Dispatch, approved.Ruling = g.due(g.Settings.ApproveBefore), dispatch, ruling
	case ApprovalAfter:
		e.Approve, e.Dispatch, e.Ruling = g.due(g.Settings.ApproveAfter), dispatch, ruling
	default:
		e.Approval, e.Dispatch, e.Ruling = ApprovalNone, dispatch, ruling
		return []Event{e}
	}
	if g.By.Role == org.TownshipLeader {
		return []Event{e, approved}
	}
	return []Event{e}
}

// next starts the time of who acts on a call: the centre, which dispatches it or, for a matter that is not in the list,
// the staffing office, which designates a lead. 依据 P-16, P-30.
func (g Given) next(entry catalogue.Entry, class catalogue.Class) (dispatch, ruling Timed) {
	if entry.Unlisted {
		return Timed{}, g.due(g.Settings.Ruling[class])
	}
	return g.due(g.Settings.Dispatch[class]), Timed{}
}

// goesOn is the case after a call that need not wait for consent.
func (c Case) goesOn(dispatch, ruling Timed, at int64) Case {
	c.Status = CaseCalled
	if c.Entry.Unlisted {
		c.Status = CaseRuling
	}
	c.Dispatch, c.Ruling = dispatch.startIfSet(at), ruling.startIfSet(at)
	return c
}

// entry is what the list says: a matter and situation, or a service; or that it says nothing.
func (cmd Call) entry(edition catalogue.Edition, c Case, g Given) (catalogue.Entry, CallKind, error) {
	switch {
	case cmd.Unlisted && (cmd.Matter != 0 || cmd.Situation != "" || cmd.Service != ""):
		return catalogue.Entry{}, "", rule.Refuse(rule.Invalid, "P-24", "清单外的不选事项和服务").At("unlisted")
	case cmd.Unlisted:
		return edition.UnlistedEntry(cmp.Or(cmd.Class, catalogue.Daily)), Enforcement, nil
	case cmd.Matter != 0 && cmd.Service != "":
		return catalogue.Entry{}, "", rule.Refuse(rule.Invalid, "P-24", "事项和服务只能选一").At("service")
	case cmd.Service != "":
		entry, err := edition.ServiceEntry(cmd.Service)
		return entry, Service, err
	case cmd.Matter == 0:
		return catalogue.Entry{}, "", rule.Refuse(rule.Incomplete, "P-24", "请选择事项情形或者服务，清单没有的选清单外").At("matter")
	}
	entry, err := edition.Entry(cmd.Matter, cmd.Situation, c.Township, g.Units)
	return entry, Enforcement, err
}

// Classes is the closed list of call classes, as forms show it.
var Classes = []Option{
	{string(catalogue.Daily), "日常", "daily"}, {string(catalogue.Major), "重大", "major"}, {string(catalogue.Urgent), "紧急", "urgent"},
}

// callable refuses units that cannot be dispatched to: only departments, branches and agencies
// are; partners are asked, never dispatched (P-17).
func callable(field string, ids []org.UnitID, units *org.Directory, at int64) *rule.Refusal {
	for i, id := range ids {
		u, ok := units.Unit(id)
		switch {
		case !ok:
			return rule.Refuse(rule.Invalid, "P-41", "没有这个单位："+clip(string(id))).At(field)
		case u.To != 0 && u.To <= at:
			return rule.Refuse(rule.Invalid, "P-41", u.Name+"已撤销").At(field)
		case u.Kind == org.KindPartner:
			return rule.Refuse(rule.Invalid, "P-17", u.Name+"是企业类协同单位，不派单").At(field)
		case u.Kind != org.KindDepartment && u.Kind != org.KindBranch && u.Kind != org.KindAgency:
			return rule.Refuse(rule.Invalid, "P-41", "不能向"+u.Name+"派单").At(field)
		case slices.Contains(ids[:i], id):
			return rule.Refuse(rule.Invalid, "P-41", u.Name+"重复").At(field)
		}
	}
	return nil
}

func (Called) verb() Verb   { return VerbCall }
func (Called) task() TaskID { return "" }

func (e Called) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	return c.barred(subject(e.Entry))
}

func (e Called) evolve(c Case, m Moment) Case {
	c.Entry, c.Class, c.Kind, c.Cause, c.Wanted = e.Entry, e.Class, e.Kind, e.Cause, e.Wanted
	c.Called, c.Approval, c.Facts, c.Declined = m.At, e.Approval, e.Text, false
	c.Muster = Mustering{N: c.Muster.N} // a muster is called for one call
	c.Intake, c.Approve = c.Intake.stop(m.At), e.Approve.startIfSet(m.At)
	if e.Approval == ApprovalBefore {
		c.Status, c.Dispatch, c.Ruling = CaseApproving, Clock{}, Clock{}
		return c
	}
	return c.goesOn(e.Dispatch, e.Ruling, m.At)
}
