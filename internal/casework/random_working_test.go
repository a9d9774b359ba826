package casework

import (
	"time"

	"pgregory.net/rapid"

	"huying/internal/org"
)

// working draws a request for a verb of working together, with fields that may fit or not.
func (w *story) working(verb Verb, text string, unit org.UnitID, pick func([]Option) string) Command {
	of := func(ids ...string) string { return rapid.SampledFrom(ids).Draw(w.T, "item") }
	ahead := rapid.SampledFrom([]time.Duration{-time.Hour, time.Hour, 20 * time.Hour, 9 * 24 * time.Hour}).Draw(w.T, "ahead")
	hour, day := w.now.Add(ahead).Format(time.RFC3339), w.now.Add(ahead).Format(time.DateOnly)
	switch verb {
	case VerbMuster:
		return Muster{Time: hour, Place: text, Rank: pick(Ranks)}
	case VerbAttend:
		return Attend{Rank: pick(Ranks)}
	case VerbProgress:
		return Progress{Text: text}
	case VerbDocket:
		return Docket{Number: text, Promised: day}
	case VerbConfer:
		return Confer{Attendance: []Attendance{{Unit: unit}}, Findings: text, Plan: []Planned{{text, unit, of("", hour, day)}}}
	case VerbPerform:
		return Perform{Step: of("p1", "p2", "p3")}
	case VerbTransfer:
		return Transfer{To: unit, Text: text}
	case VerbReceive:
		return Receive{Transfer: of("x1", "x1", "x2", "x3")}
	case VerbAsk:
		return Ask{Partner: rapid.SampledFrom([]org.UnitID{liantong, liantong, unit}).Draw(w.T, "partner"), Text: text}
	case VerbReply:
		return Reply{Question: of("q1", "q1", "q2"), Text: text}
	case VerbSign:
		return Sign{Note: text}
	case VerbRevise:
		return Revise{Reason: text}
	}
	if rapid.IntRange(0, 9).Draw(w.T, "interest") > 0 { // or soon nobody is left
		text = ""
	}
	return Recuse{Officer: rapid.SampledFrom([]org.AccountID{"", "", "zhifa-op", "yaojia-op", "nobody"}).Draw(w.T, "officer"), Reason: text}
}
