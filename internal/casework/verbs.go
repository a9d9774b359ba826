package casework

// Verb (办理动作) is a command's name on the wire and in the table.
type Verb string

// The verbs, in the order of the work.
const (
	VerbReport      Verb = "report"
	VerbSplit       Verb = "split"
	VerbMerge       Verb = "merge"
	VerbUnmerge     Verb = "unmerge"
	VerbSettle      Verb = "settle"
	VerbDiscard     Verb = "discard"
	VerbObject      Verb = "object"
	VerbSummon      Verb = "summon"
	VerbDismiss     Verb = "dismiss"
	VerbCall        Verb = "call"
	VerbApprove     Verb = "approve"
	VerbRefuse      Verb = "refuse"
	VerbWithdraw    Verb = "withdraw"
	VerbDecline     Verb = "decline"
	VerbDispute     Verb = "dispute"
	VerbRule        Verb = "rule"
	VerbDesignate   Verb = "designate"
	VerbDispatch    Verb = "dispatch"
	VerbRecall      Verb = "recall"
	VerbMuster      Verb = "muster"
	VerbAttend      Verb = "attend"
	VerbAssign      Verb = "assign"
	VerbAccept      Verb = "accept"
	VerbReturn      Verb = "return"
	VerbUphold      Verb = "uphold"
	VerbOverrule    Verb = "overrule"
	VerbArrive      Verb = "arrive"
	VerbFind        Verb = "find"
	VerbAct         Verb = "act"
	VerbProgress    Verb = "progress"
	VerbDocket      Verb = "docket"
	VerbConfer      Verb = "confer"
	VerbPerform     Verb = "perform"
	VerbTransfer    Verb = "transfer"
	VerbReceive     Verb = "receive"
	VerbAsk         Verb = "ask"
	VerbReply       Verb = "reply"
	VerbJoin        Verb = "join"
	VerbRelease     Verb = "release"
	VerbRetain      Verb = "retain"
	VerbWriteOff    Verb = "write_off"
	VerbExtend      Verb = "extend"
	VerbSuspend     Verb = "suspend"
	VerbOpine       Verb = "opine"
	VerbGrant       Verb = "grant"
	VerbDeny        Verb = "deny"
	VerbResume      Verb = "resume"
	VerbUrge        Verb = "urge"
	VerbSupervise   Verb = "supervise"
	VerbExplain     Verb = "explain"
	VerbAnswer      Verb = "answer"
	VerbSign        Verb = "sign"
	VerbRevise      Verb = "revise"
	VerbConsolidate Verb = "consolidate"
	VerbVerify      Verb = "verify"
	VerbRework      Verb = "rework"
	VerbClose       Verb = "close"
	VerbRate        Verb = "rate"
	VerbRectify     Verb = "rectify"
	VerbFollowUp    Verb = "follow_up"
	VerbAppeal      Verb = "appeal"
	VerbAdjudge     Verb = "adjudge"
	VerbLodge       Verb = "lodge"
	VerbReopen      Verb = "reopen"
	VerbArchive     Verb = "archive"
	VerbRecuse      Verb = "recuse"
	VerbAnnotate    Verb = "annotate"
	VerbAttach      Verb = "attach"
	VerbLapse       Verb = "lapse"
)

// AllVerbs lists the verbs in the order of the work.
var AllVerbs = []Verb{
	VerbReport, VerbSplit, VerbMerge, VerbUnmerge, VerbSettle, VerbDiscard, VerbObject, VerbSummon, VerbDismiss, VerbCall,
	VerbApprove, VerbRefuse, VerbWithdraw, VerbDecline, VerbDispute, VerbRule, VerbDesignate, VerbDispatch, VerbRecall, VerbMuster,
	VerbAttend, VerbAssign, VerbAccept, VerbReturn, VerbUphold, VerbOverrule, VerbArrive, VerbFind, VerbAct, VerbProgress,
	VerbDocket, VerbConfer, VerbPerform, VerbTransfer, VerbReceive, VerbAsk, VerbReply, VerbJoin, VerbRelease, VerbRetain,
	VerbWriteOff, VerbExtend, VerbSuspend, VerbOpine, VerbGrant, VerbDeny, VerbResume, VerbUrge, VerbSupervise,
	VerbExplain, VerbAnswer, VerbSign, VerbRevise, VerbConsolidate, VerbVerify, VerbRework, VerbClose, VerbRate,
	VerbRectify, VerbFollowUp, VerbAppeal, VerbAdjudge, VerbLodge, VerbReopen, VerbArchive, VerbRecuse, VerbAnnotate,
	VerbAttach, VerbLapse,
}

var verbZh = map[Verb]string{
	VerbReport: "上报", VerbSplit: "拆分", VerbMerge: "合并", VerbUnmerge: "撤销合并", VerbSettle: "自办",
	VerbDiscard: "不予受理", VerbObject: "提出异议", VerbSummon: "调派", VerbDismiss: "撤销调派", VerbCall: "呼叫", VerbApprove: "同意呼叫",
	VerbRefuse: "不同意呼叫", VerbWithdraw: "撤回", VerbDecline: "不予派单", VerbDispute: "提请裁定", VerbRule: "裁定",
	VerbDesignate: "指定牵头", VerbDispatch: "派单", VerbRecall: "收回派单", VerbMuster: "集结", VerbAttend: "镇街到场",
	VerbAssign: "交办", VerbAccept: "接单", VerbReturn: "退单", VerbUphold: "退单成立", VerbOverrule: "指定办理",
	VerbArrive: "报到", VerbFind: "认定", VerbAct: "处置", VerbProgress: "阶段反馈", VerbDocket: "立案", VerbConfer: "会商",
	VerbPerform: "落实", VerbTransfer: "移送", VerbReceive: "接收移送", VerbAsk: "询问", VerbReply: "答复", VerbJoin: "增加联动",
	VerbRelease: "解除派单", VerbRetain: "不予解除", VerbWriteOff: "记未履行", VerbExtend: "申请延期", VerbSuspend: "申请挂账",
	VerbOpine: "表态", VerbGrant: "同意", VerbDeny: "不同意", VerbResume: "恢复办理", VerbUrge: "催办", VerbSupervise: "督办",
	VerbExplain: "答复督办", VerbAnswer: "反馈", VerbSign: "签批", VerbRevise: "退回修改", VerbConsolidate: "汇总反馈",
	VerbVerify: "核查", VerbRework: "返工", VerbClose: "销号", VerbRate: "评价", VerbRectify: "整改", VerbFollowUp: "复查",
	VerbAppeal: "申诉", VerbAdjudge: "申诉决定", VerbLodge: "申诉备案", VerbReopen: "重启", VerbArchive: "归档",
	VerbRecuse: "回避", VerbAnnotate: "备注", VerbAttach: "附件", VerbLapse: "到期",
}

// Zh is the verb in the field's own words.
func (v Verb) Zh() string { return verbZh[v] }

// own reports whether the verb is a unit's about its own task (P-41).
func (v Verb) own() bool {
	switch v {
	case VerbAssign, VerbAccept, VerbReturn, VerbArrive, VerbFind, VerbAct, VerbProgress, VerbDocket, VerbTransfer, VerbReceive, VerbAsk,
		VerbExtend, VerbExplain, VerbAnswer, VerbSign, VerbRevise, VerbConsolidate, VerbRectify, VerbAppeal:
		return true
	}
	return false
}
