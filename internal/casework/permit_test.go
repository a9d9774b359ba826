package casework

import (
	"slices"
	"testing"

	"huying/internal/catalogue"
	"huying/internal/org"
	"huying/internal/rule"
)

// A standing is one way to stand to a case. Its ties are said here, not computed.
type standing struct {
	name string
	unit org.UnitID
	own  bool // the township leads the matter itself
	ties func(TaskStatus) []Tie
}

var standings = []standing{
	{"无关单位", traffic.Unit, false, func(TaskStatus) []Tie { return []Tie{TieAny} }},
	{"别的镇街", jiefang, false, func(TaskStatus) []Tie { return []Tie{TieAny} }},
	{"本镇街的派驻机构，未派单", suo, false, func(TaskStatus) []Tie { return []Tie{TieAny} }},
	{"呼叫镇街", yaojia, false, func(TaskStatus) []Tie { return []Tie{TieAny, TieParty, TieCalling} }},
	{"呼叫镇街的网格", wangge, false, func(TaskStatus) []Tie { return []Tie{TieAny, TieParty, TieCalling} }},
	{"自行牵头的镇街", yaojia, true, func(TaskStatus) []Tie { return []Tie{TieAny, TieParty, TieCalling, TieSelf} }},
	{"指挥中心", zhihui, false, func(TaskStatus) []Tie { return []Tie{TieAny, TieParty, TieCentre} }},
	{"牵头单位的中队", dui, false, asLead},
	{"牵头单位", zhifa, false, asLead},
	{"配合单位", shengtai, false, asTask},
	{"被询问单位", liantong, false, func(TaskStatus) []Tie { return []Tie{TieAny, TieParty, TieAsked} }},
}

func asTask(s TaskStatus) []Tie {
	if s == TaskNone {
		return []Tie{TieAny}
	}
	return []Tie{TieAny, TieParty, TieTask}
}

func asLead(s TaskStatus) []Tie {
	if s.Open() && s != TaskReturned || s == TaskAnswered { // who gave it back does not lead meanwhile
		return append(asTask(s), TieLead)
	}
	return asTask(s)
}

// Of these offices a district has one each: the post says which, wherever it stands.
var offices = map[org.Role]Tie{org.StaffingOffice: TieStaffing, org.GovernmentApprover: TieGovernment, org.AssessmentOffice: TieAssessment}

// declared asks the table, and nothing else.
func declared(verb Verb, c Status, t TaskStatus, role org.Role, ties []Tie) bool {
	return slices.ContainsFunc(Table, func(r Row) bool {
		return r.Verb == verb && slices.Contains(r.Case, c) && slices.Contains(r.Roles, role) && slices.Contains(ties, r.Tie) &&
			(len(r.Task) == 0 || slices.Contains(r.Task, t))
	})
}

// Every status of the case, with every status of the tasks or none, every verb, role and standing:
// what the table declares is permitted, and nothing else is. 依据 P-81.
func TestUndeclaredIsRefused(t *testing.T) {
	combinations, allowed := 0, 0
	for _, status := range append([]Status{CaseNone}, Statuses...) {
		for _, task := range append([]TaskStatus{TaskNone}, TaskStatuses...) {
			for _, s := range standings {
				c := synthetic(status, task, s.own)
				for _, role := range org.Roles {
					by := org.Actor{Unit: s.unit, Role: role}
					ties := s.ties(task)
					switch {
					case role == org.System:
						ties = []Tie{TieClock}
					case status == CaseNone && s.unit != zhihui: // there is no township and no task yet
						ties = []Tie{TieAny}
					}
					if s.unit == wangge && status != CaseNone && (role == org.GridMember || role == org.Station) {
						by.Account, ties = wangYi.Account, append(ties, TieReporter)
					}
					if tie := offices[role]; tie != "" {
						ties = append(ties, TieParty, tie)
					}
					for _, verb := range AllVerbs {
						combinations++
						want := declared(verb, status, task, role, ties)
						if want {
							allowed++
						}
						check(t, c, verb, by, want, s.name)
					}
				}
			}
		}
	}
	t.Logf("%d combinations, %d of them declared", combinations, allowed)
}

