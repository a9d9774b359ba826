package picture

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// strip takes everything out of a picture that does not serve to show it. No pixel changes.
func strip(format string, body []byte) ([]byte, error) {
	switch format {
	case "jpeg":
		return stripJPEG(body)
	case "png":
		return stripPNG(body)
	case "webp":
		return stripWebP(body)
	case "gif":
		return stripGIF(body)
	}
	return nil, ErrFormat
}

// stripJPEG keeps what a decoder needs and the colour profile. Other application segments and comments go, and whatever
// follows the end of the picture: some phones hide a second picture there, with its own place and time.
func stripJPEG(body []byte) ([]byte, error) {
	const soi, eoi, sos, com = 0xd8, 0xd9, 0xda, 0xfe
	if len(body) < 4 || body[0] != 0xff || body[1] != soi {
		return nil, ErrUnreadable
	}
	out := slices.Clone(body[:2])
	at, seen := 2, false
	for {
		for at+1 < len(body) && body[at] == 0xff && body[at+1] == 0xff { // padding
			at++
		}
		if at+2 > len(body) || body[at] != 0xff {
			if !seen {
				return nil, ErrUnreadable
			}
			return append(out, 0xff, eoi), nil // torn off: what came is shown
		}
		kind := body[at+1]
		if kind == eoi {
			if !seen {
				return nil, ErrUnreadable
			}
			return append(out, 0xff, eoi), nil
		}
		if at+4 > len(body) {
			return nil, ErrUnreadable
		}
		end := at + 2 + int(binary.BigEndian.Uint16(body[at+2:]))
		if end > len(body) || end < at+4 {
			return nil, ErrUnreadable
		}
		segment, said := body[at:end], body[at+4:end]
		switch {
		case kind == 0xe0 && bytes.HasPrefix(said, []byte("JFIF\x00")) && len(said) >= 14:
			// Its thumbnail, if it has one, goes.
			out = append(out, 0xff, 0xe0, 0, 16)
			out = append(out, said[:12]...)
			out = append(out, 0, 0)
		case kind == 0xe2 && bytes.HasPrefix(said, []byte("ICC_PROFILE\x00")), kind == 0xee && bytes.HasPrefix(said, []byte("Adobe")):
			out = append(out, segment...)
		case kind >= 0xe0 && kind <= 0xef, kind == com:
		default:
			out = append(out, segment...)
		}
		at = end
		if kind == sos {
			seen = true
			next := entropy(body, at)
			out = append(out, body[at:next]...)
			at = next
		}
	}
}

// entropy finds where coded light ends: at a marker that is neither a stuffed byte nor a restart.
func entropy(body []byte, at int) int {
	for ; at+1 < len(body); at++ {
		if next := body[at+1]; body[at] == 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7) {
			return at
		}
	}
	return len(body)
}

var pngKept = []string{
	"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD", "pHYs", "sPLT", "hIST", "acTL", "fcTL", "fdAT",
}

func stripPNG(body []byte) ([]byte, error) {
	const head = 8
	if len(body) < head {
		return nil, ErrUnreadable
	}
	out := slices.Clone(body[:head])
	for at := head; ; {
		if at+12 > len(body) {
			return nil, ErrUnreadable
		}
		size := int64(binary.BigEndian.Uint32(body[at:]))
		end := int64(at) + 12 + size
		if end > int64(len(body)) {
			return nil, ErrUnreadable
		}
		kind := string(body[at+4 : at+8])
		if slices.Contains(pngKept, kind) {
			out = append(out, body[at:end]...)
		}
		if kind == "IEND" {
			return out, nil
		}
		at = int(end)
	}
}

func stripWebP(body []byte) ([]byte, error) {
	const head, hasEXIF, hasXMP = 12, 0x08, 0x04
	if len(body) < head {
		return nil, ErrUnreadable
	}
	whole := int64(binary.LittleEndian.Uint32(body[4:])) + 8
	if whole > int64(len(body)) {
		return nil, ErrUnreadable
	}
	body = body[:whole]
	out := slices.Clone(body[:head])
	for at := head; at+8 <= len(body); {
		size := int64(binary.LittleEndian.Uint32(body[at+4:]))
		end := int64(at) + 8 + size + size%2
		if end > int64(len(body)) {
			return nil, ErrUnreadable
		}
		switch kind := string(body[at : at+4]); kind {
		case "VP8X":
			if size < 10 {
				return nil, ErrUnreadable
			}
			start := len(out)
			out = append(out, body[at:end]...)
			out[start+8] &^= hasEXIF | hasXMP
		case "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP":
			out = append(out, body[at:end]...)
		}
		at = int(end)
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8)) //nolint:gosec // never longer than what came
	return out, nil
}

// stripGIF leaves out comments, texts and foreign extensions; how often a film repeats stays.
func stripGIF(body []byte) ([]byte, error) {
	const head, hasTable = 13, 0x80
	if len(body) < head {
		return nil, ErrUnreadable
	}
	at := head
	if body[10]&hasTable != 0 {
		at += 3 << (body[10]&7 + 1)
	}
	if at > len(body) {
		return nil, ErrUnreadable
	}
	out := slices.Clone(body[:at])
	for at < len(body) {
		start := at
		keep := true
		switch body[at] {
		case 0x3b: // the end
			return append(out, 0x3b), nil
		case 0x21: // an extension
			if at+2 > len(body) {
				return nil, ErrUnreadable
			}
			label := body[at+1]
			at += 2
			keep = label == 0xf9 || label == 0xff && at+12 <= len(body) && (string(body[at+1:at+12]) == "NETSCAPE2.0" || string(body[at+1:at+12]) == "ANIMEXTS1.0")
		case 0x2c: // a picture
			if at+10 > len(body) {
				return nil, ErrUnreadable
			}
			flags := body[at+9]
			at += 10
			if flags&hasTable != 0 {
				at += 3 << (flags&7 + 1)
			}
			at++ // the size of the first code
		default:
			return nil, ErrUnreadable
		}
		var ok bool
		if at, ok = blocks(body, at); !ok {
			return nil, ErrUnreadable
		}
		if keep {
			out = append(out, body[start:at]...)
		}
	}
	return append(out, 0x3b), nil
}

// blocks skips a chain of blocks up to its end.
func blocks(body []byte, at int) (int, bool) {
	for at < len(body) {
		size := int(body[at])
		at += 1 + size
		if size == 0 {
			return at, at <= len(body)
		}
	}
	return at, false
}
