package storetest

import (
	"context"
	"testing"

	"huying/internal/org"
	"huying/internal/sqldb"
	"huying/internal/store"
)

// District is the district that every opened store has.
const District = org.DistrictID(370102)

// Each runs a test once on each engine. open opens the store of that run; called again after a Close
// it opens the same data, as a restart would. Every store is closed when the test ends.
func Each(t *testing.T, run func(t *testing.T, open func() *store.Store), with ...func(*store.Options)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { run(t, opener(t, SQLite(t), with)) })
	t.Run("postgres", func(t *testing.T) { run(t, opener(t, Postgres(t), with)) })
}

// SQLite gives the options of a store in a temporary file that does not wait for the disk.
func SQLite(t testing.TB) store.Options {
	return store.Options{Dir: t.TempDir(), NoSync: true}
}

// Postgres gives the options of a store in a fresh database of the shared cluster.
func Postgres(t testing.TB) store.Options {
	t.Helper()
	return store.Options{Dir: t.TempDir(), URL: Database(t), Conns: 8}
}

func opener(t *testing.T, o store.Options, with []func(*store.Options)) func() *store.Store {
	for _, f := range with {
		f(&o)
	}
	return func() *store.Store {
		t.Helper()
		return Open(t, o)
	}
}

// Open opens a store with District founded in it.
func Open(t testing.TB, o store.Options) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), o)
	if err != nil {
		t.Fatalf("open store: %v", err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if !o.ReadOnly {
		if err := s.FoundDistrict(context.Background(), store.District{ID: District, Name: "历下区", Short: "历下", City: 370100}); err != nil {
			t.Fatalf("found district: %v", err)
		}
	}
	return s
}

// migrated prepares the database that the others are copied from.
func migrated(url string) error {
	_, err := sqldb.Migrate(context.Background(), url, store.Migrations())
	return err
}
