package worker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"huying/internal/desk"
	"huying/internal/notify"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/telling"
)

// A receiver that is down for a day loses nothing, gets it in its order, and is not asked for every message again and again.
// 依据 P-135.
func TestReceiverDownForADay(t *testing.T) {
	each(t, func(t *testing.T, p *postOffice) {
		squad := p.endpoint("squad")
		p.receiver.reply(away)
		var want []string
		for i := range 24 * 60 {
			if i%10 == 0 {
				id := fmt.Sprintf("n%04d", i)
				p.deliver(squad, id, false)
				want = append(want, "https://squad.example/send?key=k3y "+id)
			}
			p.look()
			p.pass(time.Minute)
		}
		if p.receiver.tried > 100 || p.receiver.tried < 24 {
			t.Errorf("tried %d times in a day", p.receiver.tried)
		}
		if len(p.undelivered()) != 0 {
			t.Error("given up within a day")
		}
		p.receiver.reply(nil)
		for range 62 {
			p.look()
			p.pass(time.Minute)
		}
		if got := p.receiver.taken(); !slices.Equal(got, want) {
			t.Errorf("got %d of %d: %v", len(got), len(want), got)
		}
	})
}

// What nobody takes for three days is kept for the administrator, who is told once and can have all of it sent again. 依据 P-136, P-138.
func TestGivenUpAfterThreeDays(t *testing.T) {
	each(t, func(t *testing.T, p *postOffice) {
		squad := p.endpoint("squad")
		p.receiver.reply(away)
		for i := range 5 {
			p.deliver(squad, fmt.Sprint("n", i), false)
		}
		for range 3 * 24 {
			p.look()
			p.pass(time.Hour + time.Minute)
		}
		list := p.undelivered()
		if len(list) != 5 || p.waiting(squad) != 0 {
			t.Fatalf("%d given up, %d waiting", len(list), p.waiting(squad))
		}
		for _, u := range list {
			if u.Reason != notify.Unreachable || u.Name != "squad" || u.Case != "2026100800001" || u.Attempts < 50 {
				t.Errorf("kept %+v", u)
			}
		}
		letters, err := p.store.In(district).Letters(t.Context(), org.Micros(p.clock()), 10)
		if err != nil || len(letters) != 1 || letters[0].Topic != string(telling.Stuck) {
			t.Errorf("told %v, %v", letters, err)
		}
		p.receiver.reply(nil)
		if err := p.Desk.Resend(t.Context(), p.admin, district, "n3"); err != nil {
			t.Fatal(err)
		}
		if n, err := p.Desk.ResendAll(t.Context(), p.admin, district, list[0].To()); n != 4 || err != nil {
			t.Fatal(n, err)
		}
		p.look()
		if got := p.receiver.taken(); len(got) != 5 || len(p.undelivered()) != 0 {
			t.Errorf("got %v", got)
		}
		if err := p.Desk.Resend(t.Context(), p.admin, district, "n3"); err == nil {
			t.Error("what has arrived can be sent again")
		}
		// It is on the record what was sent again, how much of it and by whom; never to which address.
		events, err := p.store.In(district).Events(t.Context(), desk.EndpointStream, 0)
		if err != nil {
			t.Fatal(err)
		}
		var counts []int
		for _, e := range events {
			if e.Type != "UndeliveredResent" {
				continue
			}
			var sent desk.UndeliveredResent
			if err := json.Unmarshal(e.Data, &sent); err != nil {
				t.Fatal(err)
			}
			if sent.Endpoint != squad || e.Actor.Account != p.admin.Actor.Account || strings.Contains(string(e.Data), "example") {
				t.Errorf("recorded %s by %s", e.Data, e.Actor.Account)
			}
			counts = append(counts, sent.Count)
		}
		if !slices.Equal(counts, []int{1, 4}) {
			t.Errorf("recorded %v", counts)
		}
	})
}

// Two workers share the work: each message goes out once, and those of one address in their order. 依据 P-135.
func TestTwoWorkersShare(t *testing.T) {
	each(t, func(t *testing.T, p *postOffice) {
		p.receiver.reply(func(context.Context, notify.Address, notify.Message) error {
			time.Sleep(time.Millisecond)
			return nil
		})
		want := map[string][]string{}
		for e := range 12 {
			name := fmt.Sprint("e", e)
			id := p.endpoint(name)
			for i := range 12 {
				key := fmt.Sprintf("%s-%02d", name, i)
				p.deliver(id, key, false)
				to := "https://" + name + ".example/send?key=k3y"
				want[to] = append(want[to], key)
			}
		}
		p.look(p.worker(), p.worker())
		got := map[string][]string{}
		for _, one := range p.receiver.taken() {
			to, id, _ := strings.Cut(one, " ")
			got[to] = append(got[to], id)
		}
		for to, ids := range want {
			if !slices.Equal(got[to], ids) {
				t.Errorf("%s got %v", to, got[to])
			}
		}
	})
}

