package sqldb

import (
	"errors"
	"testing"
)

// Cursors come from outside: whatever they hold, they give a key or ErrCursor.
func FuzzCursor(f *testing.F) {
	f.Add(Cursor("2019072500001"))
	f.Add(Cursor(struct {
		Due int64
		No  string
	}{1, "x"}))
	f.Add("bm90IGpzb24")
	f.Fuzz(func(t *testing.T, cursor string) {
		var no string
		if ok, err := (Page{Cursor: cursor}).After(&no); err == nil && ok != (cursor != "") {
			t.Errorf("%q: %v", cursor, ok)
		}
		var key struct {
			Due int64
			No  string
		}
		if _, err := (Page{Cursor: cursor}).After(&key); err != nil && !errors.Is(err, ErrCursor) {
			t.Errorf("%q: %v", cursor, err)
		}
	})
}
