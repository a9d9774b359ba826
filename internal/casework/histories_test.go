package casework

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"huying/internal/calendar"
	"huying/internal/calendar/calendartest"
	"huying/internal/org"
	"huying/internal/rule"
)

// reckoner counts deadlines a second time, in another way than the product.
var reckoner = calendartest.New(2019, 2026, func(noon time.Time) bool {
	worked, _ := calendar.Shipped().Workday(noon) // TestEveryDayAgreesWithTheOracle holds the days themselves
	return worked
})

// Whole cases that are suspended and taken up, merged and parted, extended and sent back, in any order and at any instant: every clock
// is due when a second reckoning says, keeps the time that was left, is missed when and only when that has passed, and the record told
// again says of every clock, after every event, what it was.
func TestTenThousandHistoriesOfACase(t *testing.T) {
	histories := uint64(10_000)
	if testing.Short() {
		histories = 500
	}
	const parts = 4
	var seen [parts]map[string]int
	t.Run("all", func(t *testing.T) {
		for part := range uint64(parts) {
			seen[part] = map[string]int{}
			t.Run("", func(t *testing.T) {
				t.Parallel()
				for seed := part; seed < histories; seed += parts {
					h := &history{T: t, Rand: rand.New(rand.NewPCG(7, seed)), seed: seed, seen: seen[part], watched: map[which]watched{}}
					h.tell()
					h.again()
				}
			})
		}
	})
	for _, name := range []string{"Suspended", "Resumed", "MergedInto", "Unmerged", "Extended", "Reworked", "FinishMissed", "went on"} {
		n := 0
		for _, of := range seen {
			n += of[name]
		}
		t.Logf("%s: %d", name, n)
		if n < int(histories)/100 {
			t.Errorf("only %d of %s", n, name)
		}
	}
}

// A history is a case under way, with what was recorded and the case after each record.
type history struct {
	*testing.T
	*rand.Rand
	seed    uint64
	seen    map[string]int
	given   Given
	now     int64
	c       Case
	record  []Recorded
	after   []Case
	watched map[which]watched
	over    bool // a deadline lies past the years known
}

type which struct {
	kind ClockKind
	ref  string
}

// watched is a clock as the second reckoning has it.
type watched struct {
	started, from, due, paused, left int64
	limit, both                      string // the one it runs out by; and what may stand before it
	missed, over, stopped            bool
}

func (h *history) fail(format string, args ...any) {
	h.Helper()
	h.Fatalf("seed %d, %s: "+format, append([]any{h.seed, time.UnixMicro(h.now).In(calendar.Shipped().Zone())}, args...)...)
}

// tell lets things happen: the way to a dispatch, then whatever comes.
func (h *history) tell() {
	h.given = givenTo(operator, time.Time{})
	for h.now = calendartest.Instant(h.Rand); h.now < on("06-02 00:00").UnixMicro() || h.now > on("2026-10-31 00:00").UnixMicro(); {
		h.now = calendartest.Instant(h.Rand)
	}
	matter := []int{56, 56, 35, 71}[h.IntN(4)] // by working days; a major one; one within 24 hours
	h.do(operator, Report{Text: "油烟扰民", Call: &Call{Matter: matter, Cause: "no_power", Situation: map[int]string{35: "35-2", 71: "71-1"}[matter]}})
	h.passes()
	h.do(head, Approve{})
	h.do(desk, Dispatch{})
	for range 5 + h.IntN(10) {
		if h.over {
			h.seen["unknown"]++
			return
		}
		h.passes()
		h.something()
	}
}

// passes lets time go by, mostly hours at most, so that limits are kept and missed.
func (h *history) passes() {
	if span := calendartest.Span(h.Rand); h.IntN(4) == 0 {
		h.now += span
	} else {
		h.now += span % (3 * time.Hour).Microseconds()
	}
}

