package web_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssRule    = regexp.MustCompile(`([^{}]+)\{`)
	bareClass  = regexp.MustCompile(`^\.[a-zA-Z][\w-]*$`)
)

// All style is one file in the end, so a name that two pages style means whatever the later one says. A page may lean on what
// face says of a name; no two pages may say something of the same.
func TestNoTwoPagesStyleTheSameName(t *testing.T) {
	sheets, err := filepath.Glob("*/*.css")
	if err != nil || len(sheets) < 30 {
		t.Fatalf("%d sheets, %v", len(sheets), err)
	}
	whose := map[string]string{}
	for _, sheet := range sheets {
		page := filepath.Dir(sheet)
		if page == "face" {
			continue
		}
		text, err := os.ReadFile(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, rule := range cssRule.FindAllStringSubmatch(cssComment.ReplaceAllString(string(text), ""), -1) {
			for _, selector := range strings.Split(rule[1], ",") {
				selector = strings.TrimSpace(selector)
				if !bareClass.MatchString(selector) {
					continue
				}
				if other := whose[selector]; other != "" && other != page {
					t.Errorf("%s is styled by %s and by %s: give it the page's own name, or say where it stands", selector, other, page)
				}
				whose[selector] = page
			}
		}
	}
}
