package audit

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/ledger"
	"huying/internal/org"
)

// forge rewrites one event, of a case that is complete, and signs the whole history anew: so only
// the replay can tell that it is not lawful.
func forge(t *testing.T, typ string, change func(e *ledger.Event)) Report {
	t.Helper()
	w := newWorld(t)
	w.live(1)
	for i, leaf := range w.leaves {
		e, err := ledger.ParseLeaf(leaf)
		if err != nil {
			t.Fatal(err)
		}
		if e.Type != typ {
			continue
		}
		change(&e)
		if w.leaves[i], err = e.Leaf(); err != nil {
			t.Fatal(err)
		}
		w.reseal()
		return w.verify(w.export(everything), Options{})
	}
	t.Fatalf("no %s in the record", typ)
	return Report{}
}

func replace(old, with string) func(e *ledger.Event) {
	return func(e *ledger.Event) { e.Data = json.RawMessage(bytes.Replace(e.Data, []byte(old), []byte(with), 1)) }
}

func TestReplayFindsWhatIsUnlawful(t *testing.T) {
	centre := org.Actor{Account: "a-centre", Post: "p-centre", Unit: "centre", Role: org.Dispatcher}
	for name, row := range map[string]struct {
		typ    string
		change func(e *ledger.Event)
		want   Kind
	}{
		"中心不能代部门接单": {"Accepted", func(e *ledger.Event) { e.Actor = centre }, Unlawful},
		"中心不能销号":    {"Closed", func(e *ledger.Event) { e.Actor = centre }, Unlawful},
		"部门不能派单": {"Dispatched", func(e *ledger.Event) {
			e.Actor = org.Actor{Account: "a-zhufang", Post: "p-zhufang", Unit: "zhufang", Role: org.DepartmentOperator}
		}, Unlawful},
		"不能替别的单位报到": {"Arrived", replace(`"task":"t1"`, `"task":"t2"`), Unlawful},
		"未接单不能报到":   {"Accepted", func(e *ledger.Event) { e.Type = "Arrived"; replace(`"officer"`, `"rank"`)(e) }, Unlawful},
		"没有这个岗位":    {"Called", func(e *ledger.Event) { e.Actor.Post = "p-nobody" }, Unseated},
		"账号与岗位不符":   {"Called", func(e *ledger.Event) { e.Actor.Account = "a-centre" }, Unseated},
		"岗位未载明":     {"Called", func(e *ledger.Event) { e.Actor.Post, e.Actor.Account = "", "" }, Unseated},
		"角色与岗位不符":   {"Called", func(e *ledger.Event) { e.Actor.Role = org.TownshipLeader }, Unseated},
		"牵头单位不合清单":  {"Called", replace(`"lead":"chengguan"`, `"lead":"zhufang"`), OffList},
		"时限不合清单":    {"Called", replace(`10wd`, `90wd`), OffList},
		"清单版本不对":    {"Called", replace(`2019-07`, `2018-07`), OffList},
		"报到时限放宽":    {"Dispatched", replace(`"arrive":{"due":{"at":15`, `"arrive":{"due":{"at":16`), WrongDeadline},
		"受理时限放宽":    {"Reported", replace(`"by":{"due":{"at":15`, `"by":{"due":{"at":16`), WrongDeadline},
		"全案时限放宽":    {"Dispatched", replace(`"finish":{"due":{"at":15`, `"finish":{"due":{"at":16`), WrongDeadline},
		"评价时限放宽":    {"Closed", replace(`"rate":{"due":{"at":15`, `"rate":{"due":{"at":16`), WrongDeadline},
		"派单改了清单的时限": {"Dispatched", replace(`"limit":"4wh"`, `"limit":"9wh"`), WrongDeadline},
		"版本跳号":      {"Accepted", func(e *ledger.Event) { e.Version = 99 }, Gap},
		"时间倒退":      {"Accepted", func(e *ledger.Event) { e.At -= 3_600_000_000 }, Backwards},
		"未知的记录":     {"Accepted", func(e *ledger.Event) { e.Type = "Promoted" }, Unreadable},
		"别的区县":      {"Accepted", func(e *ledger.Event) { e.District = 370103 }, Misplaced},
		"上报写进别的流水":  {"Reported", func(e *ledger.Event) { e.Stream = "case/0000" }, Misplaced},
		"人不能替钟表记逾期": {"Accepted", func(e *ledger.Event) { e.Type = "AcceptMissed"; replace(`"officer":"a-chengguan"`, `"due":5`)(e) }, Unlawful},
		"钟表不能无故记逾期": {"Accepted", func(e *ledger.Event) {
			e.Type = "AcceptMissed"
			e.Data = []byte(`{"due":5,"task":"t1"}`)
			e.Actor = org.Actor{Unit: "clock", Role: org.System}
		}, Unlawful},
	} {
		t.Run(name, func(t *testing.T) {
			r := forge(t, row.typ, row.change)
			if !has(r, row.want) {
				t.Fatalf("wanted %q, found:\n%s", row.want, told(r))
			}
		})
	}
}

