package township

import "huying/internal/web/face"

func callStories() []face.Story {
	call := func(state string, v Call) face.Story {
		return face.Story{Page: "call", State: state, Show: func(f face.Frame) face.Component {
			f.Title, f.Wide = "呼叫", true
			return face.Sample(f, v, CallPage, "list.", "verb.", "call.", "clock.kind.")
		}}
	}
	return []face.Story{
		call("search", search()), call("found", found()), call("none", nothing()), call("chosen", chosenCall()),
		call("refused", refusedCall()), call("unlisted", unlistedCall()), call("unmapped", unmappedCall()),
	}
}

func plain(text string) []Piece { return []Piece{{Text: text}} }

func picksOf(name string) []Pick {
	switch name {
	case "fumes":
		return []Pick{
			{Code: "56-1", Name: plain("未安装油烟净化设施"), Href: "/storybook/call/chosen", Class: "daily"},
			{Code: "56-2", Name: plain("已安装但不正常使用或不清洗"), Href: "/storybook/call/chosen", Class: "daily"},
			{Code: "56-3", Name: plain("疑似超标排放（设施正常仍扰民）"), Href: "/storybook/call/chosen", Class: "daily"},
			{Code: "56-4", Name: plain("居民住宅楼、无专用烟道商住楼等禁设场所新开产生油烟的餐饮"), Href: "/storybook/call/chosen", Class: "major"},
			{Code: "56-0", Name: plain("其他情形"), Href: "/storybook/call/chosen", Class: "daily"},
		}
	case "cables":
		return []Pick{
			{Code: "35-1", Name: plain("线缆垂落、断落（可能带电）"), Href: "/storybook/call/chosen", Class: "urgent"},
			{Code: "35-2", Name: plain("线缆外露、光交箱破损倾斜（权属不明）"), Href: "/storybook/call/chosen", Class: "major"},
		}
	}
	return []Pick{{Code: "13-0", Name: plain("其他情形"), Href: "/storybook/call/chosen", Class: "daily"}}
}

func search() Call {
	matters := []Matter{
		{56, "餐饮油烟污染治理", "历下区综合行政执法局", picksOf("fumes")}, {35, "弱电管线与架空线缆整治", "历下区城市管理局", picksOf("cables")},
		{13, "秸秆禁烧专项整治", "镇街", picksOf("straw")},
	}
	return Call{
		Here: "/storybook/call/found", Find: "/storybook/call/found", From: "2019072500001", Report: "酒店后厨油烟直排居民楼，楼上十几户反映夜里开不了窗。",
		Edition: "2019-07-26 公布版（演示用重构清单）", Matters: 81,
		Hits: Hits{Hits: []Hit{
			{Number: 56, Name: plain("餐饮油烟污染治理"), Lead: "历下区综合行政执法局", Picks: picksOf("fumes")[2:3]},
			{Number: 35, Name: plain("弱电管线与架空线缆整治"), Lead: "历下区城市管理局", Picks: picksOf("cables")[1:]},
			{Name: plain("服务事项"), Lead: "历下区行政审批服务局", Picks: []Pick{{Name: plain("证照集中办理"), Href: "#"}}},
		}}.Counted(),
		Service: []Service{{"证照集中办理", "历下区行政审批服务局", "#"}, {"食品经营许可现场受理", "历下区行政审批服务局", "#"}},
		Domains: []Domain{{"综合执法", matters[:1]}, {"城乡建设", matters[1:2]}, {"生态环境", matters[2:]}},
		Sheet:   callSheet(nil), Unlisted: "/storybook/call/unlisted",
	}
}

func found() Call {
	v := search()
	v.Hits = Hits{Words: "cyyy", Hits: []Hit{{Number: 56, Name: []Piece{{"餐饮油烟", true}, {"污染治理", false}}, Lead: "历下区综合行政执法局", Picks: picksOf("fumes")}}}.Counted()
	v.Hits.Hits = append(v.Hits.Hits, Hit{
		Number: 35, Name: plain("弱电管线与架空线缆整治"), Lead: "历下区城市管理局",
		Said: []Piece{{"沿街餐饮", false}, {"油烟", true}, {"管道与线缆缠绕", false}}, Picks: picksOf("cables"),
	})
	v.Hits = v.Hits.Counted()
	v.Hits.More = 3
	return v
}

func nothing() Call {
	v := search()
	v.Hits = Hits{Words: "夜市唱歌"}
	return v
}

func steps(accept, arrive, finish string) []Step {
	return []Step{
		{Kind: "派单", Due: "7月25日 11:05"}, {Kind: "接单", Limit: accept, Due: "7月25日 11:05"},
		{Kind: "报到", Limit: arrive, Due: "7月25日 15:35"}, {Kind: "办结", Limit: finish, Due: "8月15日 17:30"},
	}
}

