package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Opine (表态) is the calling township's word on a request. 依据 P-108.
type Opine struct {
	Request string `json:"request" doc:"申请 id: r1, r2, …"`
	Opinion string `json:"opinion" doc:"agree or object"`
	Reason  string `json:"reason,omitempty" doc:"理由; required to object"`
}

// Opinions is the closed list of what a township may say to a request.
var Opinions = []Option{{"agree", "同意", "agrees"}, {"object", "不同意", "objects"}}

// Opined records the township's word. It binds nobody; that it was asked is what is owed to it.
type Opined struct {
	Request string         `json:"request"`
	Opinion string         `json:"opinion"`
	Reason  ledger.Content `json:"reason,omitzero"`
}

// Verb names the row of the declared table.
func (Opine) Verb() Verb   { return VerbOpine }
func (Opine) task() string { return "" }

func (cmd Opine) decide(c Case, g Given) ([]Event, error) {
	e := Opined{cmd.Request, cmd.Opinion, ledger.Text(cmd.Reason)}
	err := first(
		e.guard(c, Moment{g.at(), g.By}, g.Units),
		chosen("opinion", "P-108", "意见", cmd.Opinion, Opinions),
		readable("reason", "P-108", "理由", cmd.Reason),
	)
	if err != nil {
		return nil, err
	}
	if cmd.Opinion == "object" && blank(cmd.Reason) {
		return nil, rule.Refuse(rule.Incomplete, "P-108", "不同意须说明理由").At("reason")
	}
	return []Event{e}, nil
}

// unheard: the township is asked once, and may speak as long as nothing is decided, late too.
func (r Request) unheard() *rule.Refusal {
	if !r.open() || !r.Opine.Waits() {
		return rule.Refuse(rule.WrongState, "P-108", "该申请不待表态").At("request")
	}
	return nil
}

func (Opined) verb() Verb   { return VerbOpine }
func (Opined) task() TaskID { return "" }

func (e Opined) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	r, ok := c.Request(e.Request)
	if !ok {
		return rule.Refuse(rule.Invalid, "P-108", "没有这件申请："+clip(e.Request)).At("request")
	}
	return r.unheard()
}

func (e Opined) evolve(c Case, m Moment) Case {
	return c.withRequest(e.Request, func(r Request) Request {
		r.Opinion, r.Opine = e.Opinion, r.Opine.stop(m.At)
		return r
	})
}
