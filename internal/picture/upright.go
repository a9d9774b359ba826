package picture

import (
	"bytes"
	"image"
	"time"

	"github.com/bep/imagemeta"
)

// orientation is how the camera was held, by EXIF: 1 upright, 2 to 8 turned or mirrored. What cannot be read is upright.
func orientation(format string, body []byte) int {
	as := imagemeta.JPEG
	if format == "webp" {
		as = imagemeta.WebP
	}
	turn := 1
	_, _ = imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(body), ImageFormat: as, Sources: imagemeta.EXIF, Timeout: time.Second,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool { return tag.Tag == "Orientation" && tag.Namespace == "IFD0" },
		HandleTag: func(tag imagemeta.TagInfo) error {
			switch v := tag.Value.(type) {
			case uint16:
				turn = int(v)
			case uint32:
				turn = int(v)
			}
			return nil
		},
		Warnf: func(string, ...any) {},
	})
	if turn < 1 || turn > 8 {
		return 1
	}
	return turn
}

// upright turns a picture so that it can be looked at as it was seen.
func upright(p *image.RGBA, turn int) *image.RGBA {
	if turn == 1 {
		return p
	}
	w, h := p.Rect.Dx(), p.Rect.Dy()
	size := image.Rect(0, 0, w, h)
	if turn >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	up := image.NewRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			fx, fy := x, y
			switch turn {
			case 2:
				fx = w - 1 - x
			case 3:
				fx, fy = w-1-x, h-1-y
			case 4:
				fy = h - 1 - y
			case 5:
				fx, fy = y, x
			case 6:
				fx, fy = y, h-1-x
			case 7:
				fx, fy = w-1-y, h-1-x
			case 8:
				fx, fy = w-1-y, x
			}
			copy(up.Pix[up.PixOffset(x, y):][:4], p.Pix[p.PixOffset(fx, fy):][:4])
		}
	}
	return up
}
