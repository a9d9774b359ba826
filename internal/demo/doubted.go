package demo

import (
	"time"

	"huying/internal/casework"
	"huying/internal/org"
)

// doubted plays the cases of which it is not plain whose they are: before the staffing office, back from it, two that
// were one, and one that was two.
func (s *stage) doubted() {
	s.in(370102)

	// A ruling of last week: kept as a precedent.
	s.ago(9*aDay).report("lixia-zhiyuan-op", casework.Report{
		Text: "底商把货物常年堆在人行道上，劝离后复返。", Place: "智远街道某路（示例）", Source: "hotline",
		Call: &casework.Call{Matter: 54, Cause: "no_power"},
	})
	s.after(20*time.Minute).do("lixia-zhihui-dispatcher", casework.Decline{Ground: "own_duty", Clause: "第54项", Reason: "巡查劝导属镇街职责。"})
	s.after(30*time.Minute).do("lixia-zhiyuan-op", casework.Dispute{Reason: "已劝导五次，屡劝屡犯；街道没有处罚权。"})
	s.after(2*time.Hour).do("lixia-bianban-op", casework.Rule{
		Unit: "zonghe-zhifa", Reason: "第54项主体责任为综合行政执法局：镇街劝导在先，劝导无效的由执法部门到场处置，不得以“先劝导”退回。",
		Change: "在第54项增列情形“劝导三次无效”，到场时限四个工作时。",
	})
	s.after(30*time.Minute).do("lixia-zhifa-op", casework.Accept{})
	s.after(3*time.Hour).do("lixia-zhifa-op", casework.Arrive{Rank: "section_head"})
	s.after(time.Hour).do("lixia-zhifa-op", casework.Act{Kind: "order_correct", Text: "责令当场清除，登记在册。", Number: "测试综执责改〔示例〕011号"})
	s.after(aDay).do("lixia-zhifa-op", casework.Answer{Text: "货物已清除，纳入每周巡查。"})
	s.after(3*time.Hour).do("lixia-zhiyuan-op", casework.Close{How: "on_site"})
	s.after(time.Hour).do("lixia-zhiyuan-op", casework.Rate{Task: "zonghe-zhifa", Grade: "satisfied"})

	// A second unit has returned the same share.
	s.ago(30*time.Hour).report("lixia-yaojia-op", casework.Report{
		Text: "楼前公共绿地被圈种蔬菜并搭建鸡舍。", Place: "姚家街道某小区（示例）", Source: "citizen",
		Call: &casework.Call{Matter: 62, Cause: "no_power"},
	})
	s.after(15*time.Minute).do("lixia-zhihui-dispatcher", casework.Dispatch{Assists: few(), Reason: "先由牵头单位到场认定。"})
	s.after(30*time.Minute).do("lixia-zhifa-op", casework.Return{Ground: "other_unit", Clause: "第62项", Reason: "小区内绿地由园林部门认定和恢复。"})
	s.after(40*time.Minute).do("lixia-zhihui-chief", casework.Uphold{Task: "zonghe-zhifa", Next: "yuanlin", Reason: "先由园林部门认定绿地性质。"})
	s.after(50*time.Minute).do("lixia-yuanlin-op", casework.Return{Ground: "not_listed", Clause: "第62项", Reason: "清单中我单位为配合责任，不牵头。"})

	// Declined, and the township disputes it.
	s.ago(3*time.Hour).report("lixia-yaojia-op", casework.Report{
		Text: "写字楼外墙空调主机夜间轰鸣，楼上居民多次投诉。", Place: "姚家街道某写字楼（示例）", Source: "hotline",
		Call: &casework.Call{Matter: 17, Cause: "no_power"},
	})
	s.after(20*time.Minute).do("lixia-zhihui-dispatcher", casework.Decline{Ground: "wrong_situation", Clause: "第17项", Reason: "固定设备噪声不属社会生活噪声，请另选事项。"})
	s.after(25*time.Minute).do("lixia-yaojia-op", casework.Dispute{Reason: "清单内只有第17项涉及商业场所噪声，没有其他事项可选。"})

	// Not in the list.
	s.ago(2*time.Hour).report("lixia-zhiyuan-op", casework.Report{
		Text: "河道护坡堆放大量废弃共享单车，产权不明。", Place: "智远街道某河段（示例）", Source: "patrol",
		Call: &casework.Call{Unlisted: true, Cause: "no_power", Text: "清单中找不到对应事项，请指定牵头单位。"},
	})

	// Two reports of one matter, and one report of two matters.
	s.ago(100*time.Minute).report("lixia-yaojia-grid24-1", casework.Report{Text: "路边消火栓漏水，路面积水。", Place: "姚家社区某路口（示例）"})
	first := s.no
	s.after(15*time.Minute).report("lixia-yaojia-op", casework.Report{Text: "有人来电反映路口消火栓漏水。", Place: "姚家街道某路口（示例）", Source: "phone"})
	s.after(10*time.Minute).do("lixia-yaojia-op", casework.Merge{Into: first, Reason: "与网格员所报为同一处。"})
	s.ago(80*time.Minute).report("lixia-yaojia-station24", casework.Report{Text: "市场门口机动车占道停放，旁边变压器箱门锈蚀敞开。", Place: "姚家社区某市场（示例）"})
	s.after(10*time.Minute).do("lixia-yaojia-op", casework.Split{Text: "变压器箱门锈蚀敞开，有触电危险。"})
}

