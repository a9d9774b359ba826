package org

import (
	"maps"
	"slices"
)

// Directory (单位名录) is what one district's units and posts are at a moment: immutable, made anew
// by every event. Lists come in the order of their ids, so that equal directories read equally.
type Directory struct {
	district DistrictID
	units    map[UnitID]Unit
	posts    map[PostID]Post
	children map[UnitID][]Unit
	kinds    map[Kind][]Unit
	seats    map[UnitID][]Post
	held     map[AccountID][]Post
}

// NewDirectory arranges a district's units and posts for looking up. Of two with one id the later counts.
func NewDirectory(district DistrictID, units []Unit, posts []Post) *Directory {
	d := &Directory{
		district: district,
		units:    make(map[UnitID]Unit, len(units)), posts: make(map[PostID]Post, len(posts)),
		children: map[UnitID][]Unit{}, kinds: map[Kind][]Unit{}, seats: map[UnitID][]Post{}, held: map[AccountID][]Post{},
	}
	for _, u := range units {
		d.units[u.ID] = u
	}
	for _, p := range posts {
		d.posts[p.ID] = p
	}
	for _, id := range slices.Sorted(maps.Keys(d.units)) {
		u := d.units[id]
		d.kinds[u.Kind] = append(d.kinds[u.Kind], u)
		if u.Parent != "" {
			d.children[u.Parent] = append(d.children[u.Parent], u)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(d.posts)) {
		p := d.posts[id]
		d.seats[p.Unit] = append(d.seats[p.Unit], p)
		d.held[p.Account] = append(d.held[p.Account], p)
	}
	return d
}

// District is the district whose directory this is.
func (d *Directory) District() DistrictID { return d.district }

// Unit finds a unit, also one that has been closed.
func (d *Directory) Unit(id UnitID) (Unit, bool) {
	u, ok := d.units[id]
	return u, ok
}

// Name is a unit's name, or its id where it is not known here: for display.
func (d *Directory) Name(id UnitID) string {
	if u, ok := d.units[id]; ok {
		return u.Name
	}
	return string(id)
}

// Units lists all units.
func (d *Directory) Units() []Unit {
	all := make([]Unit, 0, len(d.units))
	for _, id := range slices.Sorted(maps.Keys(d.units)) {
		all = append(all, d.units[id])
	}
	return all
}

// Children lists the units directly inside another: a township's communities and agencies, a department's sections.
func (d *Directory) Children(id UnitID) []Unit { return slices.Clone(d.children[id]) }

// ByKind lists the units of one sort.
func (d *Directory) ByKind(k Kind) []Unit { return slices.Clone(d.kinds[k]) }

// Post finds a post, also one that has ended.
func (d *Directory) Post(id PostID) (Post, bool) {
	p, ok := d.posts[id]
	return p, ok
}

// Posts lists the posts in a unit itself, not in those inside it.
func (d *Directory) Posts(unit UnitID) []Post { return slices.Clone(d.seats[unit]) }

// PostsOf lists the posts that an account holds.
func (d *Directory) PostsOf(account AccountID) []Post { return slices.Clone(d.held[account]) }

// AllPosts lists every post.
func (d *Directory) AllPosts() []Post {
	all := make([]Post, 0, len(d.posts))
	for _, id := range slices.Sorted(maps.Keys(d.posts)) {
		all = append(all, d.posts[id])
	}
	return all
}

// TownshipOf (所属镇街) walks from a grid, community, station or agency up to its township; a township is its own.
// Empty for a unit that stands in none.
func (d *Directory) TownshipOf(unit UnitID) UnitID { return d.above(unit, KindTownship) }

// DepartmentOf (所属部门) walks from a section or squad up to its department or branch. All other units answer for
// themselves, and so does a section that stands in no department; empty for an unknown unit.
func (d *Directory) DepartmentOf(unit UnitID) UnitID {
	u, ok := d.units[unit]
	if !ok {
		return ""
	}
	if u.Kind == KindSection {
		if department := d.above(u.Parent, KindDepartment, KindBranch); department != "" {
			return department
		}
	}
	return unit
}

// Within reports whether a unit is, or stands inside, another.
func (d *Directory) Within(unit, ancestor UnitID) bool {
	for range depth {
		if unit == ancestor {
			return unit != ""
		}
		u, ok := d.units[unit]
		if !ok || u.Parent == "" {
			return false
		}
		unit = u.Parent
	}
	return false
}

// AgencyOf (派驻机构) finds the agency of a trade (paichusuo, shichangsuo, zhifazhongdui …) stationed in a
// township; empty if none is.
func (d *Directory) AgencyOf(township UnitID, trade string) UnitID {
	u, ok := d.units[township+"-"+UnitID(trade)]
	if !ok || u.Kind != KindAgency || u.To != 0 {
		return ""
	}
	return u.ID
}

// depth bounds every walk upwards, so that parents entered in a circle cannot hang anyone.
const depth = 16

func (d *Directory) above(unit UnitID, kinds ...Kind) UnitID {
	for range depth {
		u, ok := d.units[unit]
		switch {
		case !ok:
			return ""
		case slices.Contains(kinds, u.Kind):
			return unit
		}
		unit = u.Parent
	}
	return ""
}
