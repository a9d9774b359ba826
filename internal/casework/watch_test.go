package casework

import "strings"

// watch follows every clock through one event, by the second reckoning.
func (h *history) watch(r Recorded) {
	h.Helper()
	h.c.allClocks(func(kind ClockKind, ref string, _ *Task, k *Clock) {
		if k.Started == 0 {
			return
		}
		key := which{kind, ref}
		w, known := h.watched[key]
		switch {
		case !known || w.stopped && k.Stopped == 0 || w.started != k.Started || w.both != k.Limit.String()+k.Then.String() || w.from != k.From && w.paused == 0:
			if _, more := r.Event.(Extended); more && kind == ClockDone && k.From != max(w.due, h.now) {
				h.fail("%s %s was due %d, and the days it was given count from %d", kind.Zh(), ref, w.due, k.From)
			}
			w = h.begins(*k)
		case k.Stopped != 0:
			w.stopped = true
			h.watched[key] = w
			return
		case w.paused == 0 && k.Paused != 0:
			if k.Paused != h.now {
				h.fail("%s %s stands still from another instant: %d", kind.Zh(), ref, k.Paused)
			}
			w.paused = h.now
			if !w.over && w.due >= h.now && w.limit != "" {
				w.left = reckoner.Left(w.due, w.limit, h.now)
			}
		case w.paused != 0 && k.Paused == 0:
			w = h.goesOn(w, key)
		}
		h.holdsTo(w, key, *k, r)
		w.missed = w.missed || k.Missed
		h.watched[key] = w
	})
}

// begins is a clock that starts, or was given more time.
func (h *history) begins(k Clock) watched {
	w := watched{started: k.Started, from: k.From, due: k.Due.At, limit: k.last().String(), both: k.Limit.String() + k.Then.String()}
	if k.Limit.IsZero() {
		return w // a date that somebody named
	}
	from := k.Started
	if k.From != 0 {
		from = k.From
	}
	due, ok := reckoner.Due(from, k.Limit.String())
	if ok && !k.Then.IsZero() {
		due, ok = reckoner.Due(due, k.Then.String())
	}
	w.due = due
	w.over = !ok
	return w
}

// goesOn is a clock that stood still.
func (h *history) goesOn(w watched, key which) watched {
	paused := w.paused
	w.paused = 0
	if w.missed || w.over {
		return w
	}
	h.seen["went on"]++
	limit := w.limit
	if limit == "" {
		limit = "1h" // a date moves like natural time
	}
	var ok bool
	if w.due, ok = reckoner.Resume(w.due, limit, paused, h.now); !ok {
		w.over = true
		return w
	}
	days := strings.HasSuffix(limit, "wd") && w.left == 0 // the rest of a day
	if left := reckoner.Left(w.due, limit, h.now); w.limit != "" && left != w.left && !days && h.now != paused {
		h.fail("%s %s had %d left, and has %d", key.kind.Zh(), key.ref, w.left, left)
	}
	return w
}

// holdsTo compares the clock with the second reckoning.
func (h *history) holdsTo(w watched, key which, k Clock, r Recorded) {
	h.Helper()
	switch {
	case w.over:
		if k.Due.Year != 2027 {
			h.fail("%s %s is due %+v, and by the second reckoning past the years known", key.kind.Zh(), key.ref, k.Due)
		}
		h.over = true
	case k.Due.At != w.due:
		h.fail("%s: %s %s is due %d, by the second reckoning %d\n%+v", Name(r.Event), key.kind.Zh(), key.ref, k.Due.At, w.due, k)
	case k.Missed && !w.missed:
		e, ok := r.Event.(missEvent)
		if !ok || e.due() != w.due || w.due >= h.now || w.paused != 0 {
			h.fail("%s %s is missed by %s before its time: due %d, paused %d", key.kind.Zh(), key.ref, Name(r.Event), w.due, w.paused)
		}
	case w.missed && !k.Missed:
		h.fail("%s %s: a miss is gone, by %s", key.kind.Zh(), key.ref, Name(r.Event))
	}
	if k.Yellow > k.Due.At && k.Due.Known() {
		h.fail("%s %s: yellow after it is due", key.kind.Zh(), key.ref)
	}
}
