package ledger

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// maxInteger bounds numbers in the record, either side of zero: the largest range in which every
// JSON reader, also one that reads numbers as doubles, keeps each integer exactly.
const maxInteger = 1 << 53

// maxDepth bounds how deep arrays and objects nest, so that no input can exhaust the stack.
const maxDepth = 64

// Canonical is the RFC 8785 form of v: members sorted, no blanks, one spelling for each string.
// Narrower than the RFC on purpose: numbers are integers of at most 2^53 in size, strings are valid
// UTF-8 in NFC, and no member name comes twice. A json.RawMessage is read as JSON text.
func Canonical(v any) ([]byte, error) {
	if raw, ok := v.(json.RawMessage); ok {
		return CanonicalJSON(raw)
	}
	// encoding/json replaces bad UTF-8 silently, so look at the strings before it does.
	if err := checkStrings(v); err != nil {
		return nil, err
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("canonical JSON: %w", err)
	}
	return CanonicalJSON(raw)
}

// CanonicalJSON is the canonical form of one JSON text, as Canonical describes it.
func CanonicalJSON(raw []byte) ([]byte, error) {
	s := scanner{src: raw, dst: make([]byte, 0, len(raw))}
	s.blanks()
	if err := s.value(); err != nil {
		return nil, err
	}
	s.blanks()
	if s.pos != len(raw) {
		return nil, s.fault("something follows the value")
	}
	return s.dst, nil
}

// IsCanonical reports whether raw is exactly the canonical form of a JSON value.
func IsCanonical(raw []byte) bool {
	form, err := CanonicalJSON(raw)
	return err == nil && bytes.Equal(form, raw)
}

// scanner reads JSON text from src and writes its canonical form to dst, in one pass.
type scanner struct {
	src   []byte
	pos   int
	dst   []byte
	depth int
}

func (s *scanner) fault(what string) error {
	return fmt.Errorf("canonical JSON: at byte %d: %s", s.pos, what)
}

func (s *scanner) blanks() {
	for s.pos < len(s.src) {
		switch s.src[s.pos] {
		case ' ', '\t', '\r', '\n':
			s.pos++
		default:
			return
		}
	}
}

// next is the byte to be read, or 0 at the end, which no JSON text contains unquoted.
func (s *scanner) next() byte {
	if s.pos < len(s.src) {
		return s.src[s.pos]
	}
	return 0
}

func (s *scanner) value() error {
	switch c := s.next(); {
	case c == '{':
		return s.nested(s.object)
	case c == '[':
		return s.nested(s.array)
	case c == '"':
		return s.text()
	case c == '-' || '0' <= c && c <= '9':
		return s.integer()
	case c == 't':
		return s.word("true")
	case c == 'f':
		return s.word("false")
	case c == 'n':
		return s.word("null")
	}
	return s.fault("a value is expected")
}

func (s *scanner) word(w string) error {
	if !bytes.HasPrefix(s.src[s.pos:], []byte(w)) {
		return s.fault("a value is expected")
	}
	s.pos += len(w)
	s.dst = append(s.dst, w...)
	return nil
}

func (s *scanner) nested(read func() error) error {
	if s.depth++; s.depth > maxDepth {
		return s.fault("nested too deep")
	}
	err := read()
	s.depth--
	return err
}

func (s *scanner) integer() error {
	start := s.pos
	if s.next() == '-' {
		s.pos++
	}
	digits := s.pos
	for c := s.next(); '0' <= c && c <= '9'; c = s.next() {
		s.pos++
	}
	text := s.src[start:s.pos]
	switch c := s.next(); {
	case s.pos == digits:
		return s.fault("a digit is expected")
	case c == '.' || c == 'e' || c == 'E':
		return s.fault("a number must be an integer")
	case s.src[digits] == '0' && len(text) > 1: // 01, -0, -01
		return s.fault("a number has one spelling")
	}
	n, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil || n > maxInteger || n < -maxInteger {
		return s.fault("a number must not exceed 2^53")
	}
	s.dst = append(s.dst, text...)
	return nil
}

func (s *scanner) array() error {
	s.pos++
	s.dst = append(s.dst, '[')
	for first := true; ; first = false {
		s.blanks()
		if s.next() == ']' && first {
			break
		}
		if err := s.value(); err != nil {
			return err
		}
		s.blanks()
		if s.next() == ']' {
			break
		}
		if s.next() != ',' {
			return s.fault("a comma or ] is expected")
		}
		s.pos++
		s.dst = append(s.dst, ',')
	}
	s.pos++
	s.dst = append(s.dst, ']')
	return nil
}

// member is where one member of an object stands in dst: its quoted name, then colon and value.
type member struct{ start, name, end int }

func (s *scanner) object() error {
	s.pos++
	s.dst = append(s.dst, '{')
	body := len(s.dst)
	var few [12]member
	members := few[:0]
	for {
		s.blanks()
		if s.next() == '}' && len(members) == 0 {
			break
		}
		m, err := s.member()
		if err != nil {
			return err
		}
		members = append(members, m)
		s.blanks()
		if s.next() == '}' {
			break
		}
		if s.next() != ',' {
			return s.fault("a comma or } is expected")
		}
		s.pos++
		s.dst = append(s.dst, ',')
	}
	s.pos++
	if err := s.sortMembers(body, members); err != nil {
		return err
	}
	s.dst = append(s.dst, '}')
	return nil
}

func (s *scanner) member() (m member, err error) {
	m.start = len(s.dst)
	if s.next() != '"' {
		return m, s.fault("a member name is expected")
	}
	if err := s.text(); err != nil {
		return m, err
	}
	m.name = len(s.dst)
	s.blanks()
	if s.next() != ':' {
		return m, s.fault("a colon is expected")
	}
	s.pos++
	s.dst = append(s.dst, ':')
	s.blanks()
	err = s.value()
	m.end = len(s.dst)
	return m, err
}

var errTwice = errors.New("canonical JSON: a member name comes twice")

// sortMembers puts the members written from body on into the order of the RFC, which is that of
// UTF-16 code units. Most objects come sorted and are left as they stand.
func (s *scanner) sortMembers(body int, members []member) error {
	compare := func(a, b member) int {
		return compareNames(s.dst[a.start:a.name], s.dst[b.start:b.name])
	}
	sorted := true
	for i := 1; i < len(members); i++ {
		switch c := compare(members[i-1], members[i]); {
		case c == 0:
			return errTwice
		case c > 0:
			sorted = false
		}
	}
	if sorted {
		return nil
	}
	slices.SortFunc(members, compare)
	written := bytes.Clone(s.dst[body:])
	s.dst = s.dst[:body]
	for i, m := range members {
		// Everything up to body is untouched, so names can still be compared inside written.
		name := written[m.start-body : m.name-body]
		if i > 0 {
			before := members[i-1]
			if compareNames(written[before.start-body:before.name-body], name) == 0 {
				return errTwice
			}
			s.dst = append(s.dst, ',')
		}
		s.dst = append(s.dst, written[m.start-body:m.end-body]...)
	}
	return nil
}
