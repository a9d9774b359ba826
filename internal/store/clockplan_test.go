package store_test

import (
	"context"
	"strings"
	"testing"

	"huying/internal/sqldb"
	"huying/internal/store/storetest"
)

// On PostgreSQL a statement is planned once, whatever is asked for. What is due is read in the order of an index even so, with
// thousands of clocks due and tens of thousands that are not: no sort, and nothing read that is not given.
func TestDueClocksAreReadInOrder(t *testing.T) {
	db := openRaw(t, storetest.Database(t))
	text := ""
	for _, s := range sqldb.Statements() {
		if strings.Contains(s.Where(), "/store/clock.go") && strings.HasPrefix(s.On(sqldb.Postgres), "SELECT") {
			text = s.On(sqldb.Postgres)
		}
	}
	var plan []string
	err := db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		for _, text := range []string{
			`INSERT INTO clock (district_id, no, name, due, next_at) SELECT 370102, 'c' || n, 'next', n, n FROM generate_series(1, 30000) n`,
			`ANALYZE clock`,
			`PREPARE due (BIGINT, BIGINT, BIGINT) AS ` + text,
		} {
			if _, err := sqldb.Exec(ctx, tx, sqldb.Text(text)); err != nil {
				return err
			}
		}
		var err error
		plan, err = sqldb.All(ctx, tx, sqldb.Text(`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) EXECUTE due(370102, 5000, 200)`), sqldb.Self[string])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(plan, "\n")
	if !strings.Contains(all, "using clock_next on clock (actual rows=200 ") || strings.Contains(all, "Sort") || strings.Contains(all, "Removed by Filter") {
		t.Errorf("the plan of\n%s\nis\n%s", text, all)
	}
}
