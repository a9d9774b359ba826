package casepage

import (
	"time"

	"huying/internal/web/face"
)

// The samples tell the oil fumes of Yaojia, 2019-07-25; people and telephone numbers are invented.

func at(day, hour, minute int) int64 {
	return time.Date(2019, 7, day, hour, minute, 0, 0, time.FixedZone("UTC+8", 8*60*60)).UnixMicro()
}

// Stories are the page's states for the storybook.
func Stories() []face.Story {
	story := func(state string, v View) face.Story {
		return face.Story{Page: "case", State: state, Show: func(f face.Frame) face.Component {
			f.Title = v.Title
			if len(v.Forms) > 0 {
				v.Main, v.Others = &v.Forms[0], len(v.Forms)-1
			}
			v.Print = "#"
			return face.Sample(f, v, Page, "verb.", "col.")
		}}
	}
	return []face.Story{
		story("empty", reported()), story("one", called()), story("many", working()), story("overdue", overdue()), story("closed", closed()),
		story("muster", musteredHere()), story("suspended", suspendedHere()), story("merged", mergedHere()), story("ruling", rulingHere()), story("twelve", twelve()),
	}
}

func base() View {
	return View{
		No: "2019072500001", Title: "餐饮油烟污染治理", By: "餐饮油烟污染治理", Situation: "56-3 疑似超标排放（设施正常仍扰民）", Matter: "/d/370102/catalogue/56",
		Class: "daily", Kind: "enforcement", Cause: "依法无权处理", Status: "working", Round: 1,
		Place: Text{Plain: "姚家街道某路 88 号，某某酒店后厨排烟口"}, Township: "姚家街道", Phone: "000-10000001", Grid: "姚家社区第 4 网格",
		Source: "网格巡查", Edition: "2019-07-26 公布版（演示用重构清单）", Reporter: Text{Closed: true},
		Text:  Text{Plain: "酒店后厨油烟直排居民楼，楼上十几户反映夜里开不了窗。"},
		Facts: Text{Plain: "社区劝导两次，酒店称设备正常运行。油烟是否超标须专业检测，街道无检测和处罚权限。"},
		Back:  "/d/370102/desk",
	}
}

func reported() View {
	v := base()
	v.Title, v.Situation, v.Class, v.Kind, v.Cause, v.Edition, v.Matter = "酒店后厨油烟直排居民楼", "", "", "", "", "", ""
	v.Status, v.Facts, v.Reporter = "intake", Text{}, Text{Plain: "李某（虚构）13800000000"}
	v.Steps = stepsTo(1, at(25, 8, 31))
	v.Steps[1].Clock = face.Running(at(25, 8, 40), at(25, 14, 1), at(25, 10, 31))
	v.Duties = []Duty{{Unit: "姚家街道", Doing: "intake", Clock: face.Running(at(25, 8, 40), at(25, 14, 1), at(25, 10, 31)), Mine: true}}
	v.Record = recordOf(Entry{Version: 1, At: at(25, 8, 31), Type: "Reported", Unit: "姚家社区第 4 网格", Role: "网格员", Person: "赵一（演示）", Says: []Said{{Text: v.Text}}})
	v.Forms = []face.Form{
		{Verb: "settle", Title: "自行办结", Note: "镇街能解决的，办结并说明办法和结果。", Clause: "P-21", Tone: face.Blue, Open: true, Fields: []face.Field{{Name: "how", Label: "办法和结果", Kind: face.Area, Need: true}}},
		{Verb: "discard", Title: "不予受理", Clause: "P-22", Note: "须说明理由；上报永不删除，上报人可见。", Tone: face.Red, Fields: []face.Field{{Name: "reason", Label: "理由", Kind: face.Area, Need: true}}},
	}
	return v
}

func called() View {
	v := base()
	v.Status = "called"
	v.Steps = stepsTo(2, at(25, 8, 31), at(25, 9, 2))
	v.Steps[2].Clock = face.Running(at(25, 9, 40), at(25, 10, 2), at(25, 9, 32))
	v.Duties = []Duty{{Unit: "历下区指挥调度中心", Doing: "dispatch", Clock: face.Running(at(25, 9, 40), at(25, 10, 2), at(25, 9, 32))}}
	v.Record = recordOf([]Entry{
		{Version: 2, At: at(25, 9, 2), Type: "Called", Unit: "姚家街道", Role: "镇街经办", Person: "钱二（演示）", Gist: []string{"日常", "56-3 疑似超标排放"}, Says: []Said{{Text: v.Facts}}, Receipt: "#"},
		{Version: 1, At: at(25, 8, 31), Type: "Reported", Unit: "姚家社区第 4 网格", Role: "网格员", Person: "赵一（演示）", Says: []Said{{Text: v.Text}}, Receipt: "#"},
	}...)
	return v
}

