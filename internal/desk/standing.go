package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/telling"
)

// standing is what a district stands on while cases are decided: its units and posts, its editions
// of the list, its calendar and settings. It is folded from the district's own streams.
type standing struct {
	district District
	units    *org.Directory
	list     *catalogue.Book
	calendar calendar.Calendar
	settings casework.Settings
	telling  telling.Rules

	unitsAt, listAt, daysAt int64 // versions of the streams
}

// fresh is how long a standing is used without asking the store whether another replica has changed
// it: a post that has ended may act that much longer. Changes made here are seen at once.
const fresh = time.Second

// kept is a district's newest standing, and when it was last known to be so.
type kept struct {
	sync.Mutex
	now    *standing
	asked  time.Time
	unsure bool // something was written here since
}

// standing gives the district's newest standing. It reads what is committed, never what a running
// transaction has written.
func (d *Desk) standing(ctx context.Context, district org.DistrictID) (*standing, error) {
	found, _ := d.standings.LoadOrStore(district, &kept{})
	k := found.(*kept)
	k.Lock()
	defer k.Unlock()
	if k.now != nil && !k.unsure && time.Since(k.asked) < fresh {
		return k.now, nil
	}
	k.unsure = false
	asked := time.Now()
	next, err := d.renew(ctx, district, k.now)
	if err != nil {
		k.unsure = true
		if _, refused := rule.As(err); refused {
			return nil, err
		}
		return nil, fmt.Errorf("units and list of %d: %w", district, err)
	}
	k.now, k.asked = next, asked
	return next, nil
}

// changed has the next standing asked for anew, and every open screen look: it may concern anybody.
func (d *Desk) changed(district org.DistrictID) {
	defer d.live.Renew(placeOf(district))
	if found, ok := d.standings.Load(district); ok {
		k := found.(*kept)
		k.Lock()
		k.unsure = true
		k.Unlock()
	}
}

// renew folds what has come since.
func (d *Desk) renew(ctx context.Context, district org.DistrictID, old *standing) (*standing, error) {
	if old == nil {
		old = &standing{
			units: org.NewDirectory(district, nil, nil), list: catalogue.NewBook(),
			calendar: d.calendar,
		}
	}
	next := *old
	v := d.store.In(district)
	founded, ok, err := v.Founded(ctx)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, noDistrict()
	}
	if next.district, err = districtOf(founded); err != nil {
		return nil, err
	}
	if next.settings, next.telling, err = readSettings(founded.Settings); err != nil {
		return nil, err
	}
	events, err := v.Events(ctx, org.Stream, old.unitsAt)
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		change, err := org.Decode(e.Type, e.Data)
		if err != nil {
			return nil, err
		}
		next.units, next.unitsAt = org.Evolve(next.units, change), e.Version
	}
	if events, err = v.Events(ctx, catalogue.Stream, old.listAt); err != nil {
		return nil, err
	}
	for _, e := range events {
		edition, err := readEdition(ctx, v, e)
		if err != nil {
			return nil, err
		}
		next.list, next.listAt = next.list.With(edition), e.Version
	}
	if events, err = v.Events(ctx, CalendarStream, old.daysAt); err != nil {
		return nil, err
	}
	for _, e := range events {
		if next.calendar, err = readCalendar(ctx, v, next.calendar, e); err != nil {
			return nil, err
		}
		next.daysAt = e.Version
	}
	return &next, nil
}

func readEdition(ctx context.Context, v store.View, e ledger.Event) (catalogue.Edition, error) {
	var published catalogue.EditionPublished
	if err := json.Unmarshal(e.Data, &published); err != nil {
		return catalogue.Edition{}, err
	}
	document, ok, err := v.Document(ctx, published.Document)
	if err != nil {
		return catalogue.Edition{}, err
	}
	if !ok {
		return catalogue.Edition{}, errors.New("document " + published.Document + " is missing")
	}
	return catalogue.Assemble(published, []byte(document.Body))
}
