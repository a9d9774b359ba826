// Package storybook lists every page in every state: empty, one, many, overdue, refused; and before them what all pages are
// made of: the ground (colours, type, space) and the parts of face, each in every state it knows.
package storybook

import (
	_ "embed"
	"time"

	"huying/internal/web/face"
)

// Style is the storybook's own few lines.
//
//go:embed storybook.css
var Style string

// now is the moment all samples are looked at: 2019-07-25 10:00 of the first story.
var now = at(25, 10, 0)

func at(day, hour, minute int) int64 {
	return time.Date(2019, 7, day, hour, minute, 0, 0, time.FixedZone("UTC+8", 8*60*60)).UnixMicro()
}

// Stories are the ground and the parts.
func Stories() []face.Story {
	drawn := func(page, state, title string, body func(photo string) face.Component) face.Story {
		return face.Story{Page: page, State: state, Show: func(f face.Frame) face.Component {
			f.Title = title
			return sheet(f, title, body(f.Assets.Mark))
		}}
	}
	story := func(page, state, title string, body face.Component) face.Story {
		return drawn(page, state, title, func(string) face.Component { return body })
	}
	all := []face.Story{
		story("ground", "colours", "颜色", colours()), story("ground", "type", "文字", letters()), story("ground", "space", "间距", spaces()),
		story("parts", "words", "状态与等级", words()), story("parts", "clock", "时限", clocks()), story("parts", "unit", "单位与人员", units()),
		story("parts", "steps", "进度", steps()), drawn("parts", "entries", "办理记录", entries), story("parts", "form", "表单", form()),
		story("parts", "refused", "表单：未通过", refusedForm()), drawn("parts", "files", "文件", files), story("parts", "buttons", "按钮与按键", buttons()),
		story("parts", "dialog", "对话框", dialogs()), story("parts", "tip", "释义", tips()), story("parts", "states", "空、多、不予办理", states()),
		story("parts", "table", "长表", table()), story("parts", "tabs", "页签与工具条", tabs()), story("parts", "list", "案件列表", list()),
		story("parts", "queue", "排队", queue()),
	}
	toast := story("parts", "toast", "提示", toasts())
	shown := toast.Show
	toast.Show = func(f face.Frame) face.Component {
		f.Told = "呼叫已发出，指挥调度中心将在 30 分钟内派单。"
		return shown(f)
	}
	guest := face.Story{Page: "parts", State: "guest", Show: func(f face.Frame) face.Component {
		f.Who, f.Nav, f.District, f.Title = face.Who{}, nil, "", "未登录"
		return sheet(f, "未登录", guest())
	}}
	return append(all, toast, guest)
}

// A clock in each state, with its name.
type named struct {
	name  string
	clock face.Clock
}

func dials() []named {
	return []named{
		{"计时中", face.Running(now, at(25, 15, 1), at(25, 14, 0))},
		{"将到期", face.Running(now, at(25, 10, 18), at(25, 9, 50))},
		{"已超时", face.Running(now, at(25, 7, 40), at(25, 7, 0))},
		{"按时完成", face.Met(at(25, 10, 14), at(25, 9, 21))},
		{"完成，但超时", face.Met(at(25, 8, 14), at(25, 9, 21))},
		{"暂停", face.Clock{State: face.ClockPaused, Now: now}},
		{"按法定程序", face.Clock{State: face.ClockStatute, Now: now}},
		{"历法未公布", face.Clock{State: face.ClockUnknown, Year: 2027, Now: now}},
		{"已解除", face.Clock{State: face.ClockGone, Now: now}},
		{"没有时限", face.Clock{}},
	}
}

func chips() []face.Unit {
	running, soon, late := dials()[0].clock, dials()[1].clock, dials()[2].clock
	return []face.Unit{
		{Name: "历下区综合行政执法局", Part: "lead", State: "arrived", Clock: running, Href: "#"},
		{Name: "市生态环境局历下分局", Part: "assist", State: "waiting", Clock: soon, Mine: true},
		{Name: "历下区市场监督管理局", Part: "assist", State: "waiting", Clock: late},
		{Name: "姚家街道综合执法中队", Part: "summoned", State: "answered", Clock: face.Met(at(25, 10, 14), at(25, 9, 21))},
		{Name: "历下区住房和城乡建设局", Part: "assist", State: "recalled", Gone: true},
		{Name: "历下区消防救援大队"},
	}
}
