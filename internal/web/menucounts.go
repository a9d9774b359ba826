package web

import (
	"context"

	"huying/internal/casework"
	"huying/internal/org"
)

// waiting is how much waits for a post: at its desk, beside it, and for the units whose supervisions it looks after.
type waiting struct{ desk, inbox, watched, undelivered int }

// waiting counts what waits, for the menu: two or three counts, each a range of an index that ends at a hundred rows. A desk
// counts what its post has to do something about, not what is under way elsewhere.
func (s *Server) waiting(ctx context.Context, v visit) (n waiting, err error) {
	count := func(into *int, found int, trouble error) {
		*into += found
		if err == nil {
			err = trouble
		}
	}
	role := v.who.Actor.Role
	switch stationOf(role) {
	case townshipDesk:
		statuses := []casework.Status{casework.CaseIntake, casework.CaseAnswered, casework.CaseClosed}
		if role == org.TownshipLeader {
			statuses = append(statuses, casework.CaseApproving)
		}
		found, trouble := v.reader.CountQueue(ctx, statuses...)
		count(&n.desk, found, trouble)
	case centreDesk:
		found, trouble := v.reader.CountQueue(ctx, casework.CaseCalled)
		count(&n.desk, found, trouble)
		if role == org.CentreLead {
			found, trouble = v.reader.CountReturns(ctx)
			count(&n.desk, found, trouble)
		}
	case unitDesk:
		found, trouble := v.reader.CountTasks(ctx, casework.TaskWaiting, casework.TaskDesignated, casework.TaskAccepted, casework.TaskArrived)
		count(&n.desk, found, trouble)
	case rulingDesk:
		found, trouble := v.reader.CountInbox(ctx, casework.ClockRuling)
		count(&n.desk, found, trouble)
	case officeDesk:
		found, trouble := v.reader.CountInbox(ctx, ownKinds(role)...)
		count(&n.desk, found, trouble)
	case partnerDesk:
		found, trouble := v.reader.CountInbox(ctx, casework.ClockReply)
		count(&n.desk, found, trouble)
	}
	switch stationOf(role) {
	case townshipDesk, centreDesk, unitDesk:
		found, trouble := v.reader.CountInbox(ctx, ownKinds(role)...)
		count(&n.inbox, found, trouble)
	}
	if watches(role) {
		found, trouble := v.reader.CountWatched(ctx, casework.ClockExplain)
		count(&n.watched, found, trouble)
	}
	if keepsOutgoing(v) {
		found, trouble := v.reader.CountUndelivered(ctx, v.who.District)
		count(&n.undelivered, found, trouble)
	}
	return n, err
}
