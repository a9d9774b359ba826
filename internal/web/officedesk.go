package web

import (
	"net/http"

	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/web/face"
	"huying/internal/web/inbox"
)

// officeDesk shows an office what it has to decide: the government's approver requests, with the way to
// the supervisions that climb to it; the assessment office appeals.
func (s *Server) officeDesk(w http.ResponseWriter, r *http.Request, v visit) error {
	if v.who.Actor.Role == org.AssessmentOffice {
		return s.showInbox(w, r, v, "office.appeals", "office.appeals.lede", nil)
	}
	return s.showInbox(w, r, v, "office.approvals", "office.approvals.lede", func(page *inbox.View) error {
		tray, err := s.supervisionTray(r, v)
		page.Trays = append(page.Trays, tray)
		return err
	})
}

// supervisionTray counts the supervisions that nobody has answered, and leads to them.
func (s *Server) supervisionTray(r *http.Request, v visit) (face.Tray, error) {
	l := locale.From(r.Context())
	tray := face.Tray{Label: l.T("tray.supervisions"), Href: v.base + "/supervisions"}
	_, n, _, err := v.reader.Supervisions(r.Context(), v.who.District, desk.SupervisionQuery{}, desk.Page{Limit: 1})
	if err != nil {
		return tray, err
	}
	tray.Count = n.Open
	switch {
	case n.Late > 0:
		tray.Tone = face.Red
	case n.Open > 0:
		tray.Tone = face.Amber
	}
	return tray, nil
}
