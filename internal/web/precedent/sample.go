package precedent

import (
	"time"

	"huying/internal/web/face"
)

func day(d int) int64 {
	return time.Date(2019, 7, d, 15, 20, 0, 0, time.FixedZone("UTC+8", 8*60*60)).UnixMicro()
}

// Found are invented precedents, for this page and the desk beside which they stand.
func Found() []Precedent {
	return []Precedent{
		{No: "2019072200011", Href: "#", Kind: "ruling", At: day(23), Title: "停车管理（违法停车）", Situation: "58-3 消防车通道", Unit: "历下区消防救援大队", Reason: "消防车通道被占用，依消防法第二十八条、第六十条由消防救援机构查处；交警依法配合拖移。", Change: "第 58 项情形 58-3 第一责任部门改为消防救援大队，交警大队列为配合。"},
		{No: "2019071600002", Kind: "designation", At: day(17), Title: "清单外事项", Unit: "历下区城市管理局", Assists: []string{"历下区住房和城乡建设局"}, Reason: "共享单车淤积堵塞人行道，清单未列。临时由城市管理局牵头。", Change: "建议在“市容环境”类增列共享单车停放秩序。"},
		{No: "2019071000021", Href: "#", Kind: "ruling", At: day(11), Title: "餐饮油烟污染治理", Situation: "56-3 疑似超标排放", Reason: "镇街未附排口视频，无法判断情形，不予派单有据。"},
	}
}

// Stories are the page's states for the storybook.
func Stories() []face.Story {
	v := View{
		Here: "#", Matters: []face.Option{{Value: "56", Label: "56 餐饮油烟污染治理"}, {Value: "58", Label: "58 停车管理（违法停车）", Chosen: true}},
		Units: []face.Option{{Value: "a", Label: "历下区城市管理局"}}, Words: "消防", Asked: true, Found: Found(), More: "#",
	}
	nothing := v
	nothing.Found, nothing.More = nil, ""
	story := func(state string, v View) face.Story {
		return face.Story{Page: "precedents", State: state, Show: func(f face.Frame) face.Component {
			f.Title = "先例"
			return face.Sample(f, v, Page, "precedent.")
		}}
	}
	return []face.Story{story("many", v), story("nothing", nothing), story("empty", View{Here: "#"})}
}
