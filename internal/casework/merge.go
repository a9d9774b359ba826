package casework

import (
	"slices"
	"time"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Merge (合并) lays a case that tells of the same matter at the same place into another of its township. What is
// known of both stays; the clocks of the merged one stand still. 依据 P-114.
type Merge struct {
	Into   CaseNo `json:"into" doc:"并入的呼叫单号"`
	Reason string `json:"reason" doc:"理由"`
}

// Unmerge (撤销合并) takes a merged case out again, within seven days: it goes on where it stood, with the time that
// was left. 依据 P-115.
type Unmerge struct {
	Reason string `json:"reason" doc:"理由"`
}

// Merger (并入) says into which case, when, until when it may be undone, and where it stood.
type Merger struct {
	Into  string `json:"into"` // id
	No    CaseNo `json:"no"`
	At    int64  `json:"at"`
	Until int64  `json:"until"`
	Was   Status `json:"was"`
}

// Follower (并入件的上报人) reported a case that was merged into this one: to them it is as their own report, until it is
// taken out again. 依据 P-38, P-114.
type Follower struct {
	Account org.AccountID `json:"account"`
	Case    string        `json:"case"` // id
}

// Reporters are the accounts that reported the case, or a case that was merged into it, each once: they may object to a
// discard.
func (c Case) Reporters() []org.AccountID {
	var accounts []org.AccountID
	if c.Reporter != "" {
		accounts = append(accounts, c.Reporter)
	}
	for _, f := range c.Followers {
		if !slices.Contains(accounts, f.Account) {
			accounts = append(accounts, f.Account)
		}
	}
	return accounts
}

// MergedInto and Absorbed record a merger in the two cases it concerns; Unmerged and Parted that it was undone.
type (
	// MergedInto stands in the case that was merged.
	MergedInto struct {
		Case   string         `json:"case"`
		No     CaseNo         `json:"no"`
		Until  int64          `json:"until"` // it may be undone until then
		Reason ledger.Content `json:"reason"`
	}
	// Absorbed stands in the case that goes on.
	Absorbed struct {
		Case      string          `json:"case"`
		No        CaseNo          `json:"no"`
		Reporters []org.AccountID `json:"reporters,omitempty"` // who reported it, or what was merged into it before
	}
	// Unmerged stands in the case that is taken out again, with the deadlines of the clocks that run on.
	Unmerged struct {
		Reason   ledger.Content `json:"reason"`
		Clocks   []Restarted    `json:"clocks,omitempty"`
		Calendar string         `json:"calendar"`
	}
	// Parted stands in the case it is taken out of.
	Parted struct {
		Case string `json:"case"`
		No   CaseNo `json:"no"`
	}
)

// Verb names the row of the declared table.
func (Merge) Verb() Verb   { return VerbMerge }
func (Merge) task() string { return "" }

func (cmd Merge) decide(Case, Given) ([]Event, error) { return unpaired(cmd) }

func (cmd Merge) other(Case) CaseNo { return cmd.Into }

func (cmd Merge) decidePair(c, other Case, g Given) (mine, theirs []Event, err error) {
	if err := first(required("into", "P-114", "并入的呼叫单号", string(cmd.Into)), required("reason", "P-114", "理由", cmd.Reason)); err != nil {
		return nil, nil, err
	}
	now := Moment{g.at(), g.By}
	merged := MergedInto{other.ID, other.No, org.Micros(g.At.Add(time.Duration(g.Settings.UnmergeDays) * 24 * time.Hour)), ledger.Text(cmd.Reason)}
	absorbed := Absorbed{c.ID, c.No, c.Reporters()}
	if other.ID == "" || other.Township != c.Township {
		return nil, nil, rule.Refuse(rule.Invalid, "P-114", "只能并入本镇街的呼叫单").At("into")
	}
	err = first(merged.guard(c, now, g.Units), other.mayEver(VerbMerge, g.By, g.Units), absorbed.guard(other, now, g.Units))
	if err != nil {
		return nil, nil, err
	}
	return []Event{merged}, []Event{absorbed}, nil
}

func (MergedInto) verb() Verb   { return VerbMerge }
func (MergedInto) task() TaskID { return "" }

// What a unit has begun on the spot is not laid aside, nor what was closed once: its ratings and appeals wait for their end.
func (e MergedInto) guard(c Case, _ Moment, units *org.Directory) *rule.Refusal {
	if e.Case == c.ID {
		return rule.Refuse(rule.Invalid, "P-114", "不能并入自身").At("into")
	}
	return c.unmergeable(units)
}

// unmergeable says why a case cannot be laid into another. While a call that went ahead waits for the leader's consent,
// a merger would let that clock stand still. 依据 P-28.
func (c Case) unmergeable(units *org.Directory) *rule.Refusal {
	if c.Approval == ApprovalAfter && c.Approve.Waits() {
		return rule.Refuse(rule.WrongState, "P-28", "先呼后批的呼叫尚待补批，不能合并")
	}
	return c.begunWork(units)
}

func (c Case) begunWork(units *org.Directory) *rule.Refusal {
	if c.Round > 1 {
		return rule.Refuse(rule.WrongState, "P-114", "重启的呼叫单不能合并")
	}
	for _, t := range c.Tasks {
		switch t.Status {
		case TaskArrived, TaskAnswered, TaskReturned:
			return rule.Refuse(rule.WrongState, "P-114", units.Name(t.Unit)+"的派单件"+t.Status.Zh()+"，不能合并")
		}
	}
	return nil
}

func (e MergedInto) evolve(c Case, m Moment) Case {
	c.Merged = Merger{e.Case, e.No, m.At, e.Until, c.Status}
	c.Status = CaseMerged
	return c.standStill(m.At)
}

func (Absorbed) verb() Verb   { return VerbMerge }
func (Absorbed) task() TaskID { return "" }
func (Absorbed) echoed()      {}

func (e Absorbed) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	switch {
	case !c.Status.Open() || c.Status == CaseSuspended:
		return rule.Refuse(rule.WrongState, "P-114", "呼叫单"+c.Status.Zh()+"，不能再并入其他呼叫单").At("into")
	case e.Case == c.ID || slices.Contains(c.Absorbed, e.Case):
		return rule.Refuse(rule.Invalid, "P-114", "该呼叫单已并入").At("into")
	}
	return nil
}

