package desk

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

// Key (幂等键) makes a request safe to repeat: the same key with the same body is answered as it was
// the first time, with another body it is refused. A zero Key asks for none. 依据 P-86.
type Key struct {
	Key  string
	Body []byte // what was asked for; its hash is compared
}

// Answer is what a write is answered with. A partner is told the number and nothing of how the case stands. 依据 P-59.
type Answer struct {
	No      casework.CaseNo `json:"no" doc:"呼叫单号"`
	Status  casework.Status `json:"status,omitempty" doc:"呼叫单状态; not for a partner"`
	Version int64           `json:"version,omitempty" doc:"version of the case after this; not for a partner"`
	Other   casework.CaseNo `json:"other,omitempty" doc:"另一件呼叫单号: the case split off, merged into, or taken out of"`
}

// Report opens a case, and calls at once where the report says so. 依据 P-20.
func (d *Desk) Report(ctx context.Context, who access.Who, district org.DistrictID, cmd casework.Report, key Key) (Answer, error) {
	return d.write(ctx, who, district, "", cmd, key)
}

// Do does one thing in a case.
func (d *Desk) Do(ctx context.Context, who access.Who, district org.DistrictID, no casework.CaseNo, cmd casework.Command, key Key) (Answer, error) {
	if no == "" {
		return Answer{}, access.NoSuchCase()
	}
	return d.write(ctx, who, district, no, cmd, key)
}

// write is the road that every command takes; all of it happens in one transaction.
func (d *Desk) write(ctx context.Context, who access.Who, district org.DistrictID, no casework.CaseNo, cmd casework.Command, key Key) (Answer, error) {
	if err := own(who, district); err != nil {
		return Answer{}, err
	}
	if len(key.Key) > 200 {
		return Answer{}, rule.Refuse(rule.Invalid, "P-86", "幂等键过长").At("Idempotency-Key")
	}
	stand, err := d.standing(ctx, district)
	if err != nil {
		return Answer{}, err
	}
	if err := d.holdsPost(who, stand.units); err != nil {
		return Answer{}, err
	}
	if cmd, err = d.checkFiles(ctx, who, cmd); err != nil {
		return Answer{}, err
	}
	hash := key.hash(cmd.Verb(), no)
	second := d.second(district, no, cmd)
	defer d.turns.take(d.store.Engine(), district, no, second)()
	var answer Answer
	var after, other folder
	err = d.store.Write(ctx, district, func(ctx context.Context, tx *store.Tx) error {
		after, other = folder{}, folder{} // an earlier run of this function came to nothing
		if key.Key != "" {
			had, stored, ok, err := tx.Replay(who.Actor.Account, key.Key)
			if err != nil {
				return err
			}
			if ok {
				return repeated(had, hash, stored, &answer)
			}
		}
		before, err := d.load(ctx, tx, no)
		if err != nil {
			return err
		}
		if no != "" {
			if err := mayTouch(who, before.c, stand.units); err != nil {
				return err
			}
		}
		if _, pairs := casework.Other(before.c, cmd); pairs {
			after, other, err = d.decidePair(ctx, tx, who, before, cmd, stand)
		} else {
			after, err = d.decide(ctx, tx, who, before, cmd, stand)
		}
		if err != nil {
			return err
		}
		answer = Answer{after.c.No, after.c.Status, after.c.Version, other.c.No}
		if who.Actor.Role == org.PartnerOperator {
			answer = Answer{No: after.c.No}
		}
		if key.Key == "" {
			return nil
		}
		stored, err := json.Marshal(answer)
		if err != nil {
			return err
		}
		return tx.Remember(who.Actor.Account, key.Key, hash, stored)
	})
	if errors.Is(err, store.ErrConflict) {
		d.shelf.drop(district, no)
		d.shelf.drop(district, second)
		return Answer{}, rule.Refuse(rule.Conflict, "P-04", "他人刚刚办理了这件呼叫单，请刷新后再办")
	}
	if err != nil {
		return Answer{}, err
	}
	for _, f := range []folder{after, other} {
		if f.c.No != "" {
			d.shelf.put(f)
		}
	}
	return answer, nil
}

// decide asks casework, and writes what happened and what follows from it.
func (d *Desk) decide(ctx context.Context, tx *store.Tx, who access.Who, before folder, cmd casework.Command, stand *standing) (folder, error) {
	g := d.given(who, before.c, stand)
	var err error
	if g.Position, err = position(ctx, tx, before, cmd); err != nil {
		return before, err
	}
	if before.c.ID == "" {
		g.ID, g.No = uuid.Must(uuid.NewV7()).String(), casework.CaseNo("")
	}
	events, err := casework.Decide(before.c, cmd, g)
	if err != nil {
		return before, err
	}
	if len(events) == 0 {
		return before, nil
	}
	if before.c.ID == "" {
		if err := mayOpen(who, events[0], tx.District(), stand.units); err != nil {
			return before, err
		}
		// The number is drawn last: its row stays locked until the commit.
		no, err := tx.NextCaseNo(g.At.In(stand.calendar.Zone()).Format("20060102"))
		if err != nil {
			return before, err
		}
		number(events, casework.CaseNo(no))
	}
	return d.record(tx, before, events, g)
}

