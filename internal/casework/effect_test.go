package casework

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// What a story comes to: the case's status; each unit's task and, where it leads, a star; and the
// clocks that wait, in the order of the work.
func TestEffects(t *testing.T) {
	finishing := "接单t1 报到t1 办结t1 接单t2 报到t2 办结t2 接单t3 报到t3 办结t3"
	for _, r := range []struct {
		name  string
		given []deed
		want  string
	}{
		{"上报", reported, "待受理｜｜受理"},
		{"自办", given(reported, did(operator, "07-25 09:00", Settle{How: "x"})), "已自办｜｜"},
		{"不予受理", given(reported, did(operator, "07-25 09:00", Discard{"secret", "x"})), "不予受理｜｜"},
		{"呼叫", called, "待派单｜｜派单"},
		{"先批后呼", awaiting, "待审批｜｜审批"},
		{"先呼后批", urgent, "待派单｜｜审批 派单"},
		{"同意呼叫", given(awaiting, did(head, "07-25 10:00", Approve{})), "待派单｜｜派单"},
		{"补批", given(urgent, did(head, "07-25 09:10", Approve{})), "待派单｜｜派单"},
		{"不同意呼叫", given(awaiting, did(head, "07-25 10:00", Refuse{"x"})), "待受理｜｜受理"},
		{"派单前不同意补批", given(urgent, did(head, "07-25 09:10", Refuse{"x"})), "待受理｜｜受理"},
		{"派单后不同意补批", given(urgent, did(desk, "07-25 09:08", Dispatch{}), did(head, "07-25 09:10", Refuse{"x"})), "办理中｜*t1待接单｜全案办结 接单t1 报到t1 办结t1"},
		{"撤回", given(called, did(operator, "07-25 09:10", Withdraw{"x"})), "已撤回｜｜受理"},
		{"撤回待审批的", given(awaiting, did(operator, "07-25 09:10", Withdraw{"x"})), "已撤回｜｜受理"},
		{"不予派单", given(called, did(desk, "07-25 09:10", Decline{"own_duty", "x", "x"})), "待受理｜｜受理"},
		{"派单", dispatched, "办理中｜*t1待接单 t2待接单 t3待接单｜全案办结 " + finishing},
		{"收回派单", given(dispatched, did(desk, "07-25 09:20", Recall{"x"})), "待派单｜*t1已收回 t2已收回 t3已收回｜派单"},
		{"接单", given(dispatched, did(enforcer, "07-25 09:20", Accept{})), "办理中｜*t1已接单 t2待接单 t3待接单｜全案办结 报到t1 办结t1 接单t2 报到t2 办结t2 接单t3 报到t3 办结t3"},
		{"退单，时限照走", returned, "办理中｜*t1已退单 t2待接单 t3待接单｜全案办结 接单t1 报到t1 办结t1 退单认定t1 接单t2 报到t2 办结t2 接单t3 报到t3 办结t3"},
		{"指定办理", given(returned, did(duty, "07-25 09:42", Overrule{"t1", "x"})), "办理中｜*t1指定办理 t2待接单 t3待接单｜全案办结 " + finishing},
		{"退单成立，牵头缺位", vacant, "办理中｜*t1已解除 t2待接单 t3待接单｜补派牵头 全案办结 接单t2 报到t2 办结t2 接单t3 报到t3 办结t3"},
		{"补派牵头", given(vacant, did(desk, "07-25 10:10", Join{Unit: shenpi, Lead: true, Reason: "x"})), "办理中｜*t1已解除 t2待接单 t3待接单 *t4待接单｜全案办结 接单t2 报到t2 办结t2 接单t3 报到t3 办结t3 接单t4 报到t4 办结t4"},
		{"配合单位接着牵头", given(vacant, did(desk, "07-25 10:10", Join{Unit: shichang, Lead: true, Reason: "x"})), "办理中｜*t1已解除 t2待接单 *t3待接单｜全案办结 接单t2 报到t2 办结t2 接单t3 报到t3 办结t3"},
		{"报到", arrived, "办理中｜*t1已报到 t2已报到 t3已报到｜全案办结 办结t1 办结t2 办结t3"},
		{"牵头先反馈，汇总前时限照走", given(arrived, did(enforcer, "07-25 16:00", Answer{Text: "x"})), "办理中｜*t1已反馈 t2已报到 t3已报到｜全案办结 办结t1 办结t2 办结t3"},
		{"汇总反馈，牵头时限到此为止", given(arrived, did(enforcer, "07-25 16:00", Consolidate{Text: "x"})), "待核查｜*t1已反馈 t2已报到 t3已报到｜全案办结 核查 办结t2 办结t3"},
		{"全部反馈", answered, "待核查｜*t1已反馈 t2已反馈 t3已反馈｜全案办结 核查"},
		{"核查", given(answered, did(operator, "07-30 09:00", Verify{})), "待核查｜*t1已反馈 t2已反馈 t3已反馈｜全案办结"},
		{"返工", given(answered, did(operator, "07-30 09:00", Verify{}), did(operator, "07-30 09:05", Rework{Reason: "x"})), "办理中｜*t1已接单 t2已接单 t3已接单｜全案办结 报到t1 办结t1 报到t2 办结t2 报到t3 办结t3"},
		{"销号", closed, "已销号｜*t1已反馈 t2已反馈 t3已反馈｜评价"},
		{"评完归档", archived, "已归档｜*t1已反馈 t2已反馈 t3已反馈｜"},
		{"重启", reopened, "办理中｜*t1待接单 t2待接单 t3待接单｜全案办结 " + finishing},
		{"异议，回到镇街", objected, "待受理｜｜受理"},
		{"调派", summoned, "待受理｜t1待接单 t2待接单｜受理 接单t1 报到t1 办结t1 接单t2 报到t2 办结t2"},
		{"提请裁定", disputed, "待裁定｜｜裁定"},
		{"裁定派单", given(disputed, did(bureau, "07-25 10:00", Rule{Unit: zhifa, Reason: "x"})), "办理中｜*t1指定办理｜全案办结 接单t1 报到t1 办结t1"},
		{"裁定前撤回", given(disputed, did(operator, "07-25 10:00", Withdraw{"x"})), "已撤回｜｜受理"},
		{"清单外呼叫", unlisted, "待裁定｜｜裁定"},
		{"指定牵头", given(unlisted, did(bureau, "07-25 10:00", Designate{Lead: shenpi, Reason: "x", Change: "x"})), "办理中｜*t1指定办理｜全案办结 接单t1 报到t1 办结t1"},
		{"指定前不同意补批", given(reported, did(operator, "07-25 09:05", Call{Unlisted: true, Class: "urgent", Cause: "emergency"}), did(head, "07-25 09:10", Refuse{"x"})), "待受理｜｜受理"},
		{"提出解除，中心限时决定", given(arrived, did(enforcer, "07-25 10:40", Release{"t3", "x"})), "办理中｜*t1已报到 t2已报到 t3已报到｜全案办结 办结t1 办结t2 办结t3 解除认定t3"},
		{"不予解除", given(arrived, did(enforcer, "07-25 10:40", Release{"t3", "x"}), did(desk, "07-25 10:41", Retain{"t3", "x"})), "办理中｜*t1已报到 t2已报到 t3已报到｜全案办结 办结t1 办结t2 办结t3"},
		{"合并，时限中止", given(dispatched, did(operator, "07-25 09:20", Merge{"2019072500002", "x"})), "已合并｜*t1待接单 t2待接单 t3待接单｜"},
		{"申请延期", asked, "办理中｜*t1已报到 t2已报到 t3已报到｜全案办结 办结t1 办结t2 办结t3 镇街表态r1 延期、挂账审批r1"},
		{"反馈之后申请作废", given(asked, did(monitor, "07-26 15:00", Answer{Text: "x"}), did(market, "07-26 15:00", Answer{Text: "x"}), did(enforcer, "07-26 15:10", Answer{Text: "x"})),
			"待核查｜*t1已反馈 t2已反馈 t3已反馈｜全案办结 核查"},
		{"挂账，只有复核在走", suspended, "已挂账｜*t1已报到 t2已报到 t3已报到｜挂账复核"},
		{"恢复办理", given(suspended, did(enforcer, "08-12 09:00", Resume{Reason: "x"})), "办理中｜*t1已报到 t2已报到 t3已报到｜全案办结 办结t1 办结t2 办结t3"},
		{"督办", overseen, "办理中｜*t1已报到 t2已报到 t3已报到｜全案办结 办结t1 办结t2 办结t3 答复督办s1"},
		{"差评", sore, "已销号｜*t1已反馈 t2已反馈 t3已反馈｜整改t1"},
		{"整改", put, "已销号｜*t1已反馈 t2已反馈 t3已反馈｜复查t1"},
		{"申诉", appealed, "已销号｜*t1已反馈 t2已反馈 t3已反馈｜整改t1 申诉决定m1"},
		{"申诉成立", given(appealed, did(assessor, "08-05 10:00", Adjudge{Rating: "m1", Result: "upheld", Reason: "x"})), "已归档｜*t1已反馈 t2已反馈 t3已反馈｜申诉备案m1"},
		{"重启，差评的整改作罢", given(sore, did(operator, "08-01 09:00", Reopen{Reason: "x"})), "办理中｜*t1待接单 t2待接单 t3待接单｜全案办结 " + finishing},
		{"镇街牵头", given(ownLead, did(desk, "07-25 09:13", Dispatch{}), did(operator, "07-25 09:40", Consolidate{Text: "x"})), "待核查｜t1待接单 t2待接单｜全案办结 核查 接单t1 报到t1 办结t1 接单t2 报到t2 办结t2"},
	} {
		t.Run(r.name, func(t *testing.T) {
			c, _ := play(t, r.given)
			if got := posture(c); got != r.want {
				t.Errorf("got  %s\nwant %s", got, r.want)
			}
		})
	}
}

