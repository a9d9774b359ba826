package access

import "huying/internal/org"

// Who is a person in one post, as the desk and the pages know them: what an event will name,
// and what the policies ask about. 依据 P-82.
type Who struct {
	District   org.DistrictID
	Actor      org.Actor
	Township   org.UnitID   // 镇街 the unit is or lies in; empty for a unit of the whole district
	Department org.UnitID   // 部门 of a section or squad; empty where the unit answers for itself
	Grids      []org.UnitID // 网格 this post looks after; for a station, its 村居
	Name       string       // for the screen only: never written into an event
	Expires    int64        // when the log-in ends, microseconds UTC; 0 for the system itself
}

// System is the worker acting by itself in a district: it records misses and delivers notices.
func System(district org.DistrictID) Who {
	return Who{District: district, Actor: org.Actor{Role: org.System}}
}

// answers is the unit this post answers for, under which tasks are dispatched to it.
func (w Who) answers() org.UnitID {
	if w.Department != "" {
		return w.Department
	}
	return w.Actor.Unit
}
