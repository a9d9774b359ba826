package casework

import (
	"testing"

	"huying/internal/ledger"
	"huying/internal/rule"
)

var (
	// sore: the lead has a low mark, to be put right by 08-06 17:30; the others are content.
	sore = given(closed, did(operator, "07-30 09:20", Rate{Task: "t1", Grade: "dissatisfied", Reason: "油烟依旧"}),
		did(operator, "07-30 09:21", Rate{Task: "t2", Grade: "fair"}), did(operator, "07-30 09:22", Rate{Task: "t3", Grade: "fair"}))
	put = given(sore, did(enforcer, "08-01 10:00", Rectify{Text: "已加装净化器"})) // the township looks by 08-06 17:30
)

func TestFollowUp(t *testing.T) {
	last := given(closed, did(operator, "07-30 09:20", Rate{Task: "t1", Grade: "dissatisfied", Reason: "x"}), did(operator, "07-30 09:21", Rate{Task: "t2", Grade: "fair"}))
	mark := Rated{Task: "t3", Round: 1, Mark: ledger.Mark(`{"grade":"fair"}`), Rater: ledger.Person("yaojia-op"), ID: "m3", AppealBy: until("15wd", "08-20 17:30")}
	again := FollowedUp{Task: "t1", Result: "unsolved", Text: ledger.Text("仍有油烟"), Rectify: until("5wd", "08-09 17:30")}
	solved := FollowUp{Task: "t1", Result: "solved", Text: "已无油烟"}
	done := FollowedUp{Task: "t1", Result: "solved", Text: ledger.Text("已无油烟")}
	tell(t, []row{
		{"有差评的，评齐了也不归档", last, operator, "07-30 09:22", Rate{Task: "t3", Grade: "fair"}, then(mark)},
		{"整改之前不归档", sore, operator, "08-01 09:00", Archive{}, no(rule.WrongState, "P-90", "")},
		{"复查之前不归档", put, operator, "08-02 09:00", Archive{}, no(rule.WrongState, "P-90", "")},
		{"整改，复查时限起算", sore, enforcer, "08-01 10:00", Rectify{Text: "已加装净化器"}, then(Rectified{Task: "t1", Text: ledger.Text("已加装净化器"), Follow: until("3wd", "08-06 17:30")})},
		{"整改须说明情况", sore, enforcer, "08-01 10:00", Rectify{}, no(rule.Incomplete, "P-90", "text")},
		{"没有差评的不整改", sore, monitor, "08-01 10:00", Rectify{Text: "x"}, no(rule.WrongState, "P-90", "")},
		{"整改一次，待复查", put, enforcer, "08-01 10:10", Rectify{Text: "x"}, no(rule.WrongState, "P-90", "")},
		{"复查通过，随即归档", put, operator, "08-02 10:00", solved, then(done, Archived{Auto: true})},
		{"复查未通过，重新整改", put, operator, "08-02 10:00", FollowUp{Task: "zonghe-zhifa", Result: "unsolved", Text: "仍有油烟"}, then(again)},
		{"未通过须说明", put, operator, "08-02 10:00", FollowUp{Task: "t1", Result: "unsolved"}, no(rule.Incomplete, "P-90", "text")},
		{"复查结果在列", put, operator, "08-02 10:00", FollowUp{Task: "t1", Result: "perhaps"}, no(rule.Invalid, "P-90", "result")},
		{"未整改、未逾期的，不复查", sore, operator, "08-01 10:00", solved, no(rule.WrongState, "P-90", "task")},
		{"整改逾期的，镇街可以复查", sore, operator, "08-06 17:31", solved, then(RectifyMissed{unmet("t1", "08-06 17:30")}, done, Archived{Auto: true})},
		{"整改逾期的，可以归档", sore, operator, "08-06 17:31", Archive{}, then(RectifyMissed{unmet("t1", "08-06 17:30")}, Archived{})},
		{"复查逾期的，记逾期，可以归档", put, operator, "08-06 17:31", Archive{}, then(FollowUpMissed{unmet("t1", "08-06 17:30")}, Archived{})},
		{"归档之后，逾期的整改照收", given(sore, did(operator, "08-06 17:31", Archive{})), enforcer, "08-07 10:00", Rectify{Text: "x"}, then(Rectified{Task: "t1", Text: ledger.Text("x"), Follow: until("3wd", "08-12 17:30")})},
		{"没有差评也可自行复查", archived, operator, "08-02 10:00", FollowUp{Result: "solved"}, then(FollowedUp{Result: "solved"})},
		{"在办的没有可复查的", arrived, operator, "07-26 10:00", FollowUp{Result: "solved"}, no(rule.WrongState, "P-90", "")},
		{"没有这个派单件", put, operator, "08-02 10:00", FollowUp{Task: "t9", Result: "solved"}, no(rule.Invalid, "P-90", "task")},
		{"部门不能自己复查", put, enforcer, "08-02 10:00", solved, no(rule.WrongRole, "P-90", "")},
	})
	c, _ := play(t, given(put, did(operator, "08-02 10:00", solved)))
	if r, _ := c.Rating("m1"); !r.Low || c.Tasks[0].Low {
		t.Errorf("the mark stays low, and nothing more is asked for: %+v, %+v", r, c.Tasks[0])
	}
}

// Reopened with others, a unit still puts right what it was marked low for; the rest starts anew.
func TestRectifyAfterReopen(t *testing.T) {
	other := given(sore, did(operator, "08-01 09:00", Reopen{Tasks: []string{"t1"}, Reason: "油烟复发"}))
	assist := given(closed, did(operator, "07-30 09:21", Rate{Task: "t2", Grade: "very_dissatisfied", Reason: "x"}), did(operator, "08-01 09:00", Reopen{Tasks: []string{"t3"}, Reason: "油烟复发"}))
	tell(t, []row{
		{"重启的派单件，整改随之作罢", other, enforcer, "08-01 09:10", Rectify{Text: "x"}, no(rule.WrongState, "P-90", "")},
		{"未重启的，整改照常", assist, monitor, "08-01 09:10", Rectify{Text: "x"}, then(Rectified{Task: "t2", Text: ledger.Text("x"), Follow: until("3wd", "08-06 17:30")})},
		{"在办期间照样复查", given(assist, did(monitor, "08-01 09:10", Rectify{Text: "x"})), operator, "08-01 09:20", FollowUp{Task: "t2", Result: "solved"}, then(FollowedUp{Task: "t2", Result: "solved"})},
	})
}
