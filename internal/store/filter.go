package store

import (
	"strconv"
	"strings"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// CaseFilter (筛选) narrows a list. Zero fields do not narrow. Viewer is never empty: a list always
// belongs to somebody.
type CaseFilter struct {
	Viewer   string
	Open     bool     // only cases in which somebody still has to do something
	Statuses []string // any of these
	Class    string
	Matters  []int // any of these
	Township org.UnitID
	Grid     org.UnitID
	Unit     org.UnitID // a unit that has, or had, a task
	Waits    org.UnitID // a unit or section that has a task to work on now
	Late     bool       // overdue: a miss on record, or a deadline that has passed at Now
	Now      int64
	From, To string // days of the case number, both included: 20190725
	Text     string // part of number, summary or place
	Unread   bool   // Text is looked for in the number alone, for who may not read words
}

// match is what a row must fulfil besides being in the viewer's range; empty when nothing is asked.
func (f CaseFilter) match() sqldb.Pred {
	var ps []sqldb.Pred
	add := func(sql string, args ...any) { ps = append(ps, sqldb.Where(sql, args...)) }
	if len(f.Statuses) > 0 {
		ps = append(ps, oneOf("c.status", f.Statuses))
	}
	if f.Class != "" {
		add(`c.class = $1`, f.Class)
	}
	if len(f.Matters) > 0 {
		numbers := make([]int64, len(f.Matters))
		for i, n := range f.Matters {
			numbers[i] = int64(n)
		}
		ps = append(ps, oneOf("c.matter", numbers))
	}
	if f.Township != "" {
		add(`c.township = $1`, f.Township)
	}
	if f.Grid != "" {
		add(`c.grid = $1`, f.Grid)
	}
	if f.Unit != "" {
		add(`EXISTS (SELECT 1 FROM visible u WHERE u.district_id = c.district_id AND u.viewer = $1 AND u.no = c.no)`,
			ViewerUnit(f.Unit))
	}
	if f.Waits != "" {
		add(`EXISTS (SELECT 1 FROM task k WHERE k.district_id = c.district_id AND k.no = c.no AND k.open = TRUE
			AND k.status IN ('waiting', 'designated', 'accepted', 'arrived') AND (k.unit = $1 OR k.section = $1))`, f.Waits)
	}
	if f.Late {
		add(`(c.late = TRUE OR c.due <= $1)`, f.Now)
	}
	switch like := containing(f.Text); {
	case f.Text == "":
	case f.Unread:
		add(`c.no LIKE $1 ESCAPE '\'`, like)
	default:
		add(`lower(c.summary) LIKE $1 ESCAPE '\' OR lower(c.place) LIKE $1 ESCAPE '\' OR c.no LIKE $1 ESCAPE '\'`, like)
	}
	if len(ps) == 0 {
		return sqldb.Pred{}
	}
	return sqldb.And(ps...)
}

// oneOf is true of a column that has any of these values.
func oneOf[T any](column string, values []T) sqldb.Pred {
	p := sqldb.Pred{SQL: column + " IN ("}
	for i, v := range values {
		if i > 0 {
			p.SQL += ", "
		}
		p.SQL += place(i + 1)
		p.Args = append(p.Args, v)
	}
	p.SQL += ")"
	return p
}

// place is the nth argument of a statement.
func place(n int) string { return "$" + strconv.Itoa(n) }

// containing is a pattern for texts that hold these words, in lower case.
func containing(words string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(strings.ToLower(words)) + "%"
}
