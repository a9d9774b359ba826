// Package casestory tells one case, as the desk shows it to one person, in the words and pictures of its page: how far
// it has come, who must do what, how every unit stands, and the record. What the desk's view does not hold cannot be told
// here: nothing is read beside it.
package casestory

import (
	"encoding/json"
	"strconv"

	"huying/internal/access"
	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
	"huying/internal/web/reckoning"
)

// Teller tells a case to one reader, in their language.
type Teller struct {
	L        locale.Lang
	Who      access.Who
	Base     string // the address of the reader's district: /d/370102
	View     desk.View
	Officers map[org.AccountID]desk.Officer

	Home org.UnitID               // the unit that the reader's post answers for
	Owes func(casework.Duty) bool // reports whether a duty is for that unit to do

	stood map[casework.ClockName][]calendar.Pause // when each clock stood still; the page fills it
	heard map[casework.Clock][]face.Reckon        // what was said of a clock that never stood still: units often share one
}

// Opened is when the case came in.
func (c Teller) Opened() int64 {
	if len(c.View.Records) == 0 {
		return c.View.At
	}
	return c.View.Records[0].Moment.At
}

// Page is the whole case as its page shows it; the forms, and what stands around the case, are the handler's to add.
// Told are those whom each of the duties is told first, in their order; reading says what of the record is asked for.
func (c Teller) Page(told []desk.Officer, reading Reading) casepage.View {
	k := c.View.Case
	c.stood, c.heard = c.pauses(), map[casework.Clock][]face.Reckon{}
	page := casepage.View{
		No: string(k.No), Class: string(k.Class), Kind: string(k.Kind), Cause: NameIn(c.L, casework.Causes, string(k.Cause)), Status: string(k.Status), Round: k.Round,
		Place: c.Text(k.Place), Township: c.Name(k.Township), Source: NameIn(c.L, casework.Sources, string(k.Source)), Text: c.Text(k.Text), Facts: c.Text(k.Facts),
		Reporter: c.Person(k.Person), Steps: c.steps(), Banners: c.banners(), Lanes: c.lanes(told), Plan: c.plan(),
		Transfers: c.transfers(), Questions: c.questions(), Requests: c.requests(), Supervisions: c.supervisions(), Record: c.record(reading),
	}
	if page.Facts.Plain == page.Text.Plain {
		page.Facts = casepage.Text{} // reported and called in one breath
	}
	if k.Grid != "" {
		page.Grid = c.Name(k.Grid)
	}
	page.Title, page.Situation = c.Title()
	page.By = page.Title
	if k.Entry.Unlisted {
		page.By = c.L.T("call.unlisted")
	}
	if k.Entry.Edition != "" {
		page.Edition = c.View.Edition.Label
		if k.Entry.Matter != 0 {
			page.Matter = c.Base + "/catalogue/" + strconv.Itoa(k.Entry.Matter) + "?edition=" + k.Entry.Edition
		}
	}
	page.Photos, page.Files = c.photos()
	link(page.Lanes, page.Record)
	page.Sheets = c.slipLinks()
	page.Duties, page.Later = c.duties(told)
	return page
}

// link leads from the turns of the lanes to their entries in the record: on this page, or where the whole record is.
func link(lanes casepage.Lanes, record casepage.Record) {
	here := map[int64]bool{}
	for _, e := range record.Entries {
		here[e.Version] = true
	}
	for _, lane := range lanes.All {
		for i, turn := range lane.Turns {
			entry := "#entry-" + strconv.FormatInt(turn.Version, 10)
			if !here[turn.Version] {
				entry = record.Whole + entry
			}
			lane.Turns[i].Href = entry
		}
	}
}

// Title is what a case is about: matter and situation, or the service, or what was reported.
func (c Teller) Title() (title, situation string) {
	k := c.View.Case
	title, situation = EntryTitle(c.View.Edition, k.Entry)
	if title == "" {
		title = FirstLine(c.Text(k.Text).Plain)
	}
	if title == "" {
		title = c.L.T("case.untitled")
	}
	return title, situation
}

// EntryTitle is what a catalogue entry is about: the matter and its situation, or the service.
func EntryTitle(edition catalogue.Edition, e catalogue.Entry) (title, situation string) {
	if e.Service != "" {
		if service, ok := edition.Service(e.Service); ok {
			return service.Name, ""
		}
	}
	matter, ok := edition.Matter(e.Matter)
	if !ok {
		return "", ""
	}
	if found, ok := matter.Situation(e.Situation); ok && len(matter.Situations) > 1 { // the only one says nothing
		situation = found.Code + " " + found.Name
	}
	return matter.Name, situation
}

