package casework

import (
	"testing"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

var (
	met    = []Attendance{{zhifa, "deputy_head"}, {yaojia, "officer"}, {liantong, "officer"}}
	confer = Confer{Attendance: []Attendance{{zhifa, "deputy_head"}, {yaojia, ""}, {liantong, ""}}, Findings: "油烟管道并线，先清洗后改造", Plan: []Planned{
		{"清洗管道", zhifa, "2019-07-26T18:00:00+08:00"}, {"张贴告知", yaojia, ""}, {"迁移线缆", liantong, "2019-07-29"},
	}}
	conferred = given(arrived, did(enforcer, "07-25 15:00", confer)) // p1 综合执法, p2 姚家街道, p3 联通
)

func TestConfer(t *testing.T) {
	findings := ledger.Text("油烟管道并线，先清洗后改造")
	steps := []Step{
		{"p1", zhifa, ledger.Text("清洗管道"), named("07-26 18:00")}, {"p2", yaojia, ledger.Text("张贴告知"), Timed{}},
		{"p3", liantong, ledger.Text("迁移线缆"), named("07-30 00:00")},
	}
	with := func(change func(*Confer)) Confer {
		c := confer
		change(&c)
		return c
	}
	plan := func(p ...Planned) Confer { return with(func(c *Confer) { c.Plan = p }) }
	own := given(ownLead, did(desk, "07-25 09:13", Dispatch{}))
	again := Confer{Attendance: []Attendance{{zhifa, ""}}, Findings: "加装净化器", Plan: []Planned{{"加装净化器", zhifa, ""}}}
	tell(t, []row{
		{"牵头会商，载明到会、意见和方案", arrived, enforcer, "07-25 15:00", confer, then(Conferred{met, findings, steps, nil})},
		{"镇街也可召集会商", arrived, operator, "07-25 15:00", confer, then(Conferred{met, findings, steps, nil})},
		{"中心也可召集会商", arrived, desk, "07-25 15:00", confer, then(Conferred{met, findings, steps, nil})},
		{"配合单位不召集会商", arrived, market, "07-25 15:00", confer, no(rule.NotYours, "P-57", "")},
		{"没有方案的会商也是会商", arrived, enforcer, "07-25 15:00", Confer{Attendance: []Attendance{{zhifa, "head"}}, Findings: "无异议"},
			then(Conferred{[]Attendance{{zhifa, "head"}}, ledger.Text("无异议"), nil, nil})},
		{"再次会商，步骤号接续", conferred, enforcer, "07-26 09:00", again,
			then(Conferred{[]Attendance{{zhifa, "officer"}}, ledger.Text("加装净化器"), []Step{{"p4", zhifa, ledger.Text("加装净化器"), Timed{}}}, nil})},
		{"会商须载明到会单位", arrived, enforcer, "07-25 15:00", Confer{Findings: "x"}, no(rule.Incomplete, "P-57", "attendance")},
		{"会商须载明意见", arrived, enforcer, "07-25 15:00", Confer{Attendance: met}, no(rule.Incomplete, "P-57", "findings")},
		{"不在本案的单位不能记为到会", arrived, enforcer, "07-25 15:00", with(func(c *Confer) { c.Attendance = []Attendance{{jiaojing, ""}} }), no(rule.Invalid, "P-57", "attendance")},
		{"到会单位不重复", arrived, enforcer, "07-25 15:00", with(func(c *Confer) { c.Attendance = []Attendance{{zhifa, ""}, {zhifa, "head"}} }), no(rule.Invalid, "P-57", "attendance")},
		{"派单件号不是单位", arrived, enforcer, "07-25 15:00", with(func(c *Confer) { c.Attendance = []Attendance{{"t1", ""}} }), no(rule.Invalid, "P-57", "attendance")},
		{"到会职级在列", arrived, enforcer, "07-25 15:00", with(func(c *Confer) { c.Attendance = []Attendance{{zhifa, "mayor"}} }), no(rule.Invalid, "P-57", "attendance")},
		{"到会单位不得过多", arrived, enforcer, "07-25 15:00", with(func(c *Confer) { c.Attendance = make([]Attendance, 51) }), no(rule.Invalid, "P-57", "attendance")},
		{"步骤须写明做什么", arrived, enforcer, "07-25 15:00", plan(Planned{"", zhifa, ""}), no(rule.Incomplete, "P-57", "plan")},
		{"步骤须由在案单位、镇街或者企业办", arrived, enforcer, "07-25 15:00", plan(Planned{"x", jiaojing, ""}), no(rule.Invalid, "P-57", "plan")},
		{"步骤须写明由谁办", arrived, enforcer, "07-25 15:00", plan(Planned{"x", "", ""}), no(rule.Invalid, "P-57", "plan")},
		{"已解除的单位不再列入方案", given(arrived, did(desk, "07-25 14:00", Release{Task: "t3", Reason: "不涉"})), enforcer, "07-25 15:00", plan(Planned{"x", shichang, ""}), no(rule.Invalid, "P-57", "plan")},
		{"步骤时限不能已过", arrived, enforcer, "07-25 15:00", plan(Planned{"x", zhifa, "2019-07-25T14:59:00+08:00"}), no(rule.Invalid, "P-57", "plan")},
		{"步骤时限当天有效", arrived, enforcer, "07-25 15:00", plan(Planned{"x", zhifa, "2019-07-25"}), then(Conferred{met, findings, []Step{{"p1", zhifa, ledger.Text("x"), named("07-26 00:00")}}, nil})},
		{"步骤时限应为时间或者日期", arrived, enforcer, "07-25 15:00", plan(Planned{"x", zhifa, "下周"}), no(rule.Invalid, "P-57", "plan")},
		{"步骤时限不能太远", arrived, enforcer, "07-25 15:00", plan(Planned{"x", zhifa, "9999-12-31"}), no(rule.Invalid, "P-57", "plan")},
		{"本单位落实方案步骤", conferred, enforcer, "07-26 10:00", Perform{Step: "p1", Text: "已清洗"}, then(Performed{"p1", ledger.Text("已清洗"), nil})},
		{"中队为本局落实", conferred, squad, "07-26 10:00", Perform{Step: "p1"}, then(Performed{Step: "p1"})},
		{"镇街落实自己的步骤", conferred, operator, "07-26 10:00", Perform{Step: "p2"}, then(Performed{Step: "p2"})},
		{"企业的步骤由牵头单位代记", conferred, enforcer, "07-26 10:00", Perform{Step: "p3"}, then(Performed{Step: "p3"})},
		{"牵头在位，企业的步骤镇街不代记", conferred, operator, "07-26 10:00", Perform{Step: "p3"}, no(rule.NotYours, "P-57", "step")},
		{"镇街牵头的，镇街代记", given(own, did(operator, "07-25 09:20", Confer{Attendance: []Attendance{{yaojia, ""}}, Findings: "x", Plan: []Planned{{"x", liantong, ""}}})),
			operator, "07-25 09:30", Perform{Step: "p1"}, then(Performed{Step: "p1"})},
		{"别的单位不能替落实", conferred, market, "07-26 10:00", Perform{Step: "p1"}, no(rule.NotYours, "P-57", "step")},
		{"不落实两次", given(conferred, did(enforcer, "07-26 10:00", Perform{Step: "p1"})), enforcer, "07-26 10:10", Perform{Step: "p1"}, no(rule.Spent, "P-57", "step")},
		{"没有这个步骤", conferred, enforcer, "07-26 10:00", Perform{Step: "p9"}, no(rule.Invalid, "P-57", "step")},
		{"步骤逾期照收，先记逾期", conferred, enforcer, "07-26 18:01", Perform{Step: "p1"}, then(StepMissed{RefOverdue{"p1", on("07-26 18:00").UnixMicro()}}, Performed{Step: "p1"})},
	})
}

// A unit that is let go owes its steps no longer; they stay in the plan as they were set down.
func TestStepsEndWithTheTask(t *testing.T) {
	c, _ := play(t, given(arrived, did(enforcer, "07-25 15:00", Confer{Attendance: met, Findings: "x", Plan: []Planned{{"抽检", shichang, "2019-07-26"}, {"清洗", zhifa, "2019-07-26"}}}),
		did(desk, "07-25 16:00", Release{Task: "t3", Reason: "不涉"})))
	if p1, _ := c.Step("p1"); p1.Clock.Waits() || p1.Done != 0 {
		t.Errorf("who is let go still owes its step: %+v", p1)
	}
	if p2, _ := c.Step("p2"); !p2.Clock.Running() {
		t.Errorf("the others go on: %+v", p2)
	}
}

func TestStepsAreDuties(t *testing.T) {
	c, _ := play(t, conferred)
	owes := map[string]org.UnitID{}
	for _, d := range Duties(c, on("07-25 15:10").UnixMicro(), units) {
		if d.Kind == ClockStep {
			owes[d.Ref] = d.Unit
		}
	}
	if len(owes) != 2 || owes["p1"] != zhifa || owes["p3"] != zhifa { // p2 has no date
		t.Errorf("a partner's step is the lead's to see to: %v", owes)
	}
}
