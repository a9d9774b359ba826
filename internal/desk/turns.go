package desk

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"huying/internal/access"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/roster"
	"huying/internal/rule"
	"huying/internal/store"
)

// PutTurns (排班) puts turns on a unit's roster, all of them or none; what is wrong comes out as roster.Faults. A turn
// without a telephone gets its person's own; that of a turn which is there already can be put right until it is over. It
// tells how many changed. 依据 P-130, P-131.
func (d *Desk) PutTurns(ctx context.Context, who access.Who, district org.DistrictID, unit org.UnitID, entries []roster.Entry, key Key) (changed int, err error) {
	var wrong roster.Faults
	for i, e := range entries {
		if r := roster.Phone(e.Phone); r != nil {
			wrong = append(wrong, roster.Fault{Line: i + 1, Refusal: r})
		}
	}
	if len(wrong) > 0 {
		return 0, wrong
	}
	asked := ofUnit{who, access.RosterKeep, district, unit, roster.Stream(unit), "put_turns", key, nil}
	err = d.inUnit(ctx, asked, &changed, func(ctx context.Context, tx *store.Tx, stand *standing, now int64) ([]any, error) {
		changed = 0
		had, err := around(ctx, tx, unit, entries)
		if err != nil {
			return nil, err
		}
		wanted := make([]roster.Turn, len(entries))
		for i, e := range entries {
			wanted[i] = e.Turn
		}
		turns := make([]roster.Turn, len(had))
		for i, t := range had {
			turns[i] = turnOf(t)
		}
		put, err := roster.Put(stand.units, unit, turns, wanted, now)
		if err != nil {
			return nil, err
		}
		phones, err := phonesOf(ctx, tx, put)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			row := store.Duty{Unit: unit, Starts: e.Starts, Ends: e.Ends, Account: e.Account, Phone: e.Phone, Second: e.Second}
			switch is := slices.IndexFunc(had, func(t store.Duty) bool { return turnOf(t) == e.Turn }); {
			case is < 0 && e.Phone == "":
				row.Phone = phones[e.Account]
			case is >= 0 && (e.Phone == "" || e.Phone == had[is].Phone || e.Ends <= now):
				continue
			}
			changed++
			if err := tx.PutDuty(row); err != nil {
				return nil, err
			}
		}
		if len(put) == 0 {
			return nil, nil
		}
		return []any{roster.TurnsPut{Unit: unit, Turns: put}}, nil
	})
	return changed, err
}

// around are a unit's turns in the time of some others.
func around(ctx context.Context, tx *store.Tx, unit org.UnitID, entries []roster.Entry) ([]store.Duty, error) {
	if len(entries) == 0 {
		return nil, nil
	}
	from, to := entries[0].Starts, entries[0].Ends
	for _, e := range entries {
		from, to = min(from, e.Starts), max(to, e.Starts+1, e.Ends)
	}
	return tx.Duties(ctx, unit, from, to)
}

// phonesOf are the telephones that stand with the accounts of some turns.
func phonesOf(ctx context.Context, tx *store.Tx, turns []roster.Turn) (map[org.AccountID]string, error) {
	ids := make([]org.AccountID, len(turns))
	for i, t := range turns {
		ids[i] = t.Account
	}
	accounts, err := tx.AccountsOf(ctx, slices.Compact(slices.Sorted(slices.Values(ids))))
	phones := make(map[org.AccountID]string, len(accounts))
	for _, a := range accounts {
		phones[a.ID] = a.Phone
	}
	return phones, err
}

// EndTurn (撤班) takes a turn off a unit's roster, or ends it now where it runs. 依据 P-131.
func (d *Desk) EndTurn(ctx context.Context, who access.Who, district org.DistrictID, unit org.UnitID, account org.AccountID, starts int64, key Key) (ended roster.Ending, err error) {
	asked := ofUnit{who, access.RosterKeep, district, unit, roster.Stream(unit), "end_turn", key, nil}
	err = d.inUnit(ctx, asked, &ended, func(ctx context.Context, tx *store.Tx, _ *standing, now int64) ([]any, error) {
		had, err := tx.Duties(ctx, unit, starts, starts+1)
		if err != nil {
			return nil, err
		}
		turns := make([]roster.Turn, len(had))
		for i, t := range had {
			turns[i] = turnOf(t)
		}
		var refused *rule.Refusal
		if ended, refused = roster.End(turns, account, starts, now); refused != nil {
			return nil, refused
		}
		row := store.Duty{Unit: unit, Starts: starts, Account: account}
		if ended.To == 0 {
			err = tx.EndDuty(row)
		} else {
			err = tx.CutDuty(row, ended.To)
		}
		return []any{roster.TurnsEnded{Unit: unit, Turns: []roster.Ending{ended}}}, err
	})
	return ended, err
}

// ofUnit is something asked for in a unit's own affairs: its roster, its notes.
type ofUnit struct {
	who      access.Who
	action   access.Action
	district org.DistrictID
	unit     org.UnitID
	stream   string
	verb     string
	key      Key
	project  func(*store.Tx, int64, ledger.Event) error // writes the rows that follow from the event; may be nil
}

// inUnit decides what is asked for in a unit's own affairs and appends what happened, in one transaction; under a key that
// was used before, the answer is the one that was given then. 依据 P-86.
func (d *Desk) inUnit(ctx context.Context, asked ofUnit, answer any, decide func(context.Context, *store.Tx, *standing, int64) ([]any, error)) error {
	who := asked.who
	if err := own(who, asked.district); err != nil {
		return err
	}
	if len(asked.key.Key) > 200 {
		return rule.Refuse(rule.Invalid, "P-86", "幂等键过长").At("Idempotency-Key")
	}
	stand, err := d.standing(ctx, asked.district)
	if err != nil {
		return err
	}
	if err := d.holdsPost(who, stand.units); err != nil {
		return err
	}
	if err := mayRoster(who, asked.action, asked.unit, stand.units); err != nil {
		return err
	}
	err = d.store.Write(ctx, asked.district, func(ctx context.Context, tx *store.Tx) error {
		if asked.key.Key != "" {
			had, stored, ok, err := tx.Replay(who.Actor.Account, asked.key.Key)
			if err != nil {
				return err
			}
			if ok {
				return repeated(had, asked.hash(), stored, answer)
			}
		}
		version, last, err := tx.Head(asked.stream)
		if err != nil {
			return err
		}
		now := max(org.Micros(d.Now()), last) // time never runs back in a stream (P-04)
		events, err := decide(ctx, tx, stand, now)
		if err != nil {
			return err
		}
		stored, sealed, err := sealEvents(who.Actor, now, events)
		if err != nil {
			return err
		}
		if err := tx.Append(asked.stream, version, stored, sealed); err != nil {
			return err
		}
		if asked.project != nil && len(stored) > 0 {
			if err := asked.project(tx, version+1, stored[0]); err != nil {
				return err
			}
		}
		if asked.key.Key == "" {
			return nil
		}
		given, err := json.Marshal(answer)
		if err != nil {
			return err
		}
		return tx.Remember(who.Actor.Account, asked.key.Key, asked.hash(), given)
	})
	if errors.Is(err, store.ErrConflict) {
		return rule.Refuse(rule.Conflict, "P-04", "他人刚刚改动过，请刷新后再办")
	}
	if err == nil {
		d.live.Renew(placeOf(asked.district)) // who is on duty stands on many pages
	}
	return err
}

// hash binds a key to what was asked.
func (a ofUnit) hash() []byte {
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%s\n", a.verb, a.unit)
	sum.Write(a.key.Body)
	return sum.Sum(nil)
}
