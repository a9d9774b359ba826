package web

import (
	"huying/internal/calendar"
	"huying/internal/locale"
)

// limit says a limit in the reader's language.
func limit(l locale.Lang, k calendar.Limit) string {
	if l != locale.En {
		return k.Zh()
	}
	switch {
	case k.IsZero():
		return l.T("limit.none")
	case k.Statute():
		return l.T("clock.statute")
	}
	text := k.String()
	for _, unit := range []string{"min", "wh", "wd", "h", "d"} {
		if n, ok := cutUnit(text, unit); ok {
			if n == "1" {
				unit += ".one"
			}
			return l.T("limit."+unit, n)
		}
	}
	return text
}
