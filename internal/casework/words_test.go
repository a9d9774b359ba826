package casework

import "testing"

// What cannot be seen does not fill in a field.
func TestBlank(t *testing.T) {
	for _, text := range []string{"", " \t\r\n", "　", "\u00a0", "\u200b\u200d", "\ufeff", "\u2060", "\u3164", "\u115f", "\u2800", "\ufe0f"} {
		if !blank(text) {
			t.Errorf("%+q is taken for words", text)
		}
	}
	for _, text := range []string{"油烟", "a", "0", "。", "🙂", "\u200b 1", "㐀", "𠀀"} {
		if blank(text) {
			t.Errorf("%+q is taken for nothing", text)
		}
	}
}
