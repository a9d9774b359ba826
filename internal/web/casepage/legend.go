package casepage

import (
	"context"

	"github.com/a-h/templ"

	"huying/internal/web/face"
)

// legend says what the stretches of the lanes mean, their limits and breaks, and every sign that stands on one of them.
func legend(ctx context.Context, l Lanes) face.Component {
	d := drawing(`<p class="lane-legend" aria-hidden="true">`)
	sample := func(words string, draw func()) {
		d.add(`<span><svg width="22" height="18">`)
		draw()
		d.add("</svg>", templ.EscapeString(words), "</span>")
	}
	for _, kind := range []BarKind{Waits, Coming, Working, Rests, Late, Pauses} {
		line := 9.
		if kind == Late {
			line = 0
		}
		sample(t(ctx, "lane.bar."+string(kind)), func() { d.bar(kind, 0, 100, line) })
	}
	sample(t(ctx, "lane.limits"), func() { d.upright("lane-limit", 50, "3", "15") })
	sample(t(ctx, "lane.off"), func() { d.box("lane-off", 0, 100, 3, "12") })
	if len(l.Axis.Cuts) > 0 {
		sample(t(ctx, "lane.cut"), func() { d.cut(50, 9) })
	}
	several := false
	shown := map[string]bool{}
	for _, lane := range l.All {
		for _, s := range l.Axis.signs(lane.Turns) {
			several = several || s.n > 1
			word := s.word(ctx)
			if shown[word] || word == "·" {
				continue
			}
			shown[word] = true
			meaning := t(ctx, "event."+s.kind)
			if s.miss {
				meaning = t(ctx, "lane.bar.late")
			}
			sample(meaning, func() { d.sample(ctx, s) })
		}
	}
	if several {
		d.add(`<span><b class="lane-several">2</b>`, templ.EscapeString(t(ctx, "lane.several")), "</span>")
	}
	d.add("</p>")
	return templ.Raw(string(d))
}

// sample is a sign by itself.
func (d *drawing) sample(ctx context.Context, s sign) {
	s.n = 1
	d.add(`<svg y="-20" overflow="visible">`)
	d.sign(ctx, s, 50)
	d.add("</svg>")
}
