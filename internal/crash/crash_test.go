package crash

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"huying/internal/e2e/running"
	"huying/internal/store/storetest"
)

const district = 370102 // 历下

var (
	kills   = flag.Int("kills", 50, "how often each engine is killed")
	seed    = flag.Uint64("seed", 0, "of the moments; 0 takes one from the clock and prints it")
	clients = flag.Int("clients", 8, "how many people work at once")
)

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	running.Remove()
	os.Exit(code)
}

func TestKilledOnSQLite(t *testing.T) {
	killed(t, running.Serve(t, t.TempDir(), ""), nil)
}

func TestKilledOnPostgreSQL(t *testing.T) {
	cluster, err := storetest.Start(true)
	storetest.Require(t, err)
	t.Cleanup(func() { _ = cluster.Stop() })
	killed(t, running.Serve(t, t.TempDir(), cluster.URL("postgres")), cluster)
}

// killed works, kills and checks; every fifth time, where there is one, it kills the database instead.
func killed(t *testing.T, s *running.Server, cluster *storetest.Cluster) {
	if *seed == 0 {
		*seed = uint64(time.Now().UnixNano())
	}
	r := rand.New(rand.NewPCG(*seed, 0))
	t.Logf("-seed %d", *seed)
	cast := s.Cast(t, district, 1)
	watch := watcher{cast: cast, before: len(numbers(t, cast.Centre))}
	acknowledged := newBook()
	var workers []*worker
	for id := range *clients {
		workers = append(workers, &worker{id: id, cast: cast, book: acknowledged})
	}

	for kill := range *kills {
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() { done <- together(ctx, workers) }()
		time.Sleep(moment(r))
		database := cluster != nil && kill%5 == 4
		if database {
			must(t, cluster.Kill)
			must(t, func() error { return cluster.Run(true) })
			time.Sleep(moment(r)) // those whose requests were tried again go on
		} else {
			s.Kill()
		}
		cancel()
		if err := <-done; err != nil {
			t.Fatalf("kill %d: %v\n%s", kill, err, s.Said())
		}
		if !database {
			must(t, s.Start)
		}
		watch.glance(t, acknowledged.sinceLast())
		if t.Failed() {
			t.Fatalf("after kill %d; the product said:\n%s", kill, s.Said())
		}
	}
	for _, w := range workers {
		if err := w.finish(); err != nil {
			t.Fatal(err)
		}
	}
	lives := 0
	for _, w := range workers {
		lives += w.lives
	}
	watch.audit(t, s, acknowledged.all(), lives)
	t.Logf("%d kills, %d acknowledged writes in %d cases", *kills, acknowledged.count(), lives)
}

func must(t *testing.T, do func() error) {
	t.Helper()
	if err := do(); err != nil {
		t.Fatal(err)
	}
}

// A watcher compares what the product shows with what it acknowledged.
type watcher struct {
	cast   running.Cast
	before int   // cases there were at the beginning
	size   int64 // of the log when last seen
}

// glance is the cheap check after each kill: acknowledged cases are there, and the log has not shrunk.
func (w *watcher) glance(t *testing.T, acknowledged map[string]int64) {
	t.Helper()
	for no, version := range acknowledged {
		a, err := w.cast.Centre.Do("GET", w.cast.Centre.Cases("/"+no), nil)
		if err != nil {
			t.Fatalf("acknowledged case %s: %v", no, err)
		}
		got, err := a.Written()
		if err != nil {
			t.Fatal(err)
		}
		if got.Version < version {
			t.Errorf("case %s: version %d was acknowledged, %d is there", no, version, got.Version)
		}
	}
	size := logSize(t, w.cast.Centre)
	if size < w.size {
		t.Errorf("the log shrank from %d to %d", w.size, size)
	}
	w.size = size
}

// audit is the full check at the end: every acknowledged case, exactly as many as were begun, the projections
// equal to what the events give, and an export that verifies against the last checkpoint.
func (w *watcher) audit(t *testing.T, s *running.Server, acknowledged map[string]int64, lives int) {
	t.Helper()
	w.glance(t, acknowledged)
	if now := len(numbers(t, w.cast.Centre)); now-w.before != lives || len(acknowledged) != lives {
		t.Errorf("%d cases were begun and %d acknowledged, %d are there", lives, len(acknowledged), now-w.before)
	}
	kept := filepath.Join(t.TempDir(), "checkpoint")
	if err := os.WriteFile(kept, checkpoint(t, w.cast.Centre), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Stop(); err != nil {
		t.Error(err)
	}
	export := filepath.Join(t.TempDir(), "export.jsonl")
	where := []string{"--data", s.Dir}
	if s.Database != "" {
		where = append(where, "--database", s.Database)
	}
	for _, args := range [][]string{
		append([]string{"export", "--district", strconv.Itoa(district), "--contents", export}, where...),
		{"verify", "--export", export, "--checkpoint", kept},
		append([]string{"rebuild"}, where...),
	} {
		if out, err := s.Command(args...); err != nil {
			t.Errorf("huying %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
}

// numbers lists every case of the district, as the centre sees them.
func numbers(t *testing.T, centre *running.Client) []string {
	t.Helper()
	var all []string
	cursor := ""
	for {
		a, err := centre.Do("GET", centre.Cases("?limit=100&cursor="+url.QueryEscape(cursor)), nil)
		if err != nil {
			t.Fatal(err)
		}
		var page struct {
			Items []struct {
				No string `json:"no"`
			} `json:"items"`
			Next string `json:"next"`
		}
		if err := json.Unmarshal(a.Body, &page); err != nil {
			t.Fatal(err)
		}
		for _, c := range page.Items {
			all = append(all, c.No)
		}
		if page.Next == "" {
			return all
		}
		cursor = page.Next
	}
}

// logSize reads the size of the district's log from its signed checkpoint.
func logSize(t *testing.T, c *running.Client) int64 {
	t.Helper()
	size, err := strconv.ParseInt(strings.Split(string(checkpoint(t, c)), "\n")[1], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return size
}

func checkpoint(t *testing.T, c *running.Client) []byte {
	t.Helper()
	a, err := c.Send(http.MethodGet, fmt.Sprintf("/log/%d/checkpoint", district), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if a.Status != http.StatusOK || strings.Count(string(a.Body), "\n") < 3 {
		t.Fatalf("checkpoint: %v", a)
	}
	return a.Body
}
