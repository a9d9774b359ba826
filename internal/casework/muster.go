package casework

import (
	"time"

	"huying/internal/calendar"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// The farthest ahead that a muster may be called.
const musterAhead = 30 * 24 * time.Hour

// Muster (集结) calls all units to one place by one time, in a given rank at least: for emergencies and for complex
// matters, whatever the class of the call. 一呼必到: nobody returns its share before it has come. A muster called while
// another is ahead takes its place; one called after it is another gathering, to which all come again. 依据 P-56.
type Muster struct {
	Time  string `json:"time" doc:"集结时间, RFC 3339"`
	Place string `json:"place" doc:"集结地点"`
	Rank  string `json:"rank,omitempty" doc:"到场职级: officer, section_head, deputy_head, head; officer when empty"`
	Note  string `json:"note,omitempty" doc:"说明"`
}

// Mustered records where and by when all must have come.
type Mustered struct {
	By    Timed          `json:"by"`
	Rank  string         `json:"rank"`
	Place ledger.Content `json:"place"`
	Note  ledger.Content `json:"note,omitzero"`

	ReturnBy Timed `json:"return_by,omitzero"` // 退单时限, of who is called to it: it counts from the muster (P-56)
	Heed     Timed `json:"heed,omitzero"`      // 集结响应时限, where its time is near (P-127)
}

// Mustering (集结) is the muster in force: the latest that was called for this call.
type Mustering struct {
	N        int            `json:"n"` // the how-manieth
	Called   int64          `json:"called"`
	By       Timed          `json:"by"`
	Rank     string         `json:"rank"`
	Place    ledger.Content `json:"place"`
	Attended int64          `json:"attended,omitempty"` // when the township's own people came
	Rallied  string         `json:"rallied,omitempty"`  // in which rank
}

// Verb names the row of the declared table.
func (Muster) Verb() Verb   { return VerbMuster }
func (Muster) task() string { return "" }

func (cmd Muster) decide(c Case, g Given) ([]Event, error) {
	rank := rankOr(cmd.Rank)
	at, refused := instant("time", "P-56", "集结时间", cmd.Time)
	err := first(
		required("time", "P-56", "集结时间", cmd.Time), refused,
		required("place", "P-56", "集结地点", cmd.Place),
		readable("note", "P-56", "说明", cmd.Note),
	)
	if err != nil {
		return nil, err
	}
	e := Mustered{By: g.until(at), Rank: rank, Place: ledger.Text(cmd.Place), Note: ledger.Text(cmd.Note)}
	e.ReturnBy, e.Heed = g.returnAfter(e.By), g.heedOf(e.By)
	if err := first(e.guard(c, Moment{g.at(), g.By}, g.Units)); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

func (Mustered) verb() Verb   { return VerbMuster }
func (Mustered) task() TaskID { return "" }

func (e Mustered) guard(_ Case, m Moment, _ *org.Directory) *rule.Refusal {
	if r := chosen("rank", "P-56", "职级", e.Rank, Ranks); r != nil {
		return r
	}
	if from := e.ReturnBy.From; from != 0 && from != e.By.Due.At {
		return rule.Refuse(rule.Invalid, "P-56", "退单时限自集结时间起算")
	}
	return ahead("time", "P-56", "集结时间", e.By, m.At, musterAhead)
}

func (e Mustered) evolve(c Case, m Moment) Case {
	anew := c.Muster.on() && !c.Muster.ahead(m.At)
	c.Muster = Mustering{N: c.Muster.N + 1, Called: m.At, By: e.By, Rank: e.Rank, Place: e.Place}
	for _, t := range c.OpenTasks() {
		if t.Status == TaskReturned {
			continue // it has nothing to do until that is decided; see musterNow
		}
		if anew || !t.came(e.Rank) {
			c = c.withTask(t.ID, func(t Task) Task {
				if t.Status == TaskArrived && !t.Mustered {
					t.ReturnBy = Timed{} // it came before it was called to, and has taken the matter up (P-43)
				}
				t.ReturnBy = t.ReturnBy.keep(e.ReturnBy, m.At)
				t.Mustered, t.Arrive = true, e.By.start(m.At)
				if t.unheard() {
					t.Heed = e.Heed.startIfSet(m.At)
				}
				if anew {
					t.Rank = ""
				}
				return t
			})
		}
	}
	return c
}

// returnAfter is until when a share may be returned by who is called to a muster: a unit comes first, and returns then.
func (g Given) returnAfter(muster Timed) Timed {
	t := reckon(g.Calendar, muster.Due.Time().UTC(), g.Settings.ReturnWithin, calendar.Limit{})
	t.From = muster.Due.At
	return t
}

// keep gives a right that has not run out yet its new limit; one that is spent or over does not come back.
func (t Timed) keep(anew Timed, at int64) Timed {
	if (t == Timed{}) || (anew == Timed{}) || t.Due.Passed(at) {
		return t
	}
	return anew
}

// on: a muster was called for this call.
func (m Mustering) on() bool { return m.Called != 0 }

// ahead: its time is still to come.
func (m Mustering) ahead(at int64) bool { return m.on() && !m.By.Due.Passed(at) }
