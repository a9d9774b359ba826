// Package settings is where people choose: each how to be told (告知设置), and the district what it goes by (区县设定).
package settings

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the pages' own few lines.
//
//go:embed settings.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// Own is the page on which a person chooses how to be told.
type Own struct {
	Form    face.Form // its fields stand under the table: quiet hours, language; the first is the address
	Table   Table
	Phone   string // as it is shown to its owner; empty where the account has none
	Mail    bool   // an address is known
	Changed bool   // something is not as the district's rule says
}

// Table says which topics go over which channels.
type Table struct {
	Columns []string // channels, as they are called
	Rows    []TopicRow
	Rule    string // heading of the column that says what holds otherwise; empty: no such column
}

// TopicRow is one topic.
type TopicRow struct {
	Name, Topic, Note string
	Fixed             string // said instead of the boxes, where there is nothing to choose
	Boxes             []Box
	Was               string // what was shown, so that only what was changed counts
	Rule              string // what the rule says
	Changed           bool
}

// Box is one channel of a topic.
type Box struct {
	Value, Label string
	On           bool
}
