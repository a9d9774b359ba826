package casework

// ended stops what waited beside a task that is its unit's no longer: what was transferred to it and not received,
// the questions it asked, and its steps of the plan. All stay on record as they stand; a partner may still reply.
func (c Case) ended(id TaskID, at int64) Case {
	gone, _ := c.Task(string(id))
	return c.withClocks(func(kind ClockKind, ref string, k Clock) Clock {
		switch kind {
		case ClockReceive:
			if x, _ := c.Transfer(ref); x.To == id {
				return k.stop(at)
			}
		case ClockReply:
			if q, _ := c.Question(ref); q.Task == id {
				return k.stop(at)
			}
		case ClockStep:
			if s, _ := c.Step(ref); s.Unit == gone.Unit {
				return k.stop(at)
			}
		}
		return k
	})
}
