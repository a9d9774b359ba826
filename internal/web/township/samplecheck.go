package township

import (
	"huying/internal/web/face"
	"huying/internal/web/snapshot"
)

func checkStories() []face.Story {
	rate := func(state string, v Rating) face.Story {
		return face.Story{Page: "rate", State: state, Show: func(f face.Frame) face.Component {
			f.Title = "一事一评"
			return face.Sample(f, v, RatePage, "list.", "verb.", "call.", "clock.kind.")
		}}
	}
	verify := func(state string, v func() Verifying) face.Story {
		return face.Story{Page: "verify", State: state, Show: func(f face.Frame) face.Component {
			f.Title = "核查"
			return face.Sample(f, v(), VerifyPage, "list.", "verb.", "call.", "clock.kind.")
		}}
	}
	return []face.Story{
		rate("empty", Rating{Head: checkHead("closed")}), rate("many", rating()), rate("half", halfRated()), rate("refused", refusedRating()), rate("done", doneRating()),
		verify("many", verifying), verify("open", openVerifying), verify("verified", verifiedBefore), verify("refused", refusedVerifying), verify("empty", nothingToVerify),
	}
}

func checkHead(state string) Head {
	due := at(29, 17, 30)
	if state == "closed" {
		due = at(25, 9, 30)
	}
	return Head{
		No: "2019072500001", Href: "#", Title: "餐饮油烟污染治理", Situation: "56-3 疑似超标排放（设施正常仍扰民）", Class: "daily",
		Place: "姚家街道某路 88 号，某某酒店后厨排烟口", Clock: face.Running(at(25, 10, 5), due, at(26, 17, 30)), Back: "/storybook/township/many",
	}
}

func met(kind string, due, done int64) Met { return Met{kind, face.Met(due, done)} }

func rateFormOf() *RateForm {
	return &RateForm{Action: "#", Then: "#", Grades: []Grade{{Code: "very_satisfied"}, {Code: "satisfied"}, {Code: "fair"}, {Code: "dissatisfied", Low: true}, {Code: "very_dissatisfied", Low: true}}}
}

func rating() Rating {
	return Rating{Head: checkHead("closed"), Next: "#", Left: 2, Units: []Rated{
		{ID: "t1", Unit: "历下区综合行政执法局", Part: "lead", Answer: "已对某某酒店立案，罚款五千元，责令更换净化设施；今日复测达标，油烟管道已移至楼顶。", Form: rateFormOf(),
			Steps: []Met{met("接单", at(25, 10, 0), at(25, 9, 42)), met("报到", at(25, 14, 0), at(25, 10, 50)), met("办结", at(29, 17, 30), at(26, 16, 0))}},
		{ID: "t2", Unit: "济南市生态环境局历下分局", Part: "assist", Answer: "监测报告已出具。", Form: rateFormOf(),
			Steps: []Met{met("接单", at(25, 10, 0), at(25, 11, 40)), met("报到", at(25, 14, 0), at(25, 13, 20)), met("办结", at(29, 17, 30), at(26, 10, 0))}},
		{ID: "t3", Unit: "姚家街道市场监督管理所", Part: "summoned", Answer: "证照齐全。", Form: rateFormOf(),
			Steps: []Met{met("接单", at(25, 10, 0), at(25, 9, 30)), met("报到", at(25, 14, 0), at(25, 10, 0)), met("办结", at(29, 17, 30), at(25, 17, 0))}},
	}}
}

func halfRated() Rating {
	v := rating()
	v.Units[0].Form, v.Units[0].Grade = nil, "very_satisfied"
	v.Units[1].Form.Grades[3].Chosen = true
	return v
}

func refusedRating() Rating {
	v := halfRated()
	v.Units[1].Form.WrongReason = "不满意须说明理由"
	return v
}

