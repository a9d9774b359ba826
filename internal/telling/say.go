package telling

import (
	"time"

	"huying/internal/casework"
	"huying/internal/locale"
	"huying/internal/org"
)

// Names is what a letter's codes are called, and when it is said.
type Names struct {
	District string // 历下区: it signs what goes out
	Units    *org.Directory
	Ladder   []casework.Rung
	Zone     *time.Location
	At       int64 // microseconds UTC; what was due by then is told as late
}

// Say makes a letter's words: the heading of a mail, and one sentence that is short enough for a text message, both signed by the
// district. Nothing stands in them but words of ours, names of units and levels, a case's number, and instants. 依据 P-124.
func Say(l Letter, lang locale.Lang, names Names) (subject, text string) {
	head := lang.T("letter.topic." + string(l.Topic))
	if l.Topic == Waits {
		head = lang.T("letter.open", l.asked(lang))
	}
	if l.Case != "" {
		head = lang.T("letter.head", head, string(l.Case))
		text = lang.T("letter.case", string(l.Case), Sentence(l, lang, names))
	} else {
		text = Sentence(l, lang, names)
	}
	return lang.T("letter.signed", names.District, head), lang.T("letter.signed", names.District, text)
}

// Sentence is what a letter says, where its case and district stand beside it. 依据 P-124.
func Sentence(l Letter, lang locale.Lang, names Names) string {
	s := saying{l, lang, names}
	switch l.Topic {
	case Late:
		return s.late()
	case Outcome:
		return s.outcome()
	case NoCalendar:
		return lang.T("letter.nocalendar", l.Year)
	case Stuck:
		return lang.T("letter.stuck")
	case Escalated:
		return s.escalated()
	}
	said := s.toUnit()
	if l.Unit == "" {
		return said
	}
	return lang.T("letter.unit", said, names.Units.Name(l.Unit))
}

// saying is a letter that is put into words.
type saying struct {
	Letter
	lang  locale.Lang
	names Names
}

// toUnit is what a unit is told of its own work.
func (s saying) toUnit() string {
	switch s.Topic {
	case Missed:
		if s.Due == 0 {
			return s.lang.T("letter.missed.open", s.asked(s.lang))
		}
		return s.lang.T("letter.missed", s.asked(s.lang), s.when(s.Due))
	case Mustered:
		return s.mustered()
	case Over:
		return s.lang.T("letter.over")
	case Waits:
		return s.ask()
	}
	return s.lang.T("letter."+string(s.Topic), s.ask())
}

// ask asks for what is to be done, and by when.
func (s saying) ask() string {
	switch {
	case s.Due == 0:
		return s.lang.T("letter.open", s.asked(s.lang))
	case s.Due <= s.names.At:
		return s.lang.T("letter.past", s.asked(s.lang), s.when(s.Due))
	}
	return s.lang.T("letter.by", s.asked(s.lang), s.when(s.Due))
}

// asked is what is to be done, as one asks for it.
func (l Letter) asked(lang locale.Lang) string {
	if key := "letter.do." + string(l.Kind) + "." + string(l.Verb); locale.Has(key) {
		return lang.T(key)
	}
	return lang.T("letter.do." + string(l.Kind))
}

// mustered says by when to come, and by when to say that one comes. Where it is stands in the case: people wrote it.
func (s saying) mustered() string {
	switch {
	case s.Kind == casework.ClockHeed && s.Due != 0 && s.Muster != 0:
		return s.lang.T("letter.mustered.heed", s.when(s.Due), s.when(s.Muster))
	case s.Due == 0:
		return s.lang.T("letter.mustered.open")
	}
	return s.lang.T("letter.mustered", s.when(s.Due))
}

func (s saying) late() string {
	if s.Due == 0 {
		return s.lang.T("letter.late.open", s.names.Units.Name(s.Of), s.asked(s.lang))
	}
	return s.lang.T("letter.late", s.names.Units.Name(s.Of), s.asked(s.lang), s.when(s.Due))
}

func (s saying) escalated() string {
	level := casework.LevelName(s.names.Ladder, s.Rung, s.Level)
	name := level.Zh
	if s.lang == locale.En {
		name = level.En
	}
	climbed := s.lang.T("letter.escalated", s.names.Units.Name(s.Unit), Cause(s.Cause, s.Count, s.lang), name)
	if s.Due == 0 {
		return s.lang.T("letter.escalated.open", climbed)
	}
	return s.lang.T("letter.escalated.by", climbed, s.when(s.Due))
}

// Cause says why something climbed: how often it came back, or who kept silent.
func Cause(cause string, count int, lang locale.Lang) string {
	if cause == casework.CauseMuster && count%2 == 0 {
		return lang.T("escalated.absent")
	}
	return lang.T("escalated."+cause, count)
}

func (s saying) outcome() string {
	if key := "letter.outcome." + string(s.Status); locale.Has(key) {
		return s.lang.T(key)
	}
	return s.lang.T("letter.outcome", s.lang.T("status.case."+string(s.Status)))
}

func (s saying) when(at int64) string {
	return s.lang.When(time.UnixMicro(s.names.At), time.UnixMicro(at).In(s.names.Zone))
}
