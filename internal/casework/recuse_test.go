package casework

import (
	"slices"
	"testing"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

func TestRecuse(t *testing.T) {
	reason := ledger.Text("当事人是亲属")
	self := Recuse{Reason: "当事人是亲属"}
	of := func(officer org.AccountID) Recuse { return Recuse{Officer: officer, Reason: "当事人是亲属"} }
	gone := given(dispatched, did(enforcer, "07-25 09:20", self))
	tell(t, []row{
		{"本人回避", dispatched, enforcer, "07-25 09:20", self, then(Recused{enforcer.Account, reason})},
		{"写明自己也是本人回避", dispatched, enforcer, "07-25 09:20", of(enforcer.Account), then(Recused{enforcer.Account, reason})},
		{"单位负责人决定本单位人员回避", dispatched, signs, "07-25 09:20", of(enforcer.Account), then(Recused{enforcer.Account, reason})},
		{"单位负责人决定中队人员回避", dispatched, signs, "07-25 09:20", of(squad.Account), then(Recused{squad.Account, reason})},
		{"镇街领导决定工作站人员回避", dispatched, head, "07-25 09:20", of(stationR.Account), then(Recused{stationR.Account, reason})},
		{"不能决定上报人回避，以免无人提出异议", dispatched, head, "07-25 09:20", of(wangYi.Account), no(rule.Forbidden, "P-103", "officer")},
		{"值班长决定派遣员回避", dispatched, duty, "07-25 09:20", of(desk.Account), then(Recused{desk.Account, reason})},
		{"镇街经办回避，有分管领导在", dispatched, operator, "07-25 09:20", self, then(Recused{operator.Account, reason})},
		{"中队人员回避，本部门还有人在", given(dispatched, did(enforcer, "07-25 09:15", self), did(second, "07-25 09:16", self)), squad, "07-25 09:20", self, then(Recused{squad.Account, reason})},
		{"编办只有一人，不能回避", dispatched, bureau, "07-25 09:20", self, no(rule.WrongState, "P-103", "officer")},
		{"分管领导只有一人，经办不能顶替", dispatched, signs, "07-25 09:20", self, no(rule.WrongState, "P-103", "officer")},
		{"镇街分管领导只有一人，不能回避", dispatched, head, "07-25 09:20", self, no(rule.WrongState, "P-103", "officer")},
		{"值班长只有一人，派遣员不能顶替", dispatched, duty, "07-25 09:20", self, no(rule.WrongState, "P-103", "officer")},
		{"派驻机构只有一人，镇街不能顶替", summoned, office, "07-25 09:20", self, no(rule.WrongState, "P-103", "officer")},
		{"离任的不算在岗", dispatched, market, "07-25 09:20", self, no(rule.WrongState, "P-103", "officer")},
		{"尚未到任的不算在岗", dispatched, monitor, "07-25 09:20", self, no(rule.WrongState, "P-103", "officer")},
		{"经办人不能决定同事回避", dispatched, enforcer, "07-25 09:20", of(second.Account), no(rule.NotYours, "P-103", "officer")},
		{"不能决定别的单位的人回避", dispatched, signs, "07-25 09:20", of(market.Account), no(rule.NotYours, "P-103", "officer")},
		{"镇街领导不管派驻机构的人", dispatched, head, "07-25 09:20", of(office.Account), no(rule.NotYours, "P-103", "officer")},
		{"不能决定已离任的人回避", dispatched, signs, "07-25 09:20", of("left"), no(rule.NotYours, "P-103", "officer")},
		{"没有这个人", dispatched, signs, "07-25 09:20", of("nobody"), no(rule.NotYours, "P-103", "officer")},
		{"回避须说明事由", dispatched, enforcer, "07-25 09:20", Recuse{}, no(rule.Incomplete, "P-103", "reason")},
		{"无关单位的人无须回避", dispatched, traffic, "07-25 09:20", self, no(rule.NotYours, "P-103", "")},
		{"回避之后不得再办理", gone, enforcer, "07-25 09:21", Accept{}, no(rule.Forbidden, "P-103", "")},
		{"回避之后备注也不行", gone, enforcer, "07-25 09:21", Annotate{"x"}, no(rule.Forbidden, "P-103", "")},
		{"已回避的不再回避", gone, signs, "07-25 09:21", of(enforcer.Account), no(rule.Spent, "P-103", "officer")},
		{"同事照常办理", gone, second, "07-25 09:21", Accept{}, then(Accepted{"t1", second.Account})},
	})
	if got := house(wangge, units); got != yaojia {
		t.Errorf("for a grid its township answers, not %s", got)
	}
	paired := given(dispatched, did(enforcer, "07-25 09:20", Accept{}), did(enforcer, "07-25 09:21", Assign{Deputy: second.Account}))
	if c, _ := play(t, given(paired, did(enforcer, "07-25 09:22", self))); c.Tasks[0].Officer != second.Account || c.Tasks[0].Deputy != "" {
		t.Errorf("where the officer goes, the deputy has it: %+v", c.Tasks[0])
	}
	if c, _ := play(t, given(paired, did(second, "07-25 09:22", self))); c.Tasks[0].Officer != enforcer.Account || c.Tasks[0].Deputy != "" {
		t.Errorf("where the deputy goes, nobody stands in: %+v", c.Tasks[0])
	}
	if c, _ := play(t, gone); len(Verbs(c, enforcer, units)) != 0 {
		t.Errorf("nothing is offered to who is recused: %v", Verbs(c, enforcer, units))
	}
}

// Who is told first that something waits. 依据 P-102.
func TestToldFirst(t *testing.T) {
	recuse := func(by org.Actor) []deed { return did(by, "07-25 09:30", Recuse{Reason: "亲属"}) }
	paired := given(dispatched, did(squad, "07-25 09:20", Accept{}), did(enforcer, "07-25 09:21", Assign{Deputy: second.Account}))
	for _, r := range []struct {
		name  string
		given []deed
		gone  []org.Actor // they recused, and who could replace them has left since
		kind  ClockKind
		unit  org.UnitID
		on    []org.AccountID
		want  org.AccountID
	}{
		{"值班人员在前", paired, nil, ClockArrive, zhifa, []org.AccountID{"zhifa-op"}, "zhifa-op"},
		{"几人值班，依次在前", paired, nil, ClockArrive, zhifa, []org.AccountID{"nobody", "zhifa-head", "zhifa-op"}, "zhifa-head"},
		{"无人值班，告知经办人", paired, nil, ClockArrive, zhifa, nil, "dui-op"},
		{"经办人回避，告知AB角", given(paired, recuse(squad)), nil, ClockArrive, zhifa, nil, second.Account},
		{"值班人员回避，告知经办人", given(paired, recuse(enforcer)), nil, ClockArrive, zhifa, []org.AccountID{"zhifa-op"}, "dui-op"},
		{"没有经办人，告知分管领导", dispatched, nil, ClockAccept, zhifa, nil, "zhifa-head"},
		{"分管领导回避，告知在岗人员", dispatched, []org.Actor{signs}, ClockAccept, zhifa, nil, "zhifa-op"},
		{"都回避了，无人可告", paired, []org.Actor{enforcer, second, squad, signs}, ClockArrive, zhifa, []org.AccountID{"zhifa-op"}, ""},
		{"别家的值班不算", dispatched, nil, ClockAccept, shichang, []org.AccountID{"zhifa-op"}, "shichang-op"},
		{"待派单的，值班派遣员在前", called, nil, ClockDispatch, zhihui, []org.AccountID{"paiqian"}, "paiqian"},
		{"退单认定只能由值班长办，派遣员值班也告知值班长", returned, nil, ClockReturn, zhihui, []org.AccountID{"paiqian"}, "zhiban"},
		{"审批告知分管领导", awaiting, nil, ClockApproval, yaojia, []org.AccountID{"yaojia-op"}, "yaojia-head"},
		{"分管领导回避，审批无人可办，仍告知在岗人员", awaiting, []org.Actor{head}, ClockApproval, yaojia, nil, "yaojia-op"},
		{"审计员不办案，不告知", called, []org.Actor{desk, duty}, ClockDispatch, zhihui, []org.AccountID{"shenji"}, ""},
		{"企业的询问告知企业", given(dispatched, did(market, "07-25 09:20", Accept{}), did(market, "07-25 09:21", Ask{Partner: liantong, Text: "x"})), nil, ClockReply, liantong, nil, "liantong-op"},
	} {
		t.Run(r.name, func(t *testing.T) {
			c, _ := play(t, r.given)
			for _, a := range r.gone {
				c = Evolve(c, Recused{Officer: a.Account}, Moment{c.Last, a})
			}
			at := on("07-25 09:42").UnixMicro()
			for _, d := range Duties(c, at, units) {
				if d.Kind == r.kind && d.Unit == r.unit {
					if got := ToldFirst(c, d, r.on, units, at); got != r.want {
						t.Errorf("told %q first, want %q", got, r.want)
					}
					return
				}
			}
			t.Fatal("nothing of the kind waits")
		})
	}
}

// Whom nobody could replace can go as soon as another is appointed to the same.
func TestRecuseOnceReplaced(t *testing.T) {
	c, _ := play(t, given(summoned, did(operator, "07-25 09:14", called56), did(desk, "07-25 09:15", Dispatch{})))
	for _, by := range []org.Actor{bureau, mayor, assessor, head, duty, signs, market, monitor, office} {
		g := givenTo(by, on("07-25 09:20"))
		if _, err := Decide(c, Recuse{Reason: "亲属"}, g); !rule.Is(err, rule.WrongState) {
			t.Errorf("%s, whom nobody can replace: %v", by.Account, err)
		}
		if slices.Contains(Verbs(c, by, units), VerbRecuse) != slices.Contains(leaders, by.Role) && by != market && by != signs {
			t.Errorf("recuse is offered to %s: %v", by.Account, Verbs(c, by, units))
		}
		g.Units = org.Evolve(units, org.PostsGranted{Posts: []org.Post{{ID: "new-1", Account: "new", Unit: by.Unit, Role: by.Role}}})
		events, err := Decide(c, Recuse{Reason: "亲属"}, g)
		if err != nil {
			t.Errorf("%s, who can be replaced: %v", by.Account, err)
			continue
		}
		gone := Fold(c, at(events, Moment{g.at(), by}))
		other := by
		other.Account, other.Post = "new", "new-1"
		if _, err := Decide(gone, Recuse{Reason: "亲属"}, Given{By: other, At: g.At, District: g.District, Units: g.Units, Calendar: g.Calendar, Settings: g.Settings}); !rule.Is(err, rule.WrongState) {
			t.Errorf("the last of two in the place of %s: %v", by.Account, err)
		}
	}
}
