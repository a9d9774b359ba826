package store

import (
	"math"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// CaseRow (呼叫单) is what lists and queues show of a case. It is written with the event and can be
// rebuilt from the record; Summary and Place are projected from content, and go when that is erased.
type CaseRow struct {
	No, ID    string
	Version   int64
	Status    string
	Class     string
	Kind      string
	Cause     string
	Source    string
	Edition   string
	Matter    int
	Situation string
	Service   string
	Township  org.UnitID
	Grid      org.UnitID
	Lead      org.UnitID
	Reporter  org.AccountID
	Created   int64
	Called    int64
	Changed   int64
	Closed    int64
	Due       int64 // earliest running deadline; 0 = none
	Yellow    int64 // from when the time to it is short; 0 = not known
	Late      bool  // a miss is on record
	Open      bool  // somebody still has to do something
	Summary   string
	Place     string
}

// TaskRow (派单件) is one unit's share in a case, as its desk lists it.
type TaskRow struct {
	ID       string
	Unit     org.UnitID
	Section  org.UnitID
	Officer  org.AccountID
	Lead     bool
	Summoned bool // 镇街调派
	Status   string
	Due      int64 // earliest running deadline of the task; 0 = none
	Yellow   int64 // from when the time to it is short; 0 = not known
	Late     bool
	Open     bool
}

// ClockRow (时限) says when something falls due in a case. One row named next is enough for the
// worker: it sends Lapse, and the case knows what was missed.
type ClockRow struct {
	Name string
	Due  int64
}

// Projection is a case as the tables have it: what Project compares and writes.
type Projection struct {
	Case     CaseRow
	Tasks    []TaskRow
	Clocks   []ClockRow
	Warnings []WarningRow // clocks that are still to turn yellow; a rebuild leaves them alone
	Viewers  []string     // who sees it in a list; see ViewerDistrict and its neighbours
	Inbox    []InboxRow   // what waits beside the queues

	Supervisions []SupervisionRow

	Precedents []PrecedentRow // to be kept beside those that are there already; a rebuild names them all
}

// ViewerDistrict (全区) sees every case of the district.
const ViewerDistrict = "district"

// ViewerAccount (本人) sees what the account reported or works on.
func ViewerAccount(a org.AccountID) string { return "account:" + string(a) }

// ViewerGrid (本网格) sees what was reported in the grid.
func ViewerGrid(u org.UnitID) string { return "grid:" + string(u) }

// ViewerTownship (本镇街) sees the township's cases.
func ViewerTownship(u org.UnitID) string { return "township:" + string(u) }

// ViewerUnit (本单位) sees the cases in which the unit has, or had, a task.
func ViewerUnit(u org.UnitID) string { return "unit:" + string(u) }

// ViewerAsked (被询问单位) finds the cases in which a partner was asked. It lists no case to it: only its questions are
// read there.
func ViewerAsked(u org.UnitID) string { return "asked:" + string(u) }

var (
	qInsertCase = sqldb.Q(`INSERT INTO cases (district_id, no, id, version, status, class, kind, cause, source, edition,
		matter, situation, service, township, grid, lead, reporter, created, called, changed, closed, due, yellow, late, open,
		summary, place) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
		$20, $21, $22, $23, $24, $25, $26, $27)`)
	qUpdateCase = sqldb.Q(`UPDATE cases SET version = $1, status = $2, class = $3, kind = $4, cause = $5, edition = $6,
		matter = $7, situation = $8, service = $9, township = $10, grid = $11, lead = $12, called = $13, changed = $14,
		closed = $15, due = $16, yellow = $17, late = $18, open = $19, summary = $20, place = $21
		WHERE district_id = $22 AND no = $23 AND version = $24`)
	qInsertTask = sqldb.Q(`INSERT INTO task (district_id, no, id, unit, section, officer, lead, summoned, status, due, yellow, late, open)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`)
	qUpdateTask = sqldb.Q(`UPDATE task SET unit = $1, section = $2, officer = $3, lead = $4, summoned = $5, status = $6,
		due = $7, yellow = $8, late = $9, open = $10 WHERE district_id = $11 AND no = $12 AND id = $13`)
	qDeleteTask    = sqldb.Q(`DELETE FROM task WHERE district_id = $1 AND no = $2 AND id = $3`)
	qInsertClock   = sqldb.Q(`INSERT INTO clock (district_id, no, name, due, next_at) VALUES ($1, $2, $3, $4, $5)`)
	qUpdateClock   = sqldb.Q(`UPDATE clock SET due = $1, next_at = $2 WHERE district_id = $3 AND no = $4 AND name = $5`)
	qDeleteClock   = sqldb.Q(`DELETE FROM clock WHERE district_id = $1 AND no = $2 AND name = $3`)
	qInsertVisible = sqldb.Q(`INSERT INTO visible (district_id, viewer, no, open) VALUES ($1, $2, $3, $4)`)
	qUpdateVisible = sqldb.Q(`UPDATE visible SET open = $1 WHERE district_id = $2 AND viewer = $3 AND no = $4`)
	qDeleteVisible = sqldb.Q(`DELETE FROM visible WHERE district_id = $1 AND viewer = $2 AND no = $3`)
)

// never stands for no deadline, so that what has one comes first.
const never = math.MaxInt64

func dueIn(at int64) int64 {
	if at == 0 {
		return never
	}
	return at
}

func dueOut(at int64) int64 {
	if at == never {
		return 0
	}
	return at
}

// Project writes a case as it is now; before is how it was, nil for a new case. Only what differs is
// written. The case's row names the version it leaves: if somebody else changed it, the Write is
// decided anew.
func (t *Tx) Project(before *Projection, after Projection) error {
	var old Projection
	if before == nil {
		if err := t.insertCase(after.Case); err != nil {
			return err
		}
	} else {
		old = *before
		if old.Case != after.Case {
			if err := t.updateCase(old.Case.Version, after.Case); err != nil {
				return err
			}
		}
	}
	no := after.Case.No
	if err := t.projectTasks(no, old.Tasks, after.Tasks); err != nil {
		return err
	}
	if err := t.projectClocks(no, old.Clocks, after.Clocks); err != nil {
		return err
	}
	if err := t.projectWarnings(no, old.Warnings, after.Warnings); err != nil {
		return err
	}
	if err := t.projectViewers(no, old, after); err != nil {
		return err
	}
	if err := t.projectInbox(no, old.Inbox, after.Inbox); err != nil {
		return err
	}
	if err := t.projectSupervisions(no, old.Supervisions, after.Supervisions); err != nil {
		return err
	}
	return t.keepPrecedents(after.Precedents)
}

func (t *Tx) insertCase(c CaseRow) error {
	return t.tx.Queue(t.ctx, qInsertCase, t.district, c.No, c.ID, c.Version, c.Status, c.Class, c.Kind, c.Cause, c.Source,
		c.Edition, int64(c.Matter), c.Situation, c.Service, c.Township, c.Grid, c.Lead, c.Reporter, c.Created, c.Called,
		c.Changed, c.Closed, dueIn(c.Due), c.Yellow, c.Late, c.Open, c.Summary, c.Place)
}

func (t *Tx) updateCase(leaves int64, c CaseRow) error {
	return t.tx.QueueOne(t.ctx, qUpdateCase, c.Version, c.Status, c.Class, c.Kind, c.Cause, c.Edition, int64(c.Matter),
		c.Situation, c.Service, c.Township, c.Grid, c.Lead, c.Called, c.Changed, c.Closed, dueIn(c.Due), c.Yellow, c.Late, c.Open,
		c.Summary, c.Place, t.district, c.No, leaves)
}

func (t *Tx) projectTasks(no string, old, now []TaskRow) error {
	known := make(map[string]TaskRow, len(old))
	for _, k := range old {
		known[k.ID] = k
	}
	for _, k := range now {
		was, ok := known[k.ID]
		delete(known, k.ID)
		var err error
		switch {
		case !ok:
			err = t.tx.Queue(t.ctx, qInsertTask, t.district, no, k.ID, k.Unit, k.Section, k.Officer, k.Lead, k.Summoned, k.Status,
				dueIn(k.Due), k.Yellow, k.Late, k.Open)
		case was != k:
			err = t.tx.QueueOne(t.ctx, qUpdateTask, k.Unit, k.Section, k.Officer, k.Lead, k.Summoned, k.Status, dueIn(k.Due), k.Yellow, k.Late,
				k.Open, t.district, no, k.ID)
		}
		if err != nil {
			return err
		}
	}
	for _, k := range old {
		if _, gone := known[k.ID]; gone {
			if err := t.tx.QueueOne(t.ctx, qDeleteTask, t.district, no, k.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *Tx) projectClocks(no string, old, now []ClockRow) error {
	known := make(map[string]int64, len(old))
	for _, c := range old {
		known[c.Name] = c.Due
	}
	for _, c := range now {
		was, ok := known[c.Name]
		delete(known, c.Name)
		var err error
		switch {
		case !ok:
			err = t.tx.Queue(t.ctx, qInsertClock, t.district, no, c.Name, c.Due, c.Due)
		case was != c.Due:
			err = t.tx.QueueOne(t.ctx, qUpdateClock, c.Due, c.Due, t.district, no, c.Name)
		}
		if err != nil {
			return err
		}
	}
	for _, c := range old {
		if _, gone := known[c.Name]; gone {
			if err := t.tx.QueueOne(t.ctx, qDeleteClock, t.district, no, c.Name); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *Tx) projectViewers(no string, old, now Projection) error {
	known := make(map[string]bool, len(old.Viewers))
	for _, v := range old.Viewers {
		known[v] = true
	}
	for _, v := range now.Viewers {
		was, ok := known[v]
		if ok && !was {
			continue // named twice
		}
		known[v] = false
		var err error
		switch {
		case !ok:
			err = t.tx.Queue(t.ctx, qInsertVisible, t.district, v, no, now.Case.Open)
		case old.Case.Open != now.Case.Open:
			err = t.tx.QueueOne(t.ctx, qUpdateVisible, now.Case.Open, t.district, v, no)
		}
		if err != nil {
			return err
		}
	}
	for _, v := range old.Viewers {
		if known[v] {
			known[v] = false
			if err := t.tx.QueueOne(t.ctx, qDeleteVisible, t.district, v, no); err != nil {
				return err
			}
		}
	}
	return nil
}
