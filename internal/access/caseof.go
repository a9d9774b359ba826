package access

import (
	"slices"

	"huying/internal/casework"
	"huying/internal/org"
)

// CaseOf is what the policies and the lists know of a case, placed in its district's directory.
func CaseOf(c casework.Case, dir *org.Directory) Case {
	seen := Case{
		District: c.District, Township: c.Township, Reporter: c.Reporter,
		Grid: c.Grid, Community: communityOf(c.Grid, dir),
	}
	for _, f := range c.Followers {
		if !slices.Contains(seen.Followers, f.Account) {
			seen.Followers = append(seen.Followers, f.Account)
		}
	}
	add := func(id org.UnitID) {
		if unit := answersFor(id, dir); unit != "" && !slices.Contains(seen.Units, unit) {
			seen.Units = append(seen.Units, unit)
		}
	}
	for _, t := range c.Tasks {
		add(t.Unit)
		add(t.Section)
	}
	for _, q := range c.Questions {
		if !slices.Contains(seen.Asked, q.Partner) {
			seen.Asked = append(seen.Asked, q.Partner)
		}
	}
	return seen
}

// answersFor is the 部门 of a section or squad; any other unit answers for itself.
func answersFor(id org.UnitID, dir *org.Directory) org.UnitID {
	if department := dir.DepartmentOf(id); department != "" {
		return department
	}
	return id
}

// communityOf is the 村居 a grid lies in.
func communityOf(grid org.UnitID, dir *org.Directory) org.UnitID {
	u, ok := dir.Unit(grid)
	if !ok {
		return ""
	}
	if parent, ok := dir.Unit(u.Parent); ok && parent.Kind == org.KindCommunity {
		return parent.ID
	}
	return ""
}