func working() View {
	v := called()
	v.Status = "working"
	now := at(25, 10, 5)
	v.Steps = stepsTo(4, at(25, 8, 31), at(25, 9, 2), at(25, 9, 14))
	v.Steps[3] = Step{Name: "respond", State: Here, From: at(25, 9, 14), Note: "3 个单位，2 个已报到", Clock: face.Running(now, at(25, 14, 44), at(25, 10, 0)), Late: 1}
	v.Steps[4].From, v.Steps[4].Note = at(25, 9, 58), "3 个单位，0 个已反馈"
	v.Duties = []Duty{
		{Unit: "历下区市场监督管理局", Doing: "arrive", Clock: face.Running(now, at(25, 14, 44), at(25, 10, 0))},
		{Unit: "市生态环境局历下分局", Doing: "finish", Clock: face.Running(now, at(31, 17, 30)+14*24*3600*1e6, 0), Mine: true},
		{Unit: "历下区综合行政执法局", Doing: "finish", Clock: face.Running(now, at(31, 17, 30)+14*24*3600*1e6, 0)},
	}
	v.Record = recordOf(append([]Entry{
		{Version: 8, At: at(25, 10, 2), Type: "Arrived", Unit: "市生态环境局历下分局", Role: "部门经办", Person: "李四（演示）", Gist: []string{"分管领导"}},
		{Version: 7, At: at(25, 9, 58), Type: "Arrived", Unit: "历下区综合行政执法局", Role: "部门经办", Person: "孙三（演示）", Gist: []string{"分管领导"}, Receipt: "#"},
		{Version: 6, At: at(25, 9, 52), Type: "Accepted", Unit: "市生态环境局历下分局", Role: "部门经办", Person: "李四（演示）", Receipt: "#"},
		{Version: 5, At: at(25, 9, 52), Type: "AcceptMissed", Unit: "时钟", Gist: []string{"市生态环境局历下分局", "应于 7月25日 09:44 前"}, Miss: true, Receipt: "#"},
		{Version: 4, At: at(25, 9, 21), Type: "Accepted", Unit: "历下区综合行政执法局", Role: "部门经办", Person: "孙三（演示）", Receipt: "#"},
		{Version: 3, At: at(25, 9, 14), Type: "Dispatched", Unit: "历下区指挥调度中心", Role: "派遣员", Person: "吴六（演示）", Gist: []string{"牵头 历下区综合行政执法局", "配合 市生态环境局历下分局、历下区市场监督管理局、历下区住房和城乡建设局"}, Says: []Said{{Label: "改派理由", Text: Text{Plain: "呼叫单注明烟道改建，请住建局到场核对房屋用途。"}}}, Receipt: "#"},
	}, v.Record.Entries...)...)
	v.Files = []File{{Name: "监测报告（演示）.pdf", Href: "#", Size: "312 KB"}, {Gone: true}}
	v.Photos = photos()
	v.Lanes = lanesOf(now, v.units()...)
	v.Forms = []face.Form{
		{Verb: "find", Title: "认定", Clause: "P-50", Note: "记下查明的事实；有文书的填文号。", Tone: face.Blue, Open: true, Upload: true, Fields: []face.Field{
			{Name: "kind", Label: "种类", Kind: face.Choice, Need: true, Options: []face.Option{{Value: "test", Label: "检测、监测"}, {Value: "licence", Label: "证照核查"}, {Value: "duty", Label: "权属、责任"}}},
			{Name: "text", Label: "认定内容", Kind: face.Area, Need: true},
			{Name: "document", Label: "文书编号"},
			{Name: "files", Label: "附件", Kind: face.Photos, Hint: "照片或 PDF"},
		}},
		{Verb: "act", Title: "处置", Fields: []face.Field{{Name: "text", Label: "处置内容", Kind: face.Area, Need: true}}},
		{Verb: "answer", Title: "反馈", Clause: "P-53", Note: "本单位办结后反馈；牵头单位最后反馈即为汇总。", Fields: []face.Field{{Name: "text", Label: "办理结果", Kind: face.Area, Need: true}}},
		{Verb: "annotate", Title: "备注", Fields: []face.Field{{Name: "text", Label: "备注", Kind: face.Area, Need: true, Wrong: "请填写备注"}}},
	}
	return v
}
