package casework

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"huying/internal/rule"
)

// The longest free text a person may write at once, in characters.
const maxText = 4000

// required refuses an empty text.
func required(field, clause, zh, text string) *rule.Refusal {
	if blank(text) {
		return rule.Refuse(rule.Incomplete, clause, "请填写"+zh).At(field)
	}
	return readable(field, clause, zh, text)
}

// readable refuses a text that is too long, or that holds control characters or the sign that stands
// for a broken one. Line breaks and tabs are writing. 依据 P-87.
func readable(field, clause, zh, text string) *rule.Refusal {
	if len(text) > maxText && utf8.RuneCountInString(text) > maxText {
		return rule.Refuse(rule.Invalid, clause, zh+"不得超过 4000 字").At(field)
	}
	if strings.ContainsFunc(text, unreadable) {
		return rule.Refuse(rule.Invalid, "P-87", zh+"含有无法识别的字符").At(field)
	}
	return nil
}

func unreadable(r rune) bool {
	return r == utf8.RuneError || (unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t')
}

// unnameable is what the name of a thing does not hold: it stands on one line, and reads as it is written.
func unnameable(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
}

// blank reports whether a reader would see nothing: a reason of characters without width is none.
func blank(text string) bool { return !strings.ContainsFunc(text, visible) }

func visible(r rune) bool {
	return unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S) &&
		!unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) && r != '\u2800' // 空白盲文
}

// first gives the first refusal there is, as an error; nil refusals are no error.
func first(refusals ...*rule.Refusal) error {
	for _, r := range refusals {
		if r != nil {
			return r
		}
	}
	return nil
}

// Option is one entry of a closed list, with its Chinese name.
type Option struct {
	Code string `json:"code"`
	Zh   string `json:"zh"`
	En   string `json:"en"`
}

// chosen refuses what is not on a closed list.
func chosen(field, clause, zh, code string, list []Option) *rule.Refusal {
	if code == "" {
		return rule.Refuse(rule.Incomplete, clause, "请选择"+zh).At(field)
	}
	for _, o := range list {
		if o.Code == code {
			return nil
		}
	}
	return rule.Refuse(rule.Invalid, clause, zh+"不在规定范围内："+clip(code)).At(field)
}

// Zh is the Chinese name of a code on a closed list; the code itself if it is not there.
func Zh(list []Option, code string) string {
	for _, o := range list {
		if o.Code == code {
			return o.Zh
		}
	}
	return code
}

// clip shortens what a client sent before it is said back.
func clip(s string) string {
	r := []rune(s)
	if len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
