package desk

import (
	"context"
	"fmt"
	"strings"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/sqldb"
	"huying/internal/store"
)

// RecountStream is the stream of the orders to count running deadlines anew.
const RecountStream = "recount"

// RecountOrdered (重算令) records that the district government has running deadlines counted anew by the calendar as it is.
// 依据 P-129.
type RecountOrdered struct {
	Calendar string         `json:"calendar"` // hash of the calendar
	Reason   ledger.Content `json:"reason"`
}

// Recounted says what came of an order: how many open cases were looked at, and in how many a deadline moved.
type Recounted struct {
	Order        int64
	Cases, Moved int
}

// Recount (重算) has every clock that runs in the district's open cases counted anew by the calendar as it is now. The order is
// on record before the first moves; where it was cut short, a second order does the rest. progress, which may be nil, is told after
// each case. 依据 P-129.
func (d *Desk) Recount(ctx context.Context, who access.Who, district org.DistrictID, reason string, progress func(done int)) (Recounted, error) {
	var did Recounted
	if err := own(who, district); err != nil {
		return did, err
	}
	stand, err := d.standing(ctx, district)
	if err != nil {
		return did, err
	}
	if err := d.holdsPost(who, stand.units); err != nil {
		return did, err
	}
	if who.Actor.Role != org.GovernmentApprover && who.Actor.Role != org.System {
		return did, rule.Refuse(rule.Forbidden, "P-129", "重算时限由区县政府决定")
	}
	if strings.TrimSpace(reason) == "" {
		return did, rule.Refuse(rule.Incomplete, "P-129", "请填写理由").At("reason")
	}
	err = d.store.Write(ctx, district, func(_ context.Context, tx *store.Tx) (err error) {
		did.Order, err = appendTo(tx, RecountStream, who.Actor, org.Micros(d.Now()), RecountOrdered{stand.calendar.Hash(), ledger.Text(reason)})
		return err
	})
	if err != nil {
		return did, fmt.Errorf("recount: %w", err)
	}
	err = d.eachOpen(ctx, district, func(row store.CaseRow) error {
		after, err := d.system(ctx, district, casework.CaseNo(row.No), casework.Recount{Order: did.Order})
		if err != nil {
			return err
		}
		did.Cases++
		if after > row.Version {
			did.Moved++
		}
		if progress != nil {
			progress(did.Cases)
		}
		return nil
	})
	return did, err
}

// eachOpen goes through the open cases of a district.
func (d *Desk) eachOpen(ctx context.Context, district org.DistrictID, do func(store.CaseRow) error) error {
	page := sqldb.Page{Limit: 200}
	for {
		rows, next, err := d.store.In(district).Cases(ctx, store.CaseFilter{Viewer: store.ViewerDistrict, Open: true}, page)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := do(row); err != nil {
				return fmt.Errorf("case %s: %w", row.No, err)
			}
		}
		if next == "" {
			return nil
		}
		page.Cursor = next
	}
}
