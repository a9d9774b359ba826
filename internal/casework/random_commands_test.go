package casework

import (
	"pgregory.net/rapid"

	"huying/internal/catalogue"
	"huying/internal/org"
)

// command draws a request for a verb, with fields that may fit or not.
func (w *story) command(verb Verb) Command {
	text := rapid.SampledFrom([]string{"情况属实", "情况属实", "情况属实", "情况属实", "情况属实", "情况属实", "", long}).Draw(w.T, "text")
	task := rapid.SampledFrom([]string{"t1", "t2", "t3", "t4", "t5", string(zhifa), string(shengtai), ""}).Draw(w.T, "task")
	unit := rapid.SampledFrom([]org.UnitID{zhifa, shengtai, shichang, shenpi, jiaojing, zhujian, suo, zhongdui, liantong, yaojia, ""}).Draw(w.T, "unit")
	pick := func(list []Option) string {
		return append(list[:len(list):len(list)], Option{Code: "no such"})[rapid.IntRange(0, len(list)).Draw(w.T, "code")].Code
	}
	switch verb {
	case VerbMuster, VerbAttend, VerbProgress, VerbDocket, VerbConfer, VerbPerform, VerbTransfer, VerbReceive, VerbAsk, VerbReply,
		VerbSign, VerbRevise, VerbRecuse:
		return w.working(verb, text, unit, pick)
	case VerbExtend, VerbSuspend, VerbOpine, VerbGrant, VerbDeny, VerbResume, VerbUrge, VerbSupervise, VerbExplain, VerbRectify, VerbFollowUp,
		VerbAppeal, VerbAdjudge, VerbLodge:
		return w.timing(verb, text, task, pick)
	case VerbReport:
		return Report{Text: text, Township: rapid.SampledFrom([]org.UnitID{"", yaojia}).Draw(w.T, "township")}
	case VerbSettle:
		return Settle{How: text}
	case VerbDiscard:
		return Discard{pick(DiscardGrounds), text}
	case VerbCall:
		matter := rapid.SampledFrom([]int{35, 47, 56, 56, 70, 71, 80, 98, 99}).Draw(w.T, "matter")
		class := rapid.SampledFrom([]catalogue.Class{"", "", catalogue.Daily, catalogue.Major, catalogue.Urgent}).Draw(w.T, "class")
		if matter == 98 {
			return Call{Unlisted: true, Class: class, Cause: "no_power", Text: text}
		}
		if matter == 99 {
			return Call{Service: "S01", Class: class, Text: text}
		}
		return Call{Matter: matter, Class: class, Cause: "not_alone", Text: text}
	case VerbApprove:
		return Approve{Note: text}
	case VerbRefuse:
		return Refuse{Reason: text}
	case VerbWithdraw:
		return Withdraw{Reason: text}
	case VerbDecline:
		return Decline{pick(DeclineGrounds), text, text}
	case VerbDispatch:
		d := Dispatch{Reason: text, Lead: rapid.SampledFrom([]org.UnitID{"", "", "", unit}).Draw(w.T, "lead")}
		if rapid.Bool().Draw(w.T, "few") {
			d.Assists = &[]org.UnitID{shichang}
		}
		return d
	case VerbRecall:
		return Recall{Reason: text}
	case VerbAssign:
		return Assign{Section: rapid.SampledFrom([]org.UnitID{"", dui}).Draw(w.T, "section"), Officer: "zhifa-op", Deputy: rapid.SampledFrom([]org.AccountID{"", "zhifa-op", "zhifa-op2"}).Draw(w.T, "deputy")}
	case VerbAccept:
		return Accept{}
	case VerbReturn:
		return Return{Ground: pick(ReturnGrounds), Clause: text}
	case VerbUphold:
		return Uphold{Task: task, Next: rapid.SampledFrom([]org.UnitID{"", unit}).Draw(w.T, "next"), Reason: text}
	case VerbOverrule:
		return Overrule{Task: task, Reason: text}
	case VerbArrive:
		return Arrive{Rank: pick(Ranks)}
	case VerbFind:
		return Find{Kind: pick(FindingKinds), Text: text}
	case VerbAct:
		return Act{Kind: pick(ActionKinds), Text: text}
	case VerbJoin:
		return Join{Unit: unit, Lead: rapid.Bool().Draw(w.T, "as lead"), Reason: text}
	case VerbRelease:
		return Release{Task: task, Reason: text}
	case VerbAnswer:
		return Answer{Text: text}
	case VerbConsolidate:
		return Consolidate{Text: text}
	case VerbVerify:
		return Verify{}
	case VerbRework:
		return Rework{Tasks: w.refs(task), Reason: text}
	case VerbClose:
		return Close{}
	case VerbRate:
		return Rate{Task: task, Grade: pick(Grades), Reason: text}
	case VerbReopen:
		return Reopen{Tasks: w.refs(task), Reason: text}
	case VerbArchive:
		return Archive{}
	case VerbAnnotate:
		return Annotate{Text: text}
	case VerbAttach:
		return Attach{Files: []File{photo}}
	}
	return w.sorting(verb, text, task, unit)
}

func (w *story) refs(task string) []string {
	if rapid.Bool().Draw(w.T, "all") {
		return nil
	}
	return []string{task}
}
