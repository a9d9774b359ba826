package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"

	"huying/internal/api"
	"huying/internal/demo"
	"huying/internal/e2e/visit"
	"huying/internal/org"
	"huying/internal/web"
)

// What is promised of every page that people open all day.
const (
	mostKB = 250 // of a first visit, compressed
	mostMS = 10  // of the server's time, p95
)

// A screen is one page over HTTP, as one of the roles opens it.
type screen struct {
	name string
	who  *visit.Browser
	path func() string
}

// site puts the whole product up on the loopback, as `huying serve` does.
func (h *house) site() *httptest.Server {
	quiet := slog.New(slog.DiscardHandler)
	pages := web.New(web.Options{Desk: h.desk, Log: quiet})
	return httptest.NewServer(api.New(api.Options{Desk: h.desk, Store: h.store, Log: quiet, Pages: pages}))
}

// desks are the roles whose desks stand for all kinds of desks.
var desks = []org.Role{
	org.GridMember, org.Station, org.TownshipOperator, org.TownshipLeader, org.Dispatcher, org.CentreLead, org.DepartmentOperator,
	org.DepartmentLeader, org.AgencyOperator, org.PartnerOperator, org.StaffingOffice, org.GovernmentApprover, org.AssessmentOffice, org.Auditor,
}

// screens lets everybody in, and gives what they open: their desks, and the case page, register, report and call form.
func (h *house) screens(ctx context.Context, base string, cases int) ([]screen, error) {
	units, err := h.desk.Units(ctx, district)
	if err != nil {
		return nil, err
	}
	// The bench's cases are of one township and one department: there they weigh most.
	own := map[org.Role]org.UnitID{org.TownshipOperator: h.township.Actor.Unit, org.TownshipLeader: h.township.Actor.Unit, org.DepartmentOperator: h.unit.Actor.Unit, org.DepartmentLeader: h.unit.Actor.Unit}
	enter := func(role org.Role) (*visit.Browser, error) {
		for _, p := range units.AllPosts() {
			if p.Role != role || own[role] != "" && p.Unit != own[role] {
				continue
			}
			b, err := visit.New(base)
			if err != nil {
				return nil, err
			}
			err = b.Enter(ctx, string(p.Account), demo.Password)
			return b, err
		}
		return nil, nil
	}
	at := func(path string) func() string { return func() string { return path } }
	in := fmt.Sprintf("/d/%d", district)
	var all []screen
	browsers := map[org.Role]*visit.Browser{}
	for _, role := range desks {
		b, err := enter(role)
		if err != nil {
			return nil, err
		}
		if b != nil {
			browsers[role] = b
			all = append(all, screen{"desk, " + string(role), b, at("/")})
		}
	}
	var next atomic.Int64
	one := func() string { return in + "/cases/" + number(int(next.Add(7919))%cases) }
	for _, more := range []struct {
		name string
		role org.Role
		path func() string
	}{
		{"case page, township", org.TownshipOperator, one}, {"case page, centre", org.Dispatcher, one}, {"case page, department", org.DepartmentOperator, one},
		{"register, centre", org.Dispatcher, at(in + "/cases")}, {"register, township", org.TownshipOperator, at(in + "/cases")},
		{"register, department", org.DepartmentOperator, at(in + "/cases")},
		{"report page, grid", org.GridMember, at(in + "/report")}, {"report page, township", org.TownshipOperator, at(in + "/report")},
		{"call form", org.TownshipOperator, at(in + "/call")},
	} {
		if b := browsers[more.role]; b != nil {
			all = append(all, screen{more.name, b, more.path})
		}
	}
	if len(all) < 15 {
		return nil, fmt.Errorf("only %d pages were found to measure", len(all))
	}
	return all, nil
}

// overHTTP prints of every screen what its first visit weighs and how long the server takes, with so many cases there,
// beside the floor: an empty answer over the same server, and SELECT 1 of the same database.
func (h *house) overHTTP(ctx context.Context, e *engine, name string, cases int, set settings) error {
	server := h.site()
	defer server.Close()
	fmt.Printf("\n%s: whole pages over HTTP, one client, %d cases\n", e.title, cases)
	fmt.Printf("%-26s  %29s  %10s  %9s\n", "what", "p50 / p95 / p99", "CPU each", "first KB")
	floors, err := e.floors(ctx, name)
	if err != nil {
		return err
	}
	defer floors.close()
	for _, f := range floors.pages {
		got, err := measure(ctx, 1, set.span/3, e.cpu, f.read)
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		fmt.Printf("%-26s  %29s  %10v\n", f.name, got.spread(), got.cpu.Round(10*time.Microsecond))
	}
	screens, err := h.screens(ctx, server.URL, cases)
	if err != nil {
		return err
	}
	slow, heavy := 0, 0
	for _, s := range screens {
		first, err := s.who.First(ctx, s.path())
		if err != nil {
			return err
		}
		got, err := measure(ctx, 1, set.span/3, e.cpu, func(ctx context.Context) error {
			_, _, err := s.who.Get(ctx, s.path())
			return err
		})
		if err != nil {
			return err
		}
		note := ""
		if got.p95.Milliseconds() >= mostMS {
			slow, note = slow+1, "  over 10 ms"
		}
		if first.Total() > mostKB<<10 {
			heavy, note = heavy+1, note+"  over 250 KB"
		}
		fmt.Printf("%-26s  %29s  %10v  %9.1f%s\n", s.name, got.spread(), got.cpu.Round(10*time.Microsecond), float64(first.Total())/1024, note)
	}
	fmt.Printf("%d pages: %d over %d ms at p95, %d over %d KB\n", len(screens), slow, mostMS, heavy, mostKB)
	return nil
}

type floors struct {
	pages []page
	close func()
}

// floors are what no page can be quicker than.
func (e *engine) floors(ctx context.Context, name string) (floors, error) {
	empty := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }))
	all := []page{{"floor: an empty answer", func(ctx context.Context) error {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, empty.URL, nil)
		if err != nil {
			return err
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, answer.Body)
		return errors.Join(err, answer.Body.Close())
	}}}
	if e.pg != nil {
		conn, err := pgx.Connect(ctx, e.urls[name])
		if err != nil {
			return floors{}, err
		}
		all = append(all, page{"floor: SELECT 1", func(ctx context.Context) error { return conn.QueryRow(ctx, "SELECT 1").Scan(new(int)) }})
		return floors{all, func() { empty.Close(); _ = conn.Close(ctx) }}, nil
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(e.dir, name, "huying.db")+"?mode=ro")
	if err != nil {
		return floors{}, err
	}
	all = append(all, page{"floor: SELECT 1", func(ctx context.Context) error { return db.QueryRowContext(ctx, "SELECT 1").Scan(new(int)) }})
	return floors{all, func() { empty.Close(); _ = db.Close() }}, nil
}
