package web_test

import (
	"net/http/httptest"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huying/internal/web"
)

var (
	shelvedPage = regexp.MustCompile(`href="(/storybook/[^"?]+)"`)
	tag         = regexp.MustCompile(`(?s)<[a-zA-Z][^<>]*>`)
	valued      = regexp.MustCompile(`\s(href|src|srcset|action|formaction|poster|data|content|xlink:href)="([^"]*)"`)
	inlined     = regexp.MustCompile(`\s(style|on[a-z]+)="`)
	elsewhere   = regexp.MustCompile(`(?i)(?:https?:|wss?:|ftp:)?//[a-z0-9.-]+`)
	takenIn     = regexp.MustCompile(`(?:url\(|@import|import\s|from\s|import\()\s*["']?([^"')\s;]+)`)
)

// plainLinks are the hosts that a page may lead a person to: by a link in a text, which nothing is loaded from.
var plainLinks = []string{"http://wb.flk.npc.gov.cn", "https://flk.npc.gov.cn", "http://www.w3.org"}

// No page, style or script of this house has another host in it, nothing stands inline, and every answer says so to the
// browser: what a person does here is known to nobody else, and works where there is no internet.
func TestNothingComesFromElsewhere(t *testing.T) {
	site := web.Stories()
	get := func(address string) (string, map[string][]string) {
		t.Helper()
		w := httptest.NewRecorder()
		site.ServeHTTP(w, httptest.NewRequest("GET", address, nil))
		if w.Code != 200 {
			t.Fatalf("%s answers %d", address, w.Code)
		}
		strict(t, address, w.Header().Get("Content-Security-Policy"))
		return w.Body.String(), w.Header()
	}
	files := map[string]bool{}
	index, _ := get("/storybook")
	addresses := []string{"/storybook"}
	for _, m := range shelvedPage.FindAllStringSubmatch(index, -1) {
		addresses = append(addresses, m[1]+"?lang=zh", m[1]+"?lang=en")
	}
	if len(addresses) < 180 {
		t.Fatalf("only %d pages", len(addresses))
	}
	for _, address := range addresses {
		body, _ := get(address)
		named, wrong := own(body)
		for _, what := range wrong {
			t.Errorf("%s %s", address, what)
		}
		for _, file := range named {
			files[file] = true
		}
	}

	// The files, and those they name.
	left, seen := make([]string, 0, len(files)), 0
	for file := range files {
		left = append(left, file)
	}
	for len(left) > 0 {
		file := left[0]
		left = left[1:]
		seen++
		body, header := get(file)
		kind := header["Content-Type"][0]
		if !strings.HasPrefix(kind, "text/") && !strings.Contains(kind, "svg") {
			continue
		}
		for _, host := range elsewhere.FindAllString(comments.ReplaceAllString(body, ""), -1) {
			if strings.Contains(host, ":") && !slices.Contains(plainLinks, host) {
				t.Errorf("%s names %s", file, host)
			}
		}
		if strings.Contains(kind, "javascript") && regexp.MustCompile(`\beval\(|new Function\(`).MatchString(body) {
			t.Errorf("%s makes code of text", file)
		}
		if strings.Contains(kind, "svg") {
			continue
		}
		for _, m := range takenIn.FindAllStringSubmatch(body, -1) {
			switch to := m[1]; {
			case strings.HasPrefix(to, "./"):
				if to = path.Join(path.Dir(file), to); !files[to] {
					files[to] = true
					left = append(left, to)
				}
			case elsewhere.MatchString(to), strings.HasPrefix(to, "data:"):
				t.Errorf("%s takes in %s", file, to)
			}
		}
	}
	if seen < 8 {
		t.Errorf("only %d files were looked at", seen)
	}
	t.Logf("%d pages and %d files", len(addresses), seen)
}

var comments = regexp.MustCompile(`(?s)/\*.*?\*/|(?m)^\s*//.*$`)

// own are the files that a page takes in, and what of it is from elsewhere or inline.
func own(body string) (files, wrong []string) {
	for _, element := range tag.FindAllString(body, -1) {
		link := strings.HasPrefix(element, "<a ")
		for _, frame := range []string{"<style", "<iframe", "<object", "<embed"} {
			if strings.HasPrefix(element, frame) {
				wrong = append(wrong, "has "+element)
			}
		}
		if inlined.MatchString(element) || strings.HasPrefix(element, "<script") && !strings.Contains(element, " src=") {
			wrong = append(wrong, "has inline: "+element)
		}
		for _, m := range valued.FindAllStringSubmatch(element, -1) {
			to := m[2]
			switch host := elsewhere.FindString(to); {
			case host != "" && !(link && m[1] == "href" && slices.Contains(plainLinks, host)):
				wrong = append(wrong, "names another host: "+element)
			case strings.HasPrefix(strings.ToLower(to), "javascript:"), strings.HasPrefix(to, "data:"):
				wrong = append(wrong, "has "+element)
			case strings.HasPrefix(to, "/static/"):
				files = append(files, to)
			}
		}
	}
	return files, wrong
}

// strict holds a Content-Security-Policy to what this house needs, and to no more.
func strict(t *testing.T, address, policy string) {
	t.Helper()
	said := map[string]string{}
	for _, part := range strings.Split(policy, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), " ")
		said[name] = value
	}
	for name, wanted := range map[string]string{
		"default-src": "'self'", "base-uri": "'none'", "form-action": "'self'", "frame-ancestors": "'none'", "object-src": "'none'",
	} {
		if said[name] != wanted {
			t.Errorf("%s: %s is %q, not %q", address, name, said[name], wanted)
		}
		delete(said, name)
	}
	for name, value := range said {
		if name != "img-src" || value != "'self' blob:" { // a photo is shown before it is sent
			t.Errorf("%s: the policy is widened by %s %s", address, name, value)
		}
	}
}

// The watch is awake: it sees what should not be.
func TestElsewhereIsSeen(t *testing.T) {
	for _, bad := range []string{
		`<img src="https://cdn.example/x.png">`, `<link rel="stylesheet" href="//fonts.example/a.css">`, `<p style="color: red">`,
		`<button onclick="go()">`, `<script>go()</script>`, `<a href="javascript:go()">`, `<a href="https://ads.example/">`, `<iframe src="/x">`, `<img src="data:image/png;base64,AA">`,
	} {
		if _, wrong := own(bad); len(wrong) == 0 {
			t.Errorf("not seen: %s", bad)
		}
	}
}
