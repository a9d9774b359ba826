package casework

import (
	"reflect"
	"testing"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// enactPair decides a command that concerns two cases and gives both after it, with what was recorded in each.
func enactPair(t tester, c, other Case, cmd Command, g Given) (Case, Case, []Recorded, []Recorded, error) {
	t.Helper()
	if other.ID == "" { // it begins with the command
		g.ID, g.No = "51b1", "2019072500002"
	}
	was, wasOther := deepCopy(c), deepCopy(other)
	mine, theirs, err := DecidePair(c, other, cmd, g)
	if !reflect.DeepEqual(was, c) || !reflect.DeepEqual(wasOther, other) {
		t.Fatalf("%s wrote into a case it was given", cmd.Verb())
	}
	if err != nil {
		return c, other, nil, nil, err
	}
	c, record := enter(t, c, mine, g)
	other, others := enter(t, other, theirs, g)
	return c, other, record, others, nil
}

// sibling is a case for a command that concerns two, where the story has but one.
func sibling(c Case, cmd Command) Case {
	switch cmd.Verb() {
	case VerbSplit:
		return Case{}
	case VerbUnmerge:
		return Case{ID: c.Merged.Into, No: c.Merged.No, District: 370102, Township: yaojia, Status: CaseArchived, Round: 1, Absorbed: []string{c.ID}}
	}
	return Case{
		ID: "51b1", No: cmd.(Merge).Into, District: 370102, Township: yaojia, Status: CaseIntake, Round: 1,
		Intake: until("4wh", "2019-12-31 17:30").start(on("07-25 08:30").UnixMicro()),
	}
}

func TestSplit(t *testing.T) {
	tell(t, []row{
		{"一件上报含两事，拆出一件", reported, operator, "07-25 09:00", Split{Text: "门前占道"}, then(SplitOff{"51b1", "2019072500002"})},
		{"撤回之后也可拆分", given(called, did(operator, "07-25 09:10", Withdraw{"x"})), operator, "07-25 09:20", Split{Text: "门前占道"}, then(SplitOff{"51b1", "2019072500002"})},
		{"拆出的须写明经过", reported, operator, "07-25 09:00", Split{}, no(rule.Incomplete, "P-37", "text")},
		{"已呼叫的不能拆分", called, operator, "07-25 09:10", Split{Text: "x"}, no(rule.WrongState, "P-37", "")},
		{"别的镇街不能拆分", reported, stranger, "07-25 09:10", Split{Text: "x"}, no(rule.NotYours, "P-37", "")},
		{"网格员不能拆分", reported, wangYi, "07-25 09:10", Split{Text: "x"}, no(rule.WrongRole, "P-37", "")},
	})
}

// What was split off is a case of its own, at the same place, and whoever reported the whole may object there too.
func TestSplitOffGoesItsOwnWay(t *testing.T) {
	c, _ := play(t, reported)
	g := givenTo(operator, on("07-25 09:00"))
	g.Position = "117.08, 36.66"
	c, part, _, theirs, err := enactPair(t, c, Case{}, Split{Text: "门前占道"}, g)
	if err != nil {
		t.Fatal(err)
	}
	begun := theirs[0].Event.(Reported)
	if begun.Text != ledger.Text("门前占道") || begun.Place != ledger.Text("某酒店") || begun.Position != ledger.Text("117.08, 36.66") || !begun.Person.IsZero() {
		t.Errorf("the part tells another story: %+v", begun)
	}
	if part.Parent != c.ID || part.Reporter != "wang-yi" || part.Grid != wangge || part.Source != "patrol" || posture(part) != "待受理｜｜受理" {
		t.Errorf("the part stands otherwise: %+v", part)
	}
	if part.Intake.Due.At != on("07-25 14:30").UnixMicro() || c.Intake.Due.At != on("07-25 14:10").UnixMicro() {
		t.Error("each has its own time")
	}
	part, _ = enter(t, part, []Event{Discarded{"repeated", ledger.Text("x"), until("5wd", "08-01 17:30")}}, givenTo(operator, on("07-25 09:10")))
	if _, _, err := enact(t, part, Object{Reason: "占道仍在"}, givenTo(wangYi, on("07-25 09:20"))); err != nil {
		t.Error(err)
	}
}

func TestMerge(t *testing.T) {
	into := Merge{Into: "2019072500002", Reason: "同一油烟"}
	merged := given(called, did(operator, "07-25 09:20", into))
	record := MergedInto{"51b1", "2019072500002", on("08-01 09:20").UnixMicro(), ledger.Text("同一油烟")}
	tell(t, []row{
		{"重复的并入另一件，时限中止", called, operator, "07-25 09:20", into, then(record)},
		{"中心也可合并", called, desk, "07-25 09:20", into, then(record)},
		{"已派单、已接单的可以合并", given(dispatched, did(market, "07-25 09:18", Accept{})), operator, "07-25 09:20", into, then(record)},
		{"合并之前先记逾期", reported, operator, "07-25 14:11", into,
			then(IntakeMissed{overdue("07-25 14:10")}, MergedInto{"51b1", "2019072500002", on("08-01 14:11").UnixMicro(), ledger.Text("同一油烟")})},
		{"已有单位到场的不合并", arrived, operator, "07-25 10:40", into, no(rule.WrongState, "P-114", "")},
		{"退单待定的不合并", returned, operator, "07-25 09:41", into, no(rule.WrongState, "P-114", "")},
		{"待核查的不合并", answered, operator, "07-30 09:00", into, no(rule.WrongState, "P-114", "")},
		{"重启的不合并：评价和申诉尚待其结果", given(answered, did(operator, "07-26 10:00", Close{}), did(operator, "07-26 11:00", Reopen{Reason: "复发"})), operator, "07-26 11:10", into, no(rule.WrongState, "P-114", "")},
		{"先呼后批尚待补批的不合并，免得补批时限随之中止", urgent, operator, "07-25 09:10", into, no(rule.WrongState, "P-28", "")},
		{"补批逾期仍未补批的也不合并", urgent, operator, "07-26 09:06", into, no(rule.WrongState, "P-28", "")},
		{"补批之后可以合并", given(urgent, did(head, "07-25 09:08", Approve{})), operator, "07-25 09:10", into, then(MergedInto{"51b1", "2019072500002", on("08-01 09:10").UnixMicro(), ledger.Text("同一油烟")})},
		{"合并须指明并入哪件", called, operator, "07-25 09:20", Merge{Reason: "x"}, no(rule.Incomplete, "P-114", "into")},
		{"合并须说明理由", called, operator, "07-25 09:20", Merge{Into: "2019072500002"}, no(rule.Incomplete, "P-114", "reason")},
		{"别的镇街不能合并", called, stranger, "07-25 09:20", into, no(rule.NotYours, "P-114", "")},
		{"部门不能合并", dispatched, enforcer, "07-25 09:20", into, no(rule.WrongRole, "P-114", "")},
		{"合并之后不再派单", merged, desk, "07-25 09:30", Dispatch{}, no(rule.WrongState, "P-30", "")},
		{"合并期间不记逾期", merged, Clockwork, "07-25 12:00", Lapse{}, then()},
		{"不重复合并", merged, operator, "07-25 09:30", into, no(rule.WrongState, "P-114", "")},
		{"七日内撤销合并，时限续算", merged, operator, "07-26 09:00", Unmerge{"并非同一家"},
			then(Unmerged{ledger.Text("并非同一家"), []Restarted{{Clock: ClockDispatch, Due: until("1wh", "07-26 09:45").Due}}, days})},
		{"撤销合并须说明理由", merged, operator, "07-26 09:00", Unmerge{}, no(rule.Incomplete, "P-115", "reason")},
		{"过了七日不能撤销", merged, operator, "08-01 09:21", Unmerge{"x"}, no(rule.WrongState, "P-115", "")},
		{"未合并的无可撤销", called, operator, "07-25 09:20", Unmerge{"x"}, no(rule.WrongState, "P-115", "")},
	})
}

// To lay a report into another case does not take from whoever reported it the right to object: there they object to a
// discard as in their own, until it is taken out again. 依据 P-38, P-114.
func TestWhoReportedFollowsTheMerger(t *testing.T) {
	c, _ := play(t, reported)
	into := Merge{Into: "2019072500002", Reason: "同一油烟"}
	c, other, _, theirs, err := enactPair(t, c, sibling(c, into), into, givenTo(operator, on("07-25 09:00")))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := theirs[0].Event, (Absorbed{c.ID, c.No, []org.AccountID{wangYi.Account}}); !reflect.DeepEqual(got, want) {
		t.Errorf("the other case records %+v", got)
	}
	dropped, _, err := enact(t, other, Discard{"repeated", "昨日已办"}, givenTo(operator, on("07-25 09:10")))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []struct {
		by   org.Actor
		code rule.Code
	}{{wangYi, ""}, {stationR, rule.NotYours}, {desk, rule.NotYours}} {
		_, _, err := enact(t, dropped, Object{Reason: "今日又有"}, givenTo(r.by, on("07-25 09:20")))
		if refused, _ := rule.As(err); (refused == nil) != (r.code == "") || refused != nil && refused.Code != r.code {
			t.Errorf("an objection by %s: %v", r.by.Account, err)
		}
	}
	again, _, _ := enact(t, dropped, Object{Reason: "今日又有"}, givenTo(wangYi, on("07-25 09:20")))
	if _, _, err := enact(t, again, Discard{"repeated", "x"}, givenTo(operator, on("07-25 09:30"))); !rule.Is(err, rule.WrongRole) {
		t.Errorf("after it only a leader discards: %v", err)
	}

	// What was merged into a case goes with it.
	whole := Case{ID: "51b2", No: "2019072500003", District: 370102, Township: yaojia, Status: CaseIntake, Round: 1, Reporter: stationR.Account}
	onto := Merge{Into: whole.No, Reason: "同一油烟"}
	_, whole, _, _, err = enactPair(t, other, whole, onto, givenTo(operator, on("07-25 09:30")))
	if err != nil || !reflect.DeepEqual(whole.Reporters(), []org.AccountID{stationR.Account, wangYi.Account}) {
		t.Errorf("%v, %v", whole.Reporters(), err)
	}

	_, parted, _, _, err := enactPair(t, c, other, Unmerge{"并非同一家"}, givenTo(operator, on("07-25 10:00")))
	if err != nil || parted.Followers != nil || TiesOf(parted, wangYi, units).has(TieReporter) {
		t.Errorf("taken out again, it is followed by %+v, %v", parted.Followers, err)
	}
}

// Both cases must allow it.
func TestMergeHoldsBoth(t *testing.T) {
	c, _ := play(t, called)
	g := givenTo(operator, on("07-25 09:20"))
	into := Merge{Into: "2019072500002", Reason: "x"}
	for name, change := range map[string]func(*Case){
		"别的镇街的":  func(o *Case) { o.Township = jiefang },
		"已归档的":   func(o *Case) { o.Status = CaseArchived },
		"已挂账的":   func(o *Case) { o.Status = CaseSuspended },
		"已并入别件的": func(o *Case) { o.Status = CaseMerged },
		"自身":     func(o *Case) { *o = c },
		"没有的":    func(o *Case) { *o = Case{} },
		"别的区县的":  func(o *Case) { o.District = 370103 },
		"已回避的":   func(o *Case) { o.Recused = append(o.Recused, operator.Account) },
	} {
		other := sibling(c, into)
		change(&other)
		if _, _, err := DecidePair(c, other, into, g); err == nil {
			t.Errorf("并入%s: passes", name)
		} else if r, ok := rule.As(err); !ok || r.Clause == "" {
			t.Errorf("并入%s: %v", name, err)
		}
	}
	if no, pairs := Other(c, into); no != "2019072500002" || !pairs {
		t.Errorf("the other case is %q, %v", no, pairs)
	}
	if _, pairs := Other(c, Archive{}); pairs {
		t.Error("an archive concerns one case")
	}
}
