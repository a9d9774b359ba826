package casestory

import (
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/web/casepage"
)

// tracks are the lanes while they are drawn from the record, by share; the case's own is under "".
type tracks struct {
	c  Teller
	of map[casework.TaskID]*track
}

// A track is one lane so far: the stretch that is open, since when it is late, and since when it stands still.
type track struct {
	lane   casepage.Lane
	kind   casepage.BarKind // "" where nothing is open
	since  int64
	late   int64
	paused int64
	open   bool // it goes on
}

func newTracks(c Teller) tracks {
	all := tracks{c, map[casework.TaskID]*track{"": {}}}
	for _, t := range c.View.Case.Tasks {
		all.of[t.ID] = &track{}
	}
	return all
}

// follow draws one record.
func (a tracks) follow(r desk.Record) {
	at := r.Moment.At
	touched, note := a.c.touches(r.Event)
	kind := turnOf[r.Type]
	for _, id := range touched {
		t, ok := a.of[id]
		if !ok {
			continue
		}
		t.lane.Turns = append(t.lane.Turns, casepage.Turn{Version: r.Version, At: at, Type: r.Type, Note: note, Miss: kind.miss})
		switch {
		case kind.miss:
			if due := dueOf(r.Event); t.late == 0 && due != 0 {
				t.late = due
			}
		case kind.ends:
			t.enter("", at)
		case id == "" && kind.whole != "":
			t.enter(kind.whole, at)
		case kind.to != "":
			t.enter(kind.to, at)
		}
	}
	switch r.Event.(type) {
	case casework.Suspended, casework.MergedInto:
		a.each(func(t *track) { t.paused = at })
	case casework.Resumed, casework.Unmerged:
		a.each(func(t *track) { t.goOn(at) })
	case casework.Recalled:
		a.each(func(t *track) { t.enter("", at) })
	case casework.Closed, casework.Archived, casework.Settled:
		a.each(func(t *track) { t.enter("", at) })
	}
}

func (a tracks) each(do func(*track)) {
	for _, t := range a.of {
		do(t)
	}
}

// enter ends the stretch that is open, with its late part, and begins another; "" begins none.
func (t *track) enter(kind casepage.BarKind, at int64) {
	t.draw(at)
	if t.late != 0 && at > t.late {
		t.lane.Bars = append(t.lane.Bars, casepage.Bar{Kind: casepage.Late, From: t.late, To: at})
	}
	t.kind, t.since, t.late = kind, at, 0
}

func (t *track) draw(at int64) {
	if t.kind != "" && at > t.since {
		t.lane.Bars = append(t.lane.Bars, casepage.Bar{Kind: t.kind, From: t.since, To: at})
	}
}

func (t *track) goOn(at int64) {
	if t.paused != 0 && t.kind != "" {
		t.lane.Bars = append(t.lane.Bars, casepage.Bar{Kind: casepage.Pauses, From: t.paused, To: at})
	}
	t.paused = 0
}

// end draws what is still open up to now, late where a limit has run out that nobody has recorded yet.
func (a tracks) end() {
	now := a.c.View.At
	for _, t := range a.c.View.Case.Tasks {
		track := a.of[t.ID]
		for _, clock := range []casework.Clock{t.Accept, t.Arrive, t.Done} {
			if clock.Running() && clock.Due.Passed(now) && (track.late == 0 || clock.Due.At < track.late) {
				track.late = clock.Due.At
			}
		}
	}
	a.each(func(t *track) {
		if t.kind != "" {
			t.goOn(now)
			t.enter("", now)
			t.open = true
		}
	})
}

// runs reports whether anything still goes on, so that now has a meaning on the axis.
func (a tracks) runs() bool {
	for _, t := range a.of {
		if t.open {
			return true
		}
	}
	return false
}
