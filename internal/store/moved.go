package store

import (
	"context"

	"huying/internal/sqldb"
)

var (
	qLogSize = sqldb.Q(`SELECT size FROM log WHERE district_id = $1`)
	qMoved   = sqldb.Q(`SELECT stream, version FROM entry WHERE district_id = $1 AND idx >= $2 AND idx < $3 ORDER BY idx`)
)

// Moved (有变动的流水) is a stream that an entry of the log belongs to.
type Moved struct {
	Stream  string
	Version int64
}

func (m *Moved) into() []any { return []any{&m.Stream, &m.Version} }

// LogSize says how many entries a district's log has: one look at a key.
func (v View) LogSize(ctx context.Context) (int64, error) {
	size, _, err := sqldb.One(ctx, v.q, qLogSize, sqldb.Self[int64], v.district)
	return size, err
}

// Moved lists whose the entries of a log are, from an index up to another that is not included.
func (v View) Moved(ctx context.Context, from, to int64) ([]Moved, error) {
	return sqldb.All(ctx, v.q, qMoved, (*Moved).into, v.district, from, to)
}