func chosenCall() Call {
	v := search()
	v.Hits.Hits[0].Picks[0].Here = true
	v.Chosen = &Situation{
		Matter: "餐饮油烟污染治理", Number: 56, Code: "56-3", Name: "疑似超标排放（设施正常仍扰民）", Lead: "历下区综合行政执法局",
		Assists: []string{"市生态环境局历下分局", "历下区市场监督管理局"}, Partners: []string{"物业服务企业"}, Unmapped: []string{"区县城镇排水主管部门"},
		Prospects: []Prospect{
			{Class: "daily", Own: true, Approval: "不需审批，直接呼叫", Steps: steps("1个工作小时", "4个工作小时", "15个工作日")},
			{Class: "major", Approval: "须分管领导先批准，7月25日 15:35 前", Grave: true, Steps: steps("30分钟", "2小时", "15个工作日")},
			{Class: "urgent", Approval: "先呼叫，分管领导 7月26日 10:05 前补批", Steps: steps("10分钟", "30分钟", "15个工作日")},
		},
		Recognise: "居民多次反映、可见浓烟", Evidence: []string{"投诉记录", "排口视频"}, Done: "监测达标，或超标已处罚并改造达标", Manual: "#",
		Tier: Tier{
			Points:       []string{"先核对证照和净化设施运行记录", "居民楼下新开餐饮，开业前告知禁设规定"},
			Requirements: []string{"两次劝导无效的，当日呼叫"}, Steps: []string{"到场劝导（劝导记录）", "呼叫部门", "核查、销号"},
		},
		Precedents: []Precedent{{at(11, 9, 0), "历下区综合行政执法局", "油烟是否超标须经检测，由综合执法局牵头办理，不得以“先劝导”退回。"}}, More: "#",
	}
	v.Sheet = callSheet(v.Chosen)
	return v
}

func callSheet(chosen *Situation) Sheet {
	return Sheet{
		Form: face.Form{Action: "#", Verb: "call", Title: "呼叫", Send: "发出呼叫", Tone: face.Blue, Upload: true}, Ready: chosen != nil,
		Picked: []face.Field{
			{Name: "class", Label: "呼叫类别", Kind: face.Radios, Need: true, Options: []face.Option{{Value: "daily", Label: "日常", Chosen: true}, {Value: "major", Label: "重大"}, {Value: "urgent", Label: "紧急"}}},
			{Name: "cause", Label: "呼叫原因", Kind: face.Radios, Need: true, Options: []face.Option{{Value: "no_power", Label: "依法无权处理"}, {Value: "not_alone", Label: "无法独立解决"}, {Value: "emergency", Label: "突发事件"}}},
		},
		Facts: []face.Field{
			{Name: "place", Label: "地点", Need: true, Value: "姚家街道某路 88 号"},
			{Name: "text", Label: "呼叫经过", Kind: face.Area, Need: true, Hint: "本镇街做了什么，为什么需要部门"},
			{Name: "party", Label: "当事人"},
		},
		Files: face.Field{Name: "files", Label: "照片、附件", Kind: face.Photos},
		Rare: []face.Field{
			{Name: "units", Label: "希望到场的其他单位", Kind: face.Checks, Folded: true, Hint: "中心不照此派单的，须说明理由。", Options: []face.Option{{Value: "a", Label: "历下区住房和城乡建设局"}, {Value: "b", Label: "市公安局历下区分局"}}},
			{Name: "muster", Label: "集结", Kind: face.Rows, Folded: true, Hint: "定时、定点、定职级；各单位须先到场，方可退单。", Rows: [][]face.Field{{
				{Name: "muster.time", Label: "集结时间", Kind: face.Moment}, {Name: "muster.place", Label: "集结地点"},
				{Name: "muster.rank", Label: "到场职级", Kind: face.Choice, Hint: "不选，即经办人员", Options: []face.Option{{Value: "deputy_head", Label: "分管领导"}}},
				{Name: "muster.note", Label: "说明", Kind: face.Area},
			}}},
		},
	}
}

// unlistedCall calls for what the list does not name, and for a muster with it.
func unlistedCall() Call {
	v := chosenCall()
	v.Chosen = &Situation{Unlisted: true, Matter: "清单外", Prospects: []Prospect{{Class: "daily", Own: true, Approval: "不需审批，直接呼叫", Steps: []Step{
		{Kind: "裁定", Due: "7月26日 17:30"}, {Kind: "接单", Limit: "2个工作小时", Due: "7月25日 14:05"}, {Kind: "报到", Limit: "1个工作日", Due: "7月26日 17:30"}, {Kind: "办结", Limit: "10个工作日", Due: "8月8日 17:30"},
	}}}}
	v.Sheet = callSheet(v.Chosen)
	v.Sheet.Rare[1].Folded = false
	return v
}

// unmappedCall is of a situation whose lead no unit bears yet, with time by statute and a year without a calendar.
func unmappedCall() Call {
	v := chosenCall()
	v.Chosen.Lead, v.Chosen.Assists, v.Chosen.Evidence, v.Chosen.Tier = "", nil, nil, Tier{}
	v.Chosen.Prospects[0].Steps[3] = Step{Kind: "办结", Limit: "按法定程序"}
	v.Chosen.Prospects[0].Steps[2] = Step{Kind: "报到", Limit: "3个工作日", Due: "2027 年历法未公布", Unknown: true}
	return v
}

// refusedCall kept the files that came with it, and a draft.
func refusedCall() Call {
	v := chosenCall()
	v.Wrong, v.Clause = "请填写呼叫经过", "P-24"
	v.Sheet.Facts[1].Wrong = "请填写呼叫经过"
	v.Sheet.Kept = []face.Kept{{Name: "排烟口.jpg", Tick: face.Field{Name: "files.0.sha256", Value: "0"}}}
	v.Sheet.Draft, v.Sheet.Saved = "d", at(25, 10, 1)
	return v
}
