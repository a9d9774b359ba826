package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Grant (同意) agrees to a request, at one's own level; the last level puts it into force. 依据 P-106, P-107.
type Grant struct {
	Request string `json:"request" doc:"申请 id: r1, r2, …"`
	Note    string `json:"note,omitempty" doc:"批示"`
}

// Deny (不同意) turns a request down. 依据 P-106, P-107.
type Deny struct {
	Request string `json:"request" doc:"申请 id: r1, r2, …"`
	Reason  string `json:"reason" doc:"理由"`
}

// Passed and Denied record what was said to a request; that it came into force, Extended and Suspended.
type (
	// Passed is the consent of one level where another is still to be asked.
	Passed struct {
		Request string         `json:"request"`
		Note    ledger.Content `json:"note,omitzero"`
		Decide  Timed          `json:"decide"`
	}
	// Denied turns it down.
	Denied struct {
		Request string         `json:"request"`
		Reason  ledger.Content `json:"reason"`
	}
)

// Verb names the row of the declared table.
func (Grant) Verb() Verb   { return VerbGrant }
func (Grant) task() string { return "" }

func (cmd Grant) decide(c Case, g Given) ([]Event, error) {
	r, _ := c.Request(cmd.Request)
	if err := first(c.undecidable(cmd.Request, g.By.Role), readable("note", "P-106", "批示", cmd.Note)); err != nil {
		return nil, err
	}
	note := ledger.Text(cmd.Note)
	switch {
	case !r.lastLevel():
		return []Event{Passed{r.ID, note, g.due(g.Settings.RequestDecision)}}, nil
	case r.Kind == Suspension:
		return []Event{Suspended{r.ID, r.Review, note}}, nil
	}
	return []Event{c.extended(r, note, g)}, nil
}

// lastLevel: the word that is awaited now is the last one.
func (r Request) lastLevel() bool { return r.Passed+1 == len(r.Levels) }

// undecidable says why a role may not decide a request now: each level in its turn, and after the township was heard.
func (c Case) undecidable(id string, role org.Role) *rule.Refusal {
	r, ok := c.Request(id)
	switch {
	case !ok:
		return rule.Refuse(rule.Invalid, "P-106", "没有这件申请："+clip(id)).At("request")
	case !r.open():
		return rule.Refuse(rule.Spent, "P-106", "该申请已有结论").At("request")
	case r.awaits() != role:
		return rule.Refuse(rule.WrongRole, "P-106", "该申请待"+r.awaits().Zh()+"审批").At("request")
	case r.Opine.Waits() && !r.Opine.Missed:
		return rule.Refuse(rule.WrongState, "P-108", "呼叫镇街尚未表态，且未过表态时限").At("request")
	}
	return nil
}

// Verb names the row of the declared table.
func (Deny) Verb() Verb   { return VerbDeny }
func (Deny) task() string { return "" }

func (cmd Deny) decide(c Case, g Given) ([]Event, error) {
	if err := first(c.undecidable(cmd.Request, g.By.Role), required("reason", "P-106", "理由", cmd.Reason)); err != nil {
		return nil, err
	}
	return []Event{Denied{cmd.Request, ledger.Text(cmd.Reason)}}, nil
}

func (Passed) verb() Verb   { return VerbGrant }
func (Passed) task() TaskID { return "" }

func (e Passed) guard(c Case, m Moment, _ *org.Directory) *rule.Refusal {
	if r, _ := c.Request(e.Request); r.lastLevel() {
		return rule.Refuse(rule.Invalid, "P-106", "末级同意即生效")
	}
	return c.undecidable(e.Request, m.By.Role)
}

func (e Passed) evolve(c Case, m Moment) Case {
	return c.withRequest(e.Request, func(r Request) Request {
		r.Passed, r.Opine, r.Decide = r.Passed+1, r.Opine.stop(m.At), e.Decide.start(m.At)
		return r
	})
}

// granted holds a grant that puts a request into force to that request.
func (c Case) granted(id string, kind RequestKind, by org.Actor) *rule.Refusal {
	if r, _ := c.Request(id); r.Kind != kind || !r.lastLevel() {
		return rule.Refuse(rule.Invalid, "P-106", "该申请未经各级同意")
	}
	return c.undecidable(id, by.Role)
}

func (c Case) grant(id string, at int64) Case {
	return c.withRequest(id, func(r Request) Request {
		r.Passed++
		return r.ended(requestGranted, at)
	})
}

func (Denied) verb() Verb   { return VerbDeny }
func (Denied) task() TaskID { return "" }

func (e Denied) guard(c Case, m Moment, _ *org.Directory) *rule.Refusal {
	return c.undecidable(e.Request, m.By.Role)
}

func (e Denied) evolve(c Case, m Moment) Case {
	return c.withRequest(e.Request, func(r Request) Request { return r.ended(requestDenied, m.At) })
}
