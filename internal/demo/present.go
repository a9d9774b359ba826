package demo

import (
	"time"

	"huying/internal/casework"
)

// present plays some thirty cases into the days before now, so that no desk is empty: each stands in another state.
func (s *stage) present() {
	s.plainly()
	s.doubted()
	s.together()
	s.slowly()
}

// ago sets the clock so long before the end of the play.
func (s *stage) ago(d time.Duration) *stage { return s.at(s.end.Add(-d)) }

const aDay = 24 * time.Hour

// plainly plays the cases that go their usual way.
func (s *stage) plainly() {
	// 历下: reported, settled, discarded, called, returned, answered, urgent.
	s.in(370102)
	s.ago(6*aDay).report("lixia-zhiyuan-op", casework.Report{Text: "反映邻居家夜间弹琴，到场未见。", Place: "智远街道某小区（示例）", Source: "phone"})
	s.after(2*time.Hour).do("lixia-zhiyuan-op", casework.Discard{Ground: "no_matter", Reason: "两次到场均未发现，已回复反映人。"})
	s.ago(5*aDay).report("lixia-yaojia-station24", casework.Report{Text: "楼道堆放杂物，影响通行。", Place: "姚家社区某单元（示例）"})
	s.after(3*time.Hour).do("lixia-yaojia-op", casework.Settle{How: "社区和物业当日清理，已告知住户。"})
	s.ago(4*aDay).report("lixia-zhiyuan-op", casework.Report{
		Text: "沿街商铺外放音响扰民，多次劝导无效。", Place: "智远街道某路（示例）", Source: "hotline",
		Call: &casework.Call{Matter: 17, Cause: "no_power"},
	})
	s.after(20*time.Minute).do("lixia-zhihui-dispatcher", casework.Dispatch{Assists: few(), Reason: "情形单一，先由牵头单位到场。"})
	s.after(30*time.Minute).do("lixia-gongan-op", casework.Accept{})
	s.after(3*time.Hour).do("lixia-gongan-op", casework.Arrive{})
	s.after(time.Hour).do("lixia-gongan-op", casework.Act{Kind: "mediate", Text: "当场责令停止，告知法律责任。"})
	s.after(aDay).do("lixia-gongan-op", casework.Answer{Text: "商铺承诺不再外放音响，已纳入巡查。"})
	s.ago(26*time.Hour).report("lixia-yaojia-op", casework.Report{
		Text: "餐馆净化器未开启，油烟直排。", Place: "姚家街道某餐馆（示例）", Source: "walk_in",
		Reporter: &casework.Reporter{Name: "测试居民甲", Phone: "000-00000001"},
		Call:     &casework.Call{Matter: 56, Situation: "56-4", Class: "daily", Cause: "no_power"},
	})
	s.after(15*time.Minute).do("lixia-zhihui-dispatcher", casework.Dispatch{})
	s.after(30*time.Minute).do("lixia-zhujian-op", casework.Return{Ground: "wrong_situation", Clause: "第56项，情形56-4", Reason: "该处为商业用房，不属居民楼情形。"})
	s.after(20*time.Minute).each(casework.Accept{}, 5*time.Minute, "lixia-zhifa-op", "lixia-shengtai-op")
	s.ago(50*time.Minute).report("lixia-yaojia-leader", casework.Report{
		Text: "群租房楼道封堵、飞线充电，有火灾危险。", Place: "姚家街道某小区（示例）", Source: "patrol", Grid: "370102011024001",
		Call: &casework.Call{Matter: 29, Situation: "29-3", Cause: "emergency"},
	})
	s.after(4*time.Minute).do("lixia-zhihui-dispatcher", casework.Dispatch{})
	s.after(3*time.Minute).each(casework.Accept{}, 2*time.Minute, "lixia-xiaofang-op", "lixia-yaojia-paichusuo-op")
	s.after(20*time.Minute).do("lixia-xiaofang-op", casework.Arrive{Rank: "section_head"})
	s.ago(12*time.Minute).report("lixia-yaojia-op", casework.Report{
		Text: "早市摊位越线占道，劝离后复返。", Place: "姚家街道某路口（示例）", Source: "patrol",
		Call: &casework.Call{Matter: 54, Cause: "no_power"},
	})
	s.ago(6*time.Minute).report("lixia-yaojia-grid24-1", casework.Report{Text: "检查井盖破损，已放警示锥。", Place: "姚家社区某路段（示例）", Position: "117.0600,36.6700"})

	// 市中: awaiting approval, waiting and long overdue, sent to rework.
	s.in(370103)
	s.ago(8*aDay).report("shizhong-shunyulu-op", casework.Report{
		Text: "小区绿地被硬化成停车位。", Place: "舜玉路街道某小区（示例）", Source: "citizen",
		Call: &casework.Call{Matter: 62, Cause: "no_power"},
	})
	s.after(30*time.Minute).do("shizhong-zhihui-dispatcher", casework.Dispatch{Assists: few("yuanlin"), Reason: "先由两家到场。"})
	s.after(40*time.Minute).do("shizhong-yuanlin-op", casework.Accept{})
	s.after(6*aDay).do("shizhong-zhihui-dispatcher", casework.Urge{Task: "zonghe-zhifa", Text: "牵头单位一直未接单，请立即接单到场。"})
	s.ago(2*time.Hour).do("shizhong-zhihui-dispatcher", casework.Supervise{Task: "zonghe-zhifa", Text: "超时未接单，请书面说明原因并即刻到场。"})
	s.ago(7*aDay).report("shizhong-silicun-op", casework.Report{
		Text: "人行道长期停放机动车，盲道被占。", Place: "四里村街道某路（示例）", Source: "hotline",
		Call: &casework.Call{Matter: 58, Situation: "58-2", Cause: "no_power"},
	})
	s.after(10*time.Minute).do("shizhong-zhihui-dispatcher", casework.Dispatch{})
	s.after(20*time.Minute).each(casework.Accept{}, 5*time.Minute, "shizhong-zhifa-op", "shizhong-jiaojing-op")
	s.after(time.Hour).each(casework.Arrive{}, 5*time.Minute, "shizhong-zhifa-op", "shizhong-jiaojing-op")
	s.after(time.Hour).do("shizhong-jiaojing-op", casework.Answer{Text: "已贴单处罚三辆。"})
	s.after(time.Hour).do("shizhong-zhifa-op", casework.Answer{Text: "已清理，人行道恢复通行。"})
	s.after(5*aDay).do("shizhong-silicun-op", casework.Rework{Tasks: []string{"zonghe-zhifa"}, Reason: "复查时盲道仍有车辆。"})
	s.ago(2*time.Hour).report("shizhong-silicun-op", casework.Report{
		Text: "项目未按约拨付工程款，二十余名工人工资未付。", Place: "四里村街道某工地（示例）", Source: "walk_in",
		Call: &casework.Call{Matter: 64, Situation: "64-3", Cause: "not_alone"},
	})

	// 槐荫: on site, closed and to be rated, led by the township itself.
	s.in(370104)
	s.ago(3*aDay).report("huaiyin-xishichang-op", casework.Report{
		Text: "墙面和电杆张贴小广告。", Place: "西市场街道某巷（示例）", Source: "city_management",
		Call: &casework.Call{Matter: 60, Cause: "no_power"},
	})
	s.after(15*time.Minute).do("huaiyin-zhihui-dispatcher", casework.Dispatch{Assists: few(), Reason: "清理为主，牵头单位一家即可。"})
	s.after(10*time.Minute).do("huaiyin-chengguan-op", casework.Accept{})
	s.after(4*time.Hour).do("huaiyin-chengguan-op", casework.Arrive{})
	s.after(2*time.Hour).do("huaiyin-chengguan-op", casework.Act{Kind: "repair", Text: "清理小广告。", Outcomes: []casework.Outcome{{Kind: "removed", Count: 120}}})
	s.after(time.Hour).do("huaiyin-chengguan-op", casework.Answer{Text: "已全部清理，线索移送。"})
	s.after(aDay).do("huaiyin-xishichang-op", casework.Close{How: "on_site"})
	s.ago(2*aDay).report("huaiyin-meilihu-op", casework.Report{
		Text: "地头发现秸秆焚烧黑斑。", Place: "美里湖街道某村地头（示例）", Source: "patrol",
		Call: &casework.Call{Matter: 13, Situation: "13-2", Cause: "no_power"},
	})
	s.after(20*time.Minute).do("huaiyin-zhihui-dispatcher", casework.Dispatch{})
	s.after(30*time.Minute).do("huaiyin-shengtai-op", casework.Accept{})
	s.ago(5*time.Hour).report("huaiyin-qingniangongyuan-op", casework.Report{
		Text: "路面塌陷，检查井盖缺失。", Place: "青年公园街道某路（示例）", Source: "phone", Grid: "370104007003001",
		Call: &casework.Call{Matter: 33, Cause: "no_power"},
	})
	s.after(8*time.Minute).do("huaiyin-zhihui-dispatcher", casework.Dispatch{Assists: few("jiaojing"), Reason: "先由市政和交警到场。"})
	s.after(10*time.Minute).each(casework.Accept{}, 3*time.Minute, "huaiyin-shizheng-op", "huaiyin-jiaojing-op")
	s.after(40*time.Minute).do("huaiyin-shizheng-op", casework.Arrive{Rank: "section_head"})
	s.after(20*time.Minute).do("huaiyin-shizheng-op", casework.Find{Kind: "hazard", Text: "井周塌陷，需开挖修复。"})
	s.after(10*time.Minute).do("huaiyin-shizheng-op", casework.Release{Task: "jiaojing", Reason: "塌陷在人行道内侧，不影响交通。"})
}
