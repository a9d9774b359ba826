// Package muster is the board of a muster (集结): where, by when, in which rank; who has come and who
// has not. Big enough to be read across a room, and live: with script it renews itself while somebody can see it; without,
// a link does. 依据 P-56.
package muster

import (
	"context"
	_ "embed" // the style
	"slices"
	"strconv"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// Style is the page's own few lines.
//
//go:embed muster.css
var Style string

func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// View is what the page shows.
type View struct {
	No, Href string // the case
	Here     string // this page
	Title    string
	Class    string
	Now      int64
	Called   bool // there is a muster
	Clock    face.Clock
	Place    string
	Rank     string // the rank required
	Note     string
	N        int // the how-manieth muster
	Units    []Unit
	Township Unit
	Attend   *face.Form // the township records that it has come
}

// State says how far a unit has come.
type State string

// The states of a unit, from worst to best.
const (
	Called   State = "called"   // 尚未接单
	Tardy    State = "tardy"    // 超时未接单
	Silent   State = "silent"   // 集结无响应
	Accepted State = "accepted" // 已接单，未到
	Waiting  State = "waiting"  // 未到: the township itself
	Late     State = "late"     // 应到未到
	Short    State = "short"    // 到场职级不够
	There    State = "there"    // 已到
	Behind   State = "behind"   // 已到，迟到
	Returned State = "returned" // 已退单
	Released State = "released" // 已解除
)

// Unit is one unit that was called to the muster.
type Unit struct {
	ID       string
	Name     string
	Part     string // lead, assist, summoned
	State    State
	Duty     string // who is on duty
	Phone    string
	Climbed  string // to whom its silence has climbed
	Arrived  int64
	Person   string
	Rank     string // of who came
	Distance int64  // metres; 0 where it is not known
}

// Came counts the units that stand there in the rank required, and all that are to.
func (v View) Came() (came, all int) {
	for _, u := range v.Units {
		switch u.State {
		case Released, Returned:
			continue
		case There, Behind:
			came++
		}
		all++
	}
	return came, all
}

// Lacks reports whether somebody is late: has not taken up the call in time, or has not come in time, or in too low a rank.
func (v View) Lacks() bool {
	for _, u := range append([]Unit{v.Township}, v.Units...) {
		if u.State == Late || u.State == Tardy || u.State == Silent {
			return true
		}
	}
	return false
}

// missing lists the units, those first that are not there: the board keeps their order, a brief says what is lacking.
func (v View) missing() []Unit {
	all := append(slices.Clone(v.Units), v.Township)
	order := []State{Late, Silent, Tardy, Called, Accepted, Waiting, Short, Behind, There, Returned, Released}
	slices.SortStableFunc(all, func(a, b Unit) int { return slices.Index(order, a.State) - slices.Index(order, b.State) })
	return all
}

func (v View) tally() string {
	came, all := v.Came()
	return strconv.Itoa(came) + " / " + strconv.Itoa(all)
}

func (u Unit) far(ctx context.Context) string {
	switch {
	case u.Distance == 0:
		return ""
	case u.Distance < 1000:
		return t(ctx, "muster.metres", u.Distance)
	}
	return t(ctx, "muster.kilometres", strconv.FormatFloat(float64(u.Distance)/1000, 'f', 1, 64))
}

func (u Unit) icon() string {
	switch u.State {
	case There, Behind:
		return "check"
	case Late, Tardy, Silent:
		return "over"
	case Short:
		return "soon"
	}
	return "clock"
}
