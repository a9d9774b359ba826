package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Attend (镇街到场) records that the calling township itself stands at the place of the muster. 依据 P-56.
type Attend struct {
	Rank     string `json:"rank,omitempty" doc:"职级: officer, section_head, deputy_head, head; officer when empty"`
	Name     string `json:"name,omitempty" doc:"到场人, if not yourself"`
	Phone    string `json:"phone,omitempty" doc:"电话"`
	Position string `json:"position,omitempty" doc:"经纬度 lon,lat (WGS-84)"`
	Note     string `json:"note,omitempty" doc:"说明"`
}

// Attended records it.
type Attended struct {
	Rank     string         `json:"rank"`
	Person   ledger.Content `json:"person,omitzero"`
	Position ledger.Content `json:"position,omitzero"`
	Distance int64          `json:"distance,omitempty"` // metres from the place, where both positions are known
	Note     ledger.Content `json:"note,omitzero"`
}

// Verb names the row of the declared table.
func (Attend) Verb() Verb   { return VerbAttend }
func (Attend) task() string { return "" }

func (cmd Attend) decide(c Case, g Given) ([]Event, error) {
	rank, who := rankOr(cmd.Rank), Reporter{cmd.Name, cmd.Phone}
	err := first(
		c.unmustered(), chosen("rank", "P-56", "职级", rank, Ranks), position(cmd.Position),
		readable("note", "P-56", "说明", cmd.Note), who.check("name"),
	)
	if err != nil {
		return nil, err
	}
	return []Event{Attended{rank, who.seal(), ledger.Text(cmd.Position), apart(g.Position, cmd.Position), ledger.Text(cmd.Note)}}, nil
}

// unmustered: where no muster was called there is none to attend.
func (c Case) unmustered() *rule.Refusal {
	if !c.Muster.on() {
		return rule.Refuse(rule.WrongState, "P-56", "该呼叫单没有集结")
	}
	return nil
}

func (Attended) verb() Verb   { return VerbAttend }
func (Attended) task() TaskID { return "" }

func (Attended) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal { return c.unmustered() }

func (e Attended) evolve(c Case, m Moment) Case {
	if c.Muster.Attended == 0 {
		c.Muster.Attended = m.At
	}
	c.Muster.Rallied = higher(c.Muster.Rallied, e.Rank)
	return c
}