// FirstLine is a text's first words, for a heading.
func FirstLine(text string) string {
	for i, r := range []rune(text) {
		switch {
		case r == '\n' || r == '。' && i > 3:
			return string([]rune(text)[:i])
		case i == 40:
			return string([]rune(text)[:i]) + "…"
		}
	}
	return text
}

// Name is a unit's name, or that it was the system.
func (c Teller) Name(u org.UnitID) string {
	if u == "" || u == casework.Clockwork.Unit {
		return c.L.T("role.system")
	}
	return c.View.Units.Name(u)
}

// Text is what was written, or that it is gone or not for this reader.
func (c Teller) Text(content ledger.Content) casepage.Text {
	if content.IsZero() {
		return casepage.Text{}
	}
	if plain, ok := c.View.Words.Of(content); ok {
		return casepage.Text{Plain: plain}
	}
	// Who reads the other words of this case and not this one finds that it has been erased.
	return casepage.Text{Erased: c.reads(), Closed: !c.reads()}
}

// reads reports whether this reader may read what people wrote in this case.
func (c Teller) reads() bool {
	for _, word := range c.View.Words {
		if word.Kind == ledger.TextContent {
			return true
		}
	}
	return false
}

// Person is who a report is about, for those who must know.
func (c Teller) Person(content ledger.Content) casepage.Text {
	text := c.Text(content)
	text.Erased, text.Closed = false, text.Erased || text.Closed
	var someone casework.Reporter
	if text.Plain != "" && json.Unmarshal([]byte(text.Plain), &someone) == nil {
		text.Plain = someone.Name
		if someone.Phone != "" {
			text.Plain += "  " + someone.Phone
		}
	}
	return text
}

// Clock shows one clock of a case as it stands now.
func (c Teller) Clock(k casework.Clock) face.Clock { return ClockOf(k, c.View.At) }

// Dial is a clock that says, when asked, how its deadline came about; place makes the note's id its own on the page.
// 依据 P-119.
func (c Teller) Dial(place string, kind casework.ClockKind, ref string, k casework.Clock) face.Clock {
	if c.stood == nil {
		c.stood = c.pauses()
	}
	return c.Clock(k).Told(noteOf(place, kind, ref), c.reckon(k, c.stood[casework.ClockName{Kind: kind, Ref: ref}]))
}

// reckon says how a deadline came about, of clocks that are alike once.
func (c Teller) reckon(k casework.Clock, stood []calendar.Pause) []face.Reckon {
	says := reckoning.Reader{L: c.L, Now: c.Opened(), Days: c.View.Days}
	if c.heard == nil || len(stood) > 0 {
		return says.Clock(k, stood)
	}
	alike := k // but for when it was stopped, and whether too late, of which nothing is said
	alike.Missed, alike.Stopped = false, min(k.Stopped, 1)
	said, ok := c.heard[alike]
	if !ok {
		said = says.Clock(k, nil)
		c.heard[alike] = said
	}
	return said
}

// noteOf names the note of a clock in one place of the page.
func noteOf(place string, kind casework.ClockKind, ref string) string {
	return "how-" + place + "-" + string(kind) + "-" + ref
}

// pauses tells when each clock stood still.
func (c Teller) pauses() map[casework.ClockName][]calendar.Pause {
	records := make([]casework.Recorded, len(c.View.Records))
	for i, r := range c.View.Records {
		records[i] = r.Recorded
	}
	return casework.Stood(c.View.Case.ID, records)
}

// ClockOf shows a clock as it stands at an instant, microseconds UTC.
func ClockOf(k casework.Clock, now int64) face.Clock {
	switch {
	case k.Started == 0:
		return face.Clock{}
	case k.Stopped != 0:
		return face.Met(k.Due.At, k.Stopped)
	case k.Paused != 0:
		return face.Clock{State: face.ClockPaused}
	case k.Due.Year != 0:
		return face.Clock{State: face.ClockUnknown, Year: k.Due.Year, Now: now}
	case k.Due.Statute:
		return face.Clock{State: face.ClockStatute, Now: now}
	}
	return face.Running(now, k.Due.At, k.Yellow)
}

// when says an instant as pages made now do.
func (c Teller) when(at int64) string { return face.WhenIn(c.L, c.Opened(), at) }

// address is that of the case, with a query.
func (c Teller) address(query string) string {
	return c.Base + "/cases/" + string(c.View.Case.No) + query
}

func (c Teller) owes(d casework.Duty) bool { return c.Owes != nil && c.Owes(d) }
