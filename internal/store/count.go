package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/sqldb"
)

// Types of event that the counters read, and the counter of each.
var counterOf = map[string]string{
	"Reported": "reported", "Called": "called", "Dispatched": "dispatched", "Accepted": "accepted", "Arrived": "arrived",
	"Answered": "answered", "Closed": "closed", "Rated": "rated", "Returned": "returned", "Joined": "dispatched",
	"Upheld": "upheld", "Reworked": "reworked", "Settled": "settled", "Discarded": "discarded", "Reopened": "reopened",
	"Summoned": "dispatched", "Ruled": "ruled", "Designated": "designated", "Transferred": "transferred", "Asked": "asked",
	"Conferred": "conferred", "Supervised": "supervised", "Escalated": "escalated", "Mustered": "mustered", "Extended": "extended",
	"Suspended": "suspended", "Appealed": "appealed", "MergedInto": "merged", "SplitOff": "split",
}

// missed is the counter of all misses; each kind of miss has one of its own, such as accept_missed.
const missed = "missed"

// whose remembers of one case what later events leave out: its township, and whose each task is, and each step,
// transfer, question and supervision.
type whose struct {
	township org.UnitID
	units    map[string]org.UnitID
}

// gist is what the counters read of a payload.
type gist struct {
	Township org.UnitID `json:"township"`
	Task     string     `json:"task"`
	Tasks    []issued   `json:"tasks"`
	Next     *issued    `json:"next"`
	Issued   *issued    `json:"issued"`

	ID          string     `json:"id"`
	To          string     `json:"to"`
	Partner     org.UnitID `json:"partner"`
	Supervision string     `json:"supervision"`
	Steps       []struct {
		ID   string     `json:"id"`
		Unit org.UnitID `json:"unit"`
	} `json:"steps"`
	Ref string `json:"ref"`
}

type issued struct {
	Task string     `json:"task"`
	Unit org.UnitID `json:"unit"`
}

func (g gist) given() []issued {
	list := g.Tasks
	for _, one := range []*issued{g.Next, g.Issued} {
		if one != nil {
			list = append(list, *one)
		}
	}
	return list
}

func (w *whose) learn(event string, g gist) {
	if g.Township != "" {
		w.township = g.Township
	}
	for _, t := range g.given() {
		w.units[t.Task] = t.Unit
	}
	switch event {
	case "Transferred":
		w.units[g.ID] = w.units[g.To]
	case "Asked":
		w.units[g.ID] = g.Partner
	case "Supervised":
		w.units[g.ID] = w.units[g.Task]
	case "Escalated":
		w.units[g.Supervision] = w.units[g.Task]
	case "Conferred":
		for _, s := range g.Steps {
			w.units[s.ID] = s.Unit
		}
	}
}

var qEarlier = sqldb.Q(`SELECT version, type, at, account, post, unit, role, leaf FROM event WHERE district_id = $1 AND stream = $2
	AND version < $3 AND type IN ('Reported', 'Dispatched', 'Joined', 'Upheld', 'Summoned', 'Ruled', 'Designated', 'Transferred', 'Asked',
	'Supervised', 'Escalated', 'Conferred') ORDER BY version`)

// remembered cases are few: those that moved lately.
const rememberedCases = 4096

// whose tells to whom a case's tasks belong, from memory or from its earlier events.
func (l *log) whose(ctx context.Context, q sqldb.Querier, e ledger.Event) (*whose, error) {
	if w, ok := l.cases[e.Stream]; ok {
		return w, nil
	}
	w := &whose{units: map[string]org.UnitID{}}
	if e.Version > 1 {
		rows, err := sqldb.All(ctx, q, qEarlier, (*eventRow).into, l.district, e.Stream, e.Version)
		if err != nil {
			return nil, err
		}
		for i := range rows {
			earlier, err := rows[i].done()
			if err != nil {
				return nil, err
			}
			var g gist
			if err := json.Unmarshal(earlier.Data, &g); err != nil {
				return nil, fmt.Errorf("count %s: %w", e.Stream, err)
			}
			w.learn(earlier.Type, g)
		}
	}
	if l.cases == nil {
		l.cases = map[string]*whose{}
	}
	if len(l.cases) >= rememberedCases {
		for stream := range l.cases {
			delete(l.cases, stream)
			break
		}
	}
	l.cases[e.Stream] = w
	return w, nil
}

// count adds what an event changes to a tally: once for the district, once for the unit whose
// doing, or not doing, it was.
func (l *log) count(ctx context.Context, q sqldb.Querier, e ledger.Event, t tally) error {
	if !strings.HasPrefix(e.Stream, "case/") {
		return nil
	}
	name, late := counterOf[e.Type], strings.HasSuffix(e.Type, "Missed")
	if name == "" && !late {
		return nil
	}
	w, err := l.whose(ctx, q, e)
	if err != nil {
		return err
	}
	var g gist
	if err := json.Unmarshal(e.Data, &g); err != nil {
		return fmt.Errorf("count %s %d: %w", e.Stream, e.Version, err)
	}
	w.learn(e.Type, g)
	day := Day(e.At)
	t.add(day, l.answerable(w, e, g), counters(e.Type, name, late)...)
	for _, i := range g.given() {
		t[Count{Name: "dispatched", Day: day, Unit: i.Unit}]++
	}
	return nil
}

func counters(event, name string, late bool) []string {
	if !late {
		return []string{name}
	}
	var b strings.Builder // AcceptMissed → accept_missed
	for i, r := range event {
		if r >= 'A' && r <= 'Z' {
			if i > 0 {
				b.WriteByte('_')
			}
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return []string{missed, b.String()}
}

// answerable is the unit to which an event counts; empty where it is the centre's or an office's, or several units' at
// once, and counts to the district alone.
func (l *log) answerable(w *whose, e ledger.Event, g gist) org.UnitID {
	switch e.Type {
	case "Dispatched", "Joined", "Summoned", "DispatchMissed", "LeadMissed", "CaseFinishMissed", "ReturnDecisionMissed":
		return ""
	case "Ruled", "Designated", "RulingMissed", "ReleaseDecisionMissed", "RequestDecisionMissed", "ReviewMissed", "AppealDecisionMissed", "AppealFilingMissed":
		return ""
	case "FollowUpMissed", "OpinionMissed":
		return w.township
	case "Transferred":
		var by struct {
			From string `json:"from"`
		}
		_ = json.Unmarshal(e.Data, &by) // it was read once already
		return w.units[by.From]
	}
	if id := cmp.Or(g.Ref, g.Task); id != "" {
		return w.units[id]
	}
	return w.township
}
