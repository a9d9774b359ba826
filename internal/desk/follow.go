package desk

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"huying/internal/casework"
	"huying/internal/live"
	"huying/internal/org"
	"huying/internal/sqldb"
	"huying/internal/store"
)

// A district that somebody listens to is followed: what other processes have written is found in its log, which on
// PostgreSQL has it within a quarter of a second, and on SQLite at once.
const (
	followEvery  = 500 * time.Millisecond
	followFor    = time.Minute // after the last screen has gone, so that turning a page does not begin anew
	followAtMost = 200         // entries told one by one; more than that, and everybody looks
)

// following is what this desk follows.
type following struct {
	mu     sync.Mutex
	of     map[org.DistrictID]*follower
	ended  bool
	cancel context.CancelFunc
	ctx    context.Context // ends with the desk, not with a request
	all    sync.WaitGroup
}

// follower follows one district.
type follower struct {
	at   int64 // how far its log has been read; -1 before the first look
	rang int64 // when somebody was last told something in the app; -1 before the first look

	mu    sync.Mutex
	woken map[string]woken // by stream: guarded by mu
}

// woken is what this process has told of a stream itself.
type woken struct {
	version int64
	change  live.Change
}

// ownWakes bounds what a follower remembers of this process's own wakes. What is forgotten is told twice.
const ownWakes = 4096

func newFollowing() *following {
	ctx, cancel := context.WithCancel(context.Background())
	return &following{of: map[org.DistrictID]*follower{}, ctx: ctx, cancel: cancel}
}

// follow begins to follow a district, unless it is followed already.
func (d *Desk) follow(district org.DistrictID) {
	f := d.following
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended || f.of[district] != nil {
		return
	}
	one := &follower{at: -1, rang: -1, woken: map[string]woken{}}
	f.of[district] = one
	f.all.Go(func() { d.run(f.ctx, district, one) })
}

// run looks at the log of a district until nobody has listened for a while.
func (d *Desk) run(ctx context.Context, district org.DistrictID, f *follower) {
	timer := time.NewTicker(followEvery)
	defer timer.Stop()
	heard := time.Now()
	for {
		// An error is not reported: whatever else the screens ask for fails as well, and nothing is lost by looking later.
		_ = d.catchUp(ctx, district, f)
		_ = d.ring(ctx, district, f)
		if d.live.Listeners(placeOf(district)) > 0 {
			heard = time.Now()
		} else if time.Since(heard) > followFor && d.following.leave(d, district) {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
	}
}

// leave ends following, unless somebody has come meanwhile.
func (f *following) leave(d *Desk, district org.DistrictID) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if d.live.Listeners(placeOf(district)) > 0 {
		return false
	}
	delete(f.of, district)
	return true
}

// end stops all following and waits for it.
func (f *following) end() {
	f.mu.Lock()
	f.ended = true
	f.mu.Unlock()
	f.cancel()
	f.all.Wait()
}

// own remembers what this process tells itself, so that the follower does not tell it again.
func (f *following) own(district org.DistrictID, stream string, version int64, c live.Change) {
	f.mu.Lock()
	one := f.of[district]
	f.mu.Unlock()
	if one == nil {
		return
	}
	one.mu.Lock()
	defer one.mu.Unlock()
	if len(one.woken) >= ownWakes {
		clear(one.woken)
	}
	one.woken[stream] = woken{version, c}
}

// catchUp tells what has come into a district's log since the last look.
func (d *Desk) catchUp(ctx context.Context, district org.DistrictID, f *follower) error {
	v := d.store.In(district)
	size, err := v.LogSize(ctx)
	if err != nil || size == f.at {
		return err
	}
	// The first look; or so much that it does not pay to ask for whom; or a log that has shrunk, after a failover.
	if f.at < 0 || size < f.at || size-f.at > followAtMost {
		f.at = size
		d.live.Renew(placeOf(district))
		return nil
	}
	moved, err := v.Moved(ctx, f.at, size)
	if err != nil {
		return err
	}
	newest := map[string]int64{}
	for _, m := range moved {
		newest[m.Stream] = m.Version
	}
	for stream, version := range newest {
		if err := d.tell(ctx, v, f, stream, version); err != nil {
			return err
		}
	}
	f.at = size
	return nil
}

// ring wakes whoever has been told something in the app, by whichever process.
func (d *Desk) ring(ctx context.Context, district org.DistrictID, f *follower) error {
	v := d.store.In(district)
	if f.rang < 0 {
		last, err := v.LastRung(ctx)
		if err == nil {
			f.rang = last
		}
		return err
	}
	accounts, last, err := v.RungSince(ctx, f.rang, followAtMost)
	if err != nil || len(accounts) == 0 {
		return err
	}
	var keys []string
	for _, a := range accounts {
		keys = append(keys, store.ViewerAccount(a))
	}
	slices.Sort(keys)
	f.rang = last
	d.live.Wake(live.Change{Place: placeOf(district), For: slices.Compact(keys)})
	return nil
}

// tell wakes whoever is concerned by what has come into a stream. What this process has told already is told once more to
// those alone who look at the case: on PostgreSQL it has just been sealed, and its receipt can be had.
func (d *Desk) tell(ctx context.Context, v store.View, f *follower, stream string, version int64) error {
	f.mu.Lock()
	told := f.woken[stream]
	if told.version <= version {
		delete(f.woken, stream)
	}
	f.mu.Unlock()
	if told.version >= version {
		if told.change.Only = true; d.store.Engine() == sqldb.Postgres {
			d.live.Wake(told.change)
		}
		return nil
	}
	id, ok := strings.CutPrefix(stream, casework.Stream(""))
	if !ok { // units, list, calendar
		d.changed(v.District())
		return nil
	}
	row, ok, err := v.CaseByID(ctx, id)
	if err != nil || !ok {
		return err
	}
	stand, err := d.standing(ctx, v.District())
	if err != nil {
		return err
	}
	now, err := d.look(ctx, v.District(), casework.CaseNo(row.No))
	if err != nil {
		return err
	}
	d.live.Wake(live.Change{Place: placeOf(v.District()), Thing: row.No, For: concerned(now.projection(stand.units))})
	return nil
}
