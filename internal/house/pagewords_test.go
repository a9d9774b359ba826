package house

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

// What people read has one word for one thing: what docs/terms.md sets aside for the pages stands in no text of
// internal/locale, in either language. The reasons of refusals are Chinese keys of the English files.
func TestPagesSayOneWordForOneThing(t *testing.T) {
	aside := setAside(t)
	if len(aside["zh"]) < 3 || len(aside["en"]) < 5 {
		t.Fatalf("%s sets aside only %v", termList, aside)
	}
	texts := 0
	for _, path := range files(t, ".json") {
		of := "zh"
		switch {
		case strings.HasPrefix(path, "internal/locale/en/"):
			of = "en"
		case !strings.HasPrefix(path, "internal/locale/zh/"):
			continue
		}
		said := map[string]any{}
		if err := json.Unmarshal([]byte(read(t, path)), &said); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for key, text := range flat(said) {
			texts++
			for word, instead := range aside[of] {
				if word.MatchString(text) {
					t.Errorf("%s: %s: %q: say %s (%s)", path, key, text, instead, termList)
				}
			}
			for word, instead := range aside["zh"] {
				if word.MatchString(key) {
					t.Errorf("%s: %q: say %s (%s)", path, key, instead, termList)
				}
			}
		}
	}
	if texts < 1000 {
		t.Errorf("only %d texts were read", texts)
	}
}

// setAside are the words that the pages do not say, by language, each with what they say instead.
func setAside(t *testing.T) map[string]map[*regexp.Regexp]string {
	t.Helper()
	all := map[string]map[*regexp.Regexp]string{"zh": {}, "en": {}}
	for _, row := range rows(read(t, termList)) {
		if len(row) < 4 || all[row[1]] == nil {
			continue
		}
		for word := range strings.SplitSeq(row[2], ",") {
			pattern := regexp.QuoteMeta(strings.TrimSpace(word))
			if row[1] == "en" {
				pattern = `(?i)\b` + pattern + `\b`
			}
			all[row[1]][regexp.MustCompile(pattern)] = row[0]
		}
	}
	return all
}

// flat are the texts of a file, those of its inner parts too.
func flat(part map[string]any) map[string]string {
	all := map[string]string{}
	for key, value := range part {
		switch v := value.(type) {
		case string:
			all[key] = v
		case map[string]any:
			for inner, text := range flat(v) {
				all[inner] = text
			}
		}
	}
	return all
}
