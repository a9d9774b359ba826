package demo

import (
	"time"

	"huying/internal/casework"
	"huying/internal/org"
)

// A Story (案例) is one case of the source, step by step: who does what, when. Outcomes, units and days are the source's;
// words and minutes are ours. It is plain data, so that it can be played through the desk, over the interface, or by
// people at their windows.
type Story struct {
	Name     string // fumes, licences, cables
	Zh       string
	District org.DistrictID
	Scenes   []Scene // the first reports
}

// Scene (一步) is one step of a story.
type Scene struct {
	At   time.Time
	Post org.PostID
	Do   casework.Command
}

// Stories are the three of the source, in the order of their days.
func Stories() []Story { return []Story{cables(), fumes(), licences()} }

// script writes a story down, step after step.
type script struct {
	now    time.Time
	scenes []Scene
}

func (s *script) at(month time.Month, d, hour, minute int) *script {
	s.now = day(2019, month, d).Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
	return s
}

// then is the next step, some minutes after the last.
func (s *script) then(minutes int, post org.PostID, cmd casework.Command) *script {
	s.now = s.now.Add(time.Duration(minutes) * time.Minute)
	s.scenes = append(s.scenes, Scene{s.now, post, cmd})
	return s
}

// each lets several posts do alike, one after the other.
func (s *script) each(minutes int, cmd casework.Command, posts ...org.PostID) *script {
	for _, p := range posts {
		s.then(minutes, p, cmd)
	}
	return s
}

// rate gives the same grade to several units.
func (s *script) rate(post org.PostID, grade string, units ...string) *script {
	for _, u := range units {
		s.then(2, post, casework.Rate{Task: u, Grade: grade})
	}
	return s
}

// july writes an instant of the script as a form takes it.
func july(d, hour, minute int) string {
	return day(2019, time.July, d).Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute).Format(time.RFC3339)
}

// few keeps a list that a command tells apart from "as proposed".
func few(units ...org.UnitID) *[]org.UnitID { return &units }

// cables: dangling lines, 槐荫 青年公园, 2019-07-04. A call at dawn and a muster; five units on site within the hour in the
// rank asked for; the police released as not concerned; the owner found by asking the carriers; moved after three days.
func cables() Story {
	const (
		leader, township   = "huaiyin-qingniangongyuan-leader", "huaiyin-qingniangongyuan-op"
		dispatcher, chief  = "huaiyin-zhihui-dispatcher", "huaiyin-zhihui-chief"
		chengguan, gongxin = "huaiyin-chengguan-leader", "huaiyin-gongxin-op"
		shizheng, yuanlin  = "huaiyin-shizheng-op", "huaiyin-yuanlin-op"
		jiaojing, liantong = "huaiyin-jiaojing-op", "huaiyin-liantong-op"
	)
	s := new(script).at(7, 4, 5, 40).then(0, leader, casework.Report{
		Text: "路口通信线缆垂落、光交箱破损倾斜，权属不明，行人绕行。", Place: "青年公园街道某路口（示例）", Source: "phone",
		Call: &casework.Call{
			Matter: 35, Situation: "35-2", Cause: "not_alone",
			Muster: &casework.Muster{Time: july(4, 6, 40), Place: "青年公园街道某路口（示例）", Rank: "deputy_head", Note: "请各单位分管领导到场。"},
		},
	})
	s.then(6, dispatcher, casework.Dispatch{})
	s.each(1, casework.Accept{}, chengguan, gongxin, shizheng, yuanlin, jiaojing)
	s.at(7, 4, 6, 15).then(0, township, casework.Attend{Rank: "section_head", Note: "已在路口值守。"})
	s.at(7, 4, 6, 20).each(3, casework.Arrive{Rank: "deputy_head"}, chengguan, gongxin, shizheng, yuanlin, jiaojing)
	s.then(5, jiaojing, casework.Find{Kind: "not_concerned", Text: "非交通设施线缆。"})
	s.then(2, chengguan, casework.Release{Task: "jiaojing", Reason: "现场排查，非交通设施线缆。"})
	s.then(3, chief, casework.Release{Task: "jiaojing", Reason: "现场排除，与交警职责无关。"})
	for _, carrier := range []org.UnitID{"liantong", "yidong", "dianxin"} {
		s.then(2, gongxin, casework.Ask{Partner: carrier, Text: "某路口垂落线缆和倾斜光交箱是否属贵公司？请一小时内确认。"})
	}
	s.then(4, gongxin, casework.Reply{Question: "q2", Text: "电话答复：非本公司线缆。"})
	s.then(3, gongxin, casework.Reply{Question: "q3", Text: "电话答复：非本公司线缆。"})
	s.at(7, 4, 7, 25).then(0, liantong, casework.Reply{Question: "q1", Text: "经核查，线缆和箱体属本公司，立即派员到场。"})
	s.then(5, gongxin, casework.Find{Kind: "ownership", Text: "逐家询问各通信运营企业，确认为联通线缆和箱体。"})
	s.at(7, 4, 8, 10).then(0, chengguan, casework.Confer{
		Attendance: []casework.Attendance{
			{Unit: "chengguan", Rank: "deputy_head"}, {Unit: "gongxin", Rank: "deputy_head"}, {Unit: "shizheng", Rank: "deputy_head"},
			{Unit: "yuanlin", Rank: "deputy_head"}, {Unit: "370104007", Rank: "section_head"}, {Unit: "liantong"},
		},
		Findings: "权属已明确；三日内改线、拆箱，期间现场围护。",
		Plan: []casework.Planned{
			{Step: "设置围护和警示", Unit: "chengguan", Due: july(4, 12, 0)},
			{Step: "线缆改线入管、拆除破损光交箱", Unit: "liantong", Due: "2019-07-07"},
			{Step: "督促权属企业按期完工", Unit: "gongxin", Due: "2019-07-07"},
		},
	})
	s.then(40, chengguan, casework.Perform{Step: "p1", Text: "围护和警示已设置。"})
	s.at(7, 5, 9, 30).each(10, casework.Answer{Text: "现场无本单位设施，已配合排查。"}, shizheng, yuanlin)
	s.at(7, 5, 17, 0).then(0, chengguan, casework.Progress{Text: "管道已疏通，线缆敷设过半。"})
	s.at(7, 7, 9, 0).then(0, chengguan, casework.Perform{Step: "p2", Text: "联通改线完成，破损箱体已拆除。"})
	s.then(10, gongxin, casework.Perform{Step: "p3", Text: "权属企业按期完工。"})
	s.then(5, gongxin, casework.Answer{Text: "权属企业已按方案改线。"})
	s.then(20, chengguan, casework.Act{Kind: "repair", Text: "改线完成，破损箱体拆除。", Outcomes: []casework.Outcome{{Kind: "removed", Count: 1}}})
	s.then(10, chengguan, casework.Answer{Text: "线缆入管，破损光交箱已拆除，路口恢复通行。"})
	s.at(7, 7, 14, 0).then(0, township, casework.Verify{How: "on_site", Text: "现场已恢复。"})
	s.then(5, township, casework.Close{})
	s.rate(leader, "satisfied", "jiaojing", "shizheng", "yuanlin").rate(leader, "very_satisfied", "chengguan", "gongxin")
	return Story{"cables", "线缆垂落", 370104, s.scenes}
}

