package casework

import (
	"slices"

	"huying/internal/org"
)

// Tie (与本案的关系) is how an actor's unit stands to a case.
type Tie string

// The ties.
const (
	TieAny        Tie = "any"        // 本区县: the actor is of the district; for reporting
	TieParty      Tie = "party"      // 相关方: any of the ties below
	TieCalling    Tie = "calling"    // 呼叫镇街: the township whose case it is, its stations and grids included
	TieCentre     Tie = "centre"     // 指挥中心
	TieLead       Tie = "lead"       // 牵头单位
	TieTask       Tie = "task"       // 派单单位: lead or assist
	TieSelf       Tie = "self"       // 自行牵头的镇街: the calling township of a township-led matter
	TieReporter   Tie = "reporter"   // 上报人: the grid member or station that reported this, or what was merged into it
	TieAsked      Tie = "asked"      // 被询问单位: a partner with a question before it
	TieStaffing   Tie = "staffing"   // 编办
	TieGovernment Tie = "government" // 区县党委政府
	TieAssessment Tie = "assessment" // 考核办
	TieClock      Tie = "clock"      // 系统计时
)

var tieZh = map[Tie]string{
	TieAny: "本区县", TieParty: "相关方", TieCalling: "呼叫镇街", TieCentre: "指挥中心", TieLead: "牵头单位", TieTask: "派单单位",
	TieSelf: "牵头镇街", TieReporter: "上报人", TieAsked: "被询问单位", TieStaffing: "编办", TieGovernment: "区县党委政府", TieAssessment: "考核办",
	TieClock: "系统计时",
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
	case TieReporter:
		return "只有上报人可以办理"
	case TieAsked:
		return "没有询问本单位的事项"
	case TieStaffing, TieGovernment, TieAssessment:
		return "只有" + t.Zh() + "可以办理"
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
	if (by.Role == org.GridMember || by.Role == org.Station) && by.Account != "" && slices.Contains(c.Reporters(), by.Account) {
		ties = append(ties, TieReporter)
	}
	if tie, ok := officeTies[by.Role]; ok {
		ties = append(ties, tie)
	}
	if c.asks(by.Unit) {
		ties = append(ties, TieAsked)
	}
	if t, ok := c.TaskOf(by.Unit, units); ok {
		ties = append(ties, TieTask)
		if t.Lead && t.inHand() { // who gave it back does not steer the case while that is undecided
			ties = append(ties, TieLead)
		}
	}
	if len(ties) > 1 {
		ties = append(ties, TieParty)
	}
	return ties
}

// officeTies: of these offices a district has one each, and the role says which.
var officeTies = map[org.Role]Tie{
	org.StaffingOffice: TieStaffing, org.GovernmentApprover: TieGovernment, org.AssessmentOffice: TieAssessment,
}

// An agency is stationed in a township but answers for its own task; it does not call or close.
func agency(id org.UnitID, units *org.Directory) bool {
	u, ok := units.Unit(id)
	return ok && u.Kind == org.KindAgency
}
