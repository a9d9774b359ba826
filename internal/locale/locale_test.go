package locale

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestBothLanguagesSayTheSame(t *testing.T) {
	blank := regexp.MustCompile(`\{\d\}`)
	blanks := func(s string) string {
		found := blank.FindAllString(s, -1)
		slices.Sort(found)
		return strings.Join(slices.Compact(found), "")
	}
	for key, zh := range catalogues[Zh] {
		en, ok := catalogues[En][key]
		switch {
		case !ok:
			t.Errorf("%s: no English", key)
		case zh == "" || en == "":
			t.Errorf("%s: empty", key)
		case blanks(zh) != blanks(en):
			t.Errorf("%s: blanks differ: %q, %q", key, zh, en)
		}
	}
	for key := range catalogues[En] {
		if _, ok := catalogues[Zh][key]; !ok {
			t.Errorf("%s: no Chinese", key)
		}
	}
}

func TestMatch(t *testing.T) {
	for _, row := range []struct {
		chosen, accept string
		want           Lang
	}{
		{"", "", Zh},
		{"", "zh-CN,zh;q=0.9,en;q=0.8", Zh},
		{"", "en-GB,en;q=0.9", En},
		{"", "de-DE,de;q=0.9,en;q=0.5", En},
		{"", "fr", Zh},
		{"", ";;;", Zh},
		{"en", "zh-CN", En},
		{"zh", "en", Zh},
		{"xx", "en", En},
	} {
		if got := Match(row.chosen, row.accept); got != row.want {
			t.Errorf("Match(%q, %q) = %s, want %s", row.chosen, row.accept, got, row.want)
		}
	}
}

func TestBlanksAreFilledInEachLanguagesOrder(t *testing.T) {
	catalogues[Zh]["test.blanks"], catalogues[En]["test.blanks"] = "{0}欠{1}", "{1} is owed by {0}"
	defer delete(catalogues[Zh], "test.blanks")
	defer delete(catalogues[En], "test.blanks")
	ctx := With(context.Background(), En)
	if got := T(ctx, "test.blanks", "甲", 3); got != "3 is owed by 甲" {
		t.Error(got)
	}
	if got := T(context.Background(), "test.blanks", "甲", 3); got != "甲欠3" {
		t.Error(got)
	}
	if got := T(ctx, "no.such"); got != "no.such" {
		t.Error(got)
	}
}

func TestOneAndSeveral(t *testing.T) {
	catalogues[En]["test.counted"] = "{0} {0:unit|units} called, {1} {1:has|have} come"
	defer delete(catalogues[En], "test.counted")
	for want, counts := range map[string][]any{
		"1 unit called, 0 have come":  {1, 0},
		"12 units called, 1 has come": {12, "1"},
	} {
		if got := En.T("test.counted", counts...); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	// What stands in a blank is said as it is, though it looks like one.
	if got := En.T("test.counted", "{1}", 2); got != "{1} units called, 2 have come" {
		t.Error(got)
	}
}
