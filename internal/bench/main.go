// Command bench measures what Huying writes and reads, on SQLite and on PostgreSQL, next to a floor
// measured in the same run: a bare program that writes the same rows, with the same indexes, waiting for
// the disk and batching in the same way, and that decides, checks, hashes and signs nothing.
//
// A floor is not made by hand: one case is led through its life on a scratch store, and after each verb
// the tables are compared with what they were before. Those rows are what the floor writes.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"time"
)

// Settings of a run.
type settings struct {
	engines []string
	clients []int
	span    time.Duration
	cases   []int
	pages   bool // whole pages alone
	clocks  bool // clocks that fall due alone
	open    int  // one case in so many is open
}

func main() {
	engines := flag.String("engines", "sqlite,postgres", "which engines")
	span := flag.Duration("span", 6*time.Second, "how long each cell is measured")
	cases := flag.Int("cases", 100_000, "how many cases are there when pages are read")
	pages := flag.Bool("pages", false, "measure whole pages over HTTP alone")
	clocks := flag.Bool("clocks", false, "measure clocks that fall due alone")
	open := flag.Int("open", 10, "one case in so many is open, all of one township and one department")
	flag.Parse()
	set := settings{engines: strings.Split(*engines, ","), clients: []int{1, 16, 64}, span: *span, cases: []int{*cases}, pages: *pages, clocks: *clocks, open: max(*open, 1)}
	if os.Getenv("BENCH") == "full" {
		set.cases = append(set.cases, 10**cases)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	fmt.Printf("%s, %d CPUs, %s\n", time.Now().Format(time.DateOnly), runtime.NumCPU(), runtime.Version())
	err := run(ctx, set)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, set settings) error {
	scratch, err := os.MkdirTemp("", "huying-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	tape, err := record(ctx, scratch)
	if err != nil {
		return fmt.Errorf("record the tape: %w", err)
	}
	tape.open = set.open
	fmt.Printf("A life is %d verbs and %d rows written; reporting and calling at once is %d rows.\n",
		len(tape.verbs), tape.rows(len(tape.verbs)), tape.rows(1))
	for _, name := range set.engines {
		e, err := engineOf(name, scratch)
		if err != nil {
			return err
		}
		if !set.pages && !set.clocks {
			err = writes(ctx, e, tape, set)
		}
		if err == nil && !set.clocks {
			err = reads(ctx, e, tape, set)
		}
		if err == nil && !set.pages {
			err = clocks(ctx, e, tape, set)
		}
		e.close()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// writes prints creates and whole lives per second, the product's beside the floor's.
func writes(ctx context.Context, e *engine, tape *tape, set settings) error {
	fmt.Printf("\n%s: writing\n", e.title)
	fmt.Printf("%-7s %7s  %9s %9s %6s  %29s  %29s  %10s\n", "what", "clients", "huying/s", "floor/s", "ratio",
		"huying p50 / p95 / p99", "floor p50 / p95 / p99", "CPU each")
	h, err := e.open(ctx, "house")
	if err != nil {
		return err
	}
	defer h.close()
	f, err := e.floor(ctx, tape, "floor")
	if err != nil {
		return err
	}
	defer f.close()
	for _, what := range []struct {
		name  string
		verbs int
	}{{"create", 1}, {"life", len(tape.verbs)}} {
		for _, clients := range set.clients {
			floor, err := measure(ctx, clients, set.span, e.cpu, func(ctx context.Context) error { return f.life(ctx, what.verbs) })
			if err != nil {
				return fmt.Errorf("floor: %w", err)
			}
			house, err := measure(ctx, clients, set.span, e.cpu, func(ctx context.Context) error { return h.life(ctx, what.verbs) })
			if err != nil {
				return err
			}
			fmt.Printf("%-7s %7d  %9.1f %9.1f %6.2f  %29s  %29s  %10v\n", what.name, clients, house.rate, floor.rate,
				house.rate/floor.rate, house.spread(), floor.spread(), house.cpu.Round(10*time.Microsecond))
		}
	}
	return nil
}

// reads prints how long lists and case pages take with many cases there.
func reads(ctx context.Context, e *engine, tape *tape, set settings) error {
	fmt.Printf("\n%s: reading, one client\n", e.title)
	fmt.Printf("%9s  %-22s  %29s\n", "cases", "what", "p50 / p95 / p99")
	h, err := e.open(ctx, "many")
	if err != nil {
		return err
	}
	defer h.close()
	there := 0
	for _, cases := range set.cases {
		began := time.Now()
		if err := e.fill(ctx, tape, "many", there, cases); err != nil {
			return fmt.Errorf("load %d cases: %w", cases, err)
		}
		there = cases
		fmt.Printf("%9d  %-22s  %29v\n", cases, "(loading them)", time.Since(began).Round(time.Second))
		if set.pages {
			if err := h.overHTTP(ctx, e, "many", cases, set); err != nil {
				return err
			}
			continue
		}
		pages := h.pages(cases)
		long, err := h.long(ctx)
		if err != nil {
			return err
		}
		for _, page := range append(pages, long...) {
			got, err := measure(ctx, 1, set.span/2, e.cpu, page.read)
			if err != nil {
				return fmt.Errorf("%s: %w", page.name, err)
			}
			fmt.Printf("%9d  %-22s  %29s\n", cases, page.name, got.spread())
		}
		if err := h.overHTTP(ctx, e, "many", cases, set); err != nil {
			return err
		}
	}
	return nil
}
