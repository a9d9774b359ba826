package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"huying/internal/web"
)

// The two looks that every story is photographed in, and how wide each stands on its sheet.
var photographed = []struct {
	look
	shown int
}{
	{look{"zh", "light", wide, 900, 0}, 640},
	{look{"en", "dark", slim, 844, 0}, 260},
}

// A state is a page's name for it with its pictures, in the looks' order.
type state struct {
	name     string
	pictures [][]byte
}

// Every story renders on a desk and on a phone: nothing is missing from it, nothing is asked of another host, the script has
// no error, the browser has no complaint about the page's policy. With -pictures each is photographed, and a page's states
// stand together on one sheet, small enough to be looked through when a change is weighed.
func TestStorybookPictures(t *testing.T) {
	t.Parallel()
	s := openStorybook(t)
	sheets, order := map[string][]state{}, []string{}
	wrong := map[string][]string{}
	for _, address := range s.pages {
		parts := strings.Split(address, "/")
		one := state{name: parts[3]}
		for _, seen := range photographed {
			s.at(address, seen.look)
			letters, err := ask[int](s.ctx, `document.querySelector("main").innerText.trim().length`)
			if err != nil {
				s.fail(err)
			}
			said := s.heard()
			if letters < 10 {
				said = append(said, fmt.Sprintf("the page has %d letters", letters))
			}
			for _, w := range said {
				wrong[w] = append(wrong[w], address+" ["+seen.String()+"]")
			}
			if *pictures != "" {
				one.pictures = append(one.pictures, s.whole(seen.look))
			}
		}
		if sheets[parts[2]] == nil {
			order = append(order, parts[2])
		}
		sheets[parts[2]] = append(sheets[parts[2]], one)
	}
	complain(t, wrong)
	if *pictures == "" || t.Failed() {
		return
	}
	if *walked == "" { // sheets of pages that are no more go
		if err := os.RemoveAll(filepath.Join(*pictures, "storybook")); err != nil {
			t.Fatal(err)
		}
		s.list(order, sheets)
	}
	for _, name := range order {
		s.sheet(name, sheets[name])
	}
}

