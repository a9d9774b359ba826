package catalogue

import "testing"

// Whatever a document says, it is either refused or makes a list in which every call finds an answer.
func FuzzAssemble(f *testing.F) {
	document, _, err := text.Document()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(document)
	f.Add([]byte(`{"domains":["甲"],"matters":[{"number":1,"domain":"甲","name":"乙","lead":"丙","situations":null}]}`))
	f.Fuzz(func(t *testing.T, document []byte) {
		published, _ := publish(&testing.T{})
		published.Document = Name(document)
		e, err := Assemble(published, document)
		if err != nil {
			return
		}
		for _, m := range e.Matters {
			entry, err := e.Entry(m.Number, "", township, dir)
			if err != nil || entry.Lead == "" && len(entry.Unmapped) == 0 || entry.Limits.Finish.IsZero() {
				t.Errorf("matter %d: %+v, %v", m.Number, entry, err)
			}
		}
		e.Search("油烟 cyyy")
	})
}