// record appends events and projects the case as they leave it. Every change of a case passes here: open screens hear of it
// once it is committed.
func (d *Desk) record(tx *store.Tx, before folder, events []casework.Event, g casework.Given) (folder, error) {
	after := before
	at := org.Micros(g.At)
	stored := make([]ledger.Event, 0, len(events))
	var sealed []ledger.Sealed
	var precedents []store.PrecedentRow
	var happened []casework.Recorded
	for _, e := range events {
		data, hidden, err := ledger.Encode(e, salt)
		if err != nil {
			return before, err
		}
		kept := ledger.Event{Type: casework.Name(e), At: at, Actor: casework.Signed(e, g.By), Data: data}
		stored, sealed = append(stored, kept), append(sealed, hidden...)
		recorded, err := casework.Decode(kept) // what the record says, not what was in memory
		if err != nil {
			return before, err
		}
		after, happened = after.with(recorded), append(happened, recorded)
		if row, ok := precedent(after.c, recorded.Event, at); ok {
			precedents = append(precedents, quoted(row, hidden))
		}
	}
	if err := tx.Append(casework.Stream(after.c.ID), before.c.Version, stored, sealed); err != nil {
		return before, err
	}
	after = after.label(sealed)
	var was *store.Projection
	if before.c.Version > 0 {
		p := before.projection(g.Units)
		was = &p
	}
	now := after.projection(g.Units)
	now.Precedents = precedents
	if err := tx.Project(was, now); err != nil {
		return before, fmt.Errorf("project case %s: %w", after.c.No, err)
	}
	if err := tellOf(tx, before.c, after.c, happened, g.Units); err != nil {
		return before, fmt.Errorf("tell of case %s: %w", after.c.No, err)
	}
	tx.Committed(func() {
		if was == nil {
			was = &store.Projection{}
		}
		d.woke(tx.District(), casework.Stream(after.c.ID), *was, now)
	})
	return after, nil
}

// given is what the desk knows and no client can send.
func (d *Desk) given(who access.Who, c casework.Case, stand *standing) casework.Given {
	now := d.Now()
	if last := time.UnixMicro(c.Last).UTC(); now.Before(last) {
		now = last // time never runs back in a stream (P-04)
	}
	return casework.Given{
		By: who.Actor, At: now, District: who.District, ID: c.ID, No: c.No,
		Units: stand.units, List: stand.list, Calendar: stand.calendar, Settings: stand.settings,
	}
}

// load folds a case out of its stream: from the shelf, and what has come since.
func (d *Desk) load(ctx context.Context, tx *store.Tx, no casework.CaseNo) (folder, error) {
	if no == "" {
		return folder{}, nil
	}
	f, ok := d.shelf.get(tx.District(), no)
	if !ok {
		row, found, err := tx.CaseByNo(ctx, string(no))
		if err != nil {
			return f, err
		}
		if !found {
			return f, access.NoSuchCase()
		}
		f.c.ID, f.summary, f.place = row.ID, row.Summary, row.Place
	}
	events, err := tx.Stream(casework.Stream(f.c.ID), f.c.Version)
	if err != nil {
		return f, err
	}
	return f.fold(events)
}

// Lapse records what is overdue in a case; the worker sends it. 依据 P-05, P-73.
func (d *Desk) Lapse(ctx context.Context, district org.DistrictID, no casework.CaseNo) error {
	_, err := d.system(ctx, district, no, casework.Lapse{})
	return err
}

// system does what no person does in a case, and gives the case's version after it.
func (d *Desk) system(ctx context.Context, district org.DistrictID, no casework.CaseNo, cmd casework.Command) (int64, error) {
	who := access.System(district)
	who.Actor = casework.Clockwork
	answer, err := d.write(ctx, who, district, no, cmd, Key{})
	return answer.Version, err
}

// hash binds a key to what was asked: verb, case and body.
func (k Key) hash(verb casework.Verb, no casework.CaseNo) []byte {
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%s\n", verb, no)
	sum.Write(k.Body)
	return sum.Sum(nil)
}

// repeated gives the answer that a key was given first. 依据 P-86.
func repeated(had, asked, stored []byte, answer any) error {
	if !bytes.Equal(had, asked) {
		return rule.Refuse(rule.KeyReused, "P-86", "该幂等键已用于另一内容的请求").At("Idempotency-Key")
	}
	return json.Unmarshal(stored, answer)
}

func salt() (s [32]byte) {
	_, _ = rand.Read(s[:]) // crypto/rand never fails
	return s
}

// holdsPost makes sure that the post still is what the log-in says: an ended post acts no more.
func (d *Desk) holdsPost(who access.Who, units *org.Directory) error {
	if who.Actor.Role == org.System {
		return nil
	}
	post, ok := units.Post(who.Actor.Post)
	same := ok && post.Account == who.Actor.Account && post.Unit == who.Actor.Unit && post.Role == who.Actor.Role
	if !same || !access.InForce(post, org.Micros(d.Now())) {
		return rule.Refuse(rule.Forbidden, "P-82", "该岗位已经收回，请重新登录")
	}
	return nil
}
