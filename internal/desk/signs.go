package desk

import (
	"context"

	"huying/internal/access"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

// SetSigns (签批) says whether the answers of a department go only once its leader has signed them: the leader says
// so, on the record. 依据 P-101.
func (d *Desk) SetSigns(ctx context.Context, who access.Who, district org.DistrictID, on bool) error {
	if err := own(who, district); err != nil {
		return err
	}
	stand, err := d.standing(ctx, district)
	if err != nil {
		return err
	}
	if err := d.holdsPost(who, stand.units); err != nil {
		return err
	}
	if who.Actor.Role != org.DepartmentLeader {
		return rule.Refuse(rule.Forbidden, "P-101", "是否签批由本单位分管领导决定")
	}
	id := stand.units.DepartmentOf(who.Actor.Unit)
	err = d.store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
		newer, err := tx.Stream(org.Stream, stand.unitsAt)
		if err != nil {
			return err
		}
		units := stand.units // as they stand after what has come since
		version, at := stand.unitsAt, org.Micros(d.Now())
		for _, e := range newer {
			change, err := org.Decode(e.Type, e.Data)
			if err != nil {
				return err
			}
			units, version, at = org.Evolve(units, change), e.Version, max(at, e.At)
		}
		unit, ok := units.Unit(id)
		if !ok || unit.To != 0 {
			return rule.Refuse(rule.Unknown, "P-101", "没有这个单位")
		}
		if unit.Signs == on {
			return nil
		}
		unit.Signs = on
		if err := tx.PutUnits(unit); err != nil {
			return err
		}
		return appendAfter(tx, org.Stream, version, who.Actor, at, org.UnitsFounded{Units: []org.Unit{unit}})
	})
	d.changed(district)
	return err
}
