// Package picturetest makes pictures for tests, as a phone's camera writes them.
package picturetest

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
)

// Place is where Photo says it was taken: digits that no other part of a picture has by chance.
const Place = "GPS-36.6512-117.1201"

// Photo is a JPEG of this size with EXIF notes: how the camera was held (orientation 1 to 8), a place (GPS), and words.
// Its left upper quarter is red, the rest is blue. Behind its end a second picture is hidden, as some phones do.
func Photo(w, h, orientation int) []byte {
	var whole bytes.Buffer
	if err := jpeg.Encode(&whole, Scene(w, h), &jpeg.Options{Quality: 90}); err != nil {
		panic(err)
	}
	light := whole.Bytes()
	var out bytes.Buffer
	out.Write(light[:2])
	segment(&out, 0xe1, append([]byte("Exif\x00\x00"), notes(orientation)...))
	segment(&out, 0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>"+Place+"</x:xmpmeta>"))
	segment(&out, 0xed, []byte("Photoshop 3.0\x00"+Place))
	segment(&out, 0xfe, []byte(Place))
	out.Write(light[2:])
	out.WriteString("\xff\xd8\xff\xe1" + Place)
	return out.Bytes()
}

// PNG is a small picture without notes.
func PNG() []byte {
	var out bytes.Buffer
	if err := png.Encode(&out, Scene(24, 16)); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// Scene is the picture of Photo before any camera touched it.
func Scene(w, h int) image.Image {
	p := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{B: 200, A: 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{R: 200, A: 255}
			}
			p.SetRGBA(x, y, c)
		}
	}
	return p
}

func segment(out *bytes.Buffer, kind byte, said []byte) {
	out.Write([]byte{0xff, kind})
	_ = binary.Write(out, binary.BigEndian, uint16(len(said)+2)) //nolint:gosec // short
	out.Write(said)
}

// notes is a TIFF block with an orientation, a description and a GPS block whose area names Place.
func notes(orientation int) []byte {
	le := binary.LittleEndian
	entry := func(tag, kind uint16, count, value uint32) []byte {
		e := le.AppendUint16(nil, tag)
		e = le.AppendUint16(e, kind)
		e = le.AppendUint32(e, count)
		return le.AppendUint32(e, value)
	}
	const gps = 8 + 2 + 3*12 + 4
	const text = gps + 2 + 2*12 + 4
	size := uint32(len(Place) + 1)
	b := append([]byte("II*\x00"), 8, 0, 0, 0)
	b = le.AppendUint16(b, 3)
	b = append(b, entry(0x010e, 2, size, text)...)
	b = append(b, entry(0x0112, 3, 1, uint32(orientation))...) //nolint:gosec // 1 to 8
	b = append(b, entry(0x8825, 4, 1, gps)...)
	b = le.AppendUint32(b, 0)
	b = le.AppendUint16(b, 2)
	b = append(b, entry(0x0001, 2, 2, uint32('N'))...)
	b = append(b, entry(0x001c, 7, size, text)...)
	b = le.AppendUint32(b, 0)
	return append(append(b, Place...), 0)
}
