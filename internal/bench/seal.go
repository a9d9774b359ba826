package main

import (
	"cmp"
	"slices"
)

// The statements that are not on the tape, because many lives share their rows.
const (
	nextNumber = `INSERT INTO case_no (district_id, day, n) VALUES ($1, $2, 1)
		ON CONFLICT (district_id, day) DO UPDATE SET n = case_no.n + 1`
	addCount = `INSERT INTO counter (district_id, name, day, unit, n) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (district_id, name, day, unit) DO UPDATE SET n = counter.n + excluded.n`
	growLog = `UPDATE log SET size = $1 WHERE district_id = $2 AND size = $3`
)

// A tally adds up counters, so that each is written once for a group.
type tally map[string]counted

type counted struct {
	key []any
	n   int64
}

func (t tally) add(counts []write) {
	for _, w := range counts {
		c, ok := t[w.text]
		if !ok {
			c.key = w.args(nil)
		}
		t[w.text] = counted{c.key, c.n + 1}
	}
}

// list is one set of arguments for each counter, always in the same order.
func (t tally) list() [][]any {
	names := make([]string, 0, len(t))
	for name := range t {
		names = append(names, name)
	}
	slices.SortFunc(names, cmp.Compare[string])
	all := make([][]any, len(names))
	for i, name := range names {
		all[i] = append(slices.Clone(t[name].key), t[name].n)
	}
	return all
}