// Deadlines are counted by the calendar in force when they were frozen, also one imported later.
func TestDeadlinesByAnImportedCalendar(t *testing.T) {
	w := newWorld(t)
	w.live(1)
	w.importCalendar("year\t2019\n2019-07-29\toff\t防汛\n2019-07-30\toff\t防汛\n")
	w.live(2)
	r := w.verify(w.export(everything), Options{})
	if !r.OK() || r.Deadlines < 20 || r.Documents != 2 || slices.Contains(r.NotProven, limitCalendar) {
		t.Fatalf("%+v", r)
	}
	w.calendar = calendar.Shipped() // somebody goes by other days than the district
	w.live(3)
	if r := w.verify(w.export(everything), Options{}); !r.OK() {
		t.Fatalf("the shipped calendar is known too:\n%s", told(r))
	}
}

// A deadline of a year not known then is set later, by the clock, and counted anew too.
func TestDeadlineSetLate(t *testing.T) {
	for name, row := range map[string]struct {
		shift int64
		want  Kind
	}{"如实补定": {0, ""}, "补定过宽": {3_600_000_000, WrongDeadline}} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.now = time.Date(2026, 12, 30, 2, 0, 0, 0, time.UTC)
			c := w.do(casework.Case{}, "370102001", casework.Report{Text: "经过", Call: &casework.Call{Matter: 1, Cause: "no_power"}})
			c = w.do(c, "centre", casework.Dispatch{})
			w.importCalendar("year\t2027\n2027-01-01\toff\t元旦\n")
			set := 0
			for _, k := range c.Running() {
				if k.Clock.Due.Year == 0 {
					continue
				}
				due := k.Clock.Reckon(w.calendar).Due
				due.At += row.shift
				w.record(casework.Stream(c.ID), "DeadlineSet", casework.Clockwork, casework.DeadlineSet{
					Clock: k.Kind, Task: k.Task, Due: due, Calendar: w.calendar.Hash(),
				})
				set++
			}
			r := w.verify(w.export(everything), Options{})
			if set == 0 || row.want == "" && !r.OK() || row.want != "" && !has(r, row.want) {
				t.Fatalf("%d set:\n%s", set, told(r))
			}
		})
	}
}

func TestErasedContent(t *testing.T) {
	w := newWorld(t)
	w.live(1)
	var person string
	for id, s := range w.contents {
		if s.Kind == ledger.PersonContent && bytes.Contains(s.Plain, []byte("phone")) {
			person = id
		}
	}
	delete(w.contents, person)
	if r := w.verify(w.export(everything), Options{}); !has(r, Missing) {
		t.Fatalf("a content that vanished without an event is not missed:\n%s", told(r))
	}
	w.record(ledger.AuditStream, "ContentErased", w.posts["office"], ledger.ContentErased{Contents: []string{person}, Clause: "个人信息保护法 47"})
	r := w.verify(w.export(everything), Options{})
	if !r.OK() || r.Erased != 1 || !slices.Contains(r.NotProven, limitErased) {
		t.Fatalf("a lawful erasure: %d erased\n%s", r.Erased, told(r))
	}
	nobody := w.posts["office"]
	nobody.Account = ""
	w.record(ledger.AuditStream, "ContentErased", nobody, ledger.ContentErased{Contents: []string{person}, Clause: "x"})
	if r := w.verify(w.export(everything), Options{}); !has(r, Unlawful) {
		t.Fatalf("an erasure by nobody passes:\n%s", told(r))
	}
}

func TestDocumentMustBeTheOnePublished(t *testing.T) {
	w := newWorld(t)
	for name, text := range w.texts {
		w.texts[name] = bytes.Replace(text, []byte("占道经营"), []byte("店外经营"), 1)
	}
	if r := w.verify(w.export(everything), Options{}); !has(r, Altered) {
		t.Fatalf("another text passes:\n%s", told(r))
	}
	clear(w.texts)
	if err := Export(t.Context(), w, &bytes.Buffer{}, everything); err == nil {
		t.Fatal("exported without the text that was published")
	}
}
