package locale

import "time"

// When says an instant shortly, in its own zone, and without its year where that is the one of now: 7月25日 09:42. What falls due
// with the end of a day is told as that day's: 24:00. A now that is zero is of every year.
func (l Lang) When(now, at time.Time) string {
	hour := at.Format(" 15:04")
	if at.Equal(time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, at.Location())) {
		at, hour = at.AddDate(0, 0, -1), " 24:00"
	}
	thisYear := now.IsZero() || now.In(at.Location()).Year() == at.Year()
	switch {
	case l == En && thisYear:
		return at.Format("2 Jan") + hour
	case l == En:
		return at.Format("2 Jan 2006") + hour
	case thisYear:
		return at.Format("1月2日") + hour
	}
	return at.Format("2006年1月2日") + hour
}
