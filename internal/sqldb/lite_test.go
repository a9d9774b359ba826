package sqldb

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var (
	qMake = Q(`CREATE TABLE IF NOT EXISTS note (id TEXT PRIMARY KEY, n BIGINT NOT NULL CHECK (n >= 0))`)
	qPut  = Q(`INSERT INTO note (id, n) VALUES ($1, $2)`)
	qIDs  = Q(`SELECT id FROM note ORDER BY id`)
	qSum  = Q(`SELECT CAST(COALESCE(sum(n), 0) AS BIGINT) FROM note`)
)

// seals is a group that writes one row for each group, and can be told to fail.
type seals struct {
	fail   atomic.Bool
	before atomic.Int64
	after  atomic.Int64
	failed atomic.Int64
}

func (g *seals) Before(ctx context.Context, tx *Tx) error {
	g.before.Add(1)
	if g.fail.Load() {
		return errors.New("no seal")
	}
	return nil
}

func (g *seals) After(err error) {
	g.after.Add(1)
	if err != nil {
		g.failed.Add(1)
	}
}

func openNotes(t *testing.T, g Group) *DB {
	t.Helper()
	db, err := Open(context.Background(), filepath.Join(t.TempDir(), "notes.db"), Options{NoSync: true, Conns: 2, Group: g})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	put(t, db, qMake)
	return db
}

