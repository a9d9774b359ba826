package web_test

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"huying/internal/demo"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/web"
)

var (
	han  = regexp.MustCompile(`\p{Han}+`)
	href = regexp.MustCompile(`href="(/[^"#]*)`)
)

// heard reads a page as a screen reader would: each text, and each attribute that is read out, with the language it is
// said to be in, and whether there was room to say it: not in an attribute of an element that has a text of its own, nor
// where an attribute, an option or a title has other words too.
func heard(t testing.TB, path, body string, tell func(text, lang string, room bool)) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(body))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	type element struct{ name, lang string }
	open := []element{{}}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			here := element{token.Name.Local, open[len(open)-1].lang}
			for _, a := range token.Attr {
				if a.Name.Local == "lang" {
					here.lang = a.Value
				}
			}
			open = append(open, here)
			for _, a := range token.Attr {
				if slices.Contains([]string{"title", "aria-label", "alt", "placeholder"}, a.Name.Local) {
					tell(a.Value, here.lang, slices.Contains([]string{"img", "input"}, here.name) && !mixed(a.Value))
				}
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			here := open[len(open)-1]
			tell(string(token), here.lang, !mixed(string(token)) || !slices.Contains([]string{"option", "title", "textarea"}, here.name))
		}
	}
}

func mixed(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r < 0x80 && unicode.IsLetter(r) })
}

// allMarked: every Chinese word of an English page stands in an element that says so.
func allMarked(t testing.TB, path, body string) {
	t.Helper()
	heard(t, path, body, func(text, lang string, room bool) {
		if room && lang != "zh-CN" && han.MatchString(text) {
			t.Errorf("%s: not marked as Chinese: %q", path, text)
		}
	})
}

func TestStoriesInEnglishMarkTheirChinese(t *testing.T) {
	stories := web.Stories()
	get := func(path string) string {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Accept-Language", "en")
		w := httptest.NewRecorder()
		stories.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d", path, w.Code)
		}
		return w.Body.String()
	}
	list := get("/storybook")
	seen := map[string]bool{"/storybook": true}
	allMarked(t, "/storybook", list)
	for _, m := range href.FindAllStringSubmatch(list, -1) {
		path, _, _ := strings.Cut(m[1], "?")
		if strings.HasPrefix(path, "/storybook/") && !seen[path] {
			seen[path] = true
			allMarked(t, path, get(path))
		}
	}
	if len(seen) < 40 {
		t.Errorf("only %d stories were found", len(seen))
	}
}

// What the system says has its English on every page of the storybook too: no button, label, heading or state of a sample is a
// sentence of ours in Chinese.
func TestStoriesInEnglishSpeakEnglish(t *testing.T) {
	ours := map[string]bool{}
	for _, key := range locale.Keys() {
		if sentence := locale.Zh.T(key); han.MatchString(sentence) && locale.En.T(key) != sentence {
			ours[sentence] = true
		}
	}
	for _, key := range locale.Keys() {
		if sentence := locale.Zh.T(key); locale.En.T(key) == sentence {
			delete(ours, sentence) // a sign that stays as it is, such as that of a phase
		}
	}
	stories := web.Stories()
	get := func(path string) string {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Accept-Language", "en")
		w := httptest.NewRecorder()
		stories.ServeHTTP(w, r)
		return w.Body.String()
	}
	seen := map[string]bool{}
	for _, m := range href.FindAllStringSubmatch(get("/storybook"), -1) {
		path, _, _ := strings.Cut(m[1], "?")
		if !strings.HasPrefix(path, "/storybook/") || seen[path] {
			continue
		}
		seen[path] = true
		if strings.HasPrefix(path, "/storybook/matter/") {
			continue // nearly all of it is the list's own text
		}
		heard(t, path, get(path), func(text, lang string, _ bool) {
			if text = strings.TrimSpace(text); ours[text] && text != "中文" {
				t.Errorf("%s: %q has its English", path, text)
			}
		})
	}
	if len(seen) < 90 {
		t.Errorf("only %d stories were found", len(seen))
	}
}

