package catalogue

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Match (检索结果) is a matter, one situation of it, or a service, that fits the words searched for, and where it does.
type Match struct {
	Matter    int    // 0 for a service
	Name      string // of the matter or the service
	Domain    string
	Situation string // code, where a situation fits rather than the matter
	Text      string // that situation's name
	Service   string // code
	Said      string // the clause of the description that fits, where no name does
	Near      bool   // nothing fits the words; this is only like them

	InName, InText, InSaid []Span // what of Name, Text and Said fits

	rank, sum int
}

// The ways in which a word may fit, the best first.
const (
	byCode = iota + 1
	byTitleStart
	byTitle
	bySituationStart
	bySituation
	bySaid
	byTitleReadStart
	byTitleRead
	bySituationRead
)

// indexed is one matter, situation or service, ready to be searched.
type indexed struct {
	match Match
	code  string
	title named  // the matter's name, or the service's
	text  named  // the situation's; empty else
	said  string // what else is said about it, a clause to a line
	lower string // said, in lower case
}

// Search finds matters, situations and services by words parted by spaces, all of which must fit: parts of Chinese text
// (油烟), the number (56, 56-3), or of the name in pinyin (cyyy, youyan, 油yan; 长 as chang and as zhang). A situation is
// also found by words of which some fit it and the others its matter. Titles come first, what they begin with before
// all, then names of situations, then descriptions, then pinyin; among equals the order of the list stands. Where nothing
// fits, what is like the words is found (油烟扰民, 下水道堵了), the likest first. No words, no matches.
func (e Edition) Search(words string) []Match {
	wanted := strings.Fields(strings.ToLower(words))
	if len(wanted) == 0 || e.index == nil || !utf8.ValidString(words) {
		return nil
	}
	var found []Match
	all := e.index()
	for i := range all {
		if m, ok := all[i].fits(wanted); ok {
			found = append(found, m)
		}
	}
	if len(found) == 0 {
		return near(all, strings.Join(wanted, " "))
	}
	slices.SortStableFunc(found, func(a, b Match) int { return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.sum, b.sum)) })
	return found
}

// fits holds every word to the item; its rank is that of the word that fits worst. Words that fit only the matter do
// not find each of its situations.
func (ix *indexed) fits(wanted []string) (Match, bool) {
	m, own, alone := ix.match, false, len(wanted) == 1
	for _, word := range wanted {
		rank, ofMatter := ix.fit(word, alone, &m)
		if rank == 0 {
			return Match{}, false
		}
		own = own || !ofMatter
		m.rank, m.sum = max(m.rank, rank), m.sum+rank
	}
	return m, own
}

// fit is how well one word fits, 0 for not at all, and whether it is the matter of the situation that it fits, which a
// word alone need not be held to. It notes where.
func (ix *indexed) fit(word string, alone bool, m *Match) (rank int, ofMatter bool) {
	situation := ix.match.Situation != ""
	if word == ix.code || situation && strings.Contains(word, "-") && strings.HasPrefix(ix.code, word) {
		return byCode, false
	}
	if at, ok := ix.text.find(word); ok && situation {
		m.InText = append(m.InText, at)
		return startOr(at, bySituationStart, bySituation), false
	}
	title := !(situation && alone)
	if at, ok := ix.title.find(word); ok && title {
		m.InName = append(m.InName, at)
		return startOr(at, byTitleStart, byTitle), situation
	}
	if at := strings.Index(ix.lower, word); at >= 0 {
		m.say(ix.said, at, len(word))
		return bySaid, false
	}
	if !spelt(word) {
		return 0, false
	}
	if at, ok := ix.text.read(word); ok && situation {
		m.InText = append(m.InText, at)
		return bySituationRead, false
	}
	if !title {
		return 0, false
	}
	if at, ok := ix.title.read(word); ok {
		m.InName = append(m.InName, at)
		return startOr(at, byTitleReadStart, byTitleRead), situation
	}
	return 0, false
}

func startOr(at Span, start, within int) int {
	if at.From == 0 {
		return start
	}
	return within
}

// say notes the clause around a place in a description, unless one is noted already.
func (m *Match) say(said string, at, length int) {
	if m.Said != "" {
		return
	}
	from, to := 0, len(said)
	if i := strings.LastIndexAny(said[:at], "\n。；"); i >= 0 {
		from = i + len("\n")
		if said[i] != '\n' {
			from = i + len("。")
		}
	}
	if i := strings.IndexAny(said[at+length:], "\n。；"); i >= 0 {
		to = at + length + i
	}
	m.Said, m.InSaid = said[from:to], []Span{{at - from, at - from + length}}
}

func indexAll(matters []Matter, services []Service) []indexed {
	var all []indexed
	for _, m := range matters {
		said := []string{m.Problem, m.Domain, m.LeadName, m.LeadSplit}
		for _, p := range m.Assists {
			said = append(said, p.Name)
		}
		match, title := Match{Matter: m.Number, Name: m.Name, Domain: m.Domain}, nameOf(m.Name)
		all = append(all, index(match, strconv.Itoa(m.Number), title, said))
		for _, s := range m.Situations {
			if s.Code == m.DefaultCode() {
				continue // found as the matter itself
			}
			one := match
			one.Situation, one.Text = s.Code, s.Name
			ix := index(one, s.Code, title, []string{s.Recognise, s.DoneWhen, s.Lead})
			ix.text = nameOf(s.Name)
			all = append(all, ix)
		}
	}
	for _, s := range services {
		all = append(all, index(Match{Name: s.Name, Service: s.Code}, strings.ToLower(s.Code), nameOf(s.Name), nil))
	}
	return all
}

func index(m Match, code string, title named, said []string) indexed {
	text := strings.Join(slices.DeleteFunc(said, func(s string) bool { return s == "" }), "\n")
	return indexed{match: m, code: code, title: title, said: text, lower: lower(text)}
}