func posture(c Case) string {
	var tasks, clocks []string
	for _, t := range c.Tasks {
		star := ""
		if t.Lead {
			star = "*"
		}
		tasks = append(tasks, star+string(t.ID)+t.Status.Zh())
	}
	c.clocks(func(kind ClockKind, ref string, _ *Task, _ Clock) {
		clocks = append(clocks, kind.Zh()+ref)
	})
	return fmt.Sprintf("%s｜%s｜%s", c.Status.Zh(), strings.Join(tasks, " "), strings.Join(clocks, " "))
}

// An assist that comes to lead has its time to finish from then; what it did stays done.
func TestAssistTakesTheLead(t *testing.T) {
	c, _ := play(t, given(arrived, did(desk, "07-26 09:00", Release{Task: "t1", Reason: "另有主管"}), did(desk, "07-26 09:10", Join{Unit: shichang, Lead: true, Reason: "x"})))
	lead, ok := c.LeadTask()
	if !ok || lead.ID != "t3" || lead.Status != TaskArrived || lead.Done.Started != on("07-26 09:10").UnixMicro() || lead.Done.Due.At != on("08-02 17:30").UnixMicro() {
		t.Errorf("the market bureau should lead from now, as it stands: %+v", lead)
	}
	if c.LeadVacant || c.Lead.Running() {
		t.Error("the lead is not vacant any more")
	}
}

// Two futures of one case do not write into one another.
func TestFuturesAreApart(t *testing.T) {
	c, _ := play(t, dispatched)
	c.Tasks = append(make([]Task, 0, 16), c.Tasks...) // with room to write into
	join := func(unit string) Case {
		return Evolve(c, Joined{Issued: Issued{Task: "t4", Unit: shenpi, Lead: unit == "a"}}, Moment{At: 1})
	}
	a := join("a")
	was := slices.Clone(a.Tasks)
	if join("b"); !slices.Equal(a.Tasks, was) {
		t.Error("the second future changed the first")
	}
}
