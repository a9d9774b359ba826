package store

import (
	"context"
	"fmt"
	"strings"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// CountedAtMost is where counting what waits ends: a menu says "99+", and a count costs the same however much there is.
const CountedAtMost = 100

// How many statuses, or kinds of clock, one count may name.
const (
	countedStatuses = 4
	countedKinds    = 20
)

var (
	qCountCases = sqldb.Q(`SELECT count(*) FROM (SELECT 1 FROM cases WHERE district_id = $1 AND open = TRUE
		AND status IN (` + blanks(2, countedStatuses) + `) LIMIT $6) c`)
	qCountTownship = sqldb.Q(`SELECT count(*) FROM (SELECT 1 FROM cases WHERE district_id = $1 AND township = $2 AND open = TRUE
		AND status IN (` + blanks(3, countedStatuses) + `) LIMIT $7) c`)
	qCountUnit = sqldb.Q(`SELECT count(*) FROM (SELECT 1 FROM task WHERE district_id = $1 AND unit = $2 AND open = TRUE
		AND status IN (` + blanks(3, countedStatuses) + `) LIMIT $7) k`)
	qCountSection = sqldb.Q(`SELECT count(*) FROM (SELECT 1 FROM task WHERE district_id = $1 AND section = $2 AND section <> '' AND open = TRUE
		AND status IN (` + blanks(3, countedStatuses) + `) LIMIT $7) k`)
	qCountReturned = sqldb.Q(`SELECT count(*) FROM (SELECT 1 FROM task WHERE district_id = $1 AND status = 'returned' LIMIT $2) k`)
	qCountInbox    = sqldb.Q(`SELECT count(*) FROM (SELECT 1 FROM inbox WHERE district_id = $1 AND unit = $2
		AND kind IN (` + blanks(3, countedKinds) + `) LIMIT $23) i`)
	qCountWatched         = sqldb.Q(`SELECT count(*) FROM (SELECT 1 FROM inbox WHERE district_id = $1 AND kind = $2 LIMIT $3) i`)
	qCountWatchedTownship = sqldb.Q(`SELECT count(*) FROM (SELECT 1 FROM inbox i JOIN cases c ON c.district_id = i.district_id AND c.no = i.no
		WHERE i.district_id = $1 AND i.kind = $2 AND c.township = $3 LIMIT $4) i`)
)

// blanks is $from, … for n values.
func blanks(from, n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("$%d", from+i)
	}
	return strings.Join(all, ", ")
}

// CountCases counts the open cases in some statuses, at most CountedAtMost: of the whole district, or of one township.
func (v View) CountCases(ctx context.Context, township org.UnitID, statuses ...string) (int, error) {
	if township == "" {
		return v.count(ctx, qCountCases, countedStatuses, statuses)
	}
	return v.count(ctx, qCountTownship, countedStatuses, statuses, string(township))
}

// CountTasks counts a unit's open tasks in some statuses, at most CountedAtMost.
func (v View) CountTasks(ctx context.Context, unit org.UnitID, statuses ...string) (int, error) {
	return v.count(ctx, qCountUnit, countedStatuses, statuses, string(unit))
}

// CountSectionTasks counts the open tasks assigned to a section in some statuses, at most CountedAtMost.
func (v View) CountSectionTasks(ctx context.Context, section org.UnitID, statuses ...string) (int, error) {
	return v.count(ctx, qCountSection, countedStatuses, statuses, string(section))
}

// CountReturns counts the returned tasks that wait for the centre, at most CountedAtMost.
func (v View) CountReturns(ctx context.Context) (int, error) {
	return v.count(ctx, qCountReturned, 0, nil)
}

// CountInbox counts what waits for a unit of some kinds of clock, at most CountedAtMost.
func (v View) CountInbox(ctx context.Context, unit org.UnitID, kinds ...string) (int, error) {
	return v.count(ctx, qCountInbox, countedKinds, kinds, string(unit))
}

// CountWatched counts what waits for anybody by one kind of clock, at most CountedAtMost: in the whole district, or in the
// cases of one township.
func (v View) CountWatched(ctx context.Context, township org.UnitID, kind string) (int, error) {
	if township == "" {
		return v.count(ctx, qCountWatched, 0, nil, kind)
	}
	return v.count(ctx, qCountWatchedTownship, 0, nil, kind, string(township))
}

// count fills the blanks of a statement: the district, what is fixed, up to room values, and where to end.
func (v View) count(ctx context.Context, s *sqldb.Stmt, room int, values []string, fixed ...string) (int, error) {
	if len(values) > room {
		return 0, fmt.Errorf("count of %d sorts: there is room for %d", len(values), room)
	}
	args := []any{v.district}
	for _, f := range fixed {
		args = append(args, f)
	}
	for i := range room {
		value := "" // is no status and no kind
		if i < len(values) {
			value = values[i]
		}
		args = append(args, value)
	}
	n, _, err := sqldb.One(ctx, v.q, s, sqldb.Self[int64], append(args, int64(CountedAtMost))...)
	return int(n), err
}
