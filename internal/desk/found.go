package desk

import (
	"context"
	"fmt"
	"reflect"

	"huying/internal/catalogue"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/store"
)

// Founding (设区) is what a district begins with: its units, posts and accounts, who is on duty, and
// the list it has adopted.
type Founding struct {
	District store.District
	Units    []org.Unit
	Posts    []org.Post
	Accounts []store.Account
	Duties   []store.Duty
	Editions []Publication
}

// Publication (清单发布) is an edition with the document it names.
type Publication struct {
	Event    catalogue.EditionPublished
	Document []byte
}

// founder records what is there before there is anybody to act.
var founder = org.Actor{Unit: "founder", Role: org.System}

// Found founds a district, in one transaction after its log. A district that is there already is
// left as it is, and false is given.
func (d *Desk) Found(ctx context.Context, f Founding) (bool, error) {
	if _, ok, err := d.store.In(f.District.ID).Founded(ctx); err != nil || ok {
		return false, err
	}
	for _, p := range f.Editions {
		if _, err := catalogue.Assemble(p.Event, p.Document); err != nil {
			return false, err
		}
	}
	if err := d.store.FoundDistrict(ctx, f.District); err != nil {
		return false, err
	}
	err := d.store.Write(ctx, f.District.ID, func(ctx context.Context, tx *store.Tx) error {
		if err := d.append(tx, org.Stream, org.UnitsFounded{Units: f.Units}, org.PostsGranted{Posts: f.Posts}); err != nil {
			return err
		}
		if err := tx.PutUnits(f.Units...); err != nil {
			return err
		}
		if err := tx.PutPosts(f.Posts...); err != nil {
			return err
		}
		for _, a := range f.Accounts {
			if err := tx.PutAccount(a); err != nil {
				return err
			}
		}
		for _, duty := range f.Duties {
			if err := tx.PutDuty(duty); err != nil {
				return err
			}
		}
		return d.publish(tx, f.Editions)
	})
	d.changed(f.District.ID)
	if err != nil {
		return false, fmt.Errorf("found district %d: %w", f.District.ID, err)
	}
	return true, nil
}

func (d *Desk) publish(tx *store.Tx, editions []Publication) error {
	var events []any
	for _, p := range editions {
		document := store.Document{Hash: p.Event.Document, Kind: "edition", At: org.Micros(d.Now()), Body: string(p.Document)}
		if err := tx.PutDocument(document); err != nil {
			return err
		}
		events = append(events, p.Event)
	}
	return d.append(tx, catalogue.Stream, events...)
}

// append adds events of other rooms to a stream of their own, as the founder.
func (d *Desk) append(tx *store.Tx, stream string, payloads ...any) error {
	had, err := tx.Stream(stream, 0)
	if err != nil {
		return err
	}
	return appendTo(tx, stream, had, founder, org.Micros(d.Now()), payloads...)
}

func appendTo(tx *store.Tx, stream string, had []ledger.Event, by org.Actor, at int64, payloads ...any) error {
	var version int64
	if n := len(had); n > 0 {
		version, at = had[n-1].Version, max(at, had[n-1].At)
	}
	events := make([]ledger.Event, len(payloads))
	var sealed []ledger.Sealed
	for i, payload := range payloads {
		data, hidden, err := ledger.Encode(payload, salt)
		if err != nil {
			return err
		}
		events[i] = ledger.Event{Type: typeName(payload), At: at, Actor: by, Data: data}
		sealed = append(sealed, hidden...)
	}
	return tx.Append(stream, version, events, sealed)
}

// typeName is the stored name of an event: the name of its type.
func typeName(payload any) string { return reflect.TypeOf(payload).Name() }
