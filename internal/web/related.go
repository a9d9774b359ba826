package web

import "huying/internal/casework"

// related is the number of another case that this one was split off, merged with, or gave rise to.
func (c telling) related(id string) string {
	for _, r := range c.view.Records {
		switch v := r.Event.(type) {
		case casework.SplitOff:
			if v.Case == id {
				return string(v.No)
			}
		case casework.Absorbed:
			if v.Case == id {
				return string(v.No)
			}
		}
	}
	return c.l.T("case.another")
}
