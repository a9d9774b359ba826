package casework

import (
	"fmt"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Transfer (移送) hands finding and evidence from one unit to another inside the case. Who is not in the case yet comes
// in with it, as an assist. 依据 P-58.
type Transfer struct {
	To     org.UnitID `json:"to" doc:"受移送单位"`
	Text   string     `json:"text" doc:"移送内容"`
	Number string     `json:"number,omitempty" doc:"文书编号"`
	Files  []File     `json:"files,omitempty" doc:"附件: report, finding, evidence"`
}

// Receive (接收移送) confirms that it has come. Before, the unit cannot answer. 依据 P-58.
type Receive struct {
	Transfer string `json:"transfer" doc:"移送 id: x1, x2, …"`
	Text     string `json:"text,omitempty" doc:"说明"`
}

// Transferred records a transfer, and the task of who comes in with it.
type Transferred struct {
	ID       string           `json:"id"`
	From     TaskID           `json:"from"`
	To       TaskID           `json:"to"`
	Issued   *Issued          `json:"issued,omitempty"`
	Text     ledger.Content   `json:"text"`
	Number   ledger.Content   `json:"number,omitzero"`
	Files    []ledger.Content `json:"files,omitempty"`
	Receive  Timed            `json:"receive"`
	Calendar string           `json:"calendar,omitempty"`
}

// Received records that a transfer has come.
type Received struct {
	Task     TaskID         `json:"task"`
	Transfer string         `json:"transfer"`
	Text     ledger.Content `json:"text,omitzero"`
}

// Transferral (移送) is a transfer as it stands; its clock runs until it is received.
type Transferral struct {
	ID       string `json:"id"`
	From     TaskID `json:"from"`
	To       TaskID `json:"to"`
	At       int64  `json:"at"`
	Received int64  `json:"received,omitempty"`
	Clock    Clock  `json:"clock,omitzero"`
}

// Transfer finds a transfer.
func (c Case) Transfer(id string) (Transferral, bool) {
	return find(c.Transfers, func(x *Transferral) string { return x.ID }, id)
}

// Verb names the row of the declared table.
func (Transfer) Verb() Verb   { return VerbTransfer }
func (Transfer) task() string { return "" }

func (cmd Transfer) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.TaskOf(g.By.Unit, g.Units)
	err := first(
		required("to", "P-58", "受移送单位", string(cmd.To)),
		required("text", "P-58", "移送内容", cmd.Text),
		readable("number", "P-58", "文书编号", cmd.Number),
	)
	if err != nil {
		return nil, err
	}
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	e := Transferred{
		ID: c.nextTransfer(), From: t.ID, Text: ledger.Text(cmd.Text), Number: ledger.Text(cmd.Number), Files: files,
		Receive: g.due(g.Settings.Receive),
	}
	if to, ok := c.latest(cmd.To); ok && to.takes() {
		e.To = to.ID
	} else {
		issued := c.issue(g, c.nextTask(0), cmd.To, false, c.Entry.Limits)
		e.To, e.Issued, e.Calendar = issued.Task, &issued, g.Calendar.Hash()
	}
	if err := first(e.guard(c, Moment{g.at(), g.By}, g.Units)); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

// takes: a transfer goes to this task. A unit whose share is done, or that has none, comes in anew; but not the lead,
// which answers for the whole: what it is handed before it has consolidated, it takes under the task it has (P-35).
func (t Task) takes() bool { return t.Status.Open() || (t.Lead && t.Status == TaskAnswered) }

func (c Case) nextTransfer() string { return fmt.Sprintf("x%d", len(c.Transfers)+1) }

// unreceived refuses the answer of a unit to which something was transferred that it has not received.
func (c Case) unreceived(t Task) *rule.Refusal {
	if x, ok := c.handed(t.Unit); ok {
		return rule.Refuse(rule.WrongState, "P-58", "移送件 "+x.ID+" 尚未接收，不能反馈")
	}
	return nil
}

// handed finds what was transferred to a unit and waits to be received.
func (c Case) handed(unit org.UnitID) (Transferral, bool) {
	for _, x := range c.Transfers {
		if to, _ := c.Task(string(x.To)); x.Clock.Waits() && to.Unit == unit {
			return x, true
		}
	}
	return Transferral{}, false
}

// nothingHanded: nothing waits to be received by this unit.
func (c Case) nothingHanded(t Task) *rule.Refusal {
	if _, ok := c.handed(t.Unit); !ok {
		return rule.Refuse(rule.WrongState, "P-58", "没有待接收的移送")
	}
	return nil
}

// Verb names the row of the declared table.
func (Receive) Verb() Verb   { return VerbReceive }
func (Receive) task() string { return "" }

func (cmd Receive) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.TaskOf(g.By.Unit, g.Units)
	e := Received{t.ID, cmd.Transfer, ledger.Text(cmd.Text)}
	if err := first(e.guard(c, Moment{g.at(), g.By}, g.Units), readable("text", "P-58", "说明", cmd.Text)); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

func (Transferred) verb() Verb     { return VerbTransfer }
func (e Transferred) task() TaskID { return e.From }

func (e Transferred) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	if e.ID != c.nextTransfer() {
		return rule.Refuse(rule.Invalid, "P-58", "移送号应当接续")
	}
	to, found := c.Task(string(e.To))
	unit := to.Unit
	if e.Issued != nil {
		unit = e.Issued.Unit
	}
	if from, _ := c.Task(string(e.From)); from.Unit == unit {
		return rule.Refuse(rule.Invalid, "P-58", "不能移送给本单位").At("to")
	}
	if r := callable("to", []org.UnitID{unit}, units, m.At); r != nil {
		return r
	}
	if e.Issued == nil {
		if !found || !to.takes() {
			return rule.Refuse(rule.Invalid, "P-58", "受移送单位没有在办的派单件").At("to")
		}
		return nil
	}
	if had, _ := c.latest(unit); had.takes() || e.Issued.Lead || e.Issued.Task != e.To || e.To != c.nextTask(0) {
		return rule.Refuse(rule.Invalid, "P-58", "随移送进入的单位是配合单位，在办的不另派").At("to")
	}
	return nil
}

func (e Transferred) evolve(c Case, m Moment) Case {
	if e.Issued != nil {
		c = c.withTasks(e.Issued.open(m.At))
	}
	c.Transfers = more(c.Transfers, Transferral{ID: e.ID, From: e.From, To: e.To, At: m.At, Clock: e.Receive.start(m.At)})
	return c
}

func (Received) verb() Verb     { return VerbReceive }
func (e Received) task() TaskID { return e.Task }

func (e Received) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	x, ok := c.Transfer(e.Transfer)
	to, _ := c.Task(string(x.To))
	own, _ := c.Task(string(e.Task))
	switch {
	case !ok:
		return rule.Refuse(rule.Invalid, "P-58", "没有这个移送："+clip(e.Transfer)).At("transfer")
	case to.Unit != own.Unit:
		return rule.Refuse(rule.NotYours, "P-58", "该件不是移送给本单位的").At("transfer")
	case x.Received != 0:
		return rule.Refuse(rule.Spent, "P-58", "该移送已接收").At("transfer")
	case !x.Clock.Waits():
		return rule.Refuse(rule.WrongState, "P-58", "该移送已随派单件终止").At("transfer")
	}
	return nil
}

func (e Received) evolve(c Case, m Moment) Case {
	c.Transfers = with(c.Transfers, func(x *Transferral) string { return x.ID }, e.Transfer, func(x Transferral) Transferral {
		x.Received, x.Clock = m.At, x.Clock.stop(m.At)
		return x
	})
	return c
}
