package worker

import (
	"container/heap"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/org"
)

// memory is a district without a store: cases, and the queue of clocks as the table has it.
type memory struct {
	*town
	cases []*kept
	mu    sync.Mutex
	queue queue // under mu
}

// kept is a case with its record.
type kept struct {
	mu     sync.Mutex
	no     int
	c      casework.Case // under mu
	record []line        // under mu
}

// place is a case in the queue: when it falls due next, and when it comes up.
type place struct{ no, index, due, next int64 }

type queue struct {
	of  map[int]*place
	row []*place
}

func (q queue) Len() int           { return len(q.row) }
func (q queue) Less(i, j int) bool { return q.row[i].next < q.row[j].next }
func (q queue) Swap(i, j int) {
	q.row[i], q.row[j] = q.row[j], q.row[i]
	q.row[i].index, q.row[j].index = int64(i), int64(j)
}
func (q *queue) Push(x any) { p := x.(*place); p.index = int64(len(q.row)); q.row = append(q.row, p) }
func (q *queue) Pop() any {
	last := q.row[len(q.row)-1]
	q.row = q.row[:len(q.row)-1]
	return last
}

// put writes the row of a case: one next, where there is one. What has not changed is not written, and stays leased.
func (m *memory) put(no int, due int64, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	p, there := m.queue.of[no]
	switch {
	case there && ok && p.due == due:
	case there && ok:
		p.due, p.next = due, due
		heap.Fix(&m.queue, int(p.index))
	case there:
		heap.Remove(&m.queue, int(p.index))
		delete(m.queue.of, no)
	case ok:
		p = &place{no: int64(no), due: due, next: due}
		m.queue.of[no] = p
		heap.Push(&m.queue, p)
	}
}

// lease takes what is due.
func (m *memory) lease(now int64) (nos []int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for len(m.queue.row) > 0 && m.queue.row[0].next <= now-1 && len(nos) < batch {
		p := m.queue.row[0]
		nos = append(nos, int(p.no))
		p.next = now + leaseFor.Microseconds()
		heap.Fix(&m.queue, 0)
	}
	return nos
}

// act decides one command and keeps what happened, as the desk does.
func (m *memory) act(k *kept, by org.Actor, cmd casework.Command) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	now := time.Now().UTC()
	g := casework.Given{
		By: by, At: now, District: district, ID: fmt.Sprint("case-", k.no), No: casework.CaseNo(fmt.Sprintf("20250919%05d", k.no)),
		Units: m.units, List: m.book, Calendar: calendar.Shipped(), Settings: m.Settings,
	}
	events, err := casework.Decide(k.c, cmd, g)
	if err != nil {
		return err
	}
	for _, e := range events {
		k.c = casework.Evolve(k.c, e, casework.Moment{At: org.Micros(now), By: casework.Signed(e, by)})
		text, _, err := ledger.Encode(e, func() (salt [32]byte) { return salt })
		if err != nil {
			return err
		}
		k.record = append(k.record, line{casework.Name(e), org.Micros(now), missOf(e), string(text)})
	}
	due, ok := k.c.Next()
	m.put(k.no, due, ok)
	return nil
}

// play lets a month pass, with so many workers.
func (m *memory) play(scripts []*script, workers int, none stop) error {
	time.Sleep(time.Until(opens))
	fault := make(chan error, len(scripts))
	var people, watch sync.WaitGroup
	over := make(chan struct{})
	for n := range scripts {
		m.cases = append(m.cases, &kept{no: n})
	}
	for _, crowd := range crowds(scripts) {
		people.Go(func() {
			for _, a := range crowd {
				time.Sleep(time.Until(time.UnixMicro(a.at)))
				if err := m.act(m.cases[a.no], actor(a.by), a.cmd); err != nil {
					fault <- fmt.Errorf("case %d, %s: %w\n%s", a.no, a.cmd.Verb(), err, scripts[a.no].show())
					return
				}
			}
		})
	}
	for range workers {
		watch.Go(func() { m.work(over, none, fault) })
	}
	time.Sleep(time.Until(ends))
	close(over)
	people.Wait()
	watch.Wait()
	close(fault)
	var all []error
	for err := range fault {
		if all = append(all, err); len(all) > 3 {
			break
		}
	}
	return errors.Join(all...)
}

const memoryLook = 30 * time.Second

func (m *memory) work(over chan struct{}, none stop, fault chan error) {
	ticker := time.NewTicker(memoryLook)
	defer ticker.Stop()
	for {
		now := org.Micros(time.Now())
		for more := now < none.from || now >= none.to; more; {
			nos := m.lease(now)
			for _, no := range nos {
				if err := m.act(m.cases[no], casework.Clockwork, casework.Lapse{}); err != nil {
					select {
					case fault <- fmt.Errorf("lapse of case %d: %w", no, err):
					default:
					}
				}
			}
			more = len(nos) == batch
		}
		select {
		case <-over:
			return
		case <-ticker.C:
		}
	}
}

func actor(p org.Post) org.Actor {
	return org.Actor{Account: p.Account, Post: p.ID, Unit: p.Unit, Role: p.Role}
}

// A district's month of twenty thousand cases, in memory, in which everybody is silent at random: each limit that was not kept is on
// record once, with its time, as it falls due; with one, two and four workers the streams are the same. A worker that was
// stopped for days catches up.
func TestAMonthInMemory(t *testing.T) {
	all, some := 20_000, 5_000
	if testing.Short() {
		all, some = 1_000, 1_000
	}
	w := build(t)
	scripts := make([]*script, all)
	for n := range scripts {
		scripts[n] = w.write(uint64(n)).settle()
	}
	var runs [4][]*kept
	t.Run("runs", func(t *testing.T) {
		for i, run := range []struct {
			workers, cases int
			none           stop
		}{{4, all, stop{}}, {1, all, stop{}}, {2, some, stop{}}, {2, some, stop{opens.AddDate(0, 0, 9).UnixMicro(), opens.AddDate(0, 0, 13).UnixMicro()}}} {
			t.Run("", func(t *testing.T) {
				t.Parallel()
				began := time.Now()
				m := &memory{town: w, queue: queue{of: map[int]*place{}}}
				synctest.Test(t, func(t *testing.T) {
					if err := m.play(scripts[:run.cases], run.workers, run.none); err != nil {
						t.Fatal(err)
					}
				})
				misses := hold(t, scripts, m.cases, run.none, memoryLook)
				t.Logf("%d cases, %d workers, none for %v: %d misses in %v", run.cases, run.workers,
					time.Duration(run.none.to-run.none.from)*time.Microsecond, misses, time.Since(began).Round(time.Millisecond))
				runs[i] = m.cases
			})
		}
	})
	if !t.Failed() {
		same(t, runs[1], runs[0])
		same(t, runs[2], runs[0])
	}
}

// same: two runs have the same streams.
func same(t *testing.T, a, b []*kept) {
	t.Helper()
	for n := range a {
		if len(a[n].record) != len(b[n].record) {
			t.Fatalf("case %d:\n%s\n%s", n, shown(a[n].record), shown(b[n].record))
		}
		for i, r := range a[n].record {
			if r.name != b[n].record[i].name || r.text != b[n].record[i].text {
				t.Fatalf("case %d:\n%s %s\n%s %s", n, r.name, r.text, b[n].record[i].name, b[n].record[i].text)
			}
		}
	}
}
