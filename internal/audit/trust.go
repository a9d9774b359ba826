package audit

import (
	"fmt"
	"strings"

	"huying/internal/ledger"
)

// trust takes the key of the log, and opens the checkpoint kept apart with it.
func (v *verification) trust(vkey, origin, suffix string, line int) {
	key, err := ledger.ParseVerifierKey(vkey)
	switch {
	case err != nil:
		v.findLine(BadKey, line, err.Error())
		return
	case strings.HasSuffix(vkey, "\n"):
		v.findLine(Malformed, line, "the key ends in the middle of the line")
		return
	case v.options.Key != "" && strings.TrimSpace(v.options.Key) != vkey:
		v.findLine(BadKey, line, "this is not the key that was given")
		return
	case key.Name() != origin || !strings.HasSuffix(origin, suffix):
		v.findLine(BadKey, line, fmt.Sprintf("the key of %q cannot sign for %q in district %s", key.Name(), origin, suffix))
		return
	}
	v.key = key
	if v.options.Checkpoint == nil {
		return
	}
	kept, _, err := ledger.OpenCheckpoint(v.options.Checkpoint, key)
	if err != nil {
		v.findLine(Rewritten, line, "the checkpoint kept apart is not signed by this key: "+err.Error())
		return
	}
	v.kept, v.report.Kept = &kept, kept.Size
	v.compareKept(line)
}

// compareKept holds the tree to the checkpoint kept apart, at the moment when it has its size.
func (v *verification) compareKept(line int) {
	if v.kept != nil && v.kept.Size == v.edge.Size() && v.kept.Root != v.edge.Root() {
		v.findLine(Rewritten, line, fmt.Sprintf("the first %d entries are not those of the checkpoint kept apart", v.kept.Size))
	}
}

// checkpoint reads the last line: the tree read so far must be the one that was signed.
func (v *verification) checkpoint(number int, line []byte) {
	v.nothingPending(number)
	v.finished = true
	signed, err := parseCheckpoint(line)
	if err != nil {
		v.findLine(Malformed, number, err.Error())
		return
	}
	if v.key == nil {
		return // found before
	}
	c, n, err := ledger.OpenCheckpoint([]byte(signed), v.key)
	if err != nil {
		v.findLine(BadKey, number, err.Error())
		return
	}
	v.report.Checkpoint = c
	switch {
	case len(n.UnverifiedSigs) > 0:
		v.findLine(BadKey, number, "a signature that nobody here can check")
	case c.Size != v.edge.Size():
		v.findLine(Misplaced, number, fmt.Sprintf("signed for %d entries, read %d", c.Size, v.edge.Size()))
	case c.Size != v.header.size:
		v.findLine(Misplaced, 1, fmt.Sprintf("%d entries are announced, and %d signed", v.header.size, c.Size))
	case c.Root != v.edge.Root():
		v.findLine(BadRoot, number, fmt.Sprintf("%d entries give %s", c.Size, v.edge.Root()))
	}
}
