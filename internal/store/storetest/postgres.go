package storetest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"huying/internal/sqldb"
)

// A Cluster is a temporary PostgreSQL that lives as long as the process that started it, reached
// through a socket in its own folder.
type Cluster struct {
	dir  string
	bin  string
	as   *syscall.Credential
	stop io.Closer // the guard's standard input: when it ends, the guard stops and removes all
	made atomic.Int64
}

var shared struct {
	once    sync.Once
	cluster *Cluster
	err     error
}

// errNone says that no PostgreSQL is installed.
var errNone = errors.New("no PostgreSQL binaries in /usr/lib/postgresql/*/bin")

// Database makes a fresh, migrated database in the cluster that all tests of this process share,
// and gives its URL. Without PostgreSQL the test is skipped, or fails where CI=true.
func Database(t testing.TB) string {
	t.Helper()
	shared.once.Do(func() {
		if shared.cluster, shared.err = Start(false); shared.err == nil {
			shared.err = shared.cluster.prepare()
		}
	})
	Require(t, shared.err)
	url, err := shared.cluster.copy()
	if err != nil {
		t.Fatalf("new database: %v", err)
	}
	return url
}

// Require skips or fails a test for which the cluster could not start.
func Require(t testing.TB, err error) {
	t.Helper()
	switch {
	case err == nil:
	case errors.Is(err, errNone) && os.Getenv("CI") != "true":
		t.Skipf("skipped on PostgreSQL: %v", err)
	default:
		t.Fatalf("PostgreSQL: %v", err)
	}
}

// guard starts the server, waits until the test process is gone or closes its end of the pipe, and
// leaves nothing behind. It works even when the tests are killed.
const guard = `"$1/postgres" -D "$2/data" -k "$2" $3 >"$2/log" 2>&1 &
pid=$!
cat >/dev/null
kill -QUIT $pid 2>/dev/null
wait $pid
rm -rf "$2"`

// Start starts a cluster: with its writes waiting for the disk, for crash tests, or quick.
func Start(durable bool) (*Cluster, error) {
	c := &Cluster{}
	var err error
	if c.bin, err = binaries(); err != nil {
		return nil, err
	}
	if c.dir, err = os.MkdirTemp("", "huying-pg-"); err != nil {
		return nil, err
	}
	if os.Geteuid() == 0 {
		if c.as, err = postgres(); err != nil {
			return nil, err
		}
		if err := os.Chown(c.dir, int(c.as.Uid), int(c.as.Gid)); err != nil {
			return nil, err
		}
	}
	init := c.command(filepath.Join(c.bin, "initdb"), "-D", filepath.Join(c.dir, "data"), "-U", "postgres", "--auth=trust",
		"--locale=C", "-E", "UTF8", "--no-sync", "--no-instructions")
	if out, err := init.CombinedOutput(); err != nil {
		_ = os.RemoveAll(c.dir)
		return nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	if err := c.Run(durable); err != nil {
		_ = os.RemoveAll(c.dir)
		return nil, err
	}
	return c, nil
}

// Run starts the server; after a Kill it starts it again on the same data.
func (c *Cluster) Run(durable bool) error {
	settings := "-c listen_addresses= -c shared_buffers=64MB -c max_connections=200"
	if !durable {
		settings += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
	}
	watch := c.command("/bin/sh", "-c", guard, "guard", c.bin, c.dir, settings)
	in, err := watch.StdinPipe()
	if err != nil {
		return err
	}
	if err := watch.Start(); err != nil {
		return err
	}
	go func() { _ = watch.Wait() }()
	c.stop = in
	return c.await()
}

func (c *Cluster) await() error {
	var err error
	for range 400 {
		var db *sqldb.DB
		if db, err = sqldb.Open(context.Background(), c.URL("postgres"), sqldb.Options{Conns: 1}); err == nil {
			return db.Close()
		}
		time.Sleep(25 * time.Millisecond)
	}
	log, _ := os.ReadFile(filepath.Join(c.dir, "log"))
	return fmt.Errorf("server does not start: %w: %s", err, log)
}

// Kill ends the server at once, as a power cut would, and waits until it is gone. Run starts it again.
func (c *Cluster) Kill() error {
	text, err := os.ReadFile(filepath.Join(c.dir, "data", "postmaster.pid"))
	if err != nil {
		return err
	}
	pid, err := strconv.Atoi(strings.SplitN(string(text), "\n", 2)[0])
	if err != nil {
		return err
	}
	if err := syscall.Kill(pid, syscall.SIGQUIT); err != nil {
		return err
	}
	for range 400 {
		if syscall.Kill(pid, 0) != nil {
			return nil
		}
		time.Sleep(10 * time.Millisecond)
	}
	return errors.New("server does not end")
}

// Stop ends the server and removes its folder.
func (c *Cluster) Stop() error { return c.stop.Close() }

// URL is where a database of the cluster is reached.
func (c *Cluster) URL(database string) string {
	return fmt.Sprintf("postgres:///%s?host=%s&user=postgres", database, c.dir)
}

// NewDatabase makes an empty database and gives its URL.
func (c *Cluster) NewDatabase(name string) (string, error) {
	out, err := c.command(filepath.Join(c.bin, "createdb"), "-h", c.dir, "-U", "postgres", name).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("createdb: %w: %s", err, out)
	}
	return c.URL(name), nil
}

const template = "huying_template"

func (c *Cluster) prepare() error {
	url, err := c.NewDatabase(template)
	if err != nil {
		return err
	}
	return migrated(url)
}

func (c *Cluster) copy() (string, error) {
	name := fmt.Sprintf("test_%d", c.made.Add(1))
	out, err := c.command(filepath.Join(c.bin, "createdb"), "-h", c.dir, "-U", "postgres", "-T", template, name).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("createdb: %w: %s", err, out)
	}
	return c.URL(name), nil
}

func (c *Cluster) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = c.dir
	if c.as != nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.as, Setpgid: true}
	} else {
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	}
	return cmd
}

// binaries finds the newest installed PostgreSQL.
func binaries() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		return "", errNone
	}
	version := func(path string) int {
		n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path))))
		return n
	}
	sort.Slice(found, func(i, j int) bool { return version(found[i]) > version(found[j]) })
	return filepath.Dir(found[0]), nil
}

// postgres is the system's user for the server, which refuses to run as root.
func postgres() (*syscall.Credential, error) {
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return nil, err
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}
