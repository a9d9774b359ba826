package telling

import (
	"slices"
	"testing"

	"huying/internal/casework"
	"huying/internal/org"
)

// staff is a department with a squad: its leader, two officers, one who has moved to another department, and one whose post has ended.
var staff = org.NewDirectory(370102, []org.Unit{
	{ID: "zhifa", Kind: org.KindDepartment}, {ID: "dui", Kind: org.KindSection, Parent: "zhifa"}, {ID: "shichang", Kind: org.KindDepartment},
	{ID: "dashuju", Kind: org.KindDepartment},
}, []org.Post{
	{ID: "head", Account: "head", Unit: "zhifa", Role: org.DepartmentLeader},
	{ID: "one", Account: "one", Unit: "zhifa", Role: org.DepartmentOperator},
	{ID: "squad", Account: "squad", Unit: "dui", Role: org.DepartmentOperator},
	{ID: "moved-0", Account: "moved", Unit: "zhifa", Role: org.DepartmentOperator, To: 5},
	{ID: "moved-1", Account: "moved", Unit: "shichang", Role: org.DepartmentOperator},
	{ID: "gone", Account: "gone", Unit: "zhifa", Role: org.DepartmentOperator, To: 5},
	{ID: "admin", Account: "admin", Unit: "dashuju", Role: org.SystemAdmin},
})

// Who is told: by the roster as it is, of the unit and its parts, never who has left it or has recused. 依据 P-102, P-103, P-125.
func TestWhoIsTold(t *testing.T) {
	share := casework.Case{Tasks: []casework.Task{{ID: "t1", Unit: "zhifa", Officer: "one", Status: casework.TaskAccepted}}}
	recused := share
	recused.Recused = []org.AccountID{"one"}
	of := func(topic Topic) Letter {
		return Letter{Topic: topic, Unit: "zhifa", Task: "t1", Kind: casework.ClockDone, Ref: "t1", Verb: casework.VerbAnswer}
	}
	for _, r := range []struct {
		name   string
		l      Letter
		c      casework.Case
		onDuty []org.AccountID
		want   []org.AccountID
	}{
		{"who is on duty", of(Waits), share, []org.AccountID{"squad"}, []org.AccountID{"squad"}},
		{"else the officer", of(Waits), share, nil, []org.AccountID{"one"}},
		{"lateness reaches the leader too", of(Missed), share, nil, []org.AccountID{"one", "head"}},
		{"a muster reaches all on duty and the leader", of(Mustered), share, []org.AccountID{"one", "squad"}, []org.AccountID{"one", "squad", "head"}},
		{"who has moved away is not told, whatever the roster says", of(Mustered), share, []org.AccountID{"moved"}, []org.AccountID{"one", "head"}},
		{"nor whose post has ended", of(Waits), share, []org.AccountID{"gone"}, []org.AccountID{"one"}},
		{"nor who has recused", of(Mustered), recused, []org.AccountID{"one", "squad"}, []org.AccountID{"squad", "head"}},
		{"nor who has just done it", Letter{Topic: Waits, Unit: "zhifa", Task: "t1", Kind: casework.ClockDone, Ref: "t1", Verb: casework.VerbAnswer, By: "one"}, share, nil, nil},
		{"an escalation reaches the posts on record", Letter{Topic: Escalated, Unit: "zhifa", Posts: []org.PostID{"admin", "gone"}, Task: "t1", Verb: casework.VerbExplain}, share, nil, []org.AccountID{"one", "head", "admin"}},
		{"a year without calendar reaches the administrator", Letter{Topic: NoCalendar, Year: 2027}, casework.Case{}, nil, []org.AccountID{"admin"}},
		{"one account alone", Letter{Topic: Outcome, Account: "squad"}, share, nil, []org.AccountID{"squad"}},
	} {
		var got []org.AccountID
		for _, p := range To(r.l, r.c, r.onDuty, staff, 10) {
			got = append(got, p.Account)
		}
		if !slices.Equal(got, r.want) {
			t.Errorf("%s: %v, want %v", r.name, got, r.want)
		}
	}
}
