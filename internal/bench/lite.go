package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"sync/atomic"
	"time"
)

// lite is the floor on SQLite: one goroutine writes, and puts everybody who waits into one transaction.
type lite struct {
	tape  *tape
	db    *sql.DB
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
	queue chan *request
	done  sync.WaitGroup
	lives atomic.Int64
	size  int64 // of the log
}

// A request is one verb of a life, its arguments laid out before it queues: the writer only writes.
type request struct {
	verb            int
	writes, entries [][]any
	answer          chan error
}

// Bounds of a group, as the product has them.
const (
	groupSize = 256
	groupTime = 50 * time.Millisecond
)

func openLite(ctx context.Context, path string, t *tape) (*lite, error) {
	q := url.Values{"_txlock": {"immediate"}, "_pragma": {
		"busy_timeout(10000)", "journal_mode(wal)", "foreign_keys(1)", "recursive_triggers(1)", "secure_delete(1)",
		"temp_store(memory)", "synchronous(full)", "cache_size(-65536)",
	}}
	db, err := sql.Open("sqlite", "file:"+path+"?"+q.Encode())
	if err != nil {
		return nil, err
	}
	l := &lite{tape: t, db: db, stmts: map[string]*sql.Stmt{}, queue: make(chan *request, 4096)}
	if l.conn, err = db.Conn(ctx); err != nil {
		return nil, err
	}
	if err := l.conn.QueryRowContext(ctx, `SELECT size FROM log WHERE district_id = $1`, int64(district)).Scan(&l.size); err != nil {
		return nil, err
	}
	l.done.Go(l.run)
	return l, nil
}

func (l *lite) close() {
	close(l.queue)
	l.done.Wait()
	_ = l.conn.Close()
	_ = l.db.Close()
}

func (l *lite) life(_ context.Context, verbs int) error {
	names := l.tape.fresh(number(int(l.lives.Add(1))))
	for v := range verbs {
		r := &request{v, argsOf(l.tape.verbs[v].writes, names), argsOf(l.tape.verbs[v].entries, names), make(chan error, 1)}
		l.queue <- r
		if err := <-r.answer; err != nil {
			return err
		}
	}
	return nil
}

func argsOf(writes []write, names []string) [][]any {
	all := make([][]any, len(writes))
	for i, w := range writes {
		all[i] = w.args(names)
	}
	return all
}

func (l *lite) run() {
	for first := range l.queue {
		group := []*request{first}
		err := l.exec("BEGIN IMMEDIATE")
		if err == nil {
			err = l.verb(first)
		}
		for began := time.Now(); err == nil && len(group) < groupSize && time.Since(began) < groupTime; {
			select {
			case r, ok := <-l.queue:
				if ok {
					group = append(group, r)
					err = l.verb(r)
					continue
				}
			default:
			}
			break
		}
		if err == nil {
			err = l.seal(group)
		}
		if err == nil {
			err = l.exec("COMMIT")
		}
		if err != nil {
			err = errors.Join(err, l.exec("ROLLBACK"))
		}
		for _, r := range group {
			r.answer <- err
		}
	}
}

func (l *lite) verb(r *request) error {
	for i, w := range l.tape.verbs[r.verb].writes {
		if err := l.exec(w.text, r.writes[i]...); err != nil {
			return fmt.Errorf("%s %s: %w", w.kind, w.table, err)
		}
	}
	if r.verb == 0 {
		return l.exec(nextNumber, int64(district), "20261231")
	}
	return nil
}

// seal writes what the group adds to the log: its entries, its counters, the log's size.
func (l *lite) seal(group []*request) error {
	before := l.size
	counts := tally{}
	for _, r := range group {
		v := l.tape.verbs[r.verb]
		for i, w := range v.entries {
			args := r.entries[i]
			args[1] = l.size
			l.size++
			if err := l.exec(w.text, args...); err != nil {
				return err
			}
		}
		counts.add(v.counts)
	}
	for _, c := range counts.list() {
		if err := l.exec(addCount, c...); err != nil {
			return err
		}
	}
	return l.exec(growLog, l.size, int64(district), before)
}

func (l *lite) exec(text string, args ...any) error {
	st, ok := l.stmts[text]
	if !ok {
		var err error
		if st, err = l.conn.PrepareContext(context.Background(), text); err != nil {
			return err
		}
		l.stmts[text] = st
	}
	_, err := st.ExecContext(context.Background(), args...)
	return err
}
