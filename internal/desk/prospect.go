package desk

import (
	"context"

	"huying/internal/access"
	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/org"
)

// Prospect (预计时限) is what would follow from a call that went out now: who must agree, and until when each step would
// have to be taken if it were dispatched at once. Nothing is decided by it. 依据 P-25, P-33.
type Prospect struct {
	Class    catalogue.Class
	Entry    catalogue.Entry // as it would be called in this class
	Approval casework.Approval
	Own      bool // whoever asks would approve the call by making it
	Approve  calendar.Deadline
	Dispatch calendar.Deadline
	Ruling   calendar.Deadline // in the place of Dispatch, of a matter that is not in the list
	Accept   calendar.Deadline
	Arrive   calendar.Deadline
	Finish   calendar.Deadline
}

// Prospects tells what would follow from calling for an entry of the edition in force, class by class, the least pressing
// first; of a service, which is called for as daily, that alone.
func (r Reader) Prospects(ctx context.Context, district org.DistrictID, edition catalogue.Edition, entry catalogue.Entry) ([]Prospect, error) {
	if err := r.permitted(access.CatalogueSee, district); err != nil {
		return nil, err
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return nil, err
	}
	now, set := r.d.Now(), stand.settings
	var all []Prospect
	for _, class := range []catalogue.Class{catalogue.Daily, catalogue.Major, catalogue.Urgent} {
		if entry.Service != "" && class != catalogue.Daily {
			break
		}
		p := Prospect{Class: class, Entry: edition.OfClass(entry, class), Approval: set.Approval[class]}
		due := func(l calendar.Limit) calendar.Deadline { return stand.calendar.Due(now, l) }
		switch p.Approval {
		case casework.ApprovalBefore:
			p.Approve = due(set.ApproveBefore)
		case casework.ApprovalAfter:
			p.Approve = due(set.ApproveAfter)
		default:
			p.Approval = casework.ApprovalNone
		}
		if p.Own = p.Approval != casework.ApprovalNone && r.who.Actor.Role == org.TownshipLeader; p.Own {
			p.Approve = calendar.Deadline{}
		}
		if entry.Unlisted {
			p.Ruling = due(set.Ruling[class])
		} else {
			p.Dispatch = due(set.Dispatch[class])
		}
		p.Accept, p.Arrive, p.Finish = due(p.Entry.Limits.Accept), due(p.Entry.Limits.Arrive), due(p.Entry.Limits.Finish)
		all = append(all, p)
	}
	return all, nil
}
