package desk_test

import (
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/notify"
	"huying/internal/org"
	"huying/internal/sqldb"
	"huying/internal/store"
	"huying/internal/store/storetest"
	"huying/internal/telling"
)

// call calls a matter of 历下's list.
func (h *house) unpaid(township access.Who) casework.CaseNo {
	h.t.Helper()
	answer, err := h.Report(h.t.Context(), township, 370102, casework.Report{
		Text: "拖欠工资", Call: &casework.Call{Matter: 64, Situation: "64-1", Cause: "no_power"},
	}, desk.Key{})
	if err != nil {
		h.t.Fatal(err)
	}
	return answer.No
}

// told routes what waits, and says which topics each account was told since the last time.
func (h *house) told() map[org.AccountID][]telling.Topic {
	h.t.Helper()
	v, all := h.store.In(370102), map[org.AccountID][]telling.Topic{}
	letters, err := v.Letters(h.t.Context(), org.Micros(h.now), 1000)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, l := range letters {
		if err := h.Route(h.t.Context(), 370102, l); err != nil {
			h.t.Fatal(err)
		}
		if err := h.Route(h.t.Context(), 370102, l); err != nil { // a worker died after it: nobody is told twice
			h.t.Fatal(err)
		}
		units, err := h.Units(h.t.Context(), 370102)
		if err != nil {
			h.t.Fatal(err)
		}
		for _, p := range units.AllPosts() {
			bells, _, err := v.Bells(h.t.Context(), p.Account, sqldb.Page{Limit: 200})
			if err != nil {
				h.t.Fatal(err)
			}
			if n := len(slices.DeleteFunc(slices.Clone(bells), func(b store.Bell) bool { return b.ID != l.ID })); n > 1 {
				h.t.Errorf("%s was told %s %d times", p.Account, l.ID, n)
			} else if n == 1 && !slices.Contains(all[p.Account], telling.Topic(l.Topic)) {
				all[p.Account] = append(all[p.Account], telling.Topic(l.Topic))
			}
		}
	}
	return all
}

func (h *house) onDuty(unit org.UnitID) org.AccountID {
	h.t.Helper()
	turns, err := h.store.In(370102).OnDuty(h.t.Context(), org.Micros(h.now), unit)
	if err != nil || len(turns) == 0 {
		h.t.Fatalf("nobody is on duty in %s: %v", unit, err)
	}
	return turns[0].Account
}

// What happens is told to whom it concerns, by the roster as it is then, once; on both engines.
func TestWhatHappensIsTold(t *testing.T) {
	for name, options := range map[string]func(testing.TB) store.Options{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		t.Run(name, func(t *testing.T) {
			h := openHouseOn(t, options(t))
			township, centre := h.in("370102011", org.TownshipOperator), h.in("zhihui", org.Dispatcher)
			no := h.unpaid(township)
			told := h.told()
			if who := h.onDuty("zhihui"); !slices.Equal(told[who], []telling.Topic{telling.Waits}) || len(told) != 1 {
				t.Fatalf("the call waits for who is on duty at the centre, %s: %v", who, told)
			}
			h.do(centre, no, casework.Dispatch{}, casework.CaseWorking)
			view := h.see(township, no)
			unit := view.Case.Tasks[0].Unit
			if told = h.told(); !slices.Equal(told[h.onDuty(unit)], []telling.Topic{telling.Waits}) {
				t.Fatalf("the dispatch: %v", told)
			}

			// Half of the time to accept is over; then all of it.
			accept := view.Case.Tasks[0].Accept
			h.now = time.UnixMicro(accept.Yellow)
			h.warn(no)
			if told = h.told(); !slices.Contains(told[h.onDuty(unit)], telling.Yellow) {
				t.Fatalf("yellow: %v", told)
			}
			h.warn(no)
			if told = h.told(); len(told) != 0 {
				t.Fatalf("yellow is told once: %v", told)
			}
			h.now = time.UnixMicro(accept.Due.At + 1)
			if err := h.Lapse(t.Context(), 370102, no); err != nil {
				t.Fatal(err)
			}
			told = h.told()
			leader := h.in(unit, org.DepartmentLeader).Actor.Account
			if !slices.Contains(told[h.onDuty(unit)], telling.Missed) || !slices.Contains(told[leader], telling.Missed) || !slices.Contains(told[h.onDuty("370102011")], telling.Late) {
				t.Fatalf("missed: told first, the leader, and the calling township: %v", told)
			}

			h.do(township, no, casework.Urge{Task: string(unit)}, casework.CaseWorking)
			h.do(township, no, casework.Supervise{Task: string(unit), Text: "进展缓慢"}, casework.CaseWorking)
			if told = h.told(); !slices.Contains(told[h.onDuty(unit)], telling.Urged) || !slices.Contains(told[leader], telling.Supervised) {
				t.Fatalf("urged and supervised: %v", told)
			}
			h.now = h.now.Add(48 * time.Hour)
			if err := h.Lapse(t.Context(), 370102, no); err != nil {
				t.Fatal(err)
			}
			if told = h.told(); !slices.Contains(told[leader], telling.Escalated) {
				t.Fatalf("escalated to the unit's head: %v", told)
			}
		})
	}
}

