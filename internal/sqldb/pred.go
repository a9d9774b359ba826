package sqldb

import (
	"strconv"
	"strings"
)

// Pred is a condition with its arguments. Its text numbers them $1, $2, … from its own first
// argument; composing renumbers them, so that parts can be written apart.
type Pred struct {
	SQL  string
	Args []any
}

// Where makes a condition.
func Where(sql string, args ...any) Pred { return Pred{sql, args} }

// And joins conditions that all must hold; with none it is always true.
func And(ps ...Pred) Pred {
	var b strings.Builder
	var args []any
	for _, p := range ps {
		if p.SQL == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(" AND ")
		}
		b.WriteString("(" + shift(p.SQL, len(args)) + ")")
		args = append(args, p.Args...)
	}
	if b.Len() == 0 {
		return Pred{SQL: "1 = 1"}
	}
	return Pred{b.String(), args}
}

// After renumbers the condition to follow n earlier arguments.
func (p Pred) After(n int) string { return shift(p.SQL, n) }

// shift adds n to every placeholder. Literals in our statements never hold a dollar sign.
func shift(sql string, n int) string {
	if n == 0 {
		return sql
	}
	var b strings.Builder
	for i := 0; i < len(sql); i++ {
		b.WriteByte(sql[i])
		if sql[i] != '$' {
			continue
		}
		j := i + 1
		for j < len(sql) && sql[j] >= '0' && sql[j] <= '9' {
			j++
		}
		if k, err := strconv.Atoi(sql[i+1 : j]); err == nil {
			b.WriteString(strconv.Itoa(k + n))
			i = j - 1
		}
	}
	return b.String()
}
