package ledger

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Receipt (回执) shows, without asking anybody, that a leaf stands in a log: a later rewriting of
// the log contradicts it. Its text is C2SP tlog-proof. 依据 P-06.
type Receipt struct {
	Index      int64
	Proof      []Hash
	Leaf       []byte // the event itself, carried as extra data; may be empty
	Checkpoint []byte // the signed note, as the log published it
}

const receiptHead = "c2sp.org/tlog-proof@v1\n"

// Text is the receipt as a file, to be named ….tlog-proof.
func (r Receipt) Text() string {
	var b strings.Builder
	b.WriteString(receiptHead)
	if len(r.Leaf) > 0 {
		b.WriteString("extra " + base64.StdEncoding.EncodeToString(r.Leaf) + "\n")
	}
	b.WriteString("index " + strconv.FormatInt(r.Index, 10) + "\n")
	for _, h := range r.Proof {
		b.WriteString(h.String() + "\n")
	}
	b.WriteString("\n")
	b.Write(r.Checkpoint)
	return b.String()
}

var errReceipt = errors.New("receipt: malformed")

// ParseReceipt reads what Text writes, and nothing else. Nothing in it is true before Verify.
func ParseReceipt(text string) (Receipt, error) {
	var r Receipt
	rest, ok := strings.CutPrefix(text, receiptHead)
	head, checkpoint, found := strings.Cut(rest, "\n\n")
	if !ok || !found || checkpoint == "" {
		return Receipt{}, errReceipt
	}
	lines := strings.Split(head, "\n")
	if extra, ok := strings.CutPrefix(lines[0], "extra "); ok {
		leaf, err := base64.StdEncoding.DecodeString(extra)
		if err != nil || len(leaf) > MaxLeaf {
			return Receipt{}, errReceipt
		}
		r.Leaf, lines = leaf, lines[1:]
	}
	if len(lines) == 0 || len(lines) > 1+64 {
		return Receipt{}, errReceipt
	}
	index, ok := strings.CutPrefix(lines[0], "index ")
	n, err := strconv.ParseInt(index, 10, 64)
	if !ok || err != nil || n < 0 {
		return Receipt{}, errReceipt
	}
	r.Index = n
	for _, line := range lines[1:] {
		h, err := tlog.ParseHash(line)
		if err != nil {
			return Receipt{}, errReceipt
		}
		r.Proof = append(r.Proof, h)
	}
	r.Checkpoint = []byte(checkpoint)
	if r.Text() != text {
		return Receipt{}, errReceipt
	}
	return r, nil
}

// Verify checks the receipt with the log's public key, and gives the event it is for, with the
// checkpoint that contains it. leaf may be nil if the receipt carries it.
func (r Receipt) Verify(leaf []byte, key note.Verifier) (Event, Checkpoint, error) {
	if leaf == nil {
		leaf = r.Leaf
	}
	c, _, err := OpenCheckpoint(r.Checkpoint, key)
	if err != nil {
		return Event{}, Checkpoint{}, fmt.Errorf("receipt: %w", err)
	}
	if err := VerifyInclusion(r.Proof, c.Size, c.Root, r.Index, LeafHash(leaf)); err != nil {
		return Event{}, Checkpoint{}, fmt.Errorf("receipt: %w", err)
	}
	e, err := ParseLeaf(leaf)
	if err != nil {
		return Event{}, Checkpoint{}, fmt.Errorf("receipt: %w", err)
	}
	return e, c, nil
}

// IssueReceipt makes the receipt of the leaf at index in the tree of a signed checkpoint. It errs
// where the tiles do not give that tree, or the leaf is not there: a receipt that would not verify
// is never handed out.
func IssueReceipt(signed []byte, key note.Verifier, index int64, leaf []byte, read ReadTile) (Receipt, error) {
	c, _, err := OpenCheckpoint(signed, key)
	if err != nil {
		return Receipt{}, fmt.Errorf("receipt: %w", err)
	}
	proof, err := ProveInclusion(c.Size, c.Root, index, read)
	if err != nil {
		return Receipt{}, fmt.Errorf("receipt: %w", err)
	}
	r := Receipt{Index: index, Proof: proof, Leaf: leaf, Checkpoint: signed}
	if _, _, err := r.Verify(leaf, key); err != nil {
		return Receipt{}, err
	}
	return r, nil
}
