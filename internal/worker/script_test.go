package worker

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"huying/internal/calendar"
	"huying/internal/calendar/calendartest"
	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/demo"
	"huying/internal/org"
)

// The month that is played: National Day with the days worked instead lies in it. Cases come in its first weeks.
var (
	zone  = time.FixedZone("", 8*60*60)
	opens = time.Date(2025, 9, 19, 0, 0, 0, 0, zone)
	ends  = opens.AddDate(0, 0, 31)
)

const never = int64(math.MaxInt64)

// town is a district as the scripts know it: who may play, and what the list says of some matters.
type town struct {
	demo.District
	units            *org.Directory
	book             *catalogue.Book
	township, centre org.Post
	operators        map[org.UnitID]org.Post
	entries          []catalogue.Entry
	reckoner         *calendartest.Oracle
}

func build(t *testing.T) *town {
	t.Helper()
	d, err := demo.Build(district)
	if err != nil {
		t.Fatal(err)
	}
	w := &town{District: d, units: d.Directory(), book: catalogue.NewBook(), operators: map[org.UnitID]org.Post{}}
	for _, p := range d.Editions {
		e, err := catalogue.Assemble(p.Event, p.Document)
		if err != nil {
			t.Fatal(err)
		}
		w.book = w.book.With(e)
	}
	for _, p := range d.Posts() {
		switch p.Role {
		case org.TownshipOperator:
			w.township = p
		case org.Dispatcher:
			w.centre = p
		case org.DepartmentOperator:
			w.operators[p.Unit] = p
		}
	}
	w.reckoner = calendartest.New(2025, 2026, func(noon time.Time) bool {
		worked, _ := calendar.Shipped().Workday(noon)
		return worked
	})
	w.matters(t)
	return w
}

// matters are those of the list, of the daily class, that one unit or two take on who have a log-in.
func (w *town) matters(t *testing.T) {
	edition, _ := w.book.InForce(opens.UnixMicro())
	for _, m := range edition.Matters {
		for _, s := range m.Situations {
			e, err := edition.Entry(m.Number, s.Code, w.township.Unit, w.units)
			alone := err == nil && e.Class == catalogue.Daily && !e.TownshipLed && len(e.Assists) <= 1 && len(e.Partners)+len(e.Unmapped) == 0
			if !alone || e.Limits.Finish.Statute() || slices.ContainsFunc(append(e.Assists, e.Lead), func(u org.UnitID) bool { return w.operators[u].ID == "" || w.signs(u) }) {
				continue
			}
			w.entries = append(w.entries, e)
		}
	}
	if len(w.entries) < 3 {
		t.Fatalf("only %d matters", len(w.entries))
	}
}

func (w *town) signs(id org.UnitID) bool {
	u, _ := w.units.Unit(id)
	return u.Signs
}

// act is what somebody does at some instant.
type act struct {
	at  int64
	by  org.Post
	cmd casework.Command
}

// limit is a clock as the script knows it: when it starts to be missed, and when what it waits for is done.
type limit struct {
	name, ref string // of the miss; of the task or supervision
	due, done int64
}

// script is one case: what is done in it, and which limits run.
type script struct {
	*rand.Rand
	*town
	acts   []act
	limits []limit
	super  int64 // when it is supervised; 0 is never
}

// write makes up a case: each limit is kept, missed by a little or by days, or nobody ever stirs.
func (w *town) write(seed uint64) *script {
	s := &script{Rand: rand.New(rand.NewPCG(11, seed)), town: w}
	at := opens.UnixMicro() + s.Int64N((20 * 24 * time.Hour).Microseconds())
	if s.IntN(10) == 0 { // a report that nobody calls
		s.do(at, w.township, casework.Report{Text: "占道经营"})
		if at := s.stage("IntakeMissed", "", at, s.due(at, "4wh")); at != never {
			s.do(at, w.township, casework.Settle{How: "现场劝离"})
		}
		return s
	}
	entry := w.entries[s.IntN(len(w.entries))]
	s.do(at, w.township, casework.Report{Text: "占道经营", Call: &casework.Call{Matter: entry.Matter, Situation: entry.Situation, Cause: "no_power"}})
	if at = s.stage("DispatchMissed", "", at, s.due(at, "1wh")); at == never {
		return s // nobody is assigned
	}
	s.do(at, w.centre, casework.Dispatch{})
	s.work(at, entry)
	return s
}

