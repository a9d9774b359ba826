package audit

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"huying/internal/ledger"
	"huying/internal/org"
)

// Record (记录) is what an export reads of one district's record, all of one moment.
type Record interface {
	District() org.DistrictID
	// VerifierKey is the public key of the log, as /vkey serves it.
	VerifierKey(ctx context.Context) (string, error)
	// Checkpoint is the newest signed checkpoint.
	Checkpoint(ctx context.Context) ([]byte, error)
	// Leaves reads the leaves from index from up to, not including, to.
	Leaves(ctx context.Context, from, to int64) ([][]byte, error)
	// Content reveals a content; ok is false when it is not there any more.
	Content(ctx context.Context, id string) (s ledger.Sealed, ok bool, err error)
	// Document is an official text by its name, sha256:….
	Document(ctx context.Context, name string) (text []byte, ok bool, err error)
}

// ExportOptions say what of the contents the reader of an export may see.
type ExportOptions struct {
	Contents bool // texts, marks and files; else none is in it
	Persons  bool // reporters' particulars too
}

// Export writes a district's record up to its newest checkpoint, for Verify to read.
func Export(ctx context.Context, from Record, to io.Writer, o ExportOptions) error {
	vkey, err := from.VerifierKey(ctx)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	vkey = strings.TrimSuffix(vkey, "\n")
	key, err := ledger.ParseVerifierKey(vkey)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	signed, err := from.Checkpoint(ctx)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	checkpoint, _, err := ledger.OpenCheckpoint(signed, key)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	e := exporter{from: from, to: bufio.NewWriterSize(to, 1<<16), options: o, seen: map[string]bool{}}
	h := header{contents: withheld, district: from.District(), origin: checkpoint.Origin, size: checkpoint.Size, vkey: vkey}
	if o.Contents {
		h.contents = disclosed
	}
	if err := e.write(h.line()); err != nil {
		return err
	}
	if err := e.entries(ctx, checkpoint.Size); err != nil {
		return err
	}
	if err := e.write(checkpointLine(signed)); err != nil {
		return err
	}
	return e.to.Flush()
}

type exporter struct {
	from    Record
	to      *bufio.Writer
	options ExportOptions
	seen    map[string]bool // references written already
}

func (e *exporter) write(line []byte, err error) error {
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	if _, err := e.to.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

// batch is how many entries are read, and replayed, at a time.
const batch = 4096

func (e *exporter) entries(ctx context.Context, size int64) error {
	for from := int64(0); from < size; from += batch {
		to := min(from+batch, size)
		leaves, err := e.from.Leaves(ctx, from, to)
		if err != nil {
			return fmt.Errorf("export: %w", err)
		}
		if int64(len(leaves)) != to-from {
			return fmt.Errorf("export: %d leaves from %d on, %d are in the log", len(leaves), from, to-from)
		}
		for i, leaf := range leaves {
			if err := e.entry(ctx, from+int64(i), leaf); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e *exporter) entry(ctx context.Context, index int64, leaf []byte) error {
	event, err := ledger.ParseLeaf(leaf)
	if err != nil {
		return fmt.Errorf("export entry %d: %w", index, err)
	}
	if err := e.write(entryLine{index, ledger.LeafHash(leaf), leaf}.line(), nil); err != nil {
		return err
	}
	named := namedBy(event.Stream)
	for _, id := range references(event, e.seen) {
		switch {
		case named == documents:
			text, ok, err := e.from.Document(ctx, id)
			if err != nil {
				return fmt.Errorf("export: %w", err)
			}
			if !ok {
				return fmt.Errorf("export: the document %s, named by entry %d, is not in the store", id, index)
			}
			if err := e.write(documentLine(id, string(text))); err != nil {
				return err
			}
		case e.options.Contents:
			if err := e.content(ctx, id); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e *exporter) content(ctx context.Context, id string) error {
	sealed, ok, err := e.from.Content(ctx, id)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	l := contentLine{sealed: sealed}
	switch {
	case !ok:
		l.gone, l.sealed.ID = true, id
	case sealed.Kind == ledger.PersonContent && !e.options.Persons:
		l.withheld = sealed.Kind
	}
	return e.write(l.line())
}