// fumes: a hotel's oil fumes, 历下 姚家, 2019-07-25. Three departments called, two squads summoned; they confer; licences in
// order, fumes over the limit; report and finding transferred to enforcement, which punishes; looked at again after.
func fumes() Story {
	const (
		grid, township, leader    = "lixia-yaojia-grid24-1", "lixia-yaojia-op", "lixia-yaojia-leader"
		dispatcher                = "lixia-zhihui-dispatcher"
		zhifa, shengtai, shichang = "lixia-zhifa-leader", "lixia-shengtai-leader", "lixia-shichang-leader"
		squad, post               = "lixia-yaojia-zhifa-op", "lixia-yaojia-shichang-op"
	)
	s := new(script).at(7, 25, 8, 40).then(0, grid, casework.Report{
		Text: "某酒店油烟扰民，居民多次反映，现场可见浓烟。", Place: "姚家街道某酒店（示例）",
	})
	s.at(7, 25, 8, 55).then(0, township, casework.Summon{
		Units: []org.UnitID{"370102011-zhifazhongdui", "370102011-shichangsuo"}, Reason: "先行到场维持秩序，配合会商。",
	})
	s.then(10, township, casework.Call{Matter: 56, Situation: "56-3", Cause: "not_alone", Text: "网格员劝导无效，疑似超标，请三部门分管领导到场会商。"})
	s.then(8, dispatcher, casework.Dispatch{Assists: few("shengtai", "shichang"), Reason: "按镇街请求，三部门同时到场。"})
	s.each(3, casework.Accept{}, squad, post, zhifa, shengtai, shichang)
	s.at(7, 25, 9, 45).each(3, casework.Arrive{Rank: "section_head"}, squad, post)
	s.at(7, 25, 10, 20).each(4, casework.Arrive{Rank: "deputy_head", Note: "到场参加会商。"}, zhifa, shengtai, shichang)
	s.at(7, 25, 10, 45).then(0, zhifa, casework.Confer{
		Attendance: []casework.Attendance{
			{Unit: "zonghe-zhifa", Rank: "deputy_head"}, {Unit: "shengtai", Rank: "deputy_head"}, {Unit: "shichang", Rank: "deputy_head"},
			{Unit: "370102011-zhifazhongdui", Rank: "section_head"}, {Unit: "370102011-shichangsuo", Rank: "section_head"}, {Unit: "370102011", Rank: "section_head"},
		},
		Findings: "分头核查证照、监测油烟；超标的移送综合执法处罚。",
		Plan: []casework.Planned{
			{Step: "核查营业执照和食品经营许可", Unit: "shichang", Due: july(25, 12, 0)},
			{Step: "油烟监测，责令改正，移送", Unit: "shengtai", Due: july(25, 18, 0)},
			{Step: "依移送立案处罚", Unit: "zonghe-zhifa", Due: "2019-07-29"},
		},
	})
	s.then(15, shichang, casework.Find{Kind: "in_order", Text: "营业执照、食品经营许可证合法有效。"})
	s.then(2, shichang, casework.Perform{Step: "p1", Text: "证照齐全。"})
	s.at(7, 25, 15, 30).then(0, shengtai, casework.Find{Kind: "breach", Text: "油烟监测超标。", Number: "测试环监字〔2019〕001号"})
	s.then(10, shengtai, casework.Act{Kind: "order_correct", Text: "责令清洗净化设施。", Number: "测试环责改〔2019〕001号"})
	s.then(10, shengtai, casework.Transfer{To: "zonghe-zhifa", Text: "油烟监测报告和违法认定。", Number: "测试环移字〔2019〕001号"})
	s.then(5, shengtai, casework.Perform{Step: "p2", Text: "监测、责令改正、移送均已完成。"})
	s.then(20, zhifa, casework.Receive{Transfer: "x1", Text: "材料齐全，收到移送。"})
	s.at(7, 26, 9, 30).then(0, zhifa, casework.Act{Kind: "penalty", Text: "立案处罚。", Number: "测试综执罚〔2019〕001号"})
	s.then(10, zhifa, casework.Perform{Step: "p3", Text: "处罚决定已作出。"})
	s.at(7, 29, 10, 0).then(0, shichang, casework.Answer{Text: "证照合法，无需处置。"})
	s.then(5, post, casework.Answer{Text: "已配合核查证照。"})
	s.then(5, shengtai, casework.Answer{Text: "复测达标，监测报告已移送。"})
	s.then(5, squad, casework.Answer{Text: "已督促清洗，现场复查。"})
	s.then(30, zhifa, casework.Answer{Text: "处罚决定已送达，净化设施清洗完毕，复测达标。"})
	s.at(7, 30, 9, 0).then(0, township, casework.Verify{How: "on_site", Text: "现场复查，居民无异议。"})
	s.then(10, township, casework.Close{})
	s.rate(leader, "very_satisfied", "zonghe-zhifa", "shengtai", "370102011-zhifazhongdui").rate(leader, "satisfied", "shichang", "370102011-shichangsuo")
	s.at(8, 6, 9, 30).then(0, township, casework.FollowUp{Result: "solved", Text: "一周后复查，净化设施运行正常，无反弹。"})
	return Story{"fumes", "油烟扰民", 370102, s.scenes}
}

