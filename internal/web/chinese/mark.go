// Package chinese marks what is Chinese on a page in another language.
//
// What people and the law have written stays Chinese, and must be marked as such, or a screen reader spells it out and a
// browser takes the signs of another country (WCAG 2.2, 3.1.2). Pages do not mark it one by one: it is found by its
// script when the page is written, so that none is forgotten.
package chinese

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const mark = ` lang="zh-CN"`

// Mark marks the elements of a page that hold Chinese alone, and of other texts the Chinese words.
func Mark(page []byte) []byte {
	m := marking{in: page, out: make([]byte, 0, len(page)+len(page)/16)}
	for len(m.in) > 0 {
		next := bytes.IndexByte(m.in, '<')
		switch {
		case next < 0:
			next = len(m.in)
			fallthrough
		case next > 0:
			m.text(m.in[:next], m.in[next:])
			m.in, m.opened = m.in[next:], 0
		default:
			m.tag(tagEnd(m.in))
		}
	}
	return m.out
}

// marking walks through a page as templ writes it: every element closed or void, every attribute in double quotes.
type marking struct {
	in, out []byte
	open    []element
	opened  int // where the tag ends that was written last, if an element began with it; 0 if not
}

type element struct {
	name  string
	alien bool // its text is not ours to mark: marked already, or no text at all
}

// Elements that hold text alone: a mark inside them would be read out or dropped.
var textOnly = []string{"option", "textarea", "title"}

var voids = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

func (m *marking) tag(end int) {
	tag := m.in[:end]
	m.in, m.opened = m.in[end:], 0
	switch {
	case bytes.HasPrefix(tag, []byte("</")):
		m.out = append(m.out, tag...)
		if len(m.open) > 0 {
			m.open = m.open[:len(m.open)-1]
		}
		return
	case bytes.HasPrefix(tag, []byte("<!")):
		m.out = append(m.out, tag...)
		return
	}
	name := tagName(tag)
	if slices.Contains(voids, name) || bytes.HasSuffix(tag, []byte("/>")) {
		m.out = append(m.out, tag...)
		if saidAloud(tag) {
			m.mark()
		}
		return
	}
	m.out = append(m.out, tag...)
	alien := m.alien() || name == "script" || name == "style" || (name != "html" && bytes.Contains(tag, []byte(" lang=")))
	m.open = append(m.open, element{name, alien})
	m.opened = len(m.out)
}

func (m *marking) alien() bool { return len(m.open) > 0 && m.open[len(m.open)-1].alien }

// mark puts the language on the tag that was written last.
func (m *marking) mark() {
	at := len(m.out) - 1
	if m.out[at-1] == '/' {
		at--
	}
	m.out = slices.Insert(m.out, at, []byte(mark)...)
}

func (m *marking) text(text, rest []byte) {
	chinese, latin := scripts(text)
	if chinese == 0 || m.alien() || len(m.open) == 0 {
		m.out = append(m.out, text...)
		return
	}
	parent := m.open[len(m.open)-1].name
	alone := m.opened == len(m.out) && bytes.HasPrefix(rest, []byte("</"))
	switch {
	case alone && latin == 0, slices.Contains(textOnly, parent) && m.opened == len(m.out) && chinese > latin:
		m.mark()
		m.out = append(m.out, text...)
	case slices.Contains(textOnly, parent) || m.drawn():
		m.out = append(m.out, text...)
	default:
		m.words(text, latin > 0)
	}
}

// drawn: inside a drawing a mark would not be shown.
func (m *marking) drawn() bool {
	return slices.ContainsFunc(m.open, func(e element) bool { return e.name == "svg" })
}

