package casework

import (
	"strings"
	"testing"

	"huying/internal/calendar"
	"huying/internal/ledger"
)

// Misses come in the order they were due, whoever's they are, and once each.
func TestMissesInOrder(t *testing.T) {
	worked := given(dispatched, did(enforcer, "07-25 09:50", Return{Ground: "other_unit", Clause: "第 56 项"}))
	tell(t, []row{
		{"逾期按应办时间先后记录", worked, Clockwork, "08-07 09:00", Lapse{}, then(
			ArriveMissed{missed("t1", "07-25 11:13")}, ArriveMissed{missed("t2", "07-25 11:13")}, ArriveMissed{missed("t3", "07-25 11:13")},
			ReturnDecisionMissed{missed("t1", "07-25 15:20")},
			FinishMissed{missed("t1", "08-01 17:30")}, FinishMissed{missed("t2", "08-01 17:30")}, FinishMissed{missed("t3", "08-01 17:30")},
			CaseFinishMissed{overdue("08-06 17:30")})},
		{"记过的不再记", given(worked, did(Clockwork, "08-07 09:00", Lapse{})), Clockwork, "09-01 09:00", Lapse{}, then()},
		{"没有到期的，不记", dispatched, Clockwork, "07-25 09:43", Lapse{}, then()},
		{"不予办理的，逾期留待计时记录", dispatched, Clockwork, "07-25 09:44", Lapse{}, then(
			AcceptMissed{missed("t1", "07-25 09:43")}, AcceptMissed{missed("t2", "07-25 09:43")}, AcceptMissed{missed("t3", "07-25 09:43")})},
	})
}

// Consent afterwards is owed even where the work is quicker than the leader. 依据 P-28.
func TestCaseWaitsForConsent(t *testing.T) {
	done := given(urgent, did(desk, "07-25 09:08", Dispatch{}), did(traffic, "07-25 09:10", Accept{}), did(traffic, "07-25 09:30", Arrive{}),
		did(traffic, "07-25 11:00", Answer{Text: "已疏导"}), did(operator, "07-25 11:30", Close{}))
	rated := given(done, did(operator, "07-25 11:40", Rate{Task: "t1", Grade: "satisfied"}))
	mark := Rated{Task: "t1", Round: 1, Mark: ledger.Mark(`{"grade":"satisfied"}`), Rater: ledger.Person("yaojia-op"), ID: "m1", AppealBy: until("15wd", "08-15 17:30")}
	tell(t, []row{
		{"评价齐了，尚待补批，不归档", done, operator, "07-25 11:40", Rate{Task: "t1", Grade: "satisfied"}, then(mark)},
		{"尚待补批的不能归档", rated, operator, "07-25 11:45", Archive{}, no("wrong_state", "P-28", "")},
		{"补批即归档", rated, head, "07-25 15:00", Approve{}, then(Approved{}, Archived{Auto: true})},
		{"不同意补批也归档，留有记录", rated, head, "07-25 15:00", Refuse{Reason: "应先自查"}, then(ApprovalRefused{Reason: ledger.Text("应先自查")}, Archived{Auto: true})},
		{"逾期未补批，记逾期后可以归档", rated, operator, "07-26 09:06", Archive{}, then(ApprovalMissed{overdue("07-26 09:05")}, Archived{})},
	})
}

// 依据 P-74.
func TestYellow(t *testing.T) {
	c, _ := play(t, dispatched)
	for _, k := range []struct {
		clock       Clock
		yellow, red string
	}{
		{c.Tasks[0].Accept, "07-25 09:28", "07-25 09:43"}, // half of half an hour
		{c.Tasks[0].Arrive, "07-25 10:13", "07-25 11:13"}, // half of two office hours
		{c.Tasks[0].Done, "07-31 17:30", "08-01 17:30"},   // over two working days: one before
		{c.Finish, "08-05 17:30", "08-06 17:30"},
	} {
		before, yellow, due := on(k.yellow).UnixMicro()-1, on(k.yellow).UnixMicro(), on(k.red).UnixMicro()
		got := []Alarm{k.clock.Alarm(before), k.clock.Alarm(yellow), k.clock.Alarm(due), k.clock.Alarm(due + 1), k.clock.stop(due).Alarm(due + 1)}
		want := []Alarm{Calm, Yellow, Yellow, Red, Calm}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("due %s: colour %d is %q, want %q", k.red, i, got[i], want[i])
			}
		}
	}
}

