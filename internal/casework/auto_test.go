package casework

import (
	"strings"
	"testing"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// ofItself: the district has decided that what is beyond doubt goes by itself.
func ofItself(g *Given) { g.Settings.AutoDispatch = true }

// at0905 is the dispatch of the fumes in the same breath as the call.
func at0905() Dispatched {
	give := func(task TaskID, unit org.UnitID, lead bool) Issued {
		return later(task, unit, lead, "07-25 09:35", "07-25 11:05")
	}
	return Dispatched{Tasks: []Issued{give("t1", zhifa, true), give("t2", shengtai, false), give("t3", shichang, false)}, Calendar: days, Finish: whole("08-06 17:30"), Auto: true}
}

func TestDispatchOfItself(t *testing.T) {
	sent := given(reported, did(operator, "07-25 09:05", called56))
	tell(t, []row{
		{"清单明确的，随呼随派", reported, operator, "07-25 09:05", called56, then(call("劝导无效", "07-25 10:05"), at0905())},
		{"接单之前中心仍可收回", sent, desk, "07-25 09:10", Recall{Reason: "派错"}, then(Recalled{ledger.Text("派错")})},
		{"接单之后不能收回", given(sent, did(enforcer, "07-25 09:10", Accept{})), desk, "07-25 09:11", Recall{Reason: "派错"}, no(rule.WrongState, "P-34", "")},
	}, ofItself)
	tell(t, []row{
		{"区县未设定的，由中心派单", reported, operator, "07-25 09:05", called56, then(call("劝导无效", "07-25 10:05"))},
	})
}

// What goes by itself, and what waits for the centre.
func TestBeyondDoubt(t *testing.T) {
	wants, there := called56, called56
	wants.Units, there.Muster = []org.UnitID{jiaojing}, &dawn
	recalled := given(reported, did(operator, "07-25 09:05", called56), did(desk, "07-25 09:06", Recall{Reason: "派错"}))
	for _, r := range []struct {
		name  string
		given []deed
		by    org.Actor
		when  Command
		want  string
	}{
		{"须先审批的，同意之后随即派单", awaiting, head, Approve{}, "Approved Dispatched"},
		{"须先审批的，同意之前不派", reported, operator, Call{Matter: 35, Situation: "35-2", Cause: "no_power"}, "Called"},
		{"分管领导自己呼叫，随即派单", reported, head, Call{Matter: 35, Situation: "35-2", Cause: "no_power"}, "Called Approved Dispatched"},
		{"先呼后批的，随呼随派", reported, operator, Call{Matter: 71, Situation: "71-1", Cause: "emergency"}, "Called Dispatched"},
		{"后批的同意不再派单", given(reported, did(operator, "07-25 09:05", Call{Matter: 71, Situation: "71-1", Cause: "emergency"})), head, Approve{}, "AcceptMissed Approved"},
		{"随报随呼的，一并派单", nil, operator, Report{Text: "x", Call: &called56}, "Reported Called Dispatched"},
		{"服务按目录随呼随派", reported, operator, Call{Service: "S01"}, "Called Dispatched"},
		{"镇街为主体责任的，随呼派配合单位", reported, operator, Call{Matter: 47, Cause: "not_alone"}, "Called Dispatched"},
		{"随呼集结的，先集结后派单", reported, operator, there, "Called Mustered Dispatched"},
		{"镇街另有希望的，由中心派单", reported, operator, wants, "Called"},
		{"没有牵头的，由中心派单", reported, operator, Call{Matter: 80, Cause: "no_power"}, "Called"},
		{"清单外的，由编办指定", reported, operator, Call{Unlisted: true, Cause: "no_power"}, "Called"},
		{"中心收回之后撤回再呼，由中心派单", given(recalled, did(operator, "07-25 09:07", Withdraw{"x"})), operator, called56, "Called"},
		{"中心不予派单之后再呼，由中心派单", given(reported, did(operator, "07-25 09:05", wants), did(desk, "07-25 09:06", Decline{"own_duty", "x", "x"})), operator, called56, "Called"},
	} {
		t.Run(r.name, func(t *testing.T) {
			c, _ := play(t, r.given, ofItself)
			_, record, err := enact(t, c, r.when, givenWhere(deed{r.by, "07-25 09:30", r.when}, []func(*Given){ofItself}))
			var names []string
			for _, r := range record {
				names = append(names, Name(r.Event))
				if d, ok := r.Event.(Dispatched); ok && (!d.Auto || r.Moment.By != Clockwork) {
					t.Errorf("dispatched by %s", r.Moment.By.Unit)
				}
			}
			if got := strings.Join(names, " "); err != nil || got != r.want {
				t.Errorf("%s, %v", got, err)
			}
		})
	}
}

// An auditor takes no dispatch for one of itself that is none, and none of itself for a person's.
func TestRecheckDispatchOfItself(t *testing.T) {
	c, _ := play(t, called)
	unmapped, _ := play(t, given(reported, did(operator, "07-25 09:05", Call{Matter: 80, Cause: "no_power"})))
	unclear := c
	unclear.Entry.Unmapped = []string{"主管部门"}
	byHand := c
	byHand.ByHand = true
	without := func(change func(*Dispatched)) Dispatched {
		d := at0905()
		change(&d)
		return d
	}
	for _, r := range []struct {
		name  string
		c     Case
		by    org.Actor
		event Dispatched
		ok    bool
	}{
		{"照建议自动派单", c, Clockwork, at0905(), true},
		{"以本人名义的自动派单", c, desk, at0905(), false},
		{"以系统名义的人工派单", c, Clockwork, without(func(d *Dispatched) { d.Auto = false }), false},
		{"自动派单少派一家", c, Clockwork, without(func(d *Dispatched) { d.Tasks = d.Tasks[:2] }), false},
		{"自动派单改了建议", c, Clockwork, without(func(d *Dispatched) { d.Changed = true }), false},
		{"自动派单另有理由", c, Clockwork, without(func(d *Dispatched) { d.Reason = ledger.Text("x") }), false},
		{"没有牵头的自动派单", unmapped, Clockwork, without(func(d *Dispatched) { d.Tasks = d.Tasks[:1] }), false},
		{"称谓未对应的自动派单", unclear, Clockwork, at0905(), false},
		{"收回之后的自动派单", byHand, Clockwork, at0905(), false},
	} {
		err := Recheck(r.c, Recorded{r.event, Moment{on("07-25 09:05").UnixMicro(), r.by}}, units)
		if (err == nil) != r.ok {
			t.Errorf("%s: %v", r.name, err)
		}
	}
}
