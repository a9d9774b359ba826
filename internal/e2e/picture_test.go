package e2e

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// view keeps what the person sees of the page in a window of this size, scrolled to a part of it; "" is the top.
func (w *window) view(name, part string, width, height int64) {
	w.t.Helper()
	w.viewAs(name, part, width, height)
}

// viewAs keeps what is seen on a device of some sort: a phone that is touched, say. What moves has come to rest.
func (w *window) viewAs(name, part string, width, height int64, device ...chromedp.EmulateViewportOption) {
	w.t.Helper()
	if *pictures == "" {
		return
	}
	w.run(chromedp.EmulateViewport(width, height, device...))
	if part != "" {
		w.js(`(e => { if (!e) return false; scrollTo(0, e.getBoundingClientRect().top + scrollY - 16); return true })(document.querySelector(%s))`, part)
	}
	within(w, `!("deaf" in document.documentElement.dataset) && document.getAnimations().every(a => a.playState !== "running")`)
	seen, err := chromedp.Run(w.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		w.fail(err)
	}
	w.keep(name, seen)
	w.run(chromedp.EmulateViewport(wide, tall))
}

func (w *window) keep(name string, seen []byte) {
	w.t.Helper()
	w.keepIn(name, seen, 256)
}

// keepIn keeps a picture in so many colours.
func (w *window) keepIn(name string, seen []byte, colours int) {
	w.t.Helper()
	small, err := fewer(seen, colours)
	if err != nil {
		w.fail(err)
	}
	path := filepath.Join(*pictures, name+".png")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		w.fail(err)
	}
	if err := os.WriteFile(path, small, 0o644); err != nil {
		w.fail(err)
	}
}

// fewer writes a picture of a page in so many colours, at most 256, that come near to its own: a third of the bytes, and nobody sees it.
func fewer(seen []byte, colours int) ([]byte, error) {
	whole, err := png.Decode(bytes.NewReader(seen))
	if err != nil {
		return nil, err
	}
	at := whole.Bounds()
	count := map[color.RGBA]int{}
	for y := at.Min.Y; y < at.Max.Y; y++ {
		for x := at.Min.X; x < at.Max.X; x++ {
			count[plain(whole, x, y)]++
		}
	}
	all := make([]color.RGBA, 0, len(count))
	for c := range count {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b color.RGBA) int {
		return cmp.Or(count[b]-count[a], int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B))
	})
	palette := cut(all, count, colours)
	near := map[color.RGBA]uint8{}
	for _, c := range all {
		near[c] = uint8(palette.Index(c))
	}
	small := image.NewPaletted(at, palette)
	for y := at.Min.Y; y < at.Max.Y; y++ {
		for x := at.Min.X; x < at.Max.X; x++ {
			small.SetColorIndex(x, y, near[plain(whole, x, y)])
		}
	}
	var out bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, small)
	return out.Bytes(), err
}

// cut finds the colours for a picture by cutting its colours, the most frequent first, into boxes (median cut): the box in
// which most would be falsified is cut where it is longest. A colour that is on a thousandth of the picture stays as it is.
func cut(all []color.RGBA, count map[color.RGBA]int, colours int) (palette color.Palette) {
	if len(all) <= colours {
		for _, c := range all {
			palette = append(palette, c)
		}
		return palette
	}
	whole := 0
	for _, c := range all {
		whole += count[c]
	}
	for len(all) > 0 && len(palette) < colours/2 && count[all[0]] > whole/1000 {
		palette, all = append(palette, all[0]), all[1:]
	}
	boxes := []box{newBox(all, count)}
	for len(boxes)+len(palette) < colours {
		worst := 0
		for i := range boxes {
			if boxes[i].falsified > boxes[worst].falsified {
				worst = i
			}
		}
		if boxes[worst].falsified == 0 {
			break
		}
		low, high := boxes[worst].halves(count)
		boxes[worst] = low
		boxes = append(boxes, high)
	}
	for _, b := range boxes {
		palette = append(palette, b.mean)
	}
	return palette
}

