package web_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A sheet of A4 is narrower than the break for phones and is no phone: what lays a page out for one is for screens alone.
func TestAPhonesLayoutIsForScreens(t *testing.T) {
	sheets, err := filepath.Glob("*/*.css")
	if err != nil || len(sheets) < 30 {
		t.Fatalf("%d sheets, %v", len(sheets), err)
	}
	for _, sheet := range sheets {
		text, err := os.ReadFile(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "@media (max-width: 44rem)") {
			t.Errorf("%s lays paper out as a phone", sheet)
		}
	}
}
