package casework

import (
	"testing"

	"huying/internal/calendar"
	"huying/internal/ledger"
	"huying/internal/rule"
)

var (
	dawn     = Muster{Time: "2019-07-27T05:30:00+08:00", Place: "经十路口", Rank: "deputy_head"}
	mustered = given(dispatched, did(operator, "07-25 09:15", dawn))
	dawnHour = named("07-27 05:30")
)

// named is a frozen deadline that somebody named.
func named(due string) Timed {
	return Timed{Due: calendar.Deadline{At: on(due).UnixMicro()}}
}

func TestMuster(t *testing.T) {
	returns := until("2wd", "07-30 17:30") // 07-27 is a Saturday
	returns.From = on("07-27 05:30").UnixMicro()
	sent := Mustered{By: dawnHour, Rank: "deputy_head", Place: ledger.Text("经十路口"), ReturnBy: returns}
	plain := Mustered{By: dawnHour, Rank: "officer", Place: ledger.Text("经十路口"), Note: ledger.Text("带切割设备"), ReturnBy: returns}
	late := issue("t4", jiaojing, false)
	late.Accept, late.Arrive, late.Muster, late.ReturnBy = until("30min", "07-25 09:50"), dawnHour, true, returns
	after := issue("t4", jiaojing, false)
	after.Accept, after.Arrive, after.Finish, after.ReturnBy = until("30min", "07-29 09:30"), until("2wh", "07-29 11:00"), until("5wd", "08-05 17:30"), until("2wd", "07-31 17:30")
	ready := given(mustered, acceptedAll)
	came := given(ready, did(enforcer, "07-27 05:20", Arrive{Rank: "deputy_head"}), did(monitor, "07-27 05:20", Arrive{Rank: "head"}), did(market, "07-27 05:20", Arrive{Rank: "head"}))
	tooLate := given(dispatched, acceptedAll, did(Clockwork, "07-29 18:00", Lapse{}), did(operator, "07-30 09:00", Muster{Time: "2019-07-30T10:00:00+08:00", Place: "x"}), did(enforcer, "07-30 09:50", Arrive{}))
	tell(t, []row{
		{"定时、定点、定职级集结", dispatched, operator, "07-25 09:15", dawn, then(sent)},
		{"中心也可以集结，未定职级即经办人员", dispatched, desk, "07-25 09:15", Muster{Time: "2019-07-27T05:30:00+08:00", Place: "经十路口", Note: "带切割设备"}, then(plain)},
		{"派单之前即可集结", given(reported, did(operator, "07-25 09:05", called56)), operator, "07-25 09:06", dawn, then(sent)},
		{"待审批时也可集结", awaiting, operator, "07-25 09:20", dawn, then(sent)},
		{"集结须有时间", dispatched, operator, "07-25 09:15", Muster{Place: "x"}, no(rule.Incomplete, "P-56", "time")},
		{"集结时间须写明时区", dispatched, operator, "07-25 09:15", Muster{Time: "2019-07-27 05:30", Place: "x"}, no(rule.Invalid, "P-56", "time")},
		{"集结时间不能已过", dispatched, operator, "07-25 09:15", Muster{Time: "2019-07-25T09:15:00+08:00", Place: "x"}, no(rule.Invalid, "P-56", "time")},
		{"集结不约到一个月以后", dispatched, operator, "07-25 09:15", Muster{Time: "2019-08-25T05:30:00+08:00", Place: "x"}, no(rule.Invalid, "P-56", "time")},
		{"集结须有地点", dispatched, operator, "07-25 09:15", Muster{Time: dawn.Time}, no(rule.Incomplete, "P-56", "place")},
		{"集结职级在列", dispatched, operator, "07-25 09:15", Muster{Time: dawn.Time, Place: "x", Rank: "mayor"}, no(rule.Invalid, "P-56", "rank")},
		{"部门不能集结", dispatched, enforcer, "07-25 09:15", dawn, no(rule.WrongRole, "P-56", "")},
		{"未呼叫不能集结", reported, operator, "07-25 09:05", dawn, no(rule.WrongState, "P-56", "")},
		{"集结之前派的单，按集结时间报到", mustered, desk, "07-25 09:20", Join{Unit: jiaojing, Reason: "疏导交通"}, then(Joined{late, ledger.Text("疏导交通"), days})},
		{"集结之后派的单，按常规时限报到", mustered, desk, "07-29 09:00", Join{Unit: jiaojing, Reason: "疏导交通"}, then(
			AcceptMissed{missed("t1", "07-25 09:43")}, AcceptMissed{missed("t2", "07-25 09:43")}, AcceptMissed{missed("t3", "07-25 09:43")},
			ArriveMissed{missed("t1", "07-27 05:30")}, ArriveMissed{missed("t2", "07-27 05:30")}, ArriveMissed{missed("t3", "07-27 05:30")},
			absent("s1", "t1", 2, "07-29 09:05"), absent("s2", "t2", 2, "07-29 09:05"), absent("s3", "t3", 2, "07-29 09:05"),
			Joined{after, ledger.Text("疏导交通"), days})},
		{"集结哨未到场不能退单", mustered, enforcer, "07-25 09:40", Return{Ground: "other_unit", Clause: "x"}, no(rule.WrongState, "P-56", "")},
		{"接了单、未到场也不能退单", ready, enforcer, "07-25 09:40", Return{Ground: "other_unit", Clause: "x"}, no(rule.WrongState, "P-56", "")},
		{"集结哨先到场后退单", given(ready, did(enforcer, "07-25 10:00", Arrive{Rank: "deputy_head"})), enforcer, "07-25 10:10", Return{Ground: "other_unit", Clause: "x"},
			then(Returned{Task: "t1", Ground: "other_unit", Clause: ledger.Text("x"), Decision: until("4wh", "07-25 15:40")})},
		{"到场的职级不够，还不能退单", given(ready, did(enforcer, "07-25 10:00", Arrive{})), enforcer, "07-25 10:10", Return{Ground: "other_unit", Clause: "x"}, no(rule.WrongState, "P-56", "")},
		{"退单时限自集结时间起算", came, enforcer, "07-30 09:00", Return{Ground: "other_unit", Clause: "x"},
			then(Returned{Task: "t1", Ground: "other_unit", Clause: ledger.Text("x"), Decision: until("4wh", "07-30 14:30")})},
		{"自集结时间起算的退单时限已过", came, enforcer, "07-30 17:31", Return{Ground: "other_unit", Clause: "x"}, no(rule.WrongState, "P-43", "")},
		{"退单时限已过、后集结的，不因集结重得退单权", tooLate, enforcer, "07-30 09:55", Return{Ground: "other_unit", Clause: "x"}, no(rule.WrongState, "P-43", "")},
		{"先到场、后集结的，不因集结得退单权", given(arrived, did(operator, "07-25 10:20", dawn)), enforcer, "07-25 10:30", Return{Ground: "other_unit", Clause: "x"}, no(rule.WrongState, "P-92", "")},
		{"没有集结，报到之后不能退单", arrived, enforcer, "07-25 10:30", Return{Ground: "other_unit", Clause: "x"}, no(rule.WrongState, "P-43", "")},
		{"镇街记录自身到场", mustered, operator, "07-25 09:40", Attend{Rank: "deputy_head", Name: "赵六", Phone: "13700000000", Note: "三人"},
			then(Attended{Rank: "deputy_head", Person: ledger.Person(`{"name":"赵六","phone":"13700000000"}`), Note: ledger.Text("三人")})},
		{"没有集结，不必记到场", dispatched, operator, "07-25 10:00", Attend{}, no(rule.WrongState, "P-56", "")},
		{"镇街到场职级在列", mustered, operator, "07-25 10:00", Attend{Rank: "mayor"}, no(rule.Invalid, "P-56", "rank")},
		{"部门不替镇街到场", mustered, enforcer, "07-25 10:00", Attend{}, no(rule.WrongRole, "P-56", "")},
		{"重启之后，前一轮的集结已过", given(mustered, acceptedAll, did(market, "07-27 05:20", Arrive{Rank: "head"}), did(monitor, "07-27 05:20", Arrive{Rank: "head"}), did(enforcer, "07-27 05:20", Arrive{Rank: "head"}),
			did(market, "07-27 06:00", Answer{Text: "x"}), did(monitor, "07-27 06:00", Answer{Text: "x"}), did(enforcer, "07-27 06:00", Answer{Text: "x"}), did(operator, "07-27 07:00", Close{}), did(operator, "07-27 08:00", Reopen{Reason: "x"})),
			operator, "07-27 08:10", Attend{}, no(rule.WrongState, "P-56", "")},
		{"新的呼叫不带旧的集结", given(called, did(operator, "07-25 09:06", dawn), did(desk, "07-25 09:08", Decline{"own_duty", "x", "x"}), did(operator, "07-25 09:09", called56)),
			operator, "07-25 09:10", Attend{}, no(rule.WrongState, "P-56", "")},
	})
}