func (h *house) warn(no casework.CaseNo) {
	h.t.Helper()
	due, err := h.store.In(370102).DueWarnings(h.t.Context(), org.Micros(h.now), 10)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, d := range due {
		if d != string(no) {
			h.t.Errorf("%s is yellow", d)
		}
	}
	if err := h.Warn(h.t.Context(), 370102, no); err != nil {
		h.t.Fatal(err)
	}
}

// At a muster everybody on duty is told at once and over every channel, at whatever hour and whatever they have chosen; else the
// quiet hours hold what is not urgent, the person's choice counts, and an endpoint takes the topics it asked for. 依据 P-125, P-126.
func TestChannelsAndQuietHours(t *testing.T) {
	h := openHouse(t)
	township, centre := h.in("370102011", org.TownshipOperator), h.in("zhihui", org.Dispatcher)
	no := h.unpaid(township)
	h.do(centre, no, casework.Dispatch{}, casework.CaseWorking)
	view := h.see(township, no)
	unit := view.Case.Tasks[0].Unit
	h.told()
	h.now = time.Date(2019, 7, 25, 15, 0, 0, 0, time.UTC) // 23:00 in Jinan
	first := h.onDuty(unit)
	h.prefer(first, store.Preference{Mail: "x@example.com", Body: choice(t, telling.Choice{Topics: map[telling.Topic][]telling.Channel{telling.Urged: {telling.Mail}}})})
	h.do(township, no, casework.Urge{Task: string(unit)}, casework.CaseWorking)
	h.told()
	sent := slices.DeleteFunc(h.deliveries(), func(d store.Delivery) bool { return d.Topic != string(telling.Urged) })
	if len(sent) != 1 || sent[0].Channel != "mail" || sent[0].Account != first {
		t.Fatalf("urged by mail alone, as chosen: %+v", sent)
	}
	if at := time.UnixMicro(sent[0].NextAt).UTC(); !at.Equal(time.Date(2019, 7, 25, 23, 0, 0, 0, time.UTC)) {
		t.Errorf("it waits until seven in the morning, not %s", at)
	}
	h.do(township, no, casework.Muster{Time: "2019-07-26T00:00:00+08:00", Place: "经十路口"}, casework.CaseWorking)
	told := h.told()
	if !slices.Contains(told[first], telling.Mustered) {
		t.Fatalf("mustered: %v", told)
	}
	channels := map[string]bool{}
	for _, d := range h.deliveries() {
		if d.Topic == string(telling.Mustered) && d.Account == first {
			channels[d.Channel] = true
			if d.NextAt > org.Micros(h.now) {
				t.Errorf("a muster waits for nobody's night: %+v", d)
			}
		}
	}
	if !channels["mail"] || !channels["sms"] {
		t.Errorf("over every channel: %v", channels)
	}
}

