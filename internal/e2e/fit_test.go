package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"huying/internal/e2e/probes"
)

// The narrow windows: the narrowest phone, and a desk's window of 1280 enlarged to 200 %.
var narrowLooks = []look{
	{"zh", "light", 320, 640, 0}, {"en", "light", 320, 640, 0}, {"en", "dark", 640, 450, 2},
}

// Every page of the storybook can be used in 320 points' width and at 200 %: it does not scroll sideways, no text is cut
// off, nothing covers a control, and every control is large enough for who aims at it.
func TestStorybookFitsNarrowWindows(t *testing.T) {
	t.Parallel()
	s := openStorybook(t)
	wrong := map[string][]string{}
	for _, page := range s.pages {
		for _, l := range narrowLooks {
			s.at(page, l)
			for _, w := range s.ask(probes.Fit) {
				wrong[w] = append(wrong[w], page+" ["+l.String()+"]")
			}
		}
	}
	complain(t, wrong)
}

// Every page of the storybook can be walked through by Tab, on a desk and on a phone: each control is reached, in the order
// of the page, shows that it has the focus, is not hidden by a bar, and lets the focus go on.
func TestStorybookByKeyboard(t *testing.T) {
	t.Parallel()
	s := openStorybook(t)
	wrong := map[string][]string{}
	for _, page := range s.pages {
		for _, l := range []look{{"zh", "light", wide, 700, 0}, {"en", "dark", slim, 640, 0}} {
			s.at(page, l)
			for _, w := range s.walk() {
				wrong[w] = append(wrong[w], page+" ["+l.String()+"]")
			}
		}
	}
	complain(t, wrong)
}

// walk goes through the page by Tab and gives what is wrong on the way.
func (s *bookcase) walk() []string {
	s.t.Helper()
	count, err := ask[int](s.ctx, probes.Keys)
	if err != nil || count == 0 {
		s.fail(fmt.Errorf("%d controls, %w", count, err))
	}
	var wrong []string
	for range 2*count + 60 {
		s.run(chromedp.KeyEvent("\t"))
		said := s.ask(`huyingKeys.step()`)
		if len(said) > 0 && said[0] == "end" {
			return append(append(wrong, said[1:]...), s.ask(`huyingKeys.end()`)...)
		}
		wrong = append(wrong, said...)
	}
	return append(wrong, "the walk never ends")
}

// The measures are awake: they find what is made wrong on purpose.
func TestProbesAreAwake(t *testing.T) {
	s := openStorybook(t)
	finds := func(all []string, wanted ...string) {
		t.Helper()
		said := strings.Join(all, "\n")
		for _, w := range wanted {
			if !strings.Contains(said, w) {
				t.Errorf("%q was not found in:\n%s", w, said)
			}
		}
	}
	s.at("/storybook/parts/buttons", narrowLooks[0])
	s.js(`(() => {
		const put = (html, css) => { const d = document.createElement("div"); d.innerHTML = html; d.style.cssText = css || ""; document.querySelector("main").append(d); return d };
		const styled = (d, css) => { d.firstElementChild.style.cssText = css; return d };
		styled(put("<button>tiny</button>"), "width: 20px; height: 20px; padding: 0");
		styled(put("<button class='button'>low</button>"), "min-height: 0; height: 30px");
		styled(put("<p>a line much longer than its box</p>"), "width: 60px; overflow: hidden; white-space: nowrap");
		const d = put("<button>under</button><i>over</i>", "position: relative; height: 60px");
		d.lastElementChild.style.cssText = "position: absolute; inset: 0";
		styled(put("<p>wide</p>"), "width: 600px");
		return true })()`)
	finds(s.ask(probes.Fit), "scrolls sideways", "“tiny” is 20 × 20", "“low” is 30 high", "is cut", "“under” is covered by i")

	s.at("/storybook/parts/buttons", look{"zh", "light", wide, tall, 0})
	s.js(`(() => {
		const b = document.createElement("button"), c = document.createElement("button");
		[b.textContent, c.textContent] = ["blind", "behind"];
		b.style.outline = "none"; b.style.boxShadow = "none";
		c.style.cssText = "position: fixed; bottom: 0; left: 0; height: 30px";
		const bar = document.createElement("div"); bar.style.cssText = "position: fixed; bottom: 0; left: 0; right: 0; height: 60px; background: white; z-index: 99";
		document.querySelector("main").append(b, c, bar);
		return true })()`)
	finds(s.walk(), "“blind” does not show", "“behind” has the focus and is wholly covered")
}
