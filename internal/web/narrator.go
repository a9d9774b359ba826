package web

import (
	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/web/casepage"
	"huying/internal/web/casestory"
	"huying/internal/web/face"
)

// narrator tells a case to one reader, in their language: casestory's words, at hand for every desk.
type narrator struct {
	l        locale.Lang
	v        visit
	view     desk.View
	officers map[org.AccountID]desk.Officer
}

func (c narrator) teller() casestory.Teller {
	return casestory.Teller{L: c.l, Who: c.v.who, Base: c.v.base, View: c.view, Officers: c.officers}
}

func (c narrator) title() (title, situation string)                { return c.teller().Title() }
func (c narrator) name(u org.UnitID) string                        { return c.teller().Name(u) }
func (c narrator) taskName(id casework.TaskID) string              { return c.teller().TaskName(id) }
func (c narrator) text(content ledger.Content) casepage.Text       { return c.teller().Text(content) }
func (c narrator) clock(k casework.Clock) face.Clock               { return c.teller().Clock(k) }
func (c narrator) entry(r desk.Record) casepage.Entry              { return c.teller().Entry(r) }
func (c narrator) gist(event casework.Event) casepage.Entry        { return c.teller().Gist(event) }
func (c narrator) request(r casework.Request) string               { return c.teller().Request(r) }
func (c narrator) asked(id string) (event casework.Event, ok bool) { return c.teller().Asked(id) }
func (c narrator) level(s casework.Supervision) string             { return c.teller().Level(s.Rung, s.Level) }

// dial is a clock that explains its deadline. 依据 P-119.
func (c narrator) dial(place string, kind casework.ClockKind, k casework.Clock) face.Clock {
	return c.teller().Dial(place, kind, "", k)
}

func firstLine(text string) string { return casestory.FirstLine(text) }

func entryTitle(edition catalogue.Edition, e catalogue.Entry) (title, situation string) {
	return casestory.EntryTitle(edition, e)
}

func clockOf(k casework.Clock, now int64) face.Clock { return casestory.ClockOf(k, now) }

func nameIn(l locale.Lang, all []casework.Option, code string) string {
	return casestory.NameIn(l, all, code)
}

func named(l locale.Lang, o casework.Option) string { return casestory.Named(l, o) }

func lastOf[E casework.Event](view desk.View, fits func(E) bool) (casework.Event, bool) {
	return casestory.LastOf(view, fits)
}

func gradeIn(mark string) string { return casestory.GradeIn(mark) }

// picture reports whether a file may be shown on a page as it is.
func picture(media string) bool { return casestory.Picture(media) }
