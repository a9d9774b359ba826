package e2e

import (
	"fmt"
	"testing"

	"huying/internal/e2e/running"
)

// One call from report to archive over the interface: township, centre, a lead and an assist, and back.
func TestOneCallFromEndToEnd(t *testing.T) {
	engines(t, func(t *testing.T, s *running.Server) {
		cast := s.Cast(t, lixia, 1)
		no, version := "", int64(0)
		for _, step := range cast.Life("占道经营，多次劝离无效") {
			w, err := cast.Write(step, no)
			if err != nil {
				t.Fatal(err)
			}
			if w.Version <= version || (no != "" && w.No != no) {
				t.Fatalf("after %s: %+v", step.Verb, w)
			}
			no, version = w.No, w.Version
		}
		var got struct{ Status string }
		a, err := cast.Township.Do("GET", cast.Township.Cases("/"+no), nil)
		if err != nil {
			t.Fatal(err)
		}
		if a.Into(t, &got); got.Status != "archived" {
			t.Errorf("the case rests as %q", got.Status)
		}
		var record struct {
			Items []struct {
				Version int64  `json:"version"`
				Type    string `json:"type"`
			} `json:"items"`
		}
		a, err = cast.Township.Do("GET", cast.Township.Cases("/"+no+"/events?limit=100"), nil)
		if err != nil {
			t.Fatal(err)
		}
		a.Into(t, &record)
		if len(record.Items) != int(version) {
			t.Errorf("version is %d, but the record has %d entries", version, len(record.Items))
		}
		for i, e := range record.Items {
			if e.Version != int64(i+1) {
				t.Errorf("entry %d has version %d", i+1, e.Version)
			}
		}

		// 区县之间互不可见: another district does not even learn that the case exists.
		stranger := s.As(t, shizhong, "dispatcher", "")
		for _, path := range []string{
			fmt.Sprintf("/api/v1/districts/%d/cases/%s", lixia, no),
			stranger.Cases("/" + no),
		} {
			if a, err := stranger.Send("GET", path, nil, nil); err != nil || (a.Status != 403 && a.Status != 404) {
				t.Errorf("%s as a stranger: %v %v", path, a, err)
			}
		}
	})
}
