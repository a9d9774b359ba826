package audit

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/org"
)

func (r *replayer) stepOrg(e ledger.Event) error {
	change, err := org.Decode(e.Type, e.Data)
	if err != nil {
		return err
	}
	r.units = org.Evolve(r.units, change)
	return nil
}

func (r *replayer) stepList(e ledger.Event) error {
	var published catalogue.EditionPublished
	if e.Type != "EditionPublished" {
		return fmt.Errorf("catalogue event of unknown type %q", e.Type)
	}
	if err := json.Unmarshal(e.Data, &published); err != nil {
		return fmt.Errorf("catalogue event: %w", err)
	}
	text, ok := r.texts[published.Document]
	if !ok {
		r.offHand = true
		return nil
	}
	edition, err := catalogue.Assemble(published, text)
	if err != nil {
		return err
	}
	r.book = r.book.With(edition)
	return nil
}

func (r *replayer) stepCalendar(e ledger.Event) error {
	var imported desk.CalendarImported
	if e.Type != "CalendarImported" {
		return fmt.Errorf("calendar event of unknown type %q", e.Type)
	}
	if err := json.Unmarshal(e.Data, &imported); err != nil {
		return fmt.Errorf("calendar event: %w", err)
	}
	text, ok := r.texts[imported.Document]
	if !ok {
		return nil // deadlines counted by it are said to be unproven
	}
	merged, _, err := r.calendar.Amend(strings.NewReader(string(text)))
	if err != nil {
		return err
	}
	if merged.Hash() != imported.Calendar {
		r.otherCalendar = true // it came of another one than is shipped today
	}
	r.calendar = merged
	r.calendars[merged.Hash()] = merged
	return nil
}

func (r *replayer) stepRecount(e ledger.Event) error {
	if e.Type != "RecountOrdered" {
		return fmt.Errorf("recount event of unknown type %q", e.Type)
	}
	r.orders = e.Version
	return nil
}

func (r *replayer) stepSettings(e ledger.Event) error {
	var changed desk.SettingsChanged
	if e.Type != "SettingsChanged" {
		return fmt.Errorf("settings event of unknown type %q", e.Type)
	}
	if err := json.Unmarshal(e.Data, &changed); err != nil {
		return fmt.Errorf("settings event: %w", err)
	}
	text, ok := r.texts[changed.Document]
	if !ok {
		r.other[desk.SettingsStream] = true // what was decided is not at hand: the report says so
		return nil
	}
	if !json.Valid(text) {
		return errors.New("the settings on record cannot be read")
	}
	return nil
}

func (r *replayer) stepAudit(e ledger.Event) error {
	if e.Type != "ContentErased" {
		return nil
	}
	var erased ledger.ContentErased
	if err := json.Unmarshal(e.Data, &erased); err != nil {
		return fmt.Errorf("audit event: %w", err)
	}
	if erased.Clause == "" || e.Actor.Account == "" || e.Actor.Post == "" {
		return fault{Unlawful, errors.New("an erasure names its clause and who did it (P-07)")}
	}
	for _, id := range erased.Contents {
		r.erased[id] = true
	}
	return nil
}