// A box is colours that will be shown as one.
type box struct {
	all       []color.RGBA
	mean      color.RGBA
	axis      int     // along which it is longest: red, green, blue
	falsified float64 // how far its points are from the one colour, together
}

func part(c color.RGBA, axis int) int { return int([3]uint8{c.R, c.G, c.B}[axis]) }

func newBox(all []color.RGBA, count map[color.RGBA]int) box {
	b := box{all: all}
	var sum, squares [3]float64
	n := 0.0
	for _, c := range all {
		// The root: a little red on much grey is what a picture of a refusal is about.
		w := math.Sqrt(float64(count[c]))
		n += w
		for axis := range 3 {
			v := float64(part(c, axis))
			sum[axis] += w * v
			squares[axis] += w * v * v
		}
	}
	var mean [3]uint8
	longest := 0.0
	for axis := range 3 {
		m := sum[axis] / n
		mean[axis] = uint8(m + .5)
		off := squares[axis] - n*m*m
		b.falsified += off
		if off > longest {
			longest, b.axis = off, axis
		}
	}
	b.mean = color.RGBA{mean[0], mean[1], mean[2], 255}
	if len(all) < 2 {
		b.falsified = 0
	}
	return b
}

// halves cuts the box at its mean along its longest axis.
func (b box) halves(count map[color.RGBA]int) (low, high box) {
	var below, above []color.RGBA
	at := part(b.mean, b.axis)
	for _, c := range b.all {
		if part(c, b.axis) <= at {
			below = append(below, c)
		} else {
			above = append(above, c)
		}
	}
	if len(below) == 0 || len(above) == 0 { // all beside each other: any cut will do
		below, above = b.all[:1], b.all[1:]
	}
	return newBox(below, count), newBox(above, count)
}

func plain(from image.Image, x, y int) color.RGBA {
	return color.RGBAModel.Convert(from.At(x, y)).(color.RGBA)
}

// A page in few colours is kept to the last point.
func TestFewerColours(t *testing.T) {
	page := image.NewRGBA(image.Rect(0, 0, 40, 40))
	for i := range 1600 {
		page.Set(i%40, i/40, color.RGBA{uint8(i % 16 * 16), uint8(i / 400 * 64), 9, 255})
	}
	var in bytes.Buffer
	if err := png.Encode(&in, page); err != nil {
		t.Fatal(err)
	}
	small, err := fewer(in.Bytes(), 256)
	if err != nil {
		t.Fatal(err)
	}
	back, err := png.Decode(bytes.NewReader(small))
	if err != nil || back.Bounds() != page.Bounds() {
		t.Fatalf("%v, %v", back, err)
	}
	for i := range 1600 {
		if got, want := plain(back, i%40, i/40), page.RGBAAt(i%40, i/40); got != want {
			t.Fatalf("point %d is %v, was %v", i, got, want)
		}
	}
}

// A picture with more colours than it may keep shows none of them as another: the little red stays red.
func TestFewerColoursAreTrue(t *testing.T) {
	page := image.NewRGBA(image.Rect(0, 0, 100, 100))
	for i := range 10000 {
		page.Set(i%100, i/100, color.RGBA{uint8(150 + i%100), uint8(150 + i%90), uint8(160 + i%80), 255})
	}
	red, amber := color.RGBA{179, 35, 26, 255}, color.RGBA{217, 138, 0, 255}
	for i := range 30 {
		page.Set(i, 3, red)
		page.Set(i, 5, amber)
	}
	var in bytes.Buffer
	if err := png.Encode(&in, page); err != nil {
		t.Fatal(err)
	}
	small, err := fewer(in.Bytes(), 64)
	if err != nil {
		t.Fatal(err)
	}
	back, err := png.Decode(bytes.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 10000 {
		was, is := page.RGBAAt(i%100, i/100), plain(back, i%100, i/100)
		for axis := range 3 {
			if d := part(was, axis) - part(is, axis); d > 24 || d < -24 {
				t.Fatalf("point %d is %v, was %v", i, is, was)
			}
		}
	}
}
