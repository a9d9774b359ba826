package post

import "huying/internal/web/face"

// Stories are the page's states for the storybook.
func Stories() []face.Story {
	story := func(state string, v View) face.Story {
		return face.Story{Page: "post", State: state, Show: func(f face.Frame) face.Component {
			f.Title, f.Who.Unit, f.Who.Role = v.Role, v.Unit, v.Role
			return face.Sample(f, v, Page, "post.")
		}}
	}
	return []face.Story{
		story("many", View{
			Unit: "历下区纪委监委", Role: "纪委监委",
			Can: []Line{
				{Text: "查看全区县的呼叫单及其内容", Clause: "P-81", Href: "#", Go: "看呼叫单"}, {Text: "查看已作出的评价；评价人不公开", Clause: "P-64", Note: "在每件呼叫单的页面上查看。"},
				{Text: "读取全部办理记录，核验是否有改动，并可为第三方签发审计令牌", Clause: "P-84", Href: "#", Go: "记录"},
			},
			Cannot: []Line{{Text: "不办理呼叫单", Clause: "P-81"}, {Text: "不查看反映人信息", Clause: "P-83"}},
		}),
		story("empty", View{
			Unit: "历下区大数据局", Role: "系统管理员", Can: []Line{{Text: "查看责任清单和单位名录", Clause: "P-10", Href: "#", Go: "责任清单"}},
			Cannot: []Line{{Text: "三类管理员互不兼任，不看呼叫单及其内容，不办案", Clause: "P-85"}},
		}),
	}
}
