package storybook

import (
	"context"
	"fmt"

	"huying/internal/web/face"
)

func sampleCases(ctx context.Context) []face.Case {
	doing := func(kind string) string { return t(ctx, "clock.kind."+kind) }
	return []face.Case{
		{No: "2019072500001", Href: "#", Title: "餐饮油烟污染治理", Situation: "56-3 疑似超标排放", Place: "姚家街道某路 88 号", Class: "urgent", Status: "working", From: "姚家街道", At: at(25, 9, 2), Doing: doing("arrive"), Clock: dial(ctx, "late")},
		{No: "2019072500007", Href: "#", Title: "弱电管线与架空线缆整治", Place: "某某里 6 号楼", Class: "major", Status: "called", From: "12345 热线", At: at(25, 9, 31), Doing: doing("dispatch"), Clock: dial(ctx, "soon"), Note: "要素不全：请补充线缆权属标识照片。"},
		{No: "2019072500009", Href: "#", Title: "占道经营", Class: "daily", Status: "answered", From: "姚家社区第 4 网格", At: at(25, 9, 40), Doing: doing("verify"), Clock: dial(ctx, "running")},
		{No: "2019072400012", Href: "#", Title: "小区东门消防车通道被堵", Place: "某某花园东门", Class: "daily", Status: "archived", From: "姚家街道", At: at(24, 9, 40), Clock: dial(ctx, "met")},
	}
}

// tableCases are a page of a long list, the most urgent first.
func tableCases() []face.Case {
	rows := []struct {
		title, place, from, status string
		due                        int64 // 0: it waits for nobody
	}{
		{"群租房管理", "某某苑 3 号楼 1102 室", "甸柳新村街道", "working", at(25, 7, 10)},
		{"餐饮油烟污染治理", "姚家街道某路 88 号", "姚家街道", "working", at(25, 8, 44)},
		{"城镇燃气使用安全管理", "某某小区 3 号楼 2 单元", "甸柳新村街道", "called", at(25, 10, 6)},
		{"弱电管线与架空线缆整治", "某某里 6 号楼", "千佛山街道", "called", at(25, 10, 31)},
		{"停车管理（违法停车）", "某某花园东门消防车通道", "姚家街道", "intake", at(25, 11, 20)},
		{"占道经营、店外经营整治", "某某路沿线", "解放路街道", "working", at(25, 14, 44)},
		{"社会生活噪声扰民的处置", "某某广场", "东关街道", "answered", at(25, 17, 30)},
		{"养犬管理", "", "智远街道", "working", at(26, 9, 40)},
		{"建筑工地扬尘污染防治", "某某路某工地北门", "姚家街道", "answered", at(26, 17, 30)},
		{"城市供热和供水保障", "某某巷 12 号院", "东关街道", "closed", at(29, 17, 30)},
		{"老旧小区电梯维护", "某某新村 9 号楼", "解放路街道", "working", at(31, 17, 30)},
		{"城镇违法建设查处", "某某村东", "千佛山街道", "suspended", 0},
		{"户外广告设施管理", "某某大厦南侧", "千佛山街道", "archived", 0},
		{"个体工商户集中办照", "甸柳新村某市场", "甸柳新村街道", "settled", 0},
	}
	all := make([]face.Case, len(rows))
	for i, r := range rows {
		c := face.Clock{}
		if r.due != 0 {
			c = face.Running(now, r.due, r.due-int64(30*60*1e6))
		}
		all[i] = face.Case{No: fmt.Sprintf("20190725%05d", 41-3*i), Href: "#", Title: r.title, Place: r.place, From: r.from, Status: r.status, Clock: c}
	}
	return all
}

func sampleTable(ctx context.Context, rows int) face.Table {
	return face.Table{
		ID: "cases", Caption: t(ctx, "story.table.long"), Close: true, Stack: true, Count: t(ctx, "cases.count", rows), First: "#", Next: "#",
		Columns: []face.Column{
			{Label: t(ctx, "col.matter"), Href: "#"}, {Label: t(ctx, "col.place")}, {Label: t(ctx, "col.from")}, {Label: t(ctx, "col.status")},
			{Label: t(ctx, "col.due"), Sort: face.Ascending, Href: "#"}, {Label: t(ctx, "col.do"), Quiet: true},
		},
	}
}

func sampleQueue(ctx context.Context) []face.Waiting {
	return []face.Waiting{
		{No: "2019072500001", Href: "#", Title: "餐饮油烟污染治理", From: "姚家街道", Class: "urgent", Clock: dial(ctx, "late"), Here: true},
		{No: "2019072500007", Href: "#", Kind: t(ctx, "list.returns"), Title: "弱电管线与架空线缆整治", From: "姚家街道", Class: "major", Clock: dial(ctx, "soon")},
		{No: "2019072500009", Href: "#", Title: "占道经营", From: "解放路街道", Class: "daily", Clock: dial(ctx, "running")},
	}
}