// What a muster does to the clocks of those who are called.
func TestMusterClocks(t *testing.T) {
	again := Muster{Time: "2019-07-28T06:00:00+08:00", Place: "舜耕路口", Rank: "deputy_head"}
	ready := given(mustered, acceptedAll)
	for _, r := range []struct {
		name    string
		given   []deed
		waits   []TaskID // whose time to arrive runs
		due     string
		rallied string
	}{
		{"都按集结时间报到", mustered, []TaskID{"t1", "t2", "t3"}, "07-27 05:30", ""},
		{"职级不够，报到时限照走", given(ready, did(enforcer, "07-25 10:00", Arrive{Rank: "officer"})), []TaskID{"t1", "t2", "t3"}, "07-27 05:30", ""},
		{"够职级的到了，时限即止", given(ready, did(enforcer, "07-25 10:00", Arrive{}), did(enforcer, "07-25 10:20", Arrive{Rank: "head"})), []TaskID{"t2", "t3"}, "07-27 05:30", ""},
		{"先到主要负责人，后到经办人员，仍算到齐", given(ready, did(enforcer, "07-25 10:00", Arrive{Rank: "head"}), did(enforcer, "07-25 10:20", Arrive{})), []TaskID{"t2", "t3"}, "07-27 05:30", ""},
		{"此前已按职级到场的，不再另叫", given(dispatched, acceptedAll, did(market, "07-25 10:00", Arrive{Rank: "head"}), did(operator, "07-25 10:05", dawn)), []TaskID{"t1", "t2"}, "07-27 05:30", ""},
		{"改期，先到的不必再到", given(ready, did(market, "07-25 10:00", Arrive{Rank: "head"}), did(operator, "07-25 10:05", again)), []TaskID{"t1", "t2"}, "07-28 06:00", ""},
		{"前一次集结已过，再集结都要再到", given(ready, did(market, "07-25 10:00", Arrive{Rank: "head"}), did(operator, "07-27 06:00", again)), []TaskID{"t1", "t2", "t3"}, "07-28 06:00", ""},
		{"反馈之后不再等报到", given(ready, did(market, "07-25 10:00", Arrive{}), did(market, "07-25 10:10", Answer{Text: "x"})), []TaskID{"t1", "t2"}, "07-27 05:30", ""},
		{"镇街到场记最高职级", given(mustered, did(operator, "07-25 10:00", Attend{Rank: "head"}), did(operator, "07-25 10:10", Attend{})), []TaskID{"t1", "t2", "t3"}, "07-27 05:30", "head"},
	} {
		t.Run(r.name, func(t *testing.T) {
			c, _ := play(t, r.given)
			var waits []TaskID
			for _, task := range c.Tasks {
				if task.Arrive.Running() {
					waits = append(waits, task.ID)
					if task.Arrive.Due.At != on(r.due).UnixMicro() {
						t.Errorf("%s is to arrive by %s", task.ID, task.Arrive.Due.Time())
					}
				}
			}
			if len(waits) != len(r.waits) || c.Muster.Rallied != r.rallied {
				t.Errorf("%v are awaited, not %v; the township came as %q", waits, r.waits, c.Muster.Rallied)
			}
		})
	}
}

