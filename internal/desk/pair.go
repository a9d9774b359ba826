package desk

import (
	"context"

	"github.com/google/uuid"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

// second is the other case that a command concerns, as far as it can be told before the transaction begins: it is
// needed only to take turns.
func (d *Desk) second(district org.DistrictID, no casework.CaseNo, cmd casework.Command) casework.CaseNo {
	f, _ := d.shelf.get(district, no)
	other, _ := casework.Other(f.c, cmd)
	return other
}

// decidePair asks casework about two cases at once and records what happened in both, in the one transaction: whoever
// looks finds both or neither. Both must be this person's to touch. 依据 P-37, P-114, P-115.
func (d *Desk) decidePair(ctx context.Context, tx *store.Tx, who access.Who, before folder, cmd casework.Command, stand *standing) (mine, theirs folder, err error) {
	no, _ := casework.Other(before.c, cmd)
	other, err := d.load(ctx, tx, no)
	if err != nil {
		return before, other, ofOther(cmd, err)
	}
	if no != "" {
		if err := mayTouch(who, other.c, stand.units); err != nil {
			return before, other, ofOther(cmd, err)
		}
	}
	latest := before.c
	latest.Last = max(latest.Last, other.c.Last) // time runs back in neither stream (P-04)
	g := d.given(who, latest, stand)
	if g.Position, err = position(ctx, tx, before, cmd); err != nil {
		return before, other, err
	}
	if no == "" {
		g.ID, g.No = uuid.Must(uuid.NewV7()).String(), ""
	}
	here, there, err := casework.DecidePair(before.c, other.c, cmd, g)
	if err != nil {
		return before, other, err
	}
	if no == "" && len(there) > 0 {
		if err := mayOpen(who, there[0], tx.District(), stand.units); err != nil {
			return before, other, err
		}
		drawn, err := tx.NextCaseNo(g.At.In(stand.calendar.Zone()).Format("20060102"))
		if err != nil {
			return before, other, err
		}
		number(here, casework.CaseNo(drawn))
		number(there, casework.CaseNo(drawn))
		other.place = before.place // until it has one of its own
	}
	// The older case is written first, whichever was asked: two that are merged both ways at once do not wait for each other.
	if no != "" && no < before.c.No {
		if theirs, err = d.recordSome(tx, other, there, g); err != nil {
			return before, other, err
		}
		mine, err = d.recordSome(tx, before, here, g)
		return mine, theirs, err
	}
	if mine, err = d.recordSome(tx, before, here, g); err != nil {
		return before, other, err
	}
	theirs, err = d.recordSome(tx, other, there, g)
	return mine, theirs, err
}

// ofOther points a refusal at the field that named the other case.
func ofOther(cmd casework.Command, err error) error {
	if refused, ok := rule.As(err); ok && cmd.Verb() == casework.VerbMerge {
		return refused.At("into")
	}
	return err
}

func (d *Desk) recordSome(tx *store.Tx, before folder, events []casework.Event, g casework.Given) (folder, error) {
	if len(events) == 0 {
		return before, nil
	}
	return d.record(tx, before, events, g)
}

// number puts the number of a case that begins into the records that name it.
func number(events []casework.Event, no casework.CaseNo) {
	for i, e := range events {
		switch e := e.(type) {
		case casework.Reported:
			e.No = no
			events[i] = e
		case casework.SplitOff:
			e.No = no
			events[i] = e
		}
	}
}

// position is where the matter is, for who says where they stand, and for a case split off at the same place; empty where
// nobody knows it.
func position(ctx context.Context, tx *store.Tx, f folder, cmd casework.Command) (string, error) {
	wanted := false
	switch cmd := cmd.(type) {
	case casework.Arrive:
		wanted = cmd.Position != ""
	case casework.Attend:
		wanted = cmd.Position != ""
	case casework.Verify:
		wanted = cmd.Position != ""
	case casework.Split:
		wanted = cmd.Place == ""
	}
	if !wanted {
		return "", nil
	}
	where, _, err := plain(ctx, tx.View, f.where)
	return where, err
}
