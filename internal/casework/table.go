package casework

import (
	"slices"

	"huying/internal/org"
)

// Verb (办理动作) is a command's name on the wire and in the table.
type Verb string

// The verbs, in the order of the work.
const (
	VerbReport      Verb = "report"
	VerbSettle      Verb = "settle"
	VerbDiscard     Verb = "discard"
	VerbCall        Verb = "call"
	VerbApprove     Verb = "approve"
	VerbRefuse      Verb = "refuse"
	VerbWithdraw    Verb = "withdraw"
	VerbDecline     Verb = "decline"
	VerbDispatch    Verb = "dispatch"
	VerbRecall      Verb = "recall"
	VerbAssign      Verb = "assign"
	VerbAccept      Verb = "accept"
	VerbReturn      Verb = "return"
	VerbUphold      Verb = "uphold"
	VerbOverrule    Verb = "overrule"
	VerbArrive      Verb = "arrive"
	VerbFind        Verb = "find"
	VerbAct         Verb = "act"
	VerbJoin        Verb = "join"
	VerbRelease     Verb = "release"
	VerbAnswer      Verb = "answer"
	VerbConsolidate Verb = "consolidate"
	VerbVerify      Verb = "verify"
	VerbRework      Verb = "rework"
	VerbClose       Verb = "close"
	VerbRate        Verb = "rate"
	VerbReopen      Verb = "reopen"
	VerbArchive     Verb = "archive"
	VerbAnnotate    Verb = "annotate"
	VerbAttach      Verb = "attach"
	VerbLapse       Verb = "lapse"
)

// AllVerbs lists the verbs in the order of the work.
var AllVerbs = []Verb{
	VerbReport, VerbSettle, VerbDiscard, VerbCall, VerbApprove, VerbRefuse, VerbWithdraw, VerbDecline, VerbDispatch,
	VerbRecall, VerbAssign, VerbAccept, VerbReturn, VerbUphold, VerbOverrule, VerbArrive, VerbFind, VerbAct, VerbJoin,
	VerbRelease, VerbAnswer, VerbConsolidate, VerbVerify, VerbRework, VerbClose, VerbRate, VerbReopen, VerbArchive,
	VerbAnnotate, VerbAttach, VerbLapse,
}

var verbZh = map[Verb]string{
	VerbReport: "上报", VerbSettle: "自办", VerbDiscard: "不予受理", VerbCall: "呼叫", VerbApprove: "同意呼叫", VerbRefuse: "不同意呼叫",
	VerbWithdraw: "撤回", VerbDecline: "不予派单", VerbDispatch: "派单", VerbRecall: "收回派单", VerbAssign: "交办", VerbAccept: "接单",
	VerbReturn: "退单", VerbUphold: "退单成立", VerbOverrule: "指定办理", VerbArrive: "报到", VerbFind: "认定", VerbAct: "处置",
	VerbJoin: "增加联动", VerbRelease: "解除派单", VerbAnswer: "反馈", VerbConsolidate: "汇总反馈", VerbVerify: "核查", VerbRework: "返工",
	VerbClose: "销号", VerbRate: "评价", VerbReopen: "重启", VerbArchive: "归档", VerbAnnotate: "备注", VerbAttach: "附件", VerbLapse: "到期",
}

// Zh is the verb in the field's own words.
func (v Verb) Zh() string { return verbZh[v] }

// own reports whether the verb is a unit's about its own task (P-41).
func (v Verb) own() bool {
	switch v {
	case VerbAssign, VerbAccept, VerbReturn, VerbArrive, VerbFind, VerbAct, VerbAnswer, VerbConsolidate:
		return true
	}
	return false
}

// Tie (与本案的关系) is how an actor's unit stands to a case.
type Tie string

