package desk

import (
	"context"
	"slices"
	"strings"

	"huying/internal/access"
	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/sqldb"
	"huying/internal/store"
)

// Listed lists the cases that this post may see and that a filter asks for. The cursor of the next page is empty on the
// last; a page may be short and still have a next one, for each looks at a bounded number of cases. 依据 P-89.
func (r Reader) Listed(ctx context.Context, district org.DistrictID, f Filter, page sqldb.Page) ([]store.CaseRow, string, error) {
	if err := own(r.who, district); err != nil {
		return nil, "", err
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return nil, "", err
	}
	narrow, err := r.narrow(f, stand)
	if err != nil {
		return nil, "", err
	}
	if !f.Pressing {
		return r.Cases(ctx, district, narrow, page)
	}
	if !r.Presses() {
		return nil, "", rule.Refuse(rule.Invalid, "P-87", "本岗位的列表只按时间先后排列").At("order")
	}
	township := narrow.Township
	if access.ScopeOf(r.who).Kind == access.ScopeTownship {
		township = r.who.Township
	}
	if len(narrow.Statuses) == 0 {
		for _, s := range casework.Statuses {
			if s.Open() {
				narrow.Statuses = append(narrow.Statuses, string(s))
			}
		}
	}
	narrow.Now, narrow.Unread = org.Micros(r.d.Now()), !access.ReadsWords(r.who)
	if narrow.Township == township {
		narrow.Township = ""
	}
	rows, next, err := r.d.store.In(district).ByDue(ctx, township, narrow, page)
	if narrow.Unread {
		for i := range rows {
			rows[i].Summary, rows[i].Place = "", ""
		}
	}
	return rows, next, err
}

// Days is the district's calendar, by which lists tell what is left until a deadline. 依据 P-119.
func (r Reader) Days(ctx context.Context, district org.DistrictID) (calendar.Calendar, error) {
	if err := own(r.who, district); err != nil {
		return calendar.Calendar{}, err
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return calendar.Calendar{}, err
	}
	return stand.calendar, nil
}

// Presses reports whether this post's list of cases can stand in the order of the deadlines: an index carries that for a
// township and for the whole district.
func (r Reader) Presses() bool {
	kind := access.ScopeOf(r.who).Kind
	return kind == access.ScopeTownship || kind == access.ScopeDistrict
}

// Waited are the statuses in which a case waits for posts of a role; a unit works on its tasks instead.
func waited(role org.Role) []casework.Status {
	switch role {
	case org.TownshipOperator:
		return []casework.Status{casework.CaseIntake, casework.CaseWithdrawn, casework.CaseAnswered, casework.CaseClosed}
	case org.TownshipLeader:
		return []casework.Status{casework.CaseIntake, casework.CaseApproving, casework.CaseWithdrawn, casework.CaseAnswered, casework.CaseClosed}
	case org.Dispatcher, org.CentreLead:
		return []casework.Status{casework.CaseCalled}
	case org.StaffingOffice:
		return []casework.Status{casework.CaseRuling}
	}
	return nil
}

// Waits reports whether something can wait for this post in the list of cases, so that it may ask for what is its own to do.
func (r Reader) Waits() bool {
	return waited(r.who.Actor.Role) != nil || access.ScopeOf(r.who).Kind == access.ScopeUnit
}

// narrow turns a filter into what the store looks for. Units, matters and domains must be there: a saved filter may have
// outlived them. 依据 P-118.
func (r Reader) narrow(f Filter, stand *standing) (n store.CaseFilter, err error) {
	n = store.CaseFilter{
		Open: f.Open || f.Pressing || f.Status.Open(), Class: string(f.Class), Township: f.Township, Grid: f.Grid, Unit: f.Unit, Late: f.Overdue, Text: f.Text,
		From: strings.ReplaceAll(f.From, "-", ""), To: strings.ReplaceAll(f.To, "-", ""),
	}
	for name, unit := range map[string]org.UnitID{"township": f.Township, "grid": f.Grid, "unit": f.Unit} {
		if _, ok := stand.units.Unit(unit); unit != "" && !ok {
			return n, rule.Refuse(rule.Invalid, "P-87", "没有这个单位："+clip(string(unit))).At(name)
		}
	}
	if f.When != "" {
		n.From, n.To = r.d.Now().In(stand.calendar.Zone()).AddDate(0, 0, -f.span()).Format("20060102"), ""
	}
	if n.Matters, err = r.matters(f, stand); err != nil {
		return n, err
	}
	if f.Status != "" {
		n.Statuses = []string{string(f.Status)}
	}
	if f.Pressing && f.Status != "" && !f.Status.Open() {
		return n, rule.Refuse(rule.Invalid, "P-87", "已办结的呼叫单没有时限，不能按时限先后排列").At("order")
	}
	if !f.Mine {
		return n, nil
	}
	mine := waited(r.who.Actor.Role)
	switch {
	case !r.Waits():
		return n, rule.Refuse(rule.Invalid, "P-87", "本岗位没有待办呼叫单").At("mine")
	case mine == nil:
		n.Waits = r.who.Actor.Unit
	case f.Status != "" && !slices.Contains(mine, f.Status):
		return n, rule.Refuse(rule.Invalid, "P-87", "该状态的呼叫单不待本岗位办理").At("status")
	case f.Status == "":
		for _, s := range mine {
			n.Statuses = append(n.Statuses, string(s))
		}
	}
	n.Open = true
	return n, nil
}

// matters are the numbers of the matters that a filter asks for, by the list in force.
func (r Reader) matters(f Filter, stand *standing) (numbers []int, err error) {
	if f.Matter != 0 {
		numbers = []int{f.Matter}
	}
	if f.Domain == "" {
		return numbers, nil
	}
	edition, _ := stand.list.InForce(org.Micros(r.d.Now()))
	if !slices.Contains(edition.Domains, f.Domain) {
		return nil, rule.Refuse(rule.Invalid, "P-87", "责任清单中没有这个领域："+clip(f.Domain)).At("domain")
	}
	var within []int
	for _, m := range edition.Matters {
		if m.Domain == f.Domain && (f.Matter == 0 || m.Number == f.Matter) {
			within = append(within, m.Number)
		}
	}
	if within == nil {
		return nil, rule.Refuse(rule.Invalid, "P-87", "该事项不在这个领域").At("matter")
	}
	return within, nil
}

// CountMost is where counting stops: a list says "999+".
const CountMost = 1000

// Counts counts the cases that this post may see, those that are open and those reported today, up to a bound; ok is false
// for a post whose list is put together of several, in which a case may stand twice.
func (r Reader) Counts(ctx context.Context, district org.DistrictID) (open, today int, ok bool, err error) {
	if err := own(r.who, district); err != nil {
		return 0, 0, false, err
	}
	scope := access.ScopeOf(r.who)
	if len(scope.Keys) != 1 {
		return 0, 0, false, nil
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return 0, 0, false, err
	}
	v := r.d.store.In(district)
	if open, err = v.CountSeen(ctx, scope.Keys[0], "", true, CountMost); err != nil {
		return 0, 0, false, err
	}
	day := r.d.Now().In(stand.calendar.Zone()).Format("20060102")
	today, err = v.CountSeen(ctx, scope.Keys[0], day, false, CountMost)
	return open, today, err == nil, err
}
