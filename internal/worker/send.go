package worker

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"huying/internal/desk"
	"huying/internal/notify"
	"huying/internal/org"
	"huying/internal/store"
)

// How the worker sends. A lane that was taken by a worker that died comes up again after its lease. Half of the senders at most
// are at receivers that failed the last time, so that many that are away do not hold up the others.
const (
	laneFor    = 2 * time.Minute
	laneWork   = time.Minute      // after this no further attempt is begun in a lane
	attemptFor = 45 * time.Second // no attempt takes longer
	laneBatch  = 50
	senders    = 32

	firstPause   = 10 * time.Second
	longestPause = time.Hour
	urgentPause  = time.Minute // the longest while something urgent is young
	young        = time.Hour
	pausedFor    = time.Hour // until a paused endpoint is looked at again; going on with it opens its lane at once
)

// sending is one worker's hands.
type sending struct {
	*Worker
	all  sync.WaitGroup
	free chan struct{} // a hand has come free

	mu              sync.Mutex
	busy, atFailing int // under mu
}

// send brings out what waits, until the context ends. What is at hand then is broken off, and comes up again.
func (w *Worker) send(ctx context.Context) {
	s := &sending{Worker: w, free: make(chan struct{}, 1)}
	timer := time.NewTicker(cmp.Or(w.look, lookEvery))
	defer timer.Stop()
	for {
		more, err := s.round(ctx)
		if err != nil && ctx.Err() == nil {
			w.Log.Error("deliveries", "error", err)
		}
		free := s.free
		if !more {
			free = nil
		}
		select {
		case <-ctx.Done():
			s.all.Wait()
			return
		case <-timer.C:
		case <-free:
		}
	}
}

// round takes the lanes that are due, as many as there are hands, of every district in turn; more reports that some were left.
func (s *sending) round(ctx context.Context) (more bool, err error) {
	districts, err := s.Store.Districts(ctx)
	for _, d := range districts {
		lanes, e := s.Store.In(d.ID).DueLanes(ctx, org.Micros(s.Desk.Now()), 4*senders)
		err = errors.Join(err, e)
		for _, l := range lanes {
			if !s.hand(l) {
				more = true
				continue
			}
			taken, e := s.take(ctx, d.ID, l)
			if taken == 0 {
				s.release(l)
				err = errors.Join(err, e)
				continue
			}
			s.all.Go(func() {
				defer s.release(l)
				if err := s.lane(ctx, d.ID, l, taken); err != nil && ctx.Err() == nil {
					s.Log.Error("deliveries", "district", d.ID, "channel", l.Channel, "endpoint", l.Endpoint, "error", err)
				}
			})
		}
	}
	return more, err
}

// hand reserves a sender for a lane.
func (s *sending) hand(l store.Lane) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.busy == senders || (l.Failures > 0 && s.atFailing == senders/2) {
		return false
	}
	s.busy++
	if l.Failures > 0 {
		s.atFailing++
	}
	return true
}

func (s *sending) release(l store.Lane) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy--
	if l.Failures > 0 {
		s.atFailing--
	}
	select {
	case s.free <- struct{}{}:
	default:
	}
}

// take takes a lane, and says until when; 0 where another worker was quicker.
func (w *Worker) take(ctx context.Context, district org.DistrictID, l store.Lane) (until int64, err error) {
	err = w.Store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
		now := org.Micros(w.Desk.Now())
		until = now + laneFor.Microseconds()
		ok, err := tx.Take(l, now, until)
		if err == nil && !ok {
			until = 0
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	return until, nil
}

// lane sends what waits for one address, in order, until one attempt fails. 依据 P-135.
func (w *Worker) lane(ctx context.Context, district org.DistrictID, l store.Lane, taken int64) error {
	began := w.Desk.Now()
	list, err := w.Store.In(district).InLane(ctx, l.Address, org.Micros(began), laneBatch)
	if err != nil {
		return err
	}
	r := result{failures: l.Failures}
	for _, d := range list {
		if w.Desk.Now().Sub(began) > laneWork || ctx.Err() != nil {
			break
		}
		if err := w.one(ctx, district, d, &r); err != nil {
			return err
		}
		if r.stop {
			break
		}
	}
	ctx = context.WithoutCancel(ctx) // whoever comes next need not wait for the lease
	return w.Store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
		return tx.Leave(l, taken, r.again, r.failures)
	})
}

