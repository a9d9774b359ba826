package store_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/sqldb"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

// reported is how the suite opens a case; it names what the counters read.
type reported struct {
	Township org.UnitID     `json:"township"`
	Text     ledger.Content `json:"text"`
}

type dispatched struct {
	Tasks []issued `json:"tasks"`
}

type issued struct {
	Task string     `json:"task"`
	Unit org.UnitID `json:"unit"`
}

type ofTask struct {
	Task string `json:"task"`
}

type handed struct {
	ID      string     `json:"id"`
	From    string     `json:"from,omitempty"`
	To      string     `json:"to,omitempty"`
	Task    string     `json:"task,omitempty"`
	Partner org.UnitID `json:"partner,omitempty"`
}

type conferred struct {
	Steps []planned `json:"steps"`
}

type planned struct {
	ID   string     `json:"id"`
	Unit org.UnitID `json:"unit"`
}

type overdue struct {
	Ref string `json:"ref,omitempty"`
	Due int64  `json:"due"`
}

const noon = int64(1_564_027_200_000_000) // 2019-07-25 12:00 in Jinan

// open reports case number n of a township.
func openCase(t testing.TB, s *store.Store, n int, township org.UnitID) store.Projection {
	t.Helper()
	p := store.Projection{Viewers: []string{store.ViewerDistrict, store.ViewerTownship(township)}}
	err := s.Write(context.Background(), district, func(_ context.Context, tx *store.Tx) error {
		no, err := tx.NextCaseNo("20190725")
		if err != nil {
			return err
		}
		p.Case = caseRow(no, fmt.Sprintf("id-%04d", n), noon+int64(n))
		p.Case.Township, p.Case.Summary = township, fmt.Sprintf("第%d件", n)
		p.Clocks = []store.ClockRow{{Name: "next", Due: p.Case.Due}}
		e, sealed := payload(t, "Reported", noon+int64(n), reported{township, ledger.Text(p.Case.Summary)})
		if err := tx.Append("case/"+p.Case.ID, 0, []ledger.Event{e}, sealed); err != nil {
			return err
		}
		return tx.Project(nil, p)
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func payload(t testing.TB, kind string, at int64, body any) (ledger.Event, []ledger.Sealed) {
	t.Helper()
	data, sealed, err := ledger.Encode(body, func() (s [32]byte) {
		_, _ = rand.Read(s[:])
		return s
	})
	if err != nil {
		t.Fatal(err)
	}
	return ledger.Event{Type: kind, At: at, Actor: clerk, Data: data}, sealed
}

// move appends one event to a case and projects it.
func move(t testing.TB, s *store.Store, p store.Projection, kind string, body any, change func(*store.Projection)) store.Projection {
	t.Helper()
	after := p
	after.Tasks, after.Viewers = slices.Clone(p.Tasks), slices.Clone(p.Viewers)
	after.Case.Version++
	after.Case.Changed++
	change(&after)
	err := s.Write(context.Background(), district, func(_ context.Context, tx *store.Tx) error {
		e, sealed := payload(t, kind, after.Case.Changed, body)
		if err := tx.Append("case/"+p.Case.ID, p.Case.Version, []ledger.Event{e}, sealed); err != nil {
			return err
		}
		return tx.Project(&p, after)
	})
	if err != nil {
		t.Fatal(err)
	}
	return after
}

// dispatchAndAccept brings a case to two units, of which the first accepts.
func dispatchAndAccept(t testing.TB, s *store.Store, p store.Projection) store.Projection {
	t.Helper()
	p = move(t, s, p, "Dispatched", dispatched{[]issued{{"t1", "water"}, {"t2", "roads"}}}, func(p *store.Projection) {
		p.Case.Status, p.Case.Lead = "working", "water"
		p.Tasks = []store.TaskRow{{ID: "t1", Unit: "water", Lead: true, Status: "waiting", Due: noon + 5, Open: true},
			{ID: "t2", Unit: "roads", Status: "waiting", Open: true}}
		p.Viewers = append(p.Viewers, store.ViewerUnit("water"), store.ViewerUnit("roads"))
		p.Clocks = []store.ClockRow{{Name: "next", Due: noon + 5}}
	})
	return move(t, s, p, "Accepted", ofTask{"t1"}, func(p *store.Projection) {
		p.Tasks[0].Status, p.Tasks[0].Officer, p.Tasks[0].Due = "accepted", "zhao", noon+9
	})
}

func TestListsAndQueues(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx := context.Background()
		s := open()
		var last store.Projection
		for n := range 12 {
			last = openCase(t, s, n, org.UnitID([]string{"east", "west"}[n%2]))
		}
		last = dispatchAndAccept(t, s, last)
		v := s.In(district)

		var seen []string
		page := sqldb.Page{Limit: 5}
		for {
			list, next, err := v.Cases(ctx, store.CaseFilter{Viewer: store.ViewerDistrict}, page)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range list {
				seen = append(seen, c.No)
			}
			if next == "" {
				break
			}
			page.Cursor = next
		}
		if len(seen) != 12 || !slices.IsSortedFunc(seen, func(a, b string) int { return strings.Compare(b, a) }) {
			t.Fatalf("the pages give %v", seen)
		}

		for name, c := range map[string]struct {
			f store.CaseFilter
			n int
		}{
			"township's own":           {store.CaseFilter{Viewer: store.ViewerTownship("west")}, 6},
			"township by district":     {store.CaseFilter{Viewer: store.ViewerDistrict, Township: "east"}, 6},
			"unit by district":         {store.CaseFilter{Viewer: store.ViewerDistrict, Unit: "roads"}, 1},
			"unit by township":         {store.CaseFilter{Viewer: store.ViewerTownship("west"), Unit: "water"}, 1},
			"another township's unit":  {store.CaseFilter{Viewer: store.ViewerTownship("east"), Unit: "water"}, 0},
			"status":                   {store.CaseFilter{Viewer: store.ViewerDistrict, Statuses: []string{"working"}}, 1},
			"text":                     {store.CaseFilter{Viewer: store.ViewerDistrict, Text: "第3件"}, 1},
			"text is no pattern":       {store.CaseFilter{Viewer: store.ViewerDistrict, Text: "%"}, 0},
			"overdue":                  {store.CaseFilter{Viewer: store.ViewerDistrict, Late: true, Now: noon + 1_000_003}, 4},
			"day before":               {store.CaseFilter{Viewer: store.ViewerDistrict, To: "20190724"}, 0},
			"that day":                 {store.CaseFilter{Viewer: store.ViewerDistrict, From: "20190725", To: "20190725"}, 12},
			"who reported sees nobody": {store.CaseFilter{Viewer: store.ViewerAccount("stranger")}, 0},
		} {
			list, next, err := v.Cases(ctx, c.f, sqldb.Page{})
			if err != nil || len(list) != c.n || next != "" {
				t.Errorf("%s: %d cases, not %d; next %q, %v", name, len(list), c.n, next, err)
			}
		}

		if list, _, err := v.CasesDue(ctx, "", sqldb.Page{Limit: 3}, "intake", "called"); err != nil || len(list) != 3 || list[0].Due != noon+1_000_000 {
			t.Errorf("queue %+v %v", list, err)
		}
		if working, err := v.AtWork(ctx, []org.UnitID{"roads", "nobody", "water"}); err != nil || !slices.Equal(working, []org.UnitID{"roads", "water"}) {
			t.Errorf("at work: %v, %v", working, err)
		}
		if working, err := v.AtWork(ctx, nil); err != nil || len(working) != 0 {
			t.Errorf("of no units, at work: %v, %v", working, err)
		}
		if list, _, err := v.TasksDue(ctx, "water", sqldb.Page{}, "waiting", "accepted"); err != nil || len(list) != 1 ||
			list[0].Task.Officer != "zhao" || list[0].Case != last.Case {
			t.Errorf("tasks %+v %v", list, err)
		}
		if list, _, err := v.TasksDue(ctx, "roads", sqldb.Page{}, "waiting"); err != nil || len(list) != 1 || list[0].Task.Due != 0 {
			t.Errorf("task without a deadline: %+v %v", list, err)
		}
		due, err := v.DueClocks(ctx, noon+100, 10)
		if err != nil || len(due) != 1 || due[0].No != last.Case.No {
			t.Errorf("clocks %+v %v", due, err)
		}
		if err := s.Check(ctx, district); err != nil {
			t.Error(err)
		}
	})
}

// A filter that hardly ever matches costs no more than a bounded look, and its pages still reach
// every match.
func TestRareMatchesAreReached(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx := context.Background()
		s := open()
		if err := store.Fill(s, 5000); err != nil {
			t.Fatal(err)
		}
		page, pages, found := sqldb.Page{Limit: 10}, 0, 0
		for {
			list, next, err := s.In(district).Cases(ctx, store.CaseFilter{Viewer: store.ViewerDistrict, Statuses: []string{"called"}}, page)
			if err != nil {
				t.Fatal(err)
			}
			found += len(list)
			if pages++; next == "" {
				break
			}
			page.Cursor = next
		}
		if found != 2 || pages > 6 {
			t.Fatalf("%d found on %d pages", found, pages)
		}
	})
}