func doneRating() Rating {
	v := rating()
	for i, grade := range []string{"very_satisfied", "dissatisfied", "satisfied"} {
		v.Units[i].Form, v.Units[i].Grade = nil, grade
	}
	return v
}

var (
	exhaust  = face.File{Name: "排烟口朝向居民楼.jpg", Href: snapshot.Exhaust, Thumb: snapshot.Exhaust}
	purifier = face.File{Name: "净化器已更换.jpg", Href: snapshot.Purifier, Thumb: snapshot.Purifier}
	roof     = face.File{Name: "排烟管已移至楼顶.jpg", Href: snapshot.Roof, Thumb: snapshot.Roof}
)

func verifying() Verifying {
	paper := face.File{Name: "监测报告.pdf", Href: "#", Size: "310 KB"}
	return Verifying{
		Head: checkHead("answered"), Said: "酒店后厨油烟直排居民楼，楼上十几户反映夜里开不了窗。\n两次劝导无效，本街道无检测权限。",
		DoneWhen: "监测达标，或超标已处罚并改造达标", Before: []face.File{exhaust}, BeforeAt: at(25, 9, 2), Then: "#",
		Whole: Answer{Unit: "历下区综合行政执法局", At: at(26, 16, 30), Text: face.Text{Plain: "已处罚并改造，复测达标。"}},
		Answers: []Answer{
			{ID: "t1", Unit: "历下区综合行政执法局", Part: "lead", State: "answered", At: at(26, 16, 0), Text: face.Text{Plain: "罚款五千元，净化设施已更换，排烟口移至楼顶。"}, After: []face.File{purifier, roof}},
			{ID: "t2", Unit: "济南市生态环境局历下分局", Part: "assist", State: "answered", At: at(26, 10, 0), Late: true, Text: face.Text{Plain: "首测超标，复测达标。"}, Papers: []face.File{paper}},
		},
		Verify: &face.Form{Action: "#", Verb: "verify", Upload: true, Fields: []face.Field{
			{Name: "how", Label: "核查方式", Kind: face.Radios, Need: true, Options: []face.Option{{Value: "on_site", Label: "现场核查", Chosen: true}, {Value: "on_paper", Label: "书面核查"}}},
			{Name: "text", Label: "核查情况", Kind: face.Area}, {Name: "files", Label: "照片、附件", Kind: face.Photos},
		}},
		Close: &face.Form{Action: "#", Verb: "close", Fields: []face.Field{{Name: "text", Label: "说明", Kind: face.Area}}},
		Rework: &face.Form{Action: "#", Verb: "rework", Title: "退回返工", Tone: face.Red, Fields: []face.Field{
			{Name: "tasks", Label: "单位（不选即全部）", Kind: face.Checks, Options: []face.Option{{Value: "t1", Label: "历下区综合行政执法局"}, {Value: "t2", Label: "济南市生态环境局历下分局"}}},
			{Name: "reason", Label: "理由", Kind: face.Area, Need: true},
		}},
		Chips: []string{"现场问题未消除", "照片看不出办理结果", "只解决了一部分", "缺少处置文书", "反弹，再次出现"},
	}
}

func openVerifying() Verifying {
	v := verifying()
	v.Open = []string{"济南市生态环境局历下分局"}
	v.Answers[1] = Answer{ID: "t2", Unit: "济南市生态环境局历下分局", Part: "assist", State: "arrived"}
	v.Before = nil
	return v
}

func verifiedBefore() Verifying {
	v := verifying()
	v.Verify, v.Verified = nil, &Verified{How: "现场核查", At: at(26, 17, 0), Text: face.Text{Plain: "已无异味。"}, Files: []face.File{roof}}
	return v
}

func refusedVerifying() Verifying {
	v := verifying()
	v.Rework.Open, v.Rework.Fields[1].Wrong = true, "请填写理由"
	return v
}

func nothingToVerify() Verifying {
	v := verifiedBefore()
	v.Close, v.Rework = nil, nil
	return v
}
