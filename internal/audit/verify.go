package audit

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"golang.org/x/mod/sumdb/note"

	"huying/internal/catalogue"
	"huying/internal/ledger"
)

// Options of a verification.
type Options struct {
	Checkpoint  []byte // a signed checkpoint of this log, kept apart from what is verified
	Key         string // the log's public key, known from elsewhere
	StopAtFirst bool   // one finding is enough
}

// Verify holds an export to everything that the package comment lists. Whatever is wrong with the
// export is a finding; the error is only about reading it, or about the options.
func Verify(r io.Reader, o Options) (Report, error) {
	v := newVerification(o)
	in := bufio.NewReaderSize(r, 1<<16)
	for number := 1; !v.enough(); number++ {
		line, err := readLine(in)
		if errors.Is(err, io.EOF) {
			if len(line) > 0 {
				v.find(Finding{Kind: Malformed, Line: number, Index: -1, Detail: "the last line is cut short"})
			}
			v.endOfFile(number)
			break
		}
		if err != nil {
			return v.report, fmt.Errorf("read export: %w", err)
		}
		v.line(number, line)
	}
	v.replay()
	v.conclude()
	return v.report, nil
}

// maxLine bounds the length of a line in bytes; the text of a list is the longest.
const maxLine = 64 << 20

// readLine gives the next line without its end; with io.EOF, what stands after the last end.
func readLine(in *bufio.Reader) ([]byte, error) {
	var long []byte
	for {
		part, err := in.ReadSlice('\n')
		if err == nil && long == nil {
			return part[:len(part)-1], nil
		}
		long = append(long, part...)
		switch {
		case err == nil:
			return long[:len(long)-1], nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return long, err
		case len(long) > maxLine:
			return nil, errors.New("a line is longer than 64 MiB")
		}
	}
}

// verification is one run over an export.
type verification struct {
	options  Options
	report   Report
	header   header
	key      note.Verifier
	kept     *ledger.Checkpoint
	edge     ledger.Edge
	pending  []string        // named by the entry just read, and still to follow it
	named    naming          // what these are
	seen     map[string]bool // hashes named so far
	gone     map[string]Finding
	waiting  []placed // read, and not yet replayed
	texts    map[string][]byte
	replayer *replayer
	finished bool // the checkpoint line was read
}

// placed is an event and where it was found.
type placed struct {
	event ledger.Event
	index int64
	line  int
}

func (p placed) finding(kind Kind, detail string) Finding {
	return Finding{kind, p.line, p.index, p.event.Stream, p.event.Version, detail}
}

func newVerification(o Options) *verification {
	v := &verification{
		options: o, seen: map[string]bool{}, gone: map[string]Finding{}, texts: map[string][]byte{},
		report: Report{Kept: -1, Findings: []Finding{}},
	}
	return v
}

func (v *verification) find(f Finding) {
	if len(v.report.Findings) == maxFindings {
		v.report.More++
		return
	}
	v.report.Findings = append(v.report.Findings, f)
}

func (v *verification) findLine(kind Kind, line int, detail string) {
	v.find(Finding{Kind: kind, Line: line, Index: -1, Detail: detail})
}

func (v *verification) enough() bool { return v.options.StopAtFirst && len(v.report.Findings) > 0 }

func (v *verification) line(number int, line []byte) {
	switch {
	case number == 1:
		v.first(line)
	case v.finished:
		v.findLine(Misplaced, number, "something follows the checkpoint")
	case bytes.HasPrefix(line, []byte(entryPrefix)):
		v.entry(number, line)
	case bytes.HasPrefix(line, []byte(contentPrefix)):
		v.content(number, line)
	case bytes.HasPrefix(line, []byte(documentPrefix)):
		v.text(number, line)
	case bytes.HasPrefix(line, []byte(checkpointPrefix)):
		v.checkpoint(number, line)
	default:
		v.findLine(Malformed, number, "no line of an export begins so")
	}
}

func (v *verification) first(line []byte) {
	h, err := parseHeader(line)
	if err != nil {
		v.findLine(Malformed, 1, err.Error())
		return
	}
	v.header = h
	v.report.District, v.report.Origin, v.report.Key = h.district, h.origin, h.vkey
	v.replayer = newReplayer(h.district, v.find)
	v.trust(h.vkey, h.origin, fmt.Sprintf("/log/%d", h.district), 1)
}

