package casestory

import "strings"

// sorts are the sorts of entries: what moves the case on, what is done in it, time and pressure, marks, and notes.
var sorts = []string{"turns", "work", "time", "marks", "notes"}

// sortOf is the sort of each record.
var sortOf = sorted(map[string]string{
	"turns": "Reported Called Approved ApprovalRefused Withdrawn Declined Disputed Dispatched Recalled Ruled Designated Assigned Accepted Returned Upheld " +
		"Overruled Joined ReleaseProposed Released Retained Summoned Dismissed Discarded Objected SplitOff MergedInto Absorbed Unmerged Parted Recused " +
		"Answered Consolidated Reworked Closed Settled Reopened Archived WrittenOff",
	"work": "Mustered Attended Arrived Found Acted Conferred Performed Transferred Received Asked Replied Progressed Docketed Drafted SignedOff SentBack Verified",
	"time": "ExtensionAsked Extended SuspensionAsked Suspended Resumed Opined Passed Denied Urged Supervised Explained Escalated DeadlineSet DeadlineMoved " +
		"IntakeMissed ApprovalMissed DispatchMissed LeadMissed CaseFinishMissed VerifyMissed RateMissed AcceptMissed ArriveMissed FinishMissed " +
		"ReturnDecisionMissed RulingMissed DocketMissed ReleaseDecisionMissed RectifyMissed FollowUpMissed ReviewMissed StepMissed ReceiveMissed " +
		"ReplyMissed OpinionMissed RequestDecisionMissed ExplanationMissed AppealDecisionMissed AppealFilingMissed HeedMissed",
	"marks": "Rated Rectified FollowedUp Appealed AppealDecided AppealFiled",
	"notes": "Annotated Attached",
})

func sorted(by map[string]string) map[string]string {
	all := map[string]string{}
	for sort, types := range by {
		for _, kind := range strings.Fields(types) {
			all[kind] = sort
		}
	}
	return all
}

// missed reports whether a record is that of a miss.
func missed(kind string) bool { return strings.HasSuffix(kind, "Missed") }

// decisive are the records that turn a case.
var decisive = map[string]bool{
	"Called": true, "Approved": true, "ApprovalRefused": true, "Declined": true, "Disputed": true, "Ruled": true, "Designated": true, "Dispatched": true,
	"Mustered": true, "Upheld": true, "Overruled": true, "Released": true, "Retained": true, "WrittenOff": true, "Extended": true, "Denied": true,
	"Suspended": true, "Resumed": true, "Escalated": true, "Consolidated": true, "Reworked": true, "Closed": true, "Reopened": true,
	"MergedInto": true, "Unmerged": true, "AppealDecided": true,
}
