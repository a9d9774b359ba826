package main

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"strings"
)

// A value is a constant, or a text with blanks.
type value struct {
	constant any
	parts    []part // nil for a constant
}

type part struct {
	text  string
	blank int // which of the life's own names follows the text; -1 for none
}

func (t *tape) blanks(row []any) []value {
	values := make([]value, len(row))
	for i, v := range row {
		values[i] = t.blank(v)
	}
	return values
}

// blank cuts the template's own names out of a text.
func (t *tape) blank(v any) value {
	text, ok := v.(string)
	if !ok {
		return value{constant: v}
	}
	var parts []part
	for {
		at, which := -1, -1
		for i, id := range t.ids {
			if j := strings.Index(text, id); j >= 0 && (at < 0 || j < at) {
				at, which = j, i
			}
		}
		if which < 0 {
			break
		}
		parts = append(parts, part{text[:at], which})
		text = text[at+len(t.ids[which]):]
	}
	if parts == nil {
		return value{constant: v}
	}
	return value{parts: append(parts, part{text, -1})}
}

// fresh names one more life: as long as the template's names, and of the same sort.
func (t *tape) fresh(no string) []string {
	names := make([]string, len(t.ids))
	var raw [32]byte
	for i, id := range t.ids {
		_, _ = rand.Read(raw[:])
		switch {
		case i == 0:
			names[i] = no
		case strings.HasPrefix(id, "sha256:"):
			names[i] = "sha256:" + hex.EncodeToString(raw[:])
		default:
			names[i] = hex.EncodeToString(raw[:18])
		}
	}
	return names
}

func (v value) of(names []string) any {
	if v.parts == nil {
		return v.constant
	}
	var b strings.Builder
	for _, p := range v.parts {
		b.WriteString(p.text)
		if p.blank >= 0 {
			b.WriteString(names[p.blank])
		}
	}
	return b.String()
}

// args are a write's arguments in one life.
func (w write) args(names []string) []any {
	all := make([]any, len(w.values))
	for i, v := range w.values {
		all[i] = v.of(names)
	}
	return all
}

func (w write) statement(d table) string {
	n := 0
	next := func() string { n++; return fmt.Sprintf("$%d", n) }
	each := func(columns []string) string {
		var terms []string
		for _, c := range columns {
			terms = append(terms, c+" = "+next())
		}
		return strings.Join(terms, ", ")
	}
	where := func() string { return strings.ReplaceAll(each(d.key), ", ", " AND ") }
	switch w.kind {
	case "insert":
		var holes []string
		for range w.columns {
			holes = append(holes, next())
		}
		return fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", w.table, strings.Join(w.columns, ", "), strings.Join(holes, ", "))
	case "count":
		return fmt.Sprint(w.values) // only told apart by it
	case "update":
		return fmt.Sprintf("UPDATE %s SET %s WHERE %s", w.table, each(w.columns), where())
	}
	return fmt.Sprintf("DELETE FROM %s WHERE %s", w.table, where())
}
