package sqldb

import (
	"context"
	"errors"
	"testing"
)

// What is committed is counted; what is undone is not.
func TestGroupsAreCounted(t *testing.T) {
	db := openNotes(t, nil)
	before := db.Groups()
	put(t, db, qPut, "a", int64(1))
	put(t, db, qPut, "b", int64(2))
	no := errors.New("no")
	if err := db.Write(context.Background(), func(context.Context, *Tx) error { return no }); !errors.Is(err, no) {
		t.Fatal(err)
	}
	after := db.Groups()
	if after.Writes-before.Writes != 2 || after.Commits-before.Commits != 2 {
		t.Errorf("%+v, then %+v", before, after)
	}
}
