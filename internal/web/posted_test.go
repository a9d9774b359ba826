package web

import (
	"bytes"
	"net/url"
	"testing"

	"huying/internal/casework"
)

// What is kept of a photograph may be made otherwise tomorrow; the same one sent again is the same all the same.
func TestAFileCountsAsItCame(t *testing.T) {
	values := url.Values{"idempotency_key": {"k"}, "text": {"某事"}, "then": {"/"}}
	first := posted{values, []casework.File{{SHA256: "made today"}}, []string{"came"}}.key()
	again := posted{values, []casework.File{{SHA256: "made tomorrow"}}, []string{"came"}}.key()
	other := posted{values, []casework.File{{SHA256: "made today"}}, []string{"another"}}.key()
	if first.Key != "k" || !bytes.Equal(first.Body, again.Body) || bytes.Equal(first.Body, other.Body) {
		t.Errorf("%+v, %+v, %+v", first, again, other)
	}
}
