package casepage

import (
	"strconv"

	"huying/internal/web/face"
)

// The cables of a dawn, as a muster with a plan; people, numbers and the fallen line are invented.
func musteredHere() View {
	v := working()
	now := at(26, 5, 10)
	v.Title, v.By, v.Situation, v.Class, v.Round = "架空线缆坠落", "架空线缆坠落", "31-2 影响交通", "urgent", 1
	v.Banners = []Banner{
		{Tone: face.Blue, Text: "集结：7月26日 05:40 · 某某路与某某街口 · 分管领导", Under: "4 个单位，2 个已报到", Clock: face.Running(now, at(26, 5, 40), at(26, 5, 0)), Links: []face.Link{{Label: "到场看板", Href: "#"}}},
		{Tone: face.Red, Text: "牵头单位空缺，中心须补派。", Clock: face.Running(now, at(26, 5, 0), 0)},
		{Text: "由另一件拆出", Links: []face.Link{{Label: "2019072600001", Href: "#"}}},
	}
	v.Duties[0].About, v.Duties[0].Told, v.Duties[0].Phone = "退单由本局认定", "郑七（演示）", "000-10000007"
	v.Plan = []PlanStep{
		{What: Text{Plain: "临时固定坠落线缆，恢复一条车道"}, Unit: "姚家街道", Clock: face.Met(at(26, 7, 0), at(26, 6, 40)), Done: at(26, 6, 40)},
		{What: Text{Plain: "查明权属，逐家询问运营商"}, Unit: "历下区工业和信息化局", Clock: face.Running(now, at(26, 12, 0), 0), Mine: true},
		{What: Text{Plain: "三日内入地或剪除"}, Unit: "中国联通历下分公司", Clock: face.Running(now, at(29, 24, 0), 0)},
	}
	v.Questions = []Exchange{
		{From: "历下区工业和信息化局", To: "中国联通历下分公司", At: at(26, 6, 5), Says: []Said{{Text: Text{Plain: "某某路口东侧坠落的黑色线缆是否贵公司所有？"}}}, Clock: face.Met(at(26, 17, 30), at(26, 9, 20)), Ended: at(26, 9, 20), Answer: Text{Plain: "是我公司废弃线缆，今日派人剪除。"}},
		{From: "历下区工业和信息化局", To: "中国移动历下分公司", At: at(26, 6, 6), Says: []Said{{Text: Text{Plain: "同上，请核对。"}}}, Clock: face.Running(now, at(26, 17, 30), 0)},
	}
	v.Transfers = []Exchange{
		{From: "市生态环境局历下分局", To: "历下区综合行政执法局", At: at(25, 16, 0), Says: []Said{{Text: Text{Plain: "监测报告：超标 1.8 倍，移请依法处罚。"}}, {Label: "文书编号", Text: Text{Plain: "环监字〔2019〕112号（演示）"}}}, Files: []File{{Name: "监测报告（演示）.pdf", Href: "#", Size: "312 KB"}}, Clock: face.Running(now, at(26, 10, 0), at(26, 4, 0))},
	}
	v.Requests = []Request{
		{What: "历下区综合行政执法局 延期 5 个工作日", Reason: Text{Plain: "须等监测机构二次采样。"}, Status: "open", Opinion: "待镇街表态", Level: "值班长", Clock: face.Running(now, at(27, 17, 30), 0)},
		{What: "历下区住房和城乡建设局 延期 3 个工作日", Reason: Text{Plain: "档案调取需要时间。"}, Status: "denied", Opinion: "不同意", Because: Text{Plain: "居民等不了。"}},
	}
	v.Supervisions = []Supervision{{Unit: "历下区市场监督管理局", Level: "区县分管负责同志", Text: Text{Plain: "为何至今无人到场？"}, At: at(25, 15, 0), Clock: face.Running(now, at(26, 5, 0), 0)}}
	v.Groups = groups()
	return v
}

func groups() []Group {
	area := []face.Field{{Name: "text", Label: "问题", Kind: face.Area, Need: true}}
	return []Group{
		{Name: "together", Holds: "集结、会商、移送、询问协同企业、增加联动单位", Forms: []face.Form{conference(), {Verb: "ask", Title: "询问协同企业", Fields: area}}, Open: true},
		{Name: "time", Holds: "申请延期、申请挂账、阶段反馈", Forms: []face.Form{{Verb: "extend", Title: "申请延期", Fields: []face.Field{{Name: "days", Label: "延长的工作日", Kind: face.Number, Need: true}}}}},
		{Name: "other", Holds: "内部交办、回避、备注、添加附件", Forms: []face.Form{{Verb: "recuse", Title: "回避", Fields: area}}},
	}
}

func conference() face.Form {
	ranks := []face.Option{{Value: "officer", Label: "经办人员"}, {Value: "deputy_head", Label: "分管领导"}}
	roll := face.Field{Name: "attendance", Label: "到会单位", Kind: face.Rows, Need: true}
	for i, unit := range []string{"姚家街道", "历下区综合行政执法局", "市生态环境局历下分局"} {
		n := strconv.Itoa(i)
		roll.Rows = append(roll.Rows, []face.Field{
			{Name: "attendance." + n + ".unit", Kind: face.Checks, Options: []face.Option{{Value: n, Label: unit, Chosen: i == 1}}},
			{Name: "attendance." + n + ".rank", Label: unit + "：职级", Kind: face.Choice, Options: ranks},
		})
	}
	plan := face.Field{Name: "plan", Label: "方案", Kind: face.Rows, Hint: "空行不计；再多的步骤，另记一次会商。"}
	for i := range 5 {
		n := strconv.Itoa(i)
		plan.Rows = append(plan.Rows, []face.Field{
			{Name: "plan." + n + ".step", Label: "第 " + strconv.Itoa(i+1) + " 步"},
			{Name: "plan." + n + ".unit", Label: "由谁", Kind: face.Choice, Options: []face.Option{{Value: "a", Label: "历下区综合行政执法局"}}},
			{Name: "plan." + n + ".due", Label: "何时前", Kind: face.Moment},
		})
	}
	return face.Form{Verb: "confer", Title: "会商", Clause: "P-57", Note: "记录到会单位、会商意见和方案；方案逐步落实。", Open: true, Fields: []face.Field{roll, {Name: "findings", Label: "会商意见", Kind: face.Area, Need: true}, plan}}
}
