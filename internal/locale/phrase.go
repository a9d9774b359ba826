package locale

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// Phrase says in this language what a page says in Chinese as zh: a sentence with its blanks filled, the reason of a
// refusal, a limit, a role, a date, or several of them in a row. What is none of these, a name or what somebody wrote, stays as
// it is. Where one word of Chinese is several sentences, the first of the subjects decides, the beginnings of their keys.
// It is for samples, which are written in Chinese; pages know the keys of what they say.
func (l Lang) Phrase(zh string, subjects ...string) string {
	if l == Zh || !strings.ContainsFunc(zh, han) {
		return zh
	}
	if key, ok := sentenceOf(zh, subjects); ok {
		return l.T(key)
	}
	for _, apart := range []struct{ zh, en string }{{" · ", " · "}, {" → ", " → "}, {"；", "; "}, {"、", ", "}} {
		pieces := strings.Split(zh, apart.zh)
		if len(pieces) == 1 {
			continue
		}
		known := 0
		for i, piece := range pieces {
			if pieces[i] = l.Phrase(piece, subjects...); pieces[i] != piece {
				known++
			}
		}
		if strings.HasPrefix(apart.zh, " ") && known > 0 || known == len(pieces) {
			return strings.Join(pieces, apart.en)
		}
	}
	if said := l.Refusal(zh); said != zh {
		return said
	}
	for _, class := range []string{"limit", "role"} {
		if said := refusals().words[class].say(zh); said != zh {
			return said
		}
	}
	if m := chineseDay.FindStringSubmatch(zh); m != nil {
		day := m[3] + m[4] + " " + months[m[2]]
		return strings.TrimSpace(strings.TrimSpace(day+" "+m[1]) + " " + l.Phrase(m[5], subjects...))
	}
	for _, f := range blankForms() {
		if m := f.zh.FindStringSubmatch(zh); m != nil {
			blanks := make([]any, len(m)-1)
			for i, text := range m[1:] {
				blanks[i] = l.Phrase(text, subjects...)
			}
			return l.T(f.key, blanks...)
		}
	}
	return zh
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

var (
	chineseDay = regexp.MustCompile(`^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日?(–\d{1,2})?日?(?: ([^ ，]+))?$`)
	months     = map[string]string{
		"1": "Jan", "2": "Feb", "3": "Mar", "4": "Apr", "5": "May", "6": "Jun", "7": "Jul", "8": "Aug", "9": "Sep", "10": "Oct", "11": "Nov", "12": "Dec",
	}
)

// sentences are the keys of all that is said in Chinese without a blank, the shortest first.
var sentences = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for key, text := range catalogues[Zh] {
		all[text] = append(all[text], key)
	}
	for _, keys := range all {
		slices.SortFunc(keys, func(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) })
	}
	return all
})

// usual are the subjects from which a word is taken most likely, where several have it.
var usual = []string{"verb.", "field.", "list.", "clock.kind.", "status.", "inbox."}

func sentenceOf(zh string, subjects []string) (key string, ok bool) {
	keys := sentences()[zh]
	if len(keys) == 0 {
		return "", false
	}
	for _, subject := range append(slices.Clone(subjects), usual...) {
		for _, key := range keys {
			if strings.HasPrefix(key, subject) {
				return key, true
			}
		}
	}
	return keys[0], true
}

// blankForm is a sentence with blanks, as it is found again when they are filled.
type blankForm struct {
	key string
	zh  *regexp.Regexp
	han int // how many characters stand between the blanks
}

// telling is how many characters a sentence must have besides its blanks to be known again.
const telling = 3

var aBlank = regexp.MustCompile(`\{\d\}`)

var blankForms = sync.OnceValue(func() []blankForm {
	var all []blankForm
	for key, text := range catalogues[Zh] {
		places := aBlank.FindAllString(text, -1)
		bare := aBlank.ReplaceAllString(text, "")
		f := blankForm{key: key}
		for _, r := range bare {
			if han(r) {
				f.han++
			}
		}
		if len(places) == 0 || strings.Contains(bare, "{") || f.han < telling || !slices.IsSorted(places) || len(slices.Compact(slices.Clone(places))) != len(places) {
			continue
		}
		parts := aBlank.Split(text, -1)
		for i := range parts {
			parts[i] = regexp.QuoteMeta(parts[i])
		}
		f.zh = regexp.MustCompile(`^` + strings.Join(parts, `(.+?)`) + `$`)
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b blankForm) int { return cmp.Or(b.han-a.han, strings.Compare(a.key, b.key)) })
	return all
})
