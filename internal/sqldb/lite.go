package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"runtime"
	"sync"
	"sync/atomic"

	_ "modernc.org/sqlite" // the SQLite engine
)

// lite is an open SQLite file: one writing connection with its goroutine, and readers.
type lite struct {
	db      *DB
	writes  *sql.DB
	reads   *sql.DB
	writer  *liteSession
	readers *pool
	queue   chan *command
	stop    chan struct{} // closed by close
	stopped chan struct{} // closed when the writer goroutine has ended
	once    sync.Once

	commits, kept atomic.Uint64 // groups committed, and writes in them
}

// dsn is the address of a SQLite file for the driver. WAL lets readers go on while one writes;
// recursive_triggers makes INSERT OR REPLACE fire the triggers that guard the record;
// secure_delete overwrites what is erased.
func dsn(path string, pragmas ...string) string {
	q := url.Values{"_txlock": {"immediate"}}
	q["_pragma"] = append([]string{
		"busy_timeout(10000)", "journal_mode(wal)", "foreign_keys(1)", "recursive_triggers(1)",
		"secure_delete(1)", "temp_store(memory)",
	}, pragmas...)
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// queued is how many writes may wait for the writer before ErrBusy.
const queued = 4096

func openLite(ctx context.Context, db *DB, path string, o Options) (*lite, error) {
	sync := "synchronous(full)"
	if o.NoSync {
		sync = "synchronous(off)"
	}
	if o.ReadOnly {
		if _, err := os.Stat(path); err != nil { // SQLite would make an empty file
			return nil, fmt.Errorf("open for reading: %w", err)
		}
	}
	l := &lite{db: db, queue: make(chan *command, queued), stop: make(chan struct{}), stopped: make(chan struct{})}
	if !o.ReadOnly {
		if err := l.openWriter(ctx, dsn(path, sync, "cache_size(-65536)")); err != nil {
			return nil, fmt.Errorf("open %s: %w", path, err)
		}
	}
	n := o.Conns
	if n <= 0 {
		n = 4 * runtime.NumCPU()
	}
	if err := l.openReaders(ctx, dsn(path, "query_only(1)", "cache_size(-16384)"), n); err != nil {
		_ = l.shut()
		return nil, fmt.Errorf("open %s for reading: %w", path, err)
	}
	if o.ReadOnly {
		close(l.stopped)
	} else {
		go l.run()
	}
	return l, nil
}

func (l *lite) openWriter(ctx context.Context, dsn string) (err error) {
	if l.writes, err = sql.Open("sqlite", dsn); err != nil {
		return err
	}
	conn, err := l.writes.Conn(ctx)
	if err != nil {
		_ = l.writes.Close()
		return err
	}
	l.writer = newLiteSession(conn)
	return nil
}

func (l *lite) openReaders(ctx context.Context, dsn string, n int) (err error) {
	if l.reads, err = sql.Open("sqlite", dsn); err != nil {
		return err
	}
	l.readers = newPool(n)
	for range n {
		conn, err := l.reads.Conn(ctx)
		if err != nil {
			return err
		}
		l.readers.put(newLiteSession(conn))
	}
	return nil
}

// shut closes what is open, the writer last: it folds the WAL into the file.
func (l *lite) shut() error {
	var errs []error
	if l.readers != nil {
		l.readers.close()
	}
	if l.reads != nil {
		errs = append(errs, l.reads.Close())
	}
	if l.writes != nil {
		l.writer.close()
		errs = append(errs, l.writes.Close())
	}
	return errors.Join(errs...)
}

// close lets the waiting writes and the running reads end; closing twice is no error.
func (l *lite) close() (err error) {
	l.once.Do(func() {
		close(l.stop)
		<-l.stopped
		l.readers.wait()
		err = l.shut()
	})
	return err
}

// reader takes a reading connection; it must be put back.
func (l *lite) reader(ctx context.Context) (*liteSession, error) {
	return l.readers.take(ctx, l.stop)
}

func (l *lite) read(ctx context.Context, fn func(context.Context, *Tx) error) error {
	s, err := l.reader(ctx)
	if err != nil {
		return err
	}
	defer l.readers.put(s)
	if _, err := s.exec(ctx, "BEGIN", nil); err != nil {
		return fmt.Errorf("begin reading: %w", err)
	}
	defer func() { _, _ = s.exec(ctx, "ROLLBACK", nil) }()
	return fn(ctx, &Tx{engine: SQLite, s: s})
}

func (l *lite) query(ctx context.Context, st *Stmt, args []any) (rows, error) {
	s, err := l.reader(ctx)
	if err != nil {
		return nil, err
	}
	rs, err := s.query(ctx, st.On(SQLite), args)
	if err != nil {
		l.readers.put(s)
		return nil, err
	}
	return &borrowed{rows: rs, back: func() { l.readers.put(s) }}, nil
}

// borrowed gives its connection back when the rows are closed.
type borrowed struct {
	rows
	back func()
}

func (b *borrowed) Close() error {
	err := b.rows.Close()
	if b.back != nil {
		b.back()
		b.back = nil
	}
	return err
}

// liteSession is one SQLite connection with its prepared statements.
type liteSession struct {
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

func newLiteSession(c *sql.Conn) *liteSession {
	return &liteSession{conn: c, stmts: map[string]*sql.Stmt{}}
}

func (s *liteSession) close() {
	for _, st := range s.stmts {
		_ = st.Close()
	}
	_ = s.conn.Close()
}

// prepared bounds the cache: composed texts are few, but not known beforehand.
const prepared = 512

func (s *liteSession) stmt(text string) (*sql.Stmt, error) {
	if st, ok := s.stmts[text]; ok {
		return st, nil
	}
	if len(s.stmts) >= prepared {
		for k, st := range s.stmts {
			_ = st.Close()
			delete(s.stmts, k)
		}
	}
	st, err := s.conn.PrepareContext(context.Background(), text)
	if err != nil {
		return nil, err
	}
	s.stmts[text] = st
	return st, nil
}

// Statements run without the caller's cancellation: the driver would start a goroutine for each,
// and each is bounded by its index. A caller that has gone is noticed between statements.
func (s *liteSession) query(ctx context.Context, text string, args []any) (rows, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	st, err := s.stmt(text)
	if err != nil {
		return nil, err
	}
	return st.QueryContext(context.Background(), args...)
}

func (s *liteSession) exec(_ context.Context, text string, args []any) (int64, error) {
	st, err := s.stmt(text)
	if err != nil {
		return 0, err
	}
	r, err := st.ExecContext(context.Background(), args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

func (s *liteSession) queue(ctx context.Context, _ *Stmt, text string, want int64, args []any) error {
	n, err := s.exec(ctx, text, args)
	if err == nil && want >= 0 && n != want {
		return ErrStale
	}
	return err
}

func (s *liteSession) flush(context.Context) error { return nil }
