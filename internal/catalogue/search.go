package catalogue

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// Match (检索结果) is a matter, or one situation of it, that fits the words searched for.
type Match struct {
	Matter    int    `json:"matter"`
	Name      string `json:"name"`
	Domain    string `json:"domain"`
	Situation string `json:"situation,omitempty"` // code, where a situation fits rather than the matter
	Text      string `json:"text,omitempty"`      // that situation's name

	rank int
}

// indexed is one matter or situation, ready to be searched: what it is called, what else is said about it, and
// how its name is spelt in pinyin, by initials and in full.
type indexed struct {
	match          Match
	name, said     string
	initials, full string
}

// Search finds matters and situations by words parted by spaces, all of which must fit: parts of Chinese text
// (油烟), the number (56, 56-3), or of the name in pinyin (cyyy, youyan). Names come before descriptions, then
// matters before situations, then the order of the list. No words, no matches.
func (e Edition) Search(words string) []Match {
	wanted := strings.Fields(strings.ToLower(words))
	if len(wanted) == 0 || e.index == nil {
		return nil
	}
	var found []Match
	for _, ix := range e.index() {
		rank := 0
		for _, w := range wanted {
			r := ix.rank(w)
			if r == 0 {
				rank = 0
				break
			}
			rank = max(rank, r)
		}
		if rank > 0 {
			m := ix.match
			m.rank = rank
			found = append(found, m)
		}
	}
	slices.SortStableFunc(found, func(a, b Match) int { return cmp.Compare(a.rank, b.rank) })
	return found
}

// rank is 1 for the best fit of a word, more for lesser ones, 0 for none.
func (ix indexed) rank(word string) int {
	code := ix.match.Situation
	if code == "" {
		code = strconv.Itoa(ix.match.Matter)
	}
	switch {
	case word == code || strings.HasPrefix(ix.name, word) || ix.initials == word:
		return 1
	case strings.Contains(ix.name, word):
		return 2
	case len(word) > 1 && (strings.Contains(ix.initials, word) || strings.Contains(ix.full, word)):
		return 3
	case strings.Contains(ix.said, word):
		return 4
	}
	return 0
}

func indexAll(matters []Matter) []indexed {
	var all []indexed
	for _, m := range matters {
		said := []string{m.Domain, m.Problem, m.LeadName, m.LeadSplit}
		for _, p := range m.Assists {
			said = append(said, p.Name)
		}
		match := Match{Matter: m.Number, Name: m.Name, Domain: m.Domain}
		all = append(all, index(match, m.Name, said))
		for _, s := range m.Situations {
			if s.Code == m.DefaultCode() {
				continue // found as the matter itself
			}
			one := match
			one.Situation, one.Text = s.Code, s.Name
			all = append(all, index(one, s.Name, []string{s.Recognise, s.DoneWhen, s.Lead}))
		}
	}
	return all
}

func index(m Match, name string, said []string) indexed {
	var initials, full strings.Builder
	for _, syllable := range pinyin.LazyPinyin(name, pinyin.NewArgs()) {
		initials.WriteByte(syllable[0])
		full.WriteString(syllable)
	}
	return indexed{
		match: m, name: strings.ToLower(name), said: strings.ToLower(strings.Join(said, "\n")),
		initials: initials.String(), full: full.String(),
	}
}
