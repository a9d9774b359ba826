package locale

import (
	"strings"
	"testing"
	"time"
)

func TestRefusals(t *testing.T) {
	for zh, want := range map[string]string{
		"请先登录":                  "Please log in first",
		"没有这个单位：路灯所":            "There is no such unit: 路灯所",
		"没有这个单位：":               "There is no such unit: ",
		"呼叫单办理中，不能销号":           "The case is being worked on; closing is not possible",
		"派单件指定办理，不能退单":          "The task is designated and waiting to be accepted; returning is not possible",
		"呼叫单已销号，不能再并入其他呼叫单":     "The case is closed; it cannot be merged into another",
		"理由不得超过 4000 字":         "The reason must not be longer than 4000 characters",
		"“text”含有无法识别的字符":       "“text” contains characters that cannot be read",
		"复核日期应在今日之后，且不超过30个工作日": "The date of review must be after today, and within 30 working days",
		"复核日期应在今日之后，且不超过1个工作日":  "The date of review must be after today, and within 1 working day",
		"历下区综合行政执法局没有其他部门经办或者部门分管领导岗位人员可以办理，请先增设岗位": "历下区综合行政执法局 has nobody else in a post of department operator or department leader who can act; please add such a post first",
		"没有这个派单件：接单":      "There is no such task: 接单", // what a client sent is no word of ours
		"单位和步骤各不得超过 40 个": "There must be no more than 40 units and no more than 40 steps",
		"从未说过的话":          "从未说过的话",
		"":                "",
	} {
		if got := En.Refusal(zh); got != want {
			t.Errorf("%s: %q, want %q", zh, got, want)
		}
		if got := Zh.Refusal(zh); got != zh {
			t.Errorf("in Chinese %q was said as %q", zh, got)
		}
	}
	if got := En.Cited("请先登录", "P-82"); got != "Please log in first (under P-82)" {
		t.Error(got)
	}
	if got := Zh.Cited("请先登录", "P-82"); got != "请先登录（依据 P-82）" {
		t.Error(got)
	}
	if got := En.Cited("系统内部错误", ""); got != "Internal error" {
		t.Error(got)
	}
}

// Of two forms that fit, the one that says more is taken, wherever it stands in its file.
func TestTheMoreTellingFormIsTaken(t *testing.T) {
	forms := refusals().forms
	for i := 1; i < len(forms); i++ {
		if forms[i-1].chinese < forms[i].chinese {
			t.Fatalf("%q stands before %q", forms[i-1].pieces, forms[i].pieces)
		}
	}
}

// However long and however repetitive: a reason is read once for each form.
func TestALongReasonIsReadOnce(t *testing.T) {
	long := strings.Repeat("没有其他或者", 100_000)
	began := time.Now()
	if got := En.Refusal(long); got != long {
		t.Errorf("said as %.60q", got)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("took %s", took)
	}
}

// Every word that a form asks for is of a class that has words.
func TestFormsAskForKnownClasses(t *testing.T) {
	book := refusals()
	for _, f := range book.forms {
		for _, p := range f.english {
			if _, ok := book.words[p.class]; !ok && p.class != "" {
				t.Errorf("%q asks for the class %q", f.pieces, p.class)
			}
		}
	}
}
