package main

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

// A result is what one cell of the table came to.
type result struct {
	rate          float64 // per second
	p50, p95, p99 time.Duration
	cpu           time.Duration // of all processes, for each
}

func (r result) spread() string {
	return fmt.Sprintf("%s / %s / %s ms", ms(r.p50), ms(r.p95), ms(r.p99))
}

func ms(d time.Duration) string { return fmt.Sprintf("%.2f", float64(d)/float64(time.Millisecond)) }

// measure has so many clients do it over and over for a span, after a sixth of it to warm up.
func measure(ctx context.Context, clients int, span time.Duration, cpu func() time.Duration, do func(context.Context) error) (result, error) {
	if _, err := rush(ctx, clients, span/6, do); err != nil {
		return result{}, err
	}
	before, began := cpu(), time.Now()
	took, err := rush(ctx, clients, span, do)
	if err != nil {
		return result{}, err
	}
	all, used := time.Since(began), cpu()-before
	if len(took) == 0 {
		return result{}, fmt.Errorf("not one was done in %v", span)
	}
	slices.Sort(took)
	at := func(share float64) time.Duration { return took[min(len(took)-1, int(share*float64(len(took))))] }
	return result{
		rate: float64(len(took)) / all.Seconds(), p50: at(0.50), p95: at(0.95), p99: at(0.99),
		cpu: used / time.Duration(len(took)),
	}, nil
}

// rush lets the clients go until the span is over, and gives how long each took.
func rush(ctx context.Context, clients int, span time.Duration, do func(context.Context) error) ([]time.Duration, error) {
	end := time.Now().Add(span)
	var wg sync.WaitGroup
	var mu sync.Mutex
	var all []time.Duration
	var failed error
	for range clients {
		wg.Go(func() {
			var mine []time.Duration
			for time.Now().Before(end) && ctx.Err() == nil {
				began := time.Now()
				if err := do(ctx); err != nil {
					mu.Lock()
					failed = err
					mu.Unlock()
					return
				}
				mine = append(mine, time.Since(began))
			}
			mu.Lock()
			all = append(all, mine...)
			mu.Unlock()
		})
	}
	wg.Wait()
	if failed == nil {
		failed = ctx.Err()
	}
	return all, failed
}
