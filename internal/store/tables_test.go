package store_test

import (
	"context"
	"sort"
	"strings"
	"testing"

	"huying/internal/store"
	"huying/internal/store/storetest"
)

func TestEveryTableIsListed(t *testing.T) {
	s := storetest.Open(t, storetest.SQLite(t))
	have, err := store.Texts(s, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'goose%'`)
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	for name := range store.Tables {
		listed = append(listed, name)
	}
	sort.Strings(have)
	sort.Strings(listed)
	if strings.Join(have, " ") != strings.Join(listed, " ") {
		t.Errorf("there are\n%v\nlisted are\n%v", have, listed)
	}
}

// An application role does all the work of the store, and cannot change the record even where the
// triggers are gone.
func TestApplicationRole(t *testing.T) {
	ctx := context.Background()
	o := storetest.Postgres(t)
	owner := storetest.Open(t, o)
	could, err := owner.MayRewrite(ctx)
	if err != nil || len(could) != len(store.Permanent) {
		t.Fatalf("the owner could change %v, %v", could, err)
	}
	if err := store.Run(owner, `CREATE ROLE "huying app" LOGIN`); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = store.Run(owner, `DROP OWNED BY "huying app"`)
		_ = store.Run(owner, `DROP ROLE "huying app"`)
	})
	if err := owner.Grant(ctx, "huying app"); err != nil {
		t.Fatal(err)
	}
	for _, table := range store.Permanent {
		if err := store.Run(owner, `ALTER TABLE `+table+` DISABLE TRIGGER ALL`); err != nil {
			t.Fatal(err)
		}
	}
	o.URL = strings.Replace(o.URL, "user=postgres", "user=huying%20app", 1)
	o.Migrated = true
	app := storetest.Open(t, o)
	p := dispatchAndAccept(t, app, openCase(t, app, 1, "east"))
	sealed(t, app, int(p.Case.Version))
	if could, err := app.MayRewrite(ctx); err != nil || len(could) != 0 {
		t.Fatalf("the application could change %v, %v", could, err)
	}
	for _, text := range []string{`UPDATE event SET type = 'x'`, `DELETE FROM entry`, `TRUNCATE checkpoint`, `ALTER TABLE event DISABLE TRIGGER ALL`, `SET session_replication_role = replica`} {
		if err := store.Run(app, text); err == nil || !strings.Contains(err.Error(), "42501") {
			t.Errorf("%s: %v", text, err)
		}
	}
	if err := app.Check(ctx, district); err != nil {
		t.Error(err)
	}
}
