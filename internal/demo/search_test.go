package demo

import (
	"testing"
	"time"
)

// Searching is what people do while they type: it must find, rank well, and be quick.
func TestSearchInTheWholeList(t *testing.T) {
	e, _ := list(t, 370102)
	began := time.Now()
	e.Search("油烟")
	first := time.Since(began)
	for words, want := range map[string]int{"油烟": 56, "cyyy": 56, "违停": 58, "违法停车": 58, "tcgl": 58, "人行道": 58, "秸秆": 13, "35-2": 35, "交接箱": 35, "农民工": 64, "噪声": 17} {
		found := e.Search(words)
		if len(found) == 0 || found[0].Matter != want {
			t.Errorf("%s: %v, want %d first", words, found, want)
		}
	}
	t.Logf("index made in %v, then %v a search", first, time.Since(began)/10)
}
