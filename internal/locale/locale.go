// Package locale speaks Huying's two languages: Chinese first, English beside it.
//
// Each language is one embedded catalogue of sentences under the same keys, a file per subject; a test holds the two
// to each other, key by key and blank by blank. A sentence may have numbered blanks, {0}, {1}, …,
// so that each language can order them as it speaks, and {0:unit|units} chooses the word for one or for several. What people and the law have written (names
// of units, matters, reasons) is data and is shown as written, in any language. Refusals are written in Chinese by the
// rules themselves; Lang.Refusal has their English.
package locale

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"golang.org/x/text/language"
)

// Lang (语言) is one of the two languages.
type Lang string

// The languages.
const (
	Zh Lang = "zh"
	En Lang = "en"
)

// Each language is one folder, with a file per subject.
//
//go:embed zh/*.json en/*.json
var files embed.FS

var catalogues = map[Lang]map[string]string{Zh: read(Zh), En: read(En)}

var matcher = language.NewMatcher([]language.Tag{language.SimplifiedChinese, language.English})

// Match chooses a language: the one a person has chosen before, else the one their browser asks
// for, else Chinese.
func Match(chosen, accept string) Lang {
	if _, ok := catalogues[Lang(chosen)]; ok {
		return Lang(chosen)
	}
	wanted, _, err := language.ParseAcceptLanguage(accept)
	if err != nil || len(wanted) == 0 {
		return Zh
	}
	if _, index, sure := matcher.Match(wanted...); index == 1 && sure > language.Low {
		return En
	}
	return Zh
}

// Tag is the language's name as HTML wants it.
func (l Lang) Tag() string {
	if l == En {
		return "en"
	}
	return "zh-CN"
}

// Other is the language to switch to.
func (l Lang) Other() Lang {
	if l == En {
		return Zh
	}
	return En
}

// T is the sentence under key with its blanks filled. An unknown key is shown as it is, so that
// its absence is seen.
func (l Lang) T(key string, blanks ...any) string {
	text, ok := catalogues[l][key]
	if !ok {
		text, ok = catalogues[Zh][key]
	}
	if !ok {
		return key
	}
	if len(blanks) == 0 {
		return text
	}
	var said strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		said.WriteString(before)
		if !found {
			return said.String()
		}
		form, after, closed := strings.Cut(rest, "}")
		value, known := filled(form, blanks)
		if !closed || !known {
			said.WriteByte('{')
			text = rest
			continue
		}
		said.WriteString(value)
		text = after
	}
}

// filled says what stands in a blank: {0}, or {0:unit|units}, the word for one of it or for several.
func filled(form string, blanks []any) (string, bool) {
	number, words, counted := strings.Cut(form, ":")
	if len(number) != 1 || number[0] < '0' || int(number[0]-'0') >= len(blanks) {
		return "", false
	}
	value := word(blanks[number[0]-'0'])
	if !counted {
		return value, true
	}
	one, many, _ := strings.Cut(words, "|")
	if value == "1" {
		return one, true
	}
	return many, true
}

// word is what fills a blank, mostly a word or a number.
func word(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	}
	return fmt.Sprint(value)
}

// Has reports whether there is a sentence under key.
func Has(key string) bool {
	_, ok := catalogues[Zh][key]
	return ok
}

type inContext struct{}

// With gives the context a language.
func With(ctx context.Context, l Lang) context.Context {
	return context.WithValue(ctx, inContext{}, l)
}

// From is the context's language; Chinese when none was given.
func From(ctx context.Context) Lang {
	if l, ok := ctx.Value(inContext{}).(Lang); ok {
		return l
	}
	return Zh
}

// T is the sentence under key in the context's language.
func T(ctx context.Context, key string, blanks ...any) string { return From(ctx).T(key, blanks...) }

func read(l Lang) map[string]string {
	all := map[string]string{}
	names, err := fs.Glob(files, string(l)+"/*.json")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		if strings.HasPrefix(name, string(l)+"/refusal") {
			continue
		}
		var sentences map[string]string
		readInto(&sentences, name)
		for key, sentence := range sentences {
			if _, twice := all[key]; twice {
				panic(fmt.Errorf("locale: %s: %s stands in another file too", name, key))
			}
			all[key] = sentence
		}
	}
	return all
}

// Keys lists every key there is.
func Keys() []string {
	all := make([]string, 0, len(catalogues[Zh]))
	for key := range catalogues[Zh] {
		all = append(all, key)
	}
	return all
}
