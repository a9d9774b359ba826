package casepage

import (
	"context"
	"slices"
	"time"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Axis is the time that the lanes share, in microseconds UTC.
type Axis struct {
	From, To int64
	Now      int64 // 0 where the case is over
	Off      []Off
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
// ahead would leave no room for what has happened: it stands at the edge.
func NewAxis(lanes []Lane, now int64, runs bool) Axis {
	var a Axis
	see := func(at int64) {
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
				a.To = max(a.To, limit.At)
			}
		}
	}
	a.To = max(a.To, a.From+span)
	a.To += (a.To - a.From) / 24
	return a
}

// share is where an instant lies on the axis.
func (a Axis) share(at int64) percent {
	if a.To <= a.From {
		return 0
	}
	return 100 * percent(min(max(at, a.From), a.To)-a.From) / percent(a.To-a.From)
}

// distances are those at which an axis may be marked.
var distances = []int64{15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 5 * day, 10 * day, 30 * day, 90 * day}

// most is how many marks an axis has room for.
const most = 8

// A tick is one mark of the axis: a date, an hour, or both.
type tick struct {
	at        int64
	day, hour string
}

// ticks are the axis' marks in hours or days, as fits.
func (a Axis) ticks(ctx context.Context) (all []tick) {
	step := distances[len(distances)-1]
	for _, s := range distances {
		if (a.To-a.From)/s <= most {
			step = s
			break
		}
	}
	began := time.UnixMicro(a.From).In(china)
	at := time.Date(began.Year(), began.Month(), began.Day(), 0, 0, 0, 0, china).UnixMicro()
	at += (a.From - at + step - 1) / step * step
	for ; at <= a.To; at += step {
		all = append(all, tick{at: at, hour: face.Hour(at)})
	}
	for i := range all {
		if a.share(all[i].at) > 92 { // a word would stand out over the edge
			all[i].hour = ""
			break
		}
		when := time.UnixMicro(all[i].at).In(china)
		midnight := when.Hour() == 0 && when.Minute() == 0
		if step >= day || midnight {
			all[i].hour, all[i].day = "", date(ctx, when)
		}
		if step < day && i == 0 && !midnight && !slices.ContainsFunc(all[1:min(3, len(all))], func(t tick) bool { return face.Hour(t.at) == "00:00" }) {
			all[i].day = date(ctx, when)
		}
	}
	return all
}

var china = time.FixedZone("UTC+8", 8*60*60)

// date is a day without its year.
func date(ctx context.Context, when time.Time) string {
	if locale.From(ctx) == locale.En {
		return when.Format("2 Jan")
	}
	return when.Format("1月2日")
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
const apart = 3.2

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
		if named >= 0 && a.share(l.At)-a.share(all[named].at) < apart && a.share(l.At) >= a.share(all[named].at) {
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
