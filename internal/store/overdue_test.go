package store_test

import (
	"context"
	"slices"
	"testing"

	"huying/internal/store"
	"huying/internal/store/storetest"
)

// Overdue is what has a miss on record, and what has passed its deadline before anybody has looked; the newest first.
func TestOverdueWithTheMissOnRecordOrNot(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx := context.Background()
		s := open()
		now := noon + 2_000_000
		var missed, passed []string
		for n := range 12 { // a third is missed, a third has passed, a third is in time; one that was missed is done with
			p := openCase(t, s, n, "east")
			p = move(t, s, p, "Called", struct{}{}, func(p *store.Projection) {
				p.Case.Status, p.Case.Due = "called", now+1
				p.Clocks = []store.ClockRow{{Name: "next", Due: now + 1}}
				switch n % 3 {
				case 0:
					p.Case.Late, p.Case.Open = true, n != 0
				case 1:
					p.Case.Due, p.Clocks[0].Due = now, now
				}
			})
			switch {
			case n%3 == 0 && n != 0:
				missed = append(missed, p.Case.No)
			case n%3 == 1:
				passed = append(passed, p.Case.No)
			}
		}
		v := s.In(district)
		numbers := func(at int64, most int) (numbers []string, more bool) {
			rows, more, err := v.Overdue(ctx, at, most)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range rows {
				numbers = append(numbers, c.No)
			}
			return numbers, more
		}
		newest := func(all ...string) []string {
			slices.Sort(all)
			slices.Reverse(all)
			return all
		}
		both := newest(slices.Concat(missed, passed)...)
		for _, c := range []struct {
			name string
			at   int64
			most int
			want []string
			more bool
		}{
			{"过了时限的都在", now, 10, both, false},
			{"时限未到的不在", now - 1, 10, newest(slices.Clone(missed)...), false},
			{"新的在前，多的不列", now, 3, both[:3], true},
			{"正好列完", now, len(both), both, false},
		} {
			if got, more := numbers(c.at, c.most); !slices.Equal(got, c.want) || more != c.more {
				t.Errorf("%s: %v, more %v, not %v, %v", c.name, got, more, c.want, c.more)
			}
		}
	})
}
