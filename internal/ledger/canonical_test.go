package ledger

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"
)

func TestCanonicalJSON(t *testing.T) {
	for _, row := range []struct{ name, raw, want string }{
		{"空白去掉", " { \"a\" :\t[ 1 , 2 ] ,\n \"b\" : { } } ", `{"a":[1,2],"b":{}}`},
		{"成员排序", `{"b":1,"a":{"d":4,"c":3}}`, `{"a":{"c":3,"d":4},"b":1}`},
		{"转义最短", `"\u0041\u000a\u0009\u001f\/\"\\\u4e2d"`, `"A\n\t\u001f/\"\\中"`},
		{"代理对", `"\ud83d\ude00"`, `"😀"`},
		{"不转义小于号", `"<>&\u2028"`, "\"<>&\u2028\""},
		{"字面值", `[true,false,null]`, `[true,false,null]`},
		{"整数", `[0,-1,9007199254740992,-9007199254740992]`, `[0,-1,9007199254740992,-9007199254740992]`},
		// RFC 8785, 3.2.3: the order of UTF-16 code units puts the emoji before U+FB33.
		{"UTF-16 次序", `{"\u20ac":1,"\r":2,"1":3,"\u0080":4,"\ud83d\ude00":5,"\u00f6":6,"יּ":7}`, ""},
		{"换行后的组合符不算组合", "\"\\n\u0301\"", "\"\\n\u0301\""},
		{"单个字符串", `""`, `""`},
	} {
		t.Run(row.name, func(t *testing.T) {
			got, err := CanonicalJSON([]byte(row.raw))
			if row.want == "" {
				// U+FB1D..FB4F have no NFC form of their own; a private character stands in.
				raw := strings.ReplaceAll(row.raw, "יּ", "\ue000")
				got, err = CanonicalJSON([]byte(raw))
				row.want = `{"\r":2,"1":3,"` + "\u0080" + `":4,"ö":6,"€":1,"😀":5,"` + "\ue000" + `":7}`
			}
			if err != nil || string(got) != row.want {
				t.Fatalf("got %s (%v), want %s", got, err, row.want)
			}
			if !IsCanonical(got) {
				t.Fatal("the canonical form is not its own canonical form")
			}
		})
	}
}

func TestCanonicalJSONRefuses(t *testing.T) {
	for name, raw := range map[string]string{
		"空": "", "只有空白": " ", "半个": `{"a":`, "没有引号": `{a:1}`, "多余逗号": `[1,]`, "对象多余逗号": `{"a":1,}`,
		"小数": `1.0`, "指数": `1E2`, "前导零": `01`, "负零": `-0`, "只有负号": `-`, "过大": `9007199254740993`, "极大": `99999999999999999999`,
		"重名": `{"a":1,"\u0061":2}`, "乱序重名": `{"b":1,"a":1,"b":2}`, "两个值": `1 2`, "控制字符": "\"\n\"",
		"半个代理": `"\ud83d"`, "代理颠倒": `"\ude00\ud83d"`, "代理后接字母": `"\ud83d\u0041"`, "坏转义": `"\x"`, "短转义": `"\u12"`, "转义未完": `"\`,
		"坏 UTF-8": "\"\xff\"", "UTF-8 代理": "\"\xed\xa0\x80\"", "非 NFC": "\"e\u0301\"", "转义的非 NFC": `"e\u0301"`, "名字非 NFC": "{\"e\u0301\":1}",
		"真假写错": `tru`, "太深": strings.Repeat("[", 65) + strings.Repeat("]", 65), "字节序标记": "\ufeff1", "字符串未完": `"abc`,
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := CanonicalJSON([]byte(raw)); err == nil {
				t.Fatalf("accepted as %s", got)
			}
		})
	}
}

func TestCanonicalOfGoValues(t *testing.T) {
	got, err := Canonical(map[string]any{"z": []int{3, 1}, "甲": "<呼应>", "a": nil})
	if err != nil || string(got) != `{"a":null,"z":[3,1],"甲":"<呼应>"}` {
		t.Fatalf("%s (%v)", got, err)
	}
	for name, v := range map[string]any{
		"坏 UTF-8": struct{ A []string }{[]string{"\xff"}}, "名字坏 UTF-8": map[string]int{"\xff": 1}, "小数": 1.5,
		"无穷": math.Inf(1), "通道": make(chan int), "原文有误": json.RawMessage(`{"a":1.5}`),
	} {
		if got, err := Canonical(v); err == nil {
			t.Errorf("%s: accepted as %s", name, got)
		}
	}
}

// Canonical text means to encoding/json what the original meant, and does not change again.
func TestCanonicalKeepsMeaning(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := map[string]any{}
		for k, v := range rapid.MapOf(rapid.String(), rapid.String()).Draw(t, "value") {
			value[Text(k).Plain] = Text(v).Plain
		}
		form, err := Canonical(value)
		if err != nil {
			t.Skip(err)
		}
		if !IsCanonical(form) {
			t.Fatalf("not stable: %s", form)
		}
		var back map[string]any
		if err := json.Unmarshal(form, &back); err != nil || len(back) != len(value) {
			t.Fatalf("%s: %v", form, err)
		}
		for k, v := range value {
			if back[k] != v {
				t.Fatalf("%q: %q became %q", k, v, back[k])
			}
		}
	})
}

func TestNamesOrderAsUTF16(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := []rune(rapid.String().Draw(t, "a")), []rune(rapid.String().Draw(t, "b"))
		quote := func(r []rune) []byte {
			q := []byte{'"'}
			for _, c := range r {
				q = appendRune(q, c)
			}
			return append(q, '"')
		}
		want := 0
		ua, ub := utf16.Encode(a), utf16.Encode(b)
		for i := 0; want == 0; i++ {
			switch {
			case i == len(ua) && i == len(ub):
				want = 2
			case i == len(ua):
				want = -1
			case i == len(ub):
				want = 1
			case ua[i] != ub[i]:
				want = map[bool]int{true: -1, false: 1}[ua[i] < ub[i]]
			}
		}
		if got := compareNames(quote(a), quote(b)); got != want%2 {
			t.Fatalf("%q against %q: %d", string(a), string(b), got)
		}
	})
}

func TestCanonicalDoesNotWriteIntoItsInput(t *testing.T) {
	raw := []byte(`{"b":"x","a":"y"}`)
	before := bytes.Clone(raw)
	if _, err := CanonicalJSON(raw); err != nil || !bytes.Equal(raw, before) {
		t.Fatalf("input is now %s (%v)", raw, err)
	}
}
