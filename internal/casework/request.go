package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
)

// RequestKind (申请种类) is what is asked for: more time, or that the case rests for a while.
type RequestKind string

// The kinds of request.
const (
	Extension  RequestKind = "extension"  // 延期
	Suspension RequestKind = "suspension" // 挂账
)

// Request (申请) is a request for more time or for a suspension, as it stands: r1, r2, … It is decided level by level,
// after the calling township was heard or its silence recorded. 依据 P-106, P-107, P-108.
type Request struct {
	ID      string      `json:"id"`
	Kind    RequestKind `json:"kind"`
	Task    TaskID      `json:"task,omitempty"` // whose; none where the township leads itself
	Days    int         `json:"days,omitempty"` // 延期: working days
	Ground  string      `json:"ground,omitempty"`
	Review  Timed       `json:"review,omitzero"` // 挂账: when it is looked at again
	Levels  []org.Role  `json:"levels"`
	Passed  int         `json:"passed,omitempty"`  // levels that granted it
	Status  string      `json:"status"`            // open, granted, denied, void
	Opinion string      `json:"opinion,omitempty"` // agree, object; "" while awaited, or silent where the clock was missed
	Opine   Clock       `json:"opine,omitzero"`
	Decide  Clock       `json:"decide,omitzero"`
}

// Request finds a request.
func (c Case) Request(id string) (Request, bool) {
	return find(c.Requests, func(r *Request) string { return r.ID }, id)
}

// awaits is the role whose word is awaited now.
func (r Request) awaits() org.Role {
	if r.Passed < len(r.Levels) {
		return r.Levels[r.Passed]
	}
	return ""
}

// Opine (表态) is the calling township's word on a request. 依据 P-108.
type Opine struct {
	Request string `json:"request" doc:"申请 id: r1, r2, …"`
	Opinion string `json:"opinion" doc:"agree or object"`
	Reason  string `json:"reason,omitempty" doc:"理由; required to object"`
}

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

// Opinions is the closed list of what a township may say to a request.
var Opinions = []Option{{"agree", "同意", "agrees"}, {"object", "不同意", "objects"}}

// Opined, Passed and Denied record what was said to a request.
type (
	// Opined is the township's word.
	Opined struct {
		Request string         `json:"request"`
		Opinion string         `json:"opinion"`
		Reason  ledger.Content `json:"reason,omitzero"`
	}
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
func (Opine) Verb() Verb   { return VerbOpine }
func (Opine) task() string { return "" }

func (cmd Opine) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

// Verb names the row of the declared table.
func (Grant) Verb() Verb   { return VerbGrant }
func (Grant) task() string { return "" }

func (cmd Grant) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

// Verb names the row of the declared table.
func (Deny) Verb() Verb   { return VerbDeny }
func (Deny) task() string { return "" }

func (cmd Deny) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Opined) verb() Verb   { return VerbOpine }
func (Opined) task() TaskID { return "" }

func (e Opined) evolve(c Case, m Moment) Case { return c }

func (Passed) verb() Verb   { return VerbGrant }
func (Passed) task() TaskID { return "" }

func (e Passed) evolve(c Case, m Moment) Case { return c }

func (Denied) verb() Verb   { return VerbDeny }
func (Denied) task() TaskID { return "" }

func (e Denied) evolve(c Case, m Moment) Case { return c }
