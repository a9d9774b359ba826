package web

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/rule"
	"huying/internal/web/patrol"
)

// A report that is not ready is kept as a draft: the body of the verb, as the interface would send it, without its
// photos. Nobody but its writer sees it, and nothing has happened yet. 依据 P-29.

// draft keeps what was written so far, or throws a draft away, and leads back to the report page.
func (s *Server) draft(w http.ResponseWriter, r *http.Request, v visit, values url.Values) error {
	id, done := values.Get("draft_id"), "draft"
	if values.Get("draft") == "drop" {
		done = "draft.dropped"
		if err := s.desk.DropDraft(r.Context(), v.who, id); err != nil {
			return err
		}
	} else {
		var cmd casework.Report
		if err := fill(reflect.ValueOf(&cmd).Elem(), values, ""); err != nil {
			return err
		}
		cmd.Text, cmd.Call = joined(values.Get("what"), cmd.Text), nil
		body, err := json.Marshal(cmd)
		if err != nil {
			return err
		}
		if _, err := s.desk.KeepDraft(r.Context(), v.who, id, body); err != nil {
			return err
		}
	}
	http.Redirect(w, r, v.base+"/report?done="+done, http.StatusSeeOther)
	return nil
}

// drafts lists what this person has begun to write, and opens the one that was asked for.
func (s *Server) drafts(ctx context.Context, v visit, open string) (all []patrol.Draft, opened url.Values, err error) {
	kept, err := s.desk.Drafts(ctx, v.who)
	if err != nil {
		return nil, nil, err
	}
	for _, d := range kept {
		var cmd casework.Report
		if json.Unmarshal(d.Body, &cmd) != nil || cmd.Text == "" && cmd.Place == "" && cmd.Call == nil {
			continue // not a report that was begun
		}
		line := patrol.Draft{ID: d.ID, Text: firstLine(cmd.Text), Place: cmd.Place, At: d.At, Href: v.base + "/report?draft=" + url.QueryEscape(d.ID), Open: d.ID == open}
		if cmd.Call != nil {
			line.Href, line.Open = v.base+"/call?draft="+url.QueryEscape(d.ID), false
		}
		all = append(all, line)
		if line.Open {
			opened = said(d, cmd)
		}
	}
	return all, opened, nil
}

// said is a draft as the form would have sent it.
func said(d desk.Draft, cmd casework.Report) url.Values {
	values := url.Values{
		"draft_id": {d.ID}, "text": {cmd.Text}, "place": {cmd.Place}, "position": {cmd.Position}, "grid": {string(cmd.Grid)},
		"township": {string(cmd.Township)}, "source": {string(cmd.Source)},
	}
	if cmd.Reporter != nil {
		values.Set("reporter.name", cmd.Reporter.Name)
		values.Set("reporter.phone", cmd.Reporter.Phone)
	}
	return values
}

// sentDraft throws away the draft that has become a report; what was reported is reported, whatever becomes of it.
func (s *Server) sentDraft(r *http.Request, v visit, id string) {
	if id == "" {
		return
	}
	if err := s.desk.DropDraft(r.Context(), v.who, id); err != nil {
		if _, refused := rule.As(err); !refused {
			s.o.Log.ErrorContext(r.Context(), "drop a draft that was sent", "error", err)
		}
	}
}
