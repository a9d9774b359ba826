package store

import (
	"context"
	"slices"
	"strings"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// InboxRow (待办) is one clock that waits for a unit, beside the queues of cases and tasks: a ruling, a reply, a step.
type InboxRow struct {
	Kind   string     // of the clock
	Ref    string     // what it belongs to: a task, step, transfer, question, request, supervision or rating; "" for the case
	Unit   org.UnitID // whose turn it is
	Task   string
	Due    int64 // 0 = unknown
	Yellow int64 // from when the time is short; 0 = not known
	Late   bool  // the miss is on record
}

// InboxOf is an inbox row with its case.
type InboxOf struct {
	InboxRow
	Case CaseRow
}

func (r *InboxRow) into() []any {
	return []any{&r.Kind, &r.Ref, &r.Unit, &r.Task, &r.Due, &r.Yellow, &r.Late}
}

func (r *InboxOf) into() []any { return append(r.InboxRow.into(), r.Case.into()...) }

const inboxColumns = `i.kind, i.ref, i.unit, i.task, i.due, i.yellow, i.late`

var (
	qInboxUnit = sqldb.Q(`SELECT ` + inboxColumns + `, ` + caseColumns + `
		FROM inbox i JOIN cases c ON c.district_id = i.district_id AND c.no = i.no
		WHERE i.district_id = $1 AND i.unit = $2 AND i.kind = $3 AND (i.due, i.no, i.ref, i.kind) > ($4, $5, $6, $7)
		ORDER BY i.due, i.no, i.ref LIMIT $8`)
	qInboxKind = sqldb.Q(`SELECT ` + inboxColumns + `, ` + caseColumns + `
		FROM inbox i JOIN cases c ON c.district_id = i.district_id AND c.no = i.no
		WHERE i.district_id = $1 AND i.kind = $2 AND (i.due, i.no, i.ref, i.kind) > ($3, $4, $5, $6)
		ORDER BY i.due, i.no, i.ref LIMIT $7`)
	qInboxTownship = sqldb.Q(`SELECT ` + inboxColumns + `, ` + caseColumns + `
		FROM inbox i JOIN cases c ON c.district_id = i.district_id AND c.no = i.no
		WHERE i.district_id = $1 AND i.kind = $2 AND c.township = $3 AND (i.due, i.no, i.ref, i.kind) > ($4, $5, $6, $7)
		ORDER BY i.due, i.no, i.ref LIMIT $8`)
	qInboxAbout = sqldb.Q(`SELECT ` + inboxColumns + `, ` + caseColumns + `
		FROM task k JOIN inbox i ON i.district_id = k.district_id AND i.no = k.no AND i.task = k.id
		JOIN cases c ON c.district_id = i.district_id AND c.no = i.no
		WHERE k.district_id = $1 AND k.unit = $2 AND i.kind = $3 AND (i.due, i.no, i.ref, i.kind) > ($4, $5, $6, $7)
		ORDER BY i.due, i.no, i.ref LIMIT $8`)
	qInboxOf     = sqldb.Q(`SELECT ` + inboxColumns + ` FROM inbox i WHERE i.district_id = $1 AND i.no = $2 ORDER BY i.kind, i.ref`)
	qInsertInbox = sqldb.Q(`INSERT INTO inbox (district_id, no, kind, ref, unit, task, due, yellow, late)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`)
	qUpdateInbox = sqldb.Q(`UPDATE inbox SET unit = $1, task = $2, due = $3, yellow = $4, late = $5
		WHERE district_id = $6 AND no = $7 AND kind = $8 AND ref = $9`)
	qDeleteInbox = sqldb.Q(`DELETE FROM inbox WHERE district_id = $1 AND no = $2 AND kind = $3 AND ref = $4`)
)

// inboxKey is where a page of an inbox ended: no two rows share it.
type inboxKey struct {
	Due  int64  `json:"due"`
	No   string `json:"no"`
	Ref  string `json:"ref"`
	Kind string `json:"kind"`
}

func (k inboxKey) compare(o inboxKey) int {
	switch {
	case k.Due != o.Due:
		if k.Due < o.Due {
			return -1
		}
		return 1
	case k.No != o.No:
		return strings.Compare(k.No, o.No)
	case k.Ref != o.Ref:
		return strings.Compare(k.Ref, o.Ref)
	}
	return strings.Compare(k.Kind, o.Kind)
}

func (r *InboxOf) key() inboxKey { return inboxKey{r.Due, r.Case.No, r.Ref, r.Kind} }

// kindsThere gives those of some kinds of which anything waits: for a unit, or for anybody where none is named. Most have
// nothing, and need no further look.
func (v View) kindsThere(ctx context.Context, unit org.UnitID, kinds []string) ([]string, error) {
	if len(kinds) < 2 {
		return kinds, nil
	}
	where, args := `i.district_id = $1`, []any{v.district}
	if unit != "" {
		where, args = where+` AND i.unit = $2`, append(args, unit)
	}
	text := "WITH k(kind) AS (VALUES "
	for i, kind := range kinds {
		if i > 0 {
			text += ", "
		}
		args = append(args, kind)
		text += "(CAST(" + place(len(args)) + " AS TEXT))"
	}
	text += `) SELECT k.kind FROM k WHERE EXISTS (SELECT 1 FROM inbox i WHERE ` + where + ` AND i.kind = k.kind)`
	return sqldb.All(ctx, v.q, sqldb.Text(text), sqldb.Self[string], args...)
}

// Inbox lists what waits for a unit, or for anybody where none is named, of some kinds of clock: the most pressing
// first, unknown deadlines last.
func (v View) Inbox(ctx context.Context, unit org.UnitID, page sqldb.Page, kinds ...string) ([]InboxOf, string, error) {
	kinds, err := v.kindsThere(ctx, unit, kinds)
	if err != nil {
		return nil, "", err
	}
	return inboxPage(page, kinds, func(kind string, after inboxKey, n int64) ([]InboxOf, error) {
		if unit == "" {
			return sqldb.All(ctx, v.q, qInboxKind, (*InboxOf).into, v.district, kind, after.Due, after.No, after.Ref, after.Kind, n)
		}
		return sqldb.All(ctx, v.q, qInboxUnit, (*InboxOf).into, v.district, unit, kind, after.Due, after.No, after.Ref, after.Kind, n)
	})
}

// InboxIn lists what waits for anybody in the cases of one township.
func (v View) InboxIn(ctx context.Context, township org.UnitID, page sqldb.Page, kinds ...string) ([]InboxOf, string, error) {
	return inboxPage(page, kinds, func(kind string, after inboxKey, n int64) ([]InboxOf, error) {
		return sqldb.All(ctx, v.q, qInboxTownship, (*InboxOf).into, v.district, kind, township, after.Due, after.No, after.Ref, after.Kind, n)
	})
}

// InboxAbout lists what others have to do about a unit's own tasks.
func (v View) InboxAbout(ctx context.Context, unit org.UnitID, page sqldb.Page, kinds ...string) ([]InboxOf, string, error) {
	return inboxPage(page, kinds, func(kind string, after inboxKey, n int64) ([]InboxOf, error) {
		return sqldb.All(ctx, v.q, qInboxAbout, (*InboxOf).into, v.district, unit, kind, after.Due, after.No, after.Ref, after.Kind, n)
	})
}

func inboxPage(page sqldb.Page, kinds []string, read func(string, inboxKey, int64) ([]InboxOf, error)) ([]InboxOf, string, error) {
	after := inboxKey{Due: -1}
	if _, err := page.After(&after); err != nil {
		return nil, "", err
	}
	size := page.Size()
	var all []InboxOf
	for _, kind := range kinds {
		rows, err := read(kind, after, int64(size)+1)
		if err != nil {
			return nil, "", err
		}
		all = append(all, rows...)
	}
	slices.SortFunc(all, func(a, b InboxOf) int { return a.key().compare(b.key()) })
	next := ""
	if len(all) > size {
		all = all[:size]
		next = sqldb.Cursor(all[size-1].key())
	}
	for i := range all {
		all[i].Due, all[i].Case.Due = dueOut(all[i].Due), dueOut(all[i].Case.Due)
	}
	return all, next, nil
}

// inboxOf lists the inbox rows of a case.
func (v View) inboxOf(ctx context.Context, no string) ([]InboxRow, error) {
	rows, err := sqldb.All(ctx, v.q, qInboxOf, (*InboxRow).into, v.district, no)
	for i := range rows {
		rows[i].Due = dueOut(rows[i].Due)
	}
	return rows, err
}

func (t *Tx) projectInbox(no string, old, now []InboxRow) error {
	type key struct{ kind, ref string }
	known := make(map[key]InboxRow, len(old))
	for _, r := range old {
		known[key{r.Kind, r.Ref}] = r
	}
	for _, r := range now {
		was, ok := known[key{r.Kind, r.Ref}]
		delete(known, key{r.Kind, r.Ref})
		var err error
		switch {
		case !ok:
			err = t.tx.Queue(t.ctx, qInsertInbox, t.district, no, r.Kind, r.Ref, r.Unit, r.Task, dueIn(r.Due), r.Yellow, r.Late)
		case was != r:
			err = t.tx.QueueOne(t.ctx, qUpdateInbox, r.Unit, r.Task, dueIn(r.Due), r.Yellow, r.Late, t.district, no, r.Kind, r.Ref)
		}
		if err != nil {
			return err
		}
	}
	for _, r := range old {
		if _, gone := known[key{r.Kind, r.Ref}]; gone {
			if err := t.tx.QueueOne(t.ctx, qDeleteInbox, t.district, no, r.Kind, r.Ref); err != nil {
				return err
			}
		}
	}
	return nil
}
