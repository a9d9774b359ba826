package face

import (
	"context"
	"strconv"
	"time"

	"huying/internal/locale"
)

// Dated says an instant as it stands on paper, where no page tells the year: 2019年7月25日 09:50.
func Dated(ctx context.Context, at int64) string { return WhenIn(locale.From(ctx), 1, at) }

// Year says the year of an instant where it is not the page's own, 2019年; else nothing.
func Year(ctx context.Context, at int64) string {
	now, _ := ctx.Value(madeAt{}).(int64)
	year := time.UnixMicro(at).In(china).Year()
	switch {
	case now == 0 || time.UnixMicro(now).In(china).Year() == year:
		return ""
	case locale.From(ctx) == locale.En:
		return strconv.Itoa(year)
	}
	return strconv.Itoa(year) + "年"
}
