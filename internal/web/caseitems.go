package web

import (
	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/web/casepage"
)

// plan is the plan as it stands, step by step. 依据 P-57.
func (c telling) plan() (steps []casepage.PlanStep) {
	home := forms{v: c.v, view: c.view}.home()
	for _, s := range c.view.Case.Plan {
		steps = append(steps, casepage.PlanStep{What: c.text(s.What), Unit: c.name(s.Unit), Clock: c.clock(s.Clock), Done: s.Done, Mine: s.Unit == home})
	}
	return steps
}

// transfers are what was handed from unit to unit, and whether it has come. 依据 P-58.
func (c telling) transfers() (all []casepage.Exchange) {
	for _, x := range c.view.Case.Transfers {
		shown := casepage.Exchange{From: c.taskName(x.From), To: c.taskName(x.To), At: x.At, Clock: c.clock(x.Clock), Ended: x.Received}
		if e, ok := lastOf(c.view, func(e casework.Transferred) bool { return e.ID == x.ID }); ok {
			c.tell(&shown, e)
		}
		all = append(all, shown)
	}
	return all
}

// questions are what partners were asked, with their answers. 依据 P-59.
func (c telling) questions() (all []casepage.Exchange) {
	for _, q := range c.view.Case.Questions {
		shown := casepage.Exchange{From: c.name(c.view.Case.Township), To: c.name(q.Partner), At: q.At, Clock: c.clock(q.Clock), Ended: q.Replied, Answer: c.text(q.Answer)}
		if q.Task != "" {
			shown.From = c.taskName(q.Task)
		}
		if e, ok := lastOf(c.view, func(e casework.Asked) bool { return e.ID == q.ID }); ok {
			c.tell(&shown, e)
		}
		all = append(all, shown)
	}
	return all
}

// tell takes what was written, and what came with it, from the record into an exchange.
func (c telling) tell(shown *casepage.Exchange, event casework.Event) {
	e := c.gist(event)
	shown.Says, shown.Files = e.Says, e.Files
}

// requests are those for more time and for a suspension, with the township's word and whose word is awaited.
// 依据 P-106, P-107, P-108.
func (c telling) requests() (all []casepage.Request) {
	for _, r := range c.view.Case.Requests {
		shown := casepage.Request{What: c.request(r), Status: r.Status, Reason: c.reason(c.asked(r.ID))}
		switch {
		case r.Opinion != "":
			shown.Opinion = nameIn(c.l, casework.Opinions, r.Opinion)
			if e, ok := lastOf(c.view, func(e casework.Opined) bool { return e.Request == r.ID }); ok {
				shown.Because = c.text(e.(casework.Opined).Reason)
			}
		case r.Opine.Missed:
			shown.Opinion = c.l.T("opinion.silent")
		case r.Opine.Waits():
			shown.Opinion, shown.Clock = c.l.T("opinion.awaited"), c.clock(r.Opine)
		}
		if r.Status == "open" && r.Passed < len(r.Levels) {
			shown.Level = c.l.T("role." + string(r.Levels[r.Passed]))
			if !r.Opine.Waits() || r.Opine.Missed {
				shown.Clock = c.clock(r.Decide)
			}
		}
		if r.Status == "denied" {
			if e, ok := lastOf(c.view, func(e casework.Denied) bool { return e.Request == r.ID }); ok {
				shown.Because = c.text(e.(casework.Denied).Reason)
			}
		}
		all = append(all, shown)
	}
	return all
}

// reason is why a request was made.
func (c telling) reason(event casework.Event, found bool) casepage.Text {
	var reason ledger.Content
	if !found {
		return casepage.Text{}
	}
	switch v := event.(type) {
	case casework.ExtensionAsked:
		reason = v.Reason
	case casework.SuspensionAsked:
		reason = v.Reason
	}
	return c.text(reason)
}

// supervisions are what a unit has to answer for, and how high that has climbed. 依据 P-110, P-111.
func (c telling) supervisions() (all []casepage.Supervision) {
	for _, s := range c.view.Case.Supervisions {
		shown := casepage.Supervision{Unit: c.taskName(s.Task), Level: c.level(s.Level), At: s.At, Done: s.Answered, Clock: c.clock(s.Clock)}
		if s.Cause != "" {
			shown.Cause = c.l.T("escalated." + s.Cause)
		}
		if e, ok := lastOf(c.view, func(e casework.Supervised) bool { return e.ID == s.ID }); ok {
			shown.Text = c.text(e.(casework.Supervised).Text)
		}
		all = append(all, shown)
	}
	return all
}
