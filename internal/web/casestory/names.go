package casestory

import (
	"strings"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/locale"
)

// NameIn is a code's name on a closed list, in the reader's language.
func NameIn(l locale.Lang, all []casework.Option, code string) string {
	for _, o := range all {
		if o.Code == code {
			return Named(l, o)
		}
	}
	return code
}

// Named is the name of a code, in the reader's language.
func Named(l locale.Lang, o casework.Option) string {
	if l == locale.En {
		return strings.ToUpper(o.En[:1]) + o.En[1:]
	}
	return o.Zh
}

// LastOf is the latest record of a sort that fits.
func LastOf[E casework.Event](view desk.View, fits func(E) bool) (casework.Event, bool) {
	for i := len(view.Records) - 1; i >= 0; i-- {
		if e, ok := view.Records[i].Event.(E); ok && fits(e) {
			return e, true
		}
	}
	return nil, false
}

// Picture reports whether a file may be shown on a page as it is.
func Picture(media string) bool {
	switch media {
	case "image/jpeg", "image/png", "image/gif", "image/webp":
		return true
	}
	return false
}
