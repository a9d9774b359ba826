package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Split (拆分) takes one of several matters out of a report and makes it a case of its own. Whoever reported
// sees what becomes of each. 依据 P-37.
type Split struct {
	Text  string `json:"text" doc:"拆出事项的经过"`
	Place string `json:"place,omitempty" doc:"地点; the report's own when empty"`
}

// SplitOff records, in the case that was reported, that another came of it.
type SplitOff struct {
	Case string `json:"case"` // id of the new case
	No   CaseNo `json:"no"`
}

// Verb names the row of the declared table.
func (Split) Verb() Verb   { return VerbSplit }
func (Split) task() string { return "" }

func (cmd Split) decide(Case, Given) ([]Event, error) { return unpaired(cmd) }

// other: none yet; it begins here.
func (Split) other(Case) CaseNo { return "" }

// The new case has its own time, the old one keeps its; the person concerned is not copied.
func (cmd Split) decidePair(c, _ Case, g Given) (mine, theirs []Event, err error) {
	err = first(required("text", "P-37", "拆出事项的经过", cmd.Text), readable("place", "P-37", "地点", cmd.Place))
	if err != nil {
		return nil, nil, err
	}
	begun := Reported{
		ID: g.ID, No: g.No, District: c.District, Township: c.Township, Grid: c.Grid, Source: c.Source,
		Text: ledger.Text(cmd.Text), Place: ledger.Text(cmd.Place), By: g.due(g.Settings.Intake), From: c.ID, Whose: c.Reporter,
	}
	if begun.Place.IsZero() { // at the same place, of which nothing need be sealed anew
		begun.Place, begun.Position = c.Place, ledger.Text(g.Position)
	}
	return []Event{SplitOff{g.ID, g.No}}, []Event{begun}, nil
}

func (SplitOff) verb() Verb   { return VerbSplit }
func (SplitOff) task() TaskID { return "" }

func (e SplitOff) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	if e.Case == "" || e.Case == c.ID {
		return rule.Refuse(rule.Invalid, "P-37", "拆分应另成一件")
	}
	return nil
}

func (e SplitOff) evolve(c Case, _ Moment) Case {
	c.Parts = more(c.Parts, e.Case)
	return c
}
