package casework

import (
	"huying/internal/org"
	"huying/internal/rule"
)

// Escalated (提级) is recorded by the clock: over a supervision that nobody answered, one level up; or over what came
// back too often (reworked) or lost its lead too often (transferred), as a new supervision at the deputy district
// leader's level. 依据 P-111.
type Escalated struct {
	Supervision string `json:"supervision"`
	Task        TaskID `json:"task"`
	Cause       string `json:"cause"`           // silent, reworked, transferred
	Count       int    `json:"count,omitempty"` // of reworks or handovers
	Level       int    `json:"level"`
	Answer      Timed  `json:"answer"`
}

// The causes of an escalation.
const (
	causeSilent      = "silent"
	causeReworked    = "reworked"
	causeTransferred = "transferred"
)

// Levels (提级层级) are who is told, the higher the later: 0 is the unit itself.
var Levels = []Option{
	{"unit", "本单位", "the unit"}, {"head", "单位主要负责人", "the unit's head"},
	{"deputy", "区县分管负责同志", "the deputy district leader"}, {"government", "区县政府", "the district government"},
}

const (
	levelDeputy = 2
	levelTop    = 3
)

// silent is the first supervision whose time to answer is over and that can still climb.
func (c Case) silent() (Supervision, bool) {
	for _, s := range c.Supervisions {
		if s.Clock.Running() && s.Clock.Missed && s.Level < levelTop {
			return s, true
		}
	}
	return Supervision{}, false
}

// unanswered lets every supervision climb that nobody answered in time, one level each.
func (c Case) unanswered(g Given) []Event {
	var up []Event
	for {
		s, ok := c.silent()
		if !ok {
			return up
		}
		e := Escalated{Supervision: s.ID, Task: s.Task, Cause: causeSilent, Level: s.Level + 1, Answer: g.due(g.Settings.Escalate)}
		c, up = Evolve(c, e, Moment{g.at(), Clockwork}), append(up, e)
	}
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
	e := Escalated{
		Supervision: c.nextSupervision(), Task: c.answerable(), Cause: cause, Count: count, Level: levelDeputy, Answer: g.due(g.Settings.Escalate),
	}
	return e, e.Task != ""
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
	if silent, ok := c.silent(); e.Cause == causeSilent {
		if !ok || e.Supervision != silent.ID || e.Task != silent.Task || e.Level != silent.Level+1 {
			return rule.Refuse(rule.Invalid, "P-111", "没有应当提级的督办")
		}
		return nil
	}
	count := map[string]int{causeReworked: c.Reworks, causeTransferred: c.Handed}[e.Cause]
	for _, s := range c.Supervisions {
		if s.Cause == e.Cause && s.Count == count {
			count = 0 // it has climbed already
		}
	}
	if count == 0 || e.Count != count || e.Level != levelDeputy || e.Supervision != c.nextSupervision() || e.Task != c.answerable() {
		return rule.Refuse(rule.Invalid, "P-111", "没有应当提级的返工或者易手")
	}
	return nil
}

func (e Escalated) evolve(c Case, m Moment) Case {
	if e.Cause != causeSilent {
		c.Supervisions = more(c.Supervisions, Supervision{
			ID: e.Supervision, Task: e.Task, Level: e.Level, Cause: e.Cause, Count: e.Count, At: m.At, Clock: e.Answer.start(m.At),
		})
		return c
	}
	c.Supervisions = with(c.Supervisions, func(s *Supervision) string { return s.ID }, e.Supervision, func(s Supervision) Supervision {
		s.Level, s.Clock = e.Level, e.Answer.start(m.At)
		return s
	})
	return c
}