// Half way, where it is less than two working days ahead; else the working day before. 依据 P-74.
func TestMusterWarns(t *testing.T) {
	c, _ := play(t, mustered)
	if got, want := c.Muster.By.Yellow, (on("07-25 09:15").UnixMicro()+on("07-27 05:30").UnixMicro())/2; got != want {
		t.Errorf("warned at %d, not half way at %d", got, want)
	}
}

func TestApart(t *testing.T) {
	for _, r := range []struct {
		a, b string
		want int64
	}{
		{"117.120000,36.651000", "117.120000,36.652000", 111}, // a thousandth of a degree of latitude
		{"117.12,36.651", "117.13,36.651", 892},               // a hundredth of longitude, in Jinan
		{"179.9995,0", "-179.9995,0", 111},                    // across the date line
		{"0,90", "0,-90", 20_015_114},                         // pole to pole
		{"117.12,36.651", "117.12,36.651", 1},
		{"117.12,36.651", "", 0},
		{"", "117.12,36.651", 0},
		{"x", "117.12,36.651", 0},
	} {
		if got := apart(r.a, r.b); got != r.want {
			t.Errorf("%s and %s lie %d m apart, want %d", r.a, r.b, got, r.want)
		}
	}
}

// The distance is kept where the report said where, and who came says where it stands.
func TestArrivalIsMeasured(t *testing.T) {
	c, _ := play(t, given(mustered, acceptedAll))
	g := givenTo(enforcer, on("07-25 10:00"))
	g.Position = "117.12,36.651"
	_, record, err := enact(t, c, Arrive{Position: "117.12,36.652"}, g)
	if err != nil || record[0].Event.(Arrived).Distance != 111 {
		t.Errorf("%v, %v", record, err)
	}
	g.By = operator
	_, record, err = enact(t, c, Attend{Position: "117.12,36.652"}, g)
	if err != nil || record[0].Event.(Attended).Distance != 111 {
		t.Errorf("%v, %v", record, err)
	}
}
