// Package township is the township's desk and its call: what has come in, what has come back, what
// waits to be verified and rated; and the form with which a township calls the departments.
package township

import (
	"context"
	"embed" // the sheets and scripts that stand beside the pages

	"huying/internal/locale"
	"huying/internal/web/face"
)

//go:embed township.css
var deskStyle string

//go:embed call.css
var callStyle string

//go:embed check.css
var checkStyle string

// Style is the pages' own few lines.
var Style = deskStyle + callStyle + checkStyle

// Scripts are what a script adds to the pages, by name.
//
//go:embed *.js
var Scripts embed.FS

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// Desk is what the township's desk shows.
type Desk struct {
	Township string
	Call     string // address of an empty call form
	Report   string // address for taking down a report on behalf
	Trays    []face.Tray
	Lists    []face.List
}
