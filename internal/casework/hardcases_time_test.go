package casework

import (
	"testing"
	"time"

	"huying/internal/calendar"
	"huying/internal/org"
)

// due: the clock runs out then.
func (s *tale) due(name string, k Clock, due string) {
	s.Helper()
	if k.Due.At != on(due).UnixMicro() {
		s.Errorf("%s is due %s, want %s", name, k.Due.Time().In(calendar.Shipped().Zone()).Format(time.DateTime), due)
	}
}

// seen counts how often something is on record.
func (s *tale) seen(name string) (n int) {
	for _, r := range s.record {
		if Name(r.Event) == name {
			n++
		}
	}
	return n
}

// 挂账期间要延期：先恢复，再申请；恢复之后还剩几天，就从那几天之后起延。
func TestAnExtensionAskedWhileSuspended(t *testing.T) {
	s := tellOf(t, arrived) // 三家都已到场，办结时限 08-01 17:30
	s.does(market, "07-26 09:00", Extend{Days: 3, Reason: "等待检验报告"})
	s.does(operator, "07-26 09:10", Opine{Request: "r1", Opinion: "agree"})
	s.does(enforcer, "07-26 10:00", Suspend{Ground: "engineering", Review: "2019-08-30", Reason: "烟道须改造"})
	s.does(operator, "07-26 11:00", Opine{Request: "r2", Opinion: "agree"})
	s.does(duty, "07-26 14:00", Grant{Request: "r2"})
	s.does(mayor, "07-26 16:00", Grant{Request: "r2", Note: "同意挂账"})

	// 挂账之后：既不能申请，也不能批准先前的申请；它和各时限一起停着。
	s.cannot(enforcer, "07-29 09:00", Extend{Days: 3, Reason: "施工要久些"}, "P-106")
	s.cannot(duty, "07-29 09:00", Grant{Request: "r1"}, "P-106")
	s.does(Clockwork, "08-12 08:30", Lapse{})
	if s.seen("FinishMissed")+s.seen("RequestDecisionMissed")+s.seen("CaseFinishMissed") > 0 {
		t.Error("while the case rests nothing is missed")
	}

	// 恢复：挂账时还剩四个工作日，恢复之后仍是四个。
	s.does(enforcer, "08-12 09:00", Resume{Reason: "烟道已改造"})
	s.due("the lead's share", s.c.Tasks[0].Done, "08-16 17:30")
	s.due("the whole case", s.c.Finish, "08-21 17:30")

	// 先前的申请接着批，现在的申请从头问起。
	s.does(duty, "08-12 09:10", Grant{Request: "r1"})
	s.due("the assist's share", s.c.Tasks[2].Done, "08-21 17:30")
	s.does(enforcer, "08-12 09:20", Extend{Days: 3, Reason: "还须调试"})
	s.does(operator, "08-12 09:30", Opine{Request: "r3", Opinion: "object", Reason: "群众等得太久"})
	s.does(duty, "08-12 10:00", Grant{Request: "r3", Note: "最后一次"})
	s.due("the lead's share", s.c.Tasks[0].Done, "08-21 17:30")
	s.due("the whole case", s.c.Finish, "08-26 17:30")
	if r, _ := s.c.Request("r3"); r.Opinion != "object" || r.Status != "granted" {
		t.Errorf("the township's objection stays on record beside the grant: %+v", r)
	}
}

// 重启之后申诉上一轮的评价：重启不使申诉落空；成立的，只动上一轮的评价，本轮照办、另评。
func TestARatingAppealedAfterReopen(t *testing.T) {
	s := tellOf(t, sore) // 牵头单位得了差评 m1
	s.does(operator, "08-01 09:00", Reopen{Reason: "油烟复发"})
	if s.c.Round != 2 || s.c.Tasks[0].Low || s.c.Tasks[0].Rectify.Waits() {
		t.Fatalf("a new round starts with a clean sheet: %+v", s.c.Tasks[0])
	}
	s.does(enforcer, "08-01 09:10", Accept{})
	s.does(enforcer, "08-01 10:00", Appeal{Rating: "m1", Reason: "净化器由业主拆除"})
	s.cannot(enforcer, "08-01 10:10", Appeal{Rating: "m1", Reason: "再说一遍"}, "P-113")
	s.does(enforcer, "08-01 11:00", Arrive{})
	for _, by := range []org.Actor{monitor, market} {
		s.does(by, "08-01 09:20", Accept{})
		s.does(by, "08-01 11:00", Arrive{})
		s.does(by, "08-01 15:00", Answer{Text: "已复查"})
	}
	s.does(enforcer, "08-01 16:00", Answer{Text: "已责令恢复"})
	s.does(operator, "08-02 09:00", Close{How: "on_site"})

	// 本轮又是差评；考核办此时才决定上一轮的申诉。
	s.does(operator, "08-02 09:10", Rate{Task: "t1", Grade: "dissatisfied", Reason: "反复"})
	s.does(assessor, "08-05 10:00", Adjudge{Rating: "m1", Result: "upheld", Reason: "有照片为证"})
	first, _ := s.c.Rating("m1")
	last, _ := s.c.Rating("m4")
	if first.Result != "upheld" || last.Result != "" || !last.Low || last.Round != 2 {
		t.Errorf("only the earlier mark does not count: %+v, %+v", first, last)
	}
	if !s.c.Tasks[0].Low || !s.c.Tasks[0].Rectify.Running() {
		t.Error("this round's mark still asks the unit to put it right")
	}
	s.does(assessor, "08-06 10:00", Lodge{Rating: "m1", Number: "申〔2019〕1号"})
	s.does(enforcer, "08-06 11:00", Appeal{Reason: "业主又拆"})
	if r, _ := s.c.Rating("m4"); r.Appealed == 0 {
		t.Error("this round's mark has its own appeal")
	}
}

