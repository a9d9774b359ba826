// Package notice says no: refused, with the clause; not found; or a fault, with its number.
package notice

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the page's own few lines.
//
//go:embed notice.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// Kind is the sort of no.
type Kind string

// The kinds.
const (
	Refused Kind = "refused" // a rule says no
	Missing Kind = "missing" // nothing there, or nothing this post may see
	Fault   Kind = "fault"   // 系统内部错误
)

// View is what the page shows.
type View struct {
	Kind    Kind
	Reason  string // as the rule wrote it
	Clause  string
	Request string // request number of a fault
	Back    string // the page the person came from
}

// Stories are the page's states for the storybook.
func Stories() []face.Story {
	story := func(state string, v View) face.Story {
		return face.Story{Page: "notice", State: state, Show: func(f face.Frame) face.Component { return face.Sample(f, v, Page, "notice.") }}
	}
	return []face.Story{
		story("refused", View{Kind: Refused, Reason: "本单位不在该呼叫单的派单范围内", Clause: "P-41", Back: "/storybook"}),
		story("missing", View{Kind: Missing}),
		story("fault", View{Kind: Fault, Request: "0198d3a07b1e"}),
	}
}
