package web

import (
	"net/http"
	"slices"
	"strings"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
	"huying/internal/web/township"
)

// verifyPage shows what each unit answers, and how it looked before and after, to be verified and closed or returned.
func (s *Server) verifyPage(w http.ResponseWriter, r *http.Request, v visit) error {
	return s.showVerifying(w, r, v, http.StatusOK, nil)
}

func (s *Server) showVerifying(w http.ResponseWriter, r *http.Request, v visit, status int, failed *attempt) error {
	c, err := s.looked(r, v)
	if err != nil {
		return err
	}
	k := c.view.Case
	page := township.Verifying{Head: c.head(casework.ClockVerify), Said: c.reported(), Then: c.v.base + "/cases/" + string(k.No) + "/verify"}
	if m, ok := c.view.Edition.Matter(k.Entry.Matter); ok {
		situation, _ := m.Situation(k.Entry.Situation)
		page.DoneWhen = situation.DoneWhen
	}
	page.Before, page.BeforeAt = c.before()
	page.Whole, page.Answers = c.answers()
	for _, t := range k.OpenTasks() {
		page.Open = append(page.Open, c.name(t.Unit))
	}
	page.Verified = c.verified()
	offered := forms{l: c.l, v: v, view: c.view, failed: failed}
	form := func(verb casework.Verb) *face.Form {
		if !slices.Contains(c.view.Verbs, verb) {
			return nil
		}
		made := offered.of(verb)[0]
		made.Key, made.Note = newKey(), ""
		made = offered.again(made)
		made.Fields = append(made.Fields, face.Field{Name: "then", Kind: face.Hidden, Value: page.Then})
		return &made
	}
	page.Verify, page.Close, page.Rework = form(casework.VerbVerify), form(casework.VerbClose), form(casework.VerbRework)
	if page.Verified != nil {
		page.Verify = nil
	}
	for _, chip := range []string{"unsolved", "photos", "partly", "papers", "again"} {
		page.Chips = append(page.Chips, c.l.T("verify.chip."+chip))
	}
	frame := s.frame(r, v, "verify.title")
	if failed != nil && !slices.ContainsFunc([]*face.Form{page.Verify, page.Close, page.Rework}, func(f *face.Form) bool { return f != nil && f.Open }) {
		page.Wrong, page.Clause = failed.refusal.Reason, failed.refusal.Clause
		frame.Unsent = failed.unsent()
	}
	return show(w, r, status, township.VerifyPage(frame, page))
}

// reported is what was reported, and what the township said when it called.
func (c narrator) reported() string {
	text, facts := c.text(c.view.Case.Text).Plain, c.text(c.view.Case.Facts).Plain
	if facts == "" || facts == text {
		return text
	}
	return strings.TrimSpace(text + "\n" + facts)
}

// before are the pictures that came with the report and the call, and when the first came.
func (c narrator) before() (pictures []face.File, at int64) {
	for _, r := range c.view.Records {
		switch r.Event.(type) {
		case casework.Reported, casework.Called:
			shots, _ := sorted(c.entry(r).Files)
			if at == 0 && len(shots) > 0 {
				at = r.Moment.At
			}
			pictures = append(pictures, shots...)
		}
	}
	return pictures, at
}

// answers are the lead's word for the whole, and what every unit answers, the lead first.
func (c narrator) answers() (whole township.Answer, all []township.Answer) {
	if e, r, ok := newest(c.view, func(casework.Consolidated) bool { return true }); ok && !e.Text.IsZero() {
		whole = township.Answer{Unit: c.name(c.view.Units.DepartmentOf(r.Moment.By.Unit)), At: r.Moment.At, Text: c.text(e.Text)}
		whole.After, whole.Papers = sorted(c.entry(r).Files)
	}
	for _, t := range c.view.Case.Tasks {
		if !t.Status.Open() && t.Status != casework.TaskAnswered {
			continue
		}
		answer := township.Answer{ID: string(t.ID), Unit: c.name(t.Unit), Part: partIn(t), State: string(t.Status), Late: t.Done.Missed}
		if e, r, ok := newest(c.view, func(e casework.Answered) bool { return e.Task == t.ID }); ok {
			answer.At, answer.Text = r.Moment.At, c.text(e.Text)
		}
		answer.After, answer.Papers = c.shown(t)
		if t.Lead {
			all = slices.Insert(all, 0, answer)
		} else {
			all = append(all, answer)
		}
	}
	return whole, all
}

// shown are the pictures and papers that a unit left in its share, newest first.
func (c narrator) shown(t casework.Task) (pictures, papers []face.File) {
	for _, r := range slices.Backward(c.view.Records) {
		if c.view.Units.DepartmentOf(r.Moment.By.Unit) != t.Unit {
			continue
		}
		if _, whole := r.Event.(casework.Consolidated); whole {
			continue // shown with the whole
		}
		shots, rest := sorted(c.entry(r).Files)
		pictures, papers = append(pictures, shots...), append(papers, rest...)
	}
	return pictures, papers
}

// sorted parts pictures from papers.
func sorted(files []casepage.File) (pictures, papers []face.File) {
	for _, f := range files {
		if f.Thumb != "" {
			pictures = append(pictures, f)
		} else {
			papers = append(papers, f)
		}
	}
	return pictures, papers
}

// verified is how the township has verified this answer; nil when it has not yet.
func (c narrator) verified() *township.Verified {
	if !c.view.Case.Verified {
		return nil
	}
	e, r, ok := newest(c.view, func(casework.Verified) bool { return true })
	if !ok {
		return nil
	}
	return &township.Verified{How: nameIn(c.l, casework.VerifyWays, e.How), At: r.Moment.At, Text: c.text(e.Text), Files: c.entry(r).Files}
}

// thenClose is what a form says that closes a case in one breath with its verification.
const thenClose = "close"

// closed closes a case right after it was verified: two verbs, two records. Sent twice, each is done once.
func (s *Server) closed(r *http.Request, v visit, no casework.CaseNo, key desk.Key) error {
	if key.Key != "" {
		key.Key += "." + thenClose
	}
	_, err := s.desk.Do(r.Context(), v.who, v.who.District, no, casework.Close{}, key)
	return err
}