func put(t *testing.T, db *DB, s *Stmt, args ...any) {
	t.Helper()
	err := db.Write(context.Background(), func(ctx context.Context, tx *Tx) error {
		_, err := Exec(ctx, tx, s, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func ids(t *testing.T, db *DB) string {
	t.Helper()
	list, err := All(context.Background(), db, qIDs, Self[string])
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(list, " ")
}

// Among many writers, one that fails undoes only itself.
func TestOneFailureUndoesOnlyItself(t *testing.T) {
	g := &seals{}
	db := openNotes(t, g)
	var wg sync.WaitGroup
	for i := range 200 {
		wg.Go(func() {
			err := db.Write(context.Background(), func(ctx context.Context, tx *Tx) error {
				if _, err := Exec(ctx, tx, qPut, fmt.Sprintf("%03d", i), int64(1)); err != nil {
					return err
				}
				if i%3 == 0 {
					_, err := Exec(ctx, tx, qPut, fmt.Sprintf("%03d", i), int64(1)) // the key is taken
					return err
				}
				return nil
			})
			if i%3 == 0 && !IsUniqueViolation(err) || i%3 != 0 && err != nil {
				t.Errorf("%d was told %v", i, err)
			}
		})
	}
	wg.Wait()
	if sum, _, err := One(context.Background(), db, qSum, Self[int64]); err != nil || sum != 133 {
		t.Fatalf("%d rows, %v", sum, err)
	}
	if g.before.Load() >= 200 || g.failed.Load() != 0 {
		t.Errorf("%d groups for 200 writes, %d failed", g.before.Load(), g.failed.Load())
	}
}

// When the group cannot be committed, all of it is told no, and nothing remains.
func TestFailedGroupTellsAll(t *testing.T) {
	g := &seals{}
	db := openNotes(t, g)
	put(t, db, qPut, "a", int64(1))
	g.fail.Store(true)
	var wg sync.WaitGroup
	var no, done atomic.Int64
	for i := range 20 {
		wg.Go(func() {
			err := db.Write(context.Background(), func(ctx context.Context, tx *Tx) error {
				tx.Committed(func() { done.Add(1) })
				_, err := Exec(ctx, tx, qPut, fmt.Sprint("b", i), int64(1))
				return err
			})
			if err != nil {
				no.Add(1)
			}
		})
	}
	wg.Wait()
	if no.Load() != 20 || done.Load() != 0 {
		t.Fatalf("%d of 20 were told no, %d heard of a commit", no.Load(), done.Load())
	}
	g.fail.Store(false)
	put(t, db, qPut, "c", int64(1))
	if got := ids(t, db); got != "a c" {
		t.Fatalf("kept %q", got)
	}
	if g.failed.Load() == 0 || g.after.Load() != g.before.Load() {
		t.Errorf("%d groups before, %d after, %d failed", g.before.Load(), g.after.Load(), g.failed.Load())
	}
}

// A panic goes off in the caller's goroutine, and only there.
func TestPanicStaysWithItsCaller(t *testing.T) {
	db := openNotes(t, nil)
	func() {
		defer func() {
			if v := recover(); v == nil || !strings.Contains(fmt.Sprint(v), "out of ink") {
				t.Errorf("recovered %v", v)
			}
		}()
		_ = db.Write(context.Background(), func(ctx context.Context, tx *Tx) error {
			if _, err := Exec(ctx, tx, qPut, "a", int64(1)); err != nil {
				return err
			}
			panic("out of ink")
		})
	}()
	put(t, db, qPut, "b", int64(1))
	if got := ids(t, db); got != "b" {
		t.Fatalf("kept %q", got)
	}
}

// A caller that has gone before its turn costs nothing.
func TestGoneBeforeItsTurn(t *testing.T) {
	db := openNotes(t, nil)
	hold, held := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		_ = db.Write(context.Background(), func(context.Context, *Tx) error { close(held); <-hold; return nil })
	})
	<-held
	ctx, cancel := context.WithCancel(context.Background())
	ran := false
	wg.Go(func() {
		err := db.Write(ctx, func(context.Context, *Tx) error { ran = true; return nil })
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
	for len(db.lite.queue) == 0 {
		time.Sleep(time.Millisecond)
	}
	cancel()
	close(hold)
	wg.Wait()
	if ran {
		t.Error("it ran all the same")
	}
}

// A full queue says so at once.
func TestFullQueue(t *testing.T) {
	db := openNotes(t, nil)
	hold, held := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		_ = db.Write(context.Background(), func(context.Context, *Tx) error { close(held); <-hold; return nil })
	})
	<-held
	for range queued {
		wg.Go(func() {
			if err := db.Write(context.Background(), func(context.Context, *Tx) error { return nil }); err != nil {
				t.Error(err)
			}
		})
	}
	for len(db.lite.queue) < queued {
		time.Sleep(time.Millisecond)
	}
	if err := db.Write(context.Background(), func(context.Context, *Tx) error { return nil }); !errors.Is(err, ErrBusy) {
		t.Errorf("told %v", err)
	}
	close(hold)
	wg.Wait()
}

// Close lets the waiting writes end; later ones are told that it is closed.
func TestCloseDrains(t *testing.T) {
	db := openNotes(t, nil)
	var wg sync.WaitGroup
	var yes atomic.Int64
	for i := range 50 {
		wg.Go(func() {
			err := db.Write(context.Background(), func(ctx context.Context, tx *Tx) error {
				_, err := Exec(ctx, tx, qPut, fmt.Sprint(i), int64(1))
				return err
			})
			if err == nil {
				yes.Add(1)
			} else if !errors.Is(err, ErrClosed) {
				t.Error(err)
			}
		})
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	if err := db.Write(context.Background(), func(context.Context, *Tx) error { return nil }); !errors.Is(err, ErrClosed) {
		t.Errorf("after the close: %v", err)
	}
	if err := db.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
}

// A snapshot does not see what is written after it began, and a read that was not closed by its
// callback's error gives its connection back.
func TestSnapshot(t *testing.T) {
	db := openNotes(t, nil)
	put(t, db, qPut, "a", int64(1))
	for range 5 {
		boom := errors.New("boom")
		err := db.Read(context.Background(), func(ctx context.Context, tx *Tx) error {
			before, _, err := One(ctx, tx, qSum, Self[int64])
			if err != nil {
				return err
			}
			put(t, db, qPut, fmt.Sprint(time.Now().UnixNano()), int64(1))
			after, _, err := One(ctx, tx, qSum, Self[int64])
			if err != nil || before != after {
				t.Errorf("saw %d, then %d, %v", before, after, err)
			}
			return boom
		})
		if !errors.Is(err, boom) {
			t.Fatal(err)
		}
	}
}

// Outside a Write nothing can be changed, by whatever connection.
func TestReadsCannotWrite(t *testing.T) {
	db := openNotes(t, nil)
	if _, err := Exec(context.Background(), db, qPut, "a", int64(1)); err == nil {
		t.Error("a bare DB wrote")
	}
	err := db.Read(context.Background(), func(ctx context.Context, tx *Tx) error {
		_, err := Exec(ctx, tx, qPut, "a", int64(1))
		return err
	})
	if err == nil || ids(t, db) != "" {
		t.Error("a snapshot wrote")
	}
}

func TestLock(t *testing.T) {
	dir := t.TempDir()
	release, err := Lock(dir, "first")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Lock(dir, "second"); !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), "first") {
		t.Errorf("the second was told %v", err)
	}
	release()
	again, err := Lock(dir, "third")
	if err != nil {
		t.Fatal(err)
	}
	again()
}
