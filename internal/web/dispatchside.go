package web

import (
	"context"
	"slices"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/web/centre"
	"huying/internal/web/face"
	"huying/internal/web/muster"
)

// beside the desk so many rows of one sort are shown, and so many musters.
var (
	fewBeside = desk.Page{Limit: 10}
	mostBoard = 4
)

// centreMusters are the musters that run, the most pressing whole; running names the cases that have one. 依据 P-56.
func (x rows) centreMusters(ctx context.Context) (boards []muster.View, running map[string]bool, err error) {
	rows, _, err := x.v.reader.Watch(ctx, x.v.who.District, atOnce, desk.WaitMuster)
	running = map[string]bool{}
	for _, row := range rows {
		running[row.Case.No] = true
	}
	for _, row := range rows[:min(len(rows), mostBoard)] {
		view, err := x.v.reader.Case(ctx, x.v.who.District, casework.CaseNo(row.Case.No))
		if err != nil {
			return nil, nil, err
		}
		units := []org.UnitID{view.Case.Township}
		for _, t := range view.Case.Tasks {
			units = append(units, t.Unit)
		}
		onDuty, err := x.v.reader.OnDuty(ctx, units...)
		if err != nil {
			return nil, nil, err
		}
		if board := (narrator{l: x.l, v: x.v, view: view}).board(onDuty); board.Called {
			boards = append(boards, board)
		}
	}
	return boards, running, err
}

// side fills in what else waits: for the centre, the late first; and, folded, for others.
func (x rows) side(ctx context.Context, side *centre.Side) error {
	rulings, second, err := x.rulings(ctx)
	if err != nil {
		return err
	}
	returns, err := x.returnsBeside(ctx, second)
	if err != nil {
		return err
	}
	own, err := x.ownBeside(ctx)
	if err != nil {
		return err
	}
	late, many, err := x.v.reader.Overdue(ctx, x.v.who.District, fewBeside.Limit)
	if err != nil {
		return err
	}
	lateList := x.list("late", "", late)
	if many {
		lateList.More = x.v.base + "/cases?open=true&overdue=true"
	}
	supervised, more, err := x.v.reader.Watch(ctx, x.v.who.District, fewBeside, casework.ClockExplain)
	if err != nil {
		return err
	}
	supervisions := x.waitingList("supervisions", supervised, x.v.base+"/supervisions", more != "")
	if x.v.who.Actor.Role == org.CentreLead { // only the centre's lead decides on a return. 依据 P-44
		own = append(own, returns)
	} else {
		side.Others = append(side.Others, returns)
	}
	side.Own = toned(append(own, supervisions, lateList))
	side.Others = toned(append(side.Others, rulings))
	return nil
}

// returnsBeside are the returned tasks; a second return is the staffing office's to rule on. 依据 P-49.
func (x rows) returnsBeside(ctx context.Context, second map[string]bool) (face.List, error) {
	list := face.List{ID: "returns", Title: x.l.T("list.returns")}
	returned, _, err := x.v.reader.Returns(ctx, x.v.who.District, atOnce)
	for _, t := range returned {
		if second[t.Case.No+" "+t.Task.ID] {
			continue
		}
		row := x.of(t.Case, "")
		row.Href += "#do"
		row.From, row.Clock = x.v.units.Name(t.Task.Unit), x.clock(t.Case.No, t.Task.Due, t.Task.Yellow)
		list.Rows = append(list.Rows, row)
	}
	return list, err
}

// ownBeside is what lies in the centre's inbox, a list for each sort.
func (x rows) ownBeside(ctx context.Context) (lists []face.List, err error) {
	kinds := ownKinds(x.v.who.Actor.Role)
	waiting, more, err := x.v.reader.Inbox(ctx, x.v.who.District, atOnce, kinds...)
	for _, kind := range kinds {
		rows := slices.DeleteFunc(slices.Clone(waiting), func(row store.InboxOf) bool { return row.Kind != string(kind) })
		if len(rows) == 0 {
			continue
		}
		list := x.waitingList(string(kind), rows, x.v.base+"/inbox?kind="+string(kind), more != "")
		for i, row := range rows {
			list.Rows[i].Href = x.v.base + "/inbox?kind=" + row.Kind + "#" + anchor(row)
		}
		list.Title = x.l.T("inbox.kind." + string(kind))
		lists = append(lists, list)
	}
	return lists, err
}

func (x rows) waitingList(id string, rows []store.InboxOf, all string, more bool) face.List {
	list := face.List{ID: id, Title: x.l.T("list." + id)}
	for _, row := range rows {
		shown := x.of(row.Case, "")
		if row.Unit != "" {
			shown.From = x.v.units.Name(row.Unit)
		}
		shown.Clock = x.clock(row.Case.No, row.Due, row.Yellow)
		list.Rows = append(list.Rows, shown)
	}
	if more {
		list.More = all
	}
	return list
}

// toned leaves out what is empty, colours what is late, and puts it first.
func toned(lists []face.List) []face.List {
	lists = slices.DeleteFunc(lists, func(l face.List) bool { return len(l.Rows) == 0 })
	late := func(l face.List) int {
		if l.Tone == face.Red {
			return 0
		}
		return 1
	}
	for i := range lists {
		if slices.ContainsFunc(lists[i].Rows, func(row face.Case) bool { return row.Clock.State == face.ClockOverdue }) {
			lists[i].Tone = face.Red
		}
	}
	slices.SortStableFunc(lists, func(a, b face.List) int { return late(a) - late(b) })
	return lists
}
