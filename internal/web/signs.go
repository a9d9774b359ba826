package web

import (
	"net/http"

	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/web/department"
	"huying/internal/web/face"
)

// setSigns turns the signing of a unit's answers on or off: for its leader. 依据 P-101.
func (s *Server) setSigns(w http.ResponseWriter, r *http.Request, v visit) error {
	sent, err := s.form(w, r, v)
	if err != nil {
		return err
	}
	on := sent.values.Get("on") == "true"
	if err := s.desk.SetSigns(r.Context(), v.who, v.who.District, on); err != nil {
		return err
	}
	done := "signs.off"
	if on {
		done = "signs.on"
	}
	http.Redirect(w, r, v.base+"/desk?done="+done, http.StatusSeeOther)
	return nil
}

// signs is the switch as the unit's leader sees it; nobody else does.
func (s *Server) signs(l locale.Lang, v visit) *department.Switch {
	if v.who.Actor.Role != org.DepartmentLeader {
		return nil
	}
	unit, _ := v.units.Unit(v.units.DepartmentOf(v.who.Actor.Unit))
	state, turn, to := "signs.off", "signs.turn.on", "true"
	if unit.Signs {
		state, turn, to = "signs.on", "signs.turn.off", "false"
	}
	return &department.Switch{
		Title: l.T("signs.title"), State: l.T(state), On: unit.Signs,
		Form: face.Form{Action: v.base + "/signs", Title: l.T(turn), Fields: []face.Field{{Name: "on", Kind: face.Hidden, Value: to}}},
	}
}
