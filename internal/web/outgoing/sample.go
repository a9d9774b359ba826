package outgoing

import (
	"time"

	"huying/internal/web/face"
)

func day(d int) int64 {
	return time.Date(2026, 11, d, 9, 20, 0, 0, time.FixedZone("UTC+8", 8*60*60)).UnixMicro()
}

// Stories are the pages' states for the storybook.
func Stories() []face.Story {
	add := face.Form{Action: "#", Verb: "add", Title: "增设接收端", Clause: "P-138", Fields: []face.Field{
		{Name: "name", Label: "名称", Need: true, Max: 30, Half: true},
		{Name: "url", Label: "地址", Need: true},
	}}
	many := Endpoints{Add: add, Rows: []Endpoint{
		{ID: "1", Name: "综合执法一中队群", Channel: "wecom", Unit: "历下区综合行政执法局", Created: day(3), Action: "#"},
		{ID: "2", Name: "交警值班群", Channel: "dingtalk", Unit: "市公安局交警支队历下大队", Topics: "集结、提级、督办", Created: day(5), Paused: true, Action: "#"},
		{ID: "3", Name: "城运中心大屏", Channel: "webhook", Created: day(9), Action: "#"},
	}}
	made := many
	made.Secret = &Secret{"城运中心大屏", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"}
	failed := many
	failed.Failed = "试发未到达“交警值班群”：对方答复拒收（310000）"
	failed.Add.Open, failed.Add.Fields = true, []face.Field{
		{Name: "name", Label: "名称", Need: true, Value: "姚家中队群"},
		{Name: "url", Label: "地址", Need: true, Value: "10.1.2.3/hook", Wrong: "地址应为所选渠道的 https 网址，与群机器人页面上给出的一致"},
	}
	dead := Undelivered{Action: "#", Next: "#", Rows: []Row{
		{ID: "a", Name: "交警值班群", Channel: "dingtalk", Endpoint: "2", Topic: "集结", No: "2026110900017", At: day(9), Attempts: 71, Why: "对方答复拒收", Code: "310000", First: true},
		{ID: "b", Name: "王丽", Channel: "mail", Account: "w", Topic: "逾期", No: "2026111000003", At: day(10), Attempts: 1, Why: "邮件服务器拒收", Code: "550 5.1.1", First: true},
		{ID: "c", Name: "城运中心大屏", Channel: "webhook", Endpoint: "3", Topic: "待办", No: "2026111100021", At: day(11), Attempts: 68, Why: "无法连接", First: true},
	}}
	endpoints := func(state string, v Endpoints) face.Story {
		return face.Story{Page: "endpoints", State: state, Show: func(f face.Frame) face.Component {
			f.Title = "接收端"
			return face.Sample(f, v, EndpointsPage, "endpoint.", "channel.", "letter.", "undelivered.")
		}}
	}
	undelivered := func(state string, v Undelivered) face.Story {
		return face.Story{Page: "undelivered", State: state, Show: func(f face.Frame) face.Component {
			f.Title = "未送达"
			return face.Sample(f, v, UndeliveredPage, "undelivered.", "endpoint.", "channel.", "letter.")
		}}
	}
	return []face.Story{
		endpoints("many", many), endpoints("made", made), endpoints("refused", failed), endpoints("empty", Endpoints{Add: add}),
		undelivered("many", dead), undelivered("empty", Undelivered{}),
	}
}
