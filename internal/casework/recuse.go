package casework

import (
	"cmp"
	"slices"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Recuse (回避) takes an officer with an interest out of a case: of itself, or by the unit's leader. From then on that
// account may do nothing in it, and is not told first. Whom nobody could replace cannot go: the unit first has to appoint
// another. 依据 P-103.
type Recuse struct {
	Officer org.AccountID `json:"officer,omitempty" doc:"回避人账号; yourself when empty"`
	Reason  string        `json:"reason" doc:"回避事由"`
}

// Recused records it.
type Recused struct {
	Officer org.AccountID  `json:"officer"`
	Reason  ledger.Content `json:"reason"`
}

func (c Case) recused(account org.AccountID) bool {
	return account != "" && slices.Contains(c.Recused, account)
}

// Verb names the row of the declared table.
func (Recuse) Verb() Verb   { return VerbRecuse }
func (Recuse) task() string { return "" }

func (cmd Recuse) decide(c Case, g Given) ([]Event, error) {
	e := Recused{cmp.Or(cmd.Officer, g.By.Account), ledger.Text(cmd.Reason)}
	if err := first(required("reason", "P-103", "回避事由", cmd.Reason), e.guard(c, Moment{g.at(), g.By}, g.Units)); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

// leads reports whether an actor is the leader of the unit in which an account holds a post at this time: of the
// department with its sections, of the township with its stations and grids, of the centre.
func leads(by org.Actor, officer org.AccountID, units *org.Directory, at int64) bool {
	if !slices.Contains(leaders, by.Role) {
		return false
	}
	return slices.ContainsFunc(units.PostsOf(officer), func(p org.Post) bool {
		same := units.DepartmentOf(p.Unit) == units.DepartmentOf(by.Unit) ||
			(by.Role == org.TownshipLeader && units.TownshipOf(p.Unit) == units.TownshipOf(by.Unit) && !agency(p.Unit, units))
		return same && inPost(p, at)
	})
}

// leaders are the roles that answer for a unit's people.
var leaders = []org.Role{org.DepartmentLeader, org.TownshipLeader, org.CentreLead}

// reportedBy reports whether an account reported this case, or one that was merged into it.
func (c Case) reportedBy(account org.AccountID) bool {
	return account == c.Reporter || slices.ContainsFunc(c.Followers, func(f Follower) bool { return f.Account == account })
}

func (Recused) verb() Verb   { return VerbRecuse }
func (Recused) task() TaskID { return "" }

func (e Recused) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	switch {
	case e.Officer != m.By.Account && !leads(m.By, e.Officer, units, m.At):
		return rule.Refuse(rule.NotYours, "P-103", "只有本人或者本单位负责人可以提出回避").At("officer")
	case e.Officer != m.By.Account && c.reportedBy(e.Officer):
		return rule.Refuse(rule.Forbidden, "P-103", "上报人只能由本人提出回避").At("officer") // or who discards a report could silence its objection (P-38)
	case c.recused(e.Officer):
		return rule.Refuse(rule.Spent, "P-103", "该人员已回避本案").At("officer")
	}
	return c.irreplaceable(e.Officer, units, m.At)
}

// Where the officer of a task goes, the deputy has it; where there is none, whoever of the unit takes it up.
func (e Recused) evolve(c Case, _ Moment) Case {
	c.Recused = more(c.Recused, e.Officer)
	for _, t := range c.Tasks {
		if t.Officer == e.Officer || t.Deputy == e.Officer {
			c = c.withTask(t.ID, func(t Task) Task {
				if t.Officer == e.Officer {
					t.Officer = t.Deputy
				}
				t.Deputy = ""
				return t
			})
		}
	}
	return c
}
