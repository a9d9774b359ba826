package ledger

import (
	"encoding/json"
	"strings"
	"testing"
)

func counting() func() [32]byte {
	var n byte
	return func() [32]byte {
		n++
		return [32]byte{n}
	}
}

type place struct {
	Where Content `json:"where,omitzero"`
	Grid  string  `json:"grid"`
}

type letter struct {
	place
	Account string    `json:"account"`
	Body    Content   `json:"body"`
	Files   []Content `json:"files,omitempty"`
	At      *place    `json:"at,omitempty"`
	Places  []place   `json:"places,omitempty"`
	None    Content   `json:"none,omitzero"`
}

func TestEncodeSealsEveryContent(t *testing.T) {
	at := &place{Where: Text("泺源大街 1 号"), Grid: "g2"}
	sent := letter{
		place: place{Where: Text("甲"), Grid: "g1"}, Account: "a-1", Body: Text("占道经营"),
		Files: []Content{File(`{"name":"a.jpg"}`), File(`{"name":"b.jpg"}`)}, At: at,
		Places: []place{{Where: Text("乙"), Grid: "g3"}, {Grid: "g4"}},
	}
	data, sealed, err := Encode(sent, counting())
	if err != nil {
		t.Fatal(err)
	}
	if len(sealed) != 6 {
		t.Fatalf("%d contents sealed, 6 were there", len(sealed))
	}
	for _, s := range sealed {
		if err := s.Check(); err != nil {
			t.Error(err)
		}
		if strings.Contains(string(data), string(s.Plain)) {
			t.Errorf("%s stands open in %s", s.Plain, data)
		}
		if !strings.Contains(string(data), s.ID) {
			t.Errorf("the commitment to %s is not in %s", s.Plain, data)
		}
	}
	if at.Where.ID != "" || at.Where.Plain == "" || sent.Body.ID != "" || sent.Places[0].Where.ID != "" {
		t.Error("the payload was changed")
	}
	if !IsCanonical(data) || strings.Contains(string(data), "none") {
		t.Errorf("data is %s", data)
	}
	var back letter
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if back.Grid != "g1" || back.At.Where.ID == "" || back.Body.Plain != "" || len(back.Files) != 2 || !back.None.IsZero() {
		t.Errorf("read back as %+v", back)
	}
	again, none, err := Encode(&back, counting())
	if err != nil || len(none) != 0 || string(again) != string(data) {
		t.Errorf("encoded again: %s, %d sealed (%v)", again, len(none), err)
	}
}

func TestEncodeRefuses(t *testing.T) {
	for name, payload := range map[string]any{
		"空": nil, "不是结构": 7, "内容本身": Text("x"), "切片": []int{1},
		"映射":        struct{ M map[string]string }{map[string]string{"a": "b"}},
		"接口":        struct{ V any }{1},
		"小数":        struct{ F float64 }{1},
		"未导出":       struct{ secret string }{"x"},
		"坏 UTF-8":   struct{ S string }{"\xff"},
		"内容坏 UTF-8": struct{ C Content }{Content{Kind: TextContent, Plain: "\xff"}},
		"内容非 NFC":   struct{ C Content }{Content{Kind: TextContent, Plain: "e\u0301"}},
		"整数过大":      struct{ N int64 }{1 << 60},
	} {
		t.Run(name, func(t *testing.T) {
			if data, _, err := Encode(payload, counting()); err == nil {
				t.Fatalf("accepted as %s", data)
			}
		})
	}
}

func TestContentJSON(t *testing.T) {
	if raw, err := json.Marshal(Text("电话 000")); err == nil {
		t.Fatalf("a plain text was written as %s", raw)
	}
	if raw, err := json.Marshal(struct {
		C Content `json:"c"`
		D Content `json:"d,omitzero"`
	}{}); err != nil || string(raw) != `{"c":""}` {
		t.Fatalf("%s (%v)", raw, err)
	}
	id := Commit(TextContent, [32]byte{}, []byte("x"))
	var c Content
	if err := json.Unmarshal([]byte(`"`+id+`"`), &c); err != nil || c.ID != id {
		t.Fatalf("%+v (%v)", c, err)
	}
	for _, bad := range []string{`"x"`, `7`, `"` + strings.ToUpper(id) + `"`, `"` + id + `0"`} {
		if err := json.Unmarshal([]byte(bad), &c); err == nil {
			t.Errorf("accepted %s", bad)
		}
	}
	if Text("e\u0301").Plain != "é" || !Text("").IsZero() {
		t.Error("Text does not bring into NFC, or keeps an empty text")
	}
}

// The bytes committed to are fixed for ever; printf and sha256sum give the same.
func TestCommitVector(t *testing.T) {
	const want = "sha256:055d10719c1498cb0ded0df075f48de9fe4bcc79ff2faaa837b5964ef5480c0e"
	if got := Commit(TextContent, [32]byte{1, 2, 3}, []byte("占道经营")); got != want {
		t.Fatalf("%s", got)
	}
	s, err := Seal(TextContent, [32]byte{1}, "x")
	if err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string]func(*Sealed){
		"kind": func(s *Sealed) { s.Kind = MarkContent }, "salt": func(s *Sealed) { s.Salt[31] ^= 1 }, "plain": func(s *Sealed) { s.Plain = []byte("y") },
	} {
		other := s
		edit(&other)
		if other.Check() == nil {
			t.Errorf("another %s keeps the commitment", name)
		}
	}
}

func TestReferences(t *testing.T) {
	one, two := Commit(TextContent, [32]byte{1}, nil), Commit(TextContent, [32]byte{2}, nil)
	for name, row := range map[string]struct {
		v    any
		want []string
	}{
		"没有":         {map[string]any{"a": "b"}, nil},
		"两个":         {map[string]any{"b": one, "a": []string{two, "x"}}, []string{two, one}},
		"太短":         {map[string]any{"a": one[:70]}, nil},
		"太长":         {map[string]any{"a": one + "0"}, nil},
		"大写":         {map[string]any{"a": strings.ToUpper(one)}, nil},
		"文字中提到":      {map[string]any{"a": `see "` + one + `" there`}, nil},
		"文字中提到后再有一个": {map[string]any{"a": `"` + one + `"`, "b": two}, []string{two}},
	} {
		t.Run(name, func(t *testing.T) {
			data, err := Canonical(row.v)
			if err != nil {
				t.Fatal(err)
			}
			if got := References(data); strings.Join(got, " ") != strings.Join(row.want, " ") {
				t.Fatalf("%s: %v", data, got)
			}
		})
	}
}
