package store

import (
	"context"

	"huying/internal/sqldb"
)

var (
	qFirstUnsealed = sqldb.Q(`SELECT min(at) FROM unsealed WHERE district_id = $1`)
	qFirstUnsigned = sqldb.Q(`SELECT e.at FROM entry n JOIN event e
		ON e.district_id = n.district_id AND e.stream = n.stream AND e.version = n.version
		WHERE n.district_id = $1 AND n.idx = $2`)
)

// Lag tells how far a district's log is, and how much of what is committed no checkpoint covers yet.
type Lag struct {
	Sealed int64 // entries in the log
	Signed int64 // entries under the newest checkpoint
	Since  int64 // recording time of the oldest event that is not signed; 0 where all are
}

// Lag looks at a district's log as it is now. What waits is looked at first: whatever is sealed in
// between is then seen in the log.
func (v View) Lag(ctx context.Context) (Lag, error) {
	var lag Lag
	first, ok, err := sqldb.One(ctx, v.q, qFirstUnsealed, sqldb.Self[*int64], v.district)
	if err != nil {
		return Lag{}, err
	}
	if ok && first != nil {
		lag.Since = *first
	}
	row, ok, err := sqldb.One(ctx, v.q, qLog, (*logRow).into, v.district)
	if err != nil || !ok {
		return Lag{}, err
	}
	lag.Sealed, lag.Signed = row.size, row.signed
	if row.size == row.signed {
		return lag, nil
	}
	at, ok, err := sqldb.One(ctx, v.q, qFirstUnsigned, sqldb.Self[int64], v.district, row.signed)
	if err != nil {
		return Lag{}, err
	}
	if ok && (lag.Since == 0 || at < lag.Since) {
		lag.Since = at
	}
	return lag, nil
}

// Groups tells how many writes SQLite has committed so far, and in how many groups.
func (s *Store) Groups() sqldb.Groups { return s.db.Groups() }
