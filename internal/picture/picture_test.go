package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"huying/internal/picture/picturetest"
)

// A photograph that fits keeps every pixel, and nothing tells where it was taken.
func TestKeptTakesTheNotesOut(t *testing.T) {
	photo := picturetest.Photo(300, 200, 1)
	if orientation("jpeg", picturetest.Photo(30, 20, 6)) != 6 {
		t.Fatal("the test's photo has no notes that can be read")
	}
	kept, media, err := Kept(photo)
	if err != nil || media != "image/jpeg" {
		t.Fatal(media, err)
	}
	if bytes.Contains(kept, []byte(picturetest.Place)) || bytes.Contains(kept, []byte("Exif")) || bytes.Contains(kept, []byte("GPS")) {
		t.Error("the place is still in it")
	}
	before, _ := jpeg.Decode(bytes.NewReader(photo))
	after, err := jpeg.Decode(bytes.NewReader(kept))
	if err != nil {
		t.Fatal(err)
	}
	for y := range 200 {
		for x := range 300 {
			if before.At(x, y) != after.At(x, y) {
				t.Fatalf("pixel %d, %d is another", x, y)
			}
		}
	}
	again, _, err := Kept(kept)
	if err != nil || !bytes.Equal(again, kept) {
		t.Error("what is kept already is changed again", err)
	}
}

// Red stands left above in the scene; however the camera was held, it stands there on the page.
func TestKeptStandsUpright(t *testing.T) {
	where := map[int]image.Point{ // the corner of the stored picture, in 40ths, that comes to be left above
		1: {10, 5}, 2: {30, 5}, 3: {30, 15}, 4: {10, 15}, 5: {5, 10}, 6: {15, 10}, 7: {15, 30}, 8: {5, 30},
	}
	for turn, corner := range where {
		kept, _, err := Kept(picturetest.Photo(400, 200, turn))
		if err != nil {
			t.Fatal(err)
		}
		p, err := jpeg.Decode(bytes.NewReader(kept))
		if err != nil {
			t.Fatal(err)
		}
		want := image.Pt(400, 200)
		if turn >= 5 {
			want = image.Pt(200, 400)
		}
		if p.Bounds().Size() != want {
			t.Errorf("turn %d: %v", turn, p.Bounds())
		}
		if r, _, b, _ := p.At(corner.X*10, corner.Y*10).RGBA(); r < b {
			t.Errorf("turn %d: not red at %v", turn, corner)
		}
		if turn != 1 && orientation("jpeg", kept) != 1 {
			t.Errorf("turn %d: would be turned twice", turn)
		}
	}
}

func TestKeptIsNoLargerThanNeeded(t *testing.T) {
	kept, _, err := Kept(picturetest.Photo(4000, 3000, 1))
	if err != nil {
		t.Fatal(err)
	}
	if about, _ := jpeg.DecodeConfig(bytes.NewReader(kept)); about.Width != Longest || about.Height != Longest*3/4 {
		t.Errorf("%d × %d", about.Width, about.Height)
	}
	small, err := Small(kept)
	if err != nil {
		t.Fatal(err)
	}
	if about, _ := jpeg.DecodeConfig(bytes.NewReader(small)); about.Width != SmallSide || len(small) > 30<<10 {
		t.Errorf("small: %d wide, %d bytes", about.Width, len(small))
	}
}

func TestOtherFormats(t *testing.T) {
	var film bytes.Buffer
	frame := image.NewPaletted(image.Rect(0, 0, 8, 8), color.Palette{color.White, color.Black})
	if err := gif.EncodeAll(&film, &gif.GIF{Image: []*image.Paletted{frame, frame}, Delay: []int{5, 5}, LoopCount: 3}); err != nil {
		t.Fatal(err)
	}
	noted := film.Bytes()
	comment := append([]byte{0x21, 0xfe, byte(len(picturetest.Place))}, append([]byte(picturetest.Place), 0)...)
	noted = append(noted[:len(noted)-1:len(noted)-1], append(comment, 0x3b)...)
	kept, media, err := Kept(noted)
	if err != nil || media != "image/gif" || bytes.Contains(kept, []byte(picturetest.Place)) {
		t.Error("gif", media, err)
	}
	if all, err := gif.DecodeAll(bytes.NewReader(kept)); err != nil || len(all.Image) != 2 || all.LoopCount != 3 {
		t.Error("the film is another", err)
	}

	plain := picturetest.PNG()
	text := chunk("tEXt", "Comment\x00"+picturetest.Place)
	at := len(plain) - 12 // before the end
	noted = append(append(bytes.Clone(plain[:at]), text...), plain[at:]...)
	kept, media, err = Kept(append(noted, picturetest.Place...))
	if err != nil || media != "image/png" || !bytes.Equal(kept, plain) {
		t.Error("png", media, err, len(kept), len(plain))
	}
	if _, err := png.Decode(bytes.NewReader(kept)); err != nil {
		t.Error(err)
	}
}

func chunk(kind, said string) []byte {
	var b bytes.Buffer
	b.Write([]byte{0, 0, 0, byte(len(said))})
	b.WriteString(kind + said + "\x00\x00\x00\x00") // nobody reads the sum of a chunk that goes
	return b.Bytes()
}

func TestNotTaken(t *testing.T) {
	huge := picturetest.PNG()
	copy(huge[16:], []byte{0, 1, 0, 0, 0, 1, 0, 0}) // says 65536 × 65536; the sum of the chunk is wrong then, so it is unreadable
	for name, row := range map[string]struct {
		body string
		want error
	}{
		"heif":  {"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", ErrFormat},
		"tiff":  {"II*\x00\x08\x00\x00\x00", ErrFormat},
		"words": {"hello", ErrFormat},
		"torn":  {"\x89PNG\r\n\x1a\n and so on", ErrUnreadable},
		"stub":  {"\xff\xd8\xff\xe0\x00", ErrUnreadable},
		"lying": {string(huge), ErrUnreadable},
	} {
		if _, _, err := Kept([]byte(row.body)); !errors.Is(err, row.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := measure("bmp", bitmap(10000, 10000)); !errors.Is(err, ErrTooManyPixels) {
		t.Errorf("too many pixels: %v", err)
	}
}

// bitmap is the head of a BMP of this size.
func bitmap(w, h uint32) []byte {
	b := make([]byte, 54)
	copy(b, "BM")
	b[10], b[14], b[26], b[28] = 54, 40, 1, 24
	for i := range 4 {
		b[18+i], b[22+i] = byte(w>>(8*i)), byte(h>>(8*i)) //nolint:gosec // its bytes
	}
	return b
}

// Whatever comes: no panic, and what is kept can be measured and is kept the same again.
func FuzzKept(f *testing.F) {
	f.Add(picturetest.Photo(30, 20, 6))
	f.Add(picturetest.Photo(30, 20, 1))
	f.Add(picturetest.PNG())
	f.Add([]byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"))
	f.Add([]byte("RIFF\x24\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x0c\x00\x00\x00\x00\x00\x00\x00\x00\x00EXIF\x02\x00\x00\x00II"))
	f.Add(bitmap(2, 2))
	f.Fuzz(func(t *testing.T, body []byte) {
		if size, err := measure(Format(body), body); err == nil && size.X*size.Y > 1<<20 {
			t.Skip("honest, and only slow")
		}
		kept, _, err := Kept(body)
		if err != nil {
			return
		}
		again, _, err := Kept(kept)
		if err != nil {
			t.Fatalf("what was kept is not taken again: %v", err)
		}
		if !bytes.Equal(again, kept) {
			t.Fatal("what was kept is changed again")
		}
	})
}