func (e Absorbed) evolve(c Case, _ Moment) Case {
	c.Absorbed = more(c.Absorbed, e.Case)
	for _, account := range e.Reporters {
		c.Followers = more(c.Followers, Follower{account, e.Case})
	}
	return c
}

// Verb names the row of the declared table.
func (Unmerge) Verb() Verb   { return VerbUnmerge }
func (Unmerge) task() string { return "" }

func (cmd Unmerge) decide(Case, Given) ([]Event, error) { return unpaired(cmd) }

func (Unmerge) other(c Case) CaseNo { return c.Merged.No }

// The other may have been answered, or laid to rest, meanwhile: it does not matter.
func (cmd Unmerge) decidePair(c, other Case, g Given) (mine, theirs []Event, err error) {
	now := Moment{g.at(), g.By}
	apart := Unmerged{ledger.Text(cmd.Reason), c.Restarts(g.Calendar, g.At), g.Calendar.Hash()}
	parted := Parted{c.ID, c.No}
	err = first(
		required("reason", "P-115", "理由", cmd.Reason), apart.guard(c, now, g.Units),
		other.mayEver(VerbUnmerge, g.By, g.Units), parted.guard(other, now, g.Units),
	)
	if err != nil {
		return nil, nil, err
	}
	return []Event{apart}, []Event{parted}, nil
}

func (Unmerged) verb() Verb   { return VerbUnmerge }
func (Unmerged) task() TaskID { return "" }

func (e Unmerged) guard(c Case, m Moment, _ *org.Directory) *rule.Refusal {
	if r := c.forGood(m.At); r != nil {
		return r
	}
	return c.unrestarted(e.Clocks, m.At, "P-115")
}

// forGood: after seven days a merger stands.
func (c Case) forGood(at int64) *rule.Refusal {
	if c.Status == CaseMerged && at > c.Merged.Until {
		return rule.Refuse(rule.WrongState, "P-115", "合并已过七日，不能撤销")
	}
	return nil
}

func (e Unmerged) evolve(c Case, _ Moment) Case {
	c.Status, c.Merged = c.Merged.Was, Merger{}
	return c.goOn(e.Clocks)
}

func (Parted) verb() Verb   { return VerbUnmerge }
func (Parted) task() TaskID { return "" }
func (Parted) echoed()      {}

func (e Parted) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	if !slices.Contains(c.Absorbed, e.Case) {
		return rule.Refuse(rule.Invalid, "P-115", "该呼叫单未曾并入本案")
	}
	return nil
}

func (e Parted) evolve(c Case, _ Moment) Case {
	c.Absorbed = slices.DeleteFunc(slices.Clone(c.Absorbed), func(id string) bool { return id == e.Case })
	if len(c.Absorbed) == 0 {
		c.Absorbed = nil
	}
	c.Followers = slices.DeleteFunc(slices.Clone(c.Followers), func(f Follower) bool { return f.Case == e.Case })
	if len(c.Followers) == 0 {
		c.Followers = nil
	}
	return c
}
