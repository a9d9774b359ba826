package store

import (
	"context"
	"crypto/rand"
	"embed"
	"errors"
	"fmt"
	random "math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/mod/sumdb/note"

	"huying/internal/org"
	"huying/internal/sqldb"
)

//go:embed migrations
var migrations embed.FS

// Errors that callers tell apart. None is a refusal: the desk says what they mean to a person.
var (
	// ErrConflict says that the stream has moved on: decide again.
	ErrConflict = errors.New("stream has changed meanwhile")
	// ErrUnknownDistrict says that no district of this code has been founded here.
	ErrUnknownDistrict = errors.New("district has not been founded")
	// ErrReadOnly says that the store was opened only to read.
	ErrReadOnly = errors.New("store is open for reading only")
)

// Signer gives the key that signs a district's log, whose origin is the key's name, and the public
// half for /vkey. founded is the public half that the log was founded with; only where it is empty,
// while the log is being founded, may a key be made.
type Signer func(district org.DistrictID, origin, founded string) (key note.Signer, vkey string, err error)

// Options of a store.
type Options struct {
	URL      string // a PostgreSQL URL, or a SQLite file; empty = DIR/huying.db
	Dir      string // data folder: lock, keys, SQLite file
	Origin   string // first part of every log's origin, such as huying.example; default huying.local
	Signer   Signer // default: key files in DIR/keys
	ReadOnly bool   // no lock, no migration, no write
	Migrated bool   // do not migrate: another role does, which owns the tables
	NoSync   bool   // tests only: SQLite does not wait for the disk
	Conns    int    // see sqldb.Options
	Retry    time.Duration
	Now      func() time.Time // default time.Now
}

// Store is an open record with its projections.
type Store struct {
	db      *sqldb.DB
	options Options
	unlock  func()
	group   group // SQLite: what the group at hand adds to the logs
	logs    struct {
		sync.Mutex
		of      map[org.DistrictID]*log
		dropped map[org.DistrictID]bool // not in memory, perhaps with entries that are not signed
	}
	founded sync.Map // org.DistrictID → struct{}: log rows known to exist
	wake    chan struct{}
	closed  atomic.Bool
	pending atomic.Bool // SQLite: some log has entries that no checkpoint covers yet
}

// Open opens a store, migrates it to the newest schema, and checks that every district's log is
// what was last signed; it refuses to start otherwise.
func Open(ctx context.Context, o Options) (*Store, error) {
	if o.URL == "" {
		o.URL = filepath.Join(o.Dir, "huying.db")
	}
	if o.Origin == "" {
		o.Origin = "huying.local"
	}
	if o.Signer == nil {
		o.Signer = FileKeys(filepath.Join(o.Dir, "keys"), rand.Reader)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Store{options: o, wake: make(chan struct{}, 1)}
	s.group.store = s
	s.logs.of, s.logs.dropped = map[org.DistrictID]*log{}, map[org.DistrictID]bool{}
	if err := s.open(ctx); err != nil {
		if s.db != nil {
			_ = s.db.Close()
		}
		if s.unlock != nil {
			s.unlock()
		}
		return nil, err
	}
	return s, nil
}

func (s *Store) open(ctx context.Context) (err error) {
	o := s.options
	if !o.ReadOnly {
		if !sqldb.IsPostgres(o.URL) {
			dir := o.Dir
			if dir == "" {
				dir = filepath.Dir(o.URL)
			}
			if err := os.MkdirAll(dir, 0o700); err != nil {
				return fmt.Errorf("data folder: %w", err)
			}
			if s.unlock, err = sqldb.Lock(dir, "huying"); err != nil {
				return err
			}
		}
		if !o.Migrated {
			if _, err := sqldb.Migrate(ctx, o.URL, sub(migrations)); err != nil {
				return err
			}
		}
	}
	s.db, err = sqldb.Open(ctx, o.URL, sqldb.Options{
		NoSync: o.NoSync, Conns: o.Conns, Retry: o.Retry, Group: &s.group, ReadOnly: o.ReadOnly,
	})
	if err != nil {
		return err
	}
	return s.restoreAll(ctx)
}

// Close seals and signs what waits, and closes the store. Closing twice is no error.
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	var err error
	if !s.options.ReadOnly {
		err = s.sealAll(ctx, true)
	}
	if e := s.db.Close(); err == nil {
		err = e
	}
	if s.unlock != nil {
		s.unlock()
	}
	return err
}

// Engine says which engine keeps the store.
func (s *Store) Engine() sqldb.Engine { return s.db.Engine() }

func (s *Store) now() int64 { return org.Micros(s.options.Now()) }

// decisions is how often a write is decided at most: again after each conflict of versions, with a
// short wait that grows, so that many who work on one case at once all come through.
const decisions = 10

// Write runs fn in one transaction of one district. fn may run again, after a conflict or when the
// server asks for it: it must load what it decides on inside, and keep nothing from an earlier run.
// An error of fn undoes everything and comes back as it is; a conflict that lasts is ErrConflict.
func (s *Store) Write(ctx context.Context, district org.DistrictID, fn func(ctx context.Context, tx *Tx) error) error {
	if s.options.ReadOnly {
		return ErrReadOnly
	}
	var err error
	for round := range decisions {
		if round > 1 {
			if err := pause(ctx, round); err != nil {
				return err
			}
		}
		err = s.db.Write(ctx, func(ctx context.Context, q *sqldb.Tx) error {
			return fn(ctx, &Tx{View: View{s, q, district}, ctx: ctx, tx: q})
		})
		if err == nil || !(sqldb.IsUniqueViolation(err) || errors.Is(err, sqldb.ErrStale) || errors.Is(err, ErrConflict)) {
			return err
		}
	}
	if errors.Is(err, ErrConflict) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrConflict, err)
}

func pause(ctx context.Context, round int) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(random.N(time.Duration(round) * 4 * time.Millisecond)):
		return nil
	}
}

// View is a district's data: of one moment each statement from In, of one moment altogether inside
// Read and Write.
type View struct {
	s        *Store
	q        sqldb.Querier
	district org.DistrictID
}

// District says whose data this is.
func (v View) District() org.DistrictID { return v.district }

// In gives the readers of a district; each statement sees the newest moment.
func (s *Store) In(district org.DistrictID) View { return View{s, s.db, district} }

// Read gives the readers of a district on one snapshot.
func (s *Store) Read(ctx context.Context, district org.DistrictID, fn func(ctx context.Context, v View) error) error {
	return s.db.Read(ctx, func(ctx context.Context, q *sqldb.Tx) error { return fn(ctx, View{s, q, district}) })
}

// Tx is a running Write: it reads what a View reads, and writes.
type Tx struct {
	View
	ctx   context.Context
	tx    *sqldb.Tx
	heads map[string]head
}

// head is where a stream stood when this transaction looked.
type head struct{ version, at int64 }

// Committed has f run after the COMMIT, before Write returns.
func (t *Tx) Committed(f func()) { t.tx.Committed(f) }
