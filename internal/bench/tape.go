package main

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the scratch store is read beside the product

	"huying/internal/ledger"
	"huying/internal/store"
)

// A tape is what the verbs of a life write, with blanks where each life has its own names.
type tape struct {
	tables  map[string]table
	verbs   []taped
	ids     []string                 // names of the template life, in the order of the blanks: number, id, contents …
	plain   map[string]ledger.Sealed // its contents
	counted map[int64][]write        // what the verb counts whose first event has this version
	open    int                      // one case in so many is open where a store is filled
	due     func(n int) int64        // when the clock of the n-th case filled in is due; nil for as it was with the template
	stages  [2][]write               // all rows of a case that has just been dispatched, and of one that is archived
}

// Taped is what one verb writes.
type taped struct {
	writes  []write
	entries []write // into the log; the index is the log's to give
	counts  []write // added to counters, once for a group
}

// A table is as the schema declares it.
type table struct {
	columns []string
	kinds   []string // BIGINT, TEXT, BYTEA, BOOLEAN
	key     []string
}

// A write is one row inserted, changed or deleted.
type write struct {
	table   string
	kind    string // insert, update, delete, count
	columns []string
	values  []value // of columns, then of the key where kind is update or delete
	text    string  // the statement, numbered from $1 in the order of the values
}

// The tables that a life writes, apart from those the seal writes for many lives together.
var worked = []string{"event", "content", "content_key", "cases", "task", "clock", "warning", "visible", "outbox", "idempotency", "entry", "counter"}

// record leads two cases through their lives on a scratch store, and tapes what the second one wrote.
func record(ctx context.Context, dir string) (*tape, error) {
	dir = filepath.Join(dir, "scratch")
	h, err := openHouse(ctx, store.Options{Dir: dir, NoSync: true})
	if err != nil {
		return nil, err
	}
	defer h.close()
	if err := h.life(ctx, lifeVerbs); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "huying.db")+"?mode=ro")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	t := &tape{tables: map[string]table{}, counted: map[int64][]write{}}
	for _, name := range worked {
		if t.tables[name], err = describe(ctx, db, name); err != nil {
			return nil, err
		}
	}
	before, err := t.snapshot(ctx, db)
	if err != nil {
		return nil, err
	}
	first := before
	answer, err := h.verb(ctx, 0, "", 0)
	if err != nil {
		return nil, err
	}
	for v := range lifeVerbs {
		if v > 0 {
			if answer, err = h.verb(ctx, v, answer.No, 0); err != nil {
				return nil, err
			}
		}
		after, err := t.snapshot(ctx, db)
		if err != nil {
			return nil, err
		}
		if v == 0 {
			t.name(string(answer.No), before, after)
		}
		t.learn(before, after)
		done := parted(t.differ(before, after))
		t.verbs = append(t.verbs, done)
		if len(done.entries) > 0 {
			version, _ := done.entries[0].values[slices.Index(t.tables["entry"].columns, "version")].constant.(int64)
			t.counted[version] = done.counts
		}
		if stage := slices.Index([]int{1, lifeVerbs - 1}, v); stage >= 0 {
			t.stages[stage] = parted(t.differ(first, after)).writes
			t.stages[stage] = append(t.stages[stage], parted(t.differ(first, after)).entries...)
		}
		before = after
	}
	t.plain, _, err = h.store.In(district).ContentOf(ctx, "case/"+t.ids[1], ledger.TextContent, ledger.MarkContent, ledger.FileContent, ledger.PersonContent)
	return t, err
}

// parted parts what the seal writes from what the verb itself does.
func parted(all []write) (t taped) {
	for _, w := range all {
		switch w.table {
		case "entry":
			t.entries = append(t.entries, w)
		case "counter":
			t.counts = append(t.counts, w)
		default:
			t.writes = append(t.writes, w)
		}
	}
	return t
}

func (t *tape) rows(verbs int) int {
	n := 0
	for _, v := range t.verbs[:verbs] {
		n += len(v.writes) + len(v.entries) + len(v.counts)
	}
	return n
}

// number is the n-th case's number in a filled store: some hundreds a day, for years.
func number(n int) string {
	day := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n/500)
	return fmt.Sprintf("%s%05d", day.Format("20060102"), n%500+1)
}

