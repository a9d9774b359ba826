package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/worker"
)

// How many clocks fall due in the same microsecond, and how many people call at once to bring that about.
const (
	together = 1000
	callers  = 8
)

// clocks prints what a look for what is due costs where nothing is, with more and more open clocks, and how long it takes until a
// thousand that fall due at once are on record among a hundred thousand.
func clocks(ctx context.Context, e *engine, tape *tape, set settings) error {
	fmt.Printf("\n%s: clocks\n", e.title)
	h, err := e.open(ctx, "clocks")
	if err != nil {
		return err
	}
	defer h.close()
	floor, done, err := e.firstOfIndex(ctx, "clocks")
	if err != nil {
		return err
	}
	defer done()
	fmt.Printf("%9s  %-28s  %29s  %9s  %8s\n", "open", "a look with nothing due", "p50 / p95 / p99", "CPU each", "to floor")
	soon := time.Now().Add(2 * time.Hour)
	open, due := tape.open, tape.due
	tape.open, tape.due = 1, func(n int) int64 { return soon.Add(time.Duration(n) * 20 * time.Second).UnixMicro() }
	defer func() { tape.open, tape.due = open, due }()
	most, there := set.cases[0], 0
	for _, n := range []int{most / 100, most / 10, most} {
		if err := e.fill(ctx, tape, "clocks", there, n); err != nil {
			return fmt.Errorf("load %d cases: %w", n, err)
		}
		there = n
		bare, err := measure(ctx, 1, set.span/2, e.cpu, floor)
		if err != nil {
			return err
		}
		look, err := measure(ctx, 1, set.span/2, e.cpu, func(ctx context.Context) error {
			due, err := h.store.In(district).DueClocks(ctx, org.Micros(time.Now()), 1)
			return errors.Join(err, none(len(due)))
		})
		if err != nil {
			return err
		}
		tick, err := measure(ctx, 1, set.span/2, e.cpu, h.tick)
		if err != nil {
			return err
		}
		fmt.Printf("%9d  %-28s  %29s  %9v  %8s\n", n, "floor: first of the index", micro(bare), bare.cpu.Round(time.Microsecond), "")
		fmt.Printf("%9d  %-28s  %29s  %9v  %8.2f\n", n, "look", micro(look), look.cpu.Round(time.Microsecond), float64(look.p50)/float64(bare.p50))
		fmt.Printf("%9d  %-28s  %29s  %9v  %8.2f\n", n, "whole tick", micro(tick), tick.cpu.Round(time.Microsecond), float64(tick.p50)/float64(bare.p50))
	}
	return e.fallDue(ctx, h, tape)
}

// tick is all that a worker asks of a district each second: clocks, warnings and letters.
func (h *house) tick(ctx context.Context) error {
	now := org.Micros(time.Now())
	due, err := h.store.In(district).DueClocks(ctx, now, 1)
	if err != nil {
		return err
	}
	yellow, err := h.store.In(district).DueWarnings(ctx, now, 200)
	if err != nil {
		return err
	}
	letters, err := h.store.In(district).Letters(ctx, now, 200)
	return errors.Join(err, none(len(due)+len(yellow)+len(letters)))
}

func none(n int) error {
	if n > 0 {
		return fmt.Errorf("%d are due", n)
	}
	return nil
}

func micro(r result) string {
	us := func(d time.Duration) float64 { return float64(d) / float64(time.Microsecond) }
	return fmt.Sprintf("%.1f / %.1f / %.1f µs", us(r.p50), us(r.p95), us(r.p99))
}

