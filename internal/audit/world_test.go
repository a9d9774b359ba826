package audit

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/org"
)

const (
	district = org.DistrictID(370102)
	origin   = "huying.example/log/370102"
)

// world is a district that lives through its cases by the real rules, and keeps its record in memory.
type world struct {
	t        testing.TB
	random   *rand.Rand
	key      ledger.Key
	now      time.Time
	units    *org.Directory
	book     *catalogue.Book
	calendar calendar.Calendar
	versions map[string]int64
	leaves   [][]byte
	edge     ledger.Edge
	contents map[string]ledger.Sealed
	texts    map[string][]byte
	posts    map[org.UnitID]org.Actor
	number   int
}

// newWorld founds the district: units, posts, and a list in force.
func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{
		t: t, random: rand.New(rand.NewPCG(1, 2)), now: time.Date(2019, 7, 26, 1, 0, 0, 0, time.UTC),
		units: org.NewDirectory(district, nil, nil), book: catalogue.NewBook(), calendar: calendar.Shipped(),
		versions: map[string]int64{}, contents: map[string]ledger.Sealed{}, texts: map[string][]byte{}, posts: map[org.UnitID]org.Actor{},
	}
	seed := sha256.Sum256([]byte("a key for tests"))
	key, err := ledger.NewKey(bytes.NewReader(append(seed[:], seed[:]...)), origin)
	if err != nil {
		t.Fatal(err)
	}
	w.key = key
	w.found()
	w.publish()
	return w
}

var admin = org.Actor{Account: "a-admin", Post: "p-admin", Unit: "office", Role: org.SystemAdmin}

func (w *world) found() {
	from := org.Micros(w.now)
	founded := org.UnitsFounded{Units: []org.Unit{
		{ID: "centre", Kind: org.KindCentre, Name: "历下区指挥中心", From: from},
		{ID: "370102001", Kind: org.KindTownship, Name: "解放路街道", From: from},
		{ID: "370102001001", Kind: org.KindCommunity, Name: "青龙街社区", Parent: "370102001", From: from},
		{ID: "370102001001001", Kind: org.KindGrid, Name: "第一网格", Parent: "370102001001", From: from},
		{ID: "chengguan", Kind: org.KindDepartment, Name: "区城管局", From: from},
		{ID: "zhufang", Kind: org.KindDepartment, Name: "区住建局", From: from},
		{ID: "office", Kind: org.KindOffice, Name: "区编办", From: from},
	}}
	var granted org.PostsGranted
	for _, p := range []struct {
		unit org.UnitID
		role org.Role
	}{
		{"centre", org.Dispatcher}, {"370102001", org.TownshipOperator}, {"370102001001001", org.GridMember},
		{"chengguan", org.DepartmentOperator}, {"zhufang", org.DepartmentOperator}, {"office", org.StaffingOffice},
	} {
		by := org.Actor{Account: org.AccountID("a-" + p.unit), Post: org.PostID("p-" + p.unit), Unit: p.unit, Role: p.role}
		w.posts[p.unit] = by
		granted.Posts = append(granted.Posts, org.Post{ID: by.Post, Account: by.Account, Unit: by.Unit, Role: by.Role, From: from})
	}
	for _, e := range []org.Event{founded, granted} {
		w.record(org.Stream, org.TypeOf(e), admin, e)
		w.units = org.Evolve(w.units, e)
	}
}

func limits(t testing.TB, texts ...string) catalogue.Limits {
	var l [3]calendar.Limit
	for i, text := range texts {
		var err error
		if l[i], err = calendar.ParseLimit(text); err != nil {
			t.Fatal(err)
		}
	}
	return catalogue.Limits{Accept: l[0], Arrive: l[1], Finish: l[2]}
}

func (w *world) publish() {
	text := catalogue.Text{Label: "试行版", Domains: []string{"市政管理"}, Matters: []catalogue.Matter{{
		Number: 1, Domain: "市政管理", Name: "占道经营", LeadName: "区城管局", Problem: "占用道路经营",
		Assists: []catalogue.Party{{Name: "区住建局"}},
	}}}
	document, name, err := text.Document()
	if err != nil {
		w.t.Fatal(err)
	}
	published := catalogue.EditionPublished{
		Edition: "2019-07", From: org.Micros(w.now), Document: name,
		Duties: []catalogue.Duty{{Name: "区城管局", Units: []org.UnitID{"chengguan"}}, {Name: "区住建局", Units: []org.UnitID{"zhufang"}}},
	}
	for _, class := range []catalogue.Class{catalogue.Daily, catalogue.Major, catalogue.Urgent} {
		published.Defaults = append(published.Defaults, catalogue.ClassDefaults{Class: class, Limits: limits(w.t, "30min", "4wh", "10wd")})
	}
	edition, err := catalogue.Assemble(published, document)
	if err != nil {
		w.t.Fatal(err)
	}
	w.texts[name] = document
	w.record(catalogue.Stream, "EditionPublished", w.posts["office"], published)
	w.book = w.book.With(edition)
}

// importCalendar has the district go by other days, on the record.
func (w *world) importCalendar(table string) {
	w.t.Helper()
	amended, years, err := w.calendar.Amend(strings.NewReader(table))
	if err != nil {
		w.t.Fatal(err)
	}
	w.calendar = amended
	name := catalogue.Name([]byte(table))
	w.texts[name] = []byte(table)
	w.record(desk.CalendarStream, "CalendarImported", w.posts["office"], desk.CalendarImported{
		Document: name, Years: years, Calendar: w.calendar.Hash(),
	})
}

