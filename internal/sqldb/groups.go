package sqldb

// Groups counts what has been committed on SQLite since the start: how many groups, and how many
// writes stood in them. Their quotient is what committing together saves. On PostgreSQL both are 0.
type Groups struct{ Commits, Writes uint64 }

// Groups tells what has been committed together so far.
func (db *DB) Groups() Groups {
	if db.lite == nil {
		return Groups{}
	}
	return Groups{db.lite.commits.Load(), db.lite.kept.Load()}
}
