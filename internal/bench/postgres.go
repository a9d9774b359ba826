package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// pg is the floor on PostgreSQL: a pool, each verb one pipeline that is one transaction, and a sealer beside it.
type pg struct {
	tape  *tape
	pool  *pgxpool.Pool
	aside *pgxpool.Pool // draws case numbers, as the product does, so that nobody waits for another's disk
	lives atomic.Int64
	wake  chan struct{}
	stop  context.CancelFunc
	done  sync.WaitGroup
}

func openPG(ctx context.Context, url string, t *tape) (*pg, error) {
	c, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	c.MaxConns = int32(8 * runtime.NumCPU()) // as the product has them
	pool, err := pgxpool.NewWithConfig(ctx, c)
	if err != nil {
		return nil, err
	}
	c = c.Copy()
	c.MaxConns = 2
	c.ConnConfig.RuntimeParams["synchronous_commit"] = "off"
	aside, err := pgxpool.NewWithConfig(ctx, c)
	if err != nil {
		return nil, err
	}
	p := &pg{tape: t, pool: pool, aside: aside, wake: make(chan struct{}, 1)}
	ctx, p.stop = context.WithCancel(ctx)
	p.done.Go(func() { p.run(ctx) })
	return p, nil
}

func (p *pg) close() {
	p.stop()
	p.done.Wait()
	p.pool.Close()
	p.aside.Close()
}

func (p *pg) life(ctx context.Context, verbs int) error {
	names := p.tape.fresh(number(int(p.lives.Add(1))))
	for v := range verbs {
		if err := p.verb(ctx, v, names); err != nil {
			return err
		}
	}
	return nil
}

func (p *pg) verb(ctx context.Context, v int, names []string) error {
	if v == 0 {
		if _, err := p.aside.Exec(ctx, nextNumber, int64(district), "20261231"); err != nil {
			return err
		}
	}
	var batch pgx.Batch // sent as one: a transaction of its own
	for _, w := range p.tape.verbs[v].writes {
		args := w.args(names)
		batch.Queue(w.text, args...)
		if w.table == "event" {
			batch.Queue(`INSERT INTO unsealed (district_id, at, stream, version) VALUES ($1, $2, $3, $4)`, args[0], args[4], args[1], args[2])
		}
	}
	err := p.pool.SendBatch(ctx, &batch).Close()
	select {
	case p.wake <- struct{}{}:
	default:
	}
	return err
}

// run seals as the product's sealer does: some time after a write, so that many share a sealing, and at least
// every 150 ms.
func (p *pg) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.wake:
			time.Sleep(25 * time.Millisecond)
		case <-time.After(150 * time.Millisecond):
		}
		if err := p.seal(ctx); err != nil && ctx.Err() == nil {
			fmt.Fprintln(os.Stderr, "floor: seal:", err)
		}
	}
}

const takeUnsealed = `WITH gone AS (
		DELETE FROM unsealed WHERE district_id = $1 AND (at, stream, version) IN (
			SELECT at, stream, version FROM unsealed WHERE district_id = $1 ORDER BY at, stream, version LIMIT 4096)
		RETURNING at, stream, version)
	SELECT e.stream, e.version, e.leaf FROM gone g CROSS JOIN LATERAL (SELECT v.stream, v.version, v.leaf FROM event v
		WHERE v.district_id = $1 AND v.stream = g.stream AND v.version = g.version LIMIT 1) e ORDER BY g.at, g.stream, g.version`

func (p *pg) seal(ctx context.Context) error {
	return pgx.BeginFunc(ctx, p.pool, func(tx pgx.Tx) error {
		var size int64
		if err := tx.QueryRow(ctx, `SELECT size FROM log WHERE district_id = $1 FOR UPDATE`, int64(district)).Scan(&size); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, takeUnsealed, int64(district))
		if err != nil {
			return err
		}
		type waiting struct {
			Stream  string
			Version int64
			Leaf    string
		}
		list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[waiting])
		if err != nil || len(list) == 0 {
			return err
		}
		var batch pgx.Batch
		counts := tally{}
		before := size
		for _, w := range list {
			batch.Queue(`INSERT INTO entry (district_id, idx, stream, version, hash) VALUES ($1, $2, $3, $4, $5)`,
				int64(district), size, w.Stream, w.Version, []byte(w.Leaf[:32]))
			size++
			counts.add(p.tape.counted[w.Version])
		}
		for _, c := range counts.list() {
			batch.Queue(addCount, c...)
		}
		batch.Queue(growLog, size, int64(district), before)
		return tx.SendBatch(ctx, &batch).Close()
	})
}
