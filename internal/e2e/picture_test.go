package e2e

import (
	"bytes"
	"cmp"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// view keeps what the person sees of the page in a window of this size, scrolled to a part of it; "" is the top.
func (w *window) view(name, part string, width, height int64) {
	w.t.Helper()
	if *pictures == "" {
		return
	}
	w.run(chromedp.EmulateViewport(width, height))
	if part != "" {
		w.js(`(e => { if (!e) return false; scrollTo(0, e.getBoundingClientRect().top + scrollY - 16); return true })(document.querySelector(%s))`, part)
	}
	var seen []byte
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

// fewer writes a picture of a page in so many colours, at most 256, that it has most of: a third of the bytes, and nobody sees it.
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
	apart := 0
	if colours < 256 {
		apart = 20 * 20 // greys are many, and would leave no place for the little red there is
	}
	var palette color.Palette
	for _, c := range all {
		if len(palette) == colours {
			break
		}
		if !slices.ContainsFunc(palette, func(p color.Color) bool { return distance(p.(color.RGBA), c) < apart }) {
			palette = append(palette, c)
		}
	}
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

func distance(a, b color.RGBA) int {
	r, g, bl := int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B)
	return r*r + g*g + bl*bl
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