// By statutory procedure the law sets the date: the clock runs, and is never missed by itself.
func TestStatute(t *testing.T) {
	c, _ := play(t, given(reported, did(operator, "07-25 09:05", Call{Matter: 70, Situation: "70-1", Cause: "no_power"}), did(desk, "07-25 09:13", Dispatch{})))
	if !c.Finish.Running() || !c.Finish.Due.Statute || !c.Tasks[0].Done.Running() || !c.Tasks[0].Done.Due.Statute {
		t.Fatalf("clocks by statute should run without a date: %+v", c)
	}
	later, record, err := enact(t, c, Lapse{}, givenTo(Clockwork, on("2020-07-25 09:00")))
	if err != nil || len(record) != 3 || later.Finish.Missed || !later.Tasks[0].Docket.Missed {
		t.Errorf("a year later accepting, arriving and docketing are late, nothing else: %v, %v", record, err)
	}
}

// Past the last known year a deadline stands as unknown, and is set by the clock when the year has
// been imported: 30 and 31 December, then 4, 5 and 6 January. 依据 P-71.
func TestUnknownYear(t *testing.T) {
	c, _ := play(t, given(did(wangYi, "2026-12-29 08:40", fumes), did(operator, "2026-12-29 09:05", called56), did(desk, "2026-12-29 09:13", Dispatch{})))
	for _, k := range []Clock{c.Finish, c.Tasks[0].Done, c.Tasks[2].Done} {
		if k.Due != (calendar.Deadline{Year: 2027}) || k.Yellow != 0 || !k.Running() {
			t.Fatalf("2027 is not published: %+v", k)
		}
	}
	c, _, err := enact(t, c, Lapse{}, givenTo(Clockwork, on("2027-03-01 09:00")))
	if err != nil || c.Finish.Missed || c.Tasks[0].Done.Missed || !c.Tasks[0].Arrive.Missed {
		t.Fatalf("what is unknown cannot be missed: %+v, %v", c, err)
	}
	newer, _, err := calendar.Shipped().Amend(strings.NewReader("zone\t+08:00\nhours\t08:30-12:00 13:30-17:30\nyear\t2027\n2027-01-01\toff\t元旦\n"))
	if err != nil {
		t.Fatal(err)
	}
	g := givenTo(Clockwork, on("2027-01-11 09:00"))
	g.Calendar = newer
	c, _ = play(t, given(did(wangYi, "2026-12-29 08:40", fumes), did(operator, "2026-12-29 09:05", called56), did(desk, "2026-12-29 09:13", Dispatch{}),
		did(enforcer, "2026-12-29 09:20", Accept{}), did(monitor, "2026-12-29 09:20", Accept{}), did(market, "2026-12-29 09:20", Accept{}),
		did(enforcer, "2026-12-29 10:20", Arrive{}), did(monitor, "2026-12-29 10:20", Arrive{}), did(market, "2026-12-29 10:20", Arrive{})))
	c, record, err := enact(t, c, Lapse{}, g)
	if err != nil {
		t.Fatal(err)
	}
	if c.Finish.Alarm(on("2027-01-08 17:30").UnixMicro()) != Yellow {
		t.Errorf("the deadline that was set should warn a working day before: %+v", c.Finish)
	}
	set := func(clock ClockKind, task TaskID, due string) DeadlineSet {
		return DeadlineSet{Clock: clock, Task: task, Due: calendar.Deadline{At: on(due).UnixMicro()}, Calendar: g.Calendar.Hash()}
	}
	want := []Event{
		set(ClockFinish, "", "2027-01-11 17:30"), set(ClockDone, "t1", "2027-01-06 17:30"), set(ClockDone, "t2", "2027-01-06 17:30"), set(ClockDone, "t3", "2027-01-06 17:30"),
		FinishMissed{missed("t1", "2027-01-06 17:30")}, FinishMissed{missed("t2", "2027-01-06 17:30")}, FinishMissed{missed("t3", "2027-01-06 17:30")},
	}
	var got []Event
	for _, r := range record {
		got = append(got, r.Event)
	}
	if show(calm(got)) != show(want) {
		t.Errorf("got\n%swant\n%s", show(calm(got)), show(want))
	}
}

func TestNext(t *testing.T) {
	c, _ := play(t, dispatched)
	if at, ok := c.Next(); !ok || at != on("07-25 09:43").UnixMicro() {
		t.Errorf("next is %d", at)
	}
	c, _, _ = enact(t, c, Lapse{}, givenTo(Clockwork, on("09-01 09:00")))
	if at, ok := c.Next(); ok {
		t.Errorf("all is missed already, yet next is %d", at)
	}
	kinds := func(c Case) (all []string) {
		for _, r := range c.Running() {
			all = append(all, string(r.Kind)+string(r.Task))
		}
		return all
	}
	c, _ = play(t, dispatched)
	if got := strings.Join(kinds(c), " "); got != "acceptt1 acceptt2 acceptt3 arrivet1 arrivet2 arrivet3 finisht1 finisht2 finisht3 case_finish" {
		t.Errorf("running: %s", got)
	}
	c.Tasks[0].Accept.Due = calendar.Deadline{Year: 2027}
	if got := kinds(c); got[len(got)-1] != "acceptt1" {
		t.Errorf("an unknown deadline comes last: %v", got)
	}
}
