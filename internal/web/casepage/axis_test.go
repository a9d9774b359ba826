package casepage

import (
	"slices"
	"strings"
	"testing"

	"huying/internal/locale"
	"huying/internal/web/face"
)

func lane(turns ...Turn) Lane { return Lane{ID: "t1", Turns: turns} }

// The axis is marked in quarters of an hour or in weeks, as fits, and never crowded.
func TestTheAxisIsMarkedAsFits(t *testing.T) {
	start := at(25, 8, 31)
	for _, c := range []struct {
		name  string
		span  int64
		first tick
		most  int
	}{
		{"一小时", hour, tick{at(25, 8, 45), "7月25日", "08:45"}, 8},
		{"一天", day, tick{}, 8},
		{"一周", 7 * day, tick{at(26, 0, 0), "7月26日", ""}, 8},
		{"一季度", 90 * day, tick{}, 8},
	} {
		a := NewAxis([]Lane{lane(Turn{At: start}, Turn{At: start + c.span})}, 0, false)
		ticks := a.ticks(t.Context())
		if len(ticks) < 2 || len(ticks) > c.most+1 {
			t.Errorf("%s: %d marks", c.name, len(ticks))
		}
		if c.first.at != 0 && ticks[0] != c.first {
			t.Errorf("%s: begins with %+v", c.name, ticks[0])
		}
		for _, tick := range ticks {
			if tick.at < a.From || tick.at > a.To {
				t.Errorf("%s: %+v lies outside", c.name, tick)
			}
		}
	}
}

// A limit that is near lies on the axis; one far ahead stands at its edge and leaves room for what has happened.
func TestALimitFarAheadStandsAtTheEdge(t *testing.T) {
	start, now := at(25, 9, 0), at(25, 10, 0)
	l := lane(Turn{At: start})
	l.Limits = []Limit{{Name: "accept", At: at(25, 9, 30)}, {Name: "arrive", At: at(25, 10, 45)}, {Name: "finish", At: at(31, 17, 30)}}
	a := NewAxis([]Lane{l}, now, true)
	if a.To < at(25, 10, 45) || a.To > at(25, 12, 0) {
		t.Errorf("the axis ends at %d", a.To-start)
	}
	if flags := a.flags(t.Context(), l.Limits); len(flags) != 2 {
		t.Errorf("%d limits are on the axis", len(flags))
	}
	if a.ahead(l.Limits) != "finish" {
		t.Errorf("ahead is %q", a.ahead(l.Limits))
	}
	l.Limits[2].Met = true
	if a.ahead(l.Limits) != "" {
		t.Error("a limit that was met lies ahead")
	}
}

// Turns that lie too near to each other share a sign: a miss before all, then what moves the share on.
func TestSignsDoNotCoverEachOther(t *testing.T) {
	a := Axis{From: 0, To: 100 * hour}
	signs := a.signs([]Turn{
		{At: hour, Type: "Dispatched"}, {At: hour + minute, Type: "Accepted"}, {At: hour + 2*minute, Type: "Found"},
		{At: 50 * hour, Type: "Found"}, {At: 50*hour + minute, Type: "Progressed"},
		{At: 90 * hour, Type: "FinishMissed", Miss: true}, {At: 90*hour + minute, Type: "Answered"},
	})
	var told []string
	for i, s := range signs {
		told = append(told, s.kind)
		if i > 0 && a.share(s.at)-a.share(signs[i-1].at) < apart {
			t.Errorf("%s covers %s", s.kind, signs[i-1].kind)
		}
	}
	if !slices.Equal(told, []string{"Accepted", "Found", "FinishMissed"}) || signs[0].n != 3 || !signs[2].miss {
		t.Errorf("signs: %v, %+v", told, signs)
	}
}

// A drawing has no style of its own, and what stands in it is escaped.
func TestADrawingHasNoStyle(t *testing.T) {
	var out strings.Builder
	for _, story := range Stories() {
		if err := story.Show(face.Frame{}).Render(t.Context(), &out); err != nil {
			t.Fatal(err)
		}
	}
	for _, no := range []string{" style=", "<style", "<script>", "javascript:", " onclick="} {
		if strings.Contains(out.String(), no) {
			t.Errorf("the page has %s", no)
		}
	}
	d := drawing{}
	d.word("x", 0, 0, 0, "<b>&")
	if strings.Contains(string(d), "<b>") {
		t.Errorf("not escaped: %s", d)
	}
}

// Every turn that gives a sign has its own, in both languages.
func TestEveryTurnHasItsSign(t *testing.T) {
	for kind := range turning {
		if !locale.Has("lane.sign." + kind) {
			t.Errorf("%s has no sign", kind)
		}
	}
}