// The ties.
const (
	TieAny     Tie = "any"     // 本区县: the actor is of the district; for reporting
	TieParty   Tie = "party"   // 相关方: any of the ties below
	TieCalling Tie = "calling" // 呼叫镇街: the township whose case it is, its stations and grids included
	TieCentre  Tie = "centre"  // 指挥中心
	TieLead    Tie = "lead"    // 牵头单位
	TieTask    Tie = "task"    // 派单单位: lead or assist
	TieSelf    Tie = "self"    // 自行牵头的镇街: the calling township of a township-led matter
	TieClock   Tie = "clock"   // 系统计时
)

var tieZh = map[Tie]string{
	TieAny: "本区县", TieParty: "相关方", TieCalling: "呼叫镇街", TieCentre: "指挥中心", TieLead: "牵头单位", TieTask: "派单单位",
	TieSelf: "牵头镇街", TieClock: "系统计时",
}

// Zh is the tie as the table prints it.
func (t Tie) Zh() string { return tieZh[t] }

func (t Tie) refusal() string {
	switch t {
	case TieCalling:
		return "只有呼叫镇街可以办理"
	case TieSelf:
		return "只有牵头单位可以办理"
	case TieCentre:
		return "只有区县指挥中心可以办理"
	case TieLead:
		return "只有牵头单位可以办理"
	case TieTask:
		return "本单位不在该呼叫单的派单范围内"
	}
	return "本单位与该呼叫单无关"
}

// Ties is the set of an actor's ties to one case.
type Ties []Tie

func (ts Ties) has(t Tie) bool { return slices.Contains(ts, t) }

// TiesOf is how an actor stands to a case.
func TiesOf(c Case, by org.Actor, units *org.Directory) Ties {
	if by.Role == org.System {
		return Ties{TieClock}
	}
	ties := Ties{TieAny}
	if c.Township != "" && units.TownshipOf(by.Unit) == c.Township && !agency(by.Unit, units) {
		ties = append(ties, TieCalling)
		if c.Entry.TownshipLed {
			ties = append(ties, TieSelf)
		}
	}
	if u, ok := units.Unit(by.Unit); ok && u.Kind == org.KindCentre {
		ties = append(ties, TieCentre)
	}
	if t, ok := c.TaskOf(by.Unit, units); ok {
		ties = append(ties, TieTask)
		if t.Lead && (t.Status.Open() || t.Status == TaskAnswered) {
			ties = append(ties, TieLead)
		}
	}
	if len(ties) > 1 {
		ties = append(ties, TieParty)
	}
	return ties
}

// An agency is stationed in a township but answers for its own task; it does not call or close.
func agency(id org.UnitID, units *org.Directory) bool {
	u, ok := units.Unit(id)
	return ok && u.Kind == org.KindAgency
}

// Row is one line of the declared table: in these statuses, posts of these roles with this tie may
// do this. An empty Task means the verb is not about a task.
type Row struct {
	Verb   Verb
	Case   []Status
	Task   []TaskStatus
	Roles  []org.Role
	Tie    Tie
	Clause string
}

func (r *Row) byRole(role org.Role) bool  { return slices.Contains(r.Roles, role) }
func (r *Row) inCase(s Status) bool       { return slices.Contains(r.Case, s) }
func (r *Row) inTask(s TaskStatus) bool   { return slices.Contains(r.Task, s) }
func in(s ...Status) []Status             { return s }
func onTask(s ...TaskStatus) []TaskStatus { return s }
func by(roles ...org.Role) []org.Role     { return roles }
func both(a, b []org.Role) []org.Role     { return append(a[:len(a):len(a)], b...) }
func allBut(not ...Status) (some []Status) {
	for _, s := range Statuses {
		if !slices.Contains(not, s) {
			some = append(some, s)
		}
	}
	return some
}

var (
	frontline = by(org.GridMember, org.Station)
	township  = by(org.TownshipOperator, org.TownshipLeader)
	leader    = by(org.TownshipLeader)
	centre    = by(org.Dispatcher, org.CentreLead)
	chief     = by(org.CentreLead)
	unit      = by(org.DepartmentOperator, org.DepartmentLeader, org.AgencyOperator)
	everybody = both(both(frontline, township), both(centre, unit))
	running   = in(CaseWorking, CaseAnswered)
	atHome    = in(CaseIntake, CaseWithdrawn)
)

