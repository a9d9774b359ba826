package web_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

var (
	noteOpens = regexp.MustCompile(`popovertarget="([^"]+)"`)
	noteIs    = regexp.MustCompile(` id="([^"]+)"[^>]* popover`)
)

// notesOf is what is wrong with the notes of a page: every button that opens one has exactly one, and every note a button.
func notesOf(body string) (wrong []string) {
	notes, buttons := map[string]int{}, map[string]int{}
	for _, m := range noteIs.FindAllStringSubmatch(body, -1) {
		notes[m[1]]++
	}
	for _, m := range noteOpens.FindAllStringSubmatch(body, -1) {
		buttons[m[1]]++
	}
	for id := range buttons {
		if notes[id] != 1 {
			wrong = append(wrong, fmt.Sprintf("a button opens %s, of which there are %d", id, notes[id]))
		}
	}
	for id := range notes {
		if buttons[id] == 0 {
			wrong = append(wrong, "no button opens the note "+id)
		}
	}
	return wrong
}

// Every clock of a case's page that explains itself has its own note, in every state of the case and for everybody; the
// other pages are held to it wherever a test opens one (sane).
func TestEveryClockHasItsNote(t *testing.T) {
	s := open(t)
	op, lead, centre := s.as("lixia-yaojia-op"), s.as("lixia-zhifa-op"), s.as("lixia-zhihui-dispatcher")
	page := op.called(nil)
	shown := 0
	look := func() {
		t.Helper()
		for _, p := range []*person{op, lead, centre} {
			body := p.get(page).body
			shown += len(noteOpens.FindAllString(body, -1))
			if clocks := strings.Count(body, `class="tip-word"`); clocks != len(noteOpens.FindAllString(body, -1)) {
				t.Errorf("%d words to press, and not as many notes", clocks)
			}
		}
	}
	centre.post(page+"/dispatch", nil).has(t, 200)
	look()
	op.post(page+"/muster", url.Values{"time": {s.now.Add(10 * time.Hour).Format("2006-01-02T15:04")}, "place": {"某路 88 号"}, "rank": {"officer"}}).has(t, 200)
	op.post(page+"/supervise", url.Values{"task": {"zonghe-zhifa"}, "text": {"请立即到场"}}).has(t, 200)
	look()
	lead.post(page+"/accept", nil).has(t, 200)
	lead.post(page+"/arrive", nil).has(t, 200)
	lead.post(page+"/extend", url.Values{"days": {"3"}, "reason": {"须二次采样"}})
	look()
	if shown < 12 {
		t.Errorf("only %d clocks explain themselves", shown)
	}
	for _, wrong := range []string{`<button popovertarget="a">`, `<p id="b" popover>`, `<button popovertarget="c"><i id="c" popover></i><i id="c" popover></i>`} {
		if notesOf(wrong) == nil {
			t.Errorf("%s is not found", wrong)
		}
	}
}
