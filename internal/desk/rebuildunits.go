package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/roster"
	"huying/internal/store"
)

// rebuildUnits folds the rosters and the notes between shifts anew and compares; with replace, what differs is written
// anew. Telephones are in no event (P-131): those that are there stay, and a turn that is missing gets its person's own.
func (d *Desk) rebuildUnits(ctx context.Context, district org.DistrictID, replace bool) error {
	var found store.Unsound
	var turns map[dutyKey]roster.Turn
	var notes map[noteKey]store.HandoverRow
	compare := func(ctx context.Context, v store.View) (err error) {
		found = store.Unsound{}
		if turns, err = foldRosters(ctx, v); err != nil {
			return err
		}
		if notes, err = foldHandovers(ctx, v); err != nil {
			return err
		}
		seen := 0
		err = v.EachDuty(ctx, func(t store.Duty) {
			if turn, ok := turns[dutyKey{t.Unit, t.Account, t.Starts}]; !ok || turn != turnOf(t) {
				find(&found, "turn of %s in %s at %d differs from its record", t.Account, t.Unit, t.Starts)
			} else {
				seen++
			}
		})
		if err != nil {
			return err
		}
		if seen < len(turns) {
			find(&found, "%d turns of the record are not on the rosters", len(turns)-seen)
		}
		seen = 0
		err = v.EachHandover(ctx, func(h store.HandoverRow) {
			if note, ok := notes[noteKey{h.Unit, h.ID}]; !ok || note != h {
				find(&found, "note %d of %s differs from its record", h.ID, h.Unit)
			} else {
				seen++
			}
		})
		if seen < len(notes) {
			find(&found, "%d notes of the record are missing", len(notes)-seen)
		}
		return err
	}
	if err := d.store.Read(ctx, district, compare); err != nil || found.Total == 0 {
		return err
	}
	if replace {
		err := d.store.Write(ctx, district, func(ctx context.Context, tx *store.Tx) error {
			if err := compare(ctx, tx.View); err != nil {
				return err
			}
			return rewriteUnits(ctx, tx, turns, notes)
		})
		if err != nil {
			return fmt.Errorf("rebuild rosters of %d: %w", district, err)
		}
	}
	return &found
}

type dutyKey struct {
	unit    org.UnitID
	account org.AccountID
	starts  int64
}

type noteKey struct {
	unit org.UnitID
	id   int64
}

// rewriteUnits writes what the record gives, and takes off what it does not give.
func rewriteUnits(ctx context.Context, tx *store.Tx, turns map[dutyKey]roster.Turn, notes map[noteKey]store.HandoverRow) error {
	phones := map[dutyKey]string{}
	var there []store.Duty
	if err := tx.EachDuty(ctx, func(t store.Duty) {
		there, phones[dutyKey{t.Unit, t.Account, t.Starts}] = append(there, t), t.Phone
	}); err != nil {
		return err
	}
	for _, t := range there {
		if err := tx.EndDuty(t); err != nil {
			return err
		}
	}
	for key, turn := range turns {
		phone, ok := phones[key]
		if !ok {
			own, err := phonesOf(ctx, tx, []roster.Turn{turn})
			if err != nil {
				return err
			}
			phone = own[turn.Account]
		}
		row := store.Duty{Unit: key.unit, Starts: turn.Starts, Ends: turn.Ends, Account: turn.Account, Phone: phone, Second: turn.Second}
		if err := tx.PutDuty(row); err != nil {
			return err
		}
	}
	if err := tx.EmptyHandovers(); err != nil {
		return err
	}
	for _, note := range notes {
		if err := tx.PutHandover(note); err != nil {
			return err
		}
	}
	return nil
}

func foldRosters(ctx context.Context, v store.View) (map[dutyKey]roster.Turn, error) {
	all := map[dutyKey]roster.Turn{}
	err := eachStream(ctx, v, roster.Stream(""), func(unit org.UnitID, events []ledger.Event) error {
		var turns []roster.Turn
		for _, e := range events {
			var err error
			if turns, err = roster.Fold(turns, e.Type, e.Data); err != nil {
				return err
			}
		}
		for _, t := range turns {
			all[dutyKey{unit, t.Account, t.Starts}] = t
		}
		return nil
	})
	return all, err
}

func foldHandovers(ctx context.Context, v store.View) (map[noteKey]store.HandoverRow, error) {
	all := map[noteKey]store.HandoverRow{}
	err := eachStream(ctx, v, roster.HandoverStream(""), func(unit org.UnitID, events []ledger.Event) error {
		for _, e := range events {
			var written roster.HandoverWritten
			var read roster.HandoverRead
			switch e.Type {
			case "HandoverWritten":
				if err := json.Unmarshal(e.Data, &written); err != nil {
					return err
				}
				row, err := handoverRow(written, e.Version, e.At, e.Actor.Account)
				if err != nil {
					return err
				}
				all[noteKey{unit, e.Version}] = row
			case "HandoverRead":
				if err := json.Unmarshal(e.Data, &read); err != nil {
					return err
				}
				row := all[noteKey{unit, read.Handover}]
				row.ReadAt, row.ReadBy = e.At, e.Actor.Account
				all[noteKey{unit, read.Handover}] = row
			default:
				return fmt.Errorf("handover event of unknown type %q", e.Type)
			}
		}
		return nil
	})
	return all, err
}

// eachStream reads the streams whose names begin alike, whole.
func eachStream(ctx context.Context, v store.View, prefix string, do func(org.UnitID, []ledger.Event) error) error {
	streams, err := v.Streams(ctx, strings.TrimSuffix(prefix, "/"))
	if err != nil {
		return err
	}
	for _, stream := range streams {
		events, err := v.Events(ctx, stream, 0)
		if err != nil {
			return err
		}
		if err := do(org.UnitID(strings.TrimPrefix(stream, prefix)), events); err != nil {
			return fmt.Errorf("fold %s: %w", stream, err)
		}
	}
	return nil
}

// find notes a finding, as store.Check does.
func find(u *store.Unsound, format string, args ...any) {
	if u.Total++; len(u.Findings) < 20 {
		u.Findings = append(u.Findings, fmt.Sprintf(format, args...))
	}
}

// both is what two looks found together: faults before findings.
func both(one, other error) error {
	var a, b *store.Unsound
	switch {
	case one == nil:
		return other
	case other == nil || !errors.As(one, &a):
		return one
	case !errors.As(other, &b):
		return other
	}
	return &store.Unsound{Findings: append(a.Findings, b.Findings...), Total: a.Total + b.Total}
}
