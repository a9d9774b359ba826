package casework

import (
	"cmp"
	"slices"

	"huying/internal/calendar"
	"huying/internal/org"
)

// Rung (提级层级) is one level of a district's ladder: what it is called, whose posts are told, and their time to see to an
// answer, where it is not the district's usual one. 依据 P-111.
type Rung struct {
	Code   string         `json:"code"`
	Zh     string         `json:"zh"`
	En     string         `json:"en"`
	Own    bool           `json:"own,omitempty"`   // of the unit that is silent; else of the whole district
	Roles  []org.Role     `json:"roles,omitempty"` // whose holders are told
	Posts  []org.PostID   `json:"posts,omitempty"` // and these
	Answer calendar.Limit `json:"answer,omitzero"`
}

// DefaultLadder is the ladder of the source: the unit's head, the deputy district leader, the district government.
func DefaultLadder() []Rung {
	return []Rung{
		{Code: "head", Zh: "单位主要负责人", En: "the unit's head", Own: true, Roles: leaders},
		{Code: "deputy", Zh: "区县分管负责同志", En: "the deputy district leader", Roles: []org.Role{org.GovernmentApprover}},
		{Code: "government", Zh: "区县政府", En: "the district government", Roles: []org.Role{org.GovernmentApprover}},
	}
}

// LevelName is what a level is called: as the ladder calls the rung of this code, else as the usual ladder does. Where the record
// names no rung, its number on the usual ladder says which.
func LevelName(ladder []Rung, code string, level int) Option {
	if code == "" {
		return Levels[max(0, min(level, len(Levels)-1))]
	}
	for _, r := range ladder {
		if r.Code == code {
			return Option{r.Code, r.Zh, cmp.Or(r.En, r.Zh)}
		}
	}
	for _, o := range Levels {
		if o.Code == code {
			return o
		}
	}
	return Option{code, code, code}
}

// told lists the posts that are told when something about a unit climbs to a rung, as they are held now.
func (g Given) told(rung Rung, unit org.UnitID) (posts []org.PostID) {
	at := g.at()
	held := func(p org.Post) bool { return p.From <= at && (p.To == 0 || at < p.To) }
	if rung.Own || len(rung.Roles) > 0 {
		among := g.Units.AllPosts()
		if rung.Own {
			among = g.Units.Posts(unit)
		}
		for _, p := range among {
			if held(p) && slices.Contains(rung.Roles, p.Role) {
				posts = append(posts, p.ID)
			}
		}
	}
	for _, id := range rung.Posts {
		if p, ok := g.Units.Post(id); ok && held(p) && !slices.Contains(posts, id) {
			posts = append(posts, id)
		}
	}
	return posts
}

// climb is the step to a level of the ladder. Where the ladder has become shorter meanwhile, it stays where it is, for good.
func (g Given) climb(s Supervision, task Task, cause string, level int) Escalated {
	ladder := g.Settings.Ladder
	top := len(ladder)
	if level > top {
		level, top = s.Level, s.Level
	}
	rung := ladder[min(level, len(ladder))-1]
	limit := g.Settings.Escalate
	switch {
	case cause == CauseMuster || s.Cause == CauseMuster:
		limit = g.Settings.Heed
	case !rung.Answer.IsZero():
		limit = rung.Answer
	}
	return Escalated{
		Supervision: s.ID, Task: task.ID, Cause: cause, Level: level, Answer: g.due(limit), Rung: rung.Code, Top: top, Told: g.told(rung, task.Unit),
	}
}

// often is the level to which goes what comes back too often: the rung the district names, else its last.
func (g Given) often() int {
	if i := slices.IndexFunc(g.Settings.Ladder, func(r Rung) bool { return r.Code == g.Settings.Often }); i >= 0 {
		return i + 1
	}
	return len(g.Settings.Ladder)
}
