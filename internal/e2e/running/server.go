// Package running starts the built binary, as an operator would, and talks to it as a client would.
// It is for tests of the whole: it knows the interface and nothing behind it.
package running

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience is how long a start may take: the first one migrates and loads the demonstration on a
// machine that may be busy with other tests.
const patience = 90 * time.Second

// A Server is one process of the product on its own data folder.
type Server struct {
	URL      string // http://127.0.0.1:port
	Dir      string // its --data
	Database string // its --database; "" is SQLite in Dir

	listen string
	more   []string // what else it is started with
	binary string
	mu     sync.Mutex
	cmd    *exec.Cmd     // guarded by mu
	gone   chan struct{} // closed when cmd has ended; guarded by mu
	said   *tail
}

var build struct {
	once sync.Once
	path string
	err  error
}

// Binary builds the product once for all tests of a process and answers with its path.
func Binary(t testing.TB) string {
	t.Helper()
	build.once.Do(func() {
		var dir string
		if dir, build.err = os.MkdirTemp("", "huying-binary-"); build.err != nil {
			return
		}
		build.path = filepath.Join(dir, "huying")
		cmd := exec.Command("go", "build", "-o", build.path, "huying/cmd/huying")
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			build.err = fmt.Errorf("build the product: %w\n%s", err, out)
		}
	})
	if build.err != nil {
		t.Fatal(build.err)
	}
	return build.path
}

// Remove deletes what Binary built; a TestMain calls it when all is done.
func Remove() {
	if build.path != "" {
		_ = os.RemoveAll(filepath.Dir(build.path))
	}
}

// Serve starts the product on dir with the demonstration, and what else is said, and waits until it is ready. It is stopped
// at the end of the test.
func Serve(t testing.TB, dir, database string, more ...string) *Server {
	t.Helper()
	s := &Server{Dir: dir, Database: database, more: more, binary: Binary(t), said: &tail{}}
	port, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	s.listen = fmt.Sprintf("127.0.0.1:%d", port)
	s.URL = "http://" + s.listen
	t.Cleanup(s.Kill)
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	return s
}

// Start starts the process anew, on the same folder and address, and waits until it is ready.
func (s *Server) Start() error {
	args := []string{"serve", "--listen", s.listen, "--data", s.Dir, "--demo"}
	if s.Database != "" {
		args = append(args, "--database", s.Database)
	}
	cmd := exec.Command(s.binary, append(args, s.more...)...)
	cmd.Stdout, cmd.Stderr = s.said, s.said
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start the product: %w", err)
	}
	gone := make(chan struct{})
	go func() {
		_ = cmd.Wait()
		close(gone)
	}()
	s.mu.Lock()
	s.cmd, s.gone = cmd, gone
	s.mu.Unlock()

	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		select {
		case <-gone:
			return fmt.Errorf("the product ended while starting; it said:\n%s", s.said)
		case <-ctx.Done():
			return fmt.Errorf("the product was not ready after %v; it said:\n%s", patience, s.said)
		case <-time.After(20 * time.Millisecond):
		}
		resp, err := http.Get(s.URL + "/readyz")
		if err != nil {
			continue
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return nil
		}
	}
}

// Kill ends the process at once, as a power cut would (kill -9), and waits until it is gone.
func (s *Server) Kill() {
	s.mu.Lock()
	cmd, gone := s.cmd, s.gone
	s.mu.Unlock()
	if cmd == nil {
		return
	}
	_ = cmd.Process.Kill()
	<-gone
}

// Stop asks the process to end, as systemd would, and waits until it is gone.
func (s *Server) Stop() error {
	s.mu.Lock()
	cmd, gone := s.cmd, s.gone
	s.mu.Unlock()
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	select {
	case <-gone:
		return nil
	case <-time.After(30 * time.Second):
		return errors.New("the product did not end within 30 s of being asked")
	}
}

// Alive reports whether the process runs and answers.
func (s *Server) Alive() bool {
	resp, err := http.Get(s.URL + "/healthz")
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

// Said is the end of what the process printed.
func (s *Server) Said() string { return s.said.String() }

// Command runs another command of the binary, such as verify, and answers with all it printed.
func (s *Server) Command(args ...string) (string, error) {
	out, err := exec.Command(s.binary, args...).CombinedOutput()
	return string(out), err
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// A tail keeps the last 64 KiB written to it.
type tail struct {
	mu  sync.Mutex
	buf bytes.Buffer // guarded by mu
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.buf.Write(p)
	if over := t.buf.Len() - 64<<10; over > 0 {
		t.buf.Next(over)
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.ToValidUTF8(t.buf.String(), "�")
}
