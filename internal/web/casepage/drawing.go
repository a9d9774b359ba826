package casepage

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"huying/internal/web/face"
)

// A drawing is an SVG as it grows. Lanes are drawn here and not in a template: a crowded case has a thousand strokes. Where a
// stroke lies is an attribute in percent of the axis, how it looks a class of lanes.css; no style stands in the page.
type drawing []byte

// percent is a place or a length in percent of the axis.
type percent float64

func (d *drawing) add(parts ...string) {
	for _, part := range parts {
		*d = append(*d, part...)
	}
}

func (d *drawing) at(name string, p percent) {
	d.add(" ", name, `="`)
	*d = append(strconv.AppendFloat(*d, float64(p), 'f', 2, 64), `%"`...)
}

func (d *drawing) px(name string, n float64) {
	d.add(" ", name, `="`)
	*d = append(strconv.AppendFloat(*d, n, 'f', -1, 64), '"')
}

func (d *drawing) upright(class string, x percent, from, to string) {
	d.add(`<line class="`, class, `"`)
	d.at("x1", x)
	d.at("x2", x)
	d.add(` y1="`, from, `" y2="`, to, `"></line>`)
}

func (d *drawing) box(class string, x, width percent, y float64, height string) {
	d.add(`<rect class="`, class, `"`)
	d.at("x", x)
	d.at("width", max(width, .15))
	d.px("y", y)
	d.add(` height="`, height, `"></rect>`)
}

func (d *drawing) word(class string, x percent, dx, y float64, word string) {
	d.add(`<text class="`, class, `"`)
	d.at("x", x)
	if dx != 0 {
		d.px("dx", dx)
	}
	d.px("y", y)
	d.add(">", templ.EscapeString(word), "</text>")
}

// The lines of the axis, and the middle of a lane, in points from the top.
const (
	nowLine  = 11
	dayLine  = 27
	hourLine = 42
	middle   = 29
)

// drawn is the axis: its dates and hours, now, and behind them the time in which offices are closed, which every lane takes
// over from here.
func (a Axis) drawn(ctx context.Context) face.Component {
	d := drawing(`<svg class="lane-axis" aria-hidden="true" height="46"><defs><g id="lanes-off">`)
	pieces := a.pieces()
	for _, off := range a.Off {
		class := "lane-night"
		if off.Day {
			class = "lane-off"
		}
		for _, piece := range pieces {
			if from, to := max(off.From, piece.From), min(off.To, piece.To); from < to {
				d.box(class, a.share(from), a.share(to)-a.share(from), 0, "100%")
			}
		}
	}
	ticks := a.ticks(ctx)
	for _, tick := range ticks {
		d.upright("lane-grid", a.share(tick.at), "0", "100%")
	}
	if a.Now != 0 {
		d.upright("lane-now", a.share(a.Now), "0", "100%")
	}
	d.add(`</g><g id="lanes-cuts">`)
	for _, c := range a.Cuts {
		d.cut(a.share(c.From)+cutWidth/2, middle)
	}
	d.add(`</g></defs><use href="#lanes-off"></use>`)
	for _, c := range a.Cuts {
		d.word("lane-cut-word", a.share(c.From)+cutWidth/2, 0, nowLine, c.length(ctx))
	}
	for _, tick := range years(ctx, ticks) {
		d.word("lane-day", a.share(tick.at), 3, nowLine, tick.day)
	}
	for _, tick := range ticks {
		if tick.day != "" {
			d.word("lane-day", a.share(tick.at), 3, dayLine, tick.day)
		}
		if tick.hour != "" {
			d.word("lane-hour", a.share(tick.at), 3, hourLine, tick.hour)
		}
	}
	if a.Now != 0 {
		d.word("lane-now-word", a.share(a.Now), 0, nowLine, t(ctx, "lane.now"))
	}
	d.add("</svg>")
	return templ.Raw(string(d))
}

// cut is the sign of a break in whatever runs along a middle line.
func (d *drawing) cut(x percent, middle float64) {
	d.add(`<svg class="lane-cut"`)
	d.at("x", x)
	d.px("y", middle)
	d.add(`><path d="M-5 7 -1 -7 5 -7 1 7z"></path><path d="M-5 7 -1 -7M1 7 5 -7"></path></svg>`)
}

// track is one lane: what it went through, what was late, what stood still, its limits, and its turns.
func (a Axis) track(ctx context.Context, lane Lane) face.Component {
	d := make(drawing, 0, 4096)
	d.add(`<svg class="lane-track" aria-hidden="true" height="48"><use href="#lanes-off"></use><line class="lane-line" x1="0" x2="100%" y1="29" y2="29"></line>`)
	for _, bar := range lane.Bars {
		d.bar(bar.Kind, a.share(bar.From), a.share(bar.To)-a.share(bar.From), middle)
	}
	if len(a.Cuts) > 0 {
		d.add(`<use href="#lanes-cuts"></use>`)
	}
	for _, flag := range a.flags(ctx, lane.Limits) {
		late := ""
		if flag.late {
			late = " lane-limit-late"
		}
		d.upright("lane-limit"+late, a.share(flag.at), "13", "42")
		if flag.word != "" {
			d.word("lane-limit-name"+late, a.share(flag.at), 0, 10, flag.word)
		}
	}
	if ahead := a.ahead(lane.Limits); ahead != "" {
		d.word("lane-limit-name lane-ahead", 100, 0, 46, t(ctx, "lane.limit."+ahead)+" →")
	}
	for _, s := range a.signs(lane.Turns) {
		d.sign(ctx, s, a.share(s.at))
	}
	d.add("</svg>")
	return templ.Raw(string(d))
}

// bar is a stretch around a middle line. What is late lies beneath the rest, so that both are seen.
func (d *drawing) bar(kind BarKind, x, width percent, middle float64) {
	switch kind {
	case Pauses:
		d.add(`<line class="bar-pauses"`)
		d.at("x1", x)
		d.at("x2", x+width)
		d.px("y1", middle)
		d.px("y2", middle)
		d.add("></line>")
	case Working:
		d.box("bar-working", x, width, middle-5, "10")
	case Late:
		d.box("bar-late", x, width, middle+7, "5")
	default:
		d.box("bar-"+string(kind), x, width, middle-2, "4")
	}
}

func (d *drawing) sign(ctx context.Context, s sign, x percent) {
	class, word := "sign-box", "sign-word"
	switch {
	case s.miss:
		class += " sign-miss"
	case s.quiet:
		class, word = class+" sign-quiet", word+" sign-word-quiet"
	}
	d.add(`<rect class="`, class, `"`)
	d.at("x", x)
	d.add(` y="20" width="18" height="18" rx="3"></rect>`) // its class puts it on the middle
	d.word(word, x, 0, 33.5, s.word(ctx))
	if s.n > 1 {
		d.word("sign-n", x, 9, 19, strconv.Itoa(s.n))
	}
}
