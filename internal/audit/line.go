package audit

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"

	"huying/internal/ledger"
	"huying/internal/org"
)

// Format names the form of the export file.
const Format = "huying-export/v1"

// The two answers to whether contents stand in an export.
const (
	disclosed = "disclosed"
	withheld  = "withheld"
)

// header is the first line of an export.
type header struct {
	contents string // disclosed or withheld
	district org.DistrictID
	origin   string
	size     int64
	vkey     string
}

func (h header) line() ([]byte, error) {
	w := lineWriter{}
	w.text(`{"contents":`, h.contents)
	w.number(`,"district":`, int64(h.district))
	w.text(`,"format":`, Format)
	w.text(`,"origin":`, h.origin)
	w.number(`,"size":`, h.size)
	w.text(`,"vkey":`, h.vkey)
	return w.end()
}

func parseHeader(line []byte) (h header, err error) {
	c := ledger.ReadCanonical(line)
	c.Take(`{"contents":`)
	h.contents = c.Text()
	c.Take(`,"district":`)
	h.district = org.DistrictID(c.Number())
	c.Take(`,"format":"` + Format + `","origin":`)
	h.origin = c.Text()
	c.Take(`,"size":`)
	h.size = c.Number()
	c.Take(`,"vkey":`)
	h.vkey = c.Text()
	c.Take(`}`)
	if err := c.End(); err != nil {
		return h, err
	}
	if h.contents != disclosed && h.contents != withheld {
		return h, errors.New("contents are disclosed or withheld")
	}
	return h, nil
}

// entryLine is one leaf in its place. The hash is there so that a change of one byte is found in
// this line, and not only in the root.
type entryLine struct {
	index int64
	hash  ledger.Hash
	leaf  []byte
}

const entryPrefix = `{"entry":`

func (e entryLine) line() []byte {
	line := make([]byte, 0, len(e.leaf)+96)
	line = append(line, entryPrefix...)
	line = strconv.AppendInt(line, e.index, 10)
	line = append(line, `,"hash":"`...)
	line = append(line, e.hash.String()...)
	line = append(line, `","leaf":`...)
	line = append(line, e.leaf...)
	return append(line, '}')
}

// parseEntry reads all but the leaf, which is everything up to the last brace.
func parseEntry(line []byte) (e entryLine, err error) {
	c := ledger.ReadCanonical(line)
	c.Take(entryPrefix)
	e.index = c.Number()
	c.Take(`,"hash":`)
	text := c.Text()
	c.Take(`,"leaf":`)
	if err := c.Err(); err != nil {
		return e, err
	}
	if c.Pos() >= len(line)-1 || line[len(line)-1] != '}' {
		return e, errors.New("an entry ends with its leaf")
	}
	if e.hash, err = tlog.ParseHash(text); err != nil || e.hash.String() != text {
		return e, errors.New("the hash is malformed")
	}
	e.leaf = line[c.Pos() : len(line)-1]
	return e, nil
}

// contentLine is one content in one of three ways: disclosed, withheld, or gone.
type contentLine struct {
	sealed   ledger.Sealed // disclosed; else only its ID counts
	withheld ledger.ContentKind
	gone     bool
}

const contentPrefix = `{"content":`

func (l contentLine) line() ([]byte, error) {
	w := lineWriter{}
	w.text(contentPrefix, l.sealed.ID)
	switch {
	case l.gone:
		w.raw(`,"gone":true`)
	case l.withheld != "":
		w.text(`,"withheld":`, string(l.withheld))
	default:
		w.text(`,"kind":`, string(l.sealed.Kind))
		w.text(`,"plain":`, string(l.sealed.Plain))
		w.text(`,"salt":`, hex.EncodeToString(l.sealed.Salt[:]))
	}
	return w.end()
}

func parseContent(line []byte) (l contentLine, err error) {
	c := ledger.ReadCanonical(line)
	c.Take(contentPrefix)
	l.sealed.ID = c.Text()
	switch {
	case c.Has(`,"gone":true}`):
		l.gone = true
		return l, c.End()
	case c.Has(`,"withheld":`):
		l.withheld = ledger.ContentKind(c.Text())
		c.Take(`}`)
		return l, errors.Join(c.End(), knownKind(l.withheld))
	}
	c.Take(`,"kind":`)
	l.sealed.Kind = ledger.ContentKind(c.Text())
	c.Take(`,"plain":`)
	l.sealed.Plain = []byte(c.Text())
	c.Take(`,"salt":`)
	salt := c.Text()
	c.Take(`}`)
	if err := errors.Join(c.End(), knownKind(l.sealed.Kind)); err != nil {
		return l, err
	}
	if n, err := hex.Decode(l.sealed.Salt[:], []byte(salt)[:min(len(salt), 64)]); err != nil || n != 32 || hex.EncodeToString(l.sealed.Salt[:]) != salt {
		return l, errors.New("a salt is 64 hexadecimal digits")
	}
	return l, nil
}

func knownKind(k ledger.ContentKind) error {
	switch k {
	case ledger.TextContent, ledger.MarkContent, ledger.FileContent, ledger.PersonContent:
		return nil
	}
	return fmt.Errorf("no such kind of content: %q", k)
}

const documentPrefix = `{"document":`

func documentLine(name, text string) ([]byte, error) {
	w := lineWriter{}
	w.text(documentPrefix, name)
	w.text(`,"text":`, text)
	return w.end()
}

func parseDocument(line []byte) (name, text string, err error) {
	c := ledger.ReadCanonical(line)
	c.Take(documentPrefix)
	name = c.Text()
	c.Take(`,"text":`)
	text = c.Text()
	c.Take(`}`)
	return name, text, c.End()
}

const checkpointPrefix = `{"checkpoint":`

func checkpointLine(signed []byte) ([]byte, error) {
	w := lineWriter{}
	w.text(checkpointPrefix, string(signed))
	return w.end()
}

func parseCheckpoint(line []byte) (signed string, err error) {
	c := ledger.ReadCanonical(line)
	c.Take(checkpointPrefix)
	signed = c.Text()
	c.Take(`}`)
	return signed, c.End()
}

// lineWriter writes the parts of a line and keeps the first error.
type lineWriter struct {
	buf []byte
	err error
}

func (w *lineWriter) raw(text string) { w.buf = append(w.buf, text...) }

func (w *lineWriter) text(name, value string) {
	w.raw(name)
	buf, err := ledger.AppendText(w.buf, value)
	if err != nil {
		w.err = errors.Join(w.err, err)
		return
	}
	w.buf = buf
}

func (w *lineWriter) number(name string, n int64) {
	w.raw(name)
	w.buf = strconv.AppendInt(w.buf, n, 10)
}

func (w *lineWriter) end() ([]byte, error) {
	w.raw(`}`)
	return w.buf, w.err
}
