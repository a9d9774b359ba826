package web

import (
	"net/http"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/rule"
	"huying/internal/web/face"
	"huying/internal/web/slip"
)

// slipPage shows a case's slips of one kind as they are printed; with ?unit= only one unit's.
func (s *Server) slipPage(w http.ResponseWriter, r *http.Request, v visit) error {
	ctx, l := r.Context(), locale.From(r.Context())
	kind := slip.Kind(r.PathValue("kind"))
	if kind != slip.Call && kind != slip.Dispatch && kind != slip.Answer {
		return rule.Refuse(rule.Unknown, "P-81", "没有这种单据")
	}
	view, err := v.reader.Case(ctx, v.who.District, casework.CaseNo(r.PathValue("no")))
	if err != nil {
		return err
	}
	officers, err := v.reader.Officers(ctx, view)
	if err != nil {
		return err
	}
	only := casework.TaskID("")
	if unit := r.URL.Query().Get("unit"); unit != "" {
		t, ok := view.Case.Task(unit)
		if !ok {
			return rule.Refuse(rule.Unknown, "P-41", "这件呼叫单没有派给这个单位").At("unit")
		}
		only = t.ID
	}
	teller := narrator{l: l, v: v, view: view, officers: officers}.teller()
	at := v.base + "/cases/" + string(view.Case.No)
	page := slip.View{
		No: string(view.Case.No), Back: at, Empty: l.T("slip.empty." + string(kind)), Slips: teller.Slips(kind, only, heading(l, v.district)),
	}
	for _, k := range []slip.Kind{slip.Call, slip.Dispatch, slip.Answer} {
		page.Kinds = append(page.Kinds, face.Link{Label: l.T("slip." + string(k)), Href: at + "/slips/" + string(k), Here: k == kind})
	}
	return show(w, r, http.StatusOK, slip.Page(s.frame(r, v, l.T("slip."+string(kind))+" "+page.No), page))
}

// heading is the district with what it calls the whole, as the name of a slip begins.
func heading(l locale.Lang, d desk.District) string {
	if said := slogan(l, d); said != "" {
		return l.T("slip.heading", d.Name, said)
	}
	return d.Name
}