// 督办无人答复：一级一级往上，到区县政府为止；到了顶仍在等，答复仍收。
func TestASupervisionNobodyAnswers(t *testing.T) {
	s := tellOf(t, overseen) // 07-26 15:30 前答复
	for _, step := range []struct {
		at    string
		level int
		due   string
	}{
		{"07-26 15:31", 1, "07-29 17:30"}, // 单位主要负责人
		{"07-29 17:31", 2, "07-30 17:30"}, // 区县分管负责同志
		{"07-30 17:31", 3, "07-31 17:30"}, // 区县政府
		{"07-31 17:31", 3, "07-31 17:30"}, // 无可再升
	} {
		s.does(Clockwork, step.at, Lapse{})
		got, _ := s.c.Supervision("s1")
		if got.Level != step.level || !got.Clock.Running() {
			t.Fatalf("%s: at %s, want %s, and still awaited: %+v", step.at, Levels[got.Level].Zh, Levels[step.level].Zh, got)
		}
		s.due("the answer", got.Clock, step.due)
	}
	if s.seen("ExplanationMissed") != 4 || s.seen("Escalated") != 3 {
		t.Errorf("four times silent, three times higher: %d, %d", s.seen("ExplanationMissed"), s.seen("Escalated"))
	}
	for _, r := range s.record {
		if _, ok := r.Event.(Escalated); ok && r.Moment.By != Clockwork {
			t.Errorf("an escalation is nobody's decision: %+v", r.Moment.By)
		}
	}
	s.cannot(operator, "08-01 09:00", Supervise{Task: "t1", Text: "还在等"}, "P-110")
	s.does(enforcer, "08-01 09:10", Explain{Supervision: "s1", Text: "配件断货，已换供应商"})
	if got, _ := s.c.Supervision("s1"); got.Clock.Waits() || got.Answered == 0 || got.Level != 3 {
		t.Errorf("answered at last, and how far it climbed stays: %+v", got)
	}
	s.does(Clockwork, "08-01 17:30", Lapse{})
	if s.seen("Escalated") != 3 {
		t.Error("what is answered climbs no further")
	}
}

// 差评整改一次未过：重新整改，再复查，通过才归档；差评本身不改。
func TestALowMarkPutRightAtTheSecondTry(t *testing.T) {
	s := tellOf(t, sore)
	s.cannot(operator, "08-01 09:00", Archive{}, "P-90")
	s.does(enforcer, "08-01 10:00", Rectify{Text: "已加装净化器"})
	s.cannot(enforcer, "08-01 10:10", Rectify{Text: "真的装了"}, "P-90")
	s.does(operator, "08-02 10:00", FollowUp{Task: "t1", Result: "unsolved", Text: "净化器未通电"})
	s.due("the second try", s.c.Tasks[0].Rectify, "08-09 17:30")
	s.cannot(operator, "08-05 09:00", Archive{}, "P-90")
	s.does(enforcer, "08-12 09:00", Rectify{Text: "已通电并封条"}) // 晚了，记逾期，照收
	if s.seen("RectifyMissed") != 1 || s.c.Status != CaseClosed {
		t.Fatalf("late is late, and the case still waits for the second look: %s", s.c.Status.Zh())
	}
	s.does(operator, "08-13 10:00", FollowUp{Task: "t1", Result: "solved", Text: "已无油烟"})
	if s.c.Status != CaseArchived || len(s.c.Running()) > 0 {
		t.Errorf("solved, it rests of itself: %s, %v", s.c.Status.Zh(), s.c.Running())
	}
	if m, _ := s.c.Rating("m1"); !m.Low || s.seen("Rated") != 3 {
		t.Errorf("the mark is not changed by it: %+v", m)
	}
}
