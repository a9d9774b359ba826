package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/notify"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/telling"
)

// Undelivered (未送达) is something that could not be delivered and is tried no more: what it is about, to whom, how often it was
// tried, and why it failed. Of the case, no more than its number. 依据 P-138.
type Undelivered struct {
	ID       string
	Channel  telling.Channel
	Account  org.AccountID
	Name     string // of the account, or of the endpoint
	Endpoint string
	Topic    telling.Topic
	Case     casework.CaseNo
	At       int64 // when it was told
	Attempts int64
	Reason   notify.Reason
	Code     string // the receiver's own
}

// To names the receiver, for what is done with all that did not reach it.
func (u Undelivered) To() Receiver { return Receiver{u.Channel, u.Account, u.Endpoint} }

// Receiver (投递去向) is one address of one channel.
type Receiver struct {
	Channel  telling.Channel
	Account  org.AccountID
	Endpoint string
}

func (r Receiver) address() store.Address {
	return store.Address{Channel: string(r.Channel), Account: r.Account, Endpoint: r.Endpoint}
}

// ReasonPaused is why something was not delivered whose endpoint was paused until its time was over.
const ReasonPaused notify.Reason = "paused"

// Undelivered lists what could not be delivered, the oldest first. 依据 P-138.
func (r Reader) Undelivered(ctx context.Context, district org.DistrictID, page Page) (list []Undelivered, next string, err error) {
	if _, err := r.d.administers(ctx, r.who, district); err != nil {
		return nil, "", err
	}
	v := r.d.store.In(district)
	rows, next, err := v.Undelivered(ctx, page)
	if err != nil {
		return nil, "", err
	}
	names := map[string]string{}
	endpoints, err := v.Endpoints(ctx)
	if err != nil {
		return nil, "", err
	}
	for _, e := range endpoints {
		names[e.ID] = e.Name
	}
	var accounts []org.AccountID
	for _, row := range rows {
		if row.Account != "" {
			accounts = append(accounts, row.Account)
		}
	}
	people, err := r.officers(ctx, accounts)
	if err != nil {
		return nil, "", err
	}
	for _, row := range rows {
		u := undelivered(row)
		u.Name = names[row.Endpoint]
		if row.Account != "" {
			u.Name = people[row.Account].Name
		}
		list = append(list, u)
	}
	return list, next, nil
}

func undelivered(row store.Delivery) Undelivered {
	u := Undelivered{
		ID: row.ID, Channel: telling.Channel(row.Channel), Account: row.Account, Endpoint: row.Endpoint, Topic: telling.Topic(row.Topic),
		At: row.At, Attempts: row.Attempts,
	}
	reason, code, _ := strings.Cut(row.Error, " ")
	u.Reason, u.Code = notify.Reason(reason), code
	var l telling.Letter
	if json.Unmarshal([]byte(row.Body), &l) == nil {
		u.Case = l.Case
	}
	return u
}

// CountUndelivered counts it, at most to a hundred.
func (r Reader) CountUndelivered(ctx context.Context, district org.DistrictID) (int, error) {
	if _, err := r.d.administers(ctx, r.who, district); err != nil {
		return 0, err
	}
	return r.d.store.In(district).CountUndelivered(ctx, 100)
}

// Resend has something tried again that could not be delivered; whoever has got it all the same knows it by its id. 依据 P-138.
func (d *Desk) Resend(ctx context.Context, who access.Who, district org.DistrictID, id string) error {
	if _, err := d.administers(ctx, who, district); err != nil {
		return err
	}
	return d.store.Write(ctx, district, func(ctx context.Context, tx *store.Tx) error {
		row, dead, ok, err := tx.Delivery(ctx, id)
		if err != nil {
			return err
		}
		if !ok || !dead {
			return noUndelivered()
		}
		at := org.Micros(d.Now())
		if ok, err = tx.Resend(row, at, at+TriedFor.Microseconds()); err != nil {
			return err
		}
		if !ok {
			return noUndelivered()
		}
		return d.recordTelling(tx, who.Actor, UndeliveredResent{row.Channel, row.Endpoint, row.Account, 1})
	})
}

