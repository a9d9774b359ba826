package running

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// A Cluster is a PostgreSQL server of the test's own, with fsync on, that may be killed and started again.
type Cluster struct {
	URL string

	dir, bin string
	port     int
	as       *syscall.Credential // nil unless the test runs as root, which PostgreSQL refuses
	cmd      *exec.Cmd
	gone     chan struct{}
	said     *tail
}

// Postgres starts a fresh cluster from the installed programs, or skips the test where there are none.
func Postgres(t testing.TB) *Cluster {
	t.Helper()
	bin, err := postgresPrograms()
	if err != nil {
		t.Skip(err)
	}
	dir, err := os.MkdirTemp("", "huying-postgres-")
	if err != nil {
		t.Fatal(err)
	}
	c := &Cluster{dir: filepath.Join(dir, "data"), bin: bin, said: &tail{}}
	t.Cleanup(func() {
		c.Kill()
		_ = os.RemoveAll(dir)
	})
	if c.as, err = another(dir); err != nil {
		t.Fatal(err)
	}
	initdb := c.command("initdb", "-D", c.dir, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
	if out, err := initdb.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	if c.port, err = freePort(); err != nil {
		t.Fatal(err)
	}
	c.URL = fmt.Sprintf("postgres://postgres@127.0.0.1:%d/postgres?sslmode=disable", c.port)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c
}

// Start starts the server and waits until it takes connections. After a kill the first attempts may
// fail, while what is left of the old server goes away.
func (c *Cluster) Start() error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	for ctx.Err() == nil {
		cmd := c.command("postgres", "-D", c.dir, "-p", strconv.Itoa(c.port), "-k", "", "-h", "127.0.0.1",
			"-c", "shared_buffers=64MB", "-c", "max_connections=60", "-c", "restart_after_crash=off")
		cmd.Stdout, cmd.Stderr = c.said, c.said
		if err := cmd.Start(); err != nil {
			return fmt.Errorf("start postgres: %w", err)
		}
		gone := make(chan struct{})
		go func() {
			_ = cmd.Wait()
			close(gone)
		}()
		c.cmd, c.gone = cmd, gone
		if c.ready(ctx) {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return fmt.Errorf("postgres did not start; it said:\n%s", c.said)
}

// ready waits until the server takes connections; false if it ended instead.
func (c *Cluster) ready(ctx context.Context) bool {
	for {
		select {
		case <-c.gone:
			return false
		case <-ctx.Done():
			return false
		case <-time.After(30 * time.Millisecond):
		}
		if c.command("pg_isready", "-q", "-h", "127.0.0.1", "-p", strconv.Itoa(c.port)).Run() == nil {
			return true
		}
	}
}

// Kill ends the server at once (kill -9 of the postmaster; its children follow when they notice).
func (c *Cluster) Kill() {
	if c.cmd == nil {
		return
	}
	_ = c.cmd.Process.Kill()
	<-c.gone
	// The port is free again when the last child is gone.
	for range 100 {
		conn, err := net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", c.port), time.Second)
		if err != nil {
			return
		}
		_ = conn.Close()
		time.Sleep(20 * time.Millisecond)
	}
}

func (c *Cluster) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(c.bin, name), args...)
	cmd.Dir = filepath.Dir(c.dir)
	if c.as != nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.as}
	}
	return cmd
}

// another is who runs the server when the test itself is root: PostgreSQL refuses root. The folder becomes theirs.
func another(dir string) (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		if u, err = user.Lookup("nobody"); err != nil {
			return nil, err
		}
	}
	uid, err1 := strconv.Atoi(u.Uid)
	gid, err2 := strconv.Atoi(u.Gid)
	if err := errors.Join(err1, err2, os.Chown(dir, uid, gid)); err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}

// postgresPrograms is the folder of initdb, postgres and pg_isready.
func postgresPrograms() (string, error) {
	candidates, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	if path, err := exec.LookPath("postgres"); err == nil {
		candidates = append(candidates, filepath.Dir(path))
	}
	for i := len(candidates) - 1; i >= 0; i-- {
		complete := true
		for _, name := range []string{"initdb", "postgres", "pg_isready"} {
			if _, err := exec.LookPath(filepath.Join(candidates[i], name)); err != nil {
				complete = false
			}
		}
		if complete {
			return candidates[i], nil
		}
	}
	return "", errors.New("PostgreSQL's programs are not installed here")
}
