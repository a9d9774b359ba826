package casework

import (
	"huying/internal/org"
	"huying/internal/rule"
)

// A pair (两案) concerns two cases of one district: the one it is asked in, and another that exists already (merge,
// unmerge) or begins with it (split). Both are decided in one breath and recorded in one transaction.
type pair interface {
	Command
	other(c Case) CaseNo
	decidePair(c, other Case, g Given) (mine, theirs []Event, err error)
}

// Other says whether a command concerns a second case, and which: none is named where one begins.
func Other(c Case, cmd Command) (no CaseNo, pairs bool) {
	p, ok := cmd.(pair)
	if !ok {
		return "", false
	}
	return p.other(c), true
}

// DecidePair is Decide for a command that concerns two cases; other is zero where it begins with it, and Given then
// carries its id and number. What is due in either case comes first in it (P-73).
func DecidePair(c, other Case, cmd Command, g Given) (mine, theirs []Event, err error) {
	p, ok := cmd.(pair)
	if !ok {
		panic("casework: " + string(cmd.Verb()) + " concerns one case")
	}
	if foreign(c, g) || foreign(other, g) {
		return nil, nil, errForeign
	}
	c, mine = c.upToNow(g)
	if other.ID != "" {
		other, theirs = other.upToNow(g)
	}
	if err := Permit(c, cmd.Verb(), cmd.task(), g.By, g.Units); err != nil {
		return nil, nil, err
	}
	ours, others, err := p.decidePair(c, other, g)
	if err != nil {
		return nil, nil, err
	}
	return append(mine, ours...), append(theirs, others...), nil
}

// An echoed event (另案记录) stands in the second case of a pair. Whether it could come about there does not follow from
// that case's row of the table, which speaks of the first: the actor must be one who may do so at all, and its own guard
// holds the rest.
type echoed interface {
	guarded
	echoed()
}

// mayEver says why an actor may not do this in a case, whatever its status.
func (c Case) mayEver(verb Verb, by org.Actor, units *org.Directory) *rule.Refusal {
	if c.recused(by.Account) {
		return errRecused
	}
	if row, at := c.permit(verb, "", by, TiesOf(c, by, units), units); at < wrongStatus {
		return c.refusal(at, row, verb, "", by, units)
	}
	return nil
}

// unpaired: a command that concerns two cases is decided by DecidePair; to decide it in one would leave half of it.
func unpaired(cmd Command) ([]Event, error) {
	panic("casework: " + string(cmd.Verb()) + " concerns two cases")
}
