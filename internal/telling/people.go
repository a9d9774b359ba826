package telling

import (
	"slices"

	"huying/internal/casework"
	"huying/internal/org"
)

// To (告知对象) lists the posts whose holders get a letter, each account once: who is told first in the unit (P-102); over
// lateness and supervision its leaders as well; at a muster everybody on duty at once, and its leaders; over an escalation
// the posts that the record names. Never who is recused. 依据 P-102, P-103, P-125.
func To(l Letter, c casework.Case, onDuty []org.AccountID, units *org.Directory, at int64) []org.Post {
	var to list
	to.except = c.Recused
	if l.Account != "" {
		to.account(l.Account, units, at)
		return to.posts
	}
	switch l.Topic {
	case NoCalendar, Stuck:
		to.add(inForce(units.AllPosts(), at, org.SystemAdmin)...)
		return to.posts
	case Mustered:
		for _, account := range onDuty {
			to.seat(account, l.Unit, units, at)
		}
	}
	if len(to.posts) == 0 {
		to.seat(casework.ToldFirst(c, l.duty(), onDuty, units, at), l.Unit, units, at)
	}
	switch l.Topic {
	case Missed, Supervised, Mustered, Escalated:
		to.add(inForce(units.Posts(l.Unit), at, org.DepartmentLeader, org.TownshipLeader, org.CentreLead)...)
	}
	for _, id := range l.Posts {
		if p, ok := units.Post(id); ok {
			to.add(inForce([]org.Post{p}, at)...)
		}
	}
	if l.Topic == Waits || l.Topic == Over || l.Topic == Outcome { // who has just done it knows
		to.posts = slices.DeleteFunc(to.posts, func(p org.Post) bool { return p.Account == l.By })
	}
	return to.posts
}

// list collects posts, one for each account.
type list struct {
	posts  []org.Post
	except []org.AccountID
}

func (t *list) add(posts ...org.Post) {
	for _, p := range posts {
		same := func(had org.Post) bool { return had.Account == p.Account }
		if p.Account != "" && !slices.Contains(t.except, p.Account) && !slices.ContainsFunc(t.posts, same) {
			t.posts = append(t.posts, p)
		}
	}
}

func (t *list) account(account org.AccountID, units *org.Directory, at int64) {
	if posts := inForce(units.PostsOf(account), at); len(posts) > 0 {
		t.add(posts[0])
	}
}

// seat adds an account by its post in a unit or a part of it; who has none there any more is not told, whatever the roster says.
func (t *list) seat(account org.AccountID, unit org.UnitID, units *org.Directory, at int64) {
	for _, p := range inForce(units.PostsOf(account), at) {
		if u, _ := units.Unit(p.Unit); p.Unit == unit || u.Parent == unit && u.Kind == org.KindSection {
			t.add(p)
			return
		}
	}
}

// Stands reports whether what a letter asks for is still asked for: what was done meanwhile, or passed to another, is told no more.
// What is a fact stays one.
func Stands(l Letter, c casework.Case, units *org.Directory, at int64) bool {
	return !l.Asks() || slices.ContainsFunc(casework.Duties(c, at, units), func(d casework.Duty) bool {
		return d.Kind == l.Kind && d.Ref == l.Ref && d.Unit == l.Unit
	})
}

// Asks reports whether a letter asks for something; else it tells what is so, whatever comes after.
func (l Letter) Asks() bool {
	return slices.Contains([]Topic{Waits, Yellow, Urged, Supervised, Mustered}, l.Topic) && l.Kind != ""
}

// inForce keeps the posts that are held at an instant, of these roles where any is named.
func inForce(posts []org.Post, at int64, roles ...org.Role) []org.Post {
	return slices.DeleteFunc(posts, func(p org.Post) bool {
		return at < p.From || (p.To != 0 && p.To <= at) || (len(roles) > 0 && !slices.Contains(roles, p.Role))
	})
}
