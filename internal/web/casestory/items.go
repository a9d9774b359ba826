package casestory

import (
	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/telling"
	"huying/internal/web/casepage"
)

// plan is the plan as it stands, step by step. 依据 P-57.
func (c Teller) plan() (steps []casepage.PlanStep) {
	for _, s := range c.View.Case.Plan {
		steps = append(steps, casepage.PlanStep{What: c.Text(s.What), Unit: c.Name(s.Unit), Clock: c.Dial("plan", casework.ClockStep, s.ID, s.Clock), Done: s.Done, Mine: s.Unit == c.Home})
	}
	return steps
}

// transfers are what was handed from unit to unit, and whether it has come. 依据 P-58.
func (c Teller) transfers() (all []casepage.Exchange) {
	for _, x := range c.View.Case.Transfers {
		shown := casepage.Exchange{From: c.TaskName(x.From), To: c.TaskName(x.To), At: x.At, Clock: c.Dial("transfer", casework.ClockReceive, x.ID, x.Clock), Ended: x.Received}
		if e, ok := LastOf(c.View, func(e casework.Transferred) bool { return e.ID == x.ID }); ok {
			c.tell(&shown, e)
		}
		all = append(all, shown)
	}
	return all
}

// questions are what partners were asked, with their answers. 依据 P-59.
func (c Teller) questions() (all []casepage.Exchange) {
	for _, q := range c.View.Case.Questions {
		shown := casepage.Exchange{From: c.Name(c.View.Case.Township), To: c.Name(q.Partner), At: q.At, Clock: c.Dial("question", casework.ClockReply, q.ID, q.Clock), Ended: q.Replied, Answer: c.Text(q.Answer)}
		if q.Task != "" {
			shown.From = c.TaskName(q.Task)
		}
		if e, ok := LastOf(c.View, func(e casework.Asked) bool { return e.ID == q.ID }); ok {
			c.tell(&shown, e)
		}
		all = append(all, shown)
	}
	return all
}

// tell takes what was written, and what came with it, from the record into an exchange.
func (c Teller) tell(shown *casepage.Exchange, event casework.Event) {
	e := c.Gist(event)
	shown.Says, shown.Files = e.Says, e.Files
}

// requests are those for more time and for a suspension, with the township's word and whose word is awaited.
// 依据 P-106, P-107, P-108.
func (c Teller) requests() (all []casepage.Request) {
	for _, r := range c.View.Case.Requests {
		shown := casepage.Request{What: c.Request(r), Status: r.Status, Reason: c.reason(c.Asked(r.ID))}
		switch {
		case r.Opinion != "":
			shown.Opinion = NameIn(c.L, casework.Opinions, r.Opinion)
			if e, ok := LastOf(c.View, func(e casework.Opined) bool { return e.Request == r.ID }); ok {
				shown.Because = c.Text(e.(casework.Opined).Reason)
			}
		case r.Opine.Missed:
			shown.Opinion = c.L.T("opinion.silent")
		case r.Opine.Waits():
			shown.Opinion, shown.Clock = c.L.T("opinion.awaited"), c.Dial("request", casework.ClockOpine, r.ID, r.Opine)
		}
		if r.Status == "open" && r.Passed < len(r.Levels) {
			shown.Level = c.L.T("role." + string(r.Levels[r.Passed]))
			if !r.Opine.Waits() || r.Opine.Missed {
				shown.Clock = c.Dial("request", casework.ClockRequest, r.ID, r.Decide)
			}
		}
		if r.Status == "denied" {
			if e, ok := LastOf(c.View, func(e casework.Denied) bool { return e.Request == r.ID }); ok {
				shown.Because = c.Text(e.(casework.Denied).Reason)
			}
		}
		all = append(all, shown)
	}
	return all
}

// reason is why a request was made.
func (c Teller) reason(event casework.Event, found bool) casepage.Text {
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
	return c.Text(reason)
}

// supervisions are what a unit has to answer for, and how high that has climbed. 依据 P-110, P-111.
func (c Teller) supervisions() (all []casepage.Supervision) {
	for _, s := range c.View.Case.Supervisions {
		shown := casepage.Supervision{Unit: c.TaskName(s.Task), Level: c.Level(s.Rung, s.Level), At: s.At, Done: s.Answered, Clock: c.Dial("supervision", casework.ClockExplain, s.ID, s.Clock)}
		if s.Cause != "" {
			shown.Cause = telling.Cause(s.Cause, s.Count, c.L)
		}
		if e, ok := LastOf(c.View, func(e casework.Supervised) bool { return e.ID == s.ID }); ok {
			shown.Text = c.Text(e.(casework.Supervised).Text)
		}
		all = append(all, shown)
	}
	return all
}
