package casework

import (
	"encoding/json"
	"fmt"
	"reflect"

	"huying/internal/ledger"
)

// The stored names of events are the names of their types. A name in the record is never reused
// for another meaning; a type that is renamed keeps its stored name here.
var kinds = func() map[string]reflect.Type {
	named := map[string]reflect.Type{}
	for _, e := range []Event{
		Reported{}, Settled{}, Discarded{}, Called{}, Approved{}, ApprovalRefused{}, Withdrawn{}, Declined{}, Dispatched{},
		Recalled{}, Assigned{}, Accepted{}, Returned{}, Upheld{}, Overruled{}, Arrived{}, Found{}, Acted{}, Joined{},
		ReleaseProposed{}, Released{}, Answered{}, Consolidated{}, Verified{}, Reworked{}, Closed{}, Rated{}, Reopened{},
		Archived{}, Annotated{}, Attached{},
		SplitOff{}, MergedInto{}, Absorbed{}, Unmerged{}, Parted{}, Objected{}, Summoned{}, Dismissed{}, Disputed{}, Ruled{}, Designated{},
		Retained{}, WrittenOff{}, Mustered{}, Attended{}, Conferred{}, Performed{}, Transferred{}, Received{}, Asked{}, Replied{},
		Progressed{}, Docketed{}, Drafted{}, SignedOff{}, SentBack{}, Recused{}, ExtensionAsked{}, Extended{}, SuspensionAsked{},
		Suspended{}, Resumed{}, Opined{}, Passed{}, Denied{}, Urged{}, Supervised{}, Explained{}, Escalated{}, Rectified{},
		FollowedUp{}, Appealed{}, AppealDecided{}, AppealFiled{},
		IntakeMissed{}, ApprovalMissed{}, DispatchMissed{}, LeadMissed{}, CaseFinishMissed{}, VerifyMissed{}, RateMissed{},
		AcceptMissed{}, ArriveMissed{}, FinishMissed{}, ReturnDecisionMissed{}, DeadlineSet{},
		RulingMissed{}, DocketMissed{}, ReleaseDecisionMissed{}, RectifyMissed{}, FollowUpMissed{}, ReviewMissed{}, StepMissed{},
		ReceiveMissed{}, ReplyMissed{}, OpinionMissed{}, RequestDecisionMissed{}, ExplanationMissed{}, AppealDecisionMissed{},
		AppealFilingMissed{}, HeedMissed{}, DeadlineMoved{},
	} {
		named[Name(e)] = reflect.TypeOf(e)
	}
	return named
}()

// Name is the stored name of an event.
func Name(e Event) string { return reflect.TypeOf(e).Name() }

// Names lists the stored names of all events.
func Names() []string {
	var names []string
	for n := range kinds {
		names = append(names, n)
	}
	return names
}

// Decode reads an event out of its record. An unknown name or a body that does not fit is a fault.
func Decode(e ledger.Event) (Recorded, error) {
	kind, ok := kinds[e.Type]
	if !ok {
		return Recorded{}, fmt.Errorf("casework: unknown event %q in %s", e.Type, e.Stream)
	}
	into := reflect.New(kind)
	if err := json.Unmarshal(e.Data, into.Interface()); err != nil {
		return Recorded{}, fmt.Errorf("casework: %s %d of %s: %w", e.Type, e.Version, e.Stream, err)
	}
	return Recorded{into.Elem().Interface().(Event), Moment{e.At, e.Actor}}, nil
}

// Stream is the name of a case's stream.
func Stream(id string) string { return "case/" + id }
