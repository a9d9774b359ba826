package casepage

import (
	"context"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Lanes are the units of a case along one axis of time.
type Lanes struct {
	All  []Lane
	Axis Axis
}

// Lane (派单件进程) is one unit's share from the day it was given out: what it did when, what was late, what stood still,
// and what this reader may do about it. The case as a whole has a lane too.
type Lane struct {
	Task
	ID     string // t1; "whole" for the case itself
	Told   string // who is told first, and the telephone that is answered now
	Ring   string
	Bars   []Bar
	Limits []Limit
	Turns  []Turn
	Doing  []face.Link // the forms on this page that concern it
}

// BarKind says what a stretch of a lane is.
type BarKind string

// The kinds of a stretch.
const (
	Waits   BarKind = "waits"   // 待接单
	Coming  BarKind = "coming"  // 已接单，未报到
	Working BarKind = "working" // 已报到，办理中
	Rests   BarKind = "rests"   // 已反馈
	Late    BarKind = "late"    // 超时
	Pauses  BarKind = "pauses"  // 挂账、合并: it stands still
)

// Bar is a stretch of a lane, in microseconds UTC.
type Bar struct {
	Kind     BarKind
	From, To int64
}

// Limit is a planned limit of a lane.
type Limit struct {
	Name string // accept, arrive, finish
	At   int64
	Late bool
	Met  bool // what it waited for has come
}

// Turn is one record that concerns a lane.
type Turn struct {
	Version, At int64
	Type        string // its sentence is under event.<Type>, its sign under lane.sign.<Type>
	Note        string // 分管领导; 存在违法行为
	Miss        bool
	Href        string // address of its entry in the record
}

func (t Turn) word(ctx context.Context) string { return word(ctx, t.Type, t.Miss) }

func word(ctx context.Context, kind string, miss bool) string {
	if miss {
		return t(ctx, "lane.sign.late")
	}
	if key := "lane.sign." + kind; locale.Has(key) {
		return t(ctx, key)
	}
	return "·"
}

// Task is one unit's share, with its three clocks.
type Task struct {
	Unit    string
	Part    string // lead, assist, summoned
	Status  string
	Officer string
	Phone   string
	Note    string // 指定办理, 无责解除, …
	Accept  face.Clock
	Arrive  face.Clock
	Finish  face.Clock
	Rank    string // the highest that came
	Grade   string // a grade, "hidden" until the period closes, "due", or nothing
	Appeal  string // how an appeal against it stands
	Mine    bool
	Ended   bool // released or recalled: shown last and quietly
}

// units counts the lanes of units.
func (l Lanes) units() (n int) {
	for _, lane := range l.All {
		if lane.ID != Whole {
			n++
		}
	}
	return n
}

// Whole is the ID of the lane of the case itself.
const Whole = "whole"
