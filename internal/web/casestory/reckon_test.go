package casestory

import (
	"reflect"
	"testing"
	"time"

	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/web/face"
)

// What is said of a clock is the same whether another one like it was asked for before or not. 依据 P-119.
func TestClocksAlikeAreReckonedAlike(t *testing.T) {
	days := calendar.Shipped()
	at := func(hour int) int64 { return time.Date(2019, 7, 25, hour, 0, 0, 0, days.Zone()).UnixMicro() }
	clock := func(started int64, limit string) casework.Clock {
		l := calendar.MustLimit(limit)
		return casework.Clock{Started: started, Limit: l, Due: days.Due(time.UnixMicro(started), l)}
	}
	base := clock(at(9), "2wd")
	all := []casework.Clock{base, base, clock(at(10), "2wd"), clock(at(9), "3wd"), base, base, base, base}
	all[4].Yellow = at(15)
	all[5].Yellow, all[5].Stopped = at(15), at(16)
	all[6].Missed = true
	all[7].Paused = at(17)
	teller := Teller{L: locale.Zh, View: desk.View{At: at(18), Days: days}}
	remembering := teller
	remembering.heard = map[casework.Clock][]face.Reckon{}
	for range 2 {
		for i, k := range all {
			if got, want := remembering.reckon(k, nil), teller.reckon(k, nil); len(want) == 0 || !reflect.DeepEqual(got, want) {
				t.Errorf("clock %d: %v, not %v", i, got, want)
			}
		}
	}
	if len(remembering.heard) != 6 { // the first two and the missed one are alike
		t.Errorf("%d were told apart", len(remembering.heard))
	}
}