// What a worker held that died in the middle is sent by another once its lease is over: what it had sent and not noted, again, under
// the same id. 依据 P-135.
func TestWorkerDiesInTheMiddle(t *testing.T) {
	each(t, func(t *testing.T, p *postOffice) {
		squad := p.endpoint("squad")
		p.deliver(squad, "n1", false)
		p.deliver(squad, "n2", false)
		lanes, err := p.store.In(district).DueLanes(t.Context(), org.Micros(p.clock()), 10)
		if err != nil || len(lanes) != 1 {
			t.Fatal(lanes, err)
		}
		taken, err := p.take(t.Context(), district, lanes[0])
		if err != nil || taken == 0 {
			t.Fatal(taken, err)
		}
		list, err := p.store.In(district).InLane(t.Context(), lanes[0].Address, org.Micros(p.clock()), 1)
		if err != nil || len(list) != 1 || p.Desk.Send(t.Context(), district, list[0]) != nil {
			t.Fatal(list, err)
		}
		other := p.worker()
		if again, err := other.take(t.Context(), district, lanes[0]); again != 0 || err != nil {
			t.Fatal("two hold one lane", err)
		}
		p.look(other)
		if got := p.receiver.taken(); len(got) != 1 {
			t.Fatalf("sent under the lease of another: %v", got)
		}
		p.pass(laneFor + time.Second)
		p.look(other)
		to := "https://squad.example/send?key=k3y "
		if got := p.receiver.taken(); !slices.Equal(got, []string{to + "n1", to + "n1", to + "n2"}) {
			t.Errorf("got %v", got)
		}
		// The dead one wakes up: what it gives back is not its own any more.
		p.deliver(squad, "n3", false)
		err = p.store.Write(t.Context(), district, func(_ context.Context, tx *store.Tx) error {
			return tx.Leave(lanes[0], taken, org.Micros(p.clock().Add(time.Hour)), 9)
		})
		if err != nil {
			t.Fatal(err)
		}
		p.look(other)
		if got := p.receiver.taken(); len(got) != 4 {
			t.Errorf("got %v", got)
		}
	})
}

