// Package supervision is the list of supervisions (督办) that no unit has answered yet: over which
// unit, how far it has climbed, and by when an answer is due. 依据 P-110, P-111.
package supervision

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the page's own few lines.
//
//go:embed supervision.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is what the page shows.
type View struct {
	Lede      string
	Here      string
	Trays     []face.Tray // counts of the whole list, each leading to what it counts
	Units     []face.Option
	Townships []face.Option // none where the post has one township alone
	Levels    []face.Option
	Causes    []face.Option
	Late      bool
	Answered  bool
	Filtered  bool // something narrows the list beside the trays
	Rows      []Row
	First     string
	More      string
}

// Row is one supervision.
type Row struct {
	ID        string
	No, Href  string
	Title     string
	Situation string
	Class     string
	Township  string
	Unit      string // who has to answer
	Phone     string // of who is on duty there
	Level     string // whom it has reached
	Climbed   int    // how many levels
	Top       int    // how many there are
	Cause     string // why, where nobody asked for it
	Text      string
	At        int64
	Clock     face.Clock
	Answered  int64 // 0 = not yet
}
