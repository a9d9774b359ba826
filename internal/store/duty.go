package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"huying/internal/org"
	"huying/internal/sqldb"
)

var (
	qPutDuty = sqldb.Q(`INSERT INTO duty (district_id, unit, starts, ends, account, phone, second) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (district_id, unit, starts, account) DO UPDATE SET ends = excluded.ends, phone = excluded.phone,
		second = excluded.second`)
	qEndDuty = sqldb.Q(`DELETE FROM duty WHERE district_id = $1 AND unit = $2 AND starts = $3 AND account = $4`)
	qCutDuty = sqldb.Q(`UPDATE duty SET ends = $1 WHERE district_id = $2 AND unit = $3 AND starts = $4 AND account = $5`)
	qOnDuty  = sqldb.Q(`SELECT unit, starts, ends, account, phone, second FROM duty
		WHERE district_id = $1 AND starts <= $2 AND starts > $3 AND ends > $2
		AND unit IN ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
		ORDER BY unit, second, starts, account`)
	qDuties = sqldb.Q(`SELECT unit, starts, ends, account, phone, second FROM duty
		WHERE district_id = $1 AND unit = $2 AND starts > $3 AND starts < $4 AND ends > $5
		AND (starts, account) > ($6, $7) ORDER BY starts, account LIMIT $8`)
	qAllDuties = sqldb.Q(`SELECT unit, starts, ends, account, phone, second FROM duty
		WHERE district_id = $1 AND (unit, starts, account) > ($2, $3, $4) ORDER BY unit, starts, account LIMIT $5`)
)

// Duty (值班) is one person's turn on a unit's roster. All but the telephone can be had from the record again: see
// roster.Fold.
type Duty struct {
	Unit         org.UnitID
	Starts, Ends int64
	Account      org.AccountID
	Phone        string
	Second       bool // called after who is on duty at the same time and is not
}

func (d *Duty) into() []any {
	return []any{&d.Unit, &d.Starts, &d.Ends, &d.Account, &d.Phone, &d.Second}
}

// PutDuty writes a turn of the roster; of a month at most. The event that says so is appended beside it: see roster.TurnsPut.
func (t *Tx) PutDuty(d Duty) error {
	if d.Ends <= d.Starts || d.Ends-d.Starts > longest {
		return fmt.Errorf("a turn of duty of %s ends before it begins, or is longer than a month", d.Unit)
	}
	return t.tx.Queue(t.ctx, qPutDuty, t.district, d.Unit, d.Starts, d.Ends, d.Account, d.Phone, d.Second)
}

// EndDuty takes a turn off the roster.
func (t *Tx) EndDuty(d Duty) error {
	return t.tx.Queue(t.ctx, qEndDuty, t.district, d.Unit, d.Starts, d.Account)
}

// CutDuty has a turn end at an instant.
func (t *Tx) CutDuty(d Duty, at int64) error {
	return t.tx.QueueOne(t.ctx, qCutDuty, at, t.district, d.Unit, d.Starts, d.Account)
}

// longest is how long a turn of duty may be, so that who is on duty is found without reading all turns that ever were.
const longest = int64(31*24*time.Hour) / int64(time.Microsecond)

// OnDuty tells who is on duty in some units at an instant: whose turn has begun and has not ended, its end being outside
// of it. For each unit those who are called first (主班) come before the second (副班), and of these who began earlier.
func (v View) OnDuty(ctx context.Context, at int64, units ...org.UnitID) ([]Duty, error) {
	var all []Duty
	for some := range slices.Chunk(units, atOnce) {
		found, err := sqldb.All(ctx, v.q, qOnDuty, (*Duty).into, append([]any{v.district, at, at - longest}, filled(some)...)...)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// atOnce is how many ids one statement asks for.
const atOnce = 16

// filled are up to so many ids as arguments; where they are fewer, the last stands again.
func filled[ID any](ids []ID) []any {
	args := make([]any, atOnce)
	for i := range args {
		args[i] = ids[min(i, len(ids)-1)]
	}
	return args
}

// dutyKey is where a page of a roster ended.
type dutyKey struct {
	Starts  int64  `json:"starts"`
	Account string `json:"account"`
}

// Roster lists a unit's turns that run in a time, from an instant to one that is outside, in the order of their beginnings.
func (v View) Roster(ctx context.Context, unit org.UnitID, from, to int64, page sqldb.Page) ([]Duty, string, error) {
	after := dutyKey{Starts: -1}
	if _, err := page.After(&after); err != nil {
		return nil, "", err
	}
	size := page.Size()
	rows, err := sqldb.All(ctx, v.q, qDuties, (*Duty).into, v.district, unit, from-longest, to, from, after.Starts, after.Account, int64(size)+1)
	if err != nil || len(rows) <= size {
		return rows, "", err
	}
	rows = rows[:size]
	return rows, sqldb.Cursor(dutyKey{rows[size-1].Starts, string(rows[size-1].Account)}), nil
}

// Duties lists a unit's turns that run in a time, all of them.
func (v View) Duties(ctx context.Context, unit org.UnitID, from, to int64) (all []Duty, err error) {
	page := sqldb.Page{Limit: 200}
	for {
		rows, next, err := v.Roster(ctx, unit, from, to, page)
		if err != nil {
			return nil, err
		}
		if all = append(all, rows...); next == "" {
			return all, nil
		}
		page.Cursor = next
	}
}

// EachDuty goes through all turns of the district, by unit.
func (v View) EachDuty(ctx context.Context, do func(Duty)) error {
	var last Duty
	for {
		rows, err := sqldb.All(ctx, v.q, qAllDuties, (*Duty).into, v.district, last.Unit, last.Starts, last.Account, int64(sealBatch))
		if err != nil {
			return err
		}
		for _, d := range rows {
			do(d)
			last = d
		}
		if len(rows) < sealBatch {
			return nil
		}
	}
}
