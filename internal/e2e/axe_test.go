package e2e

import (
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// whole is a window so high that nothing is scrolled: a bar that stays within reach covers nothing then. That no bar covers what
// has the focus is held by the walk by Tab.
const whole = 5000

// The looks besides that of most people, Chinese, light and on a desk, which every page is judged in.
var (
	plainLook   = look{"zh", "light", wide, whole, 0}
	darkLooks   = []look{{"zh", "dark", wide, whole, 0}, {"en", "dark", slim, whole, 0}, {"zh", "dark", slim, whole, 0}, {"en", "dark", wide, whole, 0}}
	brightLooks = []look{{"en", "light", slim, whole, 0}, {"zh", "light", slim, whole, 0}, {"en", "light", wide, whole, 0}}
)

// looksFor are the three looks a page is judged in: that of most people, one dark, because colours are others there, and one
// light. Which, goes by the page's name, so that every look is used by many pages and the same page is judged the same
// tomorrow. All eight looks of all pages would take four times as long.
func looksFor(page string) []look {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(page))
	n := int(sum.Sum32() >> 4)
	return []look{plainLook, darkLooks[n%len(darkLooks)], brightLooks[n/4%len(brightLooks)]}
}

// verdicts gathers what the judge finds, by what it finds: one fault of a part shows on every page that has it.
type verdicts struct {
	grave, slight map[string][]string // where, by the finding
	judged        map[string]int      // pages, by look
}

func newVerdicts() *verdicts {
	return &verdicts{map[string][]string{}, map[string][]string{}, map[string]int{}}
}

func (v *verdicts) add(page string, l look, found []finding) {
	v.judged[l.String()]++
	for _, f := range found {
		into := v.slight
		if f.grave() {
			into = v.grave
		}
		key := fmt.Sprintf("%s (%s): %s", f.Rule, f.Impact, f.Help)
		into[key] = append(into[key], fmt.Sprintf("%s [%s] %d×\n\t\t%s", page, l, f.Nodes, strings.Join(f.Where, "\n\t\t")))
	}
}

// say fails for what is grave, and tells of the rest.
func (v *verdicts) say(t *testing.T) {
	t.Helper()
	for _, key := range slices.Sorted(maps.Keys(v.judged)) {
		t.Logf("judged in %s: %d pages", key, v.judged[key])
	}
	for _, key := range slices.Sorted(maps.Keys(v.slight)) {
		t.Logf("%s\n\t%s", key, strings.Join(first(v.slight[key], 6), "\n\t"))
	}
	for _, key := range slices.Sorted(maps.Keys(v.grave)) {
		t.Errorf("%s\n\t%s", key, strings.Join(first(v.grave[key], 12), "\n\t"))
	}
}

func first(all []string, n int) []string {
	if len(all) > n {
		return append(slices.Clone(all[:n]), fmt.Sprintf("and %d more", len(all)-n))
	}
	return all
}

// Nothing on any page of the storybook is a serious hindrance to anybody, as axe-core judges by WCAG 2.2 A and AA.
func TestAxeFindsNothingSerious(t *testing.T) {
	t.Parallel()
	s, begun, v := openStorybook(t), time.Now(), newVerdicts()
	s.callJudge()
	for _, page := range s.pages {
		for _, l := range looksFor(page) {
			s.at(page, l)
			v.add(page, l, s.judged())
		}
	}
	v.say(t)
	t.Logf("%d pages, each in three of eight looks, in %v", len(s.pages), time.Since(begun).Round(time.Second))
}

// The judge is awake: it finds what is made wrong on purpose.
func TestAxeIsAwake(t *testing.T) {
	s := openStorybook(t)
	s.callJudge()
	s.at("/storybook/parts/buttons", plainLook)
	s.js(`(() => { const i = document.createElement("input"), p = document.createElement("p"); p.textContent = "faint"; p.className = "swatch-line";
		p.style.color = "#ccc"; p.style.background = "#ddd"; document.querySelector("main").append(i, p); return true })()`)
	var rules []string
	for _, f := range s.judged() {
		if f.grave() {
			rules = append(rules, f.Rule)
		}
	}
	for _, wanted := range []string{"label", "color-contrast"} {
		if !slices.Contains(rules, wanted) {
			t.Errorf("%s was not found, only %v", wanted, rules)
		}
	}
}

// complain fails for each thing that is wrong, with the pages it is wrong on.
func complain(t *testing.T, wrong map[string][]string) {
	t.Helper()
	for _, what := range slices.Sorted(maps.Keys(wrong)) {
		t.Errorf("%s\n\t%s", what, strings.Join(first(wrong[what], 4), "\n\t"))
	}
}
