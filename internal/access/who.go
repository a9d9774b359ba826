package access

import (
	"slices"

	"huying/internal/org"
)

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

// Seat (登录岗位) is a post a person may log in to, with the places that follow from its unit.
type Seat struct {
	District   org.DistrictID
	Post       org.Post
	Township   org.UnitID
	Department org.UnitID
	Grids      []org.UnitID
}

// SeatOf places a post in its district's directory.
func SeatOf(district org.DistrictID, p org.Post, dir *org.Directory) Seat {
	s := Seat{District: district, Post: p, Township: dir.TownshipOf(p.Unit)}
	if department := answersFor(p.Unit, dir); department != p.Unit {
		s.Department = department
	}
	if p.Role == org.GridMember || p.Role == org.Station {
		s.Grids = []org.UnitID{p.Unit}
	}
	return s
}

// Who is the person of this seat, shown under name, until the log-in expires.
func (s Seat) Who(name string, expires int64) Who {
	return Who{
		District: s.District,
		Actor:    org.Actor{Account: s.Post.Account, Post: s.Post.ID, Unit: s.Post.Unit, Role: s.Post.Role},
		Township: s.Township, Department: s.Department, Grids: slices.Clone(s.Grids),
		Name: name, Expires: expires,
	}
}

// InForce reports whether a post is held at an instant.
func InForce(p org.Post, at int64) bool {
	return p.From <= at && (p.To == 0 || at < p.To)
}
