package face

import (
	"context"

	"huying/internal/locale"
)

// Dated says an instant as it stands on paper, where no page tells the year: 2019年7月25日 09:50.
func Dated(ctx context.Context, at int64) string { return WhenIn(locale.From(ctx), 1, at) }
