// Package proof shows the record itself: the receipt of one event, and how the district's log
// stands, with what it proves and what it does not.
package proof

import (
	"context"
	_ "embed"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the pages' own few lines.
//
//go:embed proof.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// Receipt (回执) is the proof of one event: its exact bytes, its place in the log, the way from its
// hash to a signed root.
type Receipt struct {
	No, Back  string
	Type      string // event.<Type>
	At        int64
	Unit      string
	Index     int64
	Size      int64
	Leaf      string // the canonical JSON
	LeafHash  string
	Root      string
	Origin    string
	Path      []string // audit path, from the leaf up
	Download  string
	Checked   bool // this server has recomputed it just now
	Sealed    bool
	Verifying string // the verifier key
}

// Log is the page about a district's record.
type Log struct {
	District   string
	Origin     string
	Size       int64
	Root       string
	At         int64
	Checkpoint string // as published
	Key        string // verifier key
	Prefix     string // /log/370102
	Empty      bool
}

// Districts is the list of records there are.
type Districts struct{ All []District }

// District is one of them.
type District struct{ Name, Href string }

// Stories are the pages' states for the storybook.
func Stories() []face.Story {
	r := Receipt{
		No: "2019072500001", Back: "/storybook/case/many", Type: "Dispatched", At: 1564017240000000, Unit: "历下区指挥调度中心", Index: 1041, Size: 1187,
		Leaf:     `{"account":"a-0007","at":1564017240000000,"data":{"calendar":"sha256:4be1","tasks":[{"lead":true,"task":"t1","unit":"zonghe-zhifa"}]},"district":370102,"post":"p-0007","role":"dispatcher","stream":"case/0198d3a0-7b1e-7c10-9a55-2f1f0f2d9b11","type":"Dispatched","unit":"zhihui-zhongxin","v":1,"version":3}`,
		LeafHash: "Qm9vKSF5oTjvrM0d1m4y5j3gqN2d8x0m9q6m7b0n1p0=", Root: "rB2xLr6n0d1m4y5j3gqN2d8x0m9q6m7b0n1p0Qm9vK=", Origin: "huying.example/370102",
		Path:     []string{"m4y5j3gqN2d8x0m9q6m7b0n1p0Qm9vKSF5oTjvrM0d1=", "9q6m7b0n1p0Qm9vKSF5oTjvrM0d1m4y5j3gqN2d8x0m="},
		Download: "#", Checked: true, Sealed: true, Verifying: "huying.example/370102+1a2b3c4d+AbCd",
	}
	open := r
	open.Sealed, open.Checked = false, false
	return []face.Story{
		{Page: "receipt", State: "one", Show: func(f face.Frame) face.Component { return ReceiptPage(f, r) }},
		{Page: "receipt", State: "empty", Show: func(f face.Frame) face.Component { return ReceiptPage(f, open) }},
		{Page: "record", State: "one", Show: func(f face.Frame) face.Component {
			return LogPage(f, Log{District: "历下区", Origin: r.Origin, Size: r.Size, Root: r.Root, At: r.At, Checkpoint: "huying.example/370102\n1187\n" + r.Root + "\n\n— huying.example/370102 AbCd…\n", Key: r.Verifying, Prefix: "/log/370102"})
		}},
		{Page: "record", State: "empty", Show: func(f face.Frame) face.Component { return LogPage(f, Log{District: "历下区", Empty: true}) }},
	}
}
