package casework

import (
	"slices"

	"huying/internal/org"
	"huying/internal/rule"
)

// standIns (替补岗位) are the roles of which one does all that a role does in its unit: a leader stands in for an operator;
// for a leader, or an office, only another of the same role does. Grid members and stations are not in it: no case waits
// for them.
var standIns = map[org.Role][]org.Role{
	org.TownshipOperator:   by(org.TownshipOperator, org.TownshipLeader),
	org.TownshipLeader:     by(org.TownshipLeader),
	org.Dispatcher:         by(org.Dispatcher, org.CentreLead),
	org.CentreLead:         by(org.CentreLead),
	org.DepartmentOperator: by(org.DepartmentOperator, org.DepartmentLeader),
	org.DepartmentLeader:   by(org.DepartmentLeader),
	org.AgencyOperator:     by(org.AgencyOperator),
	org.StaffingOffice:     by(org.StaffingOffice),
	org.GovernmentApprover: by(org.GovernmentApprover),
	org.AssessmentOffice:   by(org.AssessmentOffice),
}

// irreplaceable refuses a recusal that would leave a unit of this case with nobody who may act in the officer's place:
// the case could not go on. 依据 P-103.
func (c Case) irreplaceable(officer org.AccountID, units *org.Directory, at int64) *rule.Refusal {
	for _, p := range units.PostsOf(officer) {
		roles, needed := standIns[p.Role]
		if !needed || !inPost(p, at) || !TiesOf(c, org.Actor{Account: officer, Post: p.ID, Unit: p.Unit, Role: p.Role}, units).has(TieParty) {
			continue
		}
		replaced := anyOf(house(p.Unit, units), units, func(o org.Post) bool {
			return o.Account != officer && !c.recused(o.Account) && inPost(o, at) && slices.Contains(roles, o.Role)
		})
		if !replaced {
			return rule.Refuse(rule.WrongState, "P-103", units.Name(p.Unit)+"没有其他"+standInsZh(roles)+"岗位人员可以办理，请先增设岗位").At("officer")
		}
	}
	return nil
}

func standInsZh(roles []org.Role) string {
	zh := roles[0].Zh()
	for _, r := range roles[1:] {
		zh += "或者" + r.Zh()
	}
	return zh
}

// inPost: the post has begun and is not over.
func inPost(p org.Post, at int64) bool { return p.From <= at && (p.To == 0 || at < p.To) }

// house is the unit that answers for a post: of a township's parts the township, of a section its department; an agency
// answers for itself.
func house(unit org.UnitID, units *org.Directory) org.UnitID {
	if township := units.TownshipOf(unit); township != "" && !agency(unit, units) {
		return township
	}
	return units.DepartmentOf(unit)
}

// anyOf finds a post of a unit, or of the parts it answers for.
func anyOf(id org.UnitID, units *org.Directory, is func(org.Post) bool) bool {
	return slices.ContainsFunc(units.Posts(id), is) || slices.ContainsFunc(units.Children(id), func(part org.Unit) bool {
		return house(part.ID, units) == house(id, units) && anyOf(part.ID, units, is)
	})
}

// unrecusable says why this post would be refused whomever it named: itself cannot be spared, and of those it leads nobody
// can be, or has not recused already. 依据 P-103.
func (c Case) unrecusable(by org.Actor, units *org.Directory) *rule.Refusal {
	moment := Moment{c.Last, by}
	refused := Recused{Officer: by.Account}.guard(c, moment, units)
	if refused == nil || !slices.Contains(leaders, by.Role) {
		return refused
	}
	if anyOf(house(by.Unit, units), units, func(p org.Post) bool { return Recused{Officer: p.Account}.guard(c, moment, units) == nil }) {
		return nil
	}
	return refused
}
