package casework

import (
	"time"

	"pgregory.net/rapid"
)

// timing draws a request that asks for time, answers for it, or follows from a rating.
func (w *story) timing(verb Verb, text, task string, pick func([]Option) string) Command {
	of := func(ids ...string) string { return rapid.SampledFrom(ids).Draw(w.T, "item") }
	switch verb {
	case VerbExtend:
		return Extend{Days: rapid.SampledFrom([]int{0, 1, 3, 10, 15, 16}).Draw(w.T, "days"), Reason: text}
	case VerbSuspend:
		ahead := rapid.SampledFrom([]time.Duration{-24 * time.Hour, 48 * time.Hour, 40 * 24 * time.Hour}).Draw(w.T, "ahead")
		return Suspend{Ground: pick(SuspensionGrounds), Review: w.now.Add(ahead).Format(time.DateOnly), Reason: text}
	case VerbOpine:
		return Opine{Request: of(w.requests()...), Opinion: pick(Opinions), Reason: text}
	case VerbGrant:
		return Grant{Request: of(w.requests()...), Note: text}
	case VerbDeny:
		return Deny{Request: of(w.requests()...), Reason: text}
	case VerbResume:
		return Resume{Reason: text}
	case VerbUrge:
		return Urge{Task: task, Text: text}
	case VerbSupervise:
		return Supervise{Task: task, Text: text}
	case VerbExplain:
		return Explain{Supervision: of("s1", "s1", "s2", "s3", "s4"), Text: text}
	case VerbRectify:
		return Rectify{Text: text}
	case VerbFollowUp:
		return FollowUp{Task: rapid.SampledFrom([]string{task, task, ""}).Draw(w.T, "share"), Result: pick(FollowUpResults), Text: text}
	case VerbAppeal:
		return Appeal{Rating: of("", "", "m1", "m2"), Reason: text}
	case VerbAdjudge:
		return Adjudge{Rating: of(w.ratings()...), Result: pick(AppealResults), Reason: text}
	case VerbLodge:
		return Lodge{Rating: of(w.ratings()...), Number: text}
	}
	return Lapse{}
}

// requests are those that wait for somebody's word, twice, and one that there may be.
func (w *story) requests() []string {
	ids := []string{"r1"}
	for _, r := range w.c.Requests {
		if r.open() {
			ids = append(ids, r.ID, r.ID)
		}
	}
	return ids
}

// ratings are those that are appealed, twice, and one that there may be.
func (w *story) ratings() []string {
	ids := []string{"m1"}
	for _, r := range w.c.Ratings {
		if r.Appealed != 0 {
			ids = append(ids, r.ID, r.ID)
		}
	}
	return ids
}
