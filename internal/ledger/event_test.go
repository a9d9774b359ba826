package ledger

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"huying/internal/org"
	"pgregory.net/rapid"
)

func someEvent() Event {
	return Event{
		District: 370102, Stream: "case/0198", Version: 3, Type: "Accepted", At: 1564041600000000,
		Actor: org.Actor{Account: "a-7", Post: "p-7", Unit: "zonghe-zhifa", Role: org.DepartmentOperator},
		Data:  json.RawMessage(`{"officer":"a-9","task":"t1"}`),
	}
}

func TestLeafIsSpelledOut(t *testing.T) {
	leaf, err := someEvent().Leaf()
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"account":"a-7","at":1564041600000000,"data":{"officer":"a-9","task":"t1"},"district":370102,` +
		`"post":"p-7","role":"department_operator","stream":"case/0198","type":"Accepted","unit":"zonghe-zhifa","v":1,"version":3}`
	if string(leaf) != want {
		t.Fatalf("got  %s\nwant %s", leaf, want)
	}
	if !IsCanonical(leaf) {
		t.Fatal("the leaf is not canonical JSON")
	}
	e := someEvent()
	e.Actor.Account, e.Actor.Post = "", ""
	leaf, err = e.Leaf()
	if err != nil || bytes.Contains(leaf, []byte("account")) || bytes.Contains(leaf, []byte("post")) || !IsCanonical(leaf) {
		t.Fatalf("without a person: %s (%v)", leaf, err)
	}
}

func TestLeafRefusals(t *testing.T) {
	for name, spoil := range map[string]func(*Event){
		"没有区县":        func(e *Event) { e.District = 0 },
		"没有流水":        func(e *Event) { e.Stream = "" },
		"版本从一起":       func(e *Event) { e.Version = 0 },
		"没有类型":        func(e *Event) { e.Type = "" },
		"没有角色":        func(e *Event) { e.Actor.Role = "" },
		"时间为负":        func(e *Event) { e.At = -1 },
		"时间过大":        func(e *Event) { e.At = 1<<53 + 1 },
		"内容不是对象":      func(e *Event) { e.Data = json.RawMessage(`[1]`) },
		"没有内容":        func(e *Event) { e.Data = nil },
		"内容有空格":       func(e *Event) { e.Data = json.RawMessage(`{"a": 1}`) },
		"内容未排序":       func(e *Event) { e.Data = json.RawMessage(`{"b":1,"a":1}`) },
		"内容重名":        func(e *Event) { e.Data = json.RawMessage(`{"a":1,"a":1}`) },
		"小数":          func(e *Event) { e.Data = json.RawMessage(`{"a":1.5}`) },
		"指数":          func(e *Event) { e.Data = json.RawMessage(`{"a":1e3}`) },
		"整数过大":        func(e *Event) { e.Data = json.RawMessage(`{"a":9007199254740993}`) },
		"内容之后另有":      func(e *Event) { e.Data = json.RawMessage(`{}{}`) },
		"非 NFC":       func(e *Event) { e.Data = json.RawMessage("{\"a\":\"e\u0301\"}") },
		"坏 UTF-8":     func(e *Event) { e.Data = json.RawMessage("{\"a\":\"\xff\"}") },
		"单位坏 UTF-8":   func(e *Event) { e.Actor.Unit = "\xff" },
		"流水非 NFC":     func(e *Event) { e.Stream = "case/e\u0301" },
		"超过 65535 字节": func(e *Event) { e.Data = json.RawMessage(`{"a":"` + strings.Repeat("x", MaxLeaf) + `"}`) },
	} {
		t.Run(name, func(t *testing.T) {
			e := someEvent()
			spoil(&e)
			if leaf, err := e.Leaf(); err == nil {
				t.Fatalf("accepted as %s", leaf)
			}
		})
	}
}

func anyName(t *rapid.T, label string) string {
	return Text(rapid.String().Draw(t, label)).Plain
}

func TestParseLeafUndoesLeaf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data, err := Canonical(rapid.MapOf(rapid.StringMatching(`[a-zA-Z"\\\n]{0,6}`), rapid.Int32()).Draw(t, "data"))
		if err != nil {
			t.Fatal(err)
		}
		e := Event{
			District: org.DistrictID(rapid.Int64Range(1, 999999).Draw(t, "district")),
			Stream:   "case/" + anyName(t, "stream"),
			Version:  rapid.Int64Range(1, 1<<40).Draw(t, "version"),
			Type:     "T" + anyName(t, "type"),
			At:       rapid.Int64Range(0, 1<<53).Draw(t, "at"),
			Actor: org.Actor{
				Account: org.AccountID(anyName(t, "account")), Post: org.PostID(anyName(t, "post")),
				Unit: org.UnitID(anyName(t, "unit")), Role: org.Role("r" + anyName(t, "role")),
			},
			Data: data,
		}
		leaf, err := e.Leaf()
		if err != nil {
			t.Skip(err) // invalid UTF-8 is refused elsewhere
		}
		if !IsCanonical(leaf) {
			t.Fatalf("not canonical: %s", leaf)
		}
		again, err := ParseLeaf(leaf)
		if err != nil {
			t.Fatal(err)
		}
		twice, err := again.Leaf()
		if err != nil || !bytes.Equal(leaf, twice) || again.Stream != e.Stream || again.Actor != e.Actor {
			t.Fatalf("%s became %s (%v)", leaf, twice, err)
		}
	})
}

// Whatever single byte of a leaf is changed, the result is refused or is another event with a
// spelling of its own: never a second spelling of the same.
func TestParseLeafAcceptsOneSpelling(t *testing.T) {
	e := someEvent()
	e.Stream = "case/\n呼\"应"
	leaf, err := e.Leaf()
	if err != nil {
		t.Fatal(err)
	}
	for i := range leaf {
		for c := range 256 {
			edited := bytes.Clone(leaf)
			edited[i] = byte(c)
			got, err := ParseLeaf(edited)
			if err != nil {
				continue
			}
			if again, err := got.Leaf(); err != nil || !bytes.Equal(again, edited) {
				t.Fatalf("%s was read, and written as %s (%v)", edited, again, err)
			}
		}
	}
	for _, edited := range []string{
		string(leaf) + "\n", " " + string(leaf), string(leaf[:len(leaf)-1]), "", "{}", "null",
		strings.Replace(string(leaf), `"v":1`, `"v":2`, 1),
		strings.Replace(string(leaf), `"account":"a-7"`, `"account":""`, 1),
		strings.Replace(string(leaf), `"a-7"`, `"\u0061-7"`, 1),
		strings.Replace(string(leaf), `"at":1`, `"at":01`, 1),
		strings.Replace(string(leaf), `\n`, `\u000a`, 1),
	} {
		if _, err := ParseLeaf([]byte(edited)); err == nil {
			t.Errorf("accepted %q", edited)
		}
	}
}

func BenchmarkLeaf(b *testing.B) {
	e := someEvent()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := e.Leaf(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseLeaf(b *testing.B) {
	leaf, err := someEvent().Leaf()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseLeaf(leaf); err != nil {
			b.Fatal(err)
		}
	}
}