func TestCountersFollowTheLog(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx := context.Background()
		s := open()
		p := dispatchAndAccept(t, s, openCase(t, s, 1, "east"))
		move(t, s, p, "ArriveMissed", ofTask{"t2"}, func(p *store.Projection) { p.Case.Late = true })
		sealed(t, s, 4)
		want := map[string]map[org.UnitID]int64{
			"reported": {"": 1, "east": 1}, "dispatched": {"": 1, "water": 1, "roads": 1}, "accepted": {"": 1, "water": 1},
			"missed": {"": 1, "roads": 1}, "arrive_missed": {"": 1, "roads": 1},
		}
		for name, units := range want {
			list, err := s.In(district).Counters(ctx, name, "20190725", "20190725")
			if err != nil || len(list) != len(units) {
				t.Fatalf("%s: %+v %v", name, list, err)
			}
			for _, c := range list {
				if c.N != units[c.Unit] {
					t.Errorf("%s of %q is %d, not %d", name, c.Unit, c.N, units[c.Unit])
				}
			}
		}
	})
}

// What is missed counts to whoever let it pass, also where the record names only a step, a transfer or a question of an
// earlier one; and a process that remembers nothing of the case counts alike.
func TestMissesCountToWhoLetThemPass(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx := context.Background()
		s := open()
		p := dispatchAndAccept(t, s, openCase(t, s, 1, "east"))
		same := func(*store.Projection) {}
		for _, e := range []struct {
			kind string
			body any
		}{
			{"Summoned", dispatched{[]issued{{"t3", "squad"}}}},
			{"Ruled", dispatched{[]issued{{"t4", "health"}}}},
			{"Transferred", handed{ID: "x1", From: "t1", To: "t2"}},
			{"Asked", handed{ID: "q1", Task: "t1", Partner: "telecom"}},
			{"Supervised", handed{ID: "s1", Task: "t4"}},
			{"Conferred", conferred{[]planned{{"p1", "roads"}}}},
		} {
			p = move(t, s, p, e.kind, e.body, same)
		}
		sealed(t, s, 9)
		store.Forget(s, district)
		for _, e := range []struct{ kind, ref string }{
			{"RectifyMissed", "t3"}, {"ReceiveMissed", "x1"}, {"ReplyMissed", "q1"}, {"ExplanationMissed", "s1"}, {"StepMissed", "p1"},
			{"OpinionMissed", "r1"}, {"RulingMissed", ""}, {"RequestDecisionMissed", "r1"}, {"AppealFilingMissed", "m1"},
		} {
			p = move(t, s, p, e.kind, overdue{e.ref, 1}, same)
		}
		sealed(t, s, 18)
		for name, units := range map[string]map[org.UnitID]int64{
			"rectify_missed": {"": 1, "squad": 1}, "receive_missed": {"": 1, "roads": 1}, "reply_missed": {"": 1, "telecom": 1},
			"explanation_missed": {"": 1, "health": 1}, "step_missed": {"": 1, "roads": 1}, "opinion_missed": {"": 1, "east": 1},
			"ruling_missed": {"": 1}, "request_decision_missed": {"": 1}, "appeal_filing_missed": {"": 1}, "transferred": {"": 1, "water": 1},
			"missed": {"": 9, "squad": 1, "roads": 2, "telecom": 1, "health": 1, "east": 1},
		} {
			list, err := s.In(district).Counters(ctx, name, "20190725", "20190725")
			got := map[org.UnitID]int64{}
			for _, c := range list {
				got[c.Unit] = c.N
			}
			if err != nil || !maps.Equal(got, units) {
				t.Errorf("%s: %v, not %v; %v", name, got, units, err)
			}
		}
	})
}

