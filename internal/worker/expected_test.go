package worker

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"huying/internal/casework"
)

// miss is one that is, or should be, on record.
type miss struct {
	name, ref string
	due       int64
}

// stop is when no worker ran.
type stop struct{ from, to int64 }

// holds the script to the end of the month: what comes after it is not done, and in the order of time.
func (s *script) settle() *script {
	end := ends.UnixMicro()
	slices.SortStableFunc(s.acts, func(a, b act) int { return cmp.Compare(a.at, b.at) })
	s.acts = slices.DeleteFunc(s.acts, func(a act) bool { return a.at >= end })
	return s
}

// crowds share out what is done among a few goroutines, each in the order of time.
func crowds(scripts []*script) [4][]numbered {
	var all [4][]numbered
	for n, s := range scripts {
		for _, a := range s.acts {
			all[n%len(all)] = append(all[n%len(all)], numbered{n, a})
		}
	}
	for _, crowd := range all {
		slices.SortStableFunc(crowd, func(a, b numbered) int { return cmp.Compare(a.at, b.at) })
	}
	return all
}

// numbered is an act in a case.
type numbered struct {
	no int
	act
}

// expected are the misses that should be on record at the end of the month, whatever the product says.
func (s *script) expected(none stop) (all []miss) {
	closed := never
	for _, a := range s.acts {
		if a.cmd.Verb() == casework.VerbClose {
			closed = a.at
		}
	}
	for _, l := range s.limits {
		if l.due < l.done && l.due < ends.UnixMicro() {
			all = append(all, miss{l.name, l.ref, l.due})
		}
	}
	return append(all, s.silence(closed, none)...)
}

// silence is how a supervision climbs: a day for each level, from when its silence was recorded, to the third and no higher.
func (s *script) silence(closed int64, none stop) (all []miss) {
	if s.super == 0 || s.super >= ends.UnixMicro() {
		return nil
	}
	answered := closed
	for _, a := range s.acts {
		if a.cmd.Verb() == casework.VerbExplain {
			answered = min(answered, a.at)
		}
	}
	due := s.due(s.super, "4wh")
	for range 4 {
		if due >= answered || due >= ends.UnixMicro() {
			break
		}
		all = append(all, miss{"ExplanationMissed", "s1", due})
		due = s.due(s.recorded(due, none), "1wd")
	}
	return all
}

// recorded is about when a miss goes on record: as it falls due or, while no worker runs, when one comes or somebody acts.
func (s *script) recorded(due int64, none stop) int64 {
	if due < none.from || due >= none.to {
		return due
	}
	at := none.to
	for _, a := range s.acts {
		if a.at > due {
			at = min(at, a.at)
		}
	}
	return at
}

// line is one record as the streams of two runs are compared by: without ids and recording times.
type line struct {
	name string
	at   int64
	miss *miss
	text string
}

// compare holds a case's record to the script: each miss once, with its due, in time. late is how long a worker may take.
func (s *script) compare(t *testing.T, n int, record []line, none stop, late time.Duration) {
	t.Helper()
	want := s.expected(none)
	silent := 0 // times that a supervision was not answered, for which it has not climbed; the last level climbs no more
	for _, r := range record {
		if r.name == "Escalated" {
			silent--
		}
		if r.miss == nil {
			continue
		}
		if r.name == "ExplanationMissed" {
			silent++
		}
		i := slices.Index(want, *r.miss)
		if i < 0 {
			t.Errorf("case %d: %+v is on record, and is no miss, or is there twice", n, *r.miss)
			continue
		}
		want = slices.Delete(want, i, i+1)
		from := s.recorded(r.miss.due, none)
		if r.at <= r.miss.due || r.at > from+late.Microseconds() {
			t.Errorf("case %d: %+v is recorded %v after its time", n, *r.miss, time.Duration(r.at-from)*time.Microsecond)
		}
	}
	if silent != 0 && !(silent == 1 && climbs(record) == 3) {
		t.Errorf("case %d: of its supervision %d silences have not climbed", n, silent)
	}
	for _, m := range want {
		if m.due < ends.UnixMicro()-late.Microseconds() {
			t.Errorf("case %d: %+v is not on record", n, m)
		}
	}
	if t.Failed() {
		t.Fatalf("case %d:\n%s\n%s", n, s.show(), shown(record))
	}
}

// climbs counts how often a supervision went up.
func climbs(record []line) (n int) {
	for _, r := range record {
		if r.name == "Escalated" {
			n++
		}
	}
	return n
}

func (s *script) show() (text string) {
	for _, a := range s.acts {
		text += fmt.Sprintf("  %v does %s\n", time.UnixMicro(a.at).In(zone), a.cmd.Verb())
	}
	for _, l := range s.limits {
		text += fmt.Sprintf("  %s %s due %v\n", l.name, l.ref, time.UnixMicro(l.due).In(zone))
	}
	return text
}

func shown(record []line) (text string) {
	for _, r := range record {
		text += fmt.Sprintf("  %v %s %v\n", time.UnixMicro(r.at).In(zone), r.name, r.miss)
	}
	return text
}

// missOf reads a record of the clock.
func missOf(e casework.Event) *miss {
	name := casework.Name(e)
	switch e := e.(type) {
	case casework.IntakeMissed:
		return &miss{name, "", e.Due}
	case casework.DispatchMissed:
		return &miss{name, "", e.Due}
	case casework.CaseFinishMissed:
		return &miss{name, "", e.Due}
	case casework.VerifyMissed:
		return &miss{name, "", e.Due}
	case casework.RateMissed:
		return &miss{name, "", e.Due}
	case casework.AcceptMissed:
		return &miss{name, string(e.Task), e.Due}
	case casework.ArriveMissed:
		return &miss{name, string(e.Task), e.Due}
	case casework.FinishMissed:
		return &miss{name, string(e.Task), e.Due}
	case casework.ExplanationMissed:
		return &miss{name, e.Ref, e.Due}
	}
	return nil
}
