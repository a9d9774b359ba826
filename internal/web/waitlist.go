package web

import (
	"context"
	"slices"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/store"
	"huying/internal/web/face"
)

// beside is what waits for a post's unit beside the queues of its desk: a list, the most pressing first,
// and a tray for each sort there is; each leads to the page where it is dealt with. The sorts a desk
// shows elsewhere are left out.
func (x rows) beside(ctx context.Context, but ...casework.ClockKind) (face.List, []face.Tray, error) {
	list := face.List{ID: "inbox", Title: x.l.T("inbox.title"), Tone: face.Amber, Hide: true}
	kinds := slices.DeleteFunc(ownKinds(x.v.who.Actor.Role), func(k casework.ClockKind) bool { return slices.Contains(but, k) })
	waiting, next, err := x.v.reader.Inbox(ctx, x.v.who.District, atOnce, kinds...)
	if err != nil {
		return list, nil, err
	}
	if next != "" {
		list.More = x.v.base + "/inbox"
	}
	var trays []face.Tray
	for _, kind := range kinds {
		tray := face.Tray{Label: x.l.T("inbox.kind." + string(kind)), Href: x.v.base + "/inbox?kind=" + string(kind), Tone: face.Amber}
		for _, row := range waiting {
			if row.Kind != string(kind) {
				continue
			}
			tray.Count++
			if row.Due != 0 && x.now > row.Due {
				tray.Tone = face.Red
			}
		}
		if tray.Count > 0 {
			trays = append(trays, tray)
		}
	}
	for _, row := range waiting {
		list.Rows = append(list.Rows, x.waiting(row))
	}
	return list, trays, nil
}

// waiting is one thing that waits, as a row that leads to it.
func (x rows) waiting(row store.InboxOf) face.Case {
	shown := x.of(row.Case, "")
	shown.Do = doing(x.l, casework.ClockKind(row.Kind))
	shown.Href = x.v.base + "/inbox?kind=" + row.Kind + "#" + anchor(row)
	shown.Clock = x.clock(row.Case.No, row.Due, row.Yellow)
	return shown
}

// awaited is what others still owe to this unit's tasks: a decision on its request, an answer to its
// question. When it is gone from here, it has been given.
func (x rows) awaited(ctx context.Context) (face.List, error) {
	list := face.List{ID: "awaited", Title: x.l.T("list.awaited"), Hide: true}
	owed, _, err := x.v.reader.Awaited(ctx, x.v.who.District, atOnce)
	for _, row := range owed {
		shown := x.of(row.Case, "")
		shown.From, shown.Clock, shown.Doing = x.v.units.Name(row.Unit), x.clock(row.Case.No, row.Due, row.Yellow), doing(x.l, casework.ClockKind(row.Kind))
		list.Rows = append(list.Rows, shown)
	}
	return list, err
}

// rulings are the disputes that the staffing office has still to rule on.
func (x rows) rulings(ctx context.Context) (list face.List, returned map[string]bool, err error) {
	list, returned = face.List{ID: "rulings", Title: x.l.T("list.rulings"), Hide: true}, map[string]bool{}
	waiting, _, err := x.v.reader.Watch(ctx, x.v.who.District, atOnce, casework.ClockRuling)
	for _, row := range waiting {
		returned[row.Case.No+" "+row.Ref] = true
		shown := x.of(row.Case, row.Kind)
		shown.Clock, shown.Note = x.clock(row.Case.No, row.Due, row.Yellow), x.l.T("ruling.kind."+sortOfDispute(row))
		list.Rows = append(list.Rows, shown)
	}
	return list, returned, err
}

// musters are those to which not all have come: in the whole district, or in a township's own cases.
func (x rows) musters(ctx context.Context) (face.List, error) {
	list := face.List{ID: "musters", Title: x.l.T("list.musters"), Doing: x.l.T("list.do.musters"), Tone: face.Amber, Hide: true}
	running, _, err := x.v.reader.Watch(ctx, x.v.who.District, atOnce, desk.WaitMuster)
	for _, row := range running {
		shown := x.of(row.Case, "")
		shown.Href += "/muster"
		shown.Clock, shown.Doing = x.clock(row.Case.No, row.Due, row.Yellow), x.l.T("muster.title")
		list.Rows = append(list.Rows, shown)
	}
	return list, err
}

// begun lists the reports that this person has begun to write.
func (s *Server) begun(ctx context.Context, v visit) (face.List, error) {
	l := locale.From(ctx)
	list := face.List{ID: "drafts", Title: l.T("list.drafts"), Doing: l.T("list.do.drafts"), Hide: true}
	drafts, _, err := s.drafts(ctx, v, "")
	for _, d := range drafts {
		title := d.Text
		if title == "" {
			title = l.T("list.drafts")
		}
		list.Rows = append(list.Rows, face.Case{Href: d.Href, Title: title, Place: d.Place, From: v.who.Name, At: d.At})
	}
	return list, err
}
