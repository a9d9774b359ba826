package casestory

import (
	"time"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/web/casepage"
)

// lanes tells the case as a whole and every unit's share along one axis of time, the lead first, those that are out of
// the case last.
func (c Teller) lanes(told []desk.Officer) casepage.Lanes {
	k := c.View.Case
	if len(k.Tasks) == 0 {
		return casepage.Lanes{}
	}
	tracks := newTracks(c)
	for _, r := range c.View.Records {
		tracks.follow(r)
	}
	tracks.end()
	whole := tracks.of[""].lane
	whole.ID, whole.Unit, whole.Part = casepage.Whole, c.L.T("lane.whole"), casepage.Whole
	whole.Finish, whole.Status = c.Dial("task", casework.ClockFinish, "", k.Finish), string(k.Status)
	whole.Limits = limits(limit{"finish", k.Finish})
	lanes := casepage.Lanes{All: []casepage.Lane{whole}}
	ring := c.ring(told)
	for _, task := range c.tasks() {
		lane := tracks.of[task.id].lane
		t, _ := k.Task(string(task.id))
		lane.ID, lane.Task = string(task.id), task.Task
		if who, ok := ring[task.id]; ok && !task.Ended {
			lane.Told, lane.Ring = who.Name, who.Phone
		}
		if !task.Ended {
			lane.Limits = limits(limit{"accept", t.Accept}, limit{"arrive", t.Arrive}, limit{"finish", t.Done})
		}
		lanes.All = append(lanes.All, lane)
	}
	lanes.Axis = casepage.NewAxis(lanes.All, c.View.At, tracks.runs())
	lanes.Axis.Off = c.closed(lanes.Axis)
	return lanes
}

// ring is who is told first about each share.
func (c Teller) ring(told []desk.Officer) map[casework.TaskID]desk.Officer {
	who := map[casework.TaskID]desk.Officer{}
	for i, d := range casework.Duties(c.View.Case, c.View.At, c.View.Units) {
		t, ok := c.View.Case.Task(string(d.Task))
		if _, had := who[d.Task]; !had && ok && i < len(told) && d.Unit == t.Unit && told[i].Name != "" {
			who[d.Task] = told[i]
		}
	}
	return who
}

type limit struct {
	name  string
	clock casework.Clock
}

func limits(all ...limit) (known []casepage.Limit) {
	for _, l := range all {
		if l.clock.Started != 0 && l.clock.Due.Known() {
			known = append(known, casepage.Limit{Name: l.name, At: l.clock.Due.At, Late: l.clock.Missed, Met: l.clock.Stopped != 0})
		}
	}
	return known
}

// An axis with more than so many days drawn to scale shows days off, but no nights; one of more than so many shows neither.
const (
	withNights  = 21
	withDaysOff = 200
)

// closed are the nights and days off on an axis, as far as the calendar is known.
func (c Teller) closed(axis casepage.Axis) (off []casepage.Off) {
	began, ended, span := time.UnixMicro(axis.From), time.UnixMicro(axis.To), axis.Shown()
	if span > withDaysOff {
		return nil
	}
	add := func(a, b time.Time, day bool) {
		a, b = later(a, began), earlier(b, ended)
		if !b.After(a) {
			return
		}
		if n := len(off); n > 0 && off[n-1].To == a.UnixMicro() && off[n-1].Day == day {
			off[n-1].To = b.UnixMicro()
			return
		}
		off = append(off, casepage.Off{From: a.UnixMicro(), To: b.UnixMicro(), Day: day})
	}
	zone := c.View.Days.Zone()
	y, m, d := began.In(zone).Date()
	for day := time.Date(y, m, d, 0, 0, 0, 0, zone); day.Before(ended); day = day.AddDate(0, 0, 1) {
		if _, known := c.View.Days.Workday(day); !known {
			continue
		}
		opens, shuts, worked := c.View.Days.Office(day)
		switch {
		case !worked:
			add(day, day.AddDate(0, 0, 1), true)
		case span <= withNights:
			add(day, opens, false)
			add(shuts, day.AddDate(0, 0, 1), false)
		}
	}
	return off
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