// list writes the page of the docs that shows the sheets.
func (s *bookcase) list(order []string, sheets map[string][]state) {
	s.t.Helper()
	page := strings.Builder{}
	page.WriteString(storybookIntroduced)
	for _, name := range order {
		var states []string
		for _, one := range sheets[name] {
			states = append(states, one.name)
		}
		fmt.Fprintf(&page, "\n## %s\n\n%s\n\n![%s](img/storybook/%s.png)\n", name, strings.Join(states, " · "), name, name)
	}
	if err := os.WriteFile(filepath.Join(*pictures, "..", "storybook.md"), []byte(page.String()), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

const storybookIntroduced = `# The storybook 页面样例

Every page and every part in every state it knows: empty, one, many, overdue, refused. All of it is invented. A running demonstration shows the same
at ` + "`/storybook`" + `, in either language and theme. Each row here is one state: on a desk in Chinese and light, and on a phone in English and dark. The
pictures are made by a test, and so is this page:

` + "```" + `
go test ./internal/e2e -run StorybookPictures -pictures "$PWD/docs/img"
` + "```" + `

Without the flag the same test opens every state at both sizes and fails for an error of the script, a file that is missing, another host, or a
breach of the policy. Others hold every state to WCAG 2.2 AA, to 320 points' width and 200 %, and to the keyboard. What the parts are for stands
in [face.md](face.md).
`

// shot is what the window shows.
func (w *window) shot() []byte {
	w.t.Helper()
	seen, err := chromedp.Run(w.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		w.fail(err)
	}
	return seen
}

// highest is how high a column of a sheet may be, in points.
const highest = int64(9000)

// tallest is how much of a page a sheet shows: more than most pages have.
const tallest = 1400

// whole is the page in a window as high as it is, within reason. What comes late, such as a picture or a file that a story
// holds, has a moment to come.
func (s *bookcase) whole(l look) []byte {
	s.t.Helper()
	height, err := ask[int64](s.ctx, `Math.ceil(document.documentElement.scrollHeight)`)
	if err != nil {
		s.fail(err)
	}
	l.height = min(max(l.height, height), tallest)
	s.resize(l)
	s.js(`(() => { for (const i of document.images) i.loading = "eager"; return true })()`)
	within(s.window, `[...document.images].every(i => i.complete) && !document.querySelector(".drop-busy") && !("deaf" in document.documentElement.dataset) && document.getAnimations().every(a => a.playState !== "running")`)
	return s.shot()
}

// sheet keeps the states of a page as one picture. The browser itself lays it out: it can make pictures small, and write.
func (s *bookcase) sheet(name string, states []state) {
	s.t.Helper()
	page := strings.Builder{}
	page.WriteString(`<!doctype html><meta charset="utf-8"><style>
		body { margin: 0; padding: 12px; column-gap: 24px; background: #fff; color: #18202c; font: 600 15px/1.2 sans-serif; }
		h2 { margin: 0 0 6px; font-size: 15px; }
		section { break-inside: avoid; padding-bottom: 14px; } div { display: flex; gap: 12px; align-items: start; } img { outline: 1px solid #b9c1ce; }
	</style>`)
	for i, one := range states {
		fmt.Fprintf(&page, "<section><h2>%s / %s</h2><div>", name, one.name)
		for j := range one.pictures {
			fmt.Fprintf(&page, `<img src="/%d/%d" width="%d">`, i, j, photographed[j].shown)
		}
		page.WriteString("</div></section>")
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var i, j int
		if _, err := fmt.Sscanf(r.URL.Path, "/%d/%d", &i, &j); err == nil {
			_, _ = w.Write(states[i].pictures[j])
			return
		}
		_, _ = w.Write([]byte(page.String()))
	}))
	defer server.Close()
	width := int64(2*12 + 12)
	for _, seen := range photographed {
		width += int64(seen.shown)
	}
	s.resize(look{width: width, height: 400})
	s.run(chromedp.Navigate(server.URL))
	height, err := ask[int64](s.ctx, `document.documentElement.scrollHeight`)
	if err != nil {
		s.fail(err)
	}
	// A picture can only be so high: what is higher goes in columns.
	if columns := (height + highest - 1) / highest; columns > 1 {
		width = columns*width + (columns-1)*24
		s.resize(look{width: width, height: 400})
		s.js(`document.body.style.columns = %s, true`, fmt.Sprint(columns))
		if height, err = ask[int64](s.ctx, `document.documentElement.scrollHeight`); err != nil {
			s.fail(err)
		}
	}
	s.resize(look{width: width, height: height})
	s.keepIn(filepath.Join("storybook", name), s.shot(), sheetColours)
	s.heard() // of the sheet
}

// sheetColours are enough for small pictures of pages in two themes.
const sheetColours = 32

// Every page of the storybook has its sheet, and every sheet its page; docs/storybook.md shows them.
func TestSheetsAreOfTheStorybook(t *testing.T) {
	index := httptest.NewRecorder()
	web.Stories().ServeHTTP(index, httptest.NewRequest("GET", "/storybook", nil))
	text, err := os.ReadFile("../../docs/storybook.md")
	if err != nil {
		t.Fatal(err)
	}
	const renew = `; go test ./internal/e2e -run StorybookPictures -pictures "$PWD/docs/img" makes them anew`
	var pages []string
	for _, m := range shelved.FindAllStringSubmatch(index.Body.String(), -1) {
		if !slices.Contains(pages, m[2]) {
			pages = append(pages, m[2])
		}
	}
	kept, err := filepath.Glob("../../docs/img/storybook/*.png")
	if err != nil {
		t.Fatal(err)
	}
	size := int64(0)
	for _, path := range kept {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		size += info.Size()
		if name := strings.TrimSuffix(filepath.Base(path), ".png"); !slices.Contains(pages, name) {
			t.Errorf("the sheet %s is of no page%s", name, renew)
		}
		if info.Size() > 800<<10 {
			t.Errorf("the sheet %s has %d KB", path, info.Size()>>10)
		}
	}
	for _, page := range pages {
		if !strings.Contains(string(text), "(img/storybook/"+page+".png)") || !slices.Contains(kept, "../../docs/img/storybook/"+page+".png") {
			t.Errorf("%s has no sheet in docs/storybook.md%s", page, renew)
		}
	}
	if size > 6<<20 {
		t.Errorf("the sheets have %d KB together", size>>10)
	}
}
