package store

import (
	"context"
	"slices"
	"strings"

	"huying/internal/sqldb"
)

var (
	qMissed = sqldb.Q(`SELECT ` + caseColumns + ` FROM cases c
		WHERE c.district_id = $1 AND c.open = TRUE AND c.late = TRUE ORDER BY c.no DESC LIMIT $2`)
	// A miss is on record as soon as somebody has looked at the clock, so few cases stand between.
	qPassed = sqldb.Q(`SELECT ` + caseColumns + ` FROM clock k JOIN cases c ON c.district_id = k.district_id AND c.no = k.no
		WHERE k.district_id = $1 AND k.next_at <= $2 AND k.due <= $3 AND c.due <= $3 AND c.open = TRUE AND c.late = FALSE
		ORDER BY k.next_at, k.no, k.name LIMIT $4`)
)

// passedAtMost is how many cases whose miss is not on record yet one list looks at.
const passedAtMost = 200

// Overdue lists the newest of the district's open cases that are overdue: a miss on record, or a deadline that has passed
// at an instant, microseconds UTC. It gives so many at most, and whether there are more.
func (v View) Overdue(ctx context.Context, now int64, most int) (list []CaseRow, more bool, err error) {
	missed, err := sqldb.All(ctx, v.q, qMissed, (*CaseRow).into, v.district, int64(most)+1)
	if err != nil {
		return nil, false, err
	}
	passed, err := sqldb.All(ctx, v.q, qPassed, (*CaseRow).into, v.district, now+longestLease.Microseconds(), now, int64(passedAtMost))
	if err != nil {
		return nil, false, err
	}
	list = slices.Concat(missed, passed)
	slices.SortFunc(list, func(a, b CaseRow) int { return strings.Compare(b.No, a.No) })
	list = slices.CompactFunc(list, func(a, b CaseRow) bool { return a.No == b.No }) // it may have gone on record in between
	if more = len(list) > most; more {
		list = list[:most]
	}
	for i := range list {
		list[i].Due = dueOut(list[i].Due)
	}
	return list, more, nil
}
