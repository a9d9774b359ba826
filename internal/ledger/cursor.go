package ledger

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// Cursor walks along JSON of a fixed shape, of which it accepts exactly the canonical spelling. It
// keeps the first error; after one, everything read is empty.
type Cursor struct {
	src []byte
	pos int
	err error
}

// ReadCanonical starts at the beginning of a text.
func ReadCanonical(text []byte) *Cursor { return &Cursor{src: text} }

// Pos is how many bytes have been read.
func (r *Cursor) Pos() int { return r.pos }

// Err is the first error so far.
func (r *Cursor) Err() error { return r.err }

// End gives the first error, or one if something is left to read.
func (r *Cursor) End() error {
	if r.err == nil && r.pos != len(r.src) {
		r.fail("something follows")
	}
	return r.err
}

func (r *Cursor) fail(what string) {
	if r.err == nil {
		r.err = fmt.Errorf("at byte %d: %s", r.pos, what)
	}
}

// Has steps over text if it comes next.
func (r *Cursor) Has(text string) bool {
	if r.err != nil || len(r.src)-r.pos < len(text) || string(r.src[r.pos:r.pos+len(text)]) != text {
		return false
	}
	r.pos += len(text)
	return true
}

// Take steps over text, which must come next.
func (r *Cursor) Take(text string) {
	if !r.Has(text) {
		r.fail(text + " is expected")
	}
}

// Number reads an integer from 0 to 2^53.
func (r *Cursor) Number() int64 {
	start := r.pos
	for r.pos < len(r.src) && '0' <= r.src[r.pos] && r.src[r.pos] <= '9' {
		r.pos++
	}
	digits := r.src[start:r.pos]
	n, err := strconv.ParseInt(string(digits), 10, 64)
	if err != nil || n > maxInteger || digits[0] == '0' && len(digits) > 1 {
		r.fail("a number in its one spelling is expected")
		return 0
	}
	return n
}

// canonical reads a value that must stand in its canonical form, and gives a copy of it.
func (r *Cursor) canonical(first byte) []byte {
	if r.err != nil {
		return nil
	}
	if r.pos == len(r.src) || r.src[r.pos] != first {
		r.fail(string(first) + " is expected")
		return nil
	}
	s := scanner{src: r.src, pos: r.pos}
	if first == '{' {
		s.dst = make([]byte, 0, len(r.src)-r.pos)
	}
	if err := s.value(); err != nil {
		r.err = err
		return nil
	}
	if !bytes.Equal(s.dst, r.src[r.pos:s.pos]) {
		r.fail("this is not the canonical form")
		return nil
	}
	r.pos = s.pos
	return s.dst
}

// Object reads a canonical object and gives a copy of it.
func (r *Cursor) Object() json.RawMessage { return r.canonical('{') }

// Text reads a string.
func (r *Cursor) Text() string {
	if plain, ok := r.plainText(); ok {
		return plain
	}
	quoted := r.canonical('"')
	if quoted == nil {
		return ""
	}
	return string(unescape(quoted[1 : len(quoted)-1]))
}

// plainText is the short way for what nearly every name is: printable ASCII without escapes.
func (r *Cursor) plainText() (string, bool) {
	if r.err != nil || r.pos == len(r.src) || r.src[r.pos] != '"' {
		return "", false
	}
	for i := r.pos + 1; i < len(r.src); i++ {
		switch c := r.src[i]; {
		case c == '"':
			text := string(r.src[r.pos+1 : i])
			r.pos = i + 1
			return text, true
		case c < ' ' || c == '\\' || c >= 0x80:
			return "", false
		}
	}
	return "", false
}

func (r *Cursor) filled() string {
	text := r.Text()
	if text == "" {
		r.fail("an empty name is left out")
	}
	return text
}
