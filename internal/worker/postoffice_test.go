package worker

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"huying/internal/access"
	"huying/internal/demo"
	"huying/internal/desk"
	"huying/internal/notify"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/store/storetest"
	"huying/internal/telling"
)

// A receiver is a channel that a test answers for; it keeps what came.
type receiver struct {
	mu     sync.Mutex
	came   []string // address and message id, in the order in which they were taken
	tried  int
	answer func(ctx context.Context, to notify.Address, m notify.Message) error
}

func (r *receiver) Send(ctx context.Context, to notify.Address, m notify.Message) error {
	r.mu.Lock()
	r.tried++
	answer := r.answer
	r.mu.Unlock()
	if answer != nil {
		if err := answer(ctx, to, m); err != nil {
			return err
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.came = append(r.came, to.To+" "+m.ID)
	return nil
}

func (r *receiver) reply(answer func(context.Context, notify.Address, notify.Message) error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answer = answer
}

func (r *receiver) taken() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.came)
}

func away(context.Context, notify.Address, notify.Message) error {
	return &notify.Failure{Reason: notify.Unreachable}
}

// A postOffice is a district with endpoints, a receiver behind all of them, and a clock.
type postOffice struct {
	t        *testing.T
	mu       sync.Mutex
	now      time.Time
	store    *store.Store
	receiver *receiver
	admin    access.Who
	Worker
}

func (p *postOffice) clock() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.now
}

func (p *postOffice) pass(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now = p.now.Add(d)
}

// each opens the office on each engine.
func each(t *testing.T, run func(t *testing.T, p *postOffice)) {
	for name, options := range map[string]func(testing.TB) store.Options{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		t.Run(name, func(t *testing.T) {
			p := &postOffice{t: t, now: time.Date(2026, 10, 8, 1, 0, 0, 0, time.UTC), receiver: &receiver{}}
			o := options(t)
			o.Now = p.clock
			s, err := store.Open(t.Context(), o)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = s.Close() })
			if _, err := demo.Load(t.Context(), s, p.now); err != nil {
				t.Fatal(err)
			}
			p.store = s
			p.Worker = *p.worker()
			units, err := p.Desk.Units(t.Context(), district)
			if err != nil {
				t.Fatal(err)
			}
			for _, post := range units.AllPosts() {
				if post.Role == org.SystemAdmin {
					p.admin = access.SeatOf(district, post, units).Who("", 0)
				}
			}
			run(t, p)
		})
	}
}

func (p *postOffice) worker() *Worker {
	channels := map[notify.Kind]notify.Channel{}
	for _, kind := range notify.Endpoints() {
		channels[kind] = p.receiver
	}
	d := desk.New(desk.Options{Store: p.store, Now: p.clock, Channels: channels, Site: "https://huying.example"})
	return &Worker{Store: p.store, Desk: d, Log: slog.New(slog.DiscardHandler)}
}

func (p *postOffice) endpoint(name string) string {
	p.t.Helper()
	e, _, err := p.Desk.AddEndpoint(p.t.Context(), p.admin, district, desk.NewEndpoint{
		Channel: telling.WeCom, Name: name, URL: "https://" + name + ".example/send?key=k3y",
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return e.ID
}

func (p *postOffice) deliver(endpoint, id string, urgent bool) {
	p.t.Helper()
	at := org.Micros(p.clock())
	err := p.store.Write(p.t.Context(), district, func(_ context.Context, tx *store.Tx) error {
		return tx.Deliver(store.Delivery{
			ID: id, Address: store.Address{Channel: "wecom", Endpoint: endpoint}, Topic: "waits", Body: `{"topic":"waits","case":"2026100800001"}`,
			Urgent: urgent, At: at, NextAt: at, Until: at + desk.TriedFor.Microseconds(),
		})
	})
	if err != nil {
		p.t.Fatal(err)
	}
}

// look has a worker send what is due, to the end.
func (p *postOffice) look(workers ...*Worker) {
	p.t.Helper()
	if len(workers) == 0 {
		workers = []*Worker{&p.Worker}
	}
	var all sync.WaitGroup
	for _, w := range workers {
		all.Go(func() {
			for {
				s := &sending{Worker: w, free: make(chan struct{}, 1)}
				more, err := s.round(context.Background())
				s.all.Wait()
				if err != nil {
					p.t.Error(err)
				}
				lanes, err := p.store.In(district).DueLanes(context.Background(), org.Micros(p.clock()), 1)
				if err != nil || (!more && len(lanes) == 0) {
					return
				}
			}
		})
	}
	all.Wait()
}

func (p *postOffice) undelivered() []desk.Undelivered {
	p.t.Helper()
	list, _, err := p.Desk.As(p.admin).Undelivered(p.t.Context(), district, desk.Page{})
	if err != nil {
		p.t.Fatal(err)
	}
	return list
}

func (p *postOffice) waiting(endpoint string) int {
	p.t.Helper()
	list, err := p.store.In(district).InLane(p.t.Context(), store.Address{Channel: "wecom", Endpoint: endpoint}, 1<<60, 1000)
	if err != nil {
		p.t.Fatal(err)
	}
	return len(list)
}
