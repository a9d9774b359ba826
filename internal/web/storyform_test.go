package web_test

import (
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huying/internal/web"
)

var (
	markup  = regexp.MustCompile(`(?s)<script.*?</script>|<template>.*?</template>`)
	ids     = regexp.MustCompile(` id="([^"]+)"`)
	aimed   = regexp.MustCompile(` (?:for|popovertarget|list|aria-describedby|aria-labelledby)="([^"]+)"`)
	heading = regexp.MustCompile(`<h([1-6])[ >]`)
	shelved = regexp.MustCompile(`href="(/storybook/[^"]+\?lang=en)"`)
)

// Every page of the storybook can be read by ear: one first heading and none left out after it, no id twice, and whatever
// names another part of the page finds it.
func TestStoriesAreWellFormed(t *testing.T) {
	site := web.Stories()
	page := func(path string) string {
		w := httptest.NewRecorder()
		site.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != 200 {
			t.Fatalf("%s answers %d", path, w.Code)
		}
		return markup.ReplaceAllString(w.Body.String(), "")
	}
	stories := shelved.FindAllStringSubmatch(page("/storybook?lang=en"), -1)
	if len(stories) < 60 {
		t.Fatalf("only %d stories", len(stories))
	}
	for _, story := range stories {
		path, body := story[1], page(story[1])
		if !strings.Contains(body, `<html lang="en"`) {
			t.Errorf("%s is not in English", path)
		}
		var named []string
		for _, m := range ids.FindAllStringSubmatch(body, -1) {
			if slices.Contains(named, m[1]) {
				t.Errorf("%s has %q twice", path, m[1])
			}
			named = append(named, m[1])
		}
		for _, m := range aimed.FindAllStringSubmatch(body, -1) {
			for _, id := range strings.Fields(m[1]) {
				if !slices.Contains(named, id) {
					t.Errorf("%s speaks of %q, which is not there: %s", path, id, m[0])
				}
			}
		}
		last, firsts := 0, 0
		for _, m := range heading.FindAllStringSubmatch(body, -1) {
			level := int(m[1][0] - '0')
			if level == 1 {
				firsts++
			}
			if level > last+1 {
				t.Errorf("%s: a heading of level %d after one of level %d", path, level, last)
			}
			last = level
		}
		if firsts != 1 {
			t.Errorf("%s has %d first headings", path, firsts)
		}
	}
}