// Whatever is changed behind the store's back is found by Check or Rebuild, and Rebuild mends what
// can be folded anew.
func TestCheckAndRebuild(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx := context.Background()
		s := open()
		now := map[string]store.Projection{}
		for n := range 3 {
			p := dispatchAndAccept(t, s, openCase(t, s, n, "east"))
			now[p.Case.ID] = p
		}
		sealed(t, s, 9)
		project := func(_ context.Context, _ store.View, id string, events []ledger.Event) (store.Projection, error) {
			if p := now[id]; int64(len(events)) == p.Case.Version {
				return p, nil
			}
			return store.Projection{}, fmt.Errorf("case %s has %d events", id, len(events))
		}
		if err := errors.Join(s.Check(ctx, district), s.Rebuild(ctx, district, project, false)); err != nil {
			t.Fatal(err)
		}
		var unsound *store.Unsound
		for _, text := range []string{
			`UPDATE cases SET status = 'closed' WHERE no = '2019072500001'`,
			`UPDATE task SET status = 'arrived' WHERE no = '2019072500002'`,
			`DELETE FROM visible WHERE viewer = 'unit:roads' AND no = '2019072500003'`,
			`UPDATE counter SET n = n + 1 WHERE name = 'accepted'`,
			`DELETE FROM clock WHERE no = '2019072500001'`,
			`DELETE FROM cases WHERE no = '2019072500002'`,
			`INSERT INTO visible (district_id, viewer, no, open) VALUES (370102, 'unit:x', '2019072500001', TRUE)`,
		} {
			if err := store.Run(s, text); err != nil {
				t.Fatal(err)
			}
			if err := s.Rebuild(ctx, district, project, true); !errors.As(err, &unsound) {
				t.Errorf("%s: nobody noticed (%v)", text, err)
			}
			if err := errors.Join(s.Check(ctx, district), s.Rebuild(ctx, district, project, false)); err != nil {
				t.Fatalf("after %s: %v", text, err)
			}
		}
		for _, text := range []string{
			`DELETE FROM content_key WHERE id = (SELECT min(id) FROM content_key)`,
			`UPDATE content SET cipher = nonce WHERE id = (SELECT max(id) FROM content)`,
			`UPDATE log SET size = size + 1`,
			`UPDATE cases SET version = 2 WHERE no = '2019072500003'`,
		} {
			if err := store.Run(s, text); err != nil {
				t.Fatal(err)
			}
			before := unsound.Total
			if err := s.Check(ctx, district); !errors.As(err, &unsound) || unsound.Total == 0 {
				t.Errorf("%s: nobody noticed (%v, %d)", text, err, before)
			}
		}
	})
}

func TestErasedContentIsGone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx := context.Background()
		s := open()
		p := openCase(t, s, 1, "east")
		texts, _, err := s.In(district).ContentOf(ctx, "case/"+p.Case.ID)
		if err != nil || len(texts) != 1 {
			t.Fatal(texts, err)
		}
		var id string
		for id = range texts {
		}
		err = s.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
			e, _ := payload(t, "ContentErased", noon+9, ledger.ContentErased{Contents: []string{id}, Clause: "个人信息保护法 47"})
			return tx.Append(ledger.AuditStream, 0, []ledger.Event{e}, nil)
		})
		if err != nil {
			t.Fatal(err)
		}
		var unsound *store.Unsound
		if err := s.Check(ctx, district); !errors.As(err, &unsound) {
			t.Fatalf("erased on record only, and nobody noticed: %v", err)
		}
		if err := s.Write(ctx, district, func(_ context.Context, tx *store.Tx) error { return tx.Erase(id) }); err != nil {
			t.Fatal(err)
		}
		if _, ok, err := s.In(district).Content(ctx, id); ok || err != nil {
			t.Fatalf("still there: %v %v", ok, err)
		}
		if err := s.Check(ctx, district); err != nil {
			t.Fatal(err)
		}
	})
}
