package desk

import (
	"context"
	"slices"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

// Summoned (派驻机构在办) lists the open tasks of a township's own agencies in its own cases, the most pressing first of
// each agency. 依据 P-39.
func (r Reader) Summoned(ctx context.Context, district org.DistrictID, page Page) ([]store.TaskOfCase, error) {
	if err := own(r.who, district); err != nil {
		return nil, err
	}
	if access.ScopeOf(r.who).Kind != access.ScopeTownship {
		return nil, rule.Refuse(rule.Forbidden, "P-39", "只有镇街调派本镇街派驻机构")
	}
	units, err := r.d.Units(ctx, district)
	if err != nil {
		return nil, err
	}
	var open []string
	for _, s := range casework.TaskStatuses {
		if s.Open() {
			open = append(open, string(s))
		}
	}
	var own []org.UnitID
	for _, u := range units.ByKind(org.KindAgency) {
		if units.TownshipOf(u.ID) == r.who.Township {
			own = append(own, u.ID)
		}
	}
	v := r.d.store.In(district)
	working, err := v.AtWork(ctx, own) // most have nothing, and need no further look
	if err != nil {
		return nil, err
	}
	var all []store.TaskOfCase
	for _, unit := range working {
		tasks, _, err := v.TasksDue(ctx, unit, page, open...)
		if err != nil {
			return nil, err
		}
		all = append(all, tasks...)
	}
	return slices.DeleteFunc(all, func(t store.TaskOfCase) bool { return t.Case.Township != r.who.Township }), nil
}
