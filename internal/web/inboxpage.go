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
	"huying/internal/web/face"
	"huying/internal/web/inbox"
)

// ownKinds are the sorts of waiting that a page of items shows for a post, out of all there are: not what
// waits for the unit but for somebody else's word in it, nor what has a desk or a board of its own.
func ownKinds(role org.Role) (kinds []casework.ClockKind) {
	for _, k := range desk.InboxKinds {
		if stationOf(role) == centreDesk && !slices.Contains(centreOwes, k) {
			continue
		}
		switch k {
		case desk.WaitMuster, casework.ClockRuling:
			continue
		case desk.WaitSign:
			if role != org.DepartmentLeader {
				continue
			}
		case casework.ClockRequest:
			if role == org.Dispatcher {
				continue
			}
		case casework.ClockApproval:
			if role != org.TownshipLeader {
				continue
			}
		}
		kinds = append(kinds, k)
	}
	return kinds
}

// centreOwes are the clocks that wait for the centre itself, beside the queues of its desk: leads that are vacant, releases
// that a lead proposed, and requests for more time. 依据 P-36, P-52, P-106.
var centreOwes = []casework.ClockKind{casework.ClockLead, casework.ClockLetting, casework.ClockRequest}

// inboxPage shows all that waits for this post's unit beside the queues of its desk, or of one sort.
func (s *Server) inboxPage(w http.ResponseWriter, r *http.Request, v visit) error {
	switch stationOf(v.who.Actor.Role) {
	case townshipDesk, centreDesk, unitDesk:
		return s.showInbox(w, r, v, "inbox.title", "inbox.lede", nil)
	}
	return s.home(w, r, v)
}

// showInbox shows what waits, with more groups after it.
func (s *Server) showInbox(w http.ResponseWriter, r *http.Request, v visit, title, lede string, after func(*inbox.View) error) error {
	wait, err := s.waits(r, v)
	if err != nil {
		return err
	}
	kinds := kindsIn(ownKinds(v.who.Actor.Role), r.FormValue("kind"))
	rows, next, err := v.reader.Inbox(r.Context(), v.who.District, desk.Page{Limit: atOneLook, Cursor: r.FormValue("cursor")}, kinds...)
	if errors.Is(err, desk.ErrCursor) {
		return rule.Refuse(rule.Invalid, "P-87", "没有这一页列表，请重新查找").At("cursor")
	}
	if err != nil {
		return err
	}
	l := wait.l
	page := inbox.View{Title: l.T(title), Lede: l.T(lede), Empty: l.T("inbox.empty")}
	if page.Groups, err = wait.groups(r.Context(), rows); err != nil {
		return err
	}
	for _, g := range page.Groups {
		page.Trays = append(page.Trays, face.Tray{Label: g.Title, Href: "#" + g.ID, Count: len(g.Items), Tone: g.Tone})
	}
	if next != "" {
		more := url.Values{"cursor": {next}}
		if kind := r.FormValue("kind"); kind != "" {
			more.Set("kind", kind)
		}
		page.More = r.URL.Path + "?" + more.Encode()
	}
	if after != nil {
		if err := after(&page); err != nil {
			return err
		}
	}
	return show(w, r, http.StatusOK, inbox.Page(s.frame(r, v, title), page))
}

// kindsIn narrows the sorts to the one asked for, if it is among them.
func kindsIn(all []casework.ClockKind, asked string) []casework.ClockKind {
	if k := casework.ClockKind(asked); slices.Contains(all, k) {
		return []casework.ClockKind{k}
	}
	return all
}