func choice(t *testing.T, c telling.Choice) string {
	t.Helper()
	if err := c.Check(); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func (h *house) prefer(account org.AccountID, p store.Preference) {
	h.t.Helper()
	if err := h.store.Write(h.t.Context(), 370102, func(_ context.Context, tx *store.Tx) error { return tx.Prefer(account, p) }); err != nil {
		h.t.Fatal(err)
	}
}

// deliveries lists what is to be sent, now or later.
func (h *house) deliveries() []store.Delivery {
	h.t.Helper()
	later := org.Micros(h.now.Add(100 * 24 * time.Hour))
	lanes, err := h.store.In(370102).DueLanes(h.t.Context(), later, 1000)
	if err != nil {
		h.t.Fatal(err)
	}
	var list []store.Delivery
	for _, l := range lanes {
		some, err := h.store.In(370102).InLane(h.t.Context(), l.Address, later, 1000)
		if err != nil {
			h.t.Fatal(err)
		}
		list = append(list, some...)
	}
	return list
}

// outside stands for channels that nobody sends by.
type outside struct{ notify.Channel }

// What was done before it could be told is told no more; each unit that is late is told of; and a group is as quiet as its district.
// 依据 P-125, P-126.
func TestWhatIsDoneIsToldNoMore(t *testing.T) {
	h := openHouse(t)
	township, centre := h.in("370102011", org.TownshipOperator), h.in("zhihui", org.Dispatcher)
	no := h.unpaid(township)
	h.do(centre, no, casework.Dispatch{}, casework.CaseWorking)
	told := h.told()
	if who := h.onDuty("zhihui"); slices.Contains(told[who], telling.Waits) {
		t.Errorf("the call is dispatched already, and %s is asked to dispatch it", who)
	}
	view := h.see(township, no)
	h.now = time.UnixMicro(view.Case.Tasks[0].Accept.Due.At + 1)
	if err := h.Lapse(t.Context(), 370102, no); err != nil {
		t.Fatal(err)
	}
	letters, err := h.store.In(370102).Letters(t.Context(), org.Micros(h.now), 100)
	if err != nil {
		t.Fatal(err)
	}
	late := map[org.UnitID]bool{}
	for _, l := range letters {
		var said telling.Letter
		if err := json.Unmarshal([]byte(l.Body), &said); err != nil {
			t.Fatal(err)
		}
		if said.Topic == telling.Late {
			late[said.Of] = true
		}
	}
	if len(late) != len(view.Case.Tasks) {
		t.Errorf("%d units are late, the township is told of %v", len(view.Case.Tasks), late)
	}
}

// box takes what is sent over a channel.
type box struct{ got []string }

func (b *box) Send(_ context.Context, _ notify.Address, m notify.Message) error {
	b.got = append(b.got, m.ID)
	return nil
}

// A group is as quiet at night as its district; a program is not. And what was done while it waited for the morning does not go out then.
// 依据 P-125, P-126.
func TestWhatWaitsForTheMorning(t *testing.T) {
	h := openHouse(t)
	township, centre, admin := h.in("370102011", org.TownshipOperator), h.in("zhihui", org.Dispatcher), h.in("dashuju", org.SystemAdmin)
	no := h.unpaid(township)
	h.do(centre, no, casework.Dispatch{}, casework.CaseWorking)
	task := h.see(township, no).Case.Tasks[0]
	unit := h.in(task.Unit, org.DepartmentLeader)
	h.told()
	for channel, address := range map[telling.Channel]string{
		telling.WeCom: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=00000000-0000-0000-0000-000000000000", telling.Webhook: "https://example.com/hook",
	} {
		if _, _, err := h.AddEndpoint(t.Context(), admin, 370102, desk.NewEndpoint{Channel: channel, Unit: task.Unit, Name: string(channel), URL: address}); err != nil {
			t.Fatal(err)
		}
	}
	h.now = time.Date(2019, 7, 25, 15, 0, 0, 0, time.UTC) // 23:00 in Jinan
	if who := h.onDuty(task.Unit); who != unit.Actor.Account {
		t.Fatalf("%s is on duty by night", who)
	}
	h.prefer(unit.Actor.Account, store.Preference{Mail: "x@example.com", Body: choice(t, telling.Choice{Topics: map[telling.Topic][]telling.Channel{telling.Urged: {telling.Mail}}})})
	h.do(township, no, casework.Urge{Task: string(task.Unit)}, casework.CaseWorking)
	h.told()
	due := map[string]store.Delivery{}
	for _, d := range h.deliveries() {
		if d.Topic == string(telling.Urged) {
			due[d.Channel] = d
		}
	}
	morning := time.Date(2019, 7, 25, 23, 0, 0, 0, time.UTC).UnixMicro()
	if due["mail"].NextAt != morning || due["wecom"].NextAt != morning || due["webhook"].NextAt != org.Micros(h.now) {
		t.Fatalf("mail %d, group %d wait until %d, a program does not: %d", due["mail"].NextAt, due["wecom"].NextAt, morning, due["webhook"].NextAt)
	}

	sent := &box{}
	early := desk.New(desk.Options{Store: h.store, Now: func() time.Time { return h.now }, Channels: map[notify.Kind]notify.Channel{notify.Mail: sent}})
	if err := early.Send(t.Context(), 370102, due["mail"]); err != nil || len(sent.got) != 1 {
		t.Fatalf("nothing was done yet: %v, %v", sent.got, err)
	}
	h.do(unit, no, casework.Accept{}, casework.CaseWorking)
	if err := early.Send(t.Context(), 370102, due["mail"]); err != nil || len(sent.got) != 1 {
		t.Errorf("it was urged to accept, and has: %v, %v", sent.got, err)
	}
}

// What has been told of a clock that turned yellow is not told again because the tables were written anew.
func TestARebuildTellsNothingAgain(t *testing.T) {
	h := openHouse(t)
	township, centre := h.in("370102011", org.TownshipOperator), h.in("zhihui", org.Dispatcher)
	no := h.unpaid(township)
	h.do(centre, no, casework.Dispatch{}, casework.CaseWorking)
	h.now = time.UnixMicro(h.see(township, no).Case.Tasks[0].Accept.Yellow)
	h.warn(no)
	h.tamper(`UPDATE cases SET status = 'closed'`)
	if err := h.Rebuild(t.Context(), 370102, true); err == nil {
		t.Fatal("a case that differs from its record was not found")
	}
	if due, err := h.store.In(370102).DueWarnings(t.Context(), org.Micros(h.now), 10); err != nil || len(due) > 0 {
		t.Errorf("to be told again: %v, %v", due, err)
	}
}
