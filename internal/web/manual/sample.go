package manual

import (
	"time"

	"huying/internal/web/face"
)

// Stories are the pages' states for the storybook.
func Stories() []face.Story {
	list := func(state string, v List) face.Story {
		return face.Story{Page: "catalogue", State: state, Show: func(f face.Frame) face.Component { return face.Sample(f, v, ListPage, "list.") }}
	}
	nothing := whole()
	nothing.Words, nothing.Rows = "不存在的词", nil
	return []face.Story{
		list("many", whole()), list("empty", nothing),
		{Page: "matter", State: "one", Show: func(f face.Frame) face.Component { return SheetPage(f, fumes()) }},
		{Page: "matter", State: "bare", Show: func(f face.Frame) face.Component { return SheetPage(f, bare()) }},
	}
}

func edition() Edition {
	return Edition{Label: "2019-07-26 公布版", Issuer: "市委组织部、市委编办", Remark: "演示用重构清单：总数为真，各项为重构，不代表正式清单。", Document: "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
		From: time.Date(2019, 7, 26, 0, 0, 0, 0, time.FixedZone("UTC+8", 8*60*60)).UnixMicro()}
}

func whole() List {
	return List{
		Here: "#", Edition: edition(), All: 81, Led: 3,
		Editions: []face.Option{{Value: "a", Label: "2019-06-01 试行版"}, {Value: "b", Label: "2019-07-26 公布版", Chosen: true}},
		Domains:  []Domain{{"全部", "#", 81, true}, {"自然资源", "#", 12, false}, {"生态环境", "#", 12, false}, {"城乡建设", "#", 12, false}, {"应急管理", "#", 8, false}, {"市场监管", "#", 8, false}, {"综合执法", "#", 11, false}, {"民生保障", "#", 6, false}, {"文化旅游", "#", 5, false}, {"卫生健康", "#", 3, false}, {"农业农村", "#", 4, false}},
		Units:    []face.Option{{Value: "x", Label: "历下区综合行政执法局"}},
		Rows: []Row{
			{13, "秸秆禁烧专项整治", "/storybook/matter/bare", "生态环境", "", true, []string{"市生态环境局分局", "区县农业农村局"}, 4, "", true},
			{15, "建筑工地扬尘污染防治", "#", "生态环境", "历下区住房和城乡建设局", false, []string{"区县综合行政执法局", "市生态环境局分局", "区县交通、水务、园林等工程主管部门"}, 1, "", false},
			{56, "餐饮油烟污染治理", "/storybook/matter/one", "综合执法", "历下区综合行政执法局", false, []string{"镇街", "区县市场监管局", "区县住房和城乡建设局", "物业服务企业"}, 5, "56-3 疑似超标排放（设施正常仍扰民）", true},
		},
	}
}

func fumes() Sheet {
	return Sheet{
		Edition: edition(), Back: "/storybook/catalogue/many", Number: 56, Domain: "综合执法", Name: "餐饮油烟污染治理", Lead: "区县综合行政执法局", LeadUnit: "历下区综合行政执法局",
		Split:   "油烟监测与超标认定→市生态环境局分局；证照→市场监管局",
		Parties: []Party{{Name: "镇人民政府/街道办事处", Duty: "网格巡查、劝导、呼叫、现场会商、跟踪复查", Township: true}, {Name: "市生态环境局分局", Unit: "市生态环境局历下分局", Duty: "油烟监测、超标认定、出具监测报告并移送"}, {Name: "区县城镇排水主管部门", Unmapped: true}},
		Basis:   []Citation{{"大气污染防治法", "2018-10-26", "第81、118条", "应装净化设施并正常使用；违者责令改正，罚5千至5万元，拒不改正责令停业整治"}, {"GB 18483 饮食业油烟排放标准", "", "", "排放限值2.0mg/m³"}},
		Problem: "餐饮单位未装或不正常使用油烟净化设施、油烟超标排放、排入下水管道，或在居民住宅楼等禁设场所开办产生油烟的项目，影响周边居民。",
		Grid:    Tier{Steps: []Step{{"网格员", "日常巡查或接居民反映后到场，查看净化设施有无、是否开启、清洗记录、排口朝向", "巡查记录+现场照片", "2个工作小时"}, {"网格员", "劝导无效或需检测执法的上报镇街网格化中心", "上报工单", "2个工作小时"}}},
		Township: Tier{KeyPoints: []string{"先判断派驻机构能否解决"}, Requirements: []string{"呼叫前附齐证据"}, Steps: []Step{
			{"镇街网格化中心", "核实情形、匹配清单情形码", "核实意见", "4个工作小时"}, {"镇街分管负责人", "本级不能解决的审核后呼叫区县平台", "呼叫单", "4个工作小时"}}},
		Department: Tier{Steps: []Step{{"区县平台", "按情形派综合行政执法局为第一责任部门并同时派配合部门", "派单", "1个工作小时"}, {"市生态环境局分局", "现场监测，出具监测报告；超标的下达整改通知并移送综合执法", "监测报告+案件移送书", "5个工作日"}, {"区县综合行政执法局", "立案、责令改正、处罚", "处罚决定书", "法定程序"}}},
		Situations: []Situation{
			{Code: "56-3", Name: "疑似超标排放（设施正常仍扰民）", Class: "daily", Recognise: "居民多次反映、可见浓烟", Evidence: []string{"投诉记录", "排口视频"}, Lead: "历下区综合行政执法局", Assists: []string{"市生态环境局历下分局", "历下区市场监督管理局"}, Accept: "1个工作小时", Arrive: "4个工作小时", Finish: "15个工作日", Done: "监测达标，或超标已处罚并改造达标", Precedent: "历下区姚家街道2019-07-25", Call: "#"},
			{Code: "56-4", Name: "居民住宅楼、无专用烟道商住楼等禁设场所新开产生油烟的餐饮", Class: "major", Lead: "历下区综合行政执法局", Accept: "1个工作小时", Arrive: "1个工作日", Finish: "20个工作日", Call: "#"},
		},
		Source: "found",
	}
}

func bare() Sheet {
	v := fumes()
	v.Number, v.Name, v.Domain, v.Led, v.Lead, v.LeadUnit, v.Split = 13, "秸秆禁烧专项整治", "生态环境", true, "镇人民政府/街道办事处", "", ""
	v.Grid, v.Township, v.Department = Tier{}, Tier{}, Tier{}
	v.Situations = v.Situations[:1]
	return v
}
