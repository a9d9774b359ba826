package sqldb

import (
	"encoding/base64"
	"encoding/json"
	"errors"
)

// Page asks for a piece of a list. Pages are cut by key, never by count, so that page one
// thousand costs as much as page one.
type Page struct {
	Limit  int    // rows wanted; see Size
	Cursor string // where the last page ended; empty for the first
}

// Bounds of a page.
const (
	defaultPage = 50
	maximalPage = 200
)

// ErrCursor says that a cursor is not one this list gave out.
var ErrCursor = errors.New("cursor is not from this list")

// Size is the number of rows the page holds at most: 50 unless asked otherwise, never over 200.
func (p Page) Size() int {
	switch {
	case p.Limit <= 0:
		return defaultPage
	case p.Limit > maximalPage:
		return maximalPage
	}
	return p.Limit
}

// Cursor packs the key at which a page ended.
func Cursor(key any) string {
	b, err := json.Marshal(key)
	if err != nil {
		panic(err) // keys are strings and integers
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// After unpacks a cursor into the key; false for the first page.
func (p Page) After(key any) (bool, error) {
	if p.Cursor == "" {
		return false, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(p.Cursor)
	if err != nil || json.Unmarshal(b, key) != nil {
		return false, ErrCursor
	}
	return true, nil
}
