package casework

import (
	"slices"

	"huying/internal/org"
)

// AsOf is the case as somebody meets it at an instant: what has run out since the last record has run out, though the
// clock may not have recorded it yet.
func (c Case) AsOf(at int64) Case {
	c.Last = max(c.Last, at)
	return c
}

// Offered is Verbs at an instant, by what the district has decided for itself.
func Offered(c Case, by org.Actor, at int64, s Settings, units *org.Directory) []Verb {
	c = c.AsOf(at)
	return slices.DeleteFunc(Verbs(c, by, units), func(v Verb) bool { return v == VerbReopen && c.settledDown(c.Last, s) })
}

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
