package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/web/department"
	"huying/internal/web/face"
)

// stages are the steps of a task on its unit's desk: which clock runs, and in which statuses.
var stages = []struct {
	id       string
	doing    casework.ClockKind
	statuses []casework.TaskStatus
}{
	{"accept", casework.ClockAccept, []casework.TaskStatus{casework.TaskWaiting, casework.TaskDesignated}},
	{"arrive", casework.ClockArrive, []casework.TaskStatus{casework.TaskAccepted}},
	{"act", casework.ClockDone, []casework.TaskStatus{casework.TaskArrived}},
	{"returned", casework.ClockReturn, []casework.TaskStatus{casework.TaskReturned}},
}

// unitDesk shows the open tasks of a department, section or agency by their clocks: of all, of one step, of one person.
func (s *Server) unitDesk(w http.ResponseWriter, r *http.Request, v visit) error {
	x, err := s.rows(r.Context(), v)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	load, err := v.reader.Load(r.Context(), v.who.District)
	if err != nil {
		return err
	}
	if v.who.Department != "" { // of a section: what was assigned to it
		load = slices.DeleteFunc(load, func(l store.LoadRow) bool { return l.Section != v.who.Actor.Unit })
	}
	page := department.View{Unit: v.units.Name(v.who.Actor.Unit), Empty: x.l.T("unit.empty")}
	look := looking{x: x, load: load, stage: q.Get("stage"), officer: q.Get("who")}
	page.Stages, page.Whose = look.stages(), look.whose()
	tasks, next, err := look.tasks(r, q.Get("cursor"))
	if errors.Is(err, desk.ErrCursor) {
		return rule.Refuse(rule.Invalid, "P-87", "没有这一页列表，请重新查找").At("cursor")
	}
	if err != nil {
		return err
	}
	if next != "" {
		page.More = look.to(look.stage, look.officer) + "&cursor=" + url.QueryEscape(next)
	}
	if page.Groups, err = look.groups(r, tasks); err != nil {
		return err
	}
	if look.stage != "" || look.officer != "" {
		page.Empty = x.l.T("unit.empty.filter")
	}
	if leads(v.who.Actor.Role) {
		if page.Board, err = look.board(r); err != nil {
			return err
		}
	}
	waits, trays, err := x.beside(r.Context())
	if err != nil {
		return err
	}
	if page.Awaited, err = x.awaited(r.Context()); err != nil {
		return err
	}
	page.Waits, page.Trays, page.Signs = waits, trays, s.signs(x.l, v)
	return show(w, r, http.StatusOK, department.Page(s.frame(r, v, "nav.desk"), page))
}

// looking is which of a unit's tasks are looked at.
type looking struct {
	x       rows
	load    []store.LoadRow
	stage   string // one of stages; empty: all
	officer string // me, none, an account; empty: everybody
}

// whoever is the account that is looked for.
func (k looking) whoever() org.AccountID {
	switch k.officer {
	case "me":
		return k.x.v.who.Actor.Account
	case "none":
		return ""
	}
	return org.AccountID(k.officer)
}

func (k looking) tasks(r *http.Request, cursor string) ([]store.TaskOfCase, string, error) {
	var statuses []casework.TaskStatus
	for _, stage := range stages {
		if k.stage == "" && stage.id != "returned" || stage.id == k.stage { // what was returned waits for the centre
			statuses = append(statuses, stage.statuses...)
		}
	}
	page := atOnce
	page.Cursor = cursor
	reader, district := k.x.v.reader, k.x.v.who.District
	if k.officer != "" {
		return reader.TasksOf(r.Context(), district, k.whoever(), page, statuses...)
	}
	return reader.Tasks(r.Context(), district, page, statuses...)
}

// to is the address of this desk, looking at one step of one person.
func (k looking) to(stage, officer string) string {
	return k.x.v.base + "/desk?" + url.Values{"stage": {stage}, "who": {officer}}.Encode()
}

// stages are the steps with how much waits at each.
func (k looking) stages() []face.Link {
	all := face.Link{Label: k.x.l.T("unit.stage.all"), Href: k.to("", k.officer), Here: k.stage == ""}
	var links []face.Link
	for _, stage := range stages {
		link := face.Link{Label: k.x.l.T("unit.stage." + stage.id), Href: k.to(stage.id, k.officer), Here: k.stage == stage.id}
		for _, l := range k.load {
			if slices.Contains(stage.statuses, casework.TaskStatus(l.Status)) && (k.officer == "" || l.Officer == k.whoever()) {
				link.Count += int(l.Open)
			}
		}
		if stage.id != "returned" {
			all.Count += link.Count
		} else if link.Count == 0 && !link.Here {
			continue
		}
		links = append(links, link)
	}
	return append([]face.Link{all}, links...)
}

// whose is the choice between everybody's tasks and one's own.
func (k looking) whose() []face.Link {
	return []face.Link{
		{Label: k.x.l.T("unit.whose.all"), Href: k.to(k.stage, ""), Here: k.officer == ""},
		{Label: k.x.l.T("unit.whose.me"), Href: k.to(k.stage, "me"), Here: k.officer == "me" || k.officer == string(k.x.v.who.Actor.Account)},
	}
}

