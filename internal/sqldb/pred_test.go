package sqldb

import (
	"errors"
	"fmt"
	"testing"
)

func TestPredicatesRenumber(t *testing.T) {
	p := And(Where(`a = $1`, 1), Pred{}, Where(`b = $2 OR c = $1`, 2, 3), Where(`d IS NULL`), Where(`e = $1`, 4))
	if got, want := p.After(10), `(a = $11) AND (b = $13 OR c = $12) AND (d IS NULL) AND (e = $14)`; got != want || fmt.Sprint(p.Args) != "[1 2 3 4]" {
		t.Errorf("%s %v", got, p.Args)
	}
	if And().SQL != "1 = 1" {
		t.Error("no condition must always hold")
	}
}

func TestPages(t *testing.T) {
	type key struct {
		Due int64
		No  string
	}
	var got key
	ok, err := Page{Cursor: Cursor(key{7, "x"})}.After(&got)
	if !ok || err != nil || got != (key{7, "x"}) {
		t.Errorf("%+v %v %v", got, ok, err)
	}
	for _, c := range []string{"!!", "e30x", "bm90IGpzb24"} {
		if _, err := (Page{Cursor: c}).After(&got); !errors.Is(err, ErrCursor) {
			t.Errorf("%q: %v", c, err)
		}
	}
	if (Page{}).Size() != 50 || (Page{Limit: 9999}).Size() != 200 || (Page{Limit: 7}).Size() != 7 {
		t.Error("sizes")
	}
}
