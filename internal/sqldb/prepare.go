package sqldb

import "context"

// Prepare asks the engine whether it understands a statement, without running it.
func (db *DB) Prepare(ctx context.Context, s *Stmt) error {
	if db.lite != nil {
		r, err := db.lite.reader(ctx)
		if err != nil {
			return err
		}
		defer db.lite.readers.put(r)
		_, err = r.stmt(s.On(SQLite))
		return err
	}
	c, err := db.pg.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer c.Release()
	_, err = c.Conn().Prepare(ctx, "", s.On(Postgres))
	return err
}
