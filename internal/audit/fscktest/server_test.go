package fscktest

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"huying/internal/e2e/running"
	"huying/internal/ledger"
)

// The log of a running server is judged, after cases have gone through it by the interface: in the
// public part nothing is secret, in the auditor's part everything is there to be rebuilt.
func TestRunningServer(t *testing.T) {
	fsck := fsck(t)
	t.Chdir("../../..") // the product is built from its own module
	t.Cleanup(running.Remove)
	s := running.Serve(t, t.TempDir(), "")
	cast := s.Cast(t, 370102, 1)
	for i := range 18 {
		no := ""
		for _, step := range cast.Life(fmt.Sprintf("第 %d 件", i+1)) {
			written, err := cast.Write(step, no)
			if err != nil {
				t.Fatal(err)
			}
			no = written.No
		}
	}
	answer, err := s.As(t, 370102, "auditor", "").Do("POST", "/api/v1/districts/370102/audit-tokens", map[string]any{})
	if err != nil {
		t.Fatal(err)
	}
	var opened struct {
		Prefix string `json:"prefix"`
	}
	answer.Into(t, &opened)
	url := s.URL + strings.TrimSuffix(strings.TrimPrefix(opened.Prefix, s.URL), "/")
	c := waitForSize(t, url, 257) // more than one tile, or the tree above is not judged
	if said := judge(t, fsck, url); !strings.Contains(said, "Successfully fsck'd log with size") {
		t.Fatalf("log of %d:\n%s", c.Size, said)
	}
	if said := judge(t, fsck, s.URL+"/log/370102"); strings.Contains(said, "Successfully") {
		t.Fatalf("the entries are open to everybody:\n%s", said)
	}
}

func waitForSize(t *testing.T, url string, size int64) ledger.Checkpoint {
	t.Helper()
	key, err := ledger.ParseVerifierKey(string(get(t, url+"/vkey")))
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		c, _, err := ledger.OpenCheckpoint(get(t, url+"/checkpoint"), key)
		if err != nil {
			t.Fatal(err)
		}
		if c.Size >= size {
			return c
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("no checkpoint of %d entries came", size)
	return ledger.Checkpoint{}
}

// Any server can be judged by the address of its log, with an auditor's token in its path.
func TestServerByAddress(t *testing.T) {
	url := strings.TrimSuffix(os.Getenv("HUYING_LOG_URL"), "/")
	if url == "" {
		t.Skip("HUYING_LOG_URL is not set")
	}
	if said := judge(t, fsck(t), url); !strings.Contains(said, "Successfully fsck'd log with size") {
		t.Fatal(said)
	}
}
