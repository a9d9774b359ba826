package roster

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"huying/internal/org"
)

// Turn (班次) is one person's time on a unit's roster: from an instant that counts, to one that does not.
type Turn struct {
	Account org.AccountID `json:"account"`
	Starts  int64         `json:"starts"`
	Ends    int64         `json:"ends"`
	Second  bool          `json:"second,omitempty"` // 副班: called after who is on duty at the same time and is not
}

// Longest is how long a turn may be. 依据 P-130.
const Longest = 31 * 24 * time.Hour

// On reports whether the turn runs at an instant.
func (t Turn) On(at int64) bool { return t.Starts <= at && at < t.Ends }

// same reports whether two turns are one on the roster: a person begins only one at an instant.
func (t Turn) same(o Turn) bool { return t.Account == o.Account && t.Starts == o.Starts }

// TurnsPut (排班) records turns that were put on a unit's roster, or put in the place of those with the same person and
// beginning. 依据 P-131.
type TurnsPut struct {
	Unit  org.UnitID `json:"unit"`
	Turns []Turn     `json:"turns"`
}

// TurnsEnded (撤班) records turns that were taken off a unit's roster, or ended while they ran. 依据 P-131.
type TurnsEnded struct {
	Unit  org.UnitID `json:"unit"`
	Turns []Ending   `json:"turns"`
}

// Ending is one turn that was taken off, or ended.
type Ending struct {
	Account org.AccountID `json:"account"`
	Starts  int64         `json:"starts"`
	To      int64         `json:"to,omitempty"` // when it ended; 0 where it had not begun
}

// Stream is the name of the stream of a unit's roster.
func Stream(unit org.UnitID) string { return "roster/" + string(unit) }

// Fold is the roster after one more event of its stream, in the order of beginnings. An unknown type is a fault.
func Fold(turns []Turn, typ string, data []byte) ([]Turn, error) {
	switch typ {
	case "TurnsPut":
		var put TurnsPut
		if err := json.Unmarshal(data, &put); err != nil {
			return nil, fmt.Errorf("roster event %s: %w", typ, err)
		}
		for _, t := range put.Turns {
			turns = append(without(turns, t), t)
		}
	case "TurnsEnded":
		var ended TurnsEnded
		if err := json.Unmarshal(data, &ended); err != nil {
			return nil, fmt.Errorf("roster event %s: %w", typ, err)
		}
		for _, e := range ended.Turns {
			turns = e.end(turns)
		}
	default:
		return nil, fmt.Errorf("roster event of unknown type %q", typ)
	}
	Sort(turns)
	return turns, nil
}

func (e Ending) end(turns []Turn) []Turn {
	gone := Turn{Account: e.Account, Starts: e.Starts}
	at := slices.IndexFunc(turns, gone.same)
	if at < 0 {
		return turns
	}
	kept := turns[at]
	turns = without(turns, gone)
	if e.To != 0 {
		kept.Ends = e.To
		turns = append(turns, kept)
	}
	return turns
}

// without leaves a turn out, in a list of its own.
func without(turns []Turn, out Turn) []Turn {
	return slices.DeleteFunc(slices.Clone(turns), out.same)
}

// Compare puts turns in the order in which they are shown and told: by their beginnings, and of those that begin together
// the first (主班) before the second (副班).
func Compare(a, b Turn) int {
	return cmp.Or(cmp.Compare(a.Starts, b.Starts), order(a.Second, b.Second), cmp.Compare(a.Account, b.Account))
}

// Sort puts turns in that order.
func Sort(turns []Turn) { slices.SortFunc(turns, Compare) }

func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