// words marks the Chinese in a text beside others. A mixed text is held together, so that it stays one item where its
// parts would be laid out side by side.
func (m *marking) words(text []byte, mixed bool) {
	inner := bytes.TrimSpace(text)
	before, after, _ := bytes.Cut(text, inner)
	m.out = append(m.out, before...)
	if !mixed {
		m.out = append(append(append(m.out, `<bdi lang="zh-CN">`...), inner...), "</bdi>"...)
	} else {
		m.out = append(m.out, "<bdi>"...)
		for _, run := range runs(string(inner)) {
			if run.chinese {
				m.out = append(append(append(m.out, `<bdi lang="zh-CN">`...), run.text...), "</bdi>"...)
			} else {
				m.out = append(m.out, run.text...)
			}
		}
		m.out = append(m.out, "</bdi>"...)
	}
	m.out = append(m.out, after...)
}

type run struct {
	text    string
	chinese bool
}

// runs parts a text where it changes its script. Digits and signs between Chinese words belong to them.
func runs(text string) []run {
	var all []run
	from, end := 0, 0 // the Chinese run being read, if end > from
	plain := 0        // where the text before it began
	close := func() {
		if end > from {
			if from > plain {
				all = append(all, run{text[plain:from], false})
			}
			all = append(all, run{text[from:end], true})
			plain = end
		}
	}
	for at := 0; at < len(text); {
		size, kind := sign(text[at:])
		switch kind {
		case chineseSign:
			if end <= from {
				from = at
			}
			end = at + size
		case letter:
			close()
			from, end = at+size, at+size
		}
		at += size
	}
	close()
	if plain < len(text) {
		all = append(all, run{text[plain:], false})
	}
	return all
}

type signKind int

const (
	neutral signKind = iota
	chineseSign
	letter
)

// sign reads one character, or one that is written as a reference, such as &#39;.
func sign(text string) (size int, kind signKind) {
	if text[0] == '&' {
		if end := strings.IndexByte(text[:min(len(text), 10)], ';'); end > 0 {
			return end + 1, neutral
		}
	}
	r, size := utf8.DecodeRuneInString(text)
	switch {
	case r < utf8.RuneSelf && (r|0x20 < 'a' || r|0x20 > 'z'):
		return size, neutral
	case r >= 0x4e00 && r <= 0x9fff, r >= 0x3000 && r <= 0x303f, r >= 0xff01 && r <= 0xff60, unicode.Is(unicode.Han, r):
		return size, chineseSign
	case unicode.IsLetter(r):
		return size, letter
	}
	return size, neutral
}

// scripts counts the Chinese characters and the other letters of a text.
func scripts(text []byte) (chinese, latin int) {
	far := false // beyond U+2000, where Chinese begins
	for _, b := range text {
		far = far || b >= 0xe2
	}
	if !far {
		return 0, 0
	}
	for s := string(text); len(s) > 0; {
		size, kind := sign(s)
		switch kind {
		case chineseSign:
			chinese++
		case letter:
			latin++
		}
		s = s[size:]
	}
	return chinese, latin
}

// saidAloud: an element without text of its own, of which something Chinese is read out.
func saidAloud(tag []byte) bool {
	if bytes.Contains(tag, []byte(`type="hidden"`)) || bytes.Contains(tag, []byte(" lang=")) {
		return false
	}
	for _, name := range []string{` value="`, ` placeholder="`, ` alt="`, ` aria-label="`} {
		_, rest, found := bytes.Cut(tag, []byte(name))
		if !found {
			continue
		}
		value, _, _ := bytes.Cut(rest, []byte(`"`))
		if chinese, latin := scripts(value); chinese > latin {
			return true
		}
	}
	return false
}

// tagEnd is where the tag ends that html begins with; a > in quotes is none.
func tagEnd(html []byte) int {
	if bytes.HasPrefix(html, []byte("<!--")) {
		if end := bytes.Index(html, []byte("-->")); end >= 0 {
			return end + len("-->")
		}
		return len(html)
	}
	for end := 0; ; {
		close := bytes.IndexByte(html[end:], '>')
		if close < 0 {
			return len(html)
		}
		if end += close + 1; bytes.Count(html[:end], []byte(`"`))%2 == 0 {
			return end
		}
	}
}

func tagName(tag []byte) string {
	end := bytes.IndexAny(tag[1:], " \t\r\n/>")
	return strings.ToLower(string(tag[1 : 1+max(end, 0)]))
}
