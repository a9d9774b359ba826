package patrol

import (
	"time"

	"huying/internal/web/face"
)

func at(day, hour, minute int) int64 {
	return time.Date(2019, 7, day, hour, minute, 0, 0, time.FixedZone("UTC+8", 8*60*60)).UnixMicro()
}

// Stories are the page's states for the storybook.
func Stories() []face.Story {
	story := func(state string, v View) face.Story {
		return face.Story{Page: "report", State: state, Show: func(f face.Frame) face.Component {
			for i := range v.Shots {
				v.Shots[i].Thumb = f.Assets.Mark
			}
			return face.Sample(f, v, Page, "report.", "offline.")
		}}
	}
	var often []Frequent
	for _, n := range []string{"违法停车", "装修装饰", "物业管理", "占道经营", "违法建设", "噪声扰民", "油烟污染", "养犬", "环境卫生"} {
		often = append(often, Frequent{Name: n, Sign: string([]rune(n)[0])})
	}
	empty := View{Place: "姚家社区第 4 网格", Action: "#", Key: "k", Owner: "0", Check: "#", Frequent: often,
		Places: []string{"姚家社区第 4 网格", "某路 88 号", "某某里 6 号楼", "菜市场西门"}, Where: "姚家社区第 4 网格"}
	many := empty
	many.Mine = []Report{
		{No: "2019072500001", Href: "#", Title: "油烟污染：酒店后厨油烟直排居民楼", Place: "某路 88 号", At: at(25, 9, 31), Status: "working", Became: "部门正在办理"},
		{No: "2019072300008", Href: "#", Title: "占道经营", Place: "某某路沿线", At: at(24, 10, 2), Status: "closed", Became: "已解决，镇街核查属实", Others: true},
		{No: "2019072200002", Href: "#", Title: "楼道堆物", Place: "某某里 6 号楼", At: at(22, 9, 40), Status: "discarded", Became: "不予受理，理由见详情"},
	}
	many.Drafts = []Draft{
		{ID: "1", Href: "#", Text: "占道经营：夜市占满盲道", Place: "某某街", At: at(25, 8, 2), Open: true}, {ID: "2", Href: "#", Text: "路灯不亮", At: at(24, 21, 15)},
	}
	many.Draft, many.Text, many.Where = "1", "占道经营：夜市占满盲道", "某某街"
	refused := many
	refused.Wrong, refused.Clause, refused.At = "照片无法识别，可能没有收全，请重新拍摄或者选择", "P-122", "files"
	waiting := empty
	waiting.Pending = Pending{Sum: "2 件待发送", Note: "正在发送。", Reports: []Waiting{
		{"sending", "占道经营：夜市占满盲道", "某某街", "08:31", "正在发送", ""}, {"waiting", "见照片", "姚家社区第 4 网格", "08:40", "待发送", ""},
		{"sent", "油烟污染", "某路 88 号", "08:30", "已上报 2019072500001", ""},
	}}
	waiting.Shots = []Shot{{Name: "排烟口.jpg"}, {Name: "盲道被占.jpg"}, {Name: "招牌.jpg"}}
	conflict := empty
	conflict.Pending = Pending{Sum: "1 件未被接收 · 1 件待发送", Note: "请登录后继续发送", LogIn: true, Others: "这部手机上另有其他账号或者岗位的 3 件上报待发送，由其本人登录后发送。", Reports: []Waiting{
		{"conflict", "违法建设：楼顶加盖", "某某里 6 号楼", "07-24 17:02", "未被接收：请先登录", "P-82"}, {"waiting", "见照片", "姚家社区第 4 网格", "08:40", "待发送", ""},
	}}
	offline := empty
	offline.Kept = true
	offline.Pending = Pending{Sum: "1 件待发送", Note: "没有网络。照常上报，内容和照片存在这部手机上，联网后自动发送。", Reports: []Waiting{{"waiting", "噪声扰民：夜间施工", "某路工地", "22:14", "待发送", ""}}}
	behalf := View{Place: "姚家街道", Action: "#", Key: "k", Behalf: true, Frequent: often,
		Sources: []face.Option{{Value: "walk_in", Label: "来访", Chosen: true}, {Value: "phone", Label: "来电"}, {Value: "hotline", Label: "12345 热线"}},
		Grids:   []face.Option{{Value: "1", Label: "姚家社区第 4 网格"}}}
	return []face.Story{story("empty", empty), story("many", many), story("refused", refused), story("waiting", waiting), story("conflict", conflict),
		story("offline", offline), story("behalf", behalf), checks()}
}

func checks() face.Story {
	v := Checks{Edition: "示范区事项责任清单（样例）", Back: "#",
		Often: []Check{
			{Number: 56, As: "油烟污染", Name: "餐饮油烟污染监管", Domain: "生态环保", Report: "#", KeyPoints: []string{"餐饮集中路段、居民楼下", "净化设施是否开启"},
				Requirements: []string{"先劝导，劝导无效的上报"}, Steps: []Step{{"查看排烟口朝向和净化设施", "每周"}, {"劝导并记录", "即时"}}, Evidence: []string{"排烟口照片", "招牌"}},
			{Number: 12, As: "养犬", Name: "养犬管理", Domain: "城市管理", Report: "#", Problem: "在禁养区饲养、不拴绳、犬只伤人等。"},
		},
		Rest: []Check{{Number: 5, Name: "河道采砂监管", Domain: "农林水务", KeyPoints: []string{"夜间、雨后、偏僻河段"}}}}
	return face.Story{Page: "check", State: "many", Show: func(f face.Frame) face.Component { return face.Sample(f, v, CheckPage, "report.", "offline.") }}
}
