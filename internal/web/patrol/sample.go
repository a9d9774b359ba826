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
		return face.Story{Page: "report", State: state, Show: func(f face.Frame) face.Component { return Page(f, v) }}
	}
	var often []Frequent
	for _, n := range []string{"违法停车", "装修装饰", "物业管理", "占道经营", "违法建设", "噪声扰民", "油烟污染", "养犬", "环境卫生"} {
		often = append(often, Frequent{Name: n, Sign: string([]rune(n)[0])})
	}
	empty := View{Place: "姚家社区第 4 网格", Action: "#", Key: "k", Frequent: often}
	many := empty
	many.Mine = []Report{
		{"2019072500001", "#", "油烟污染：酒店后厨油烟直排居民楼", "某路 88 号", at(25, 8, 31), "working", "部门已到场"},
		{"2019072300008", "#", "占道经营", "某某路沿线", at(23, 10, 2), "closed", "已解决，镇街核查属实"},
		{"2019072200002", "#", "楼道堆物", "某某里 6 号楼", at(22, 9, 40), "discarded", "不予受理：同一诉求无新情况"},
	}
	many.Drafts = []Draft{
		{ID: "1", Href: "#", Text: "占道经营：夜市占满盲道", Place: "某某街", At: at(25, 8, 2), Open: true}, {ID: "2", Href: "#", Text: "路灯不亮", At: at(24, 21, 15)},
	}
	many.Draft, many.Text, many.Where = "1", "占道经营：夜市占满盲道", "某某街"
	refused := many
	refused.Wrong, refused.Clause = "请填写地点", "P-20"
	behalf := View{Place: "姚家街道", Action: "#", Key: "k", Behalf: true, Frequent: often,
		Sources: []face.Option{{Value: "walk_in", Label: "来访", Chosen: true}, {Value: "phone", Label: "来电"}, {Value: "hotline", Label: "12345 热线"}},
		Grids:   []face.Option{{Value: "1", Label: "姚家社区第 4 网格"}}}
	return []face.Story{story("empty", empty), story("many", many), story("refused", refused), story("behalf", behalf)}
}
