package store_test

import (
	"context"
	"testing"

	"huying/internal/sqldb"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

// Every declared statement is prepared on both engines: a wrong column, a word one engine does not
// know or a wrong number of values is found here.
func TestEveryStatementPrepares(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		db := openRaw(t, url)
		n := 0
		for _, s := range sqldb.Statements() {
			if s.On(db.Engine()) == "" {
				continue
			}
			n++
			if err := db.Prepare(context.Background(), s); err != nil {
				t.Errorf("%s: %v\n%s", s.Where(), err, s.On(db.Engine()))
			}
		}
		if n < 50 {
			t.Fatalf("only %d statements are declared", n)
		}
	})
}

func each(t *testing.T, run func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { run(t, t.TempDir()+"/raw.db") })
	t.Run("postgres", func(t *testing.T) { run(t, storetest.Database(t)) })
}

func openRaw(t *testing.T, url string) *sqldb.DB {
	t.Helper()
	if _, err := sqldb.Migrate(context.Background(), url, store.Migrations()); err != nil {
		t.Fatal(err)
	}
	db, err := sqldb.Open(context.Background(), url, sqldb.Options{NoSync: true, Conns: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}