func check(t *testing.T, c Case, verb Verb, by org.Actor, want bool, standing string) {
	t.Helper()
	err := Permit(c, verb, "t2", by, units)
	if (err == nil) != want {
		t.Errorf("%s %s by %s of %s: %v, declared: %v", c.Status.Zh(), verb, by.Role, standing, err, want)
	}
	if want {
		return
	}
	if r, ok := rule.As(err); !ok || r.Clause == "" || r.Reason == "" {
		t.Errorf("a refusal cites its clause and says why: %v", err)
	}
	if slices.Index(org.Roles, by.Role) > slices.Index(org.Roles, org.Discipline) && by.Role != org.System {
		return // who has no part in cases is all alike; once through the door is enough
	}
	if events, err := Decide(c, filled[verb], nine(by)); err == nil {
		t.Errorf("%s %s by %s of %s is not declared, yet %d events", c.Status.Zh(), verb, by.Role, standing, len(events))
	}
}

var morning = givenTo(operator, on("07-25 09:00"))

func nine(by org.Actor) Given {
	g := morning
	g.By = by
	return g
}

// synthetic is a case in any status, its lead's and its assist's task in any status.
func synthetic(status Status, task TaskStatus, own bool) Case {
	c := Case{ID: "7c0e", District: 370102, Status: status, Round: 1, Township: yaojia, Reporter: wangYi.Account, Questions: []Question{{ID: "q1", Partner: liantong}}, Closed: on("07-25 08:00").UnixMicro(), Entry: catalogue.Entry{TownshipLed: own}}
	if status == CaseNone {
		return Case{}
	}
	if task != TaskNone {
		c.Tasks = []Task{{ID: "t1", Unit: zhifa, Lead: !own, Status: task, Section: dui}, {ID: "t2", Unit: shengtai, Status: task}}
	}
	return c
}

// filled are commands with all they need, so that only the table stands between them and an event.
var filled = map[Verb]Command{
	VerbReport: fumes, VerbSettle: Settle{How: "x"}, VerbDiscard: Discard{"secret", "x"}, VerbCall: called56, VerbApprove: Approve{},
	VerbRefuse: Refuse{"x"}, VerbWithdraw: Withdraw{"x"}, VerbDecline: Decline{"own_duty", "x", "x"}, VerbDispatch: Dispatch{Lead: zhifa, Reason: "x"},
	VerbRecall: Recall{"x"}, VerbAssign: Assign{Officer: "zhifa-op"}, VerbAccept: Accept{}, VerbReturn: Return{"not_listed", "x", ""},
	VerbUphold: Uphold{"t2", "", "x"}, VerbOverrule: Overrule{"t2", "x"}, VerbArrive: Arrive{}, VerbFind: Find{Kind: "other", Text: "x"},
	VerbAct: Act{Kind: "other", Text: "x"}, VerbJoin: Join{Unit: jiaojing, Reason: "x"}, VerbRelease: Release{"t2", "x"}, VerbAnswer: Answer{Text: "x"},
	VerbConsolidate: Consolidate{Text: "x"}, VerbVerify: Verify{}, VerbRework: Rework{Reason: "x"}, VerbClose: Close{}, VerbRate: Rate{Task: "t2", Grade: "fair"},
	VerbReopen: Reopen{Reason: "x"}, VerbArchive: Archive{}, VerbAnnotate: Annotate{"x"}, VerbAttach: Attach{Files: []File{photo}}, VerbLapse: Lapse{},

	VerbSplit: Split{Text: "x"}, VerbMerge: Merge{Into: "2019072500002", Reason: "x"}, VerbUnmerge: Unmerge{Reason: "x"}, VerbObject: Object{Reason: "x"},
	VerbSummon: Summon{Units: []org.UnitID{suo}, Reason: "x"}, VerbDispute: Dispute{Reason: "x"}, VerbRule: Rule{Task: "t2", Unit: shichang, Reason: "x"},
	VerbDesignate: Designate{Lead: shichang, Reason: "x", Change: "x"}, VerbMuster: Muster{Time: "2019-07-25T10:00:00+08:00", Place: "x"},
	VerbAttend: Attend{}, VerbProgress: Progress{Text: "x"}, VerbDocket: Docket{Number: "x", Promised: "2019-08-25"},
	VerbConfer:  Confer{Attendance: []Attendance{{Unit: shengtai}}, Findings: "x", Plan: []Planned{{Step: "x", Unit: shengtai}}},
	VerbPerform: Perform{Step: "p1"}, VerbTransfer: Transfer{To: shichang, Text: "x"}, VerbReceive: Receive{Transfer: "x1"},
	VerbAsk: Ask{Partner: liantong, Text: "x"}, VerbReply: Reply{Question: "q1", Text: "x"}, VerbRetain: Retain{Task: "t2", Reason: "x"},
	VerbDismiss: Dismiss{Task: "t2", Reason: "x"}, VerbWriteOff: WriteOff{Task: "t2", Reason: "x"}, VerbExtend: Extend{Days: 1, Reason: "x"},
	VerbSuspend: Suspend{Ground: "condition", Review: "2019-08-25", Reason: "x"}, VerbOpine: Opine{Request: "r1", Opinion: "agree"},
	VerbGrant: Grant{Request: "r1"}, VerbDeny: Deny{Request: "r1", Reason: "x"}, VerbResume: Resume{Reason: "x"}, VerbUrge: Urge{Task: "t2"},
	VerbSupervise: Supervise{Task: "t2", Text: "x"}, VerbExplain: Explain{Supervision: "s1", Text: "x"}, VerbSign: Sign{}, VerbRevise: Revise{Reason: "x"},
	VerbRectify: Rectify{Text: "x"}, VerbFollowUp: FollowUp{Result: "solved"}, VerbAppeal: Appeal{Reason: "x"},
	VerbAdjudge: Adjudge{Rating: "m1", Result: "dismissed", Reason: "x"}, VerbLodge: Lodge{Rating: "m1", Number: "x"}, VerbRecuse: Recuse{Reason: "x"},
}

