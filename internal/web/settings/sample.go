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
	empty := own()
	empty.Phone, empty.Mail, empty.Changed = "", false, false
	empty.Form.Fields[0].Value = ""
	refused := own()
	refused.Form.Fields[0].Value, refused.Form.Fields[0].Wrong = "qian.er", "电子邮件地址写法有误，例如 name@example.cn"
	return []face.Story{story("own", own()), story("empty", empty), story("refused", refused)}
}
