package casework

import (
	"slices"

	"huying/internal/org"
)

// ToldFirst (先告知谁) is who of a unit is told first that something waits for it: who is on duty, else the officer, else
// the deputy (AB角), else the unit's leader, else whoever works there; never who is recused. Who may do what is asked
// comes before who may not: a call that waits for the leader is told to the leader. Empty where nobody is left.
// 依据 P-102, P-103.
func ToldFirst(c Case, d Duty, onDuty []org.AccountID, units *org.Directory, at int64) org.AccountID {
	able, present := c.staff(d, units, at)
	for _, posts := range [][]org.Post{able, present} {
		if p, ok := c.firstOf(posts, d, onDuty); ok {
			return p.Account
		}
	}
	return ""
}

// staff lists the posts of a unit and its sections whose holders work on cases and are not recused: those whose role
// may do what the duty asks, and all.
func (c Case) staff(d Duty, units *org.Directory, at int64) (able, present []org.Post) {
	posts := units.Posts(d.Unit)
	for _, u := range units.Children(d.Unit) {
		if u.Kind == org.KindSection {
			posts = append(posts, units.Posts(u.ID)...)
		}
	}
	for _, p := range posts {
		if at < p.From || (p.To != 0 && p.To <= at) || c.recused(p.Account) || !(slices.Contains(official, p.Role) || slices.Contains(partner, p.Role)) {
			continue
		}
		present = append(present, p)
		if slices.ContainsFunc(Table, func(r Row) bool { return r.Verb == d.Verb && r.byRole(p.Role) }) {
			able = append(able, p)
		}
	}
	return able, present
}

// firstOf picks, of these posts, who is told first.
func (c Case) firstOf(posts []org.Post, d Duty, onDuty []org.AccountID) (org.Post, bool) {
	t, _ := c.Task(string(d.Task))
	if t.Unit != d.Unit { // the centre decides about a unit's task: that unit's officer is not its own
		t = Task{}
	}
	wanted := slices.Clone(onDuty)
	for _, account := range append(wanted, t.Officer, t.Deputy) {
		if i := slices.IndexFunc(posts, func(p org.Post) bool { return p.Account == account }); i >= 0 {
			return posts[i], true
		}
	}
	if i := slices.IndexFunc(posts, func(p org.Post) bool { return slices.Contains(leaders, p.Role) }); i >= 0 {
		return posts[i], true
	}
	if len(posts) == 0 {
		return org.Post{}, false
	}
	return posts[0], true
}
