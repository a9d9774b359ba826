package ledger

import (
	"bytes"
	"cmp"
	"errors"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// text reads a quoted string and writes its one canonical spelling: only the quote, the backslash
// and control characters are escaped, these in the shortest way.
func (s *scanner) text() error {
	s.pos++
	s.dst = append(s.dst, '"')
	start := len(s.dst)
	ascii, escaped := true, false
	for {
		run := s.pos
		for run < len(s.src) && s.src[run] >= ' ' && s.src[run] != '"' && s.src[run] != '\\' {
			ascii = ascii && s.src[run] < utf8.RuneSelf
			run++
		}
		s.dst = append(s.dst, s.src[s.pos:run]...)
		s.pos = run
		switch {
		case s.pos == len(s.src):
			return s.fault("a string has no end")
		case s.src[s.pos] == '"':
			s.pos++
			if err := s.checkText(s.dst[start:], ascii, escaped); err != nil {
				return err
			}
			s.dst = append(s.dst, '"')
			return nil
		case s.src[s.pos] == '\\':
			r, err := s.escape()
			if err != nil {
				return err
			}
			ascii, escaped = ascii && r < utf8.RuneSelf, true
			s.dst = appendRune(s.dst, r)
		default:
			return s.fault("a control character must be escaped")
		}
	}
}

func (s *scanner) checkText(text []byte, ascii, escaped bool) error {
	if ascii {
		return nil
	}
	if escaped {
		// The n of \n must not be taken for a letter that the next mark combines with.
		text = unescape(text)
	}
	return checkText(text)
}

// checkText refuses what has more than one spelling: bad UTF-8, and text that is not in NFC.
func checkText(text []byte) error {
	if !utf8.Valid(text) {
		return errors.New("canonical JSON: a string is not valid UTF-8")
	}
	if !norm.NFC.IsNormal(text) {
		return errors.New("canonical JSON: a string is not in Unicode NFC")
	}
	return nil
}

// escape reads one escape sequence, or the two of a surrogate pair, and gives the character meant.
func (s *scanner) escape() (rune, error) {
	if s.pos+1 >= len(s.src) {
		return 0, s.fault("a string has no end")
	}
	c := s.src[s.pos+1]
	if c == 'u' {
		return s.unicodeEscape()
	}
	i := bytes.IndexByte([]byte(`"\/bfnrt`), c)
	if i < 0 {
		return 0, s.fault("no such escape")
	}
	s.pos += 2
	return rune("\"\\/\b\f\n\r\t"[i]), nil
}

func (s *scanner) unicodeEscape() (rune, error) {
	high, ok := s.fourDigits()
	if !ok {
		return 0, s.fault("\\u needs four hexadecimal digits")
	}
	if !utf16.IsSurrogate(high) {
		return high, nil
	}
	if low, ok := s.fourDigits(); ok {
		if r := utf16.DecodeRune(high, low); r != utf8.RuneError {
			return r, nil
		}
	}
	return 0, s.fault("half of a surrogate pair")
}

// fourDigits reads \uXXXX.
func (s *scanner) fourDigits() (rune, bool) {
	if s.pos+6 > len(s.src) || s.src[s.pos] != '\\' || s.src[s.pos+1] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range s.src[s.pos+2 : s.pos+6] {
		switch {
		case '0' <= c && c <= '9':
			r = r<<4 | rune(c-'0')
		case 'a' <= c && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		case 'A' <= c && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			return 0, false
		}
	}
	s.pos += 6
	return r, true
}

const hexDigits = "0123456789abcdef"

// appendRune writes a character as it stands inside a canonical string.
func appendRune(dst []byte, r rune) []byte {
	switch r {
	case '"', '\\':
		return append(dst, '\\', byte(r))
	case '\b':
		return append(dst, `\b`...)
	case '\t':
		return append(dst, `\t`...)
	case '\n':
		return append(dst, `\n`...)
	case '\f':
		return append(dst, `\f`...)
	case '\r':
		return append(dst, `\r`...)
	}
	if r < ' ' {
		return append(dst, '\\', 'u', '0', '0', hexDigits[r>>4], hexDigits[r&15])
	}
	return utf8.AppendRune(dst, r)
}

// AppendText writes a Go string as a canonical JSON string. It errs where the string is not valid
// UTF-8 in NFC.
func AppendText(dst []byte, text string) ([]byte, error) {
	dst = append(dst, '"')
	ascii := true
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c < ' ' || c == '"' || c == '\\' {
			dst = appendRune(dst, rune(c))
			continue
		}
		ascii = ascii && c < utf8.RuneSelf
		dst = append(dst, c)
	}
	if !ascii {
		if err := checkText([]byte(text)); err != nil {
			return nil, err
		}
	}
	return append(dst, '"'), nil
}

// unescape undoes the escapes of a canonical string, given without its quotes.
func unescape(text []byte) []byte {
	if bytes.IndexByte(text, '\\') < 0 {
		return text
	}
	s := scanner{src: text}
	plain := make([]byte, 0, len(text))
	for s.pos < len(text) {
		if text[s.pos] != '\\' {
			plain = append(plain, text[s.pos])
			s.pos++
			continue
		}
		r, err := s.escape()
		if err != nil {
			panic("ledger: unescape of a text that is not canonical")
		}
		plain = utf8.AppendRune(plain, r)
	}
	return plain
}

// compareNames orders two quoted canonical strings by their UTF-16 code units.
func compareNames(a, b []byte) int {
	a, b = unescape(a[1:len(a)-1]), unescape(b[1:len(b)-1])
	n := min(len(a), len(b))
	i := 0
	for i < n && a[i] == b[i] {
		i++
	}
	if i == n {
		return cmp.Compare(len(a), len(b))
	}
	// Bytes of UTF-8 order as characters do, and so as UTF-16 does, except that surrogates
	// (four bytes in UTF-8, first byte 0xf0 and more) come before U+E000 and after (0xee, 0xef).
	ca, cb := a[i], b[i]
	if ca >= 0xee && cb >= 0xee && (ca >= 0xf0) != (cb >= 0xf0) {
		return cmp.Compare(cb, ca)
	}
	return cmp.Compare(ca, cb)
}
