package store

import (
	"context"
	"sort"
	"time"

	"huying/internal/org"
	"huying/internal/sqldb"
)

var (
	qCount = sqldb.Q(`INSERT INTO counter (district_id, name, day, unit, n) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (district_id, name, day, unit) DO UPDATE SET n = counter.n + excluded.n`)
	qCounters = sqldb.Q(`SELECT name, day, unit, n FROM counter
		WHERE district_id = $1 AND name = $2 AND day >= $3 AND day <= $4 ORDER BY day, unit`)
)

// A Count (计数) is how often something happened in a unit on a day.
type Count struct {
	Name string     // such as accepted
	Day  string     // 20190725, by the clock of Jinan
	Unit org.UnitID // whose; empty for the district
	N    int64
}

func (c *Count) into() []any { return []any{&c.Name, &c.Day, &c.Unit, &c.N} }

// beijing is the time of the day by which things are counted.
var beijing = time.FixedZone("Asia/Shanghai", 8*60*60)

// Day is the day on which an instant falls, as 20190725.
func Day(at int64) string { return time.UnixMicro(at).In(beijing).Format("20060102") }

// tally adds up what a batch of events changes, so that each counter is written once.
type tally map[Count]int64

func (t tally) add(day string, unit org.UnitID, names ...string) {
	for _, name := range names {
		t[Count{Name: name, Day: day}]++
		if unit != "" {
			t[Count{Name: name, Day: day, Unit: unit}]++
		}
	}
}

func (t tally) write(ctx context.Context, tx *sqldb.Tx, d org.DistrictID) error {
	keys := make([]Count, 0, len(t))
	for c := range t {
		keys = append(keys, c)
	}
	sort.Slice(keys, func(i, j int) bool { // one order, so that two writers cannot wait for each other
		a, b := keys[i], keys[j]
		if a.Name != b.Name {
			return a.Name < b.Name
		}
		if a.Day != b.Day {
			return a.Day < b.Day
		}
		return a.Unit < b.Unit
	})
	for _, c := range keys {
		if err := tx.Queue(ctx, qCount, d, c.Name, c.Day, c.Unit, t[c]); err != nil {
			return err
		}
	}
	return nil
}

// Counters reads a counter over some days, both included.
func (v View) Counters(ctx context.Context, name, from, to string) ([]Count, error) {
	return sqldb.All(ctx, v.q, qCounters, (*Count).into, v.district, name, from, to)
}
