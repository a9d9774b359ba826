// Package stage puts up the whole site in one process, on a clock that the test moves, so that a story of the source
// can be played on its own days. What answers is what `huying serve` serves: the pages, the interface, the worker.
package stage

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"huying/internal/access"
	"huying/internal/api"
	"huying/internal/audit"
	"huying/internal/blob"
	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/web"
	"huying/internal/worker"
)

// A Site is the product with the demonstration's districts, list and people, and no case yet.
type Site struct {
	URL   string
	Store *store.Store
	Desk  *desk.Desk

	clock atomic.Int64 // microseconds UTC: the one time that everything here goes by
}

// Open puts a site up at an instant. When the test ends, every district that was played in is checked: the tables
// against each other and against the record, and the record as an auditor would.
func Open(t testing.TB, o store.Options, begins time.Time, played ...org.DistrictID) *Site {
	t.Helper()
	return open(t, o, begins, nil, played)
}

// Played puts up a site in which the demonstration has been played. That is done before anybody works there, the worker
// too: it would find the stories of 2019 overdue while they are told.
func Played(t testing.TB, o store.Options, begins time.Time, played ...org.DistrictID) *Site {
	t.Helper()
	return open(t, o, begins, demo.Play, played)
}

func open(t testing.TB, o store.Options, begins time.Time, play func(context.Context, *store.Store, time.Time) error, played []org.DistrictID) *Site {
	t.Helper()
	site := &Site{}
	site.At(begins)
	o.Now = site.Now
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	kept, err := store.Open(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := demo.Load(ctx, kept, begins); err != nil {
		t.Fatal(err)
	}
	if play != nil {
		if err := play(ctx, kept, begins); err != nil {
			t.Fatal(err)
		}
	}
	files, err := blob.Open(filepath.Join(t.TempDir(), "files"))
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(faults{t}, &slog.HandlerOptions{Level: slog.LevelError}))
	site.Store, site.Desk = kept, desk.New(desk.Options{Store: kept, Files: files, Now: site.Now})
	pages := web.New(web.Options{Desk: site.Desk, Log: log, Demo: true})
	server := httptest.NewServer(api.New(api.Options{Desk: site.Desk, Store: kept, Log: log, Pages: pages}))
	site.URL = server.URL
	done := make(chan struct{})
	go func() {
		(&worker.Worker{Store: kept, Desk: site.Desk, Log: log}).Run(ctx)
		close(done)
	}()
	t.Cleanup(func() {
		server.CloseClientConnections() // screens that wait for news
		server.Close()
		stop()
		<-done
		for _, district := range played {
			site.sound(t, district)
		}
		if err := kept.Close(); err != nil {
			t.Error(err)
		}
		_ = files.Close()
	})
	return site
}

// Now is the site's time.
func (s *Site) Now() time.Time { return time.UnixMicro(s.clock.Load()).UTC() }

// At sets the clock. It only goes forward while people work.
func (s *Site) At(now time.Time) { s.clock.Store(org.Micros(now)) }

// Case reads a case behind everybody's back, as its record gives it.
func (s *Site) Case(ctx context.Context, district org.DistrictID, no casework.CaseNo) (desk.View, error) {
	units, err := s.Desk.Units(ctx, district)
	if err != nil {
		return desk.View{}, err
	}
	for _, p := range units.AllPosts() {
		if p.Role == org.Auditor {
			return s.Desk.As(access.SeatOf(district, p, units).Who("", 0)).Case(ctx, district, no)
		}
	}
	return desk.View{}, fmt.Errorf("%d has no auditor", district)
}

// sound holds a district to its record: the tables to each other, both to what the record gives, and the record to
// the rules, as an auditor holds an export of it.
func (s *Site) sound(t testing.TB, district org.DistrictID) {
	ctx := context.WithoutCancel(t.Context())
	if err := s.Store.SealNow(ctx, district); err != nil {
		t.Errorf("seal %d: %v", district, err)
	}
	if err := s.Store.Check(ctx, district); err != nil {
		t.Error(err)
	}
	if err := s.Desk.Rebuild(ctx, district, false); err != nil {
		t.Errorf("rebuild: %v", err)
	}
	var export bytes.Buffer
	if err := audit.ExportDistrict(ctx, s.Store, district, &export, audit.ExportOptions{Contents: true, Persons: true}); err != nil {
		t.Errorf("export %d: %v", district, err)
		return
	}
	report, err := audit.Verify(&export, audit.Options{})
	if err != nil || !report.OK() || report.Cases == 0 {
		t.Errorf("an auditor of %d: %d cases, %v\n%+v", district, report.Cases, err, report.Findings)
	}
}

// faults fails the test with whatever the site logs as an error, but that somebody left before the answer came.
type faults struct{ t testing.TB }

func (f faults) Write(line []byte) (int, error) {
	if !bytes.Contains(line, []byte("context canceled")) {
		f.t.Errorf("the site said: %s", line)
	}
	return len(line), nil
}
