// Package storybook lists every page in every state: empty, one, many, overdue, refused; and before them what all pages are
// made of: the ground (colours, type, space) and the parts of face, each in every state it knows.
package storybook

import (
	"context"
	"embed"
	"io"
	"time"

	"github.com/a-h/templ"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the storybook's own few lines.
//
//go:embed storybook.css
var Style string

// Scripts are what the storybook does beyond HTML: it opens what a story shows opened. Only its own pages ask for it.
//
//go:embed story.js
var Scripts embed.FS

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// now is the moment all samples are looked at: 2019-07-25 10:00 of the first story.
var now = at(25, 10, 0)

func at(day, hour, minute int) int64 {
	return time.Date(2019, 7, day, hour, minute, 0, 0, time.FixedZone("UTC+8", 8*60*60)).UnixMicro()
}

// Stories are the ground and the parts.
func Stories() []face.Story {
	story := func(page, state string, body face.Component) face.Story {
		return face.Story{Page: page, State: state, Show: func(f face.Frame) face.Component { return titled(f, page+"."+state, body) }}
	}
	all := []face.Story{
		story("ground", "colours", colours()), story("ground", "type", letters()), story("ground", "space", spaces()),
		story("parts", "words", words()), story("parts", "clock", clocks()), story("parts", "unit", units()),
		story("parts", "steps", steps()), story("parts", "entries", entries()), story("parts", "form", form()),
		story("parts", "refused", refusedForm()), story("parts", "files", files()), story("parts", "buttons", buttons()),
		story("parts", "dialog", dialogs()), story("parts", "dialog-open", dialogOpen()), story("parts", "tip", tips()), story("parts", "tip-open", tipOpen()),
		story("parts", "states", states()), story("parts", "table", table()), story("parts", "tabs", tabs()), story("parts", "list", list()),
		story("parts", "queue", queue()),
	}
	toast := face.Story{Page: "parts", State: "toast", Show: func(f face.Frame) face.Component {
		return said(func(ctx context.Context) face.Component {
			f.Told = t(ctx, "told.call")
			return titled(f, "parts.toast", toasts())
		})
	}}
	guest := face.Story{Page: "parts", State: "guest", Show: func(f face.Frame) face.Component {
		f.Who, f.Nav, f.District = face.Who{}, nil, ""
		return titled(f, "parts.guest", guest())
	}}
	return append(all, toast, guest)
}

// said is a component that is made in the language of its reader.
func said(made func(context.Context) face.Component) face.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error { return made(ctx).Render(ctx, w) })
}

// titled is a part on a page of the storybook, under its name.
func titled(f face.Frame, name string, body face.Component) face.Component {
	return said(func(ctx context.Context) face.Component {
		f.Title = t(ctx, "story."+name)
		return sheet(f, f.Title, body)
	})
}
