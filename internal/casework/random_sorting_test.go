package casework

import (
	"pgregory.net/rapid"

	"huying/internal/org"
)

// sorting draws a request of what is done before and beside a dispatch.
func (w *story) sorting(verb Verb, text, task string, unit org.UnitID) Command {
	few := func() []org.UnitID {
		return rapid.SampledFrom([][]org.UnitID{nil, nil, {unit}, {shichang, jiaojing}, {suo, zhongdui}}).Draw(w.T, "assists")
	}
	switch verb {
	case VerbSplit:
		return Split{Text: text}
	case VerbMerge:
		return Merge{Into: rapid.SampledFrom([]CaseNo{"2019072500002", ""}).Draw(w.T, "into"), Reason: text}
	case VerbUnmerge:
		return Unmerge{Reason: text}
	case VerbObject:
		return Object{Reason: text}
	case VerbSummon:
		return Summon{Units: rapid.SampledFrom([][]org.UnitID{{suo}, {zhongdui}, {suo, zhongdui}, {unit}}).Draw(w.T, "agencies"), Reason: text}
	case VerbDispute:
		return Dispute{Reason: text}
	case VerbRule:
		r := Rule{Unit: rapid.SampledFrom([]org.UnitID{"", unit, unit}).Draw(w.T, "ruled"), Reason: text, Change: text}
		if w.c.Status != CaseRuling || rapid.IntRange(0, 3).Draw(w.T, "share") == 0 {
			r.Task = w.taskThat(task, func(t Task) bool { return t.Disputed })
		} else {
			r.Assists = few()
		}
		return r
	case VerbDesignate:
		return Designate{Lead: unit, Assists: few(), Reason: text, Change: text}
	case VerbRetain:
		return Retain{Task: w.taskThat(task, func(t Task) bool { return t.Proposed }), Reason: text}
	case VerbDismiss:
		return Dismiss{Task: w.taskThat(task, func(t Task) bool { return t.aside() && !t.Came }), Reason: text}
	case VerbWriteOff:
		return WriteOff{Task: w.taskThat(task, func(t Task) bool { return t.Done.Missed }), Reason: text}
	}
	return Lapse{}
}

// taskThat is mostly a task of which something is so, where there is one.
func (w *story) taskThat(task string, is func(Task) bool) string {
	for _, t := range w.c.Tasks {
		if t.Status.Open() && is(t) && rapid.IntRange(0, 4).Draw(w.T, "fitting") > 0 {
			return string(t.ID)
		}
	}
	return task
}
