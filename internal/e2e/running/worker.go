package running

import (
	"os"
	"os/exec"
	"testing"
	"time"
)

// Work starts a worker of its own process on the server's store, and gives what ends it, as systemd would; a test that does not is
// ended for it. What the worker said stands in the test's log where the test fails.
func (s *Server) Work(t testing.TB) (stop func()) {
	t.Helper()
	said := &tail{}
	cmd := exec.Command(s.binary, "worker", "--data", s.Dir, "--database", s.Database)
	cmd.Stdout, cmd.Stderr = said, said
	if err := cmd.Start(); err != nil {
		t.Fatalf("start a worker: %v", err)
	}
	gone := make(chan error, 1)
	go func() { gone <- cmd.Wait() }()
	ended := false
	stop = func() {
		if ended {
			return
		}
		ended = true
		_ = cmd.Process.Signal(os.Interrupt)
		select {
		case err := <-gone:
			if err != nil {
				t.Errorf("a worker ended with %v; it said:\n%s", err, said)
			}
		case <-time.After(30 * time.Second):
			_ = cmd.Process.Kill()
			t.Errorf("a worker did not end within 30 s of being asked; it said:\n%s", said)
		}
		if t.Failed() {
			t.Logf("a worker said:\n%s", said)
		}
	}
	t.Cleanup(stop)
	return stop
}
