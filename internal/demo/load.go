package demo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/store"
)

// ErrOccupied says that the store has districts that are not of the demonstration: nothing is added to them.
var ErrOccupied = errors.New("the store already has districts of its own")

// founder is who loads the demonstration: the command that does it, no person.
var founder = org.Actor{Unit: "setup", Role: org.System}

// Load founds every district of the demonstration that the store does not have yet, with its units, list, people
// and roster from the day of now on. One district is one transaction: what was broken off is taken up again.
// It reports whether the store was empty before. The desk must not be open on the store meanwhile.
func Load(ctx context.Context, s *store.Store, now time.Time) (fresh bool, err error) {
	founded, err := s.Districts(ctx)
	if err != nil {
		return false, fmt.Errorf("load the demonstration: %w", err)
	}
	for _, d := range founded {
		if _, err := find(d.ID); err != nil {
			return false, fmt.Errorf("%w: %d %s", ErrOccupied, d.ID, d.Name)
		}
	}
	// One hash serves all: the password is the same, and no secret.
	password, err := access.HashPassword(ctx, Password)
	if err != nil {
		return false, fmt.Errorf("load the demonstration: %w", err)
	}
	for _, id := range append([]org.DistrictID{City}, Districts()...) {
		d, err := Build(id)
		if err != nil {
			return false, err
		}
		if err := load(ctx, s, d, password, now); err != nil {
			return false, fmt.Errorf("load %s: %w", d.Name, err)
		}
		// Units and posts stand in the log before the stories, whose events bear earlier dates, and a sealer goes by the
		// date: whoever replays the log must know the posts first.
		if _, err := s.Seal(ctx, id); err != nil {
			return false, fmt.Errorf("load %s: %w", d.Name, err)
		}
	}
	return len(founded) == 0, nil
}

// Found founds one district of the demonstration, for who needs no more of it.
func Found(ctx context.Context, s *store.Store, id org.DistrictID, now time.Time) error {
	password, err := access.HashPassword(ctx, Password)
	if err != nil {
		return err
	}
	d, err := Build(id)
	if err != nil {
		return err
	}
	return load(ctx, s, d, password, now)
}

func load(ctx context.Context, s *store.Store, d District, password string, now time.Time) error {
	settings, err := json.Marshal(struct {
		casework.Settings
		desk.Slogan
		Demonstration bool `json:"demonstration"`
	}{d.Settings, d.Slogan, true})
	if err != nil {
		return err
	}
	founding := store.District{ID: d.ID, Name: d.Name, Short: d.Short, City: d.City, Settings: string(settings)}
	had, _, err := s.In(d.ID).Founded(ctx)
	if err != nil {
		return err
	}
	if had.Settings != "" { // what it has decided for itself since stays
		founding.Settings = had.Settings
	}
	if err := s.FoundDistrict(ctx, founding); err != nil {
		return err
	}
	return s.Write(ctx, d.ID, func(ctx context.Context, tx *store.Tx) error {
		before, err := tx.Stream(org.Stream, 0)
		if err != nil || len(before) > 0 {
			return err
		}
		return errors.Join(
			record(tx, org.Stream, now, d.OrgEvents()), tx.PutUnits(d.Units...), tx.PutPosts(d.Posts()...),
			d.publish(tx, now), d.seat(tx, password), d.roster(tx, now),
		)
	})
}

func (d District) publish(tx *store.Tx, now time.Time) error {
	var adopted []catalogue.EditionPublished
	for _, p := range d.Editions {
		document := store.Document{Hash: p.Event.Document, Kind: "edition", At: org.Micros(now), Body: string(p.Document)}
		if err := tx.PutDocument(document); err != nil {
			return err
		}
		adopted = append(adopted, p.Event)
	}
	return record(tx, catalogue.Stream, now, adopted)
}

func (d District) seat(tx *store.Tx, password string) error {
	for _, a := range d.Accounts {
		err := tx.PutAccount(store.Account{ID: a.ID, Login: a.Login, Name: a.Name, Phone: a.Phone, Password: password, From: founded})
		if err != nil {
			return err
		}
	}
	return nil
}

// record records events as the first of their stream.
func record[E any](tx *store.Tx, stream string, now time.Time, events []E) error {
	var stored []ledger.Event
	for _, e := range events {
		data, _, err := ledger.Encode(e, nil) // nothing in them is sealed
		if err != nil {
			return err
		}
		stored = append(stored, ledger.Event{Type: name(e), At: org.Micros(now), Actor: founder, Data: data})
	}
	return tx.Append(stream, 0, stored, nil)
}

// name is the stored name of an event of the list, of the units or of a roster.
func name(e any) string {
	if change, ok := e.(org.Event); ok {
		return org.TypeOf(change)
	}
	return reflect.TypeOf(e).Name()
}
