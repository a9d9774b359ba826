package casepage

import (
	"context"
	"time"
)

// Axis is the time that the lanes share, in microseconds UTC.
type Axis struct {
	From, To int64
	Now      int64 // 0 where the case is over
	Off      []Off
	Cuts     []Cut // in their order
}

// Off is a stretch in which offices are closed: a night, or a whole day.
type Off struct {
	From, To int64
	Day      bool
}

const (
	minute = int64(time.Minute / time.Microsecond)
	hour   = 60 * minute
	day    = 24 * hour
)

// NewAxis spans what has happened in all lanes, to now while the case runs, and the limits that are near. A limit far
// ahead would leave no room for what has happened: it stands at the edge. Where nothing happens for long, the axis is cut.
func NewAxis(lanes []Lane, now int64, runs bool) Axis {
	var a Axis
	var seen []int64
	see := func(at int64) {
		if at != 0 {
			seen = append(seen, at)
		}
		if at != 0 && (a.From == 0 || at < a.From) {
			a.From = at
		}
		a.To = max(a.To, at)
	}
	for _, lane := range lanes {
		for _, bar := range lane.Bars {
			see(bar.From)
			see(bar.To)
		}
		for _, turn := range lane.Turns {
			see(turn.At)
		}
	}
	if runs {
		a.Now = now
		see(now)
	}
	span := max(a.To-a.From, hour/2)
	last := a.To
	for _, lane := range lanes {
		for _, limit := range lane.Limits {
			if runs && limit.At > last && limit.At-a.From <= 2*span {
				see(limit.At)
			}
		}
	}
	a.To = max(a.To, a.From+span)
	a.cut(seen)
	return a
}

// A sign is one mark on a lane: a turn, or several that lie too near to each other, under the weightiest of them.
type sign struct {
	at    int64
	kind  string // the type of the weightiest turn
	n     int
	miss  bool
	quiet bool
}

// apart is the least distance between two signs, in percent of the axis.
const apart = 3.6

// flagsApart is the same between the words of two limits.
const flagsApart = 4.5

// signs gathers a lane's turns into signs that do not cover each other.
func (a Axis) signs(turns []Turn) (all []sign) {
	for _, t := range turns {
		if last := len(all) - 1; last >= 0 && a.share(t.At)-a.share(all[last].at) < apart {
			had := &all[last]
			had.n++
			if weight(t.Type, t.Miss) >= weight(had.kind, had.miss) {
				had.kind, had.quiet = t.Type, quiet[t.Type]
			}
			had.miss = had.miss || t.Miss
			continue
		}
		all = append(all, sign{t.At, t.Type, 1, t.Miss, quiet[t.Type]})
	}
	return all
}

func (s sign) word(ctx context.Context) string { return word(ctx, s.kind, s.miss) }

// A flag is one limit on a lane; limits that lie too near share one word.
type flag struct {
	at   int64
	word string
	late bool
}

// flags are the limits that lie on the axis.
func (a Axis) flags(ctx context.Context, limits []Limit) (all []flag) {
	named := -1
	for _, l := range limits {
		if l.At > a.To || l.At < a.From {
			continue
		}
		word := t(ctx, "lane.limit."+l.Name)
		if named >= 0 && a.share(l.At)-a.share(all[named].at) < flagsApart && a.share(l.At) >= a.share(all[named].at) {
			all[named].word, word = all[named].word+"·"+word, ""
		} else {
			named = len(all)
		}
		all = append(all, flag{l.At, word, l.Late})
	}
	return all
}

// ahead is the limit that lies farthest beyond the axis; none where all are on it.
func (a Axis) ahead(limits []Limit) (name string) {
	last := a.To
	for _, l := range limits {
		if l.At > last && !l.Met {
			last, name = l.At, l.Name
		}
	}
	return name
}

// weight says which of several turns gives a sign its word: a miss, then what moves the share on, then what is done in it.
func weight(kind string, miss bool) int {
	switch {
	case miss:
		return 3
	case turning[kind]:
		return 2
	case quiet[kind]:
		return 0
	}
	return 1
}

var (
	turning = map[string]bool{
		"Called": true, "Dispatched": true, "Accepted": true, "Arrived": true, "Returned": true, "Upheld": true, "Overruled": true, "Released": true, "WrittenOff": true,
		"Answered": true, "Consolidated": true, "Rated": true, "Closed": true, "Reworked": true, "Reopened": true, "Suspended": true, "Resumed": true,
		"MergedInto": true, "Settled": true, "Discarded": true, "Ruled": true, "Designated": true,
	}
	quiet = map[string]bool{"Progressed": true, "Urged": true, "Assigned": true, "Asked": true, "Replied": true, "Extended": true, "Passed": true, "Opined": true}
)
