package audit

import (
	"maps"
	"slices"
	"strings"
)

// replay hands over what was read since the last time.
func (v *verification) replay() {
	if v.replayer == nil || v.enough() {
		return
	}
	v.replayer.texts = v.texts
	for _, p := range v.waiting {
		v.replayer.replay(p)
	}
	v.waiting = v.waiting[:0]
}

// conclude accounts for what is gone, and says how far the verification reaches.
func (v *verification) conclude() {
	if v.replayer == nil || v.enough() {
		return
	}
	for _, id := range slices.Sorted(maps.Keys(v.gone)) {
		if v.replayer.erased[id] {
			v.report.Erased++
			continue
		}
		v.find(v.gone[id])
	}
	v.replayer.unpaired()
	v.report.Streams, v.report.Cases = len(v.replayer.streams), v.replayer.cases
	v.report.Deadlines = v.replayer.deadlines
	v.report.NotProven = v.replayer.limits(v.options, v.report)
}

func (r *replayer) limits(o Options, report Report) []Limit {
	limits := []Limit{limitTruth, limitCompleteness, limitTimes, limitKey}
	add := func(when bool, l Limit) {
		if when {
			limits = append(limits, l)
		}
	}
	add(o.Key == "", limitNoKey)
	add(o.Checkpoint == nil, limitNoKept)
	add(report.Withheld > 0, limitWithheld)
	add(report.Erased > 0, limitErased)
	add(r.offHand, limitList)
	add(r.otherCalendar, limitCalendar)
	if len(r.other) > 0 {
		limits = append(limits, limitStreams(strings.Join(slices.Sorted(maps.Keys(r.other)), ", ")))
	}
	return limits
}