// Every role walks in English through all that its pages lead to. What is Chinese there is data, and nothing else: it
// stands in the demonstration.
func TestPagesInEnglishSayNothingElseInChinese(t *testing.T) {
	s := played(t)
	known, ours := s.data(), map[string]bool{}
	for _, key := range locale.Keys() {
		if sentence := locale.Zh.T(key); han.MatchString(sentence) && locale.En.T(key) != sentence {
			ours[sentence] = true
		}
	}
	for _, key := range locale.Keys() {
		if sentence := locale.Zh.T(key); locale.En.T(key) == sentence {
			delete(ours, sentence) // a sign that stays as it is, such as that of a phase
		}
	}
	for word := range strings.FieldsFuncSeq(known, func(r rune) bool { return strings.ContainsRune("\"、，；,;\t\n", r) }) {
		delete(ours, word) // the catalogue says so too
	}
	told := map[string]bool{}
	pages := 0
	for login, role := range s.oneOfEach() {
		p := s.as(login)
		p.lang = "en"
		for path, got := range p.walk(40) {
			pages++
			if got.status != http.StatusOK && got.status != http.StatusForbidden {
				t.Errorf("%s: %s: %d", role, path, got.status)
			}
			allMarked(t, path, got.body)
			heard(t, path, got.body, func(text, lang string, _ bool) {
				if text = strings.TrimSpace(text); ours[text] && !told[text] {
					told[text] = true
					t.Errorf("%s: %s: %q has its English", role, path, text)
				}
				for _, words := range han.FindAllString(text, -1) {
					if !strings.Contains(known, words) && words != "中文" && !told[words] {
						told[words] = true
						t.Errorf("%s: %s: %q is no data: %q", role, path, words, text)
					}
				}
			})
		}
	}
	t.Logf("%d pages", pages)
}

// data is all the Chinese of the demonstration: what is written for it, and the names that it makes.
func (s *site) data() string {
	s.Helper()
	var all strings.Builder
	err := fs.WalkDir(os.DirFS("../demo"), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := fs.ReadFile(os.DirFS("../demo"), path)
		all.Write(text)
		return err
	})
	if err != nil {
		s.Fatal(err)
	}
	for _, id := range demo.Districts() {
		d, err := demo.Build(id)
		if err != nil {
			s.Fatal(err)
		}
		all.WriteString(d.Name + d.Slogan.Zh + "\n" + d.Slogan.Zh + "\n") // as they stand on a slip, and alone
		for _, u := range d.Units {
			all.WriteString(u.Name + "\n")
		}
		for _, a := range d.Accounts {
			all.WriteString(a.Name + "\n")
		}
	}
	all.WriteString("其他情形") // the name in the catalogue of what no situation fits
	return all.String()
}

// oneOfEach finds a log-in for each role, in 历下 where it can be.
func (s *site) oneOfEach() map[string]org.Role {
	s.Helper()
	accounts, err := demo.Accounts()
	if err != nil {
		s.Fatal(err)
	}
	found := map[org.Role]string{}
	for _, a := range accounts {
		role := a.Posts[0].Role
		if _, ok := found[role]; !ok || strings.HasPrefix(a.Login, "lixia-yaojia") || strings.HasPrefix(a.Login, "lixia-zhifa") {
			found[role] = a.Login
		}
	}
	all := map[string]org.Role{}
	for role, login := range found {
		all[login] = role
	}
	return all
}

// walk reads the pages that a desk leads to, at most so many, and of one kind at most two.
func (p *person) walk(most int) map[string]page {
	p.Helper()
	read := map[string]page{}
	kinds := map[string]int{}
	digits := regexp.MustCompile(`\d+`)
	for queue := []string{"/"}; len(queue) > 0 && len(read) < most; queue = queue[1:] {
		path := queue[0]
		bare, _, _ := strings.Cut(path, "?")
		kind := digits.ReplaceAllString(bare, "0")
		if _, ok := read[path]; ok || kinds[kind] >= 2 {
			continue
		}
		kinds[kind]++
		got := p.get(path)
		if !strings.HasPrefix(got.header.Get("Content-Type"), "text/html") {
			continue
		}
		read[path] = got
		for _, m := range href.FindAllStringSubmatch(got.body, -1) {
			next := strings.ReplaceAll(m[1], "&amp;", "&")
			if !strings.HasPrefix(next, "/static/") && !strings.HasPrefix(next, "/storybook") {
				queue = append(queue, next)
			}
		}
	}
	return maps.Clone(read)
}