// work is what follows from a dispatch.
func (s *script) work(sent int64, entry catalogue.Entry) {
	whole := len(s.limits)
	finish := s.due(sent, entry.Limits.Finish.String())
	s.limits = append(s.limits, limit{"CaseFinishMissed", "", s.due(finish, "3wd"), never})
	answered := sent
	for i, unit := range append([]org.UnitID{entry.Lead}, entry.Assists...) {
		task := []string{"t1", "t2"}[i]
		at := s.stage("AcceptMissed", task, sent, s.due(sent, entry.Limits.Accept.String()))
		s.then(at, s.operators[unit], casework.Accept{})
		arrived := s.stage("ArriveMissed", task, at, s.due(sent, entry.Limits.Arrive.String()))
		s.then(arrived, s.operators[unit], casework.Arrive{Rank: "officer"})
		done := s.stage("FinishMissed", task, arrived, finish)
		if i == 0 && done != never && len(entry.Assists) > 0 {
			s.then(done, s.operators[unit], casework.Consolidate{Text: "已清理"})
		} else {
			s.then(done, s.operators[unit], casework.Answer{Text: "已清理"})
		}
		if answered = max(answered, done); i == 0 {
			if s.IntN(6) == 0 {
				s.supervise(sent, arrived)
			}
			if done != never {
				s.limits = append(s.limits, limit{"VerifyMissed", "", s.due(done, "3wd"), never})
			}
		}
	}
	if answered == never {
		return
	}
	verify := slices.IndexFunc(s.limits, func(l limit) bool { return l.name == "VerifyMissed" })
	closed := s.when(answered, s.limits[verify].due)
	s.limits[verify].done, s.limits[whole].done = closed, closed
	if closed == never {
		return
	}
	s.do(closed, s.township, casework.Close{How: "on_site"})
	rated := s.stage("RateMissed", "", closed, s.due(closed, "5wd"))
	s.then(rated, s.township, casework.Rate{Task: "t1", Grade: "satisfied"})
	if len(entry.Assists) > 0 {
		s.then(rated, s.township, casework.Rate{Task: "t2", Grade: "satisfied"})
	}
}

// supervise has the centre ask a silent unit for an answer, which may come or not.
func (s *script) supervise(sent, arrived int64) {
	at := sent + s.Int64N((30 * time.Hour).Microseconds())
	if at >= arrived { // it is there: nobody asks
		return
	}
	s.super = at
	s.do(at, s.centre, casework.Supervise{Task: "t1", Text: "请立即响应"})
	if s.IntN(2) == 0 {
		s.do(at+s.Int64N((6*24*time.Hour).Microseconds()), s.unitOf("t1"), casework.Explain{Supervision: "s1", Text: "车辆故障"})
	}
}

// unitOf is who acts for a task: the first who did, or would have.
func (s *script) unitOf(string) org.Post {
	call := s.acts[0].cmd.(casework.Report).Call
	for _, e := range s.entries {
		if e.Matter == call.Matter && e.Situation == call.Situation {
			return s.operators[e.Lead]
		}
	}
	panic("no such matter")
}

// due reckons a limit in another way than the product.
func (s *script) due(from int64, text string) int64 {
	due, ok := s.reckoner.Due(from, text)
	if !ok {
		panic("past the years known")
	}
	return due
}

// stage is a limit that starts, and when it is done; what cannot begin is never done.
func (s *script) stage(name, ref string, from, due int64) int64 {
	done := never
	if from != never {
		done = s.when(from, due)
	}
	s.limits = append(s.limits, limit{name, ref, due, done})
	return done
}

// when draws an instant for what can be done from one instant on, and should by another.
func (s *script) when(from, due int64) int64 {
	if due <= from {
		return from + s.Int64N((2 * time.Hour).Microseconds())
	}
	switch s.IntN(20) {
	case 0:
		return due // the very last instant
	case 1:
		return due + 1
	case 2, 3, 4:
		return due + s.Int64N((30 * time.Hour).Microseconds())
	case 5, 6, 7, 8:
		return never
	}
	return from + s.Int64N(due-from)
}

func (s *script) do(at int64, by org.Post, cmd casework.Command) {
	s.acts = append(s.acts, act{at, by, cmd})
}

func (s *script) then(at int64, by org.Post, cmd casework.Command) {
	if at != never {
		s.do(at, by, cmd)
	}
}
