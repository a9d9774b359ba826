package store

import (
	"encoding/json"
	"testing"
)

// The payload that is cut out is the one that reading the whole leaf gives, or none is cut.
func TestThePayloadIsCutOut(t *testing.T) {
	for _, leaf := range []string{
		`{"actor":{"account":"a","data":{"x":1}},"at":1,"data":{"text":"a \"quoted\" } \\","list":[{"b":"]"}]},"type":"Called"}`,
		`{"data":{}}`, `{"at":1,"data":{"a":{"data":{"c":1}}}}`, `{"at":1}`, `{"data":7}`, `[{"data":{}}]`, `{"data":{"open":1`, `{"x":"unended`, ``, `"data":{}`,
	} {
		cut, ok := dataOf(leaf)
		var whole struct {
			Data json.RawMessage `json:"data"`
		}
		err := json.Unmarshal([]byte(leaf), &whole)
		if ok && (err != nil || cut != string(whole.Data)) {
			t.Errorf("%s: cut %s, want %s, %v", leaf, cut, whole.Data, err)
		}
		if !ok && err == nil && len(whole.Data) > 0 && whole.Data[0] == '{' {
			t.Errorf("%s: nothing cut, want %s", leaf, whole.Data)
		}
	}
}