// Receivers that never answer hold up nobody else, however many they are. 依据 P-136.
func TestManyAwayHoldUpNobody(t *testing.T) {
	each(t, func(t *testing.T, p *postOffice) {
		release := make(chan struct{})
		p.receiver.reply(func(_ context.Context, to notify.Address, _ notify.Message) error {
			if strings.Contains(to.To, "dead") {
				return &notify.Failure{Reason: notify.TooSlow}
			}
			return nil
		})
		for i := range 2 * senders {
			p.deliver(p.endpoint(fmt.Sprint("dead", i)), fmt.Sprint("d", i), false)
		}
		p.look() // all have failed once
		p.pass(time.Hour)
		p.receiver.reply(func(_ context.Context, to notify.Address, _ notify.Message) error {
			if strings.Contains(to.To, "dead") {
				<-release
				return &notify.Failure{Reason: notify.TooSlow}
			}
			return nil
		})
		p.deliver(p.endpoint("alive"), "a", false)
		s := &sending{Worker: &p.Worker, free: make(chan struct{}, 1)}
		if _, err := s.round(t.Context()); err != nil {
			t.Fatal(err)
		}
		for range 500 {
			if len(p.receiver.taken()) == 1 {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		if got := p.receiver.taken(); len(got) != 1 {
			t.Errorf("held up: %v", got)
		}
		close(release)
		s.all.Wait()
	})
}

// What is refused for good is dead at once, and the next goes; an endpoint that is gone is paused, and goes on when somebody says so.
// 依据 P-136.
func TestRefusedForGood(t *testing.T) {
	each(t, func(t *testing.T, p *postOffice) {
		squad := p.endpoint("squad")
		p.receiver.reply(func(_ context.Context, _ notify.Address, m notify.Message) error {
			switch m.ID {
			case "n1":
				return &notify.Failure{Reason: notify.BadStatus, Code: "422", Final: true}
			case "n3":
				return &notify.Failure{Reason: notify.BadStatus, Code: "410", Final: true, Gone: true}
			}
			return nil
		})
		for i := 1; i <= 4; i++ {
			p.deliver(squad, fmt.Sprint("n", i), false)
		}
		p.look()
		list := p.undelivered()
		if len(list) != 2 || list[0].Code != "422" || list[1].Code != "410" || list[0].Attempts != 1 {
			t.Errorf("dead: %+v", list)
		}
		to := "https://squad.example/send?key=k3y "
		if got := p.receiver.taken(); !slices.Equal(got, []string{to + "n2"}) {
			t.Errorf("got %v", got)
		}
		endpoints, err := p.Desk.As(p.admin).Endpoints(t.Context(), district)
		if err != nil || !endpoints[0].Paused {
			t.Fatalf("not paused: %+v, %v", endpoints, err)
		}
		p.pass(2 * time.Hour)
		p.look()
		if len(p.receiver.taken()) != 1 || p.waiting(squad) != 1 {
			t.Error("a paused endpoint is told")
		}
		if err := p.Desk.PauseEndpoint(t.Context(), p.admin, district, squad, false); err != nil {
			t.Fatal(err)
		}
		p.look()
		if got := p.receiver.taken(); !slices.Equal(got, []string{to + "n2", to + "n4"}) {
			t.Errorf("got %v", got)
		}
	})
}

// What is urgent is tried at once at a receiver that is away, goes before what waits, and is tried every minute. 依据 P-127, P-135.
func TestUrgentIsTriedAtOnce(t *testing.T) {
	each(t, func(t *testing.T, p *postOffice) {
		squad := p.endpoint("squad")
		p.receiver.reply(away)
		p.deliver(squad, "n1", false)
		for range 12 {
			p.look()
			p.pass(time.Hour)
		}
		p.look()
		p.pass(time.Second)
		tried := p.receiver.tried
		p.deliver(squad, "n2", false)
		p.look()
		if p.receiver.tried != tried {
			t.Error("what is not urgent is tried at once")
		}
		p.deliver(squad, "n3", true)
		p.look()
		if p.receiver.tried != tried+1 {
			t.Error("what is urgent is not tried at once")
		}
		p.receiver.reply(nil)
		p.pass(urgentPause + 2*time.Second)
		p.look()
		to := "https://squad.example/send?key=k3y "
		if got := p.receiver.taken(); !slices.Equal(got, []string{to + "n3", to + "n1", to + "n2"}) {
			t.Errorf("got %v", got)
		}
	})
}

// A receiver that takes no more for now is waited for, which is no failure; and what a channel holds back itself is not even counted.
func TestWaitsAsToldTo(t *testing.T) {
	each(t, func(t *testing.T, p *postOffice) {
		squad := p.endpoint("squad")
		wait := &notify.Failure{Reason: notify.TooMany, After: time.Minute}
		p.receiver.reply(func(context.Context, notify.Address, notify.Message) error { return wait })
		p.deliver(squad, "n1", false)
		p.look()
		p.pass(59 * time.Second)
		p.look()
		if p.receiver.tried != 1 {
			t.Errorf("tried %d times", p.receiver.tried)
		}
		wait = &notify.Failure{Reason: notify.BadStatus, Code: "503", After: 30 * time.Minute}
		p.pass(2 * time.Second)
		p.look()
		p.receiver.reply(nil)
		p.pass(29 * time.Minute)
		p.look()
		if p.receiver.tried != 2 {
			t.Errorf("tried %d times", p.receiver.tried)
		}
		d, _, _, err := p.store.In(district).Delivery(t.Context(), "n1")
		if err != nil || d.Attempts != 1 || d.Error != "status 503" {
			t.Errorf("kept %+v, %v", d, err)
		}
		p.pass(2 * time.Minute)
		p.look()
		if len(p.receiver.taken()) != 1 {
			t.Error("not sent")
		}
	})
}

// What is broken off because the process ends counts as no failure, and goes out when another looks.
func TestBrokenOff(t *testing.T) {
	each(t, func(t *testing.T, p *postOffice) {
		p.deliver(p.endpoint("squad"), "n1", false)
		ctx, stop := context.WithCancel(t.Context())
		p.receiver.reply(func(ctx context.Context, _ notify.Address, _ notify.Message) error {
			stop()
			<-ctx.Done()
			return errors.New("broken off")
		})
		p.send(ctx)
		p.receiver.reply(nil)
		p.look()
		if len(p.receiver.taken()) != 1 {
			t.Error("not sent at once")
		}
	})
}
