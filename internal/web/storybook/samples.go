package storybook

import (
	"context"

	"huying/internal/casework"
	"huying/internal/locale"
	"huying/internal/web/casestory"
	"huying/internal/web/face"
	"huying/internal/web/snapshot"
)

func word(ctx context.Context, list []casework.Option, code string) string {
	return casestory.NameIn(locale.From(ctx), list, code)
}

// options are a closed list as a form offers it.
func options(ctx context.Context, list []casework.Option) (all []face.Option) {
	for _, o := range list {
		all = append(all, face.Option{Value: o.Code, Label: casestory.Named(locale.From(ctx), o)})
	}
	return all
}

func sampleSteps(ctx context.Context, here int, void bool) []face.Step {
	names := []string{"report", "call", "sort", "respond", "link", "close", "rate"}
	all := make([]face.Step, len(names))
	for i, name := range names {
		all[i] = face.Step{Name: name, State: face.StepNext}
		switch {
		case i < here:
			all[i].State, all[i].To = face.StepDone, at(25, 8+i, 31)
		case void:
			all[i].State = face.StepVoid
		case i == here && here == 4:
			all[i].State, all[i].Note = face.StepHere, t(ctx, "case.answered", 3, 2)
		case i == here:
			all[i].State = face.StepHere
		}
	}
	return all
}

func chips(ctx context.Context) []face.Unit {
	return []face.Unit{
		{Name: "历下区综合行政执法局", Part: "lead", State: "arrived", Clock: dial(ctx, "running"), Href: "#"},
		{Name: "市生态环境局历下分局", Part: "assist", State: "waiting", Clock: dial(ctx, "soon"), Mine: true},
		{Name: "历下区市场监督管理局", Part: "assist", State: "waiting", Clock: dial(ctx, "late")},
		{Name: "姚家街道综合执法中队", Part: "summoned", State: "answered", Clock: dial(ctx, "met")},
		{Name: "历下区住房和城乡建设局", Part: "assist", State: "recalled", Gone: true},
		{Name: "历下区消防救援大队"},
	}
}

func sampleFiles() []face.File {
	return []face.File{
		{Name: "处罚决定书（演示）.pdf", Href: "#", Size: "312 KB"}, {Name: "净化器已更换.jpg", Href: snapshot.Purifier, Thumb: snapshot.Purifier},
		{Name: "排烟管已移至楼顶.jpg", Href: snapshot.Roof, Thumb: snapshot.Roof}, {Gone: true},
	}
}

func sampleEntries(ctx context.Context) []face.Entry {
	role := func(r string) string { return t(ctx, "role."+r) }
	part := func(p, names string) string { return t(ctx, "said.of", t(ctx, "part."+p)) + names }
	return []face.Entry{
		{Version: 5, At: at(26, 9, 20), Type: "Acted", Unit: "历下区综合行政执法局", Role: role("department_operator"), Person: "孙三（演示）", Gist: []string{word(ctx, casework.ActionKinds, "penalty")},
			Says:  []face.Said{{Label: t(ctx, "field.action"), Text: face.Text{Plain: "责令三日内清洗净化设施。"}}, {Label: t(ctx, "field.number"), Text: face.Text{Erased: true}}},
			Files: sampleFiles()},
		{Version: 4, At: at(25, 10, 14), Type: "AcceptMissed", Unit: "历下区市场监督管理局", Miss: true, Receipt: "#", Index: 1045},
		{Version: 3, At: at(25, 9, 14), Type: "Dispatched", Unit: "历下区指挥调度中心", Role: role("dispatcher"), Gist: []string{part("lead", "综合行政执法局"), part("assist", "市场监管局、生态环境局")}, Receipt: "#", Index: 1044},
		{Version: 2, At: at(25, 9, 2), Type: "Called", Unit: "姚家街道", Role: role("township_operator"), Person: "钱二（演示）", Gist: []string{t(ctx, "class.daily"), "56-3 疑似超标排放"},
			Says: []face.Said{{Text: face.Text{Plain: "社区劝导两次，酒店称设备正常运行。\n油烟是否超标须专业检测，街道无检测和处罚权限。"}}}, Receipt: "#", Index: 1043},
		{Version: 1, At: at(25, 8, 31), Type: "Reported", Unit: "姚家社区第 4 网格", Role: role("grid_member"), Says: []face.Said{{Text: face.Text{Closed: true}}}, Receipt: "#", Index: 1042},
	}
}

