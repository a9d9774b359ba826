package sqldb

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// pg is an open PostgreSQL: a pool whose connections prepare each statement once.
type pg struct {
	pool  *pgxpool.Pool
	aside *pgxpool.Pool // see DB.Aside
}

// asides is how many connections serve what is drawn beside the transactions.
const asides = 2

func openPG(ctx context.Context, url string, o Options) (*pg, error) {
	c, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("database URL: %w", err)
	}
	if o.Conns > 0 {
		c.MaxConns = int32(o.Conns)
	} else if !strings.Contains(url, "pool_max_conns") {
		c.MaxConns = int32(8 * runtime.NumCPU())
	}
	if c.ConnConfig.ConnectTimeout == 0 {
		c.ConnConfig.ConnectTimeout = 2 * time.Second
	}
	pool, err := pgxpool.NewWithConfig(ctx, c)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("open database: %w", err)
	}
	c = c.Copy()
	c.MaxConns = asides
	c.ConnConfig.RuntimeParams["synchronous_commit"] = "off"
	aside, err := pgxpool.NewWithConfig(ctx, c)
	if err != nil {
		pool.Close()
		return nil, fmt.Errorf("open database: %w", err)
	}
	return &pg{pool, aside}, nil
}

func (p *pg) close() {
	p.pool.Close()
	p.aside.Close()
}

// ending bounds COMMIT and ROLLBACK, which go on when the caller has gone.
const ending = 10 * time.Second

func (p *pg) write(ctx context.Context, db *DB, fn func(context.Context, *Tx) error) error {
	tx, err := p.within(ctx, "begin", "commit", fn)
	if err != nil {
		return err
	}
	runAll(tx.committed)
	return nil
}

func (p *pg) read(ctx context.Context, db *DB, fn func(context.Context, *Tx) error) error {
	_, err := p.within(ctx, "begin isolation level repeatable read read only", "rollback", fn)
	return err
}

// within runs fn in a transaction. BEGIN travels with the first statement, and COMMIT with the last
// queued ones, so that a write costs few round trips and holds its row locks for the shortest time.
func (p *pg) within(ctx context.Context, begin, finish string, fn func(context.Context, *Tx) error) (*Tx, error) {
	c, err := p.pool.Acquire(ctx)
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	defer c.Release()
	s := &pgSession{c: c.Conn(), begin: begin}
	defer func() {
		if s.begun && !s.ended { // an error or a panic
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), ending)
			defer cancel()
			_, _ = s.c.Exec(ctx, "rollback")
		}
	}()
	tx := &Tx{engine: Postgres, s: s}
	if err := fn(ctx, tx); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	runAll(tx.kept)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), ending)
	defer cancel()
	return tx, s.end(ctx, finish)
}

func (p *pg) query(ctx context.Context, s *Stmt, args []any) (rows, error) {
	return single(ctx, p.pool, s, args)
}

// single runs a statement as a transaction of its own.
func single(ctx context.Context, pool *pgxpool.Pool, s *Stmt, args []any) (rows, error) {
	rs, err := pool.Query(ctx, s.On(Postgres), args...)
	if err != nil {
		return nil, err
	}
	return pgRows{rs}, nil
}

type pgRows struct{ pgx.Rows }

func (r pgRows) Close() error {
	r.Rows.Close()
	return r.Err()
}

// pgSession is one connection inside a transaction, with the statements queued for its pipeline.
type pgSession struct {
	c            *pgx.Conn
	begin        string
	begun, ended bool
	batch        *pgx.Batch
	waiting      []waiting
}

type waiting struct {
	stmt *Stmt
	one  bool
}

// open starts a pipeline, with BEGIN where nothing has been sent yet.
func (s *pgSession) open() (batch *pgx.Batch, begins bool) {
	batch = &pgx.Batch{}
	if begins = !s.begun; begins {
		s.begun = true
		batch.Queue(s.begin)
	}
	return batch, begins
}

func (s *pgSession) query(ctx context.Context, text string, args []any) (rows, error) {
	if s.begun {
		rs, err := s.c.Query(ctx, text, args...)
		if err != nil {
			return nil, err
		}
		return pgRows{rs}, nil
	}
	batch, _ := s.open()
	batch.Queue(text, args...)
	results := s.c.SendBatch(ctx, batch)
	if _, err := results.Exec(); err != nil {
		_ = results.Close()
		return nil, fmt.Errorf("begin: %w", err)
	}
	rs, err := results.Query()
	if err != nil {
		_ = results.Close()
		return nil, err
	}
	return firstRows{pgRows{rs}, results}, nil
}

// firstRows are the rows of the statement that travelled with BEGIN.
type firstRows struct {
	pgRows
	results pgx.BatchResults
}

func (r firstRows) Close() error {
	err := r.pgRows.Close()
	if e := r.results.Close(); err == nil {
		err = e
	}
	return err
}

func (s *pgSession) exec(ctx context.Context, text string, args []any) (int64, error) {
	if !s.begun {
		rs, err := s.query(ctx, text, args)
		if err != nil {
			return 0, err
		}
		err = rs.Close()
		return rs.(firstRows).CommandTag().RowsAffected(), err
	}
	tag, err := s.c.Exec(ctx, text, args...)
	return tag.RowsAffected(), err
}

// queue appends to the pipeline. Whether one row was touched is asked of the server itself, by a
// division that fails otherwise: the answer comes too late once COMMIT is in the same pipeline.
func (s *pgSession) queue(_ context.Context, st *Stmt, text string, want int64, args []any) error {
	if s.batch == nil {
		var begins bool
		if s.batch, begins = s.open(); begins {
			s.waiting = append(s.waiting, waiting{beginning, false})
		}
	}
	if want == 1 {
		text = "WITH touched AS (" + text + " RETURNING 1) SELECT 1 / count(*) FROM touched"
	}
	s.batch.Queue(text, args...)
	s.waiting = append(s.waiting, waiting{st, want == 1})
	return nil
}

var beginning = &Stmt{where: "begin"}

// divisionByZero is what the server says when a statement that had to touch one row touched none.
const divisionByZero = "22012"

func (s *pgSession) flush(ctx context.Context) error {
	if s.batch == nil {
		return nil
	}
	_, err := s.send(ctx)
	return err
}

// send sends the pipeline and gives the tag of its last statement.
func (s *pgSession) send(ctx context.Context) (last string, err error) {
	batch, list := s.batch, s.waiting
	s.batch, s.waiting = nil, s.waiting[:0]
	results := s.c.SendBatch(ctx, batch)
	for _, w := range list {
		tag, err := results.Exec()
		if err != nil {
			_ = results.Close()
			if w.one && state(err) == divisionByZero {
				err = ErrStale
			}
			return "", w.stmt.fault(err)
		}
		last = tag.String()
	}
	return last, results.Close()
}

// end sends what is left together with COMMIT or ROLLBACK.
func (s *pgSession) end(ctx context.Context, finish string) error {
	if !s.begun && s.batch == nil {
		return nil
	}
	if s.batch == nil {
		s.batch = &pgx.Batch{}
	}
	s.batch.Queue(finish)
	s.waiting = append(s.waiting, waiting{&Stmt{where: finish}, false})
	tag, err := s.send(ctx)
	if err != nil {
		return err
	}
	s.ended = true
	if finish == "commit" && tag != "COMMIT" {
		return fmt.Errorf("commit: %w", pgx.ErrTxCommitRollback)
	}
	return nil
}
