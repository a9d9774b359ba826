package locale

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Refusal is what a rule says when it says no (不予办理), in this language. The rules are written in Chinese, each
// sentence where it is spoken; en/refusals-*.json has the English, under the Chinese sentence or under its form with
// numbered blanks. What stands in a blank is said as it is, unless the English asks for a word of a class of
// en/refusal-words.json: {0:verb}. A sentence that is not known stays as the rule wrote it.
func (l Lang) Refusal(reason string) string {
	if l != En {
		return reason
	}
	return refusals().say(reason)
}

// Cited is a refusal with the clause it rests on, as it is said where it stands alone.
func (l Lang) Cited(reason, clause string) string {
	switch {
	case clause == "":
		return l.Refusal(reason)
	case l == En:
		return l.Refusal(reason) + " (" + l.T("clause", clause) + ")"
	}
	return reason + "（" + l.T("clause", clause) + "）"
}

// A phrasebook translates sentences, whole or by their forms.
type phrasebook struct {
	whole map[string]string
	forms []form // the most telling first
	words map[string]wordlist
}

// A form is a sentence between whose pieces something stands that differs from time to time.
type form struct {
	pieces  []string // Chinese: what must be there, in this order
	chinese int      // characters in the pieces
	english []piece
}

// A piece of an English sentence: its text and then, unless blank is negative, what stands in a blank.
type piece struct {
	text  string
	blank int
	class string // whose words the blank is looked up in; none: said as it is
}

// A wordlist knows words, and numbers of things.
type wordlist struct {
	whole  map[string]string
	counts map[string]string // by what follows the number
}

var refusals = sync.OnceValue(func() *phrasebook {
	book := &phrasebook{whole: map[string]string{}, words: map[string]wordlist{}}
	var classes map[string]map[string]string
	readInto(&classes, "en/refusal-words.json")
	for class, words := range classes {
		list := wordlist{map[string]string{}, map[string]string{}}
		for zh, en := range words {
			if counted, ok := strings.CutPrefix(zh, "{0}"); ok {
				list.counts[counted] = en
			} else {
				list.whole[zh] = en
			}
		}
		book.words[class] = list
	}
	names, err := fs.Glob(files, "en/refusals-*.json")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		var sentences map[string]string
		readInto(&sentences, name)
		for zh, en := range sentences {
			if _, twice := book.whole[zh]; twice {
				panic(fmt.Errorf("locale: %s: %s stands in another file too", name, zh))
			}
			book.whole[zh] = en
			if numbered.MatchString(zh) {
				book.forms = append(book.forms, newForm(zh, en))
			}
		}
	}
	slices.SortFunc(book.forms, func(a, b form) int {
		return cmp.Or(b.chinese-a.chinese, len(a.pieces)-len(b.pieces), slices.Compare(a.pieces, b.pieces))
	})
	return book
})

var numbered = regexp.MustCompile(`\{(\d)(?::([a-z]+))?\}`)

// newForm reads a sentence's two sides. The Chinese numbers its blanks in their order; no two stand side by side, or
// nobody could tell where one ends.
func newForm(zh, en string) form {
	made := form{pieces: numbered.Split(zh, -1)}
	for i, text := range made.pieces {
		made.chinese += utf8.RuneCountInString(text)
		if text == "" && i > 0 && i < len(made.pieces)-1 {
			panic("locale: blanks side by side: " + zh)
		}
	}
	for i, blank := range numbered.FindAllStringSubmatch(zh, -1) {
		if blank[1] != strconv.Itoa(i) {
			panic("locale: blanks out of order: " + zh)
		}
	}
	at := 0
	for _, m := range numbered.FindAllStringSubmatchIndex(en, -1) {
		p := piece{text: en[at:m[0]], blank: int(en[m[2]] - '0')}
		if m[4] >= 0 {
			p.class = en[m[4]:m[5]]
		}
		if p.blank >= len(made.pieces)-1 {
			panic("locale: a blank that the Chinese has not: " + en)
		}
		made.english, at = append(made.english, p), m[1]
	}
	made.english = append(made.english, piece{text: en[at:], blank: -1})
	return made
}

// say walks through the reason once for each form that begins as it does.
func (b *phrasebook) say(reason string) string {
	if en, ok := b.whole[reason]; ok {
		return en
	}
	for i := range b.forms {
		if blanks, ok := b.forms[i].match(reason); ok {
			return b.fill(b.forms[i], blanks)
		}
	}
	return reason
}

// match finds what stands in the blanks: the first piece begins the sentence, the last ends it, and each between them
// is taken where it stands first, so that nothing is read twice.
func (f form) match(reason string) ([]string, bool) {
	rest, begins := strings.CutPrefix(reason, f.pieces[0])
	if !begins {
		return nil, false
	}
	last := len(f.pieces) - 1
	rest, ends := strings.CutSuffix(rest, f.pieces[last])
	if !ends {
		return nil, false
	}
	blanks := make([]string, 0, last)
	for _, text := range f.pieces[1:last] {
		before, after, found := strings.Cut(rest, text)
		if !found {
			return nil, false
		}
		blanks, rest = append(blanks, before), after
	}
	return append(blanks, rest), true
}

func (b *phrasebook) fill(f form, blanks []string) string {
	var said strings.Builder
	for i, p := range f.english {
		said.WriteString(p.text)
		if p.blank < 0 {
			break
		}
		word := blanks[p.blank]
		if p.class != "" {
			word = b.words[p.class].say(word)
		}
		if p.class != "" && i == 0 && p.text == "" && word != "" && word[0] < utf8.RuneSelf {
			word = strings.ToUpper(word[:1]) + word[1:] // it begins the sentence
		}
		said.WriteString(word)
	}
	return said.String()
}

func (w wordlist) say(word string) string {
	if en, ok := w.whole[word]; ok {
		return en
	}
	counted := strings.TrimLeft(word, "0123456789")
	if en, ok := w.counts[counted]; ok && counted != word {
		return strings.ReplaceAll(en, "{0}", word[:len(word)-len(counted)])
	}
	return word
}

func readInto(into any, name string) {
	raw, err := files.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		panic(fmt.Errorf("locale: %s: %w", name, err))
	}
}
