package sqldb_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"huying/internal/sqldb"
	"huying/internal/store/storetest"
)

var (
	put  = sqldb.Text(`INSERT INTO note (id, n) VALUES ($1, $2)`)
	more = sqldb.Text(`UPDATE note SET n = n + 1 WHERE id = $1`)
	sum  = sqldb.Text(`SELECT CAST(COALESCE(sum(n), 0) AS BIGINT) FROM note`)
)

func openPG(t *testing.T) *sqldb.DB {
	t.Helper()
	db, err := sqldb.Open(context.Background(), storetest.Database(t), sqldb.Options{Conns: 4, Retry: 10 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	write(t, db, `CREATE TABLE note (id TEXT PRIMARY KEY, n BIGINT NOT NULL)`)
	return db
}

func write(t *testing.T, db *sqldb.DB, text string, args ...any) {
	t.Helper()
	err := db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := sqldb.Exec(ctx, tx, sqldb.Text(text), args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func total(t *testing.T, db *sqldb.DB) int64 {
	t.Helper()
	n, _, err := sqldb.One(context.Background(), db, sum, sqldb.Self[int64])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// A connection that the server ends in the middle of a write: the write runs again, and once.
func TestBrokenConnectionIsTriedAgain(t *testing.T) {
	db := openPG(t)
	runs := 0
	err := db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		if err := tx.Queue(ctx, put, "a", int64(1)); err != nil {
			return err
		}
		if runs++; runs < 3 {
			if _, err := sqldb.Exec(ctx, tx, sqldb.Text(`SELECT pg_terminate_backend(pg_backend_pid())`)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || runs != 3 || total(t, db) != 1 {
		t.Fatalf("%v after %d runs, sum %d", err, runs, total(t, db))
	}
}

// Two writes that wait for each other: the server ends one, and it runs again.
func TestDeadlockIsTriedAgain(t *testing.T) {
	db := openPG(t)
	write(t, db, `INSERT INTO note VALUES ('a', 0), ('b', 0)`)
	var wg sync.WaitGroup
	for _, order := range [][]string{{"a", "b"}, {"b", "a"}} {
		wg.Go(func() {
			err := db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
				for _, id := range order {
					if _, err := sqldb.Exec(ctx, tx, more, id); err != nil {
						return err
					}
					time.Sleep(50 * time.Millisecond)
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := total(t, db); n != 4 {
		t.Fatalf("sum %d", n)
	}
}

// What is queued goes in order, its errors come out, and a row that had to be touched and was not
// fails the write.
func TestQueue(t *testing.T) {
	db := openPG(t)
	err := db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		for i := range 100 {
			if err := tx.Queue(ctx, put, fmt.Sprint(i), int64(1)); err != nil {
				return err
			}
		}
		n, _, err := sqldb.One(ctx, tx, sum, sqldb.Self[int64])
		if n != 100 {
			t.Errorf("a read after the queue sees %d", n)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		return errors.Join(tx.Queue(ctx, put, "x", int64(1)), tx.Queue(ctx, put, "1", int64(1)), tx.Queue(ctx, put, "y", int64(1)))
	})
	if !sqldb.IsUniqueViolation(err) {
		t.Fatal(err)
	}
	err = db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		return errors.Join(tx.QueueOne(ctx, more, "1"), tx.QueueOne(ctx, more, "nobody"))
	})
	if !errors.Is(err, sqldb.ErrStale) || total(t, db) != 100 {
		t.Fatalf("%v, sum %d", err, total(t, db))
	}
}

// A panic, an error and a caller that goes away leave nothing behind, and their connections serve on.
func TestNothingIsLeftBehind(t *testing.T) {
	db := openPG(t)
	for i := range 12 {
		func() {
			defer func() { _ = recover() }()
			_ = db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
				_, err := sqldb.Exec(ctx, tx, put, fmt.Sprint(i), int64(1))
				if err != nil || i%3 == 0 {
					return errors.Join(err, errors.New("no"))
				}
				if i%3 == 1 {
					panic("no")
				}
				ctx, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
				defer cancel()
				_, err = sqldb.Exec(ctx, tx, sqldb.Text(`SELECT pg_sleep(5)`))
				return err
			})
		}()
	}
	if n := total(t, db); n != 0 {
		t.Fatalf("sum %d", n)
	}
}

func TestSnapshotOnPostgres(t *testing.T) {
	db := openPG(t)
	write(t, db, `INSERT INTO note VALUES ('a', 1)`)
	err := db.Read(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		before, _, err := sqldb.One(ctx, tx, sum, sqldb.Self[int64])
		write(t, db, `INSERT INTO note VALUES ('b', 1)`)
		after, _, e := sqldb.One(ctx, tx, sum, sqldb.Self[int64])
		if before != 1 || after != 1 {
			t.Errorf("saw %d, then %d", before, after)
		}
		if _, e := sqldb.Exec(ctx, tx, put, "c", int64(1)); e == nil || !strings.Contains(e.Error(), "25006") {
			t.Errorf("a snapshot wrote: %v", e)
		}
		return errors.Join(err, e)
	})
	if err != nil {
		t.Fatal(err)
	}
}

var (
	plain = sqldb.Q(`INSERT INTO note (id, n)
		VALUES ($1, $2)`)
	twice = sqldb.Q(`INSERT INTO note (id, n) VALUES ($1, 7)`)
)

// Inserts that follow each other travel as one statement, whatever their number, and stay what they
// were: each row once, all or none, and the order to others kept.
func TestInsertsTogether(t *testing.T) {
	db := openPG(t)
	insert := func(from, to int, then ...string) error {
		return db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
			for i := from; i < to; i++ {
				if err := tx.Queue(ctx, plain, fmt.Sprint("a", i), int64(i)); err != nil {
					return err
				}
			}
			for _, id := range then {
				if err := tx.Queue(ctx, twice, id); err != nil {
					return err
				}
			}
			return tx.QueueOne(ctx, more, fmt.Sprint("a", from))
		})
	}
	want, at := int64(0), 0
	for _, n := range []int{1, 2, 15, 16, 17, 40} {
		if err := insert(at, at+n, fmt.Sprint("b", n), fmt.Sprint("c", n)); err != nil {
			t.Fatal(err)
		}
		for i := range n {
			want += int64(at + i)
		}
		want, at = want+7+7+1, at+n
	}
	if got := total(t, db); got != want {
		t.Fatalf("sum %d, not %d", got, want)
	}
	if err := insert(at, at+20, "b17"); !sqldb.IsUniqueViolation(err) || total(t, db) != want {
		t.Fatalf("%v, sum %d", err, total(t, db))
	}
}
