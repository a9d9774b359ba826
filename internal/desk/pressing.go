package desk

import (
	"context"
	"fmt"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/sqldb"
	"huying/internal/store"
)

// Pressing (最急的在前) lists the district's open cases that wait in one status, for posts that see all of it: overdue,
// then urgent, then by deadline. 依据 P-30.
func (r Reader) Pressing(ctx context.Context, district org.DistrictID, status casework.Status, page sqldb.Page) ([]store.CaseRow, string, error) {
	if err := r.wholeQueue(district); err != nil {
		return nil, "", err
	}
	return r.d.store.In(district).CasesPressing(ctx, string(status), org.Micros(r.d.Now()), page)
}

// HowMany counts what Pressing would list, and what of it is overdue.
func (r Reader) HowMany(ctx context.Context, district org.DistrictID, status casework.Status) (all, late int, err error) {
	if err := r.wholeQueue(district); err != nil {
		return 0, 0, err
	}
	return r.d.store.In(district).HowMany(ctx, string(status), org.Micros(r.d.Now()))
}

func (r Reader) wholeQueue(district org.DistrictID) error {
	if err := own(r.who, district); err != nil {
		return err
	}
	if access.ScopeOf(r.who).Kind != access.ScopeDistrict || !access.ReadsWords(r.who) {
		return rule.Refuse(rule.Forbidden, "P-81", "本岗位不查看全区县的待办")
	}
	return nil
}

// Foresee (预览) is a case as a command of this post would leave it, done now: the same decision, written nowhere. So a
// page can say beforehand which clocks would start and who would be told first. A refusal is the one the command would get.
func (r Reader) Foresee(ctx context.Context, view View, cmd casework.Command) (View, error) {
	stand, err := r.d.standing(ctx, r.who.District)
	if err != nil {
		return View{}, fmt.Errorf("foresee %s: %w", cmd.Verb(), err)
	}
	g := r.d.given(r.who, view.Case, stand)
	events, err := casework.Decide(view.Case, cmd, g)
	if err != nil {
		return View{}, err
	}
	m := casework.Moment{At: org.Micros(g.At), By: g.By}
	for _, e := range events {
		view.Case = casework.Evolve(view.Case, e, m)
	}
	view.At, view.Records, view.Verbs = m.At, nil, nil
	return view, nil
}