func describe(ctx context.Context, db *sql.DB, name string) (table, error) {
	rows, err := db.QueryContext(ctx, `SELECT name, type, pk FROM pragma_table_info('`+name+`') ORDER BY cid`)
	if err != nil {
		return table{}, err
	}
	defer rows.Close()
	var t table
	for rows.Next() {
		var column, kind string
		var key int
		if err := rows.Scan(&column, &kind, &key); err != nil {
			return t, err
		}
		t.columns, t.kinds = append(t.columns, column), append(t.kinds, kind)
		if key > 0 {
			t.key = append(t.key, column)
		}
	}
	if len(t.columns) == 0 {
		return t, fmt.Errorf("no table %s", name)
	}
	return t, rows.Err()
}

// A snapshot is every row of the district, by table and key.
type snapshot map[string]map[string][]any

func (t *tape) snapshot(ctx context.Context, db *sql.DB) (snapshot, error) {
	all := snapshot{}
	for _, name := range worked {
		d := t.tables[name]
		rows, err := db.QueryContext(ctx, fmt.Sprintf(`SELECT %s FROM %s WHERE district_id = %d`, strings.Join(d.columns, ", "), name, district))
		if err != nil {
			return nil, err
		}
		all[name] = map[string][]any{}
		for rows.Next() {
			row := make([]any, len(d.columns))
			into := make([]any, len(row))
			for i := range row {
				into[i] = &row[i]
			}
			if err := rows.Scan(into...); err != nil {
				return nil, err
			}
			for i, kind := range d.kinds {
				if n, ok := row[i].(int64); ok && kind == "BOOLEAN" {
					row[i] = n != 0
				}
			}
			all[name][d.keyOf(row)] = row
		}
		if err := rows.Err(); err != nil {
			return nil, err
		}
		rows.Close()
	}
	return all, nil
}

func (d table) keyOf(row []any) string {
	var b strings.Builder
	for _, k := range d.key {
		fmt.Fprintf(&b, "%v\x00", row[slices.Index(d.columns, k)])
	}
	return b.String()
}

// name learns what the template case is called.
func (t *tape) name(no string, before, after snapshot) {
	t.ids = append(t.ids, no)
	cases := t.tables["cases"]
	for key, row := range after["cases"] {
		if _, old := before["cases"][key]; !old {
			t.ids = append(t.ids, row[slices.Index(cases.columns, "id")].(string))
		}
	}
}

// learn takes up the names that a verb brought: contents, and the keys of requests.
func (t *tape) learn(before, after snapshot) {
	for _, source := range []struct{ table, column string }{{"content", "id"}, {"idempotency", "key"}} {
		i := slices.Index(t.tables[source.table].columns, source.column)
		for key, row := range after[source.table] {
			if _, old := before[source.table][key]; !old {
				t.ids = append(t.ids, row[i].(string))
			}
		}
	}
}

// differ lists what a verb changed, tables in the order of worked, rows by their key.
func (t *tape) differ(before, after snapshot) []write {
	var all []write
	for _, name := range worked {
		d := t.tables[name]
		keys := map[string]bool{}
		for k := range before[name] {
			keys[k] = true
		}
		for k := range after[name] {
			keys[k] = true
		}
		sorted := make([]string, 0, len(keys))
		for k := range keys {
			sorted = append(sorted, k)
		}
		slices.Sort(sorted)
		for _, k := range sorted {
			was, is := before[name][k], after[name][k]
			w := write{table: name}
			switch {
			case name == "counter" && fmt.Sprint(was) != fmt.Sprint(is):
				w.kind, w.values = "count", t.blanks(is[:len(is)-1])
			case name == "counter":
				continue
			case was == nil:
				w.kind, w.columns, w.values = "insert", d.columns, t.blanks(is)
			case is == nil:
				w.kind, w.values = "delete", t.blanks(d.keyValues(was))
			default:
				w.kind = "update"
				for i, column := range d.columns {
					if fmt.Sprint(was[i]) != fmt.Sprint(is[i]) {
						w.columns, w.values = append(w.columns, column), append(w.values, t.blank(is[i]))
					}
				}
				if len(w.columns) == 0 {
					continue
				}
				w.values = append(w.values, t.blanks(d.keyValues(is))...)
			}
			w.text = w.statement(d)
			all = append(all, w)
		}
	}
	return all
}

func (d table) keyValues(row []any) []any {
	var values []any
	for _, k := range d.key {
		values = append(values, row[slices.Index(d.columns, k)])
	}
	return values
}
