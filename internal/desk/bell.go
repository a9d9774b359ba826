package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/live"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/telling"
)

// Bell (站内提醒) is one thing that an account was told in the app. It is the account's: every post of it sees the same.
type Bell struct {
	ID     string
	At     int64
	Letter telling.Letter
	Seen   int64 // when; 0 = not yet
}

// Loud reports whether a bell stands on its account's desk until it has been seen: a muster, or what has climbed.
func (b Bell) Loud() bool {
	return b.Letter.Topic == telling.Mustered || b.Letter.Topic == telling.Escalated
}

// Unseen is what an account has not seen yet.
type Unseen struct {
	Count int    // at most MostUnseen: then there may be more
	Loud  []Bell // the newest first
	cases []casework.CaseNo
}

// Of reports whether any of it is about this case.
func (u Unseen) Of(no casework.CaseNo) bool { return slices.Contains(u.cases, no) }

// MostUnseen is how far what has not been seen is counted.
const MostUnseen = 100

// hasBell: only a person is told anything.
func hasBell(who access.Who) error {
	if who.Actor.Account == "" {
		return rule.Refuse(rule.Forbidden, "P-126", "提醒属于账号本人")
	}
	return nil
}

// Bells lists what this account was told, the newest first.
func (d *Desk) Bells(ctx context.Context, who access.Who, page Page) ([]Bell, string, error) {
	if err := hasBell(who); err != nil {
		return nil, "", err
	}
	rows, next, err := d.store.In(who.District).Bells(ctx, who.Actor.Account, page)
	if err != nil {
		return nil, "", err
	}
	bells, err := readBells(rows)
	return bells, next, err
}

func readBells(rows []store.Bell) ([]Bell, error) {
	bells := make([]Bell, len(rows))
	for i, row := range rows {
		bells[i] = Bell{ID: row.ID, At: row.At, Seen: row.Seen}
		if err := json.Unmarshal([]byte(row.Body), &bells[i].Letter); err != nil {
			return nil, err
		}
	}
	return bells, nil
}

// Unseen counts what this account has not seen, and lists what is loud of it: one range of an index, which ends at a hundred rows.
func (d *Desk) Unseen(ctx context.Context, who access.Who) (u Unseen, err error) {
	if hasBell(who) != nil {
		return u, nil
	}
	rows, err := d.store.In(who.District).Unseen(ctx, who.Actor.Account, MostUnseen)
	if err != nil {
		return u, err
	}
	bells, err := readBells(rows)
	u.Count = len(bells)
	for _, b := range bells {
		u.cases = append(u.cases, b.Letter.Case)
		if b.Loud() {
			u.Loud = append(u.Loud, b)
		}
	}
	slices.SortFunc(u.Loud, func(a, b Bell) int { return cmp.Or(cmp.Compare(b.At, a.At), cmp.Compare(b.ID, a.ID)) })
	return u, err
}

// See marks one bell of this account as seen; of another's, or twice, it changes nothing.
func (d *Desk) See(ctx context.Context, who access.Who, id string) error {
	return d.see(ctx, who, func(tx *store.Tx, at int64) error { return tx.See(who.Actor.Account, id, at) })
}

// SeeAll marks what this account was told by an instant as seen; 0 = by now. What came meanwhile stays new.
func (d *Desk) SeeAll(ctx context.Context, who access.Who, by int64) error {
	return d.see(ctx, who, func(tx *store.Tx, at int64) error {
		return tx.SeeAll(who.Actor.Account, cmp.Or(by, at), at)
	})
}

// SeeCase marks what this account was told of a case as seen: it has the case before it.
func (d *Desk) SeeCase(ctx context.Context, who access.Who, no casework.CaseNo) error {
	rows, err := d.store.In(who.District).Unseen(ctx, who.Actor.Account, MostUnseen)
	if err != nil {
		return err
	}
	bells, err := readBells(rows)
	if err != nil {
		return err
	}
	return d.see(ctx, who, func(tx *store.Tx, at int64) error {
		for _, b := range bells {
			if b.Letter.Case != no {
				continue
			}
			if err := tx.See(who.Actor.Account, b.ID, at); err != nil {
				return err
			}
		}
		return nil
	})
}

// see changes what has been seen, and has the account's other screens look.
func (d *Desk) see(ctx context.Context, who access.Who, change func(*store.Tx, int64) error) error {
	if err := hasBell(who); err != nil {
		return err
	}
	at := org.Micros(d.Now())
	return d.store.Write(ctx, who.District, func(_ context.Context, tx *store.Tx) error {
		tx.Committed(func() {
			d.live.Wake(live.Change{Place: placeOf(who.District), For: []string{store.ViewerAccount(who.Actor.Account)}})
		})
		return change(tx, at)
	})
}

// Names is how letters of a district are put into words now.
func (d *Desk) Names(ctx context.Context, district org.DistrictID) (telling.Names, error) {
	stand, err := d.standing(ctx, district)
	if err != nil {
		return telling.Names{}, err
	}
	return telling.Names{
		District: stand.district.Name, Units: stand.units, Ladder: stand.settings.Ladder, Zone: stand.calendar.Zone(), At: org.Micros(d.Now()),
	}, nil
}
