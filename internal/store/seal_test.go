package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/sqldb"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

// Four sealers and six writers on one PostgreSQL: the log stays contiguous, complete and single.
func TestManySealers(t *testing.T) {
	o := storetest.Postgres(t)
	ctx, stop := context.WithCancel(context.Background())
	var sealers, writers sync.WaitGroup
	stores := make([]*store.Store, 4)
	for i := range stores {
		stores[i] = storetest.Open(t, o)
		sealers.Go(func() {
			for ctx.Err() == nil {
				if _, err := stores[i].Seal(ctx, district); err != nil && ctx.Err() == nil {
					t.Error(err)
				}
			}
		})
	}
	const each = 100
	for w := range 6 {
		writers.Go(func() {
			for i := range each {
				say(t, stores[w%4], fmt.Sprintf("talk/%d", w), i)
			}
		})
	}
	writers.Wait()
	stop()
	sealers.Wait()
	sealed(t, stores[0], 6*each)
	if err := stores[1].Check(context.Background(), district); err != nil {
		t.Fatal(err)
	}
}

// A store opened again goes on where it stood: with every width of the last tile, and with entries
// that no checkpoint covers yet.
func TestReopen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx := context.Background()
		total := 0
		for round, n := range []int{1, 254, 1, 1, 300, 0, 700} {
			s := open()
			if n > 0 {
				talk(t, s, fmt.Sprintf("talk/%d", round), n)
			}
			total += n
			if round%2 == 0 {
				store.Forget(s, district)
				sealed(t, s, total)
			}
			if _, err := s.Seal(ctx, district); err != nil {
				t.Fatal(err)
			}
			if err := s.Check(ctx, district); err != nil {
				t.Fatalf("after %d: %v", total, err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
		sealed(t, open(), total)
	})
}

// A store whose tables are not what was signed does not open.
func TestRefusesToStart(t *testing.T) {
	for name, text := range map[string]string{
		"a flipped hash":      `UPDATE entry SET hash = zeroblob(32) WHERE idx = 3`,
		"a lost entry":        `DELETE FROM entry WHERE idx = 9`,
		"a lost checkpoint":   `DELETE FROM checkpoint WHERE size = 10`,
		"a forged checkpoint": `UPDATE checkpoint SET note = replace(note, '10', '11') WHERE size = 10`,
		"a wrong size":        `UPDATE log SET size = 11`,
	} {
		t.Run(name, func(t *testing.T) {
			o := storetest.SQLite(t)
			s := storetest.Open(t, o)
			talk(t, s, "talk/x", 10)
			sealed(t, s, 10)
			for _, table := range []string{"entry", "checkpoint"} {
				for _, op := range []string{"update", "delete"} {
					if err := store.Run(s, fmt.Sprintf("DROP TRIGGER %s_refuses_%s", table, op)); err != nil {
						t.Fatal(err)
					}
				}
			}
			if err := store.Run(s, text); err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			s, err := store.Open(context.Background(), o)
			if err == nil {
				_ = s.Close()
				t.Fatal("it opened")
			}
			if !strings.Contains(err.Error(), "370102") {
				t.Errorf("the error does not name the district: %v", err)
			}
		})
	}
}

// Within a second of the last event a checkpoint covers it, and checkpoints are not signed more
// often than needed.
func TestTickSigns(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		ctx, stop := context.WithCancel(context.Background())
		var sealer sync.WaitGroup
		sealer.Go(func() { s.RunSealer(ctx, func(err error) { t.Error(err) }) })
		defer sealer.Wait()
		defer stop()
		for n := range 5 {
			say(t, s, "talk/x", n)
		}
		start := time.Now()
		for {
			last, err := s.In(district).Checkpoint(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if last.Size == 5 {
				break
			}
			if time.Since(start) > 3*time.Second { // a second, on a machine that is busy
				t.Fatalf("after %v the checkpoint covers %d", time.Since(start), last.Size)
			}
			time.Sleep(10 * time.Millisecond)
		}
		notes, err := store.Texts(s, `SELECT note FROM checkpoint WHERE district_id = 370102`)
		if err != nil || len(notes) > 4 {
			t.Fatalf("%d checkpoints, %v", len(notes), err)
		}
	})
}

