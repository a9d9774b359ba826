package desk

import (
	"slices"

	"huying/internal/sqldb"
)

// Page asks for a piece of a list: at most so many, after where the last piece ended.
type Page = sqldb.Page

// ErrCursor says that a cursor is not one this list gave out.
var ErrCursor = sqldb.ErrCursor

// Cut takes one page out of a list that is whole in memory, such as the matters of an edition. The
// key of an item is its own; the cursor of the next page is empty on the last.
func Cut[T any](list []T, page Page, key func(T) string) ([]T, string, error) {
	var after string
	if ok, err := page.After(&after); err != nil {
		return nil, "", err
	} else if ok {
		i := slices.IndexFunc(list, func(item T) bool { return key(item) == after })
		if i < 0 {
			return nil, "", ErrCursor
		}
		list = list[i+1:]
	}
	size := page.Size()
	if len(list) <= size {
		return list, "", nil
	}
	return list[:size], sqldb.Cursor(key(list[size-1])), nil
}