// groups are the tasks by how pressing they are.
func (k looking) groups(r *http.Request, tasks []store.TaskOfCase) ([]department.Group, error) {
	v := k.x.v
	musters, err := v.reader.Musters(r.Context(), v.who.District)
	if err != nil {
		return nil, err
	}
	callers := make([]org.UnitID, len(tasks))
	for i, t := range tasks {
		callers[i] = t.Case.Township
	}
	onDuty, err := v.reader.OnDuty(r.Context(), callers...)
	if err != nil {
		return nil, err
	}
	mates, err := v.reader.Colleagues(r.Context())
	if err != nil {
		return nil, err
	}
	all := map[string]*department.Group{}
	for _, t := range tasks {
		slip := k.slip(t)
		slip.Phone, slip.Officer = onDuty[t.Case.Township].Phone, mates[t.Task.Officer].Name
		if due, ok := musters[t.Case.No]; ok && (slip.Doing == "accept" || slip.Doing == "arrive") {
			slip.Note = k.x.l.T("list.mustered", face.WhenIn(k.x.l, k.x.now, due))
		}
		id := k.when(slip.Clock)
		if all[id] == nil {
			all[id] = &department.Group{ID: id, Title: k.x.l.T("unit.when." + id)}
		}
		all[id].Slips = append(all[id].Slips, slip)
	}
	var groups []department.Group
	for _, id := range []string{"late", "today", "later", "none"} {
		if g := all[id]; g != nil {
			if id == "late" {
				g.Tone = face.Red
			}
			groups = append(groups, *g)
		}
	}
	return groups, nil
}

// when is how pressing a clock is: late, today, later, or none where nothing counts.
func (k looking) when(c face.Clock) string {
	switch {
	case c.State == face.ClockOverdue:
		return "late"
	case c.Due == 0:
		return "none"
	case face.SameDay(k.x.now, c.Due):
		return "today"
	}
	return "later"
}

func (k looking) slip(t store.TaskOfCase) department.Slip {
	x := k.x
	doing := casework.ClockDone
	for _, stage := range stages {
		if slices.Contains(stage.statuses, casework.TaskStatus(t.Task.Status)) {
			doing = stage.doing
		}
	}
	row := x.of(t.Case, string(doing))
	slip := department.Slip{
		ID: t.Case.No + "-" + t.Task.ID, No: row.No, Href: row.Href, Title: row.Title, Situation: row.Situation, Class: row.Class, Part: "assist",
		Status: t.Task.Status, Place: row.Place, Township: x.v.units.Name(t.Case.Township), Doing: string(doing),
		Clock: x.clock(t.Case.No, t.Task.Due, t.Task.Yellow), NextHref: row.Href + "/do",
	}
	switch {
	case t.Task.Lead:
		slip.Part = "lead"
	case t.Task.Summoned:
		slip.Part = "summoned"
	}
	switch {
	case t.Case.Status == string(casework.CaseSuspended) || t.Case.Status == string(casework.CaseMerged):
		// Its clocks stand still, and so does the work.
		slip.Note, slip.Doing, slip.Clock = x.l.T("status.case."+t.Case.Status), "", face.Clock{State: face.ClockPaused}
		slip.Next, slip.NextHref = x.l.T("list.do.detail"), slip.Href
	case doing == casework.ClockAccept:
		slip.Quick = &face.Form{Action: slip.Href + "/accept", Key: newKey(), Title: x.l.T("verb.accept")}
		slip.Next = x.l.T("list.do.detail")
	case doing == casework.ClockArrive:
		slip.Next = x.l.T("verb.arrive")
	case doing == casework.ClockDone:
		slip.Next = x.l.T("list.do.act")
	default:
		slip.Next, slip.NextHref = x.l.T("list.do.detail"), slip.Href
	}
	if t.Task.Status == string(casework.TaskDesignated) {
		slip.Note = x.l.T("status.task.designated")
	}
	return slip
}

// board is what a unit's leader sees of it: who has how much before them, and what is late.
func (k looking) board(r *http.Request) (*department.Board, error) {
	mates, err := k.x.v.reader.Colleagues(r.Context())
	if err != nil {
		return nil, err
	}
	board := &department.Board{Title: k.x.l.T("unit.board")}
	lines := map[org.AccountID]*department.Line{}
	var order []org.AccountID
	for _, l := range k.load {
		line := lines[l.Officer]
		if line == nil {
			line = &department.Line{Name: mates[l.Officer].Name, Href: k.to("", string(l.Officer)), Here: k.officer == string(l.Officer)}
			if l.Officer == "" {
				line.Name, line.Href, line.Here, line.Nobody = k.x.l.T("unit.nobody"), k.to("", "none"), k.officer == "none", true
			}
			if line.Name == "" {
				line.Name = k.x.l.T("unit.somebody")
			}
			lines[l.Officer], order = line, append(order, l.Officer)
		}
		for i, stage := range stages {
			if slices.Contains(stage.statuses, casework.TaskStatus(l.Status)) {
				line.Counts[i] += int(l.Open)
				board.Total.Counts[i] += int(l.Open)
			}
		}
		line.Late += int(l.Late)
		board.Total.Late += int(l.Late)
	}
	for _, stage := range stages {
		board.Columns = append(board.Columns, k.x.l.T("unit.stage."+stage.id))
	}
	for _, id := range order {
		board.Lines = append(board.Lines, *lines[id])
	}
	slices.SortStableFunc(board.Lines, func(a, b department.Line) int { return b.Late - a.Late })
	board.Total.Name = k.x.l.T("unit.total")
	return board, nil
}
