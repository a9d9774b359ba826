package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"huying/internal/access"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/notify"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/telling"
	"huying/internal/web/face"
	"huying/internal/web/outgoing"
)

// keepsOutgoing reports whether a post keeps the endpoints and what was not delivered. 依据 P-138.
func keepsOutgoing(v visit) bool {
	return access.Permit(v.who, access.AdminDelivery, access.District(v.who.District)) == nil
}

// endpointsPage shows a district's endpoints.
func (s *Server) endpointsPage(w http.ResponseWriter, r *http.Request, v visit) error {
	page := outgoing.Endpoints{Add: s.newEndpoint(r, v)}
	if reason, code := r.FormValue("failed"), r.FormValue("code"); reason != "" {
		page.Failed = locale.T(r.Context(), "endpoint.failed", inWords(r.Context(), notify.Reason(reason)))
		if code != "" && len(code) < 20 {
			page.Failed += locale.T(r.Context(), "endpoint.failed.code", code)
		}
	}
	return s.showEndpoints(w, r, v, http.StatusOK, page)
}

func (s *Server) showEndpoints(w http.ResponseWriter, r *http.Request, v visit, status int, page outgoing.Endpoints) error {
	list, err := v.reader.Endpoints(r.Context(), v.who.District)
	if err != nil {
		return err
	}
	for _, e := range list {
		row := outgoing.Endpoint{
			ID: e.ID, Name: e.Name, Channel: string(e.Channel), Created: e.Created, Paused: e.Paused, Action: v.base + "/endpoints/" + e.ID,
			Topics: topics(r.Context(), e.Topics),
		}
		if e.Unit != "" {
			row.Unit = v.units.Name(e.Unit)
		}
		page.Rows = append(page.Rows, row)
	}
	return show(w, r, status, outgoing.EndpointsPage(s.frame(r, v, "endpoint.title"), page))
}

func topics(ctx context.Context, all []telling.Topic) string {
	names := make([]string, len(all))
	for i, topic := range all {
		names[i] = locale.T(ctx, "letter.topic."+string(topic))
	}
	return strings.Join(names, locale.T(ctx, "form.and"))
}

// newEndpoint is the form for another endpoint.
func (s *Server) newEndpoint(r *http.Request, v visit) face.Form {
	l := locale.From(r.Context())
	form := face.Form{
		Action: v.base + "/endpoints", Verb: "endpoint", Title: l.T("endpoint.add"), Note: l.T("endpoint.add.note"), Clause: "P-138", Tone: face.Blue,
	}
	var channels, told []face.Option
	for _, kind := range notify.Endpoints() {
		channels = append(channels, face.Option{Value: string(kind), Label: l.T("channel." + string(kind))})
	}
	for _, topic := range telling.Topics {
		if topic != telling.NoCalendar && topic != telling.Stuck && topic != telling.Late && topic != telling.Outcome { // these are for persons
			told = append(told, face.Option{Value: string(topic), Label: l.T("letter.topic." + string(topic))})
		}
	}
	var units []face.Option
	for _, kind := range []org.Kind{org.KindDepartment, org.KindBranch, org.KindAgency, org.KindTownship, org.KindCentre} {
		for _, u := range v.units.ByKind(kind) {
			units = append(units, face.Option{Value: string(u.ID), Label: u.Name})
		}
	}
	form.Fields = []face.Field{
		{Name: "channel", Label: l.T("endpoint.channel"), Kind: face.Radios, Need: true, Options: channels},
		{Name: "name", Label: l.T("endpoint.name"), Need: true, Max: desk.MaxEndpointName, Hint: l.T("endpoint.name.hint")},
		{Name: "unit", Label: l.T("endpoint.unit"), Kind: face.Choice, Hint: l.T("endpoint.unit.hint"), Options: units},
		{Name: "url", Label: l.T("endpoint.url"), Need: true, Hint: l.T("endpoint.url.hint")},
		{Name: "secret", Label: l.T("endpoint.secret"), Hint: l.T("endpoint.secret.hint")},
		{Name: "topics", Label: l.T("endpoint.topics"), Kind: face.Checks, Hint: l.T("endpoint.topics.hint"), Options: told},
	}
	return form
}