var photo = File{SHA256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Name: "现场.jpg", Media: "image/jpeg", Size: 1}

// The list of verbs that a page offers is exactly what the table permits on some task.
func TestVerbs(t *testing.T) {
	questioned := given(arrived, did(market, "07-25 15:40", Ask{Partner: liantong, Text: "x"}))
	for _, r := range []struct {
		name  string
		given []deed
		by    org.Actor
		want  []Verb
	}{
		{"网格员看自己的上报", reported, wangYi, []Verb{VerbRecuse, VerbAnnotate, VerbAttach}},
		{"镇街受理", reported, operator, []Verb{VerbSplit, VerbMerge, VerbSettle, VerbDiscard, VerbSummon, VerbCall, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"中心派单", called, desk, []Verb{VerbMerge, VerbDecline, VerbDispatch, VerbMuster, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"牵头单位接单", dispatched, enforcer, []Verb{VerbAssign, VerbAccept, VerbReturn, VerbConfer, VerbJoin, VerbRelease, VerbSuspend, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"牵头单位办理", arrived, enforcer, []Verb{VerbAssign, VerbArrive, VerbFind, VerbAct, VerbProgress, VerbConfer, VerbTransfer, VerbAsk, VerbJoin, VerbRelease, VerbExtend, VerbSuspend, VerbAnswer, VerbConsolidate, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"值班长认定退单", returned, duty, []Verb{VerbMuster, VerbUphold, VerbOverrule, VerbConfer, VerbJoin, VerbRelease, VerbUrge, VerbSupervise, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"镇街评价", closed, operator, []Verb{VerbRate, VerbFollowUp, VerbReopen, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"无关单位", dispatched, traffic, nil},
		{"审计员什么也不办", dispatched, inspects, nil},
		{"政府审批人督办", dispatched, mayor, []Verb{VerbSupervise}},
		{"考核办无事可办", dispatched, assessor, nil},
		{"未被询问的协同单位", arrived, carrier, nil},
		{"被询问的协同单位只答复", questioned, carrier, []Verb{VerbReply}},
		{"答复之后再无可办", given(questioned, did(carrier, "07-25 16:00", Reply{Question: "q1", Text: "x"})), carrier, nil},
		{"回避之后什么也不办", given(dispatched, did(enforcer, "07-25 09:31", Recuse{Reason: "x"})), enforcer, nil},
		{"同单位的另一人照办", given(dispatched, did(enforcer, "07-25 09:31", Recuse{Reason: "x"})), second, []Verb{VerbAssign, VerbAccept, VerbReturn, VerbConfer, VerbJoin, VerbRelease, VerbSuspend, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"不待审批，不列审批", called, head, []Verb{VerbMerge, VerbSummon, VerbWithdraw, VerbMuster, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"待审批的列审批", awaiting, head, []Verb{VerbMerge, VerbSummon, VerbApprove, VerbRefuse, VerbWithdraw, VerbMuster, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"接单前可收回", dispatched, desk, []Verb{VerbMerge, VerbRecall, VerbMuster, VerbConfer, VerbJoin, VerbRelease, VerbUrge, VerbSupervise, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"退过单的不再列退单", given(returned, did(duty, "07-25 09:42", Overrule{"t1", "x"}), did(enforcer, "07-25 09:43", Accept{})), enforcer, []Verb{VerbAssign, VerbArrive, VerbProgress, VerbConfer, VerbAsk, VerbJoin, VerbRelease, VerbExtend, VerbSuspend, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"派单件未了，不列销号", given(arrived, did(enforcer, "07-25 16:00", Consolidate{Text: "x"})), operator, []Verb{VerbUrge, VerbSupervise, VerbVerify, VerbRework, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"派单件已了，列销号", answered, operator, []Verb{VerbVerify, VerbRework, VerbClose, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"有待签批的，领导可签可退", drafted, signer, []Verb{VerbAssign, VerbArrive, VerbFind, VerbAct, VerbProgress, VerbConfer, VerbTransfer, VerbAsk, VerbJoin, VerbExtend, VerbSuspend, VerbAnswer, VerbSign, VerbRevise, VerbConsolidate, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"有集结的，镇街可记到场", mustered, operator, []Verb{VerbMerge, VerbSummon, VerbMuster, VerbAttend, VerbConfer, VerbUrge, VerbSupervise, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"有移送未接收，先列接收，不列反馈", handed, enforcer, []Verb{VerbAssign, VerbArrive, VerbFind, VerbAct, VerbProgress, VerbConfer, VerbTransfer, VerbReceive, VerbAsk, VerbJoin, VerbRelease, VerbExtend, VerbSuspend, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"有本单位的步骤，列落实", conferred, operator, []Verb{VerbSummon, VerbMuster, VerbConfer, VerbPerform, VerbUrge, VerbSupervise, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"自办归档的不列重启", given(reported, did(operator, "07-25 09:00", Settle{How: "x"}), did(operator, "07-25 09:10", Archive{})), operator, []Verb{VerbFollowUp, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"有申请的列表态", asked, operator, []Verb{VerbSummon, VerbMuster, VerbConfer, VerbOpine, VerbUrge, VerbSupervise, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"镇街表态之前不列审批", asked, duty, []Verb{VerbMuster, VerbConfer, VerbJoin, VerbRelease, VerbUrge, VerbSupervise, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"镇街表态之后列审批", agreed, duty, []Verb{VerbMuster, VerbConfer, VerbJoin, VerbRelease, VerbGrant, VerbDeny, VerbUrge, VerbSupervise, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"未到本级不列审批", agreed, mayor, []Verb{VerbSupervise}},
		{"已有申请的不再列申请", asked, enforcer, []Verb{VerbAssign, VerbArrive, VerbFind, VerbAct, VerbProgress, VerbConfer, VerbTransfer, VerbAsk, VerbJoin, VerbRelease, VerbSuspend, VerbAnswer, VerbConsolidate, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"挂账的只列恢复", suspended, enforcer, []Verb{VerbResume, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"督办未答的列答复", overseen, enforcer, []Verb{VerbAssign, VerbArrive, VerbFind, VerbAct, VerbProgress, VerbConfer, VerbTransfer, VerbAsk, VerbJoin, VerbRelease, VerbExtend, VerbSuspend, VerbExplain, VerbAnswer, VerbConsolidate, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"差评的列整改、申诉", sore, enforcer, []Verb{VerbRectify, VerbAppeal, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"没有差评的不列；别无人可办的，不列回避", sore, monitor, []Verb{VerbAnnotate, VerbAttach}},
		{"整改之前不列归档", sore, operator, []Verb{VerbFollowUp, VerbReopen, VerbRecuse, VerbAnnotate, VerbAttach}},
		{"申诉的列决定", appealed, assessor, []Verb{VerbAdjudge}},
	} {
		c, _ := play(t, r.given)
		if got := Verbs(c, r.by, units); !slices.Equal(got, r.want) {
			t.Errorf("%s: %v, want %v", r.name, got, r.want)
		}
	}
}

func TestOtherDistrict(t *testing.T) {
	c, _ := play(t, called)
	g := givenTo(desk, on("07-25 09:13"))
	g.District = 370103
	if _, err := Decide(c, Dispatch{}, g); !rule.Is(err, rule.Forbidden) {
		t.Errorf("a namesake of another district may dispatch: %v", err)
	}
}

func TestUnknownVerb(t *testing.T) {
	if err := Permit(Case{}, "explode", "", operator, units); !rule.Is(err, rule.Unknown) {
		t.Errorf("got %v", err)
	}
}
