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
type pg struct{ pool *pgxpool.Pool }

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
	return &pg{pool}, nil
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

func (p *pg) within(ctx context.Context, begin, finish string, fn func(context.Context, *Tx) error) (*Tx, error) {
	c, err := p.pool.Acquire(ctx)
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	defer c.Release()
	if _, err := c.Conn().Exec(ctx, begin); err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	done := false
	end := func(how string) error {
		done = true
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), ending)
		defer cancel()
		tag, err := c.Conn().Exec(ctx, how)
		if err == nil && how == "commit" && tag.String() != "COMMIT" {
			return pgx.ErrTxCommitRollback
		}
		return err
	}
	defer func() {
		if !done { // an error or a panic
			_ = end("rollback")
		}
	}()
	tx := &Tx{engine: Postgres, s: &pgSession{c: c.Conn()}}
	if err := fn(ctx, tx); err != nil {
		return nil, err
	}
	if err := tx.s.flush(ctx); err != nil {
		return nil, err
	}
	runAll(tx.kept)
	if err := end(finish); err != nil {
		return nil, fmt.Errorf("%s: %w", finish, err)
	}
	return tx, nil
}

func (p *pg) query(ctx context.Context, s *Stmt, args []any) (rows, error) {
	rs, err := p.pool.Query(ctx, s.On(Postgres), args...)
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
	c       *pgx.Conn
	batch   *pgx.Batch
	waiting []waiting
}

type waiting struct {
	stmt *Stmt
	want int64
}

func (s *pgSession) query(ctx context.Context, text string, args []any) (rows, error) {
	rs, err := s.c.Query(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	return pgRows{rs}, nil
}

func (s *pgSession) exec(ctx context.Context, text string, args []any) (int64, error) {
	tag, err := s.c.Exec(ctx, text, args...)
	return tag.RowsAffected(), err
}

func (s *pgSession) queue(_ context.Context, st *Stmt, text string, want int64, args []any) error {
	if s.batch == nil {
		s.batch = &pgx.Batch{}
	}
	s.batch.Queue(text, args...)
	s.waiting = append(s.waiting, waiting{st, want})
	return nil
}

func (s *pgSession) flush(ctx context.Context) error {
	if s.batch == nil {
		return nil
	}
	batch, list := s.batch, s.waiting
	s.batch, s.waiting = nil, s.waiting[:0]
	results := s.c.SendBatch(ctx, batch)
	for _, w := range list {
		tag, err := results.Exec()
		if err == nil && w.want >= 0 && tag.RowsAffected() != w.want {
			err = ErrStale
		}
		if err != nil {
			_ = results.Close()
			return w.stmt.fault(err)
		}
	}
	return results.Close()
}
