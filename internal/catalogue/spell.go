package catalogue

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// Span is a stretch of a text, as offsets in bytes: what of it fits the words searched for.
type Span struct{ From, To int }

// named is a text that can be found by its characters and by how they are read: 餐饮油烟 by 油烟, cyyy, canyin, 餐yy.
type named struct {
	text  string // in lower case
	signs []sign
}

// sign is one character of a text, without what stands between characters: 、 and ( have none.
type sign struct {
	char     rune
	span     Span
	readings []string // all there are, without tones: 长 is zhang and chang
	initials uint32   // the letters that they begin with, a bit for each
}

var allReadings = func() pinyin.Args {
	args := pinyin.NewArgs()
	args.Heteronym = true
	return args
}()

func nameOf(text string) named {
	n := named{text: lower(text)}
	for at, char := range n.text {
		if !unicode.IsLetter(char) && !unicode.IsDigit(char) {
			continue
		}
		s := sign{char: char, span: Span{at, at + utf8.RuneLen(char)}}
		if char >= utf8.RuneSelf {
			s.readings = pinyin.SinglePinyin(char, allReadings)
			for _, r := range s.readings {
				s.initials |= letter(r[0])
			}
		}
		n.signs = append(n.signs, s)
	}
	return n
}

// lower is a text in lower case, every character where it was: the few letters that change their length keep their case.
func lower(text string) string {
	if low := strings.ToLower(text); len(low) == len(text) {
		return low
	}
	return text
}

// find is where a word stands in the text as it is written.
func (n named) find(word string) (Span, bool) {
	at := strings.Index(n.text, word)
	return Span{at, at + len(word)}, at >= 0
}

// longestSpelt is the length of a word, in bytes, that is still tried as pinyin: one bit stands for each byte.
const longestSpelt = 63

// spelt reports whether a word may be meant as pinyin, in part at least. One letter says too little.
func spelt(word string) bool {
	return len(word) > 1 && len(word) <= longestSpelt && strings.ContainsFunc(word, func(r rune) bool { return r >= 'a' && r <= 'z' })
}

// read is where characters stand one after the other that may be read as the word says: each by its initial, as cy or ch,
// by a whole reading, or written out; of the last one, a reading that is only begun will do.
func (n named) read(word string) (Span, bool) {
	char, _ := utf8.DecodeRuneInString(word)
	initial := letter(word[0])
	for i := range n.signs {
		if n.signs[i].initials&initial == 0 && n.signs[i].char != char {
			continue
		}
		reached := uint64(1) // bit k: the first k bytes of the word are used up
		for j := i; j < len(n.signs) && reached != 0; j++ {
			var done bool
			if reached, done = n.signs[j].step(reached, word); done {
				return Span{n.signs[i].span.From, n.signs[j].span.To}, true
			}
		}
	}
	return Span{}, false
}

// letter is the bit of a letter; other bytes have none.
func letter(b byte) uint32 {
	if b < 'a' || b > 'z' {
		return 0
	}
	return 1 << (b - 'a')
}

// step uses the sign for the next part of the word, in every way that is possible; done reports that nothing is left of it.
func (s sign) step(reached uint64, word string) (next uint64, done bool) {
	for k := 0; k < len(word); k++ {
		if reached&(1<<k) == 0 {
			continue
		}
		rest := word[k:]
		use := func(n int) {
			next |= 1 << (k + n)
			done = done || k+n == len(word)
		}
		if char, size := utf8.DecodeRuneInString(rest); char == s.char {
			use(size)
		}
		for _, r := range s.readings {
			if r[0] != rest[0] {
				continue
			}
			use(1)
			switch {
			case strings.HasPrefix(rest, r):
				use(len(r))
			case strings.HasPrefix(r, rest):
				use(len(rest))
			case len(rest) > 1 && rest[1] == 'h' && len(r) > 1 && r[1] == 'h': // zh, ch, sh
				use(2)
			}
		}
	}
	return next, done
}

// Readings writes how each character of a name may be read, without tones, for whoever finds names while typing: characters
// parted by spaces, the readings of one by strokes. 行政 is "xing/hang/heng zheng"; what is not Chinese stands as itself.
func Readings(name string) string {
	var all []string
	for _, s := range nameOf(name).signs {
		said := slices.Compact(slices.Sorted(slices.Values(s.readings)))
		if len(said) == 0 {
			said = []string{string(s.char)}
		}
		all = append(all, strings.Join(said, "/"))
	}
	return strings.Join(all, " ")
}
