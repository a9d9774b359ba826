package worker

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"testing"
	"time"

	"huying/internal/access"
	"huying/internal/audit"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
)

// stored is a district in a store, whose cases go by the place of their script.
type stored struct {
	*town
	s   *store.Store
	nos []casework.CaseNo
}

// act has somebody do something at a desk.
func (w *stored) act(ctx context.Context, d *desk.Desk, a numbered) error {
	who := access.SeatOf(district, a.by, w.units).Who("", 0)
	if report, ok := a.cmd.(casework.Report); ok {
		answer, err := d.Report(ctx, who, district, report, desk.Key{})
		w.nos[a.no] = answer.No
		return err
	}
	_, err := d.Do(ctx, who, district, w.nos[a.no], a.cmd, desk.Key{})
	return err
}

func (w *stored) worker(d *desk.Desk) *Worker {
	return &Worker{Store: w.s, Desk: d, Log: slog.New(slog.DiscardHandler), look: storeLook}
}

// storeLook is how often the workers look through a month: each second would be a month's work for the machine, too.
const storeLook = 10 * time.Minute

var (
	committed = regexp.MustCompile(`sha256:[0-9a-f]{64}`)
	warned    = regexp.MustCompile(`"yellow":\d+`)
)

// records are the streams as they are stored, case by case, without what is drawn by lot: ids, numbers, salts.
func (w *stored) records(ctx context.Context) ([]*kept, error) {
	var all []*kept
	for n, no := range w.nos {
		k := &kept{no: n}
		row, ok, err := w.s.In(district).CaseByNo(ctx, string(no))
		if err != nil || !ok {
			return nil, fmt.Errorf("case %d, %s: %v %w", n, no, ok, err)
		}
		events, err := w.s.In(district).Events(ctx, casework.Stream(row.ID), 0)
		if err != nil {
			return nil, err
		}
		for _, e := range events {
			r, err := casework.Decode(e)
			if err != nil {
				return nil, err
			}
			text := committed.ReplaceAllString(string(e.Data), "sealed")
			text = strings.NewReplacer(row.ID, "id", row.No, "no").Replace(text)
			if e.Type == "Escalated" {
				text = warned.ReplaceAllString(text, "") // reckoned from when it is recorded
			}
			k.record = append(k.record, line{e.Type, e.At, missOf(r.Event), text})
		}
		all = append(all, k)
	}
	return all, nil
}

// sound holds what is stored to the tables, and to the auditor.
func (w *stored) sound(ctx context.Context) error {
	d := desk.New(desk.Options{Store: w.s, Now: func() time.Time { return ends }})
	defer d.Hush()
	if err := errors.Join(w.s.SealNow(ctx, district), w.s.Check(ctx, district), d.Rebuild(ctx, district, false)); err != nil {
		return err
	}
	var export bytes.Buffer
	if err := audit.ExportDistrict(ctx, w.s, district, &export, audit.ExportOptions{}); err != nil {
		return err
	}
	report, err := audit.Verify(&export, audit.Options{})
	if err == nil && (!report.OK() || report.Cases != len(w.nos)) {
		err = fmt.Errorf("the auditor finds %v in %d cases", report.Findings, report.Cases)
	}
	return err
}

// kinds are the limits that run in a script, and what follows from silence.
var kinds = []string{
	"IntakeMissed", "DispatchMissed", "AcceptMissed", "ArriveMissed", "FinishMissed", "CaseFinishMissed", "VerifyMissed", "RateMissed", "ExplanationMissed", "Escalated",
}

// hold compares every case with its script, and tells how many misses there are. Of each kind there is one at least.
func hold(t *testing.T, scripts []*script, cases []*kept, none stop, late time.Duration) (misses int) {
	t.Helper()
	seen := map[string]int{}
	for n, k := range cases {
		for _, r := range k.record {
			seen[r.name]++
			if r.miss != nil {
				misses++
			}
		}
		scripts[n].compare(t, n, k.record, none, late)
	}
	for _, kind := range kinds {
		if seen[kind] == 0 && len(cases) >= 500 {
			t.Errorf("no %s", kind)
		}
	}
	return misses
}

// instant is a clock that somebody sets.
func instant(at *time.Time) func() time.Time { return func() time.Time { return *at } }

func micros(at time.Time) int64 { return org.Micros(at) }