// result is how the work in a lane goes.
type result struct {
	failures, again int64
	stop            bool
}

func (r *result) wait(until time.Time) { r.again, r.stop = org.Micros(until), true }

// one makes one attempt at one delivery, and keeps how it went.
func (w *Worker) one(ctx context.Context, district org.DistrictID, d store.Delivery, r *result) error {
	err := w.attempt(ctx, district, d)
	now := w.Desk.Now()
	if err == nil {
		r.failures = 0
		return w.Store.Write(context.WithoutCancel(ctx), district, func(_ context.Context, tx *store.Tx) error { return tx.Delivered(d.ID) })
	}
	if ctx.Err() != nil { // we were broken off: nobody knows, and nothing is counted
		r.stop = true
		return nil
	}
	if errors.Is(err, desk.ErrPaused) {
		r.wait(now.Add(pausedFor))
		return w.bury(ctx, district, d.Address, now, r.failures, string(desk.ReasonPaused))
	}
	f := notify.Failed(err)
	if f.Reason == notify.Broken {
		w.Log.Error("delivery", "district", district, "channel", d.Channel, "error", err)
	}
	switch {
	case f.Reason == notify.TooMany && f.Code == "": // not even tried
		r.wait(now.Add(f.After))
		return nil
	case f.Final:
		r.stop = f.Gone
		return w.dead(ctx, district, d, now, f)
	case f.Reason == notify.TooMany && f.After > 0: // the receiver is well, and takes no more for now
		r.wait(now.Add(f.After + rand.N(f.After/10+1)))
	default:
		r.failures++
		r.wait(now.Add(max(f.After, pause(r.failures, d.Urgent && now.Sub(time.UnixMicro(d.At)) < young))))
	}
	err = w.Store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error { return tx.Failed(d.ID, false, f.Error()) })
	if err != nil {
		return err
	}
	return w.bury(ctx, district, d.Address, now, r.failures, f.Error())
}

// attempt sends a delivery over its channel.
func (w *Worker) attempt(ctx context.Context, district org.DistrictID, d store.Delivery) error {
	ctx, done := context.WithTimeout(ctx, attemptFor)
	defer done()
	return w.Desk.Send(ctx, district, d)
}

// dead keeps a delivery that no retry mends for an administrator, who is told. An endpoint that takes nothing any more is paused.
// 依据 P-136.
func (w *Worker) dead(ctx context.Context, district org.DistrictID, d store.Delivery, now time.Time, f *notify.Failure) error {
	err := w.Store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
		if err := tx.Failed(d.ID, true, f.Error()); err != nil {
			return err
		}
		return w.Desk.TellStuck(tx, d.Address, d.Topic, now)
	})
	if err != nil || !f.Gone || d.Endpoint == "" {
		return err
	}
	return w.Desk.EndpointGone(ctx, district, d.Endpoint)
}

// bury keeps as dead what has waited for an address longer than it is tried.
func (w *Worker) bury(ctx context.Context, district org.DistrictID, a store.Address, now time.Time, attempts int64, why string) error {
	return w.Store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
		n, err := tx.Bury(a, org.Micros(now), attempts, why)
		if err != nil || n == 0 {
			return err
		}
		return w.Desk.TellStuck(tx, a, "", now)
	})
}

// pause is how long to wait after so many failures in a row: anything up to a bound that doubles, so that those that failed together do
// not come again together.
func pause(failures int64, urgent bool) time.Duration {
	bound, most := firstPause, longestPause
	if urgent {
		most = urgentPause
	}
	for i := int64(1); i < failures && bound < most; i++ {
		bound *= 2
	}
	return time.Second + rand.N(min(bound, most))
}
