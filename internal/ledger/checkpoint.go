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

// Checkpoint (检查点) says what a log holds: so many leaves, under this root.
type Checkpoint struct {
	Origin string
	Size   int64
	Root   Hash
}

// FormatCheckpoint is the text that is signed: three lines, origin, size and root in base64.
func FormatCheckpoint(origin string, size int64, root Hash) string {
	return origin + "\n" + strconv.FormatInt(size, 10) + "\n" + root.String() + "\n"
}

// Text is the checkpoint as FormatCheckpoint writes it.
func (c Checkpoint) Text() string { return FormatCheckpoint(c.Origin, c.Size, c.Root) }

var errCheckpoint = errors.New("checkpoint: malformed")

// ParseCheckpoint reads the three lines, in their one spelling and without extension lines.
func ParseCheckpoint(text string) (Checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[0] == "" || lines[3] != "" {
		return Checkpoint{}, errCheckpoint
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 {
		return Checkpoint{}, errCheckpoint
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return Checkpoint{}, errCheckpoint
	}
	c := Checkpoint{Origin: lines[0], Size: size, Root: root}
	if c.Text() != text || size == 0 && root != EmptyRoot() {
		return Checkpoint{}, errCheckpoint
	}
	return c, nil
}

// Sign makes the signed note of a checkpoint. The name of the key must be the checkpoint's origin.
func Sign(key note.Signer, c Checkpoint) ([]byte, error) {
	if key.Name() != c.Origin {
		return nil, fmt.Errorf("checkpoint: %q cannot sign for %q", key.Name(), c.Origin)
	}
	signed, err := note.Sign(&note.Note{Text: c.Text()}, key)
	if err != nil {
		return nil, fmt.Errorf("sign checkpoint: %w", err)
	}
	return signed, nil
}

// OpenCheckpoint reads a signed note and checks that the log's own key signed it. Signatures of
// others, such as witnesses, may stand below; they are returned unchecked in the note. What the
// log's key signed is accepted in one spelling only.
func OpenCheckpoint(signed []byte, key note.Verifier) (Checkpoint, *note.Note, error) {
	n, err := note.Open(signed, note.VerifierList(key))
	if err != nil {
		return Checkpoint{}, nil, fmt.Errorf("checkpoint: %w", err)
	}
	c, err := ParseCheckpoint(n.Text)
	if err != nil {
		return Checkpoint{}, nil, err
	}
	if c.Origin != key.Name() {
		return Checkpoint{}, nil, fmt.Errorf("checkpoint: of %q, signed by %q", c.Origin, key.Name())
	}
	if err := checkSpelling(signed, n); err != nil {
		return Checkpoint{}, nil, err
	}
	return c, n, nil
}

// checkSpelling refuses a note that is read well but was written oddly: base64 with stray bits or
// line ends inside, a line repeated. Otherwise two different files could both be "the" checkpoint.
func checkSpelling(signed []byte, n *note.Note) error {
	length := len(n.Text) + 1
	for _, s := range append(append([]note.Signature(nil), n.Sigs...), n.UnverifiedSigs...) {
		if _, err := base64.StdEncoding.Strict().DecodeString(s.Base64); err != nil || strings.ContainsAny(s.Base64, "\r\n") {
			return errCheckpoint
		}
		length += len("— ") + len(s.Name) + 1 + len(s.Base64) + 1
	}
	if length != len(signed) {
		return errCheckpoint
	}
	return nil
}
