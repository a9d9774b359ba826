package ledger

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"huying/internal/org"
)

// ParseLeaf reads a leaf back. It is strict: of any event exactly one spelling is accepted, the
// one Leaf writes, so that ParseLeaf and Leaf undo each other byte for byte.
func ParseLeaf(b []byte) (Event, error) {
	if len(b) > MaxLeaf {
		return Event{}, errTooLong
	}
	r := reader{src: b}
	var e Event
	if r.has(`{"account":`) {
		e.Actor.Account = org.AccountID(r.filled())
		r.take(`,"at":`)
	} else {
		r.take(`{"at":`)
	}
	e.At = r.number()
	r.take(`,"data":`)
	e.Data = r.object()
	r.take(`,"district":`)
	e.District = org.DistrictID(r.number())
	if r.has(`,"post":`) {
		e.Actor.Post = org.PostID(r.filled())
	}
	r.take(`,"role":`)
	e.Actor.Role = org.Role(r.text())
	r.take(`,"stream":`)
	e.Stream = r.text()
	r.take(`,"type":`)
	e.Type = r.text()
	r.take(`,"unit":`)
	e.Actor.Unit = org.UnitID(r.text())
	r.take(`,"v":1,"version":`)
	e.Version = r.number()
	r.take(`}`)
	if r.err == nil && r.pos != len(b) {
		r.fail("something follows the leaf")
	}
	if r.err != nil {
		return Event{}, r.err
	}
	if err := e.check(); err != nil {
		return Event{}, err
	}
	return e, nil
}

// reader walks along a leaf and keeps the first error; after one, everything read is empty.
type reader struct {
	src []byte
	pos int
	err error
}

func (r *reader) fail(what string) {
	if r.err == nil {
		r.err = fmt.Errorf("leaf: at byte %d: %s", r.pos, what)
	}
}

// has steps over text if it comes next.
func (r *reader) has(text string) bool {
	if r.err != nil || len(r.src)-r.pos < len(text) || string(r.src[r.pos:r.pos+len(text)]) != text {
		return false
	}
	r.pos += len(text)
	return true
}

func (r *reader) take(text string) {
	if !r.has(text) {
		r.fail(text + " is expected")
	}
}

func (r *reader) number() int64 {
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
func (r *reader) canonical(first byte) []byte {
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

func (r *reader) object() json.RawMessage { return r.canonical('{') }

func (r *reader) text() string {
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
func (r *reader) plainText() (string, bool) {
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

func (r *reader) filled() string {
	text := r.text()
	if text == "" {
		r.fail("an empty name is left out")
	}
	return text
}