// ResendAll has all tried again that could not be delivered to one receiver, and says how much that was. 依据 P-138.
func (d *Desk) ResendAll(ctx context.Context, who access.Who, district org.DistrictID, to Receiver) (n int, err error) {
	if _, err := d.administers(ctx, who, district); err != nil {
		return 0, err
	}
	at := org.Micros(d.Now())
	return d.all(ctx, district, to, func(tx *store.Tx, row store.Delivery) (bool, error) {
		return tx.Resend(row, at, at+TriedFor.Microseconds())
	}, func(tx *store.Tx, n int) error {
		return d.recordTelling(tx, who.Actor, UndeliveredResent{string(to.Channel), to.Endpoint, to.Account, n})
	})
}

// Discard throws something away that could not be delivered. 依据 P-138.
func (d *Desk) Discard(ctx context.Context, who access.Who, district org.DistrictID, id string) error {
	if _, err := d.administers(ctx, who, district); err != nil {
		return err
	}
	return d.store.Write(ctx, district, func(ctx context.Context, tx *store.Tx) error {
		row, _, ok, err := tx.Delivery(ctx, id)
		if err != nil {
			return err
		}
		if ok {
			ok, err = tx.Discard(id)
		}
		if err != nil {
			return err
		}
		if !ok {
			return noUndelivered()
		}
		return d.recordTelling(tx, who.Actor, UndeliveredDiscarded{row.Channel, row.Endpoint, row.Account, 1})
	})
}

// DiscardAll throws all away that could not be delivered to one receiver, and says how much that was. 依据 P-138.
func (d *Desk) DiscardAll(ctx context.Context, who access.Who, district org.DistrictID, to Receiver) (n int, err error) {
	if _, err := d.administers(ctx, who, district); err != nil {
		return 0, err
	}
	return d.all(ctx, district, to, func(tx *store.Tx, row store.Delivery) (bool, error) {
		return tx.Discard(row.ID)
	}, func(tx *store.Tx, n int) error {
		return d.recordTelling(tx, who.Actor, UndeliveredDiscarded{string(to.Channel), to.Endpoint, to.Account, n})
	})
}

// all goes through what could not be delivered to one receiver, some of it in each transaction, and counts what was done.
func (d *Desk) all(
	ctx context.Context, district org.DistrictID, to Receiver, each func(*store.Tx, store.Delivery) (bool, error), after func(*store.Tx, int) error,
) (done int, err error) {
	const some = 200
	for {
		var rows []store.Delivery
		n := 0
		err := d.store.Write(ctx, district, func(ctx context.Context, tx *store.Tx) (err error) {
			if rows, err = tx.UndeliveredTo(ctx, to.address(), some); err != nil {
				return err
			}
			n = 0
			for _, row := range rows {
				ok, err := each(tx, row)
				if err != nil {
					return err
				}
				if ok {
					n++
				}
			}
			if n == 0 {
				return nil
			}
			return after(tx, n)
		})
		if err != nil {
			return done, err
		}
		if done += n; len(rows) < some {
			return done, nil
		}
	}
}

func noUndelivered() error {
	return rule.Refuse(rule.Unknown, "P-138", "没有这件未送达的通知").At("id")
}

// TellStuck has the administrator told that something did not reach a receiver: once a day for each, and never over itself. 依据
// P-136.
func (d *Desk) TellStuck(tx *store.Tx, a store.Address, topic string, at time.Time) error {
	if topic == string(telling.Stuck) {
		return nil
	}
	id := fmt.Sprintf("%s-%s-%s%s-%s", telling.Stuck, a.Channel, a.Account, a.Endpoint, at.UTC().Format(time.DateOnly))
	return post(tx, id, telling.Letter{Topic: telling.Stuck}, org.Micros(at))
}
