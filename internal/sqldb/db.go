package sqldb

import (
	"context"
	"math/rand/v2"
	"strings"
	"time"
)

// Options of a database. The zero value is right for production.
type Options struct {
	// NoSync lets SQLite answer before the disk has the write. For tests only.
	NoSync bool
	// Conns is the number of PostgreSQL connections, or of SQLite readers; 0 = eight, or four, a core.
	Conns int
	// Retry is how long a write on PostgreSQL is tried again when the server asks for it; 0 = 5 s.
	Retry time.Duration
	// ReadOnly opens no writing connection on SQLite.
	ReadOnly bool
	// Group takes part in each group of writes on SQLite; see Group.
	Group Group
}

// A Group is what joins every group of commands that SQLite commits together.
type Group interface {
	// Before runs once, after all commands of the group and in their transaction, before COMMIT.
	// Its error undoes the whole group.
	Before(ctx context.Context, tx *Tx) error
	// After runs once the outcome is known: nil after a COMMIT, else why nothing of it happened.
	After(err error)
}

// DB is an open database.
type DB struct {
	engine Engine
	opts   Options
	lite   *lite
	pg     *pg
}

// IsPostgres reports whether an address is a PostgreSQL URL; else it is a file path.
func IsPostgres(url string) bool {
	return strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://")
}

// Open opens a SQLite file (created if need be) or a PostgreSQL URL. It does not migrate.
func Open(ctx context.Context, url string, o Options) (*DB, error) {
	if o.Retry == 0 {
		o.Retry = 5 * time.Second
	}
	db := &DB{opts: o}
	var err error
	if IsPostgres(url) {
		db.engine = Postgres
		db.pg, err = openPG(ctx, url, o)
	} else {
		db.engine = SQLite
		db.lite, err = openLite(ctx, db, url, o)
	}
	if err != nil {
		return nil, err
	}
	return db, nil
}

// Engine says which engine this is.
func (db *DB) Engine() Engine { return db.engine }

// Close waits for the writes at hand and closes every connection.
func (db *DB) Close() error {
	if db.lite != nil {
		return db.lite.close()
	}
	db.pg.close()
	return nil
}

// Write runs fn in one transaction. On SQLite it shares a COMMIT with its neighbours; on PostgreSQL
// fn runs again when the server asks for it, so fn must not keep anything from an earlier run. An
// error of fn undoes what fn did, and only that.
func (db *DB) Write(ctx context.Context, fn func(ctx context.Context, tx *Tx) error) error {
	if db.lite != nil {
		return db.lite.write(ctx, fn)
	}
	until := time.Now().Add(db.opts.Retry)
	pause := 10 * time.Millisecond
	for {
		err := db.pg.write(ctx, fn)
		if !IsRetry(err) || time.Now().Add(pause).After(until) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause/2 + rand.N(pause)):
		}
		pause = min(pause*2, 500*time.Millisecond)
	}
}

// Read runs fn on one snapshot: all its statements see the same moment.
func (db *DB) Read(ctx context.Context, fn func(ctx context.Context, tx *Tx) error) error {
	if db.lite != nil {
		return db.lite.read(ctx, fn)
	}
	return db.pg.read(ctx, fn)
}

func (db *DB) query(ctx context.Context, s *Stmt, args []any) (rows, error) {
	if db.lite != nil {
		return db.lite.query(ctx, s, args)
	}
	return db.pg.query(ctx, s, args)
}

// exec refuses: whatever changes something belongs into a Write.
func (db *DB) exec(context.Context, *Stmt, []any) (int64, error) { return 0, errOutside }

// Aside gives a querier for one statement beside the running transaction, which is committed at
// once whatever becomes of that transaction: for what many draw from and nobody must wait for, such as
// a counter, whose row would else stay locked until each COMMIT has reached the disk. On PostgreSQL
// the statement itself does not wait for the disk: whatever the transaction commits later does, and
// with it all that was written before. On SQLite, where one writes at a time, it is the transaction.
func (db *DB) Aside(tx *Tx) Querier {
	if db.pg == nil {
		return tx
	}
	return aside{db.pg}
}

type aside struct{ p *pg }

func (a aside) Engine() Engine { return Postgres }

func (a aside) query(ctx context.Context, s *Stmt, args []any) (rows, error) {
	return single(ctx, a.p.aside, s, args)
}

func (a aside) exec(ctx context.Context, s *Stmt, args []any) (int64, error) {
	tag, err := a.p.aside.Exec(ctx, s.On(Postgres), args...)
	return tag.RowsAffected(), err
}
