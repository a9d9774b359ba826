package casework

import (
	"fmt"
	"slices"

	"huying/internal/catalogue"
	"huying/internal/org"
)

// Proposal (派单建议) is what the list says about a call: who leads, who assists, and why.
type Proposal struct {
	Lead      org.UnitID // "" where the township leads itself, or where no real unit is mapped
	Assists   []org.UnitID
	Unmapped  []string // duty names without a real unit (P-13)
	Clause    string   // P-10, P-11, P-14 or P-15
	Reason    string   // one Chinese sentence for the dispatcher
	Limits    catalogue.Limits
	Ambiguous bool // a person must decide: no lead, or the township wants others
}

// Propose reads the dispatch out of the entry that the call froze. 依据 P-10.
func Propose(c Case) Proposal {
	e := c.Entry
	p := Proposal{Lead: e.Lead, Assists: e.Assists, Unmapped: e.Unmapped, Limits: e.Limits, Clause: "P-10"}
	switch {
	case e.Service != "":
		p.Clause, p.Reason = "P-15", "服务类呼叫：按服务目录“"+e.Service+"”派单"
	case e.TownshipLed:
		p.Lead, p.Clause = "", "P-14"
		p.Reason = fmt.Sprintf("第 %d 项、情形 %s：镇街为主体责任，只派配合单位", e.Matter, e.Situation)
	default:
		p.Reason = fmt.Sprintf("第 %d 项、情形 %s：按清单版本 %s 定主体责任和配合责任单位", e.Matter, e.Situation, e.Edition)
	}
	if p.Lead == "" && !e.TownshipLed {
		p.Ambiguous = true
		p.Reason += "；清单称谓未对应实有单位，须由中心指明"
	}
	p.Assists = slices.DeleteFunc(slices.Clone(p.Assists), c.has) // who was summoned is there already (P-39)
	p.Ambiguous = p.Ambiguous || c.unwanted(p.Lead, p.Assists) != ""
	return p
}
