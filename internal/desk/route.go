package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"huying/internal/casework"
	"huying/internal/live"
	"huying/internal/notify"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/telling"
)

// Route (分送) takes a letter out of the outbox and gives it to whom it is for: to each account in the app, over the channels
// that the district, the post and the person have chosen, and to the endpoints of the unit. All of it in one transaction;
// whoever was told already is not told again. The roster counts as it is now. 依据 P-125, P-126.
func (d *Desk) Route(ctx context.Context, district org.DistrictID, letter store.Letter) error {
	var l telling.Letter
	if err := json.Unmarshal([]byte(letter.Body), &l); err != nil {
		return fmt.Errorf("letter %s: %w", letter.ID, err)
	}
	stand, err := d.standing(ctx, district)
	if err != nil {
		return err
	}
	r := routing{d: d, stand: stand, v: d.store.In(district), l: l, letter: letter, at: org.Micros(d.Now())}
	if r.c, err = d.caseOf(ctx, district, l); err != nil {
		return fmt.Errorf("letter %s: %w", letter.ID, err)
	}
	if !telling.Stands(l, r.c, stand.units, r.at) {
		return d.store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error { return tx.Told(letter.ID) })
	}
	if err := r.people(ctx); err != nil {
		return fmt.Errorf("letter %s: %w", letter.ID, err)
	}
	if err := r.endpoints(ctx); err != nil {
		return fmt.Errorf("letter %s: %w", letter.ID, err)
	}
	return d.store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error { return r.write(tx) })
}

// caseOf is the case that a letter is about, as it is now; none where it is about none.
func (d *Desk) caseOf(ctx context.Context, district org.DistrictID, l telling.Letter) (casework.Case, error) {
	if l.Case == "" {
		return casework.Case{}, nil
	}
	f, err := d.look(ctx, district, l.Case)
	return f.c, err
}

// routing is one letter on its way.
type routing struct {
	d      *Desk
	stand  *standing
	v      store.View
	l      telling.Letter
	letter store.Letter
	c      casework.Case
	at     int64

	to      []org.Post
	choices map[org.AccountID]telling.Choice
	reached map[org.AccountID]map[telling.Channel]bool // the account has an address for it
	shared  []store.Endpoint
}

// people finds whom the letter is for, and how they want to be told.
func (r *routing) people(ctx context.Context) error {
	units := Reader{d: r.d}.rostered(r.c, casework.Duty{Task: r.l.Task, Unit: r.l.Unit})
	var onDuty []org.AccountID
	if r.l.Unit != "" {
		turns, err := r.v.OnDuty(ctx, r.at, units...)
		if err != nil {
			return err
		}
		for _, unit := range units {
			for _, turn := range turns {
				if turn.Unit == unit {
					onDuty = append(onDuty, turn.Account)
				}
			}
		}
	}
	r.to = telling.To(r.l, r.c, onDuty, r.stand.units, r.at)
	r.choices, r.reached = map[org.AccountID]telling.Choice{}, map[org.AccountID]map[telling.Channel]bool{}
	for _, p := range r.to {
		if err := r.reach(ctx, p.Account); err != nil {
			return err
		}
	}
	return nil
}

// reach reads how an account wants to be told, and where it can be.
func (r *routing) reach(ctx context.Context, account org.AccountID) error {
	own, _, err := preferred(ctx, r.v, account)
	if err != nil {
		return err
	}
	r.choices[account] = own.Choice
	r.reached[account] = map[telling.Channel]bool{
		telling.Mail: own.Mail != "" && r.d.channels[notify.Mail] != nil,
		telling.SMS:  own.Phone != "" && r.d.channels[notify.SMS] != nil,
	}
	return nil
}

// endpoints finds the endpoints of the unit that take this topic: its own, those of the unit it stands in, and those that are told
// of all units. A muster goes to all of them.
func (r *routing) endpoints(ctx context.Context) error {
	if r.l.Unit == "" || r.l.Topic == telling.Late {
		return nil
	}
	all, err := r.v.Endpoints(ctx)
	for _, e := range all {
		topics := strings.Fields(e.Topics)
		switch {
		case e.Paused, len(topics) > 0 && r.l.Topic != telling.Mustered && !slices.Contains(topics, string(r.l.Topic)):
		case e.Unit == "" || e.Unit == r.l.Unit || r.stand.units.DepartmentOf(r.l.Unit) == e.Unit:
			r.shared = append(r.shared, e)
		}
	}
	return err
}

func (r *routing) write(tx *store.Tx) error {
	var rung []string
	now := r.d.Now().In(r.stand.calendar.Zone())
	for _, p := range r.to {
		fresh, err := tx.Ring(p.Account, store.Bell{
			ID: r.letter.ID, At: r.at, Topic: string(r.l.Topic), Body: r.letter.Body, Urgent: r.l.Urgent,
		})
		if err != nil {
			return err
		}
		if !fresh {
			continue
		}
		rung = append(rung, store.ViewerAccount(p.Account))
		own := r.choices[p.Account]
		for _, channel := range r.stand.telling.Over(r.l, p, own) {
			if !r.reached[p.Account][channel] {
				continue
			}
			if err := r.deliver(tx, channel, p.Account, "", org.Micros(r.stand.telling.NotBefore(r.l, own, now))); err != nil {
				return err
			}
		}
	}
	quiet := org.Micros(r.stand.telling.NotBefore(r.l, telling.Choice{}, now))
	for _, e := range r.shared {
		next := quiet // a group of people is as quiet as its district
		if telling.Channel(e.Channel) == telling.Webhook {
			next = r.at // a program does not sleep
		}
		if err := r.deliver(tx, telling.Channel(e.Channel), "", e.ID, next); err != nil {
			return err
		}
	}
	tx.Committed(func() {
		r.d.live.Wake(live.Change{Place: placeOf(r.v.District()), Thing: string(r.l.Case), For: rung})
	})
	return tx.Told(r.letter.ID)
}

// deliver has the letter sent over one channel to one address; its id is the same however often the letter is routed.
func (r *routing) deliver(tx *store.Tx, channel telling.Channel, account org.AccountID, endpoint string, next int64) error {
	return tx.Deliver(store.Delivery{
		ID:      fmt.Sprintf("%s/%s/%s%s", r.letter.ID, channel, account, endpoint),
		Address: store.Address{Channel: string(channel), Account: account, Endpoint: endpoint},
		Topic:   string(r.l.Topic), Body: r.letter.Body, Urgent: r.l.Urgent, At: r.at, NextAt: next, Until: next + TriedFor.Microseconds(),
	})
}
