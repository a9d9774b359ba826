package casework

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"huying/internal/ledger"
	"huying/internal/rule"
)

// Whatever a client sends, it is read as exactly what it says, or refused by a rule; and what is
// read can be decided without harm.
func FuzzDecodeCommand(f *testing.F) {
	verbs := AllVerbs[:len(AllVerbs)-1]
	for i, v := range verbs {
		body, err := json.Marshal(filled[v])
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(i), body)
	}
	for _, body := range []string{`{"text":"a","text":"b"}`, `{"Text":"a"}`, `{"units":[null,"x"]}`, `{"call":{"matter":1e3}}`, `{"count":-0}`, "{\"text\":\"\\ud800\"}", `[]`, `{} {}`, `{"a":`} {
		f.Add(uint8(0), []byte(body))
		f.Add(uint8(3), []byte(body))
	}
	working, _ := play(f, arrived)
	f.Fuzz(func(t *testing.T, which uint8, body []byte) {
		verb := verbs[int(which)%len(verbs)]
		cmd, err := DecodeCommand(verb, body)
		if err != nil {
			if r, ok := rule.As(err); !ok || r.Reason == "" || cmd != nil {
				t.Fatalf("%v, %v", cmd, err)
			}
			return
		}
		if cmd.Verb() != verb {
			t.Fatalf("asked for %s, got %s", verb, cmd.Verb())
		}
		back, err := json.Marshal(cmd)
		if err != nil {
			t.Fatal(err)
		}
		again, err := DecodeCommand(verb, back)
		if err != nil || !reflect.DeepEqual(plain(again), plain(cmd)) {
			t.Fatalf("%s\nreads as %#v\nand again, from %s, as %#v, %v", body, cmd, back, again, err)
		}
		for _, c := range []Case{{}, working} {
			for _, d := range []deed{{operator, "07-25 11:00", cmd}, {enforcer, "07-25 11:00", cmd}, {duty, "07-25 11:00", cmd}} {
				if _, _, err := enact(t, c, d.cmd, givenTo(d.by, on(d.at))); err != nil {
					if _, ok := rule.As(err); !ok {
						t.Fatalf("%s by %s fails without a rule: %v", verb, d.by.Account, err)
					}
				}
			}
		}
	})
}

// plain forgets the difference between an empty list and none.
func plain(cmd Command) string {
	body, _ := json.Marshal(cmd)
	return string(bytes.ReplaceAll(body, []byte(`[]`), []byte(`null`)))
}

// Whatever stands in a record, it is read as what it says, or not at all.
func FuzzDecode(f *testing.F) {
	names := Names()
	for _, name := range names {
		f.Add(name, []byte(`{"task":"t1","due":1,"text":"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}`))
	}
	_, record := play(f, reopened)
	for _, r := range record {
		data, _, err := ledger.Encode(r.Event, func() (salt [32]byte) { return salt })
		if err != nil {
			f.Fatal(err)
		}
		f.Add(Name(r.Event), []byte(data))
	}
	working, _ := play(f, arrived)
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		r, err := Decode(ledger.Event{Stream: Stream("7c0e"), Version: 1, Type: name, At: on("07-25 11:00").UnixMicro(), Actor: operator, Data: data})
		if err != nil {
			return
		}
		if Name(r.Event) != name {
			t.Fatalf("%s is read as %s", name, Name(r.Event))
		}
		for _, c := range []Case{{}, working} {
			was := deepCopy(c)
			_ = Recheck(c, r, units)
			_ = Evolve(c, r.Event, r.Moment)
			if !reflect.DeepEqual(was, c) {
				t.Fatalf("%s %s writes into the case it was given", name, data)
			}
		}
	})
}
