package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

// supervisionsOf are a case's supervisions as their list has them. 依据 P-134.
func supervisionsOf(c casework.Case) (rows []store.SupervisionRow) {
	for _, s := range c.Supervisions {
		t, _ := c.Task(string(s.Task))
		row := store.SupervisionRow{
			ID: s.ID, Unit: t.Unit, Township: c.Township, Level: int64(s.Level), Cause: s.Cause, At: s.At, Answered: s.Answered, Open: s.Clock.Waits(),
		}
		if s.Clock.Running() {
			row.Due, row.Yellow = s.Clock.Due.At, s.Clock.Yellow
		}
		rows = append(rows, row)
	}
	return rows
}

// SupervisionQuery narrows the list of supervisions; zero fields do not narrow.
type SupervisionQuery struct {
	Unit, Township org.UnitID
	Cause          store.SupervisionCause
	Level          string // a number: 0 for those that have not climbed
	Late           bool
	Answered       bool // answered lately, in place of those that are open
}

// Lately is how far back the list of answered supervisions reaches.
const Lately = 30 * 24 * time.Hour

// SupervisionCauses are what a supervision can have come of, as a filter asks for it.
var SupervisionCauses = []store.SupervisionCause{store.CauseAsked, store.CauseSilent, "reworked", "transferred", "muster"}

// Supervision (督办) is one supervision in a list, with what was demanded where this post may read it.
type Supervision struct {
	store.SupervisionOf
	Text string
}

// SupervisionCounts counts the whole list that a filter asks for, whatever is shown of it.
type SupervisionCounts struct {
	Open, Late, Climbed, Answered int
	Levels                        map[int]int // open ones, by level
}

// Supervisions lists the supervisions that this post looks after, and counts all of them: of the district, of a township's own
// cases, or over a unit itself. 依据 P-110, P-134.
func (r Reader) Supervisions(ctx context.Context, district org.DistrictID, q SupervisionQuery, page Page) ([]Supervision, SupervisionCounts, string, error) {
	var counts SupervisionCounts
	f, err := r.supervised(ctx, district, q)
	if err != nil {
		return nil, counts, "", err
	}
	var found []Supervision
	next := ""
	err = r.d.store.Read(ctx, district, func(ctx context.Context, v store.View) error {
		if counts, err = countSupervisions(ctx, v, f); err != nil {
			return err
		}
		rows, more, err := v.Supervisions(ctx, f, page)
		if err != nil {
			return err
		}
		next, found = more, make([]Supervision, len(rows))
		for i, row := range rows {
			found[i].SupervisionOf = row
		}
		return r.demanded(ctx, v, found)
	})
	return found, counts, next, err
}

// supervised is the filter of the store, held to what this post may see.
func (r Reader) supervised(ctx context.Context, district org.DistrictID, q SupervisionQuery) (f store.SupervisionFilter, err error) {
	if err := own(r.who, district); err != nil {
		return f, err
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return f, err
	}
	now := r.d.Now()
	f = store.SupervisionFilter{
		Unit: q.Unit, Township: q.Township, Cause: q.Cause, Late: q.Late, Answered: q.Answered, Now: org.Micros(now), Since: org.Micros(now.Add(-Lately)),
	}
	for field, unit := range map[string]org.UnitID{"unit": q.Unit, "township": q.Township} {
		if _, ok := stand.units.Unit(unit); unit != "" && !ok {
			return f, rule.Refuse(rule.Invalid, "P-87", "没有这个单位："+clip(string(unit))).At(field)
		}
	}
	if q.Cause != "" && !slices.Contains(SupervisionCauses, q.Cause) {
		return f, rule.Refuse(rule.Invalid, "P-134", "没有这种督办起因").At("cause")
	}
	switch {
	case q.Level == "":
	case len(q.Level) != 1 || q.Level[0] < '0' || q.Level[0] > '9':
		return f, rule.Refuse(rule.Invalid, "P-134", "没有这个提级层级").At("level")
	case q.Level == "0":
		f.Base = true
	default:
		f.Level = int(q.Level[0] - '0')
	}
	switch access.ScopeOf(r.who).Kind {
	case access.ScopeDistrict:
	case access.ScopeTownship:
		f.Township = r.who.Township
	case access.ScopeUnit:
		f.Unit = stand.units.DepartmentOf(r.who.Actor.Unit)
	default:
		return f, rule.Refuse(rule.Forbidden, "P-81", "本岗位不查看督办")
	}
	return f, nil
}

func countSupervisions(ctx context.Context, v store.View, f store.SupervisionFilter) (n SupervisionCounts, err error) {
	n.Levels = map[int]int{}
	f.Answered = false
	open, err := v.CountSupervisions(ctx, f)
	if err != nil {
		return n, err
	}
	for _, c := range open {
		n.Open += int(c.N)
		n.Late += int(c.Late * c.N)
		n.Levels[int(c.Level)] += int(c.N)
		if c.Level > 0 {
			n.Climbed += int(c.N)
		}
	}
	f.Answered = true
	answered, err := v.CountSupervisions(ctx, f)
	for _, c := range answered {
		n.Answered += int(c.N)
	}
	return n, err
}

// demanded puts in what was demanded, for a page at once: nothing where the clock began it, where it was erased, or where this
// post may not read it; who has recused reads nothing of the case any more (P-103).
func (r Reader) demanded(ctx context.Context, v store.View, found []Supervision) error {
	streams := make([]string, 0, len(found))
	for i := range found {
		if access.ReadsWords(r.who) {
			streams = append(streams, casework.Stream(found[i].Case.ID))
		} else {
			found[i].Case.Summary, found[i].Case.Place = "", ""
		}
	}
	streams = slices.Compact(slices.Sorted(slices.Values(streams)))
	leaves, err := v.Supervised(ctx, streams...)
	if err != nil {
		return err
	}
	recused, err := v.RecusedIn(ctx, r.who.Actor.Account, streams...)
	if err != nil {
		return err
	}
	for _, leaf := range leaves {
		e, err := ledger.ParseLeaf([]byte(leaf.Leaf))
		if err != nil {
			return fmt.Errorf("supervision of %s: %w", leaf.Stream, err)
		}
		var asked casework.Supervised
		if err := json.Unmarshal(e.Data, &asked); err != nil {
			return fmt.Errorf("supervision of %s: %w", leaf.Stream, err)
		}
		i := slices.IndexFunc(found, func(s Supervision) bool { return s.ID == asked.ID && casework.Stream(s.Case.ID) == leaf.Stream })
		if i < 0 || slices.Contains(recused, leaf.Stream) {
			continue
		}
		if found[i].Text, _, err = plain(ctx, v, asked.Text.ID); err != nil {
			return err
		}
	}
	return nil
}

// Levels (提级层级) are what the levels are called here, from the unit itself up.
func (r Reader) Levels(ctx context.Context, district org.DistrictID) ([]casework.Option, error) {
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return nil, err
	}
	levels := []casework.Option{casework.LevelName(nil, "", 0)}
	for i, rung := range stand.settings.Ladder {
		levels = append(levels, casework.LevelName(stand.settings.Ladder, rung.Code, i+1))
	}
	return levels, nil
}
