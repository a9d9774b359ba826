package store_test

import (
	"context"
	"sort"
	"strings"
	"testing"

	"huying/internal/ledger"
	"huying/internal/sqldb"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

var guarded = []string{"event", "entry", "tile", "checkpoint", "document"}

// The triggers refuse whoever tries to change the record, by whatever statement.
func TestRecordRefusesChange(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		talk(t, s, "talk/x", 300)
		sealed(t, s, 300)
		err := s.Write(context.Background(), district, func(_ context.Context, tx *store.Tx) error {
			return tx.PutDocument(store.Document{Hash: "sha256:00", Kind: "law", Body: "条文"})
		})
		if err != nil {
			t.Fatal(err)
		}
		tries := map[string]string{}
		for _, table := range guarded {
			tries["update "+table] = "UPDATE " + table + " SET district_id = 1"
			tries["delete "+table] = "DELETE FROM " + table
			if s.Engine() == sqldb.Postgres {
				tries["truncate "+table] = "TRUNCATE " + table
			}
		}
		if s.Engine() == sqldb.SQLite {
			tries["replace"] = `INSERT OR REPLACE INTO event (district_id, stream, version, type, at, account, post, unit, role, leaf)
				SELECT district_id, stream, version, 'Forged', at, account, post, unit, role, leaf FROM event`
			tries["replace entry"] = `REPLACE INTO entry (district_id, idx, stream, version, hash)
				SELECT district_id, idx, stream, version, hash FROM entry`
		} else {
			tries["upsert"] = `INSERT INTO event (district_id, stream, version, type, at, account, post, unit, role, leaf)
				SELECT district_id, stream, version, 'Forged', at, account, post, unit, role, leaf FROM event
				ON CONFLICT (district_id, stream, version) DO UPDATE SET type = excluded.type`
		}
		for name, text := range tries {
			if err := store.Run(s, text); !sqldb.IsConstraint(err) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := s.Check(context.Background(), district); err != nil {
			t.Error(err)
		}
	})
}

// Longer leaves and statuses that nobody declared are refused by the tables themselves.
func TestChecksRefuse(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		for name, text := range map[string]string{
			"leaf": `INSERT INTO event (district_id, stream, version, type, at, account, post, unit, role, leaf)
				VALUES (370102, 's', 1, 'T', 1, '', '', 'u', 'r', '` + strings.Repeat("é", 32768) + `')`,
			"version": `INSERT INTO event (district_id, stream, version, type, at, account, post, unit, role, leaf)
				VALUES (370102, 's', 0, 'T', 1, '', '', 'u', 'r', '{}')`,
			"status": `INSERT INTO task (district_id, no, id, unit, section, officer, lead, status, due, late, open)
				VALUES (370102, 'n', 't1', 'u', '', '', TRUE, 'sleeping', 1, FALSE, TRUE)`,
			"kind": `INSERT INTO content (district_id, id, stream, kind, nonce, cipher) VALUES (370102, 'i', 's', 'gossip', '', '')`,
		} {
			if err := store.Run(s, text); !sqldb.IsConstraint(err) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// Both engines have the same tables with the same columns, in the same order.
func TestSchemasAreEqual(t *testing.T) {
	var lists [2][]string
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		s := open()
		text := `SELECT m.name || '.' || p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p
			WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE 'goose%'`
		i := 0
		if s.Engine() == sqldb.Postgres {
			text = `SELECT table_name || '.' || column_name FROM information_schema.columns
				WHERE table_schema = 'public' AND table_name NOT LIKE 'goose%'`
			i = 1
		}
		list, err := store.Texts(s, text)
		if err != nil {
			t.Fatal(err)
		}
		sort.Strings(list)
		lists[i] = list
	})
	if lists[1] == nil {
		t.Skip("no PostgreSQL to compare with")
	}
	if a, b := strings.Join(lists[0], "\n"), strings.Join(lists[1], "\n"); a != b || len(lists[0]) < 100 {
		t.Fatalf("SQLite has\n%s\n\nPostgreSQL has\n%s", a, b)
	}
}

// Every tenant table has district_id first, in itself and in its key.
func TestDistrictComesFirst(t *testing.T) {
	s := storetest.Open(t, storetest.SQLite(t))
	bad, err := store.Texts(s, `SELECT m.name || '.' || p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE 'goose%' AND m.name <> 'login'
		AND ((p.cid = 0 OR p.pk = 1) AND p.name <> 'district_id')`)
	if err != nil || len(bad) > 0 {
		t.Fatalf("%v %v", bad, err)
	}
	bad, err = store.Texts(s, `SELECT i.name FROM sqlite_master i JOIN pragma_index_info(i.name) p
		WHERE i.type = 'index' AND p.seqno = 0 AND p.name <> 'district_id' AND i.tbl_name NOT IN ('login') AND i.name NOT LIKE '%goose%'`)
	if err != nil || len(bad) > 0 {
		t.Fatalf("indexes %v %v", bad, err)
	}
}

// A receipt convinces who has only the verifier key.
func TestReceipt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx := context.Background()
		s := open()
		for n := range 5 {
			say(t, s, "talk/x", n)
		}
		sealed(t, s, 5)
		r, ok, err := s.In(district).Receipt(ctx, "talk/x", 3)
		if err != nil || !ok {
			t.Fatalf("%v %v", ok, err)
		}
		vkey, err := s.In(district).Vkey(ctx)
		if err != nil {
			t.Fatal(err)
		}
		key, err := ledger.ParseVerifierKey(vkey)
		if err != nil {
			t.Fatal(err)
		}
		e, c, err := r.Verify(nil, key)
		if err != nil || e.Stream != "talk/x" || e.Version != 3 || c.Size != 5 {
			t.Fatalf("%+v %+v %v", e, c, err)
		}
	})
}

// An event that somebody has altered has no receipt, and no other event loses its own.
func TestNoReceiptForAnAlteredEvent(t *testing.T) {
	s := storetest.Open(t, storetest.SQLite(t))
	talk(t, s, "talk/x", 5)
	sealed(t, s, 5)
	for _, text := range []string{
		`DROP TRIGGER event_refuses_update`,
		`UPDATE event SET leaf = replace(leaf, '"account":"', '"account":"not-') WHERE version = 3`,
	} {
		if err := store.Run(s, text); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok, err := s.In(district).Receipt(t.Context(), "talk/x", 3); ok || err == nil {
		t.Errorf("a receipt was issued (%v, %v)", ok, err)
	}
	if _, ok, err := s.In(district).Receipt(t.Context(), "talk/x", 2); !ok || err != nil {
		t.Errorf("%v %v", ok, err)
	}
}
