package roster

import (
	"slices"
	"time"

	"huying/internal/org"
	"huying/internal/rule"
)

// Bounds of what is put on a roster at once, and how far ahead.
const (
	AtOnce = 500
	ahead  = 400 * 24 * time.Hour
)

// Keeps reports whether units of a kind keep a roster: those of which a clock can ask something. 依据 P-130.
func Keeps(kind org.Kind) bool {
	switch kind {
	case org.KindGovernment, org.KindCentre, org.KindOffice, org.KindTownship, org.KindDepartment, org.KindBranch,
		org.KindAgency, org.KindPartner, org.KindSection:
		return true
	}
	return false
}

// Seats lists the posts in force of those who can be put on a unit's roster: who has one in the unit, or in a section of
// it. 依据 P-130.
func Seats(units *org.Directory, unit org.UnitID, at int64) []org.Post {
	return slices.DeleteFunc(seats(units, unit), func(p org.Post) bool { return at < p.From || p.To != 0 && p.To <= at })
}

// seats are also those that have ended, or are to come.
func seats(units *org.Directory, unit org.UnitID) (posts []org.Post) {
	all := []org.UnitID{unit}
	for _, child := range units.Children(unit) {
		if child.Kind == org.KindSection {
			all = append(all, child.ID)
		}
	}
	for _, id := range all {
		posts = append(posts, units.Posts(id)...)
	}
	return posts
}

// Held are the parts of turns in which their persons hold a post in the unit, or in a section of it: whoever has left the
// unit answers no telephone of it, though the turn still stands on the roster. 依据 P-132.
func Held(units *org.Directory, unit org.UnitID, turns []Turn) (held []Turn) {
	posts := seats(units, unit)
	for _, t := range turns {
		for _, p := range posts {
			part := t
			part.Starts = max(t.Starts, p.From)
			if p.To != 0 {
				part.Ends = min(t.Ends, p.To)
			}
			if p.Account == t.Account && part.Starts < part.Ends {
				held = append(held, part)
			}
		}
	}
	return held
}

// Put (排班) answers whether turns may be put on a unit's roster now, and which of them change anything: all that is
// wrong comes out as Faults, whose lines count the turns. Overlaps are no
// fault: two may be on duty at once; but one person begins one turn at an instant, so the same person and beginning stand
// in wanted once. 依据 P-130, P-131.
func Put(units *org.Directory, unit org.UnitID, had, wanted []Turn, now int64) (changed []Turn, err error) {
	u, ok := units.Unit(unit)
	switch {
	case !ok || !Keeps(u.Kind):
		return nil, rule.Refuse(rule.Invalid, "P-130", "该单位不设值班表").At("unit")
	case u.To != 0 && u.To <= now:
		return nil, rule.Refuse(rule.Invalid, "P-130", "该单位已撤销").At("unit")
	case len(wanted) == 0:
		return nil, rule.Refuse(rule.Incomplete, "P-130", "请至少排一个班次").At("turns")
	case len(wanted) > AtOnce:
		return nil, rule.Refuse(rule.Invalid, "P-130", "一次最多排五百个班次").At("turns")
	}
	var wrong Faults
	seats := Seats(units, unit, now)
	for i, t := range wanted {
		there := slices.Contains(had, t)
		var err *rule.Refusal
		if !there {
			err = t.sound(seats, now)
		}
		if err == nil && slices.ContainsFunc(wanted[:i], t.same) {
			err = rule.Refuse(rule.Invalid, "P-130", "同一人在同一时间开始的班次只能排一个").At("starts")
		}
		switch {
		case err != nil:
			wrong = append(wrong, Fault{Line: i + 1, Column: columnOf[err.Field], Refusal: err})
		case !there:
			changed = append(changed, t)
		}
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	return changed, nil
}

// sound holds one turn to the rules.
func (t Turn) sound(seats []org.Post, now int64) *rule.Refusal {
	length := time.Duration(t.Ends-t.Starts) * time.Microsecond
	switch {
	case t.Account == "":
		return rule.Refuse(rule.Incomplete, "P-130", "请选择值班人员").At("account")
	case !slices.ContainsFunc(seats, func(p org.Post) bool { return p.Account == t.Account }):
		return rule.Refuse(rule.Invalid, "P-130", "值班人员须是本单位在岗人员").At("account")
	case t.Starts <= 0:
		return rule.Refuse(rule.Incomplete, "P-130", "请填写开始时间").At("starts")
	case t.Ends <= 0:
		return rule.Refuse(rule.Incomplete, "P-130", "请填写结束时间").At("ends")
	case t.Ends <= t.Starts:
		return rule.Refuse(rule.Invalid, "P-130", "结束时间应晚于开始时间").At("ends")
	case length > Longest:
		return rule.Refuse(rule.Invalid, "P-130", "一个班次最长三十一日").At("ends")
	case t.Starts < now:
		return rule.Refuse(rule.Invalid, "P-131", "不能补排或者改动已经开始的班次").At("starts")
	case t.Starts > now+int64(ahead/time.Microsecond):
		return rule.Refuse(rule.Invalid, "P-130", "最早排到四百日以内").At("starts")
	}
	return nil
}

// End (撤班) answers how a turn leaves the roster: one to come is taken off, one that runs ends now, and one that is over
// stays as it was. 依据 P-131.
func End(had []Turn, account org.AccountID, starts, now int64) (Ending, *rule.Refusal) {
	at := slices.IndexFunc(had, Turn{Account: account, Starts: starts}.same)
	switch {
	case at < 0:
		return Ending{}, rule.Refuse(rule.Unknown, "P-131", "值班表上没有这个班次")
	case had[at].Starts >= now:
		return Ending{Account: account, Starts: starts}, nil
	case had[at].Ends <= now:
		return Ending{}, rule.Refuse(rule.Spent, "P-131", "该班次已经结束，不能更改")
	}
	return Ending{Account: account, Starts: starts, To: now}, nil
}

// Phone holds a telephone number of the roster to its form.
func Phone(text string) *rule.Refusal {
	if len(text) > 32 {
		return rule.Refuse(rule.Invalid, "P-130", "电话不得超过三十二位").At("phone")
	}
	for _, r := range text {
		if !('0' <= r && r <= '9') && r != '-' && r != '+' && r != ' ' && r != '(' && r != ')' {
			return rule.Refuse(rule.Invalid, "P-130", "电话只能有数字、空格、加减号和括号").At("phone")
		}
	}
	return nil
}
