package casework

import (
	"huying/internal/ledger"
	"huying/internal/rule"
)

// FindingKinds (认定种类) and ActionKinds (处置种类) are the closed lists of what a unit may record.
var (
	FindingKinds = []Option{
		{"in_order", "合法合规", "in order"}, {"breach", "存在违法行为", "breach of law"}, {"hazard", "存在隐患", "hazard"},
		{"ownership", "权属认定", "ownership"}, {"not_concerned", "与本单位职责无关", "not this unit's"}, {"other", "其他", "other"},
	}
	ActionKinds = []Option{
		{"order_correct", "责令改正", "ordered to correct"}, {"order_stop", "责令停止", "ordered to stop"},
		{"penalty", "行政处罚", "penalty"}, {"coercion", "行政强制", "coercive measure"}, {"mediate", "调解劝导", "mediation"},
		{"repair", "维修、清理", "repair or clean-up"}, {"permit", "办理许可、登记", "permit or licence"},
		{"guide", "指导服务", "guidance"}, {"other", "其他", "other"},
	}
	// OutcomeKinds (结果种类) counts what a service came to.
	OutcomeKinds = []Option{
		{"accepted", "受理", "accepted"}, {"issued", "发证", "issued"}, {"delivered", "送达", "delivered"},
		{"corrected", "改正", "corrected"}, {"removed", "拆除、清理", "removed"},
	}
)

// Find (认定) records what a unit found on the spot. 依据 P-50.
type Find struct {
	Kind   string `json:"kind" doc:"种类: in_order, breach, hazard, ownership, not_concerned, other"`
	Text   string `json:"text" doc:"认定内容"`
	Number string `json:"number,omitempty" doc:"文书编号"`
	Files  []File `json:"files,omitempty" doc:"附件"`
}

// Found records a finding.
type Found struct {
	Task   TaskID           `json:"task"`
	Kind   string           `json:"kind"`
	Text   ledger.Content   `json:"text"`
	Number ledger.Content   `json:"number,omitzero"`
	Files  []ledger.Content `json:"files,omitempty"`
}

// Verb names the row of the declared table.
func (Find) Verb() Verb   { return VerbFind }
func (Find) task() string { return "" }

func (cmd Find) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.TaskOf(g.By.Unit, g.Units)
	err := first(
		chosen("kind", "P-50", "认定种类", cmd.Kind, FindingKinds),
		required("text", "P-50", "认定内容", cmd.Text),
		readable("number", "P-50", "文书编号", cmd.Number),
	)
	if err != nil {
		return nil, err
	}
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	return []Event{Found{t.ID, cmd.Kind, ledger.Text(cmd.Text), ledger.Text(cmd.Number), files}}, nil
}

func (Found) verb() Verb     { return VerbFind }
func (e Found) task() TaskID { return e.Task }

func (e Found) evolve(c Case, _ Moment) Case {
	return c.withTask(e.Task, func(t Task) Task {
		t.Findings++
		return t
	})
}

// Act (处置) records what a unit did about it, with its paper and, where it can be counted, how
// many. 依据 P-50.
type Act struct {
	Kind     string    `json:"kind" doc:"种类: order_correct, order_stop, penalty, coercion, mediate, repair, permit, guide, other"`
	Text     string    `json:"text" doc:"处置内容"`
	Number   string    `json:"number,omitempty" doc:"文书编号"`
	Outcomes []Outcome `json:"outcomes,omitempty" doc:"计数结果"`
	Files    []File    `json:"files,omitempty" doc:"附件"`
}

// Outcome (计数结果) is a counted result, such as 60 licences issued.
type Outcome struct {
	Kind  string `json:"kind" doc:"accepted, issued, delivered, corrected, removed"`
	Count int64  `json:"count" doc:"数量, 1 to 1,000,000"`
}

// Acted records an action.
type Acted struct {
	Task     TaskID           `json:"task"`
	Kind     string           `json:"kind"`
	Text     ledger.Content   `json:"text"`
	Number   ledger.Content   `json:"number,omitzero"`
	Outcomes []Outcome        `json:"outcomes,omitempty"`
	Files    []ledger.Content `json:"files,omitempty"`
}

// Verb names the row of the declared table.
func (Act) Verb() Verb   { return VerbAct }
func (Act) task() string { return "" }

func (cmd Act) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.TaskOf(g.By.Unit, g.Units)
	err := first(
		chosen("kind", "P-50", "处置种类", cmd.Kind, ActionKinds),
		required("text", "P-50", "处置内容", cmd.Text),
		readable("number", "P-50", "文书编号", cmd.Number),
		counted(cmd.Outcomes),
	)
	if err != nil {
		return nil, err
	}
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	return []Event{Acted{t.ID, cmd.Kind, ledger.Text(cmd.Text), ledger.Text(cmd.Number), cmd.Outcomes, files}}, nil
}

func counted(outcomes []Outcome) *rule.Refusal {
	if len(outcomes) > 20 {
		return rule.Refuse(rule.Invalid, "P-50", "计数结果过多").At("outcomes")
	}
	for _, o := range outcomes {
		if r := chosen("outcomes", "P-50", "结果种类", o.Kind, OutcomeKinds); r != nil {
			return r
		}
		if o.Count < 1 || o.Count > 1_000_000 {
			return rule.Refuse(rule.Invalid, "P-50", "数量应在 1 到 1000000 之间").At("outcomes")
		}
	}
	return nil
}

func (Acted) verb() Verb     { return VerbAct }
func (e Acted) task() TaskID { return e.Task }

func (e Acted) evolve(c Case, _ Moment) Case {
	return c.withTask(e.Task, func(t Task) Task {
		t.Actions++
		return t
	})
}