// together plays the cases in which several are at work at once: a muster, a conference, a transfer, a question, and
// agencies that were summoned without any call.
func (s *stage) together() {
	s.in(370102)
	s.ago(70*time.Minute).report("lixia-yaojia-op", casework.Report{Text: "早点摊在巷口支炉，油烟扰民。", Place: "姚家街道某巷（示例）", Source: "citizen"})
	s.after(5*time.Minute).do("lixia-yaojia-op", casework.Summon{Units: []org.UnitID{"370102011-zhifazhongdui"}, Reason: "先到场劝离，能办结的不呼叫。"})
	s.after(6*time.Minute).do("lixia-yaojia-zhifa-op", casework.Accept{})
	s.after(25*time.Minute).do("lixia-yaojia-zhifa-op", casework.Arrive{})
	s.ago(35*time.Minute).report("lixia-yaojia-leader", casework.Report{
		Text: "临街改造脚手架局部垮塌，无人员伤亡，道路受阻。", Place: "姚家街道某路（示例）", Source: "phone",
		Call: &casework.Call{
			Matter: 44, Class: "urgent", Cause: "emergency",
			Muster: &casework.Muster{Time: s.end.Add(20 * time.Minute).Format(time.RFC3339), Place: "垮塌点东侧路口（示例）", Rank: "deputy_head", Note: "请分管领导带队，先疏散后排险。"},
		},
	})
	s.after(3*time.Minute).do("lixia-zhihui-dispatcher", casework.Dispatch{})
	s.after(4*time.Minute).each(casework.Accept{}, 2*time.Minute, "lixia-xiaofang-op", "lixia-yingji-op", "lixia-gongan-op")
	s.after(4*time.Minute).do("lixia-yaojia-op", casework.Attend{Rank: "head", Note: "已封闭两侧路口。"})
	s.after(3*time.Minute).do("lixia-xiaofang-op", casework.Arrive{Rank: "deputy_head"})
	s.after(2*time.Minute).do("lixia-gongan-op", casework.Arrive{Rank: "officer", Note: "先期到场，分管领导在途。"})

	s.in(370104)
	s.ago(27*time.Hour).report("huaiyin-xishichang-op", casework.Report{
		Text: "夜市烧烤店油烟大，疑似超标。", Place: "西市场街道某夜市（示例）", Source: "citizen",
		Call: &casework.Call{Matter: 56, Situation: "56-3", Cause: "not_alone"},
	})
	s.after(10*time.Minute).do("huaiyin-zhihui-dispatcher", casework.Dispatch{})
	s.after(20*time.Minute).each(casework.Accept{}, 4*time.Minute, "huaiyin-zhifa-op", "huaiyin-shengtai-op", "huaiyin-shichang-op")
	s.after(time.Hour).each(casework.Arrive{Rank: "section_head"}, 6*time.Minute, "huaiyin-zhifa-op", "huaiyin-shengtai-op", "huaiyin-shichang-op")
	s.after(30*time.Minute).do("huaiyin-zhifa-op", casework.Confer{
		Attendance: []casework.Attendance{
			{Unit: "zonghe-zhifa", Rank: "section_head"}, {Unit: "shengtai", Rank: "section_head"}, {Unit: "shichang", Rank: "section_head"}, {Unit: "370104004", Rank: "officer"},
		},
		Findings: "先监测后处罚；证照同步核查。",
		Plan: []casework.Planned{
			{Step: "油烟监测并移送", Unit: "shengtai", Due: s.end.Add(aDay).Format(time.RFC3339)},
			{Step: "核查证照", Unit: "shichang", Due: s.end.Add(aDay).Format(time.RFC3339)},
			{Step: "依移送立案处罚", Unit: "zonghe-zhifa", Due: s.end.Add(5 * aDay).Format(time.DateOnly)},
		},
	})
	s.ago(3*time.Hour).do("huaiyin-shengtai-op", casework.Find{Kind: "breach", Text: "油烟监测超标。", Number: "测试环监字〔示例〕012号"})
	s.after(10*time.Minute).do("huaiyin-shengtai-op", casework.Perform{Step: "p1", Text: "已监测，超标。"})
	s.after(10*time.Minute).do("huaiyin-shengtai-op", casework.Transfer{To: "zonghe-zhifa", Text: "监测报告和违法认定。", Number: "测试环移字〔示例〕012号"})
	s.ago(5*time.Hour).report("huaiyin-qingniangongyuan-op", casework.Report{
		Text: "楼间线缆低垂缠绕，箱体上有运营企业标识。", Place: "青年公园街道某小区（示例）", Source: "patrol",
		Call: &casework.Call{Matter: 35, Situation: "35-3", Cause: "no_power"},
	})
	s.after(10*time.Minute).do("huaiyin-zhihui-dispatcher", casework.Dispatch{})
	s.after(20*time.Minute).do("huaiyin-gongxin-op", casework.Accept{})
	s.after(time.Hour).do("huaiyin-gongxin-op", casework.Ask{Partner: "liantong", Text: "该处飞线和箱体是否属贵公司？何时可以整理入管？"})
	s.after(5*time.Minute).do("huaiyin-gongxin-op", casework.Ask{Partner: "yidong", Text: "该处飞线和箱体是否属贵公司？"})
	s.after(40*time.Minute).do("huaiyin-yidong-op", casework.Reply{Question: "q2", Text: "不属本公司。"})
}
