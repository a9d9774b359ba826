package casework

import (
	"slices"
	"testing"

	"huying/internal/org"
)

// must: this is what matters.
func (s *tale) must(so bool, what string) {
	s.Helper()
	if !so {
		s.Errorf("it must be so that %s", what)
	}
}

// duty: the unit has this to see to.
func (s *tale) duty(kind ClockKind, unit org.UnitID, at string) Duty {
	s.Helper()
	for _, d := range Duties(s.c, on(at).UnixMicro(), units) {
		if d.Kind == kind && d.Unit == unit {
			return d
		}
	}
	s.Fatalf("%s has no %s to see to", unit, kind.Zh())
	return Duty{}
}

// 审批局 has one officer, who turns out to be a relative of the applicant. Nobody else of the unit could act, and the case
// must not stall: another is appointed first, and has the task as soon as the officer is out.
func TestHardOnlyOfficerRecuses(t *testing.T) {
	onDuty := []org.AccountID{permits.Account}
	s := tellOf(t, given(reported, did(operator, "07-25 09:05", Call{Service: "S01"}), did(desk, "07-25 09:13", Dispatch{})))
	s.cannot(permits, "07-25 09:15", Recuse{Reason: "申请人是亲属"}, "P-103")
	s.must(!slices.Contains(Verbs(s.c, permits, units), VerbRecuse), "it is not offered either")

	next := seat("shenpi-op2", shenpi, org.DepartmentOperator)
	more := org.Evolve(units, org.PostsGranted{Posts: []org.Post{{ID: next.Post, Account: next.Account, Unit: shenpi, Role: next.Role}}})
	then := func(by org.Actor, at string, cmd Command) error {
		g := givenTo(by, on(at))
		g.Units = more
		events, err := Decide(s.c, cmd, g)
		for _, e := range events {
			r := Recorded{e, Moment{g.at(), Signed(e, by)}}
			if err := Recheck(s.c, r, more); err != nil {
				t.Fatal(err)
			}
			s.c = Evolve(s.c, e, r.Moment)
		}
		return err
	}
	s.must(then(permits, "07-25 09:20", Recuse{Reason: "申请人是亲属"}) == nil, "there is another now")
	s.must(then(permits, "07-25 09:21", Accept{}) != nil, "the recused does nothing more")
	s.must(ToldFirst(s.c, s.duty(ClockDone, shenpi, "07-25 09:21"), onDuty, more, on("07-25 09:21").UnixMicro()) == next.Account, "the other is told")
	s.must(then(next, "07-25 09:22", Accept{}) == nil, "the other has the task")
	s.must(then(next, "07-25 09:40", Arrive{}) == nil && then(next, "07-25 10:00", Answer{Text: "已办结"}) == nil, "and does it")
}

// The same where a second officer is there: the deputy has the task at once, and the unit loses no time.
func TestHardDeputyOfTheRecused(t *testing.T) {
	s := tellOf(t, given(dispatched, did(enforcer, "07-25 09:20", Accept{}), did(enforcer, "07-25 09:21", Assign{Deputy: second.Account})))
	due := s.c.Tasks[0].Arrive.Due
	s.does(signs, "07-25 09:30", Recuse{Officer: enforcer.Account, Reason: "当事人是亲属"})
	s.must(s.c.Tasks[0].Officer == second.Account, "the deputy is the officer now")
	s.must(s.c.Tasks[0].Arrive.Due == due, "no clock was touched")
	told := ToldFirst(s.c, s.duty(ClockArrive, zhifa, "07-25 09:31"), []org.AccountID{enforcer.Account}, units, on("07-25 09:31").UnixMicro())
	s.must(told == second.Account, "the deputy is told, though another stands on the roster")
	s.does(second, "07-25 10:00", Arrive{})
}

