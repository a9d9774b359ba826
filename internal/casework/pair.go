package casework

import (
	"huying/internal/rule"
)

// A pair (两案) concerns two cases of one district: the one it is asked in, and another that exists already (merge,
// unmerge) or begins with it (split). Both are decided in one breath and recorded in one transaction.
type pair interface {
	Command
	other() CaseNo
	decidePair(c, other Case, g Given) (mine, theirs []Event, err error)
}

// Other says whether a command concerns a second case, and which: none is named where one begins.
func Other(c Case, cmd Command) (no CaseNo, pairs bool) {
	p, ok := cmd.(pair)
	if !ok {
		return "", false
	}
	if cmd.Verb() == VerbUnmerge {
		return c.Merged.No, true
	}
	return p.other(), true
}

// DecidePair is Decide for a command that concerns two cases; other is zero where it begins with it, and Given then
// carries its id and number.
func DecidePair(c, other Case, cmd Command, g Given) (mine, theirs []Event, err error) {
	return nil, nil, unwritten
}

var _ = rule.Refuse
