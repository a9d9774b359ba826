package desk

import (
	"context"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/sqldb"
	"huying/internal/store"
)

// Queue (待办) lists the open cases that wait for this post's office in some statuses, the most
// pressing first: a township's own, or for the centre the whole district's.
func (r Reader) Queue(ctx context.Context, district org.DistrictID, page sqldb.Page, statuses ...casework.Status) ([]store.CaseRow, string, error) {
	if err := own(r.who, district); err != nil {
		return nil, "", err
	}
	var township org.UnitID
	switch scope := access.ScopeOf(r.who); scope.Kind {
	case access.ScopeTownship:
		township = r.who.Township
	case access.ScopeDistrict:
	default:
		return nil, "", rule.Refuse(rule.Forbidden, "P-81", "本岗位没有这类待办")
	}
	names := make([]string, len(statuses))
	for i, s := range statuses {
		names[i] = string(s)
	}
	return r.d.store.In(district).CasesDue(ctx, township, page, names...)
}

// Tasks (派单件待办) lists the open tasks of this post's unit in some statuses, the most pressing first;
// of a section, what was assigned to it.
func (r Reader) Tasks(ctx context.Context, district org.DistrictID, page sqldb.Page, statuses ...casework.TaskStatus) ([]store.TaskOfCase, string, error) {
	if err := own(r.who, district); err != nil {
		return nil, "", err
	}
	if access.ScopeOf(r.who).Kind != access.ScopeUnit {
		return nil, "", rule.Refuse(rule.Forbidden, "P-41", "本岗位没有派单件")
	}
	names := make([]string, len(statuses))
	for i, s := range statuses {
		names[i] = string(s)
	}
	v := r.d.store.In(district)
	if r.who.Department != "" {
		return v.SectionTasksDue(ctx, r.who.Actor.Unit, page, names...)
	}
	return v.TasksDue(ctx, r.who.Actor.Unit, page, names...)
}

// TasksOf (经办人待办) lists the open tasks of this post's unit that lie with one person of it, the most pressing first.
func (r Reader) TasksOf(ctx context.Context, district org.DistrictID, officer org.AccountID, page sqldb.Page, statuses ...casework.TaskStatus) ([]store.TaskOfCase, string, error) {
	unit, err := r.ownUnit(ctx, district)
	if err != nil {
		return nil, "", err
	}
	names := make([]string, len(statuses))
	for i, s := range statuses {
		names[i] = string(s)
	}
	return r.d.store.In(district).OfficerTasksDue(ctx, unit, officer, page, names...)
}

// Load (本单位在办) counts the open tasks of this post's unit by person, section and status.
func (r Reader) Load(ctx context.Context, district org.DistrictID) ([]store.LoadRow, error) {
	unit, err := r.ownUnit(ctx, district)
	if err != nil {
		return nil, err
	}
	return r.d.store.In(district).UnitLoad(ctx, unit, org.Micros(r.d.Now()))
}

// ownUnit is the department or agency that this post has its tasks with.
func (r Reader) ownUnit(ctx context.Context, district org.DistrictID) (org.UnitID, error) {
	if err := own(r.who, district); err != nil {
		return "", err
	}
	if access.ScopeOf(r.who).Kind != access.ScopeUnit {
		return "", rule.Refuse(rule.Forbidden, "P-41", "本岗位没有派单件")
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return "", err
	}
	return stand.units.DepartmentOf(r.who.Actor.Unit), nil
}

// Musters (集结) says, by case number, when this post's unit must have come to the musters that it is called to. 依据 P-56.
func (r Reader) Musters(ctx context.Context, district org.DistrictID) (map[string]int64, error) {
	if err := own(r.who, district); err != nil {
		return nil, err
	}
	if access.ScopeOf(r.who).Kind != access.ScopeUnit {
		return nil, rule.Refuse(rule.Forbidden, "P-41", "本岗位没有派单件")
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return nil, err
	}
	return r.d.store.In(district).MustersOf(ctx, stand.units.DepartmentOf(r.who.Actor.Unit))
}

// Returns (退单待认定) lists the returned tasks that wait for the centre's decision.
func (r Reader) Returns(ctx context.Context, district org.DistrictID, page sqldb.Page) ([]store.TaskOfCase, string, error) {
	if err := own(r.who, district); err != nil {
		return nil, "", err
	}
	if access.ScopeOf(r.who).Kind != access.ScopeDistrict {
		return nil, "", rule.Refuse(rule.Forbidden, "P-44", "退单由区县指挥中心认定")
	}
	return r.d.store.In(district).ReturnsDue(ctx, page)
}
