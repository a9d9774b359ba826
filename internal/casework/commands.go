package casework

import (
	"bytes"
	"encoding/json"
	"reflect"

	"huying/internal/rule"
)

// Commands is the one register of what people may ask for: each verb with the request it takes,
// empty. The clock's own Lapse is not in it; nobody sends that.
var Commands = map[Verb]func() Command{
	VerbReport:      empty[Report],
	VerbSplit:       empty[Split],
	VerbMerge:       empty[Merge],
	VerbUnmerge:     empty[Unmerge],
	VerbSettle:      empty[Settle],
	VerbDiscard:     empty[Discard],
	VerbObject:      empty[Object],
	VerbSummon:      empty[Summon],
	VerbDismiss:     empty[Dismiss],
	VerbCall:        empty[Call],
	VerbApprove:     empty[Approve],
	VerbRefuse:      empty[Refuse],
	VerbWithdraw:    empty[Withdraw],
	VerbDecline:     empty[Decline],
	VerbDispute:     empty[Dispute],
	VerbRule:        empty[Rule],
	VerbDesignate:   empty[Designate],
	VerbDispatch:    empty[Dispatch],
	VerbRecall:      empty[Recall],
	VerbMuster:      empty[Muster],
	VerbAttend:      empty[Attend],
	VerbAssign:      empty[Assign],
	VerbAccept:      empty[Accept],
	VerbReturn:      empty[Return],
	VerbUphold:      empty[Uphold],
	VerbOverrule:    empty[Overrule],
	VerbArrive:      empty[Arrive],
	VerbFind:        empty[Find],
	VerbAct:         empty[Act],
	VerbProgress:    empty[Progress],
	VerbDocket:      empty[Docket],
	VerbConfer:      empty[Confer],
	VerbPerform:     empty[Perform],
	VerbTransfer:    empty[Transfer],
	VerbReceive:     empty[Receive],
	VerbAsk:         empty[Ask],
	VerbReply:       empty[Reply],
	VerbJoin:        empty[Join],
	VerbRelease:     empty[Release],
	VerbRetain:      empty[Retain],
	VerbWriteOff:    empty[WriteOff],
	VerbExtend:      empty[Extend],
	VerbSuspend:     empty[Suspend],
	VerbOpine:       empty[Opine],
	VerbGrant:       empty[Grant],
	VerbDeny:        empty[Deny],
	VerbResume:      empty[Resume],
	VerbUrge:        empty[Urge],
	VerbSupervise:   empty[Supervise],
	VerbExplain:     empty[Explain],
	VerbAnswer:      empty[Answer],
	VerbSign:        empty[Sign],
	VerbRevise:      empty[Revise],
	VerbConsolidate: empty[Consolidate],
	VerbVerify:      empty[Verify],
	VerbRework:      empty[Rework],
	VerbClose:       empty[Close],
	VerbRate:        empty[Rate],
	VerbRectify:     empty[Rectify],
	VerbFollowUp:    empty[FollowUp],
	VerbAppeal:      empty[Appeal],
	VerbAdjudge:     empty[Adjudge],
	VerbLodge:       empty[Lodge],
	VerbReopen:      empty[Reopen],
	VerbArchive:     empty[Archive],
	VerbRecuse:      empty[Recuse],
	VerbAnnotate:    empty[Annotate],
	VerbAttach:      empty[Attach],
}

func empty[C Command]() Command {
	var c C
	return c
}

// DecodeCommand reads a request for a verb out of one JSON object. It is strict: an unknown or
// repeated field, a value of another type, text that cannot be read, or anything after the object
// is refused, and the refusal names the field. 依据 P-87.
func DecodeCommand(verb Verb, body []byte) (Command, error) {
	blank, ok := Commands[verb]
	if !ok {
		return nil, rule.Refuse(rule.Unknown, "P-81", "没有这个办理动作："+clip(string(verb)))
	}
	into := reflect.New(reflect.TypeOf(blank()))
	if err := fits(body, into.Type().Elem()); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(bytes.TrimSpace(body), into.Interface()); err != nil {
		return nil, malformed
	}
	return into.Elem().Interface().(Command), nil
}

// Lists are the closed lists, by the fields that take from them.
var Lists = map[string][]Option{
	"source": Sources, "cause": Causes, "class": Classes, "discard.ground": DiscardGrounds, "decline.ground": DeclineGrounds,
	"return.ground": ReturnGrounds, "rank": Ranks, "find.kind": FindingKinds, "act.kind": ActionKinds, "outcomes.kind": OutcomeKinds,
	"how": VerifyWays, "grade": Grades, "aspects": Aspects,
	"suspend.ground": SuspensionGrounds, "opinion": Opinions, "follow_up.result": FollowUpResults, "adjudge.result": AppealResults,
}
