package catalogue

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"huying/internal/ledger"
)

// Stream is the name of the stream that holds the events of the list.
const Stream = "catalogue"

// Text (清单文本) is what a document holds: the list as issued, the same in every district that adopts it.
type Text struct {
	Label   string   `json:"label"`
	Remark  string   `json:"remark,omitempty"`
	Issuer  string   `json:"issuer,omitempty"`
	Domains []string `json:"domains"`
	Matters []Matter `json:"matters"`
}

// EditionPublished (清单发布) records that a district adopts a text: from when, which text exactly, and what the
// district itself decides about it. It is the whole event; the text is a permanent public document beside it.
type EditionPublished struct {
	Edition       string          `json:"edition"`
	From          int64           `json:"from"`
	Document      string          `json:"document"` // "sha256:…"
	Duties        []Duty          `json:"duties"`
	Defaults      []ClassDefaults `json:"defaults"`
	Services      []Service       `json:"services,omitempty"`
	HighFrequency []Frequent      `json:"high_frequency,omitempty"`
}

// ClassDefaults (默认时限) are a district's limits for one class of call. 依据 P-12.
type ClassDefaults struct {
	Class  Class  `json:"class"`
	Limits Limits `json:"limits"`
}

// Document turns a text into the bytes that are kept and their name: canonical JSON and "sha256:…" of it.
func (t Text) Document() (bytes []byte, name string, err error) {
	bytes, err = ledger.Canonical(t)
	if err != nil {
		return nil, "", fmt.Errorf("text of edition %s: %w", t.Label, err)
	}
	return bytes, Name(bytes), nil
}

// Name is the name of a document: "sha256:" and the hash of its bytes.
func Name(document []byte) string {
	sum := sha256.Sum256(document)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Assemble makes the edition that an event and its document describe together. It refuses a document that is not
// the one the event names, and a list that could not be worked by: without a matter, a lead or a default limit.
func Assemble(e EditionPublished, document []byte) (Edition, error) {
	if Name(document) != e.Document {
		return Edition{}, fmt.Errorf("edition %s: the document is %s, not the one published, %s", e.Edition, Name(document), e.Document)
	}
	var text Text
	if err := json.Unmarshal(document, &text); err != nil {
		return Edition{}, fmt.Errorf("edition %s: %w", e.Edition, err)
	}
	edition := Edition{
		ID: e.Edition, Label: text.Label, Remark: text.Remark, Issuer: text.Issuer, From: e.From, Document: e.Document,
		Domains: text.Domains, Matters: text.Matters, Services: e.Services, HighFrequency: e.HighFrequency,
		Defaults: map[Class]Limits{}, Duties: map[string]Duty{},
	}
	for _, d := range e.Duties {
		edition.Duties[d.Name] = d
	}
	for _, d := range e.Defaults {
		edition.Defaults[d.Class] = d.Limits
	}
	for i := range edition.Matters {
		edition.Matters[i].mapTo(edition.Duties)
	}
	matters, services := edition.Matters, edition.Services
	edition.index = sync.OnceValue(func() []indexed { return indexAll(matters, services) })
	if err := edition.check(); err != nil {
		return Edition{}, fmt.Errorf("edition %s: %w", e.Edition, err)
	}
	return edition, nil
}

// mapTo notes on the matter what its names mean here. The matters are the edition's own, just read.
func (m *Matter) mapTo(duties map[string]Duty) {
	if units := duties[m.LeadName].Units; len(units) > 0 {
		m.Lead = units[0]
	}
	for i, p := range m.Assists {
		d, ok := duties[p.Name]
		p.Units, p.Township, p.Agency, p.Mapped = d.Units, d.Township, d.Agency, ok
		m.Assists[i] = p
	}
}

// check refuses what would leave a call without an answer. 依据 P-12.
func (e Edition) check() error {
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	if e.ID == "" || len(e.Matters) == 0 {
		fault("no id or no matter")
	}
	for _, c := range []Class{Daily, Major, Urgent} {
		if d := e.Defaults[c]; d.Accept.IsZero() || d.Arrive.IsZero() || d.Finish.IsZero() {
			fault("class %s lacks a default limit", c)
		}
	}
	seen := map[int]bool{}
	for _, m := range e.Matters {
		switch {
		case m.Number < 1 || seen[m.Number]:
			fault("matter %d: number", m.Number)
		case m.Name == "" || m.LeadName == "":
			fault("matter %d: name or lead missing", m.Number)
		case !slices.Contains(e.Domains, m.Domain):
			fault("matter %d: domain %q is not one of the edition's", m.Number, m.Domain)
		}
		seen[m.Number] = true
		codes := map[string]bool{}
		for _, s := range m.Situations {
			if codes[s.Code] || !strings.HasPrefix(s.Code, fmt.Sprintf("%d-", m.Number)) || e.Defaults[s.Class] == (Limits{}) {
				fault("matter %d: situation %q or its class %q", m.Number, s.Code, s.Class)
			}
			codes[s.Code] = true
		}
	}
	for _, f := range e.HighFrequency {
		if !seen[f.Matter] {
			fault("high-frequency line %s: no matter %d", f.Name, f.Matter)
		}
	}
	return errors.Join(faults...)
}
