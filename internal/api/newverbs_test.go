package api

import (
	"encoding/json"
	"net/http"
	"slices"
	"testing"

	"huying/internal/casework"
	"huying/internal/org"
)

// Every verb of the whole case says no to who has not the role, not the tie, or comes at the wrong time: with status,
// code, clause and field, and without writing. 依据 P-81, P-87.
func TestTheWholeCaseRefuses(t *testing.T) {
	everywhere(t, func(h *site) {
		township, centre := h.in(lixia, yaojia, org.TownshipOperator), h.in(lixia, "", org.Dispatcher)
		no := township.do("", "report", anything{
			"text": "夜间油烟扰民", "call": anything{"matter": 56, "situation": "56-3", "cause": "no_power"},
		}).text("no")
		centre.do(no, "dispatch", anything{"assists": []string{"shichang"}, "reason": "先由两家到场"})
		lead, assist := h.in(lixia, "zonghe-zhifa", org.DepartmentOperator), h.in(lixia, "shichang", org.DepartmentOperator)
		for _, unit := range []person{lead, assist} {
			unit.do(no, "accept", nil)
			unit.do(no, "arrive", nil)
		}
		staffing, mayor := h.in(lixia, "", org.StaffingOffice), h.in(lixia, "", org.GovernmentApprover)
		assess, auditor := h.in(lixia, "", org.AssessmentOffice), h.in(lixia, "", org.Auditor)
		carrier, stranger := h.in(lixia, "liantong", org.PartnerOperator), h.in(lixia, "jiaojing", org.DepartmentOperator)
		twin := township.do("", "report", anything{"text": "还是油烟"}).text("no")
		before := h.committed()

		tried := map[casework.Verb]bool{}
		for _, bad := range []struct {
			verb   casework.Verb
			by     person
			body   string
			status int
			code   string
			clause string
			field  string
		}{
			{"split", township, `{"text":"x"}`, 409, "wrong_state", "P-37", ""},
			{"merge", mayor, `{"into":"` + twin + `","reason":"x"}`, 403, "wrong_role", "P-114", ""},
			{"merge", township, `{"into":"2019072599999","reason":"x"}`, 404, "unknown", "P-80", "into"},
			{"unmerge", township, `{"reason":"x"}`, 409, "wrong_state", "P-115", ""},
			{"object", centre, `{"reason":"x"}`, 409, "wrong_state", "P-38", ""},
			{"summon", centre, `{"units":["370102011-shichangsuo"],"reason":"x"}`, 403, "wrong_role", "P-39", ""},
			{"dismiss", centre, `{"task":"t2","reason":"x"}`, 403, "wrong_role", "P-39", ""},
			{"dispute", township, `{"reason":"x"}`, 409, "wrong_state", "P-48", ""},
			{"rule", staffing, `{"reason":"x"}`, 422, "incomplete", "P-49", "task"},
			{"rule", staffing, `{"task":"t1","unit":"jiaojing","reason":"x"}`, 409, "wrong_state", "P-49", ""},
			{"designate", staffing, `{"lead":"jiaojing","reason":"x","change":"x"}`, 409, "wrong_state", "P-16", ""},
			{"muster", lead, `{"time":"2019-07-25T10:00:00+08:00","place":"x"}`, 403, "wrong_role", "P-56", ""},
			{"attend", centre, `{}`, 403, "wrong_role", "P-56", ""},
			{"progress", township, `{"text":"x"}`, 403, "wrong_role", "P-100", ""},
			{"docket", township, `{"number":"x","promised":"2030-01-01"}`, 403, "wrong_role", "P-104", ""},
			{"confer", assist, `{"attendance":[],"findings":"x"}`, 403, "not_yours", "P-57", ""},
			{"perform", centre, `{"step":"p1"}`, 403, "wrong_role", "P-57", ""},
			{"transfer", township, `{"to":"shichang","text":"x"}`, 403, "wrong_role", "P-58", ""},
			{"receive", township, `{"transfer":"x1"}`, 403, "wrong_role", "P-58", ""},
			{"ask", centre, `{"partner":"liantong","text":"x"}`, 403, "wrong_role", "P-59", ""},
			{"ask", township, `{"partner":"liantong","text":"x"}`, 403, "not_yours", "P-59", ""},
			{"reply", township, `{"question":"q1","text":"x"}`, 403, "not_yours", "P-59", ""},
			{"reply", carrier, `{"question":"q1","text":"x"}`, 404, "unknown", "P-80", ""},
			{"progress", stranger, `{"text":"x"}`, 404, "unknown", "P-80", ""},
			{"retain", township, `{"task":"t2","reason":"x"}`, 403, "wrong_role", "P-52", ""},
			{"write_off", lead, `{"task":"t2","reason":"x"}`, 403, "wrong_role", "P-105", ""},
			{"extend", township, `{"days":1,"reason":"x"}`, 403, "not_yours", "P-106", ""},
			{"suspend", assist, `{"ground":"condition","review":"2030-01-01","reason":"x"}`, 403, "not_yours", "P-107", ""},
			{"opine", lead, `{"request":"r1","opinion":"agree"}`, 403, "wrong_role", "P-108", ""},
			{"grant", centre, `{"request":"r1"}`, 403, "wrong_role", "P-106", ""},
			{"deny", lead, `{"request":"r1","reason":"x"}`, 403, "wrong_role", "P-106", ""},
			{"resume", lead, `{"reason":"x"}`, 409, "wrong_state", "P-107", ""},
			{"urge", lead, `{"task":"t2"}`, 403, "wrong_role", "P-109", ""},
			{"supervise", lead, `{"task":"t2","text":"x"}`, 403, "wrong_role", "P-110", ""},
			{"explain", township, `{"supervision":"s1","text":"x"}`, 403, "wrong_role", "P-110", ""},
			{"sign", lead, `{}`, 403, "wrong_role", "P-101", ""},
			{"revise", lead, `{"reason":"x"}`, 403, "wrong_role", "P-101", ""},
			{"rectify", lead, `{"text":"x"}`, 409, "wrong_state", "P-90", ""},
			{"follow_up", lead, `{"result":"solved"}`, 403, "wrong_role", "P-90", ""},
			{"appeal", township, `{"reason":"x"}`, 403, "wrong_role", "P-113", ""},
			{"adjudge", staffing, `{"rating":"m1","result":"upheld","reason":"x"}`, 403, "wrong_role", "P-113", ""},
			{"lodge", mayor, `{"rating":"m1","number":"x"}`, 403, "wrong_role", "P-113", ""},
			{"recuse", auditor, `{"reason":"x"}`, 403, "forbidden", "P-81", ""},
			{"dispatch", assess, `{}`, 403, "wrong_role", "P-30", ""},
			{"annotate", mayor, `{"text":"x"}`, 403, "wrong_role", "P-72", ""},
			{"merge", township, `{"reason":"x"}`, 422, "incomplete", "P-114", "into"},
			{"summon", township, `{"units":["370102011-shichangsuo"]}`, 422, "incomplete", "P-39", "reason"},
			{"summon", township, `{"units":["shichang"],"reason":"x"}`, 422, "invalid", "P-39", "units"},
			{"dismiss", township, `{"task":"t2","reason":"x"}`, 409, "wrong_state", "P-39", ""},
			{"dismiss", township, `{"reason":"x"}`, 422, "incomplete", "P-39", "task"},
			{"muster", township, `{"place":"x"}`, 422, "incomplete", "P-56", "time"},
			{"muster", township, `{"time":"2019-07-25T10:00:00+08:00","place":"x"}`, 422, "invalid", "P-56", "time"},
			{"muster", centre, `{"time":"tomorrow","place":"x"}`, 422, "invalid", "P-56", "time"},
			{"attend", township, `{}`, 409, "wrong_state", "P-56", ""},
			{"progress", lead, `{}`, 422, "incomplete", "P-100", "text"},
			{"docket", lead, `{"number":"x","promised":"2030-01-01"}`, 409, "wrong_state", "P-104", ""},
			{"confer", lead, `{"attendance":[{"unit":"shichang"}]}`, 422, "incomplete", "P-57", "findings"},
			{"confer", lead, `{"attendance":[{"unit":"jiaojing"}],"findings":"x"}`, 422, "invalid", "P-57", "attendance"},
			{"perform", lead, `{}`, 422, "incomplete", "P-57", "step"},
			{"perform", lead, `{"step":"p9"}`, 422, "invalid", "P-57", "step"},
			{"transfer", lead, `{"text":"x"}`, 422, "incomplete", "P-58", "to"},
			{"transfer", lead, `{"to":"zonghe-zhifa","text":"x"}`, 422, "invalid", "P-58", "to"},
			{"transfer", lead, `{"to":"liantong","text":"x"}`, 422, "invalid", "P-17", "to"},
			{"receive", assist, `{"transfer":"x1"}`, 422, "invalid", "P-58", "transfer"},
			{"ask", lead, `{"text":"x"}`, 422, "incomplete", "P-59", "partner"},
			{"ask", lead, `{"partner":"shichang","text":"x"}`, 422, "invalid", "P-17", "partner"},
			{"reply", lead, `{"question":"q1","text":"x"}`, 422, "invalid", "P-59", "question"},
			{"write_off", township, `{"task":"t2","reason":"x"}`, 409, "wrong_state", "P-105", ""},
			{"write_off", township, `{"reason":"x"}`, 422, "incomplete", "P-105", "task"},
			{"extend", lead, `{"reason":"x"}`, 422, "incomplete", "P-106", "days"},
			{"extend", lead, `{"days":99,"reason":"x"}`, 422, "invalid", "P-106", "days"},
			{"suspend", lead, `{"ground":"tired","review":"2030-01-01","reason":"x"}`, 422, "invalid", "P-107", "ground"},
			{"suspend", lead, `{"ground":"condition","review":"2010-01-01","reason":"x"}`, 422, "invalid", "P-107", "review"},
			{"opine", township, `{"request":"r1","opinion":"agree"}`, 422, "invalid", "P-108", "request"},
			{"grant", mayor, `{"request":"r1"}`, 422, "invalid", "P-106", "request"},
			{"urge", township, `{}`, 422, "incomplete", "P-109", "task"},
			{"supervise", township, `{"task":"t2"}`, 422, "incomplete", "P-110", "text"},
			{"explain", lead, `{"supervision":"s1","text":"x"}`, 422, "invalid", "P-110", "supervision"},
			{"follow_up", township, `{"result":"solved"}`, 409, "wrong_state", "P-90", ""},
			{"appeal", lead, `{"reason":"x"}`, 422, "invalid", "P-113", "rating"},
			{"adjudge", assess, `{"rating":"m1","result":"upheld","reason":"x"}`, 422, "invalid", "P-113", "rating"},
			{"recuse", lead, `{}`, 422, "incomplete", "P-103", "reason"},
			{"recuse", lead, `{"officer":"nobody","reason":"x"}`, 403, "not_yours", "P-103", "officer"},
			{"recuse", staffing, `{"reason":"x"}`, 409, "wrong_state", "P-103", "officer"},
			{"assign", lead, `{"officer":"lixia-zhifa-op","deputy":"lixia-zhifa-op"}`, 422, "invalid", "P-42", "deputy"},
			{"grant", mayor, `{"request":1}`, 422, "invalid", "P-87", "request"},
			{"muster", centre, `{"when":"now"}`, 422, "invalid", "P-87", "when"},
			{"confer", lead, `{"attendance":[{"unit":7}],"findings":"x"}`, 422, "invalid", "P-87", "attendance.unit"},
		} {
			tried[bad.verb] = true
			got := bad.by.send(http.MethodPost, cases("/"+no+"/"+string(bad.verb)), bad.body, nil)
			var problem Problem
			if err := json.Unmarshal(got.body, &problem); err != nil || got.header.Get("Content-Type") != problemType {
				t.Fatalf("not a problem: %v %v", got, err)
			}
			if got.status != bad.status || string(problem.Code) != bad.code || problem.Clause != bad.clause || problem.Field != bad.field || problem.Reason == "" {
				t.Errorf("%s by %s: want %d %s %s at %q: %v", bad.verb, bad.by.unit, bad.status, bad.code, bad.clause, bad.field, got)
			}
		}
		if got := township.send(http.MethodPost, cases("/"+twin+"/split"), `{}`, nil); got.status != 422 || got.text("field") != "text" || got.text("clause") != "P-37" {
			t.Errorf("a split without its words: %v", got)
		}
		for _, verb := range casework.AllVerbs {
			if _, asked := casework.Commands[verb]; asked && !tried[verb] && !slices.Contains(spine, verb) {
				t.Errorf("nobody was refused %s", verb)
			}
		}
		if after := h.committed(); after != before {
			t.Errorf("the record grew from %d to %d", before, after)
		}
	})
}

// spine are the verbs whose refusals the spine's own tests try.
var spine = []casework.Verb{
	"report", "settle", "discard", "call", "approve", "refuse", "withdraw", "decline", "recall", "assign", "accept", "return", "uphold", "overrule",
	"arrive", "find", "act", "join", "release", "answer", "consolidate", "verify", "rework", "close", "rate", "reopen", "archive", "attach",
}
