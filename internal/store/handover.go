package store

import (
	"context"
	"math"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// HandoverRow (交班记录) is what one shift of a unit left to the next, as lists have it: what was written lies with the
// contents of the stream, under its commitment.
type HandoverRow struct {
	Unit    org.UnitID
	ID      int64 // version of the event in the unit's stream
	At      int64
	Account org.AccountID // who wrote it
	Content string        // commitment to the text
	Cases   string        // what it points to, as the event has it
	ReadAt  int64         // 0 = not read yet
	ReadBy  org.AccountID
}

func (h *HandoverRow) into() []any {
	return []any{&h.Unit, &h.ID, &h.At, &h.Account, &h.Content, &h.Cases, &h.ReadAt, &h.ReadBy}
}

const handoverColumns = `unit, id, at, account, content, cases, read_at, read_by`

var (
	qInsertHandover = sqldb.Q(`INSERT INTO handover (district_id, unit, id, at, account, content, cases, read_at, read_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`)
	qReadHandover = sqldb.Q(`UPDATE handover SET read_at = $1, read_by = $2 WHERE district_id = $3 AND unit = $4 AND id = $5 AND read_at = 0`)
	qHandover     = sqldb.Q(`SELECT ` + handoverColumns + ` FROM handover WHERE district_id = $1 AND unit = $2 AND id = $3`)
	qHandovers    = sqldb.Q(`SELECT ` + handoverColumns + ` FROM handover WHERE district_id = $1 AND unit = $2 AND id < $3
		ORDER BY id DESC LIMIT $4`)
	qUnreadHandovers = sqldb.Q(`SELECT ` + handoverColumns + ` FROM handover WHERE district_id = $1 AND unit = $2 AND read_at = 0
		ORDER BY id LIMIT 20`)
	qAllHandovers = sqldb.Q(`SELECT ` + handoverColumns + ` FROM handover WHERE district_id = $1 AND (unit, id) > ($2, $3)
		ORDER BY unit, id LIMIT $4`)
	qStreamsOf = sqldb.Q(`SELECT stream FROM event WHERE district_id = $1 AND stream > $2 AND stream LIKE $3 AND version = 1
		ORDER BY stream LIMIT $4`)
)

// PutHandover writes a new note.
func (t *Tx) PutHandover(h HandoverRow) error {
	return t.tx.Queue(t.ctx, qInsertHandover, t.district, h.Unit, h.ID, h.At, h.Account, h.Content, h.Cases, h.ReadAt, h.ReadBy)
}

// ReadHandover writes that a note was read. It is decided anew where somebody else has just said so.
func (t *Tx) ReadHandover(unit org.UnitID, id, at int64, by org.AccountID) error {
	return t.tx.QueueOne(t.ctx, qReadHandover, at, by, t.district, unit, id)
}

// EmptyHandovers takes out all notes, so that they can be written anew from the record.
func (t *Tx) EmptyHandovers() error { return t.tx.Queue(t.ctx, qEmptyHandovers, t.district) }

// Handover finds a note.
func (v View) Handover(ctx context.Context, unit org.UnitID, id int64) (HandoverRow, bool, error) {
	return sqldb.One(ctx, v.q, qHandover, (*HandoverRow).into, v.district, unit, id)
}

// UnreadHandovers lists the notes of a unit that nobody has said to have read, the oldest first.
func (v View) UnreadHandovers(ctx context.Context, unit org.UnitID) ([]HandoverRow, error) {
	return sqldb.All(ctx, v.q, qUnreadHandovers, (*HandoverRow).into, v.district, unit)
}

// Handovers lists the notes of a unit, the newest first.
func (v View) Handovers(ctx context.Context, unit org.UnitID, page sqldb.Page) ([]HandoverRow, string, error) {
	before := int64(math.MaxInt64)
	if _, err := page.After(&before); err != nil {
		return nil, "", err
	}
	size := page.Size()
	rows, err := sqldb.All(ctx, v.q, qHandovers, (*HandoverRow).into, v.district, unit, before, int64(size)+1)
	if err != nil || len(rows) <= size {
		return rows, "", err
	}
	return rows[:size], sqldb.Cursor(rows[size-1].ID), nil
}

// EachHandover goes through all notes of the district, by unit.
func (v View) EachHandover(ctx context.Context, do func(HandoverRow)) error {
	var last HandoverRow
	for {
		rows, err := sqldb.All(ctx, v.q, qAllHandovers, (*HandoverRow).into, v.district, last.Unit, last.ID, int64(sealBatch))
		if err != nil {
			return err
		}
		for _, h := range rows {
			do(h)
			last = h
		}
		if len(rows) < sealBatch {
			return nil
		}
	}
}

// Streams lists the streams whose names begin with a kind and a stroke, such as roster/….
func (v View) Streams(ctx context.Context, kind string) (all []string, err error) {
	for after := ""; ; {
		some, err := sqldb.All(ctx, v.q, qStreamsOf, sqldb.Self[string], v.district, after, kind+"/%", int64(sealBatch))
		if err != nil {
			return nil, err
		}
		if all = append(all, some...); len(some) < sealBatch {
			return all, nil
		}
		after = some[len(some)-1]
	}
}
