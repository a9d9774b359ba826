package ledger

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"huying/internal/org"
)

// MaxLeaf is the longest leaf in bytes: the length of an entry is served as 16 bits.
const MaxLeaf = 65535

// Event (办理记录) is one entry of the record: what happened in a stream, who did it, and when.
type Event struct {
	District org.DistrictID
	Stream   string // case/<random id>, org, catalogue, audit
	Version  int64  // 1, 2, 3 … inside the stream, without a gap (依据 P-04)
	Type     string // name of the payload's type, such as Accepted
	At       int64  // when it was recorded, microseconds UTC; never decreases in a stream
	Actor    org.Actor
	Data     json.RawMessage // canonical JSON object of the payload, as Encode makes it
}

var (
	errNoStream  = errors.New("leaf: an event needs district, stream, version and type")
	errNoRole    = errors.New("leaf: an event names the role in which somebody acted (P-02)")
	errTooLong   = fmt.Errorf("leaf: longer than %d bytes", MaxLeaf)
	errTooLarge  = errors.New("leaf: a number must be between 0 and 2^53")
	errNotObject = errors.New("leaf: data must be a canonical JSON object")
)

// Leaf is the event as it is hashed: RFC 8785 JSON with the members account, at, data, district, post,
// role, stream, type, unit, v (always 1) and version; account and post are left out where empty.
// It errs where a part is missing, out of range, not in NFC, or the whole exceeds MaxLeaf.
func (e Event) Leaf() ([]byte, error) {
	return e.AppendLeaf(make([]byte, 0, len(e.Data)+256))
}

// AppendLeaf appends the leaf to dst.
func (e Event) AppendLeaf(dst []byte) ([]byte, error) {
	if err := e.check(); err != nil {
		return nil, err
	}
	w := writer{buf: dst}
	w.optional(`{"account":`, string(e.Actor.Account))
	if e.Actor.Account == "" {
		w.raw(`{"at":`)
	} else {
		w.raw(`,"at":`)
	}
	w.number(e.At)
	w.raw(`,"data":`)
	w.object(e.Data)
	w.raw(`,"district":`)
	w.number(int64(e.District))
	w.optional(`,"post":`, string(e.Actor.Post))
	w.text(`,"role":`, string(e.Actor.Role))
	w.text(`,"stream":`, e.Stream)
	w.text(`,"type":`, e.Type)
	w.text(`,"unit":`, string(e.Actor.Unit))
	w.raw(`,"v":1,"version":`)
	w.number(e.Version)
	w.raw(`}`)
	if w.err == nil && len(w.buf)-len(dst) > MaxLeaf {
		return nil, errTooLong
	}
	return w.buf, w.err
}

func (e Event) check() error {
	switch {
	case e.District < 1 || e.Stream == "" || e.Version < 1 || e.Type == "":
		return errNoStream
	case e.Actor.Role == "":
		return errNoRole
	case int64(e.District) > maxInteger || e.Version > maxInteger || e.At < 0 || e.At > maxInteger:
		return errTooLarge
	}
	return nil
}

// writer writes the parts of a leaf and keeps the first error.
type writer struct {
	buf []byte
	err error
}

func (w *writer) raw(text string) { w.buf = append(w.buf, text...) }
func (w *writer) number(n int64)  { w.buf = strconv.AppendInt(w.buf, n, 10) }
func (w *writer) fail(err error)  { w.err = errors.Join(w.err, err) }
func (w *writer) keep(buf []byte) { w.buf = buf }

func (w *writer) text(name, value string) {
	w.raw(name)
	buf, err := AppendText(w.buf, value)
	if err != nil {
		w.fail(err)
		return
	}
	w.keep(buf)
}

func (w *writer) optional(name, value string) {
	if value != "" {
		w.text(name, value)
	}
}

// object writes data as it stands, once it has shown to be canonical: nothing is ever
// re-serialised for hashing, so what is stored is what was hashed.
func (w *writer) object(data []byte) {
	start := len(w.buf)
	s := scanner{src: data, dst: w.buf}
	if s.next() != '{' {
		w.fail(errNotObject)
		return
	}
	if err := s.value(); err != nil {
		w.fail(err)
		return
	}
	if s.pos != len(data) || string(s.dst[start:]) != string(data) {
		w.fail(errNotObject)
		return
	}
	w.keep(s.dst)
}
