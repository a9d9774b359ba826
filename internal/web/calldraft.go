package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"time"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/web/face"
)

// begunCall is a call that is not ready, as it is kept: the report that it comes with, or the case that it is for.
type begunCall struct {
	casework.Report
	From casework.CaseNo `json:"from,omitempty"`
}

// keepCall keeps what was written of a call so far, or throws it away, and leads back to the page. Files are not kept.
// 依据 P-29.
func (s *Server) keepCall(w http.ResponseWriter, r *http.Request, v visit, values url.Values) error {
	if stationOf(v.who.Actor.Role) != townshipDesk {
		return rule.Refuse(rule.WrongRole, "P-23", "只有镇街可以呼叫")
	}
	id := values.Get("draft_id")
	if values.Get("draft") == "drop" {
		if err := s.desk.DropDraft(r.Context(), v.who, id); err != nil {
			return err
		}
		http.Redirect(w, r, v.base+"/desk?done=draft.dropped", http.StatusSeeOther)
		return nil
	}
	kept := begunCall{From: casework.CaseNo(values.Get("from"))}
	var cmd casework.Call
	if err := fill(reflect.ValueOf(&cmd).Elem(), values, ""); err != nil {
		return err
	}
	cmd.Files = nil
	kept.Text, kept.Place, kept.Grid, kept.Call = values.Get("text"), values.Get("place"), org.UnitID(values.Get("grid")), &cmd
	body, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	draft, err := s.desk.KeepDraft(r.Context(), v.who, id, body)
	if rule.Is(err, rule.Unknown) && id != "" { // it was sent or thrown away meanwhile, in another window
		draft, err = s.desk.KeepDraft(r.Context(), v.who, "", body)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, v.base+"/call?done=draft&draft="+url.QueryEscape(draft.ID), http.StatusSeeOther)
	return nil
}

// callDraft opens a call that was begun, as the form would have sent it.
func (s *Server) callDraft(r *http.Request, v visit, id string) (values url.Values, saved int64, err error) {
	all, err := s.desk.Drafts(r.Context(), v.who)
	if err != nil {
		return nil, 0, err
	}
	for _, d := range all {
		var kept begunCall
		if d.ID != id || json.Unmarshal(d.Body, &kept) != nil || kept.Call == nil {
			continue
		}
		return kept.said(d), d.At, nil
	}
	return nil, 0, rule.Refuse(rule.Unknown, "P-29", "没有这份草稿")
}

func (b begunCall) said(d desk.Draft) url.Values {
	call := b.Call
	values := url.Values{"draft_id": {d.ID}}
	set := func(name, value string) {
		if value != "" {
			values.Set(name, value)
		}
	}
	set("from", string(b.From))
	set("text", b.Text)
	set("place", b.Place)
	set("grid", string(b.Grid))
	if call.Matter != 0 {
		set("matter", strconv.Itoa(call.Matter))
	}
	set("situation", call.Situation)
	set("service", call.Service)
	if call.Unlisted {
		set("unlisted", "true")
	}
	set("class", string(call.Class))
	set("cause", string(call.Cause))
	set("party", call.Party)
	for _, u := range call.Units {
		values.Add("units", string(u))
	}
	if m := call.Muster; m != nil {
		time := m.Time
		if at, err := instantOf(m.Time); err == nil {
			time = face.Local(at)
		}
		set("muster.time", time)
		set("muster.place", m.Place)
		set("muster.rank", m.Rank)
		set("muster.note", m.Note)
	}
	return values
}

func instantOf(text string) (int64, error) {
	at, err := time.Parse(time.RFC3339, text)
	return at.UnixMicro(), err
}