// something happens; where a rule says no, nothing has.
func (h *history) something() {
	lead, _ := h.c.LeadTask()
	units := map[org.UnitID]org.Actor{zhifa: enforcer, jiaojing: traffic, shengtai: monitor, shichang: market, shenpi: permits}
	leader := units[lead.Unit]
	all := []org.Actor{enforcer, monitor, market, traffic}
	one := all[h.IntN(len(all))]
	switch h.c.Status {
	case CaseSuspended:
		h.do([]org.Actor{leader, operator, desk}[h.IntN(3)], Resume{Reason: "条件具备"})
		return
	case CaseMerged:
		h.do(operator, Unmerge{Reason: "并非一事"})
		return
	case CaseAnswered:
		if h.IntN(3) > 0 {
			h.do(operator, Rework{Reason: "未清理"})
			return
		}
	}
	switch h.IntN(10) {
	case 0, 1:
		h.request(leader, Suspend{Ground: "engineering", Review: h.date(1 + h.IntN(60)), Reason: "烟道须改造"})
	case 2, 3:
		h.request(one, Extend{Days: 1 + h.IntN(15), Reason: "等待配件"})
	case 4:
		h.do(operator, Merge{Into: "2019072500002", Reason: "同一事"})
	case 5:
		h.do(one, Accept{})
	case 6:
		h.do(one, Arrive{Rank: "officer"})
	case 7:
		for _, u := range all {
			h.do(u, Arrive{Rank: "officer"})
			h.do(u, Answer{Text: "已清理"})
		}
		h.do(leader, Consolidate{Text: "已清理"})
	default:
		h.do(Clockwork, Lapse{})
	}
}

func (h *history) date(days int) string {
	return time.UnixMicro(h.now).In(calendar.Shipped().Zone()).AddDate(0, 0, days).Format(time.DateOnly)
}

// request asks, and mostly it is granted, sooner or later, level by level.
func (h *history) request(by org.Actor, cmd Command) {
	if h.do(by, cmd) != nil {
		return
	}
	id := h.c.Requests[len(h.c.Requests)-1].ID
	slow := h.IntN(2) == 0
	for _, word := range []struct {
		by  org.Actor
		cmd Command
	}{{operator, Opine{Request: id, Opinion: "agree"}}, {duty, Grant{Request: id}}, {mayor, Grant{Request: id}}} {
		if h.over {
			return
		}
		if slow {
			h.now += min(calendartest.Span(h.Rand), (5 * time.Hour).Microseconds())
		}
		h.do(word.by, word.cmd)
	}
}

// do has somebody do something, and looks at every clock afterwards.
func (h *history) do(by org.Actor, cmd Command) error {
	h.Helper()
	g := h.given
	g.By, g.At = by, time.UnixMicro(h.now).UTC()
	var events []Event
	var err error
	if _, pairs := cmd.(pair); pairs {
		events, _, err = DecidePair(h.c, sibling(h.c, cmd), cmd, g)
	} else {
		events, err = Decide(h.c, cmd, g)
	}
	if err != nil {
		if _, ok := rule.As(err); !ok {
			h.fail("%s: %v", cmd.Verb(), err)
		}
		return err
	}
	for _, e := range events {
		r := Recorded{e, Moment{h.now, Signed(e, by)}}
		h.c = Evolve(h.c, e, r.Moment)
		h.record, h.after = append(h.record, r), append(h.after, h.c)
		h.seen[Name(e)]++
		h.watch(r)
	}
	h.c.allClocks(func(kind ClockKind, ref string, _ *Task, k *Clock) {
		w := h.watched[which{kind, ref}]
		if k.Running() && !w.over && !w.missed && w.due < h.now {
			h.fail("%s %s was due at %d and is not missed", kind.Zh(), ref, w.due)
		}
	})
	return nil
}

// again tells the record from its stored form: after each event every clock is what it was, with the time that was left.
func (h *history) again() {
	var c Case
	var live, told []clockOf
	for i, r := range h.record {
		back := Recorded{written(h, r.Event), r.Moment}
		if err := Recheck(c, back, units); err != nil {
			h.fail("the auditor finds %v", err)
		}
		c = Evolve(c, back.Event, back.Moment)
		if live, told = clocksOf(h.after[i], live), clocksOf(c, told); !slices.Equal(live, told) {
			h.fail("after %s, replayed:\n%+v\nlive:\n%+v", Name(r.Event), told, live)
		}
	}
	if !reflect.DeepEqual(sealed(c), sealed(h.c)) {
		h.fail("replayed:\n%+v\nlive:\n%+v", c, h.c)
	}
}

type clockOf struct {
	which
	Clock
}

func clocksOf(c Case, list []clockOf) []clockOf {
	list = list[:0]
	c.allClocks(func(kind ClockKind, ref string, _ *Task, k *Clock) {
		if k.Started != 0 {
			list = append(list, clockOf{which{kind, ref}, *k})
		}
	})
	return list
}
