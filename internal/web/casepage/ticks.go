package casepage

import (
	"cmp"
	"context"
	"slices"
	"time"
	"unicode/utf8"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// distances are those at which an axis may be marked.
var distances = []int64{15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 5 * day, 10 * day, 30 * day, 90 * day}

// most is how many marks an axis has room for.
const most = 8

// A tick is one mark of the axis: a date, an hour, or both.
type tick struct {
	at        int64
	day, hour string
}

// room is what a tick's words take up of the axis to the right of it.
func (a Axis) room(t tick) (from, to percent) {
	at := a.share(t.at)
	return at, at + percent(max(pixels(t.day), pixels(t.hour))+8)/narrowest*100
}

// narrowest is the width in points of an axis whose words are still to have room.
const narrowest = 520

// pixels is about how wide a word is drawn.
func pixels(word string) int {
	letters := utf8.RuneCountInString(word)
	return letters*7 + (len(word)-letters)/2*5
}

// ticks are the axis' marks in hours or days, as fits. After a cut stands when it went on.
func (a Axis) ticks(ctx context.Context) (all []tick) {
	step := distances[len(distances)-1]
	for _, s := range distances {
		if a.shown()/s <= most {
			step = s
			break
		}
	}
	for _, c := range a.Cuts {
		on := tick{at: c.To + margin}
		on.day, on.hour = date(ctx, time.UnixMicro(on.at).In(china)), face.Hour(on.at)
		all = append(all, on)
	}
	regular := a.regular(ctx, step)
	for _, t := range regular {
		if a.fits(t, all) {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(x, y tick) int { return cmp.Compare(x.at, y.at) })
	return all
}

// fits reports whether a tick's words stand on the axis, over no cut and over none of the others'.
func (a Axis) fits(t tick, others []tick) bool {
	from, to := a.room(t)
	if to > 101 {
		return false
	}
	for _, c := range a.Cuts {
		if a.share(c.From) < to && from < a.share(c.To) {
			return false
		}
	}
	for _, other := range others {
		if begins, ends := a.room(other); begins < to && from < ends {
			return false
		}
	}
	return true
}

// regular are the marks at a distance of step in every piece of the axis. The first says its day, unless midnight is near.
func (a Axis) regular(ctx context.Context, step int64) (all []tick) {
	began := time.UnixMicro(a.From).In(china)
	midnight := time.Date(began.Year(), began.Month(), began.Day(), 0, 0, 0, 0, china).UnixMicro()
	for _, piece := range a.pieces() {
		at := midnight + (piece.From-midnight+step-1)/step*step
		for ; at <= piece.To; at += step {
			all = append(all, tick{at: at, hour: face.Hour(at)})
		}
	}
	for i := range all {
		when := time.UnixMicro(all[i].at).In(china)
		switch {
		case step >= day || all[i].hour == "00:00":
			all[i].hour, all[i].day = "", date(ctx, when)
		case i == 0 && !near(all[1:min(3, len(all))]):
			all[i].day = date(ctx, when)
		}
	}
	return all
}

// near reports whether one of the next ticks is a midnight.
func near(next []tick) bool {
	for _, t := range next {
		if t.hour == "00:00" {
			return true
		}
	}
	return false
}

var china = time.FixedZone("UTC+8", 8*60*60)

// date is a day without its year.
func date(ctx context.Context, when time.Time) string {
	if locale.From(ctx) == locale.En {
		return when.Format("2 Jan")
	}
	return when.Format("1月2日")
}

// years are the years that the ticks are of, each at its first; none where they are of the page's own.
func years(ctx context.Context, ticks []tick) (all []tick) {
	last := ""
	for _, t := range ticks {
		if year := face.Year(ctx, t.at); year != last {
			all, last = append(all, tick{at: t.at, day: year}), year
		}
	}
	return all
}
