package storybook

import "huying/internal/web/face"

func sampleSteps(here int, void bool) []face.Step {
	names := []string{"report", "call", "sort", "respond", "link", "close", "rate"}
	all := make([]face.Step, len(names))
	for i, name := range names {
		all[i] = face.Step{Name: name, State: face.StepNext}
		switch {
		case i < here:
			all[i].State, all[i].To = face.StepDone, at(25, 8+i, 31)
		case void:
			all[i].State = face.StepVoid
		case i == here:
			all[i].State, all[i].Note = face.StepHere, "3 个单位，2 个已报到"
		}
	}
	return all
}

func sampleEntries(photo string) []face.Entry {
	return []face.Entry{
		{Version: 5, At: at(26, 9, 20), Type: "Acted", Unit: "历下区综合行政执法局", Role: "部门经办", Person: "孙三（演示）", Gist: []string{"行政处罚", "改正 1"},
			Says: []face.Said{{Label: "情况", Text: face.Text{Plain: "责令三日内清洗净化设施。"}}, {Label: "文书编号", Text: face.Text{Erased: true}}},
			Files: []face.File{
				{Name: "处罚决定书（演示）.pdf", Href: "#", Size: "312 KB"}, {Name: "现场（演示）.svg", Href: "#", Thumb: photo, Size: "1.2 MB"}, {Gone: true},
			}},
		{Version: 4, At: at(25, 10, 14), Type: "AcceptMissed", Unit: "历下区市场监督管理局", Miss: true, Receipt: "#"},
		{Version: 3, At: at(25, 9, 14), Type: "Dispatched", Unit: "历下区指挥调度中心", Role: "调度员", Gist: []string{"牵头：综合行政执法局", "配合：市场监管局、生态环境局"}, Receipt: "#"},
		{Version: 2, At: at(25, 9, 2), Type: "Called", Unit: "姚家街道", Role: "镇街经办", Person: "钱二（演示）", Gist: []string{"日常", "56-3 疑似超标排放"},
			Says: []face.Said{{Text: face.Text{Plain: "社区劝导两次，酒店称设备正常运行。\n油烟是否超标须专业检测，街道无检测和处罚权限。"}}}, Receipt: "#"},
		{Version: 1, At: at(25, 8, 31), Type: "Reported", Unit: "姚家社区第 4 网格", Role: "网格员", Says: []face.Said{{Text: face.Text{Closed: true}}}, Receipt: "#"},
	}
}

func sampleForm(verb string) face.Form {
	return face.Form{
		Action: "/storybook", Verb: verb, Title: "认定", Note: "记下查明的事实；有文书的填文书编号。", Clause: "P-50", Tone: face.Blue, Open: true,
		Fields: []face.Field{
			{Name: "kind", Label: "认定种类", Kind: face.Choice, Need: true, Options: []face.Option{{Value: "a", Label: "属实"}, {Value: "b", Label: "不属实"}}},
			{Name: "text", Label: "认定内容", Kind: face.Area, Need: true, Hint: "写明查明的事实、依据和时间。"},
			{Name: "number", Label: "文书编号", Hint: "如 环监字〔2019〕112号"},
			{Name: "short", Label: "一句话结论", Max: 30, Need: true, Value: "净化设施未按期清洗，油烟超标排放一点八倍，已责令立即"},
			{Name: "count", Label: "改正户数", Kind: face.Number, Need: true, Half: true},
			{Name: "by", Label: "整改期限", Kind: face.Date, Half: true},
			{Name: "grade", Label: "评价", Kind: face.Radios, Need: true, Options: []face.Option{{Value: "1", Label: "满意"}, {Value: "2", Label: "基本满意"}, {Value: "3", Label: "不满意", Note: "须说明理由"}}},
			{Name: "units", Label: "同时告知", Kind: face.Checks, Folded: true, Options: []face.Option{{Value: "a", Label: "历下区市场监督管理局"}, {Value: "b", Label: "市生态环境局历下分局"}}},
			{Name: "asked", Label: "已当面告知当事人", Kind: face.Tick, Hint: "没有告知的，须在五日内补告知。"},
		},
	}
}

func refusedSample() face.Form {
	f := sampleForm("refused")
	f.Fields[1].Wrong = "请填写认定内容"
	f.Fields[4].Wrong, f.Fields[4].Value = "户数须为整数", "三户"
	f.Fields[6].Wrong = "不满意的，须说明理由"
	f.Fields[8].Wrong = "请确认已告知"
	return f
}

func sampleCases() []face.Case {
	return []face.Case{
		{No: "2019072500001", Href: "#", Title: "餐饮油烟污染治理", Situation: "56-3 疑似超标排放", Place: "姚家街道某路 88 号", Class: "urgent", Status: "working", From: "姚家街道", At: at(25, 9, 2), Doing: "报到", Clock: dials()[2].clock},
		{No: "2019072500007", Href: "#", Title: "弱电管线与架空线缆整治", Place: "某某里 6 号楼", Class: "major", Status: "called", From: "12345 热线", At: at(25, 9, 31), Doing: "派单", Clock: dials()[1].clock, Note: "要素不全：请补充线缆权属标识照片。"},
		{No: "2019072500009", Href: "#", Title: "占道经营", Class: "daily", Status: "answered", From: "姚家社区第 4 网格", At: at(25, 9, 40), Doing: "核查", Clock: dials()[0].clock},
		{No: "2019072400012", Href: "#", Title: "小区东门消防车通道被堵", Place: "某某花园东门", Class: "daily", Status: "archived", From: "姚家街道", At: at(24, 9, 40), Clock: dials()[3].clock},
	}
}

func sampleTable() face.Table {
	return face.Table{
		ID: "cases", Caption: "全部案件", Close: true, Stack: true, Count: "第 1–4 条，共 1280 条", First: "#", Next: "#",
		Columns: []face.Column{
			{Label: "事项", Href: "#"}, {Label: "地点"}, {Label: "来自"}, {Label: "状态"}, {Label: "时限", Sort: face.Ascending, Href: "#"}, {Label: "办理", Quiet: true},
		},
	}
}
