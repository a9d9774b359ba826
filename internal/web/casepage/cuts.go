package casepage

import (
	"cmp"
	"context"
	"slices"
)

// Cut is a stretch in which nothing happened in any lane and which the axis therefore shortens: it is drawn with a width of
// its own, as a break that says how long it is. What lies within keeps its order.
type Cut struct{ From, To int64 }

const (
	leastCut = 8 * hour     // a shorter one is a pause within a day, and stays
	mostCuts = 4            // an axis with more would be read as none
	margin   = hour / 4     // what stays of the stretch on either side
	cutWidth = percent(6)   // of a cut on the axis: there is room for a date between two
	edge     = percent(1.8) // before the first sign and after the last, so that none stands out over the edge
	dated    = percent(9)   // after the last instant of an axis with cuts: the date of what came last stands there
)

// cut shortens the longest stretches between the instants for as long as some of these would fall into one sign and the
// longest is more than a quarter of what is shown. Of two instants far apart nothing is crowded, and nothing is cut.
func (a *Axis) cut(instants []int64) {
	slices.Sort(instants)
	instants = slices.Compact(instants)
	for len(a.Cuts) < mostCuts && a.crowded(instants) {
		var longest Cut
		for i := range instants[:len(instants)-1] {
			next := Cut{instants[i] + margin, instants[i+1] - margin}
			if next.To-next.From > longest.To-longest.From && !slices.Contains(a.Cuts, next) {
				longest = next
			}
		}
		if length := longest.To - longest.From; length < leastCut || length < a.shown()/4 {
			return
		}
		a.Cuts = append(a.Cuts, longest)
		slices.SortFunc(a.Cuts, func(x, y Cut) int { return cmp.Compare(x.From, y.From) })
	}
}

// crowded reports whether two instants lie nearer to each other than two signs can.
func (a Axis) crowded(instants []int64) bool {
	for i := range max(len(instants), 1) - 1 {
		if instants[i+1]-instants[i] >= minute && a.share(instants[i+1])-a.share(instants[i]) < apart {
			return true
		}
	}
	return false
}

// shown is the time that is drawn to scale.
func (a Axis) shown() int64 {
	all := a.To - a.From
	for _, c := range a.Cuts {
		all -= c.To - c.From
	}
	return all
}

// Shown is how many days of the axis are drawn to scale, the last one begun not counted.
func (a Axis) Shown() int { return int(a.shown() / day) }

// pieces are the stretches between the cuts, drawn to scale.
func (a Axis) pieces() (all []Cut) {
	from := a.From
	for _, c := range a.Cuts {
		all, from = append(all, Cut{from, c.From}), c.To
	}
	return append(all, Cut{from, a.To})
}

// share is where an instant lies on the axis.
func (a Axis) share(at int64) percent {
	if a.To <= a.From {
		return 0
	}
	at = min(max(at, a.From), a.To)
	end := edge
	if len(a.Cuts) > 0 {
		end = dated
	}
	scale := (100 - edge - end - cutWidth*percent(len(a.Cuts))) / percent(a.shown())
	place, from := edge, a.From
	for _, c := range a.Cuts {
		if at <= c.From {
			break
		}
		place += percent(c.From-from) * scale
		if at < c.To {
			return place + cutWidth*percent(at-c.From)/percent(c.To-c.From)
		}
		place, from = place+cutWidth, c.To
	}
	return place + percent(at-from)*scale
}

// length says how long a cut is, in days or hours.
func (c Cut) length(ctx context.Context) string {
	long := c.To - c.From + 2*margin
	if long >= 2*day {
		return t(ctx, "span.d", (long+day/2)/day)
	}
	return t(ctx, "span.h", (long+hour/2)/hour)
}