// 市场监管 asks 联通 whose cable it is, and hears nothing.
func TestHardPartnerNeverReplies(t *testing.T) {
	s := tellOf(t, given(arrived, did(market, "07-25 15:00", Ask{Partner: liantong, Text: "线缆是谁家的？"})))
	s.duty(ClockReply, liantong, "07-25 15:01")
	s.does(Clockwork, "07-29 08:30", Lapse{}, "ReplyMissed")
	s.must(len(s.does(Clockwork, "07-29 09:30", Lapse{})) == 0, "the silence is recorded once, and not twice")

	// Nobody waits for it.
	s.does(market, "07-29 10:00", Answer{Text: "证照齐全，权属待查"})
	s.does(monitor, "07-29 10:10", Answer{Text: "已监测"})
	s.does(enforcer, "07-29 10:20", Answer{Text: "已处罚"})
	s.does(operator, "07-29 11:00", Close{})
	s.must(s.c.Status == CaseClosed, "the case is closed over the open question")
	q, _ := s.c.Question("q1")
	s.must(q.Replied == 0 && !q.Clock.Waits() && q.Clock.Missed, "the question stands unanswered, and waits no longer")

	// The partner is not scored: it has no share, and a mark finds no task.
	s.must(!slices.ContainsFunc(s.c.Ratable(), func(task Task) bool { return task.Unit == liantong }), "the partner is not to be rated")
	s.cannot(operator, "07-29 11:10", Rate{Task: string(liantong), Grade: "very_dissatisfied", Reason: "不答复"}, "P-62")
	for _, task := range []string{"t1", "t2", "t3"} {
		s.does(operator, "07-29 11:20", Rate{Task: task, Grade: "satisfied"})
	}
	s.must(s.c.Status == CaseArchived, "the case rests")
}

// All are to be there at half past five with a deputy head; 市场监管 sends an officer.
func TestHardMusterLowerRank(t *testing.T) {
	s := tellOf(t, given(mustered, acceptedAll))
	s.does(enforcer, "07-27 05:10", Arrive{Rank: "deputy_head"})
	s.does(monitor, "07-27 05:20", Arrive{Rank: "head"})
	s.does(market, "07-27 05:25", Arrive{Rank: "officer"})
	s.does(operator, "07-27 05:26", Attend{Rank: "deputy_head"})
	s.must(s.c.Tasks[2].Status == TaskArrived, "whoever came goes to work")
	s.does(market, "07-27 05:28", Find{Kind: "in_order", Text: "证照齐全"})

	late := s.does(Clockwork, "07-27 05:31", Lapse{}, "ArriveMissed", "Escalated")
	s.must(late[0].Event.(ArriveMissed).Task == "t3", "only who sent a lower rank is late")
	s.duty(ClockArrive, shichang, "07-27 05:32")

	s.does(market, "07-27 06:00", Arrive{Rank: "deputy_head", Name: "孙七"})
	s.must(!s.c.Tasks[2].Arrive.Waits() && s.c.Tasks[2].Arrive.Missed, "the rank has come; that it came late stays on record")
	s.must(!s.c.Supervisions[0].Clock.Waits() && s.c.Supervisions[0].Level == 2, "its silence has climbed, and climbs no more")
	s.must(s.c.Tasks[2].Rank == "deputy_head" && s.c.Muster.Rallied == "deputy_head", "the board shows who came in which rank")
	s.does(market, "07-27 06:30", Answer{Text: "证照齐全"})
}

// 生态环境 hands its report to 交警, which is not in the case.
func TestHardTransferBringsIn(t *testing.T) {
	s := tellOf(t, arrived)
	s.cannot(traffic, "07-25 15:00", Accept{}, "P-40")
	s.does(monitor, "07-25 15:00", Transfer{To: jiaojing, Text: "监测车辆占道，附照片", Number: "移字 3 号", Files: []File{photo}})
	came, _ := s.c.Task("t4")
	s.must(came.Unit == jiaojing && !came.Lead && came.Status == TaskWaiting, "it comes in as an assist")
	s.must(came.Accept.Running() && came.Arrive.Running() && came.Done.Running(), "its three clocks start now")
	s.duty(ClockReceive, jiaojing, "07-25 15:01")
	s.must(s.c.Tasks[1].Status == TaskArrived, "who handed over keeps its own share")

	s.does(traffic, "07-25 15:10", Accept{})
	s.does(traffic, "07-25 15:20", Arrive{})
	s.cannot(traffic, "07-25 15:25", Answer{Text: "已疏导"}, "P-58")
	s.does(traffic, "07-25 15:30", Receive{Transfer: "x1"})
	s.does(traffic, "07-25 15:40", Answer{Text: "已疏导"})

	s.does(monitor, "07-25 15:45", Answer{Text: "已监测"})
	s.does(market, "07-25 15:50", Answer{Text: "证照齐全"})
	s.does(enforcer, "07-25 16:00", Answer{Text: "已处罚"})
	s.does(operator, "07-25 16:30", Close{})
	s.must(len(s.c.Ratable()) == 4, "it is rated with the others")
}