func (w *world) salt() (salt [32]byte) {
	for i := 0; i < len(salt); i += 8 {
		binary.LittleEndian.PutUint64(salt[i:], w.random.Uint64())
	}
	return salt
}

// record writes one event and seals it.
func (w *world) record(stream, typ string, by org.Actor, payload any) ledger.Event {
	w.t.Helper()
	data, sealed, err := ledger.Encode(payload, w.salt)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, s := range sealed {
		w.contents[s.ID] = s
	}
	w.versions[stream]++
	e := ledger.Event{
		District: district, Stream: stream, Version: w.versions[stream], Type: typ, At: org.Micros(w.now), Actor: by, Data: data,
	}
	w.append(e)
	return e
}

func (w *world) append(e ledger.Event) {
	w.t.Helper()
	leaf, err := e.Leaf()
	if err != nil {
		w.t.Fatal(err)
	}
	w.leaves = append(w.leaves, leaf)
	w.edge.Append(ledger.LeafHash(leaf))
}

// do lets somebody do something in a case, a while later, and gives the case after it.
func (w *world) do(c casework.Case, unit org.UnitID, cmd casework.Command) casework.Case {
	w.t.Helper()
	w.now = w.now.Add(time.Duration(1+w.random.IntN(200)) * time.Second)
	w.number++
	given := casework.Given{
		By: w.posts[unit], At: w.now, District: district, ID: fmt.Sprintf("%016x", w.random.Uint64()),
		No: casework.CaseNo(fmt.Sprintf("20190726%05d", w.number)), Units: w.units, List: w.book,
		Calendar: w.calendar, Settings: casework.DefaultSettings(),
	}
	events, err := casework.Decide(c, cmd, given)
	if err != nil {
		w.t.Fatalf("%T by %s: %v", cmd, unit, err)
	}
	for _, e := range events {
		id := c.ID
		if began, ok := e.(casework.Reported); ok {
			id = began.ID
		}
		stored := w.record(casework.Stream(id), casework.Name(e), casework.Signed(e, given.By), e)
		back, err := casework.Decode(stored)
		if err != nil {
			w.t.Fatal(err)
		}
		c = casework.Evolve(c, back.Event, back.Moment)
	}
	return c
}

// live takes one case from report to archive.
func (w *world) live(i int) {
	const grid, township, centre, lead, assist = "370102001001001", "370102001", "centre", "chengguan", "zhufang"
	text := fmt.Sprintf("第 %d 件：路口占道经营，影响通行", i)
	c := w.do(casework.Case{}, grid, casework.Report{Text: text, Place: "解放路 1 号", Reporter: &casework.Reporter{Name: "演示甲", Phone: "00000000000"}})
	c = w.do(c, township, casework.Call{Matter: 1, Cause: "no_power", Text: "镇街无权处罚"})
	c = w.do(c, centre, casework.Dispatch{})
	c = w.do(c, lead, casework.Accept{})
	c = w.do(c, assist, casework.Accept{})
	c = w.do(c, lead, casework.Arrive{Position: "117.03,36.66"})
	c = w.do(c, assist, casework.Arrive{})
	c = w.do(c, lead, casework.Act{Kind: "order_correct", Text: "责令改正"})
	c = w.do(c, assist, casework.Answer{Text: "已配合"})
	c = w.do(c, lead, casework.Answer{Text: "已清理\n恢复通行"})
	c = w.do(c, township, casework.Close{How: "on_site"})
	c = w.do(c, township, casework.Rate{Task: "t1", Grade: "satisfied"})
	c = w.do(c, township, casework.Rate{Task: "t2", Grade: "fair"})
	if c.Status != casework.CaseArchived {
		w.t.Fatalf("case %d ends %s", i, c.Status)
	}
}

func (w *world) sign() []byte {
	w.t.Helper()
	signed, err := ledger.Sign(w.key, ledger.Checkpoint{Origin: origin, Size: w.edge.Size(), Root: w.edge.Root()})
	if err != nil {
		w.t.Fatal(err)
	}
	return signed
}

// reseal makes the tree anew over edited leaves, as a forger with the key would.
func (w *world) reseal() {
	w.edge = ledger.Edge{}
	for _, leaf := range w.leaves {
		w.edge.Append(ledger.LeafHash(leaf))
	}
}

// The world is a Record to export from.
func (w *world) District() org.DistrictID                    { return district }
func (w *world) VerifierKey(context.Context) (string, error) { return w.key.VerifierKey(), nil }
func (w *world) Checkpoint(context.Context) ([]byte, error)  { return w.sign(), nil }
func (w *world) Leaves(_ context.Context, from, to int64) ([][]byte, error) {
	return w.leaves[from:to], nil
}

func (w *world) Content(_ context.Context, id string) (ledger.Sealed, bool, error) {
	s, ok := w.contents[id]
	return s, ok, nil
}

func (w *world) Document(_ context.Context, name string) ([]byte, bool, error) {
	text, ok := w.texts[name]
	return text, ok, nil
}

func (w *world) export(o ExportOptions) []byte {
	w.t.Helper()
	var out bytes.Buffer
	if err := Export(context.Background(), w, &out, o); err != nil {
		w.t.Fatal(err)
	}
	return out.Bytes()
}

func (w *world) verify(export []byte, o Options) Report {
	w.t.Helper()
	report, err := Verify(bytes.NewReader(export), o)
	if err != nil {
		w.t.Fatal(err)
	}
	return report
}

func told(r Report) string {
	var b strings.Builder
	for i, f := range r.Findings {
		if i == 10 {
			b.WriteString("…\n")
			break
		}
		b.WriteString(f.String() + "\n")
	}
	return b.String()
}
