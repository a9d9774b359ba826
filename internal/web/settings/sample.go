package settings

import "huying/internal/web/face"

func topic(name, words, note, rule string, changed bool, on ...string) TopicRow {
	row := TopicRow{Name: name, Topic: words, Note: note, Rule: rule, Changed: changed}
	for _, box := range []Box{{Value: "mail", Label: "邮件"}, {Value: "sms", Label: "短信"}} {
		for _, one := range on {
			box.On = box.On || one == box.Value
		}
		row.Boxes = append(row.Boxes, box)
	}
	return row
}

func topics() []TopicRow {
	muster := topic("mustered", "集结", "定时到场，须在几分钟内响应", "", false)
	muster.Fixed = "各渠道都发，不能关闭"
	return []TopicRow{
		muster, topic("escalated", "提级", "督办无人答复、多次返工或者集结无响应，逐级上报", "站内、邮件、短信", false, "mail", "sms"),
		topic("supervised", "督办", "须限时答复", "站内、邮件、短信", false, "mail", "sms"),
		topic("missed", "逾期", "本单位逾期，已记录在案", "站内、邮件", true, "mail", "sms"), topic("waits", "待办", "有新的事项等待本单位办理", "站内", false),
	}
}

func own() Own {
	return Own{
		Form: face.Form{Action: "#", Verb: "telling", Fields: []face.Field{
			{Name: "mail", Label: "电子邮件地址", Value: "qian.er@example.cn", Hint: "仅本人可见，只用于告知。"},
			{Name: "quiet", Label: "免打扰时段", Kind: face.Radios, Need: true, Hint: "时段内的邮件、短信到时段结束再发；集结和紧急呼叫不受限制。", Options: []face.Option{
				{Value: "rule", Label: "按区县规则（22:00–07:00）", Chosen: true}, {Value: "never", Label: "随时可发"}, {Value: "own", Label: "自定时段"},
			}},
			{Name: "quiet_from", Label: "自", Kind: face.Time, Half: true}, {Name: "quiet_to", Label: "至", Kind: face.Time, Half: true},
			{Name: "language", Label: "邮件、短信的语言", Kind: face.Radios, Need: true, Options: []face.Option{{Value: "zh-CN", Label: "中文", Chosen: true}, {Value: "en-US", Label: "English"}}},
		}},
		Table: Table{Rows: topics(), Rule: "区县规则"}, Phone: "13800000002", Mail: true, Changed: true,
	}
}

// Stories are the pages' states for the storybook.
func Stories() []face.Story {
	story := func(state string, v Own) face.Story {
		return face.Story{Page: "telling", State: state, Show: func(f face.Frame) face.Component {
			f.Title = "告知设置"
			return face.Sample(f, v, OwnPage, "telling.", "letter.", "channel.")
		}}
	}
	page := func(state string, v District) face.Story {
		return face.Story{Page: "settings", State: state, Show: func(f face.Frame) face.Component {
			f.Title = "区县设定"
			return face.Sample(f, v, DistrictPage, "settings.", "telling.", "letter.", "channel.")
		}}
	}
	wrong := district()
	wrong.Forms[0].Open = true
	wrong.Forms[0].Fields[1].Value, wrong.Forms[0].Fields[1].Wrong = "", "每一级须有各自的代码、名称和告知对象"
	readers := district()
	readers.May, readers.Forms, readers.History = false, nil, nil
	empty := own()
	empty.Phone, empty.Mail, empty.Changed = "", false, false
	empty.Form.Fields[0].Value = ""
	refused := own()
	refused.Form.Fields[0].Value, refused.Form.Fields[0].Wrong = "qian.er", "电子邮件地址写法有误，例如 name@example.cn"
	return []face.Story{story("own", own()), story("empty", empty), story("refused", refused), page("many", district()), page("refused", wrong), page("one", readers)}
}

func district() District {
	note := "保存即生效，记录在案，全文永久留存。"
	hidden := func(section string) face.Field { return face.Field{Name: "section", Kind: face.Hidden, Value: section} }
	units := []face.Option{{Value: "wh", Label: "工作小时"}, {Value: "wd", Label: "工作日", Chosen: true}}
	form := func(verb, title string, fields ...face.Field) face.Form {
		return face.Form{Action: "#", Verb: verb, Title: title, Note: note, Clause: "P-128", Fields: append([]face.Field{hidden(verb)}, fields...)}
	}
	return District{
		May: true, Often: "返工或者易手满 3 次的，提至：区县分管负责同志",
		Ladder: []Rung{
			{"单位主要负责人", "本单位的部门分管领导、镇街分管领导", "4 个工作小时"}, {"区县分管负责同志", "区县政府审批人", "1 个工作日"}, {"区县政府", "区县政府审批人", "1 个工作日"},
		},
		Limits: []Fact{{"受理", "4 个工作小时", ""}, {"派单 · 日常", "1 个工作小时", ""}, {"派单 · 紧急", "10 分钟", ""}, {"集结响应", "5 分钟", ""}, {"申诉", "15 个工作日", ""}},
		Topics: []Fact{{"集结", "站内、邮件、短信", ""}, {"逾期", "站内、邮件", "部门分管领导 站内、邮件、短信"}, {"待办", "站内", ""}}, Quiet: "22:00–07:00",
		Forms: []face.Form{
			form("ladder", "变更提级", face.Field{Name: "rung.0.zh", Label: "第 1 级 · 名称", Value: "单位主要负责人", Half: true, Hint: "名称留空，即取消这一级"},
				face.Field{Name: "rung.0.en", Label: "第 1 级 · 英文名称", Value: "the unit's head", Half: true},
				face.Field{Name: "rung.0.roles", Label: "第 1 级 · 按角色告知", Kind: face.Checks, Folded: true, Options: []face.Option{{Value: "department_leader", Label: "部门分管领导", Chosen: true}, {Value: "township_leader", Label: "镇街分管领导", Chosen: true}}}),
			form("limits", "变更时限", face.Field{Name: "limits", Label: "时限", Kind: face.Rows, Need: true, Rows: [][]face.Field{
				{{Name: "verify.n", Label: "核查", Kind: face.Number, Value: "3"}, {Name: "verify.unit", Label: "计时单位", Kind: face.Choice, Need: true, Options: units}},
			}}),
			form("quiet", "变更免打扰时段", face.Field{Name: "quiet_from", Label: "自", Kind: face.Time, Value: "22:00", Half: true}, face.Field{Name: "quiet_to", Label: "至", Kind: face.Time, Value: "07:00", Half: true}),
		},
		Telling: TopicsForm{Action: "#", Roles: []face.Option{{Label: "全部岗位", Chosen: true}, {Value: "department_leader", Label: "部门分管领导"}}, Table: Table{Rows: topics()}},
		History: []Change{{At: 1564020180000000, Who: "历下区人民政府 · 区县政府审批人", What: "提级", Href: "#", Document: "3f9a01cc"}},
	}
}
