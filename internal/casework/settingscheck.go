package casework

import (
	"slices"
	"time"

	"huying/internal/calendar"
	"huying/internal/catalogue"
	"huying/internal/org"
	"huying/internal/rule"
)

// What settings may say at most: more is a slip of the pen, and would leave a silence unrecorded for good.
const (
	maxRungs    = 9
	maxLevels   = 5
	longestDays = 3650
	longestTime = 7 * 365 * 24 * time.Hour // the calendar that is shipped reaches no farther
)

// granters are who may grant an extension or a suspension.
var granters = []org.Role{org.CentreLead, org.GovernmentApprover}

// Check refuses settings by which something would be left without a rule: no ladder to climb, nobody to grant, no time for what must
// have one, or one that never ends. 依据 P-128, P-111.
func (s Settings) Check(units *org.Directory) error {
	for _, check := range []func() *rule.Refusal{
		func() *rule.Refusal { return s.checkLadder(units) }, s.checkLimits, s.checkClasses, s.checkLevels, s.checkCounts,
	} {
		if r := check(); r != nil {
			return r
		}
	}
	return nil
}

func (s Settings) checkLadder(units *org.Directory) *rule.Refusal {
	if n := len(s.Ladder); n == 0 || n > maxRungs {
		return rule.Refuse(rule.Invalid, "P-111", "提级至少一级，至多九级").At("ladder")
	}
	seen := map[string]bool{}
	for _, r := range s.Ladder {
		if r.Code == "" || seen[r.Code] || blank(r.Zh) || len(r.Roles)+len(r.Posts) == 0 {
			return rule.Refuse(rule.Invalid, "P-111", "每一级须有各自的代码、名称和告知对象").At("ladder")
		}
		seen[r.Code] = true
		for _, role := range r.Roles {
			if !slices.Contains(org.Roles, role) || r.Own && !slices.Contains(both(unit, both(township, centre)), role) {
				return rule.Refuse(rule.Invalid, "P-111", "没有这个角色").At("ladder")
			}
		}
		for _, id := range r.Posts {
			if _, ok := units.Post(id); !ok {
				return rule.Refuse(rule.Invalid, "P-111", "没有这个岗位").At("ladder")
			}
		}
		if !r.Answer.IsZero() && !ends(r.Answer) {
			return endless().At("ladder")
		}
	}
	if !seen[s.Often] {
		return rule.Refuse(rule.Invalid, "P-111", "返工、易手过多提至哪一级，须是提级中的一级").At("often")
	}
	return nil
}

// ends reports whether a limit runs out, and before seven years are over.
func ends(l calendar.Limit) bool {
	if l.IsZero() || l.Statute() {
		return false
	}
	start := time.Date(2019, 7, 1, 0, 0, 0, 0, time.UTC)
	due := calendar.Shipped().Due(start, l)
	return due.Known() && due.Time().Sub(start) <= longestTime
}

func endless() *rule.Refusal {
	return rule.Refuse(rule.Invalid, "P-128", "时限不能为空，也不能按法定程序，最长不超过七年")
}

func (s Settings) checkLimits() *rule.Refusal {
	for _, l := range []struct {
		field string
		limit calendar.Limit
	}{
		{"intake", s.Intake}, {"approve_before", s.ApproveBefore}, {"approve_after", s.ApproveAfter}, {"return_within", s.ReturnWithin},
		{"return_decision", s.ReturnDecision}, {"lead", s.Lead}, {"verify", s.Verify}, {"rate", s.Rate}, {"object", s.Object}, {"dispute", s.Dispute},
		{"release_decision", s.ReleaseDecision}, {"docket", s.Docket}, {"receive", s.Receive}, {"reply", s.Reply}, {"suspend_most", s.SuspendMost},
		{"opinion", s.Opinion}, {"request_decision", s.RequestDecision}, {"explain", s.Explain}, {"escalate", s.Escalate}, {"rectify", s.Rectify},
		{"follow_up", s.FollowUp}, {"appeal", s.Appeal}, {"appeal_decision", s.AppealDecision}, {"appeal_filing", s.AppealFiling},
	} {
		if !ends(l.limit) {
			return endless().At(l.field)
		}
	}
	if !s.Heed.IsZero() && !ends(s.Heed) { // empty: silence at a muster is not watched by the minute
		return endless().At("heed")
	}
	return nil
}

func (s Settings) checkClasses() *rule.Refusal {
	known := func(c catalogue.Class) bool {
		return slices.ContainsFunc(Classes, func(o Option) bool { return o.Code == string(c) })
	}
	for field, limits := range map[string]map[catalogue.Class]calendar.Limit{"dispatch": s.Dispatch, "ruling": s.Ruling} {
		for _, class := range Classes {
			if !ends(limits[catalogue.Class(class.Code)]) {
				return endless().At(field)
			}
		}
		if len(limits) != len(Classes) {
			return rule.Refuse(rule.Invalid, "P-128", "没有这种呼叫类别").At(field)
		}
	}
	for class, how := range s.Approval {
		if !known(class) || !slices.Contains([]Approval{ApprovalNone, ApprovalBefore, ApprovalAfter}, how) {
			return rule.Refuse(rule.Invalid, "P-128", "没有这种呼叫类别，或者没有这种审批方式").At("approval")
		}
	}
	return nil
}

func (s Settings) checkLevels() *rule.Refusal {
	allowed := func(by []org.Role) bool {
		return len(by) > 0 && len(by) <= maxLevels && !slices.ContainsFunc(by, func(r org.Role) bool { return !slices.Contains(granters, r) })
	}
	last := 0
	for _, l := range s.Extensions {
		if l.Days <= last || l.Days > longestDays || !allowed(l.By) {
			return rule.Refuse(rule.Invalid, "P-106", "延期审批须由短到长，每一级由值班长或者区县政府审批").At("extensions")
		}
		last = l.Days
	}
	if !allowed(s.Suspension) {
		return rule.Refuse(rule.Invalid, "P-107", "挂账须由值班长或者区县政府审批").At("suspension")
	}
	return nil
}

func (s Settings) checkCounts() *rule.Refusal {
	for _, n := range []struct {
		field string
		n     int
	}{{"reopen_days", s.ReopenDays}, {"unmerge_days", s.UnmergeDays}, {"escalate_after", s.EscalateAfter}, {"extend_times", s.ExtendTimes}} {
		if n.n < 0 || n.n > longestDays {
			return rule.Refuse(rule.Invalid, "P-128", "天数、次数不能为负，也不能超过 3650").At(n.field)
		}
	}
	return nil
}
