package audit

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/org"
)

// replayer follows every stream of a district in the order of the log. What the units, posts and
// lists were at an entry is what the entries before it say.
type replayer struct {
	district  org.DistrictID
	find      func(Finding)
	texts     map[string][]byte // documents at hand by name; nil where none can be had
	streams   map[string]*stream
	units     *org.Directory
	book      *catalogue.Book
	erased    map[string]bool
	other     map[string]bool              // kinds of stream that are not replayed
	calendar  calendar.Calendar            // in force
	orders    int64                        // to count deadlines anew, so far
	calendars map[string]calendar.Calendar // by hash: the shipped one, and those on record
	cases     int
	pairs     map[half]placed // one half of what must stand in two cases, still without the other

	offHand       bool // the text of a list was not at hand
	otherCalendar bool // deadlines were counted by a calendar that is not at hand
	deadlines     int  // counted anew
}

// stream is where one stream stands. After a gap nothing in it can be replayed.
type stream struct {
	version, at int64
	broken      bool
	state       casework.Case
}

func newReplayer(district org.DistrictID, find func(Finding)) *replayer {
	shipped := calendar.Shipped()
	return &replayer{
		district: district, find: find, streams: map[string]*stream{}, units: org.NewDirectory(district, nil, nil),
		book: catalogue.NewBook(), calendar: shipped, calendars: map[string]calendar.Calendar{shipped.Hash(): shipped}, erased: map[string]bool{}, other: map[string]bool{}, pairs: map[half]placed{},
	}
}

// replay takes one more event. 依据 P-04: versions have no gap and time never runs back.
func (r *replayer) replay(p placed) {
	e := p.event
	s := r.streams[e.Stream]
	if s == nil {
		s = &stream{}
		r.streams[e.Stream] = s
	}
	if e.Version != s.version+1 {
		r.find(p.finding(Gap, fmt.Sprintf("version %d follows version %d", e.Version, s.version)))
		s.broken = true
	}
	if e.At < s.at {
		r.find(p.finding(Backwards, fmt.Sprintf("%d is before %d", e.At, s.at)))
	}
	s.version, s.at = e.Version, max(e.At, s.at)
	if s.broken {
		return
	}
	if err := r.step(s, p); err != nil {
		s.broken = true
		var f fault
		if !errors.As(err, &f) {
			f.kind = Unreadable
		}
		r.find(p.finding(f.kind, err.Error()))
	}
}

// fault is an error that knows what kind of finding it is.
type fault struct {
	kind Kind
	error
}

func (f fault) Unwrap() error { return f.error }

func (r *replayer) step(s *stream, p placed) error {
	kind, _, _ := strings.Cut(p.event.Stream, "/")
	switch kind {
	case "case":
		return r.stepCase(s, p)
	case org.Stream:
		return r.stepOrg(p.event)
	case catalogue.Stream:
		return r.stepList(p.event)
	case desk.CalendarStream:
		return r.stepCalendar(p.event)
	case ledger.AuditStream:
		return r.stepAudit(p.event)
	case desk.RecountStream:
		return r.stepRecount(p.event)
	case desk.SettingsStream:
		return r.stepSettings(p.event)
	}
	r.other[kind] = true
	return nil
}

func (r *replayer) stepCase(s *stream, p placed) error {
	e := p.event
	record, err := casework.Decode(e)
	if err != nil {
		return err
	}
	if began, ok := record.Event.(casework.Reported); ok && (casework.Stream(began.ID) != e.Stream || began.District != e.District) {
		return fault{Misplaced, fmt.Errorf("the report of case %s in district %d", began.ID, began.District)}
	}
	if err := r.seated(e, record.Event); err != nil {
		r.find(p.finding(Unseated, err.Error()))
	}
	if err := casework.Recheck(s.state, record, r.units); err != nil {
		return fault{Unlawful, err}
	}
	if called, ok := record.Event.(casework.Called); ok {
		if err := r.listed(called.Entry, s.state.Township, e.At); err != nil {
			r.find(p.finding(OffList, err.Error()))
		}
	}
	if e.Version == 1 {
		r.cases++
	}
	after := casework.Evolve(s.state, record.Event, record.Moment)
	if err := r.timely(s.state, after, record); err != nil {
		r.find(p.finding(WrongDeadline, err.Error()))
	}
	r.pair(s.state, record, p)
	s.state = after
	return nil
}

// grace is how long, in microseconds, a post may still act after its end: another replica learns of
// it within a second, and may have begun just before.
const grace = 2_000_000

// seated checks that the actor held the post that stands on the event, at that time. Where nobody is
// named, for who rates is not (P-64), the unit must have had somebody in that role. The clock has
// no post.
func (r *replayer) seated(e ledger.Event, what casework.Event) error {
	by := e.Actor
	inForce := func(p org.Post) bool { return p.From <= e.At && (p.To == 0 || e.At < p.To+grace) }
	if by.Role == org.System {
		return nil
	}
	if by.Post != "" {
		p, ok := r.units.Post(by.Post)
		if !ok || p.Account != by.Account || p.Unit != by.Unit || p.Role != by.Role || !inForce(p) {
			return fmt.Errorf("account %s did not hold post %s as %s in %s then", by.Account, by.Post, by.Role, by.Unit)
		}
		return nil
	}
	if named := casework.Signed(what, org.Actor{Account: "somebody", Post: "some post", Unit: by.Unit, Role: by.Role}); named.Post != "" {
		return errors.New("no post stands on it (P-02)")
	}
	for _, p := range r.units.Posts(by.Unit) {
		if p.Role == by.Role && inForce(p) {
			return nil
		}
	}
	return fmt.Errorf("nobody was %s in %s then", by.Role, by.Unit)
}

// listed checks that what a call froze is what the list in force said of it. 依据 P-10.
func (r *replayer) listed(entry catalogue.Entry, township org.UnitID, at int64) error {
	edition, ok := r.book.InForce(at)
	if !ok {
		if r.offHand {
			return nil // the report says so
		}
		return errors.New("no list was in force")
	}
	if edition.ID != entry.Edition {
		return fmt.Errorf("by edition %s, while %s was in force", entry.Edition, edition.ID)
	}
	var again catalogue.Entry
	var err error
	switch {
	case entry.Unlisted:
		again = edition.UnlistedEntry(entry.Class)
	case entry.Service != "":
		again, err = edition.ServiceEntry(entry.Service)
	default:
		again, err = edition.Entry(entry.Matter, entry.Situation, township, r.units)
	}
	if err != nil {
		return err
	}
	again = edition.OfClass(again, entry.Class)
	was, err1 := json.Marshal(entry)
	is, err2 := json.Marshal(again)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	if string(was) != string(is) {
		return fmt.Errorf("the call says %s, the list %s", was, is)
	}
	return nil
}
