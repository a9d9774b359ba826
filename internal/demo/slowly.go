package demo

import (
	"time"

	"huying/internal/casework"
	"huying/internal/org"
	"huying/internal/rule"
)

// slowly plays the cases that take longer than their time, or were not done well: more time asked for and given, one
// that rests until spring, one by statutory procedure, and two low marks, one of them contested.
func (s *stage) slowly() {
	s.in(370103)
	s.working(4*aDay, "shizhong-silicun-op", casework.Report{
		Text: "楼顶平台被搭建成阳光房，涉及两户。", Place: "四里村街道某小区（示例）", Source: "hotline",
		Call: &casework.Call{Matter: 53, Situation: "53-3", Cause: "no_power"},
	}, "shizhong-zhihui-dispatcher", "shizhong-zhifa-op")
	s.dated(func() {
		s.ago(70*time.Minute).do("shizhong-zhifa-op", casework.Extend{Days: 5, Reason: "两户产权人在外地，需约谈后拆除。"})
	})

	s.working(3*aDay, "shizhong-shunyulu-op", casework.Report{
		Text: "生活垃圾分类亭损坏多处，垃圾外溢。", Place: "舜玉路街道某小区（示例）", Source: "citizen",
		Call: &casework.Call{Matter: 63, Cause: "not_alone"},
	}, "shizhong-zhihui-dispatcher", "shizhong-chengguan-op")
	s.dated(func() {
		s.after(aDay).do("shizhong-chengguan-op", casework.Extend{Days: 2, Reason: "配件需厂家调运。"})
		s.after(time.Hour).do("shizhong-shunyulu-op", casework.Opine{Request: "r1", Opinion: "agree"})
		s.after(time.Hour).do("shizhong-zhihui-chief", casework.Grant{Request: "r1", Note: "同意延期两个工作日。"})
	})

	s.working(6*aDay, "shizhong-silicun-op", casework.Report{
		Text: "行道树枯死七株，居民要求补植。", Place: "四里村街道某路（示例）", Source: "patrol",
		Call: &casework.Call{Service: "S23"},
	}, "shizhong-zhihui-dispatcher", "shizhong-yuanlin-op")
	s.after(aDay).do("shizhong-yuanlin-op", casework.Suspend{
		Ground: "seasonal", Review: s.end.Add(60 * aDay).Format(time.DateOnly), Reason: "现不宜移栽，待补植季节统一补植。",
	})
	s.after(2*time.Hour).do("shizhong-silicun-op", casework.Opine{Request: "r1", Opinion: "agree"})
	s.after(time.Hour).do("shizhong-zhihui-chief", casework.Grant{Request: "r1"})
	s.after(3*time.Hour).do("shizhong-zhengfu-approver", casework.Grant{Request: "r1", Note: "同意，届时复核。"})

	s.in(370104)
	s.working(2*aDay, "huaiyin-meilihu-op", casework.Report{
		Text: "黄河滩内发现疑似采砂坑，有车辙。", Place: "美里湖街道某河段（示例）", Source: "patrol",
		Call: &casework.Call{Matter: 5, Situation: "5-5", Class: "daily", Cause: "no_power"},
	}, "huaiyin-zhihui-dispatcher", "huaiyin-shuiwu-op")
	s.closed(5*aDay, "huaiyin-qingniangongyuan-op", casework.Report{
		Text: "路口车行道长期违停，公交进站困难。", Place: "青年公园街道某路口（示例）", Source: "hotline",
		Call: &casework.Call{Matter: 58, Situation: "58-1", Cause: "no_power"},
	}, "huaiyin-zhihui-dispatcher", "huaiyin-jiaojing-op")
	s.do("huaiyin-qingniangongyuan-op", casework.Rate{Task: "jiaojing", Grade: "dissatisfied", Reason: "只贴单一次，次日复发。"})
	s.closed(4*aDay, "huaiyin-xishichang-op", casework.Report{
		Text: "渣土车夜间遗撒，路面泥泞。", Place: "西市场街道某路（示例）", Source: "phone",
		Call: &casework.Call{Matter: 59, Cause: "no_power"},
	}, "huaiyin-zhihui-dispatcher", "huaiyin-chengguan-op")
	s.do("huaiyin-xishichang-op", casework.Rate{Task: "chengguan", Grade: "very_dissatisfied", Reason: "到场过晚，路面次日才清。"})
	s.after(aDay).do("huaiyin-chengguan-op", casework.Appeal{Rating: "m1", Reason: "遗撒点在区界以外，当晚已移交并清扫本区路段。"})
}

// dated plays what needs a date to finish by: past the last known year there is none, and nothing to put off (P-71).
func (s *stage) dated(play func()) {
	if s.err != nil {
		return
	}
	play()
	if refusal, ok := rule.As(s.err); ok && refusal.Clause == "P-71" {
		s.err = nil
	}
}

// working plays a call up to where its lead, alone, is on site.
func (s *stage) working(ago time.Duration, township org.PostID, cmd casework.Report, dispatcher, lead org.PostID) {
	s.ago(ago).report(township, cmd)
	dispatch := casework.Dispatch{}
	if cmd.Call.Service == "" {
		dispatch = casework.Dispatch{Assists: few(), Reason: "先由牵头单位到场。"}
	}
	s.after(15*time.Minute).do(dispatcher, dispatch)
	s.after(20*time.Minute).do(lead, casework.Accept{})
	s.after(2*time.Hour).do(lead, casework.Arrive{})
}

// closed plays a call up to where it is to be rated.
func (s *stage) closed(ago time.Duration, township org.PostID, cmd casework.Report, dispatcher, lead org.PostID) {
	s.working(ago, township, cmd, dispatcher, lead)
	s.after(time.Hour).do(lead, casework.Answer{Text: "已到场处置。"})
	s.after(aDay).do(township, casework.Close{How: "on_site"})
	s.after(time.Hour)
}
