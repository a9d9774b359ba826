package demo

import (
	"time"

	"huying/internal/casework"
	"huying/internal/org"
)

func clock(y int, m time.Month, d, hour, minute int) time.Time {
	return day(y, m, d).Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
}

// few keeps a list that a command tells apart from "as proposed".
func few(units ...org.UnitID) *[]org.UnitID { return &units }

// stories plays the three cases of the source. Their outcomes are the source's; words and minutes are ours.
func (s *stage) stories() {
	s.cables()
	s.fumes()
	s.licences()
}

// cables: dangling lines, 槐荫 青年公园, 2019-07-04. A call at dawn, five units within the hour, the police released as
// not concerned, the owner found, done after three days.
func (s *stage) cables() {
	s.in(370104).at(clock(2019, 7, 4, 5, 40)).report("huaiyin-qingniangongyuan-leader", casework.Report{
		Text: "路口通信线缆垂落、光交箱破损倾斜，权属不明，行人绕行。", Place: "青年公园街道某路口（示例）", Source: "phone",
		Call: &casework.Call{Matter: 35, Situation: "35-2", Cause: "not_alone"},
	})
	s.after(6*time.Minute).do("huaiyin-zhihui-dispatcher", casework.Dispatch{})
	five := []org.PostID{"huaiyin-chengguan-leader", "huaiyin-gongxin-op", "huaiyin-shizheng-op", "huaiyin-yuanlin-op", "huaiyin-jiaojing-op"}
	s.after(2*time.Minute).each(casework.Accept{}, time.Minute, five...)
	s.at(clock(2019, 7, 4, 6, 20)).each(casework.Arrive{Rank: "deputy_head"}, 2*time.Minute, five...)
	s.after(5*time.Minute).do("huaiyin-jiaojing-op", casework.Find{Kind: "not_concerned", Text: "非交通设施线缆。"})
	s.do("huaiyin-chengguan-leader", casework.Release{Task: "jiaojing", Reason: "现场排查，非交通设施线缆。"})
	s.after(3*time.Minute).do("huaiyin-zhihui-chief", casework.Release{Task: "jiaojing", Reason: "现场排除，与交警职责无关。"})
	s.at(clock(2019, 7, 4, 7, 30)).do("huaiyin-gongxin-op", casework.Find{Kind: "ownership", Text: "逐家询问各通信运营企业，确认为联通线缆和箱体。"})
	s.after(time.Hour).do("huaiyin-chengguan-leader", casework.Act{Kind: "order_correct", Text: "与权属企业商定整改方案：三日内改线、拆箱。"})
	s.at(clock(2019, 7, 5, 9, 30)).each(casework.Answer{Text: "现场无本单位设施，已配合排查。"}, 10*time.Minute, "huaiyin-shizheng-op", "huaiyin-yuanlin-op")
	s.at(clock(2019, 7, 7, 9, 0)).do("huaiyin-gongxin-op", casework.Answer{Text: "权属企业已按方案改线。"})
	s.after(30*time.Minute).do("huaiyin-chengguan-leader", casework.Act{Kind: "repair", Text: "改线完成，破损箱体拆除。", Outcomes: []casework.Outcome{{Kind: "removed", Count: 1}}})
	s.after(10*time.Minute).do("huaiyin-chengguan-leader", casework.Answer{Text: "线缆入管，破损光交箱已拆除，路口恢复通行。"})
	s.at(clock(2019, 7, 7, 14, 0)).do("huaiyin-qingniangongyuan-op", casework.Verify{How: "on_site", Text: "现场已恢复。"})
	s.after(5*time.Minute).do("huaiyin-qingniangongyuan-op", casework.Close{})
	s.rate("huaiyin-qingniangongyuan-leader", "satisfied", "jiaojing", "shizheng", "yuanlin")
	s.rate("huaiyin-qingniangongyuan-leader", "very_satisfied", "chengguan", "gongxin")
}