func (v *verification) entry(number int, line []byte) {
	v.nothingPending(number)
	e, err := parseEntry(line)
	if err != nil {
		v.find(Finding{Kind: Malformed, Line: number, Index: v.edge.Size(), Detail: err.Error()})
		return
	}
	if want := v.edge.Size(); e.index != want {
		v.find(Finding{Kind: Misplaced, Line: number, Index: want, Detail: fmt.Sprintf("entry %d stands where entry %d should", e.index, want)})
	}
	hash := ledger.LeafHash(e.leaf)
	if hash != e.hash {
		v.find(Finding{Kind: Altered, Line: number, Index: e.index, Detail: "the leaf does not give its hash"})
	}
	v.edge.Append(hash)
	v.report.Entries++
	v.compareKept(number)
	v.leaf(number, e.index, e.leaf)
}

// leaf reads the event, notes what it names, and puts it where the replay will take it up.
func (v *verification) leaf(number int, index int64, leaf []byte) {
	event, err := ledger.ParseLeaf(leaf)
	if err != nil {
		v.find(Finding{Kind: Malformed, Line: number, Index: index, Detail: err.Error()})
		return
	}
	p := placed{event, index, number}
	if event.District != v.header.district {
		v.find(p.finding(Misplaced, fmt.Sprintf("an event of district %d", event.District)))
	}
	if len(v.waiting) >= batch {
		v.replay()
	}
	v.named = namedBy(event.Stream)
	v.pending = references(event, v.seen)
	if v.header.contents == withheld && v.named == contents {
		v.report.Withheld += len(v.pending)
		v.pending = nil
	}
	v.waiting = append(v.waiting, p)
}

// nothingPending makes sure that everything the last entry named has followed it.
func (v *verification) nothingPending(number int) {
	for _, id := range v.pending {
		v.findLine(Missing, number, id+", named by the entry above, should stand here")
	}
	v.pending = nil
}

// due takes the next hash that must follow, if it is this one.
func (v *verification) due(number int, id string, named naming) bool {
	if len(v.pending) == 0 || v.pending[0] != id || v.named != named {
		v.findLine(Misplaced, number, id+" is not what follows the entry above")
		return false
	}
	v.pending = v.pending[1:]
	return true
}

func (v *verification) content(number int, line []byte) {
	l, err := parseContent(line)
	if err != nil {
		v.findLine(Malformed, number, err.Error())
		return
	}
	id := l.sealed.ID
	if !v.due(number, id, contents) {
		return
	}
	switch {
	case l.gone:
		v.gone[id] = Finding{Kind: Missing, Line: number, Index: v.edge.Size() - 1, Detail: id + " is gone, and no event says that it was erased"}
	case l.withheld != "":
		v.report.Withheld++
	default:
		if err := l.sealed.Check(); err != nil {
			v.find(Finding{Kind: Altered, Line: number, Index: v.edge.Size() - 1, Detail: err.Error()})
		}
		v.report.Disclosed++
	}
}

func (v *verification) text(number int, line []byte) {
	name, text, err := parseDocument(line)
	if err != nil {
		v.findLine(Malformed, number, err.Error())
		return
	}
	if !v.due(number, name, documents) {
		return
	}
	if catalogue.Name([]byte(text)) != name {
		v.find(Finding{Kind: Altered, Line: number, Index: v.edge.Size() - 1, Detail: "the document does not give its hash"})
		return
	}
	v.texts[name] = []byte(text)
	v.report.Documents++
}

func (v *verification) endOfFile(number int) {
	switch {
	case number == 1:
		v.findLine(Misplaced, 1, "the file is empty")
	case !v.finished:
		v.nothingPending(number)
		v.findLine(Misplaced, number, "the file ends without its checkpoint")
	}
	if v.kept != nil && v.kept.Size > v.edge.Size() {
		v.findLine(Rewritten, number, fmt.Sprintf("only %d entries; the checkpoint kept apart has %d", v.edge.Size(), v.kept.Size))
	}
}
