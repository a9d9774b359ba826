package desk_test

import (
	"cmp"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huying/internal/access"
	"huying/internal/blob"
	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/notify"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/sqldb"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

// house is a desk on a fresh store with the demonstration, and a clock that the test moves.
type house struct {
	*desk.Desk
	t     *testing.T
	now   time.Time
	store *store.Store
	url   string
}

func openHouse(t *testing.T) *house {
	t.Helper()
	return openHouseOn(t, storetest.SQLite(t))
}

func openHouseOn(t *testing.T, o store.Options) *house {
	t.Helper()
	h := &house{t: t, url: cmp.Or(o.URL, filepath.Join(o.Dir, "huying.db")), now: time.Date(2019, 7, 25, 1, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return h.now }
	o.Now = clock
	s, err := store.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := demo.Load(t.Context(), s, h.now); err != nil {
		t.Fatal(err)
	}
	files, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	h.store, h.Desk = s, desk.New(desk.Options{
		Store: s, Files: files, Now: clock, Channels: map[notify.Kind]notify.Channel{notify.Mail: outside{}, notify.SMS: outside{}},
	})
	return h
}

// in logs in somebody of a unit in a role, in 历下.
func (h *house) in(unit org.UnitID, role org.Role) access.Who {
	h.t.Helper()
	accounts, err := demo.Accounts()
	if err != nil {
		h.t.Fatal(err)
	}
	for _, a := range accounts {
		for _, p := range a.Posts {
			if p.District == 370102 && p.Unit == unit && p.Role == role {
				_, who, err := h.Door.LogIn(h.t.Context(), a.Login, a.Password, p.ID)
				if err != nil {
					h.t.Fatalf("log in %s: %v", a.Login, err)
				}
				return who
			}
		}
	}
	h.t.Fatalf("nobody is %s of %s", role, unit)
	return access.Who{}
}

// tamper changes the tables behind the record's back.
func (h *house) tamper(text string) {
	h.t.Helper()
	db, err := sqldb.Open(h.t.Context(), h.url, sqldb.Options{})
	if err != nil {
		h.t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	err = db.Write(h.t.Context(), func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := sqldb.Exec(ctx, tx, sqldb.Text(text))
		return err
	})
	if err != nil {
		h.t.Fatalf("%s: %v", text, err)
	}
}

func (h *house) do(who access.Who, no casework.CaseNo, cmd casework.Command, want casework.Status) {
	h.t.Helper()
	h.now = h.now.Add(time.Minute)
	answer, err := h.Do(h.t.Context(), who, 370102, no, cmd, desk.Key{})
	if err != nil {
		h.t.Fatalf("%s by %s: %v", cmd.Verb(), who.Actor.Unit, err)
	}
	if answer.Status != want {
		h.t.Fatalf("%s by %s: case is %s, want %s", cmd.Verb(), who.Actor.Unit, answer.Status, want)
	}
}

func TestOneCallFromReportToArchive(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { oneCall(t, openHouseOn(t, storetest.SQLite(t))) })
	t.Run("postgres", func(t *testing.T) { oneCall(t, openHouseOn(t, storetest.Postgres(t))) })
}

func oneCall(t *testing.T, h *house) {
	const yaojia = org.UnitID("370102011")
	township := h.in(yaojia, org.TownshipOperator)
	units, err := h.Units(t.Context(), 370102)
	if err != nil {
		t.Fatal(err)
	}
	var centre access.Who
	for _, u := range units.ByKind(org.KindCentre) {
		centre = h.in(u.ID, org.Dispatcher)
	}
	key := desk.Key{Key: "k1", Body: []byte("x")}
	report := casework.Report{
		Text: "饭店油烟扰民，居民多次反映", Place: "姚家街道某路 1 号",
		Reporter: &casework.Reporter{Name: "测试某", Phone: "000-1234"},
		Call:     &casework.Call{Matter: 56, Situation: "56-3", Cause: "no_power"},
	}
	answer, err := h.Report(t.Context(), township, 370102, report, key)
	if err != nil {
		t.Fatal(err)
	}
	if answer.No != "2019072500001" || answer.Status != casework.CaseCalled {
		t.Fatalf("answer %+v", answer)
	}
	again, err := h.Report(t.Context(), township, 370102, report, key)
	if err != nil || again != answer {
		t.Fatalf("repeated: %+v, %v", again, err)
	}
	if _, err := h.Report(t.Context(), township, 370102, report, desk.Key{Key: "k1", Body: []byte("y")}); !rule.Is(err, rule.KeyReused) {
		t.Fatalf("another body under the key: %v", err)
	}
	no := answer.No
	h.do(centre, no, casework.Dispatch{}, casework.CaseWorking)

	view, err := h.As(township).Case(t.Context(), 370102, no)
	if err != nil {
		t.Fatal(err)
	}
	if len(view.Case.Tasks) != 3 {
		t.Fatalf("tasks %+v", view.Case.Tasks)
	}
	var lead access.Who
	for _, task := range view.Case.Tasks {
		unit := h.in(task.Unit, org.DepartmentOperator)
		if task.Lead {
			lead = unit
		}
		h.do(unit, no, casework.Accept{}, casework.CaseWorking)
		h.do(unit, no, casework.Arrive{Rank: "deputy_head"}, casework.CaseWorking)
		h.do(unit, no, casework.Find{Kind: "in_order", Text: "已查"}, casework.CaseWorking)
		h.do(unit, no, casework.Answer{Text: "已办"}, casework.CaseWorking)
		seen, err := h.As(unit).Case(t.Context(), 370102, no)
		if err != nil {
			t.Fatal(err)
		}
		if text, ok := seen.Words.Of(seen.Case.Text); !ok || !strings.Contains(text, "油烟") {
			t.Fatalf("the unit cannot read the report: %q", text)
		}
		if text, ok := seen.Words.Of(seen.Case.Person); ok {
			t.Fatalf("a called unit sees the reporter: %q", text)
		}
	}
	h.do(lead, no, casework.Consolidate{Text: "汇总"}, casework.CaseAnswered)
	h.do(township, no, casework.Close{How: "on_site"}, casework.CaseClosed)
	for i, task := range view.Case.Tasks {
		want := casework.CaseClosed
		if i == len(view.Case.Tasks)-1 {
			want = casework.CaseArchived
		}
		h.do(township, no, casework.Rate{Task: string(task.ID), Grade: "satisfied"}, want)
	}
	if rows, _, err := h.As(centre).Watch(t.Context(), 370102, desk.Page{}); err != nil || len(rows) != 0 {
		t.Fatalf("the plain course of a case leaves %+v in inboxes, %v", rows, err)
	}
	if err := h.store.SealNow(t.Context(), 370102); err != nil {
		t.Fatal(err)
	}
	view, err = h.As(township).Case(t.Context(), 370102, no)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range view.Records {
		if r.Version != int64(i+1) || r.Index < 0 {
			t.Fatalf("record %d: version %d, index %d", i, r.Version, r.Index)
		}
	}
	rows, _, err := h.As(township).Cases(t.Context(), 370102, store.CaseFilter{}, sqldb.Page{})
	if err != nil || len(rows) != 1 || rows[0].Status != "archived" {
		t.Fatalf("list: %+v, %v", rows, err)
	}
	for _, c := range []struct {
		unit              org.UnitID
		role              org.Role
		text, found, mark bool
	}{
		{"zhihui", org.Dispatcher, true, true, true},
		{"zuzhi", org.OrganisationDept, false, false, true},
		{"sifa", org.JusticeBureau, false, false, false},
		{"shenji", org.Auditor, true, true, true},
		{view.Case.Tasks[0].Unit, org.DepartmentOperator, true, true, false},
	} {
		reader := h.As(h.in(c.unit, c.role))
		seen, err := reader.Case(t.Context(), 370102, no)
		if err != nil {
			t.Fatalf("%s: %v", c.role, err)
		}
		if _, ok := seen.Words.Of(seen.Case.Text); ok != c.text {
			t.Errorf("%s reads the report: %v", c.role, ok)
		}
		marks := 0
		for _, word := range seen.Words {
			if word.Kind == ledger.MarkContent {
				marks++
			}
		}
		if (marks > 0) != c.mark {
			t.Errorf("%s sees %d marks", c.role, marks)
		}
		for text, want := range map[string]bool{"油烟": c.found, string(no): true} {
			rows, _, err := reader.Cases(t.Context(), 370102, store.CaseFilter{Text: text}, sqldb.Page{})
			if err != nil || (len(rows) > 0) != want {
				t.Errorf("%s looks for %s: %d cases, %v", c.role, text, len(rows), err)
			}
		}
	}
	if err := h.store.Check(t.Context(), 370102); err != nil {
		t.Errorf("check: %v", err)
	}
	if err := h.Rebuild(t.Context(), 370102, false); err != nil {
		t.Errorf("rebuild: %v", err)
	}
}

// Whoever changes the tables behind the record's back is told on by the page itself, and one damaged
// text takes nothing else down.
func TestAPageTellsWhatWasChanged(t *testing.T) {
	h := openHouse(t)
	township := h.in("370102011", org.TownshipOperator)
	answer, err := h.Report(t.Context(), township, 370102, casework.Report{Text: "路灯不亮", Place: "某路"}, desk.Key{})
	if err != nil {
		t.Fatal(err)
	}
	h.do(township, answer.No, casework.Annotate{Text: "已联系"}, casework.CaseIntake)
	see := func() desk.View {
		t.Helper()
		view, err := h.As(township).Case(t.Context(), 370102, answer.No)
		if err != nil {
			t.Fatal(err)
		}
		return view
	}
	for _, r := range see().Records {
		if r.Broken || r.Index < 0 {
			t.Fatalf("untouched: %+v", r)
		}
	}
	for _, change := range []string{
		`DROP TRIGGER event_refuses_update`,
		`UPDATE event SET leaf = replace(leaf, '"walk_in"', '"patrol"') WHERE stream LIKE 'case/%'`,
		`UPDATE content SET cipher = x'00' WHERE stream LIKE 'case/%'`,
	} {
		h.tamper(change)
	}
	view := see()
	if !view.Records[0].Broken || view.Records[1].Broken {
		t.Fatalf("changed: %v, %v", view.Records[0].Broken, view.Records[1].Broken)
	}
	if text, _ := view.Words.Of(view.Case.Text); !strings.Contains(text, "已损坏") {
		t.Fatalf("a damaged text reads %q", text)
	}
}