// fallDue calls a thousand cases at one instant, which are due to be dispatched at one instant, starts a worker shortly before that,
// and waits until each miss is on record. The floor writes a thousand reports with calls.
func (e *engine) fallDue(ctx context.Context, h *house, tape *tape) error {
	called := time.Now().UTC().Truncate(time.Microsecond)
	nos, err := h.called(ctx, called)
	if err != nil {
		return err
	}
	first, _, err := h.store.In(district).CaseByNo(ctx, nos[0])
	if err != nil {
		return err
	}
	due := time.UnixMicro(first.Due)
	began := time.Now()
	clock := func() time.Time { return due.Add(time.Since(began) - 2500*time.Millisecond) } // so the next look comes half a second after it
	d := desk.New(desk.Options{Store: h.store, Files: h.files, Now: clock})
	defer d.Hush()
	ctx, stop := context.WithCancel(ctx)
	var working sync.WaitGroup
	defer working.Wait()
	defer stop()
	working.Go(func() {
		(&worker.Worker{Store: h.store, Desk: d, Log: slog.New(slog.NewTextHandler(os.Stderr, nil))}).Run(ctx)
	})
	before := e.cpu()
	marks := []int{len(nos) / 2, len(nos) / 100, 0}
	for waiting := slices.Clone(nos); len(waiting) > 0; time.Sleep(5 * time.Millisecond) {
		for len(waiting) > 0 {
			row, ok, err := h.store.In(district).CaseByNo(ctx, waiting[0])
			if err != nil || !ok {
				return fmt.Errorf("case %s: %v %w", waiting[0], ok, err)
			}
			if row.Due != first.Due && !row.Late {
				return fmt.Errorf("case %s is due at another instant", waiting[0])
			}
			if !row.Late {
				break
			}
			waiting = waiting[1:]
			for len(marks) > 0 && len(waiting) <= marks[0] {
				fmt.Printf("%d of %d that fell due at once are on record after %v\n", len(nos)-len(waiting), len(nos), clock().Sub(due).Round(time.Millisecond))
				marks = marks[1:]
			}
		}
		if clock().Sub(due) > time.Minute {
			return fmt.Errorf("after a minute %d are not on record", len(waiting))
		}
	}
	fmt.Printf("CPU of all processes, from two and a half seconds before: %v\n", (e.cpu() - before).Round(10*time.Millisecond))
	return e.floorOf(ctx, tape)
}

// called reports and calls a thousand cases in the same microsecond, of the urgent class: what is due next is their dispatch.
func (h *house) called(ctx context.Context, at time.Time) ([]string, error) {
	d := desk.New(desk.Options{Store: h.store, Files: h.files, Now: func() time.Time { return at }})
	defer d.Hush()
	nos := make([]string, together)
	var next atomic.Int64
	err := crowd(func() error {
		for i := next.Add(1) - 1; i < together; i = next.Add(1) - 1 {
			answer, err := d.Report(ctx, h.township, district, casework.Report{
				Text: "群众反映某小区门口燃气泄漏。", Call: &casework.Call{Matter: h.matter, Situation: h.situation, Class: "urgent", Cause: "no_power", Text: "险情"},
			}, desk.Key{})
			if err != nil {
				return err
			}
			nos[i] = string(answer.No)
		}
		return nil
	})
	return nos, err
}

// floorOf has the floor write as many reports with calls, with as many hands as the worker has.
func (e *engine) floorOf(ctx context.Context, tape *tape) error {
	f, err := e.floor(ctx, tape, "clocksfloor")
	if err != nil {
		return err
	}
	defer f.close()
	var next atomic.Int64
	began := time.Now()
	err = crowd(func() error {
		for next.Add(1) <= together {
			if err := f.life(ctx, 1); err != nil {
				return err
			}
		}
		return nil
	})
	fmt.Printf("floor: %d reports with calls, bare, in %v\n", together, time.Since(began).Round(time.Millisecond))
	return err
}

// crowd lets several do the same at once.
func crowd(do func() error) error {
	var all sync.WaitGroup
	errs := make([]error, callers)
	for i := range errs {
		all.Go(func() { errs[i] = do() })
	}
	all.Wait()
	return errors.Join(errs...)
}

const firstOfIndex = `SELECT next_at FROM clock WHERE district_id = $1 ORDER BY next_at LIMIT 1`

// firstOfIndex is the floor of a look: the first row of the index in a bare program.
func (e *engine) firstOfIndex(ctx context.Context, name string) (do func(context.Context) error, done func(), err error) {
	seen := func(err error) error {
		if errors.Is(err, sql.ErrNoRows) || errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		return err
	}
	if e.pg != nil {
		c, err := pgx.ParseConfig(e.urls[name])
		if err != nil {
			return nil, nil, err
		}
		c.RuntimeParams["plan_cache_mode"] = "force_generic_plan" // as the product has it
		conn, err := pgx.ConnectConfig(ctx, c)
		if err != nil {
			return nil, nil, err
		}
		return func(ctx context.Context) error {
				return seen(conn.QueryRow(ctx, firstOfIndex, int64(district)).Scan(new(int64)))
			},
			func() { _ = conn.Close(ctx) }, nil
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(e.dir, name, "huying.db")+"?mode=ro")
	if err != nil {
		return nil, nil, err
	}
	stmt, err := db.PrepareContext(ctx, firstOfIndex)
	if err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	return func(ctx context.Context) error {
			return seen(stmt.QueryRowContext(ctx, int64(district)).Scan(new(int64)))
		},
		func() { _ = stmt.Close(); _ = db.Close() }, nil
}
