package e2e

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"huying/internal/e2e/running"
	"huying/internal/store/storetest"
)

// missed is a limit that was not kept, as the record has it.
type missed struct {
	At    time.Time `json:"at"`
	Type  string    `json:"type"`
	Actor struct {
		Role string `json:"role"`
	} `json:"actor"`
	Data struct {
		Due int64 `json:"due"`
	} `json:"data"`
}

// A server that leaves the work to others records no miss of its own; two workers apart record each miss once, as it falls due, and
// those that fell due before they came.
func TestWorkersApart(t *testing.T) {
	s := running.Serve(t, t.TempDir(), storetest.Database(t), "--no-worker")
	cast := s.Cast(t, lixia, 1)
	alone := []string{planned(t, cast, 2*time.Second), planned(t, cast, 2*time.Second), planned(t, cast, 2*time.Second)}
	time.Sleep(5 * time.Second) // a worker would have looked twice since
	for _, no := range alone {
		if got := misses(t, cast, no); len(got) != 0 {
			t.Fatalf("without a worker, %s has %+v", no, got)
		}
	}
	// Whoever acts has it recorded first.
	if _, err := cast.Write(running.Step{By: cast.Centre, Verb: "annotate", Body: map[string]any{"text": "已过时限"}}, alone[0]); err != nil {
		t.Fatal(err)
	}
	if got := misses(t, cast, alone[0]); len(got) != 1 {
		t.Fatalf("after somebody acted: %+v", got)
	}

	stop := s.Work(t)
	s.Work(t)
	all := alone
	for range 12 {
		all = append(all, planned(t, cast, 3*time.Second))
	}
	for _, no := range all {
		until(t, func() bool { return len(misses(t, cast, no)) > 0 })
	}
	stop() // the other goes on
	all = append(all, planned(t, cast, time.Second))
	until(t, func() bool { return len(misses(t, cast, all[len(all)-1])) > 0 })
	time.Sleep(2 * time.Second) // time to record twice
	for i, no := range all {
		got := misses(t, cast, no)
		if len(got) != 1 || got[0].Type != "StepMissed" || got[0].Actor.Role != "system" {
			t.Fatalf("%s has %+v", no, got)
		}
		late := got[0].At.Sub(time.UnixMicro(got[0].Data.Due))
		if late <= 0 || i >= len(alone) && late > 20*time.Second {
			t.Errorf("%s: recorded %v after it was due", no, late)
		}
	}
}

// On SQLite one process writes, and it does the work: whoever asks for anything else is told.
func TestNoWorkerApartOnSQLite(t *testing.T) {
	s := running.Serve(t, t.TempDir(), "")
	for _, args := range [][]string{{"worker", "--data", s.Dir}, {"serve", "--no-worker", "--data", t.TempDir(), "--listen", "127.0.0.1:0"}} {
		said, err := s.Command(args...)
		if err == nil || !strings.Contains(said, "on SQLite one process writes") {
			t.Errorf("huying %s: %v, it said %q", args[0], err, said)
		}
	}
}

// until waits for what must come about, on a machine that may be busy.
func until(t *testing.T, holds func() bool) {
	t.Helper()
	for began := time.Now(); !holds(); time.Sleep(100 * time.Millisecond) {
		if time.Since(began) > time.Minute {
			t.Fatal("it does not come about")
		}
	}
}

// planned leads a case so far that a step of its plan is due after so long.
func planned(t *testing.T, cast running.Cast, after time.Duration) string {
	t.Helper()
	lead := cast.Units[cast.Lead]
	no := ""
	for _, step := range append(cast.Life("占道经营")[:6], running.Step{By: lead, Verb: "confer", Body: map[string]any{
		"attendance": []map[string]any{{"unit": cast.Lead}}, "findings": "先行清理",
		"plan": []map[string]any{{"step": "清理", "unit": cast.Lead, "due": "then"}},
	}}) {
		if step.Verb == "confer" {
			step.Body["plan"].([]map[string]any)[0]["due"] = time.Now().UTC().Add(after).Format(time.RFC3339Nano)
		}
		w, err := cast.Write(step, no)
		if err != nil {
			t.Fatal(err)
		}
		no = w.No
	}
	return no
}

// misses are the misses on record of a case.
func misses(t *testing.T, cast running.Cast, no string) (all []missed) {
	t.Helper()
	a, err := cast.Township.Do("GET", cast.Township.Cases("/"+no+"/events?limit=100"), nil)
	if err != nil {
		t.Fatal(err)
	}
	var record struct {
		Items []json.RawMessage `json:"items"`
	}
	a.Into(t, &record)
	for _, line := range record.Items {
		var kind struct{ Type string }
		if err := json.Unmarshal(line, &kind); err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(kind.Type, "Missed") {
			continue
		}
		var m missed
		if err := json.Unmarshal(line, &m); err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
	return all
}