// fumes: a hotel's oil fumes, 历下 姚家, 2019-07-25. Licences in order, measured over the limit, finding and report
// handed to enforcement, which punishes.
func (s *stage) fumes() {
	s.in(370102).at(clock(2019, 7, 25, 8, 40)).report("lixia-yaojia-grid24-1", casework.Report{
		Text: "某酒店油烟扰民，居民多次反映，现场可见浓烟。", Place: "姚家街道某酒店（示例）",
	})
	s.at(clock(2019, 7, 25, 9, 5)).do("lixia-yaojia-op", casework.Call{
		Matter: 56, Situation: "56-3", Cause: "not_alone", Text: "网格员劝导无效，疑似超标，请三部门到场会商，派驻机构一并到场。",
		Units: []org.UnitID{"370102011-zhifazhongdui", "370102011-shichangsuo"},
	})
	s.after(8*time.Minute).do("lixia-zhihui-dispatcher", casework.Dispatch{
		Assists: few("shengtai", "shichang", "370102011-zhifazhongdui", "370102011-shichangsuo"), Reason: "按镇街请求，派驻机构一并到场。",
	})
	all := []org.PostID{"lixia-zhifa-leader", "lixia-shengtai-leader", "lixia-shichang-leader", "lixia-yaojia-zhifa-op", "lixia-yaojia-shichang-op"}
	s.after(5*time.Minute).each(casework.Accept{}, 3*time.Minute, all...)
	s.at(clock(2019, 7, 25, 10, 20)).each(casework.Arrive{Rank: "deputy_head", Note: "到场参加会商。"}, 4*time.Minute, all[:3]...)
	s.each(casework.Arrive{Rank: "section_head"}, time.Minute, all[3:]...)
	s.at(clock(2019, 7, 25, 11, 0)).do("lixia-shichang-leader", casework.Find{Kind: "in_order", Text: "营业执照、食品经营许可证合法有效。"})
	s.at(clock(2019, 7, 25, 15, 30)).do("lixia-shengtai-leader", casework.Find{Kind: "breach", Text: "油烟监测超标。", Number: "测试环监字〔2019〕001号"})
	s.after(10*time.Minute).do("lixia-shengtai-leader", casework.Act{Kind: "order_correct", Text: "责令清洗净化设施，监测报告和违法认定移送综合执法。", Number: "测试环责改〔2019〕001号"})
	s.at(clock(2019, 7, 26, 9, 30)).do("lixia-zhifa-leader", casework.Act{Kind: "penalty", Text: "收到移送，立案处罚。", Number: "测试综执罚〔2019〕001号"})
	s.at(clock(2019, 7, 29, 10, 0)).do("lixia-shichang-leader", casework.Answer{Text: "证照合法，无需处置。"})
	s.after(5*time.Minute).do("lixia-yaojia-shichang-op", casework.Answer{Text: "已配合核查证照。"})
	s.after(5*time.Minute).do("lixia-shengtai-leader", casework.Answer{Text: "复测达标，监测报告已移送。"})
	s.after(5*time.Minute).do("lixia-yaojia-zhifa-op", casework.Answer{Text: "已督促清洗，现场复查。"})
	s.after(30*time.Minute).do("lixia-zhifa-leader", casework.Answer{Text: "处罚决定已送达，净化设施清洗完毕，复测达标。"})
	s.at(clock(2019, 7, 30, 9, 0)).do("lixia-yaojia-op", casework.Verify{How: "on_site", Text: "现场复查，居民无异议。"})
	s.after(10*time.Minute).do("lixia-yaojia-op", casework.Close{})
	s.rate("lixia-yaojia-leader", "very_satisfied", "zonghe-zhifa", "shengtai", "370102011-zhifazhongdui")
	s.rate("lixia-yaojia-leader", "satisfied", "shichang", "370102011-shichangsuo")
}

// licences: on-site approvals, 市中 四里村, 2019-08-20. A call for service: licences issued and delivered the same day,
// food permits accepted.
func (s *stage) licences() {
	s.in(370103).at(clock(2019, 8, 20, 8, 40)).report("shizhong-silicun-op", casework.Report{
		Text: "辖区市场六十余户商户集中办照，请到市场现场办理。", Place: "四里村街道某市场（示例）", Source: "walk_in",
		Call: &casework.Call{Service: "S01", Units: []org.UnitID{"370103004-shichangsuo"}},
	})
	s.after(6*time.Minute).do("shizhong-zhihui-dispatcher", casework.Dispatch{Assists: few("370103004-shichangsuo"), Reason: "按镇街请求，市场监管所到场协助。"})
	s.after(5*time.Minute).each(casework.Accept{}, 5*time.Minute, "shizhong-shenpi-op", "shizhong-silicun-shichang-op")
	s.at(clock(2019, 8, 20, 9, 40)).each(casework.Arrive{Rank: "section_head"}, 5*time.Minute, "shizhong-shenpi-op", "shizhong-silicun-shichang-op")
	s.at(clock(2019, 8, 20, 12, 0)).do("shizhong-shenpi-op", casework.Act{
		Kind: "permit", Text: "现场办理营业执照，当日送达。", Outcomes: []casework.Outcome{{Kind: "issued", Count: 62}, {Kind: "delivered", Count: 62}},
	})
	s.after(20*time.Minute).do("shizhong-shenpi-op", casework.Act{
		Kind: "permit", Text: "受理食品经营许可申请。", Outcomes: []casework.Outcome{{Kind: "accepted", Count: 43}},
	})
	s.at(clock(2019, 8, 20, 15, 0)).do("shizhong-silicun-shichang-op", casework.Answer{Text: "已协助核对场所和材料。"})
	s.at(clock(2019, 8, 20, 17, 0)).do("shizhong-shenpi-op", casework.Answer{Text: "营业执照六十二份当日送达，食品经营许可受理四十三件，限期办结。"})
	s.at(clock(2019, 8, 21, 9, 0)).do("shizhong-silicun-op", casework.Close{How: "on_site"})
	s.rate("shizhong-silicun-leader", "very_satisfied", "xingzheng-shenpi", "370103004-shichangsuo")
}

// rate gives the same grade to several units, a few minutes apart.
func (s *stage) rate(post org.PostID, grade string, units ...string) {
	for _, u := range units {
		s.after(2*time.Minute).do(post, casework.Rate{Task: u, Grade: grade})
	}
}
