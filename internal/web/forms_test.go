package web

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"huying/internal/access"
	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/web/face"
)

// busy is a case in which something of every sort waits, and the units that stand in it.
func busy() (casework.Case, *org.Directory) {
	units := org.NewDirectory(1, []org.Unit{
		{ID: "town", Kind: org.KindTownship, Name: "镇街"}, {ID: "squad", Kind: org.KindAgency, Name: "中队", Parent: "town"}, {ID: "office-of-town", Kind: org.KindAgency, Name: "所", Parent: "town"},
		{ID: "lead", Kind: org.KindDepartment, Name: "牵头局"}, {ID: "assist", Kind: org.KindDepartment, Name: "配合局"},
		{ID: "office", Kind: org.KindSection, Name: "科室", Parent: "lead"}, {ID: "wire", Kind: org.KindPartner, Name: "运营商"},
		{ID: "centre", Kind: org.KindCentre, Name: "中心"},
	}, nil)
	waits := casework.Clock{Started: 1, Due: calendar.Deadline{At: 9}}
	return casework.Case{
		No: "2019072500001", Status: casework.CaseWorking, Round: 1, Township: "town",
		Tasks: []casework.Task{
			{ID: "t1", Unit: "lead", Lead: true, Status: casework.TaskArrived, Done: casework.Clock{Started: 1, Missed: true}, Follow: waits},
			{ID: "t2", Unit: "assist", Status: casework.TaskArrived, Proposed: true, Done: casework.Clock{Started: 1, Missed: true}},
			{ID: "t3", Unit: "assist", Status: casework.TaskReturned, Disputed: true}, {ID: "t4", Unit: "squad", Status: casework.TaskWaiting, Summoned: true},
		},
		Plan:         []casework.PlanStep{{Step: casework.Step{ID: "p1", Unit: "lead"}}, {Step: casework.Step{ID: "p2", Unit: "town"}}},
		Transfers:    []casework.Transferral{{ID: "x1", From: "t2", To: "t1"}},
		Questions:    []casework.Question{{ID: "q1", Task: "t1", Partner: "wire"}},
		Requests:     []casework.Request{{ID: "r1", Kind: casework.Extension, Task: "t1", Days: 3, Levels: []org.Role{org.CentreLead}, Status: "open", Opine: waits, Decide: waits}},
		Supervisions: []casework.Supervision{{ID: "s1", Task: "t1", Level: 2, Clock: waits}},
		Ratings: []casework.Rating{
			{ID: "m1", Task: "t1", Round: 1, Low: true}, {ID: "m2", Task: "t1", Round: 1, Appealed: 2}, {ID: "m3", Task: "t1", Round: 1, Appealed: 2, Result: "upheld"},
		},
	}, units
}

// Every verb that people use has a form for whoever may use it, and every field of it is one that the verb reads.
func TestFormsAndVerbsHoldToEachOther(t *testing.T) {
	c, units := busy()
	posts := []org.Actor{
		{Account: "a", Unit: "lead", Role: org.DepartmentLeader}, {Account: "b", Unit: "town", Role: org.TownshipLeader},
		{Account: "c", Unit: "centre", Role: org.CentreLead}, {Account: "d", Unit: "wire", Role: org.PartnerOperator},
		{Account: "e", Unit: "centre", Role: org.StaffingOffice}, {Account: "g", Unit: "town", Role: org.GridMember},
	}
	rated, ruling := c, c
	rated.Status, ruling.Status = casework.CaseClosed, casework.CaseRuling
	rated.Tasks = slices.Clone(c.Tasks)
	rated.Tasks[0].Status = casework.TaskAnswered
	for verb, blank := range casework.Commands {
		if verb == casework.VerbReport {
			continue // a page of its own
		}
		made := 0
		for _, post := range posts {
			for _, c := range []casework.Case{c, rated, ruling} {
				f := forms{l: locale.Zh, v: visit{who: access.Who{Actor: post}, base: "/d/1", units: units}, view: desk.View{Case: c, At: 5, Units: units}}
				for _, form := range f.of(verb) {
					made++
					if got := verbOf(form); got != verb {
						t.Errorf("%s: a form that sends %s", verb, got)
					}
					values := sent(form)
					cmd, err := read(verb, values, nil)
					if err != nil {
						t.Errorf("%s: %v", verb, err)
						continue
					}
					body, _ := json.Marshal(cmd)
					for name := range values {
						if !strings.Contains(string(body), `"`+name[strings.LastIndex(name, ".")+1:]+`":`) {
							t.Errorf("%s: the field %q is read by nobody: %s", verb, name, body)
						}
					}
					if _, err := casework.DecodeCommand(verb, body); err != nil {
						t.Errorf("%s: %v: %s", verb, err, body)
					}
				}
			}
		}
		if made == 0 {
			t.Errorf("%s: no form for %T", verb, blank())
		}
	}
}