func sampleForm(ctx context.Context, verb string) face.Form {
	say := func(key string) string { return t(ctx, "story.form."+key) }
	return face.Form{
		Action: "/storybook", Verb: verb, Title: t(ctx, "verb.find"), Note: say("note"), Clause: "P-50", Tone: face.Blue, Open: true,
		Fields: []face.Field{
			{Name: "kind", Label: say("kind"), Kind: face.Choice, Need: true, Options: options(ctx, casework.FindingKinds)},
			{Name: "text", Label: t(ctx, "field.finding"), Kind: face.Area, Need: true, Hint: say("text.hint")},
			{Name: "number", Label: t(ctx, "field.number"), Hint: say("number.hint")},
			{Name: "short", Label: say("short"), Max: 30, Need: true, Value: "净化设施未按期清洗，油烟超标排放一点八倍，已责令立即"},
			{Name: "count", Label: say("count"), Kind: face.Number, Need: true, Half: true},
			{Name: "by", Label: say("by"), Kind: face.Date, Half: true},
			{Name: "grade", Label: t(ctx, "step.rate"), Kind: face.Radios, Need: true, Options: []face.Option{
				{Value: "1", Label: t(ctx, "grade.satisfied")}, {Value: "2", Label: t(ctx, "grade.fair")}, {Value: "3", Label: t(ctx, "grade.dissatisfied"), Note: say("grade.note")},
			}},
			{Name: "units", Label: say("units"), Kind: face.Checks, Folded: true, Options: []face.Option{{Value: "a", Label: "历下区市场监督管理局"}, {Value: "b", Label: "市生态环境局历下分局"}}},
			{Name: "asked", Label: say("asked"), Kind: face.Tick, Hint: say("asked.hint")},
		},
	}
}

func refusedSample(ctx context.Context) face.Form {
	f := sampleForm(ctx, "refused")
	wrong := func(i int, key string) { f.Fields[i].Wrong = t(ctx, "story.form.wrong."+key) }
	wrong(1, "text")
	wrong(4, "count")
	wrong(6, "grade")
	wrong(8, "asked")
	f.Fields[4].Value = "三户"
	return f
}

func wholeRefused(ctx context.Context) face.Form {
	return face.Form{Action: "/storybook", Verb: "late", Title: t(ctx, "verb.return"), Wrong: locale.From(ctx).Refusal("一单一退，本单位已退过本单，不得再退"), Clause: "P-43", Tone: face.Blue}
}

func filesForm(ctx context.Context, verb string, wrong bool) face.Form {
	field := face.Field{Name: "files", Label: t(ctx, "field.files"), Kind: face.Photos, Need: true}
	if wrong {
		field.Wrong = t(ctx, "form.still.files")
	}
	return face.Form{Action: "/storybook", Verb: verb, Title: t(ctx, "verb.attach"), Upload: true, Fields: []face.Field{field}}
}

func declineForm(ctx context.Context, verb string) face.Form {
	return face.Form{Action: "/storybook", Verb: verb, Title: t(ctx, "verb.decline"), Tone: face.Red, Fields: []face.Field{
		{Name: "ground", Label: t(ctx, "field.reason"), Kind: face.Choice, Need: true, Options: options(ctx, casework.DeclineGrounds)},
		{Name: "reason", Label: t(ctx, "field.explain"), Kind: face.Area, Need: true},
	}}
}

func sampleStates(ctx context.Context) []face.State {
	say := func(key string) string { return t(ctx, "story.state."+key) }
	link := func(key string) face.Link { return face.Link{Label: t(ctx, key), Href: "#"} }
	return []face.State{
		{Kind: face.StateQuiet, Title: t(ctx, "centre.empty"), Text: say("quiet.text"), Do: []face.Link{link("story.state.quiet.do")}},
		{Kind: face.StateEmpty, Title: t(ctx, "list.cases.empty"), Text: say("empty.text"), Do: []face.Link{link("story.state.empty.do")}},
		{Kind: face.StateMany, Title: say("many"), Do: []face.Link{link("story.state.many.do"), link("pager.next")}},
		{Kind: face.StateRefused, Title: t(ctx, "notice.refused"), Text: locale.From(ctx).Refusal("一单一退，本单位已退过本单，不得再退"), Clause: "P-43", Do: []face.Link{link("story.state.refused.do")}},
	}
}

// holds are the pictures that a field for files is given in its story.
const holds = snapshot.Exhaust + " " + snapshot.Cables