// addEndpoint sets an endpoint up. A webhook's secret is shown in the answer, and nowhere else. 依据 P-137.
func (s *Server) addEndpoint(w http.ResponseWriter, r *http.Request, v visit) error {
	sent, err := s.form(w, r, v)
	if err != nil {
		return err
	}
	values := sent.values
	n := desk.NewEndpoint{
		Channel: telling.Channel(values.Get("channel")), Unit: org.UnitID(values.Get("unit")), Name: values.Get("name"),
		URL: values.Get("url"), Secret: values.Get("secret"),
	}
	for _, topic := range values["topics"] {
		n.Topics = append(n.Topics, telling.Topic(topic))
	}
	e, secret, err := s.desk.AddEndpoint(r.Context(), v.who, v.who.District, n)
	if wrong, ok := refused(r, err); ok && (wrong.Code == rule.Invalid || wrong.Code == rule.Incomplete || wrong.Code == rule.Spent) {
		values.Del("url") // both are pasted again sooner than they are sent back and forth
		values.Del("secret")
		form := sentBack(s.newEndpoint(r, v), values, wrong)
		for i, f := range form.Fields {
			for o := range f.Options {
				form.Fields[i].Options[o].Chosen = slices.Contains(values[f.Name], f.Options[o].Value)
			}
		}
		return s.showEndpoints(w, r, v, http.StatusUnprocessableEntity, outgoing.Endpoints{Add: form})
	}
	if err != nil {
		return err
	}
	if e.Channel == telling.Webhook && n.Secret == "" {
		return s.showEndpoints(w, r, v, http.StatusOK, outgoing.Endpoints{Add: s.newEndpoint(r, v), Secret: &outgoing.Secret{Name: e.Name, Text: secret}})
	}
	http.Redirect(w, r, v.base+"/endpoints?done=endpoint.added", http.StatusSeeOther)
	return nil
}

// changeEndpoint pauses an endpoint, goes on with it, removes it, or sends it a trial message.
func (s *Server) changeEndpoint(w http.ResponseWriter, r *http.Request, v visit) error {
	if _, err := s.form(w, r, v); err != nil {
		return err
	}
	ctx, district, id := r.Context(), v.who.District, r.PathValue("id")
	var err error
	q := url.Values{"done": {"endpoint." + r.PathValue("act")}}
	switch r.PathValue("act") {
	case "pause", "resume":
		err = s.desk.PauseEndpoint(ctx, v.who, district, id, r.PathValue("act") == "pause")
	case "remove":
		err = s.desk.RemoveEndpoint(ctx, v.who, district, id)
	case "try":
		failed, e := s.desk.TryEndpoint(ctx, v.who, district, id)
		if err = e; failed != nil {
			q = url.Values{"failed": {string(failed.Reason)}, "code": {failed.Code}}
		}
	default:
		err = rule.Refuse(rule.Unknown, "P-87", "没有这种办理")
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, v.base+"/endpoints?"+q.Encode(), http.StatusSeeOther)
	return nil
}

// inWords is a reason in words.
func inWords(ctx context.Context, reason notify.Reason) string {
	key := "undelivered.reason." + string(reason)
	if !locale.Has(key) {
		key = "undelivered.reason.fault"
	}
	return locale.T(ctx, key)
}

// undeliveredPage shows what could not be delivered.
func (s *Server) undeliveredPage(w http.ResponseWriter, r *http.Request, v visit) error {
	ctx := r.Context()
	list, next, err := v.reader.Undelivered(ctx, v.who.District, desk.Page{Limit: atOneLook, Cursor: r.FormValue("cursor")})
	if errors.Is(err, desk.ErrCursor) {
		return rule.Refuse(rule.Invalid, "P-87", "没有这一页列表，请重新查找").At("cursor")
	}
	if err != nil {
		return err
	}
	page := outgoing.Undelivered{Action: v.base + "/undelivered"}
	seen := map[desk.Receiver]bool{}
	for _, u := range list {
		first := !seen[u.To()]
		seen[u.To()] = true
		page.Rows = append(page.Rows, outgoing.Row{
			ID: u.ID, Name: cmp.Or(u.Name, locale.T(ctx, "undelivered.unknown")), Channel: string(u.Channel), Account: string(u.Account),
			Endpoint: u.Endpoint, Topic: locale.T(ctx, "letter.topic."+string(u.Topic)), No: string(u.Case), At: u.At, Attempts: u.Attempts,
			Why: inWords(ctx, u.Reason), Code: u.Code, First: first,
		})
	}
	if next != "" {
		page.Next = v.base + "/undelivered?cursor=" + url.QueryEscape(next)
	}
	return show(w, r, http.StatusOK, outgoing.UndeliveredPage(s.frame(r, v, "undelivered.title"), page))
}

// changeUndelivered sends again, or throws away: one, or all that did not reach a receiver.
func (s *Server) changeUndelivered(w http.ResponseWriter, r *http.Request, v visit) error {
	sent, err := s.form(w, r, v)
	if err != nil {
		return err
	}
	ctx, district, id := r.Context(), v.who.District, sent.values.Get("id")
	to := desk.Receiver{
		Channel: telling.Channel(sent.values.Get("channel")), Account: org.AccountID(sent.values.Get("account")), Endpoint: sent.values.Get("endpoint"),
	}
	done := "undelivered.resent"
	switch r.PathValue("act") {
	case "resend":
		err = s.desk.Resend(ctx, v.who, district, id)
	case "resend-all":
		_, err = s.desk.ResendAll(ctx, v.who, district, to)
	case "discard":
		done, err = "undelivered.discarded", s.desk.Discard(ctx, v.who, district, id)
	case "discard-all":
		done = "undelivered.discarded"
		_, err = s.desk.DiscardAll(ctx, v.who, district, to)
	default:
		err = rule.Refuse(rule.Unknown, "P-87", "没有这种办理")
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, v.base+"/undelivered?done="+done, http.StatusSeeOther)
	return nil
}