// licences: on-site approvals, 市中 四里村, 2019-08-20. One call for service through the directory; sixty licences issued
// and, the same day, delivered; forty applications for food permits accepted.
func licences() Story {
	const (
		township, leader = "shizhong-silicun-op", "shizhong-silicun-leader"
		dispatcher       = "shizhong-zhihui-dispatcher"
		shenpi, post     = "shizhong-shenpi-op", "shizhong-silicun-shichang-op"
	)
	s := new(script).at(8, 20, 8, 40).then(0, township, casework.Report{
		Text: "辖区市场六十余户商户集中办照，请到市场现场办理。", Place: "四里村街道某市场（示例）", Source: "walk_in",
		Call: &casework.Call{Service: "S01"},
	})
	s.then(3, township, casework.Summon{Units: []org.UnitID{"370103004-shichangsuo"}, Reason: "到市场协助核对场所和材料。"})
	s.then(4, dispatcher, casework.Dispatch{})
	s.each(5, casework.Accept{}, shenpi, post)
	s.at(8, 20, 9, 40).each(5, casework.Arrive{Rank: "section_head"}, shenpi, post)
	s.at(8, 20, 12, 0).then(0, shenpi, casework.Act{Kind: "permit", Text: "现场办理营业执照。", Outcomes: []casework.Outcome{{Kind: "issued", Count: 60}}})
	s.then(20, shenpi, casework.Act{Kind: "permit", Text: "受理食品经营许可申请。", Outcomes: []casework.Outcome{{Kind: "accepted", Count: 40}}})
	s.at(8, 20, 15, 0).then(0, post, casework.Answer{Text: "已协助核对场所和材料。"})
	s.then(60, shenpi, casework.Act{Kind: "permit", Text: "营业执照当日送达。", Outcomes: []casework.Outcome{{Kind: "delivered", Count: 60}}})
	s.at(8, 20, 17, 0).then(0, shenpi, casework.Answer{Text: "营业执照六十份当日送达，食品经营许可受理四十件，限期办结。"})
	s.at(8, 21, 9, 0).then(0, township, casework.Close{How: "on_site"})
	s.rate(leader, "very_satisfied", "xingzheng-shenpi", "370103004-shichangsuo")
	return Story{"licences", "现场办照", 370103, s.scenes}
}
