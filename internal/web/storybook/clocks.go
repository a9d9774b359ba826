package storybook

import (
	"context"
	"strconv"
	"time"

	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/locale"
	"huying/internal/web/casestory"
	"huying/internal/web/face"
	"huying/internal/web/reckoning"
)

// A clock in each state, under the key of its name, with how its deadline came about.
type named struct {
	name  string
	clock face.Clock
}

var shipped = calendar.Shipped()

// started is a clock with a limit that runs by the shipped calendar.
func started(from int64, limit string) casework.Clock {
	l, begin := calendar.MustLimit(limit), time.UnixMicro(from).In(shipped.Zone())
	due := shipped.Due(begin, l)
	return casework.Clock{Started: from, Limit: l, Due: due, Yellow: shipped.Yellow(begin, due, l)}
}

func met(k casework.Clock, done int64) casework.Clock { k.Stopped = done; return k }

func rests(k casework.Clock, since int64) casework.Clock { k.Paused = since; return k }

// resumed is a clock that stood still for a time.
func resumed(k casework.Clock, stood calendar.Pause) casework.Clock {
	k.Due = shipped.Resume(k.Due, k.Limit, stood.From, stood.To)
	k.Yellow = 0
	return k
}

// dials are all states of a clock, looked at at ten o'clock of the first story, and some whose arithmetic is worth a look.
func dials(ctx context.Context) []named {
	stood := calendar.Pause{From: time.UnixMicro(at(22, 10, 0)), To: time.UnixMicro(at(24, 9, 0))}
	long := time.Date(2019, 9, 27, 16, 20, 0, 0, shipped.Zone()).UnixMicro()
	unpublished := time.Date(2026, 12, 29, 9, 0, 0, 0, shipped.Zone()).UnixMicro()
	var all []named
	add := func(name string, at int64, k casework.Clock, stood ...calendar.Pause) {
		says := reckoning.Reader{L: locale.From(ctx), Now: at, Days: shipped}
		c := casestory.ClockOf(k, at).Told("how-"+strconv.Itoa(len(all)), says.Clock(k, stood))
		all = append(all, named{"story.clock." + name, c})
	}
	add("running", now, started(at(25, 9, 14), "4wh"))
	add("soon", now, started(at(25, 9, 14), "1wh"))
	add("late", now, started(at(24, 17, 10), "1wh"))
	add("met", now, met(started(at(25, 9, 14), "1wh"), at(25, 9, 21)))
	add("metlate", now, met(started(at(24, 16, 0), "1wh"), at(25, 8, 50)))
	add("paused", now, rests(started(at(22, 9, 30), "15wd"), at(24, 15, 0)))
	add("resumed", now, resumed(started(at(19, 9, 0), "5wd"), stood), stood)
	add("holidays", long, started(long, "5wd"))
	add("natural", now, started(at(25, 8, 31), "24h"))
	add("statute", now, casework.Clock{Started: now, Due: calendar.Deadline{Statute: true}})
	add("unknown", unpublished, started(unpublished, "5wd"))
	all = append(all, named{"story.clock.gone", face.Clock{State: face.ClockGone, Now: now}})
	add("none", now, casework.Clock{})
	return all
}

// dial is the clock of that name.
func dial(ctx context.Context, name string) face.Clock {
	for _, d := range dials(ctx) {
		if d.name == "story.clock."+name {
			d.clock.How = nil
			return d.clock
		}
	}
	panic("storybook: no clock " + name)
}
