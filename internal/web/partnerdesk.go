package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/rule"
	"huying/internal/web/face"
	"huying/internal/web/inbox"
)

// partnerDesk shows a partner its questions, each with the form to answer it, and nothing else of a case.
// 依据 P-59.
func (s *Server) partnerDesk(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.showQuestions(w, r, v, http.StatusOK, nil)
}

// reply answers a question. A partner has no case page: a refusal is told where the question stands.
func (s *Server) reply(w http.ResponseWriter, r *http.Request, v visit) error {
	if stationOf(v.who.Actor.Role) != partnerDesk {
		return rule.Refuse(rule.Forbidden, "P-59", "只有被询问的协同单位在此答复")
	}
	sent, err := s.form(w, r, v)
	values := sent.values
	if values == nil {
		return err
	}
	values.Set("question", r.PathValue("question"))
	var cmd casework.Command
	if err == nil {
		cmd, err = read(casework.VerbReply, values, sent.files)
	}
	if err == nil {
		_, err = s.desk.Do(r.Context(), v.who, v.who.District, casework.CaseNo(r.PathValue("no")), cmd, sent.key())
	}
	if refusal, ok := refused(r, err); ok && refusal.Code != rule.Unknown {
		values.Set("no", r.PathValue("no"))
		return s.showQuestions(w, r, v, refusal.Code.Status(), &attempt{casework.VerbReply, values, refusal})
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, v.base+"/desk?done="+string(casework.VerbReply), http.StatusSeeOther)
	return nil
}

// questionFile gives a file that hangs on one of this partner's questions.
func (s *Server) questionFile(w http.ResponseWriter, r *http.Request, v visit) error {
	open := v.reader.QuestionFile
	if r.URL.Query().Has("small") {
		open = v.reader.Small // 依据 P-122
	}
	body, file, err := open(r.Context(), v.who.District, casework.CaseNo(r.PathValue("no")), r.PathValue("sha256"))
	if err != nil {
		return err
	}
	return serve(w, r, body, file)
}

func (s *Server) showQuestions(w http.ResponseWriter, r *http.Request, v visit, status int, failed *attempt) error {
	l := locale.From(r.Context())
	lines, next, err := v.reader.Questions(r.Context(), v.who.District, desk.Page{Cursor: r.URL.Query().Get("cursor")})
	if errors.Is(err, desk.ErrCursor) {
		return rule.Refuse(rule.Invalid, "P-87", "没有这一页列表，请重新查找").At("cursor")
	}
	if err != nil {
		return err
	}
	open := inbox.Group{ID: "open", Title: l.T("questions.open"), Empty: l.T("questions.open.none"), Tone: face.Amber}
	replied := inbox.Group{ID: "replied", Title: l.T("questions.replied")}
	said := false
	for _, line := range lines {
		item := s.question(l, v, line)
		if !line.Waits {
			replied.Items = append(replied.Items, item)
			continue
		}
		form := replyForm(l, v, line)
		if failed != nil && first(failed.values["no"]) == string(line.No) && first(failed.values["question"]) == line.ID {
			form, said = (forms{l: l, failed: failed}).refused(form), true
		}
		item.Forms = []face.Form{form}
		open.Items = append(open.Items, item)
	}
	slices.SortStableFunc(open.Items, func(a, b inbox.Item) int { return int(min(max(a.Clock.Due-b.Clock.Due, -1), 1)) })
	page := inbox.View{Title: l.T("questions.title"), Lede: l.T("questions.lede"), Empty: l.T("questions.empty")}
	if len(lines) > 0 {
		page.Groups = []inbox.Group{open, replied}
	}
	frame := s.frame(r, v, "questions.title")
	if failed != nil && !said {
		page.Wrong, page.Clause = failed.refusal.Reason, failed.refusal.Clause
		frame.Unsent = failed.unsent()
	}
	if next != "" {
		page.More = v.base + "/desk?" + url.Values{"cursor": {next}}.Encode()
	}
	return show(w, r, status, inbox.Page(frame, page))
}

func (s *Server) question(l locale.Lang, v visit, line desk.QuestionLine) inbox.Item {
	item := inbox.Item{
		ID: string(line.No) + "-" + line.ID, No: string(line.No), Kind: l.T("inbox.question"), Title: line.Text, From: v.units.Name(line.From), At: line.At,
		Doing: l.T("verb.reply"), Clock: face.Running(s.now(), line.Due.At, 0),
	}
	for _, f := range line.Files {
		item.Files = append(item.Files, inbox.File{Name: f.Name, Href: v.base + "/questions/" + string(line.No) + "/files/" + f.SHA256})
	}
	switch {
	case line.Replied != 0:
		item.Clock, item.Doing = face.Met(line.Due.At, line.Replied), l.T("questions.replied")
		item.Facts = append(item.Facts, inbox.Fact{Label: l.T("inbox.fact.answer"), Text: line.Answer})
	case !line.Waits:
		item.Clock = face.Clock{State: face.ClockGone}
	}
	return item
}

func replyForm(l locale.Lang, v visit, line desk.QuestionLine) face.Form {
	return face.Form{
		Action: v.base + "/questions/" + string(line.No) + "/" + line.ID, Verb: "reply-" + string(line.No) + "-" + line.ID, Key: newKey(),
		Title: l.T("verb.reply"), Tone: face.Blue, Open: true, Upload: true, Clause: "P-59",
		Fields: []face.Field{
			{Name: "text", Label: l.T("field.reply"), Kind: face.Area, Need: true}, {Name: "files", Label: l.T("field.files"), Kind: face.Photos},
		},
	}
}