// sent is the form with every field filled in.
func sent(form face.Form) url.Values {
	values := url.Values{}
	var fill func(fields []face.Field)
	fill = func(fields []face.Field) {
		for _, field := range fields {
			switch {
			case field.Kind == face.Rows:
				for _, row := range field.Rows {
					fill(row)
				}
			case field.Kind == face.Photos:
			case field.Kind == face.Hidden:
				values.Add(field.Name, field.Value)
			case field.Kind == face.Tick:
				values.Set(field.Name, "true")
			case field.Kind == face.Number:
				values.Set(field.Name, "3")
			case field.Kind == face.Moment:
				values.Set(field.Name, "2019-07-26T05:30")
			case field.Kind == face.Date:
				values.Set(field.Name, "2019-08-01")
			case field.Kind == face.Checks && len(field.Options) > 0: // not the one that leads already
				values.Set(field.Name, field.Options[len(field.Options)-1].Value)
			case len(field.Options) > 0:
				values.Set(field.Name, field.Options[0].Value)
			default:
				values.Set(field.Name, "某某")
			}
		}
	}
	fill(form.Fields)
	return values
}

// The unit that is named to lead does not assist too, though the proposal had ticked it; where a ruling names nobody, the
// ticks say nothing.
func TestTheLeadIsNotAmongTheAssists(t *testing.T) {
	ticked := []string{"", "a", "b"}
	for _, row := range []struct {
		verb   casework.Verb
		values url.Values
		want   string
	}{
		{casework.VerbDispatch, url.Values{"lead": {"a"}, "assists": ticked, "reason": {"某某"}}, `{"lead":"a","assists":["b"],"reason":"某某"}`},
		{casework.VerbDesignate, url.Values{"lead": {"b"}, "assists": ticked}, `{"lead":"b","assists":["a"],"reason":"","change":""}`},
		{casework.VerbRule, url.Values{"unit": {"a"}, "assists": ticked, "reason": {"某某"}}, `{"unit":"a","assists":["b"],"reason":"某某"}`},
		{casework.VerbRule, url.Values{"unit": {""}, "assists": ticked, "reason": {"某某"}}, `{"reason":"某某"}`},
		{casework.VerbRule, url.Values{"assists": ticked, "reason": {"某某"}}, `{"assists":["a","b"],"reason":"某某"}`},
	} {
		cmd, err := read(row.verb, row.values, nil)
		if body, _ := json.Marshal(cmd); err != nil || string(body) != row.want {
			t.Errorf("%s %v: %s, %v; want %s", row.verb, row.values, body, err, row.want)
		}
	}
}

// What a field for date and time says is read as an instant of the district's zone, and a roll leaves out who was not there.
func TestTimesAndRollsAreRead(t *testing.T) {
	muster, err := read(casework.VerbMuster, url.Values{"time": {"2019-07-26T05:30"}, "place": {"路口"}}, nil)
	if got, _ := muster.(casework.Muster); err != nil || got.Time != "2019-07-26T05:30:00+08:00" {
		t.Errorf("%+v, %v", muster, err)
	}
	confer, err := read(casework.VerbConfer, url.Values{
		"attendance.0.unit": {"lead"}, "attendance.0.rank": {"head"}, "attendance.1.rank": {"officer"}, "findings": {"应拆"},
		"plan.0.step": {""}, "plan.0.unit": {""}, "plan.0.due": {""}, "plan.3.step": {"拆除"}, "plan.3.unit": {"lead"}, "plan.3.due": {"2019-07-29T18:00"},
	}, nil)
	got, _ := confer.(casework.Confer)
	if err != nil || len(got.Attendance) != 1 || got.Attendance[0].Rank != "head" || len(got.Plan) != 1 || got.Plan[0].Due != "2019-07-29T18:00:00+08:00" {
		t.Errorf("%+v, %v", confer, err)
	}
}

// A plan that was refused is shown again with what was typed.
func TestARefusedPlanKeepsItsRows(t *testing.T) {
	plan := face.Field{Name: "plan", Kind: face.Rows, Rows: [][]face.Field{{
		{Name: "plan.0.step"}, {Name: "plan.0.unit", Kind: face.Choice, Options: []face.Option{{Value: "a"}, {Value: "b"}}},
	}}}
	typed := map[string][]string{"plan.0.step": {"拆除"}, "plan.0.unit": {"b"}}
	filled, said := plan.Filled(typed, "plan.0.unit", "不行")
	row := filled.Rows[0]
	if row[0].Value != "拆除" || !row[1].Options[1].Chosen || row[1].Wrong != "不行" || !said {
		t.Errorf("%+v, %v", filled, said)
	}
	if plan.Rows[0][1].Options[1].Chosen {
		t.Error("what was typed went into the page's own options")
	}
}
