// Package picture brings photographs into the form in which they are kept: no larger than anybody needs,
// and without what a camera writes beside the light: where it stood, when, whose it is.
//
// What is small enough loses its notes and not one pixel; what is too large, or lies on its side, is
// drawn anew. Of the work it knows nothing.
package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/bmp"
	"golang.org/x/image/draw"
	"golang.org/x/image/webp"
)

const (
	// Longest is the longest side of a picture that is kept, in pixels: what a screen of a command centre shows.
	Longest = 2560
	// SmallSide is the longest side of a picture made small for a list, in pixels.
	SmallSide = 480

	mostPixels   = 1 << 26 // 67 million: more than most cameras have, and 100 MB when opened
	quality      = 85
	smallQuality = 75
)

var (
	// ErrUnreadable says that the bytes are no whole picture of their format.
	ErrUnreadable = errors.New("picture cannot be read")
	// ErrTooManyPixels says that a picture would take too much room when opened.
	ErrTooManyPixels = errors.New("picture has too many pixels")
	// ErrFormat says that pictures of this format are not taken, since what is written in them cannot be taken out here.
	ErrFormat = errors.New("pictures of this format are not taken")
)

// Format names the picture format of some first bytes, at least 32 where there are as many: jpeg, png, gif, webp, bmp;
// heif or tiff, which Kept does not take; "" where it is no picture.
func Format(start []byte) string {
	has := func(at int, text string) bool {
		return len(start) >= at+len(text) && string(start[at:at+len(text)]) == text
	}
	switch {
	case has(0, "\xff\xd8\xff"):
		return "jpeg"
	case has(0, "\x89PNG\r\n\x1a\n"):
		return "png"
	case has(0, "GIF87a"), has(0, "GIF89a"):
		return "gif"
	case has(0, "RIFF") && has(8, "WEBP"):
		return "webp"
	case has(0, "BM") && has(6, "\x00\x00\x00\x00"):
		return "bmp"
	case has(0, "II*\x00"), has(0, "MM\x00*"):
		return "tiff"
	case has(4, "ftyp"):
		for _, brand := range []string{"heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif", "avis"} {
			if has(8, brand) {
				return "heif"
			}
		}
	}
	return ""
}

// Kept gives a picture as it is to be kept, and its media type. The same bytes always give the same. What it takes out: place,
// time, camera and owner (EXIF, XMP, IPTC), comments, and pictures hidden behind the picture. Errors are
// ErrUnreadable, ErrTooManyPixels and ErrFormat.
func Kept(body []byte) ([]byte, string, error) {
	format := Format(body)
	if format == "heif" || format == "tiff" || format == "" {
		return nil, "", ErrFormat
	}
	size, err := measure(format, body)
	if err != nil {
		return nil, "", err
	}
	turn := 1
	if format == "jpeg" || format == "webp" {
		turn = orientation(format, body)
	}
	if max(size.X, size.Y) <= Longest && turn == 1 && format != "bmp" {
		bare, err := strip(format, body)
		return bare, "image/" + format, err
	}
	if format == "gif" { // a film would lose its motion
		bare, err := strip(format, body)
		return bare, "image/gif", err
	}
	drawn, err := redraw(format, body, turn, Longest, quality)
	return drawn, "image/jpeg", err
}

// Small gives a small JPEG of a picture that Kept has made, for a list.
func Small(body []byte) ([]byte, error) {
	format := Format(body)
	if _, err := measure(format, body); err != nil {
		return nil, err
	}
	return redraw(format, body, 1, SmallSide, smallQuality)
}

// measure reads how large a picture is, before anything is opened.
func measure(format string, body []byte) (size image.Point, err error) {
	var about image.Config
	r := bytes.NewReader(body)
	switch format {
	case "jpeg":
		about, err = jpeg.DecodeConfig(r)
	case "png":
		about, err = png.DecodeConfig(r)
	case "gif":
		about, err = gif.DecodeConfig(r)
	case "webp":
		about, err = webp.DecodeConfig(r)
	case "bmp":
		about, err = bmp.DecodeConfig(r)
	default:
		return size, ErrFormat
	}
	switch {
	case err != nil || about.Width <= 0 || about.Height <= 0:
		return size, ErrUnreadable
	case int64(about.Width)*int64(about.Height) > mostPixels:
		return size, ErrTooManyPixels
	}
	return image.Pt(about.Width, about.Height), nil
}

// redraw opens a picture, makes it no longer than side, sets it upright and writes it as JPEG; what was
// transparent is white, as on paper.
func redraw(format string, body []byte, turn, side, quality int) ([]byte, error) {
	whole, err := open(format, body)
	if err != nil {
		return nil, ErrUnreadable
	}
	from := whole.Bounds()
	w, h := fit(from.Dx(), from.Dy(), side)
	flat := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	if w == from.Dx() && h == from.Dy() {
		draw.Draw(flat, flat.Bounds(), whole, from.Min, draw.Over)
	} else {
		draw.BiLinear.Scale(flat, flat.Bounds(), whole, from, draw.Over, nil)
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, upright(flat, turn), &jpeg.Options{Quality: quality}); err != nil {
		return nil, ErrUnreadable
	}
	return out.Bytes(), nil
}

func open(format string, body []byte) (image.Image, error) {
	r := bytes.NewReader(body)
	switch format {
	case "jpeg":
		return jpeg.Decode(r)
	case "png":
		return png.Decode(r)
	case "gif":
		return gif.Decode(r)
	case "webp":
		return webp.Decode(r)
	case "bmp":
		return bmp.Decode(r)
	}
	return nil, ErrFormat
}

// fit is the size of a picture whose longest side is no longer than side.
func fit(w, h, side int) (int, int) {
	longest := max(w, h)
	if longest <= side {
		return w, h
	}
	return max(1, w*side/longest), max(1, h*side/longest)
}