// Table (权责状态表) declares everything that may be done. What it does not name is refused.
var Table = []Row{
	{VerbReport, in(CaseNone), nil, both(both(frontline, township), centre), TieAny, "P-20"},
	{VerbSettle, atHome, nil, township, TieCalling, "P-21"},
	{VerbDiscard, atHome, nil, township, TieCalling, "P-22"},
	{VerbCall, atHome, nil, township, TieCalling, "P-23"},
	{VerbApprove, in(CaseApproving, CaseCalled, CaseWorking, CaseAnswered, CaseClosed), nil, leader, TieCalling, "P-25"},
	{VerbRefuse, in(CaseApproving, CaseCalled, CaseWorking, CaseAnswered, CaseClosed), nil, leader, TieCalling, "P-26"},
	{VerbWithdraw, in(CaseApproving, CaseCalled), nil, township, TieCalling, "P-27"},
	{VerbDecline, in(CaseCalled), nil, centre, TieCentre, "P-31"},
	{VerbDispatch, in(CaseCalled), nil, centre, TieCentre, "P-30"},
	{VerbRecall, in(CaseWorking), nil, centre, TieCentre, "P-34"},
	{VerbAssign, running, onTask(TaskWaiting, TaskDesignated, TaskAccepted, TaskArrived), unit, TieTask, "P-42"},
	{VerbAccept, running, onTask(TaskWaiting, TaskDesignated), unit, TieTask, "P-40"},
	{VerbReturn, running, onTask(TaskWaiting, TaskAccepted), unit, TieTask, "P-43"},
	{VerbUphold, running, onTask(TaskReturned), chief, TieCentre, "P-44"},
	{VerbOverrule, running, onTask(TaskReturned), chief, TieCentre, "P-44"},
	{VerbArrive, running, onTask(TaskAccepted, TaskArrived), unit, TieTask, "P-46"},
	{VerbFind, running, onTask(TaskArrived), unit, TieTask, "P-47"},
	{VerbAct, running, onTask(TaskArrived), unit, TieTask, "P-47"},
	{VerbJoin, in(CaseWorking), nil, unit, TieLead, "P-51"},
	{VerbJoin, in(CaseWorking), nil, centre, TieCentre, "P-51"},
	{VerbRelease, running, onTask(TaskWaiting, TaskDesignated, TaskAccepted, TaskArrived), unit, TieLead, "P-52"},
	{VerbRelease, running, onTask(TaskWaiting, TaskDesignated, TaskAccepted, TaskArrived), centre, TieCentre, "P-52"},
	{VerbAnswer, running, onTask(TaskArrived), unit, TieTask, "P-53"},
	{VerbConsolidate, in(CaseWorking), onTask(TaskArrived, TaskAnswered), unit, TieLead, "P-54"},
	{VerbConsolidate, in(CaseWorking), nil, township, TieSelf, "P-14"},
	{VerbVerify, in(CaseAnswered), nil, township, TieCalling, "P-60"},
	{VerbRework, in(CaseAnswered), nil, township, TieCalling, "P-61"},
	{VerbClose, in(CaseAnswered), nil, township, TieCalling, "P-60"},
	{VerbRate, in(CaseClosed), onTask(TaskAnswered, TaskReleased), township, TieCalling, "P-62"},
	{VerbReopen, in(CaseClosed, CaseArchived), nil, township, TieCalling, "P-67"},
	{VerbArchive, in(CaseSettled, CaseDiscarded, CaseWithdrawn, CaseClosed), nil, both(township, centre), TieParty, "P-68"},
	{VerbArchive, in(CaseClosed), nil, by(org.System), TieClock, "P-68"}, // of itself, after the last mark (P-64)
	{VerbAnnotate, allBut(), nil, everybody, TieParty, "P-72"},
	{VerbAttach, allBut(), nil, everybody, TieParty, "P-72"},
	{VerbLapse, allBut(), nil, by(org.System), TieClock, "P-05"},
}
