package casework

import (
	"cmp"

	"huying/internal/org"
	"huying/internal/rule"
)

// Escalated (提级) is recorded by the clock: over a supervision that nobody answered, one level up; or over what came
// back too often (reworked) or lost its lead too often (transferred), as a new supervision at the deputy district
// leader's level; or over silence at a muster, every few minutes. 依据 P-111, P-127.
type Escalated struct {
	Supervision string `json:"supervision"`
	Task        TaskID `json:"task"`
	Cause       string `json:"cause"`           // silent, reworked, transferred, muster
	Count       int    `json:"count,omitempty"` // of reworks or handovers; at a muster, which silence
	Level       int    `json:"level"`
	Answer      Timed  `json:"answer"`

	Rung string       `json:"rung,omitempty"` // the level's code in the district's ladder as it was
	Top  int          `json:"top,omitempty"`  // how many levels that ladder had; three where it is not said
	Told []org.PostID `json:"told,omitempty"` // whose duty it is from now on to see to an answer
}

// The causes of an escalation.
const (
	causeSilent      = "silent"
	causeReworked    = "reworked"
	causeTransferred = "transferred"
)

// Levels (提级层级) names the levels of the ladder that a district starts with: 0 is the unit itself.
var Levels = func() []Option {
	all := []Option{{"unit", "本单位", "the unit"}}
	for _, r := range DefaultLadder() {
		all = append(all, Option{r.Code, r.Zh, r.En})
	}
	return all
}()

// usualTop is the highest level where the record does not say how many there are.
const usualTop = 3

// top is the highest level that a supervision can climb to.
func (s Supervision) top() int { return cmp.Or(s.Top, usualTop) }

// silent: nobody has answered it in time, and it can still climb.
func (s Supervision) silent() bool { return s.Clock.Running() && s.Clock.Missed && s.Level < s.top() }

// unanswered lets every supervision climb that nobody answered in time, one level each, by the district's ladder as it is now.
func (c Case) unanswered(g Given) []Event {
	var up []Event
	for _, s := range c.Supervisions {
		if s.silent() {
			t, _ := c.Task(string(s.Task))
			up = append(up, g.climb(s, t, causeSilent, s.Level+1))
		}
	}
	return up
}

// climbs adds to what happened the escalation that follows from it at once: of what was reworked, or lost its lead,
// so many times.
func (c Case) climbs(g Given, events []Event) []Event {
	var all []Event
	for _, e := range events {
		after := Evolve(c, e, Moment{g.at(), Signed(e, g.By)})
		all = append(all, e)
		if up, ok := after.climbed(c, g); ok {
			after, all = Evolve(after, up, Moment{g.at(), Clockwork}), append(all, up)
		}
		c = after
	}
	return all
}

// climbed tells whether what has just happened was once too often. Hardly ever, so nothing is reckoned before it is.
func (c Case) climbed(before Case, g Given) (Escalated, bool) {
	often := func(now, was int) bool {
		return now > was && g.Settings.EscalateAfter > 0 && now%g.Settings.EscalateAfter == 0
	}
	var cause string
	var count int
	switch {
	case often(c.Reworks, before.Reworks):
		cause, count = causeReworked, c.Reworks
	case often(c.Handed, before.Handed):
		cause, count = causeTransferred, c.Handed
	default:
		return Escalated{}, false
	}
	t, ok := c.Task(string(c.answerable()))
	if !ok {
		return Escalated{}, false
	}
	e := g.climb(Supervision{ID: c.nextSupervision()}, t, cause, g.often())
	e.Count = count
	return e, true
}

// answerable is whose answer an escalation asks for: the lead's; where there is none, of the last that led; where the
// township leads itself, of the first unit at work.
func (c Case) answerable() TaskID {
	if lead, ok := c.LeadTask(); ok {
		return lead.ID
	}
	for i := len(c.Tasks) - 1; i >= 0; i-- {
		if c.Tasks[i].Lead {
			return c.Tasks[i].ID
		}
	}
	for _, t := range c.OpenTasks() {
		return t.ID
	}
	return ""
}

func (Escalated) verb() Verb   { return VerbLapse }
func (Escalated) task() TaskID { return "" }

func (e Escalated) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	if e.Cause == causeSilent {
		if s, _ := c.Supervision(e.Supervision); !s.silent() || e.Task != s.Task || (e.Level != s.Level+1 && (e.Level != s.Level || e.Top != s.Level)) {
			return rule.Refuse(rule.Invalid, "P-111", "没有应当提级的督办")
		}
		return nil
	}
	if e.Cause == CauseMuster {
		return e.guardMuster(c)
	}
	count := map[string]int{causeReworked: c.Reworks, causeTransferred: c.Handed}[e.Cause]
	for _, s := range c.Supervisions {
		if s.Cause == e.Cause && s.Count == count {
			count = 0 // it has climbed already
		}
	}
	if count == 0 || e.Count != count || e.Level < 1 || e.Level > cmp.Or(e.Top, usualTop) || e.Supervision != c.nextSupervision() || e.Task != c.answerable() {
		return rule.Refuse(rule.Invalid, "P-111", "没有应当提级的返工或者易手")
	}
	return nil
}

func (e Escalated) evolve(c Case, m Moment) Case {
	if e.Cause == CauseMuster {
		c = c.climbsAnew(e.Task, m.At)
	}
	if e.Cause != causeSilent {
		c.Supervisions = more(c.Supervisions, Supervision{
			ID: e.Supervision, Task: e.Task, Level: e.Level, Rung: e.Rung, Top: e.Top, Cause: e.Cause, Count: e.Count, Told: e.Told, At: m.At, Clock: e.Answer.start(m.At),
		})
		return c
	}
	c.Supervisions = with(c.Supervisions, func(s *Supervision) string { return s.ID }, e.Supervision, func(s Supervision) Supervision {
		s.Level, s.Rung, s.Top, s.Told, s.Clock = e.Level, e.Rung, e.Top, e.Told, e.Answer.start(m.At)
		return s
	})
	return c
}
