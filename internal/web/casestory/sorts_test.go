package casestory

import (
	"slices"
	"testing"

	"huying/internal/casework"
	"huying/internal/locale"
)

// Whoever reads the record by sorts finds every entry under one of them.
func TestEveryRecordHasItsSort(t *testing.T) {
	names := casework.Names()
	for _, name := range names {
		if sortOf[name] == "" {
			t.Errorf("%s has no sort", name)
		}
	}
	for name := range sortOf {
		if !slices.Contains(names, name) {
			t.Errorf("%s is no record", name)
		}
	}
	for _, sort := range sorts {
		if !locale.Has("record.sort." + sort) {
			t.Errorf("%s has no name", sort)
		}
	}
}

// Every miss belongs to a phase, and what turns a lane is a record.
func TestEveryMissBelongsToAPhase(t *testing.T) {
	names := casework.Names()
	for _, name := range names {
		if missed(name) && sortOf[name] != "time" {
			t.Errorf("%s is not read under time", name)
		}
	}
	for name := range turnOf {
		if !slices.Contains(names, name) {
			t.Errorf("%s is no record", name)
		}
	}
	for _, kind := range []casework.ClockKind{casework.ClockIntake, casework.ClockAccept, casework.ClockDone, casework.ClockVerify, casework.ClockRate} {
		if _, ok := phaseOfClock[kind]; !ok {
			t.Errorf("%s runs in no phase", kind)
		}
	}
}
