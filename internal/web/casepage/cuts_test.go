package casepage

import (
	"slices"
	"testing"

	"huying/internal/locale"
	"huying/internal/web/face"
)

// followed is a busy morning, its end some days later, and a follow-up after a month.
func followed() Axis {
	start := at(25, 8, 40)
	return NewAxis([]Lane{lane(
		Turn{At: start, Type: "Called"}, Turn{At: start + 33*minute, Type: "Dispatched"}, Turn{At: start + 100*minute, Type: "Arrived"},
		Turn{At: at(30, 9, 10), Type: "Closed"}, Turn{At: at(30, 9, 10) + 30*day, Type: "FollowedUp"},
	)}, 0, false)
}

// A busy day is not pressed into one sign by what follows long after: what lies between is cut short, in its order.
func TestALongQuietStretchIsCut(t *testing.T) {
	a := followed()
	if len(a.Cuts) != 2 {
		t.Fatalf("%d cuts", len(a.Cuts))
	}
	start := at(25, 8, 40)
	turns := []Turn{{At: start, Type: "Called"}, {At: start + 33*minute, Type: "Dispatched"}, {At: start + 100*minute, Type: "Arrived"}}
	if signs := a.signs(turns); len(signs) != 3 {
		t.Errorf("the first morning has %d signs", len(signs))
	}
	last := percent(-1)
	for at := a.From; at <= a.To; at += hour {
		if share := a.share(at); share <= last || share > 100 {
			t.Fatalf("%d lies at %f, after %f", at, share, last)
		} else {
			last = share
		}
	}
	if a.share(a.From) < edge {
		t.Error("the first sign stands out over the edge")
	}
	if got := a.Cuts[1].length(t.Context()); got != "30天" {
		t.Errorf("the second cut says %s", got)
	}
}

// Nothing is cut where no sign is crowded, nor within a day.
func TestAnAxisIsCutOnlyWhereItHelps(t *testing.T) {
	start := at(25, 8, 40)
	for name, turns := range map[string][]Turn{
		"two far apart": {{At: start}, {At: start + 30*day}},
		"one long day":  {{At: start}, {At: start + minute}, {At: start + 8*hour}},
		"even":          {{At: start}, {At: start + 5*day}, {At: start + 10*day}, {At: start + 15*day}},
	} {
		if a := NewAxis([]Lane{lane(turns...)}, 0, false); len(a.Cuts) != 0 {
			t.Errorf("%s: %d cuts", name, len(a.Cuts))
		}
	}
}

// After a cut the axis says where it went on, and no word of it lies over another.
func TestAnAxisSaysWhereItGoesOn(t *testing.T) {
	a := followed()
	ticks := a.ticks(t.Context())
	for _, want := range []tick{{at(30, 9, 10), "7月30日", "09:10"}, {at(30, 9, 10) + 30*day, "8月29日", "09:10"}} {
		if !slices.Contains(ticks, want) {
			t.Errorf("%+v is missing among %+v", want, ticks)
		}
	}
	for i, tick := range ticks {
		if i > 0 && !a.fits(tick, ticks[:i]) && !slices.ContainsFunc(a.Cuts, func(c Cut) bool { return c.To+margin == tick.at }) {
			t.Errorf("%+v lies over another word", tick)
		}
	}
}

// An axis of another year than the page's says it once.
func TestAnAxisSaysAnotherYear(t *testing.T) {
	a := followed()
	ctx := face.Made(t.Context(), at(25, 0, 0)+500*day)
	for lang, want := range map[locale.Lang]string{locale.Zh: "2019年", locale.En: "2019"} {
		if all := years(locale.With(ctx, lang), a.ticks(ctx)); len(all) != 1 || all[0].day != want {
			t.Errorf("%s: %+v", lang, all)
		}
	}
	if all := years(face.Made(t.Context(), at(26, 0, 0)), a.ticks(ctx)); len(all) != 0 {
		t.Errorf("of this year: %+v", all)
	}
}
