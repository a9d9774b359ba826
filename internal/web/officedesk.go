package web

import (
	"net/http"

	"huying/internal/casework"
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
	open, more, err := v.reader.Watch(r.Context(), v.who.District, atOnce, casework.ClockExplain)
	if err != nil {
		return tray, err
	}
	if more != "" {
		tray.Label += " +"
	}
	tray.Count = len(open)
	for _, row := range open {
		if tray.Tone == face.Plain {
			tray.Tone = face.Amber
		}
		if row.Due != 0 && s.now() > row.Due {
			tray.Tone = face.Red
		}
	}
	return tray, nil
}
