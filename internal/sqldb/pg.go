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

// planning says when the server plans a prepared statement: once, where the address does not say otherwise. Every list is
// a range of an index whatever is asked for, so a plan made for the values at hand is no better, and making it costs more
// than running it.
const planning = "plan_cache_mode"

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
	if c.ConnConfig.RuntimeParams[planning] == "" {
		c.ConnConfig.RuntimeParams[planning] = "force_generic_plan"
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

func (p *pg) write(ctx context.Context, fn func(context.Context, *Tx) error) error {
	tx, err := p.within(ctx, "begin", "commit", fn)
	if err != nil {
		return err
	}
	runAll(tx.committed)
	return nil
}

func (p *pg) read(ctx context.Context, fn func(context.Context, *Tx) error) error {
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
	queued       []queuedStmt
}

func (s *pgSession) query(ctx context.Context, text string, args []any) (rows, error) {
	if s.begun {
		rs, err := s.c.Query(ctx, text, args...)
		if err != nil {
			return nil, err
		}
		return pgRows{rs}, nil
	}
	s.begun = true
	var batch pgx.Batch
	batch.Queue(s.begin)
	batch.Queue(text, args...)
	results := s.c.SendBatch(ctx, &batch)
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
