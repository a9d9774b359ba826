package casework

import (
	"fmt"

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
	Opinion string      `json:"opinion,omitempty"` // agree, object; "" while awaited, and where the township stays silent: then Opine was missed
	Opine   Clock       `json:"opine,omitzero"`
	Decide  Clock       `json:"decide,omitzero"`
}

// The states of a request.
const (
	requestOpen    = "open"
	requestGranted = "granted"
	requestDenied  = "denied"
	requestVoid    = "void" // what it was asked for has ended
)

// open reports whether a request still waits for somebody's word.
func (r Request) open() bool { return r.Status == requestOpen }

// nextRequest is the id of the one to come.
func (c Case) nextRequest() string { return fmt.Sprintf("r%d", len(c.Requests)+1) }

// requested finds the open request of a kind and a share; "" where the township leads itself.
func (c Case) requested(kind RequestKind, task TaskID) (Request, bool) {
	for _, r := range c.Requests {
		if r.open() && r.Kind == kind && r.Task == task {
			return r, true
		}
	}
	return Request{}, false
}

// asking freezes how long the township may take to say its word, and the first level to decide after it. Where the
// township asks itself, nobody need ask it.
func (g Given) asking(self bool) (opine, decide Timed) {
	if self {
		return Timed{}, g.due(g.Settings.RequestDecision)
	}
	return g.due(g.Settings.Opinion), reckon(g.Calendar, g.At, g.Settings.Opinion, g.Settings.RequestDecision)
}

// withRequest gives the case with one request changed; the old case keeps its own.
func (c Case) withRequest(id string, change func(Request) Request) Case {
	c.Requests = with(c.Requests, func(r *Request) string { return r.ID }, id, change)
	return c
}

// ended is a request after the last word on it.
func (r Request) ended(status string, at int64) Request {
	r.Status, r.Opine, r.Decide = status, r.Opine.stop(at), r.Decide.stop(at)
	return r
}

// tidy ends what hangs on a share that has ended: a request is void when there is nothing left to grant, and nobody
// explains for a unit that was let go.
func (c Case) tidy(at int64) Case {
	for _, r := range c.Requests {
		if r.open() && c.moot(r) {
			c = c.withRequest(r.ID, func(r Request) Request { return r.ended(requestVoid, at) })
		}
	}
	for _, s := range c.Supervisions {
		if t, _ := c.Task(string(s.Task)); s.Clock.Waits() && s.Cause != causeTransferred && (t.Status == TaskReleased || t.Status == TaskRecalled) {
			c = c.withClock(ClockExplain, s.ID, func(k Clock) Clock { return k.stop(at) })
		}
	}
	return c.heard(at)
}

// moot: the share is done, or the case is not at work any more.
func (c Case) moot(r Request) bool {
	t, _ := c.Task(string(r.Task))
	switch {
	case r.Kind == Extension && r.Task != "":
		return !t.Done.Waits()
	case c.Status != CaseWorking && c.Status != CaseSuspended && c.Status != CaseMerged:
		return true
	case r.Kind == Suspension && r.Task != "":
		lead, ok := c.LeadTask()
		return !ok || lead.ID != r.Task || !lead.inHand() // or it was given back
	}
	return false
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