// When sealing fails, nobody of the group is told yes, nothing of it is kept, and the next write goes
// on as if it had never been.
func TestFailedSealUndoesTheGroup(t *testing.T) {
	o := storetest.SQLite(t)
	var broken bool
	keys := store.FileKeys(filepath.Join(o.Dir, "keys"), zeros{})
	o.Signer = func(d org.DistrictID, origin, founded string) (note.Signer, string, error) {
		if broken {
			return nil, "", errors.New("the key is away")
		}
		return keys(d, origin, founded)
	}
	clock := time.Unix(1_700_000_000, 0)
	o.Now = func() time.Time { return clock }
	s := storetest.Open(t, o)
	broken = true
	clock = clock.Add(time.Minute) // time to sign
	err := s.Write(context.Background(), district, func(_ context.Context, tx *store.Tx) error {
		e, _ := event(t, "Said", 1, 1, "")
		return tx.Append("talk/x", 0, []ledger.Event{e}, nil)
	})
	if err == nil || !strings.Contains(err.Error(), "the key is away") {
		t.Fatalf("told %v", err)
	}
	if events, err := s.In(district).Events(context.Background(), "talk/x", 0); err != nil || len(events) != 0 {
		t.Fatalf("kept %v, %v", events, err)
	}
	broken = false
	talk(t, s, "talk/x", 3)
	sealed(t, s, 3)
	if err := s.Check(context.Background(), district); err != nil {
		t.Fatal(err)
	}
}

// zeros is a source for keys of which nobody expects secrecy.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

func TestKeyFileIsPrivate(t *testing.T) {
	o := storetest.SQLite(t)
	storetest.Open(t, o)
	info, err := os.Stat(filepath.Join(o.Dir, "keys", "370102.key"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v %v", info, err)
	}
	left, err := filepath.Glob(filepath.Join(o.Dir, "keys", ".key-*"))
	if err != nil || len(left) != 0 {
		t.Fatalf("drafts are left: %v %v", left, err)
	}
}

// A log is signed by the key it was founded with, or not at all: not by none, not by another, and a
// lost key is not replaced.
func TestAnotherKeyDoesNotSign(t *testing.T) {
	another, err := ledger.NewKey(zeros{}, "huying.local/log/370102")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ text, want string }{
		"lost":    {"", "no such file"},
		"another": {another.Text(), "founded with"},
	} {
		t.Run(name, func(t *testing.T) {
			o := storetest.SQLite(t)
			s := storetest.Open(t, o)
			if err := s.CheckKeys(); err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(o.Dir, "keys", "370102.key")
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			if c.text != "" {
				if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			o.Now = func() time.Time { return time.Now().Add(time.Minute) } // time to sign
			s, err := store.Open(context.Background(), o)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = s.Close() }()
			if err := s.CheckKeys(); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "370102") {
				t.Errorf("at the start: %v", err)
			}
			err = s.Write(context.Background(), district, func(_ context.Context, tx *store.Tx) error {
				e, _ := event(t, "Said", 1, 1, "")
				return tx.Append("talk/x", 0, []ledger.Event{e}, nil)
			})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Error(err)
			}
			if _, err := os.Stat(path); (err == nil) != (c.text != "") {
				t.Errorf("the file: %v", err)
			}
		})
	}
}

func TestUnfoundedDistrict(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		err := s.Write(context.Background(), 370999, func(_ context.Context, tx *store.Tx) error {
			e, _ := event(t, "Said", 1, 1, "")
			return tx.Append("talk/x", 0, []ledger.Event{e}, nil)
		})
		if !errors.Is(err, store.ErrUnknownDistrict) {
			t.Fatal(err)
		}
	})
}

// A second writing process is refused by name; one that only reads is not.
func TestOneWriter(t *testing.T) {
	o := storetest.SQLite(t)
	s := storetest.Open(t, o)
	talk(t, s, "talk/x", 3)
	if _, err := store.Open(context.Background(), o); !errors.Is(err, sqldb.ErrLocked) || !strings.Contains(err.Error(), fmt.Sprint(os.Getpid())) {
		t.Fatalf("a second writer was told %v", err)
	}
	o.ReadOnly = true
	r, err := store.Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	if events, err := r.In(district).Events(context.Background(), "talk/x", 0); err != nil || len(events) != 3 {
		t.Fatal(events, err)
	}
	err = r.Write(context.Background(), district, func(context.Context, *store.Tx) error { return nil })
	if !errors.Is(err, store.ErrReadOnly) {
		t.Fatal(err)
	}
}
