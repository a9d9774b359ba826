package catalogue

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// everyday (口语) is what people say for what the list calls by another word.
var everyday = strings.NewReplacer(
	"噪音", "噪声", "太吵", "噪声", "狗", "养犬", "饭店", "餐饮", "饭馆", "餐饮", "餐馆", "餐饮", "烧烤摊", "露天烧烤",
	"下水道", "排水", "下水", "排水", "脏水", "污水", "私搭乱建", "违法建设", "违章建筑", "违法建设", "违建", "违法建设",
	"煤气", "燃气", "天然气", "燃气", "电瓶车", "电动自行车", "电动车", "电动自行车", "牛皮癣", "小广告", "乱停车", "停车",
	"灰尘", "扬尘", "尘土", "扬尘", "树", "树木", "路坏", "道路", "马路", "道路", "摆摊", "占道经营", "地摊", "占道经营",
)

// fewest says which part of the best hit's likeness another must reach to be shown.
const fewest = 0.5

// near finds what shares pairs of characters with the words, in the list's own words where it has others for what people
// say; what few items have counts most, and twice where it stands in a name. It is for words that nothing fits.
func near(all []indexed, words string) []Match {
	pairs := pairsOf(everyday.Replace(words))
	if len(pairs) == 0 || len(all) == 0 {
		return nil
	}
	scores := make([]float64, len(all))
	for n, pair := range pairs {
		var has []int
		for i := range all {
			if all[i].named(pair) || strings.Contains(all[i].lower, pair) {
				has = append(has, i)
			}
		}
		for _, i := range has {
			weight := math.Log(float64(len(all)+1)/float64(len(has))) * (1 + 0.5/float64(n+1)) // what it is about is said first
			if all[i].named(pair) {
				weight *= 2
			}
			scores[i] += weight
		}
	}
	best := slices.Max(scores)
	if best == 0 {
		return nil
	}
	var found []int
	for i, score := range scores {
		if score >= best*fewest {
			found = append(found, i)
		}
	}
	slices.SortStableFunc(found, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	matches := make([]Match, len(found))
	for n, i := range found {
		matches[n] = all[i].likened(pairs)
	}
	return matches
}

// pairsOf are the pairs of characters that follow each other in a text, each once.
func pairsOf(text string) (pairs []string) {
	last := ""
	for _, r := range text {
		char := string(r)
		if !unicode.Is(unicode.Han, r) {
			char = ""
		}
		if pair := last + char; last != "" && char != "" && !slices.Contains(pairs, pair) {
			pairs = append(pairs, pair)
		}
		last = char
	}
	return pairs
}

// named reports whether a pair stands in the item's own name: the situation's, where it has one.
func (ix *indexed) named(pair string) bool {
	if ix.match.Situation != "" {
		return strings.Contains(ix.text.text, pair)
	}
	return strings.Contains(ix.title.text, pair)
}

// likened is the item's match, with what of its name is like the words.
func (ix *indexed) likened(pairs []string) Match {
	m := ix.match
	m.Near = true
	name, in := ix.title.text, &m.InName
	if m.Situation != "" {
		name, in = ix.text.text, &m.InText
	}
	for _, pair := range pairs {
		if at := strings.Index(name, pair); at >= 0 {
			*in = append(*in, Span{at, at + len(pair)})
		}
	}
	*in = joined(*in)
	for _, pair := range pairs {
		if at := strings.Index(ix.lower, pair); at >= 0 && len(*in) == 0 {
			m.say(ix.said, at, len(pair))
		}
	}
	return m
}

// joined puts spans in order, and makes one of those that meet.
func joined(spans []Span) (list []Span) {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Compare(a.From, b.From) })
	for _, s := range spans {
		if n := len(list); n > 0 && s.From <= list[n-1].To {
			list[n-1].To = max(list[n-1].To, s.To)
			continue
		}
		list = append(list, s)
	}
	return list
}
