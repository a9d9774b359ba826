package casework

import "huying/internal/org"

// Tasks lists the tasks that a verb which names one may be done to now, by this post: those that the table permits and
// that are of use. It is Verbs, task by task.
func Tasks(c Case, verb Verb, by org.Actor, units *org.Directory) []TaskID {
	if c.recused(by.Account) {
		return nil
	}
	var some []TaskID
	ties := TiesOf(c, by, units)
	for i := range c.Tasks {
		t := &c.Tasks[i]
		if _, at := c.permit(verb, string(t.ID), by, ties, units); at == permitted && c.idle(verb, t, by, units) == nil {
			some = append(some, t.ID)
		}
	}
	return some
}
