package casework

import (
	"testing"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// overseen is a case whose lead is asked for an explanation: by 15:30.
var overseen = given(arrived, did(operator, "07-26 10:00", Supervise{Task: "t1", Text: "进展缓慢"}))

// climbs is a supervision that goes up one level.
func climbs(id string, task TaskID, level int, due string) Escalated {
	return rung(Escalated{Supervision: id, Task: task, Cause: "silent", Level: level, Answer: until("1wd", due)})
}

// rung fills in what a step of the usual ladder says by itself: its code, its top, and whose posts it tells.
func rung(e Escalated) Escalated {
	e.Rung, e.Top = Levels[e.Level].Code, 3
	switch {
	case e.Level > 1:
		e.Told = []org.PostID{"zhengfu-1"}
	case e.Task == "t1":
		e.Told = []org.PostID{"zhifa-head-1"}
	case e.Task == "t3":
		e.Told = []org.PostID{"shichang-op-1"}
	}
	return e
}

func TestUrge(t *testing.T) {
	tell(t, []row{
		{"镇街催办", dispatched, operator, "07-25 09:20", Urge{Task: "shengtai", Text: "群众在等"}, then(Urged{"t2", ledger.Text("群众在等")})},
		{"中心催办，不说什么也可", dispatched, desk, "07-25 09:20", Urge{Task: "t1"}, then(Urged{Task: "t1"})},
		{"催办须指明派单件", dispatched, desk, "07-25 09:20", Urge{}, no(rule.Incomplete, "P-109", "task")},
		{"已反馈的不再催", answered, operator, "07-26 10:00", Urge{Task: "t2"}, no(rule.WrongState, "P-109", "")},
		{"部门不能催别的部门", dispatched, enforcer, "07-25 09:20", Urge{Task: "t2"}, no(rule.WrongRole, "P-109", "")},
	})
	c, _ := play(t, given(arrived, did(operator, "07-25 11:00", Urge{Task: "t1"}), did(desk, "07-25 11:10", Urge{Task: "t1"})))
	before, _ := play(t, arrived)
	if c.Tasks[0].Urged != 2 || c.Tasks[0].Done != before.Tasks[0].Done {
		t.Errorf("urged twice, and no clock touched: %+v", c.Tasks[0])
	}
}

func TestSupervise(t *testing.T) {
	tell(t, []row{
		{"镇街督办，限时答复", arrived, operator, "07-26 10:00", Supervise{Task: "zonghe-zhifa", Text: "进展缓慢"}, then(Supervised{"s1", "t1", ledger.Text("进展缓慢"), until("4wh", "07-26 15:30")})},
		{"区县政府可直接督办", arrived, mayor, "07-26 10:00", Supervise{Task: "t2", Text: "x"}, then(Supervised{"s1", "t2", ledger.Text("x"), until("4wh", "07-26 15:30")})},
		{"督办须说明事项", arrived, operator, "07-26 10:00", Supervise{Task: "t1"}, no(rule.Incomplete, "P-110", "text")},
		{"督办须指明派单件", arrived, operator, "07-26 10:00", Supervise{Text: "x"}, no(rule.Incomplete, "P-110", "task")},
		{"一件派单件一次一件督办", overseen, desk, "07-26 10:10", Supervise{Task: "t1", Text: "x"}, no(rule.Spent, "P-110", "")},
		{"另一家可另行督办", overseen, desk, "07-26 10:10", Supervise{Task: "t2", Text: "x"}, then(Supervised{"s2", "t2", ledger.Text("x"), until("4wh", "07-26 15:40")})},
		{"限时答复", overseen, enforcer, "07-26 15:30", Explain{Supervision: "s1", Text: "配件今日到"}, then(Explained{Task: "t1", Supervision: "s1", Text: ledger.Text("配件今日到")})},
		{"中队替本局答复", given(arrived, did(enforcer, "07-26 09:50", Assign{Section: dui, Officer: "dui-op"}), did(operator, "07-26 10:00", Supervise{Task: "t1", Text: "进展缓慢"})),
			squad, "07-26 11:00", Explain{Supervision: "s1", Text: "x"}, then(Explained{Task: "t1", Supervision: "s1", Text: ledger.Text("x")})},
		{"答复须有内容", overseen, enforcer, "07-26 11:00", Explain{Supervision: "s1"}, no(rule.Incomplete, "P-110", "text")},
		{"别家不能替答", overseen, monitor, "07-26 11:00", Explain{Supervision: "s1", Text: "x"}, no(rule.Invalid, "P-110", "supervision")},
		{"答复一次", given(overseen, did(enforcer, "07-26 11:00", Explain{Supervision: "s1", Text: "x"})), enforcer, "07-26 11:10", Explain{Supervision: "s1", Text: "x"}, no(rule.Spent, "P-110", "supervision")},
		{"答复之后可以再督办", given(overseen, did(enforcer, "07-26 11:00", Explain{Supervision: "s1", Text: "x"})), operator, "07-26 11:10", Supervise{Task: "t1", Text: "仍慢"},
			then(Supervised{"s2", "t1", ledger.Text("仍慢"), until("4wh", "07-26 16:40")})},
		{"反馈之后仍须答复", given(arrived, did(operator, "07-26 10:00", Supervise{Task: "t3", Text: "x"}), did(market, "07-26 11:00", Answer{Text: "x"})), market, "07-26 11:10", Explain{Supervision: "s1", Text: "x"},
			then(Explained{Task: "t3", Supervision: "s1", Text: ledger.Text("x")})},
		{"逾期即提级，由系统记录", overseen, Clockwork, "07-26 15:31", Lapse{}, then(ExplanationMissed{unmet("s1", "07-26 15:30")}, climbs("s1", "t1", 1, "07-29 17:30"))},
		{"逾期答复照收，先记逾期和提级", overseen, enforcer, "07-26 15:31", Explain{Supervision: "s1", Text: "x"},
			then(ExplanationMissed{unmet("s1", "07-26 15:30")}, climbs("s1", "t1", 1, "07-29 17:30"), Explained{Task: "t1", Supervision: "s1", Text: ledger.Text("x")})},
		{"解除的不再答复", given(overseen, did(desk, "07-26 10:10", Release{Task: "t1", Reason: "另有主管"})), Clockwork, "07-26 15:31", Lapse{}, then(LeadMissed{overdue("07-26 11:10")})},
		{"销号之后不再提级", given(overseen, did(monitor, "07-26 10:10", Answer{Text: "x"}), did(market, "07-26 10:11", Answer{Text: "x"}),
			did(enforcer, "07-26 10:20", Answer{Text: "x"}), did(operator, "07-26 10:30", Close{})), Clockwork, "07-29 17:31", Lapse{}, then()},
	})
}

// What comes back a third time, or loses its lead a third time, goes to the deputy district leader at once. 依据 P-111.
func TestComesBackTooOften(t *testing.T) {
	one := given(called, did(desk, "07-25 09:13", Dispatch{Assists: &noAssists, Reason: "一家即可"}), did(enforcer, "07-25 09:20", Accept{}))
	again := func(from, to string) []deed {
		return given(did(enforcer, from, Arrive{}), did(enforcer, to, Answer{Text: "已办"}))
	}
	rework := Rework{Reason: "仍有油烟"}
	two := given(one, again("07-25 09:30", "07-25 09:40"), did(operator, "07-25 09:50", rework), again("07-25 10:00", "07-25 10:10"), did(operator, "07-25 10:20", rework), again("07-25 10:30", "07-25 10:40"))
	third := Reworked{[]Issued{{Task: "t1", Unit: zhifa, Lead: true, Accept: until("30min", "07-25 11:20"), Arrive: until("2wh", "07-25 14:20"), Finish: until("5wd", "08-01 17:30")}}, ledger.Text("仍有油烟"), days, whole("08-06 17:30")}
	away := func(task, from string) []deed { return did(desk, from, Release{Task: task, Reason: "另有主管"}) }
	lead := func(at string) []deed { return did(desk, at, Join{Unit: zhifa, Lead: true, Reason: "补派"}) }
	passed := given(one, away("t1", "07-25 09:30"), lead("07-25 09:31"), away("t2", "07-25 09:32"), lead("07-25 09:33"))
	up := func(task TaskID, cause, due string) Escalated {
		return rung(Escalated{Supervision: "s1", Task: task, Cause: cause, Count: 3, Level: 2, Answer: until("1wd", due)})
	}
	tell(t, []row{
		{"返工两次，不提级", given(one, again("07-25 09:30", "07-25 09:40"), did(operator, "07-25 09:50", rework), again("07-25 10:00", "07-25 10:10")), operator, "07-25 10:50", rework, then(third)},
		{"返工三次，提级至区县分管负责同志", two, operator, "07-25 10:50", rework, then(third, up("t1", "reworked", "07-26 17:30"))},
		{"牵头第三次缺位，同样提级", passed, desk, "07-25 09:34", Release{Task: "t3", Reason: "另有主管"},
			then(Released{Task: "t3", Kind: ReleaseNotConcerned, Reason: ledger.Text("另有主管"), Vacant: until("1wh", "07-25 10:34")}, up("t3", "transferred", "07-26 17:30"))},
		{"提级之后不答复，再提一级到顶", given(two, did(operator, "07-25 10:50", rework), did(enforcer, "07-25 11:00", Arrive{})), Clockwork, "07-26 17:31", Lapse{},
			then(ExplanationMissed{unmet("s1", "07-26 17:30")}, climbs("s1", "t1", 3, "07-29 17:30"))},
	})
}
