package desk

import (
	"slices"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/ledger"
)

// hideMarks takes out of the view what this person may not see of each rating: the rater, unless the person is of the
// rating township, and the mark until it is disclosed: also that it is a low one, and all that comes only of a low one.
// 依据 P-64.
func (r Reader) hideMarks(view *View) error {
	c := &view.Case
	ratings, tasks := map[string]bool{}, map[casework.TaskID]bool{} // whose mark is not disclosed: of a task, the latest so far
	kept := view.Records[:0]
	for _, record := range view.Records {
		if follows(record.Event, ratings, tasks) {
			for _, id := range ledger.References(record.Data) {
				delete(view.Words, id)
			}
			continue
		}
		if rated, ok := record.Event.(casework.Rated); ok {
			hidden, err := r.hideMark(view, &record, rated)
			if err != nil {
				return err
			}
			tasks[rated.Task] = hidden
			if hidden && rated.ID != "" {
				ratings[rated.ID] = true
			}
		}
		kept = append(kept, record)
	}
	view.Records = slices.Clip(kept)
	for task, hidden := range tasks {
		if !hidden {
			delete(tasks, task)
		}
	}
	if len(tasks) > 0 || len(ratings) > 0 {
		*c = c.Undisclosed(ratings, tasks)
	}
	return nil
}

// hideMark takes out of one record what this person may not see of it; hidden says that it was the mark itself.
func (r Reader) hideMark(view *View, record *Record, rated casework.Rated) (hidden bool, err error) {
	c := view.Case
	t, _ := c.Task(string(rated.Task))
	mark := access.Mark{District: c.District, Township: c.Township, Rated: t.Unit, Disclosed: rated.Low}
	if access.Permit(r.who, access.RaterReveal, mark) != nil {
		delete(view.Words, rated.Rater.ID)
	}
	if access.Permit(r.who, access.MarkReveal, mark) == nil {
		return false, nil
	}
	delete(view.Words, rated.Mark.ID)
	delete(view.Words, rated.Reason.ID)
	rated.Low, rated.Reason, rated.Rectify = false, ledger.Content{}, casework.Timed{}
	data, _, err := ledger.Encode(rated, salt)
	record.Event, record.Data, record.Partial = rated, data, true
	return true, err
}

// follows reports whether a record tells what came of a mark that is not disclosed.
func follows(e casework.Event, ratings map[string]bool, tasks map[casework.TaskID]bool) bool {
	switch e := e.(type) {
	case casework.Rectified:
		return tasks[e.Task]
	case casework.FollowedUp:
		return tasks[e.Task]
	case casework.RectifyMissed:
		return tasks[casework.TaskID(e.Ref)]
	case casework.FollowUpMissed:
		return tasks[casework.TaskID(e.Ref)]
	case casework.Appealed:
		return ratings[e.Rating]
	case casework.AppealDecided:
		return ratings[e.Rating]
	case casework.AppealFiled:
		return ratings[e.Rating]
	case casework.AppealDecisionMissed:
		return ratings[e.Ref]
	case casework.AppealFilingMissed:
		return ratings[e.Ref]
	case casework.DeadlineMoved:
		return follows(casework.DeadlineSet{Clock: e.Clock, Task: e.Task, Ref: e.Ref}, ratings, tasks)
	case casework.DeadlineSet:
		switch e.Clock {
		case casework.ClockRectify, casework.ClockFollow:
			return tasks[e.Task]
		case casework.ClockAppeal, casework.ClockLodge:
			return ratings[e.Ref]
		}
	}
	return false
}
