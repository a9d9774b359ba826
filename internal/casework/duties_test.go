package casework

import (
	"fmt"
	"strings"
	"testing"
)

func TestDuties(t *testing.T) {
	own := given(ownLead, did(desk, "07-25 09:13", Dispatch{}))
	for _, r := range []struct {
		name  string
		given []deed
		at    string
		want  string
	}{
		{"上报后镇街受理", reported, "07-25 09:00", "370102011 call"},
		{"呼叫后中心派单", called, "07-25 09:40", "zhihui dispatch yellow"},
		{"待审批的等分管领导", awaiting, "07-25 09:40", "370102011 approve"},
		{"派单后各单位接单、报到、反馈，牵头管全案", dispatched, "07-25 09:44",
			"zonghe-zhifa accept red, shengtai accept red, shichang accept red, zonghe-zhifa arrive, shengtai arrive, shichang arrive, " +
				"zonghe-zhifa answer, shengtai answer, shichang answer, zonghe-zhifa consolidate"},
		{"退单待定，中心认定，本单位无事", returned, "07-25 09:42",
			"shengtai accept yellow, shichang accept yellow, shengtai arrive, shichang arrive, zhihui uphold, shengtai answer, shichang answer, zonghe-zhifa consolidate"},
		{"牵头缺位，中心补派并管全案", vacant, "07-25 10:40",
			"shengtai accept red, shichang accept red, zhihui join yellow, shengtai arrive yellow, shichang arrive yellow, shengtai answer, shichang answer, zhihui join"},
		{"配合反馈完，牵头先反馈的还欠汇总", given(arrived, did(enforcer, "07-25 16:00", Answer{Text: "x"}), did(monitor, "07-25 16:05", Answer{Text: "x"}), did(market, "07-25 16:06", Answer{Text: "x"})), "07-25 16:10",
			"zonghe-zhifa consolidate, zonghe-zhifa consolidate"},
		{"镇街牵头的，镇街汇总", given(own, did(desk, "07-25 09:15", Release{Task: "t1", Reason: "x"}), did(desk, "07-25 09:15", Release{Task: "t2", Reason: "x"})), "07-25 10:00", "370102011 consolidate"},
		{"汇总后镇街核查、销号", answered, "07-26 10:00", "370102011 verify, 370102011 close"},
		{"销号后镇街评价", closed, "07-30 10:00", "370102011 rate"},
		{"有申请的，镇街表态，值班长审批", asked, "07-26 10:10",
			"370102011 opine, zhihui grant, zonghe-zhifa answer, shengtai answer, shichang answer, zonghe-zhifa consolidate"},
		{"上一级同意之后，等区县政府", given(resting, did(duty, "07-26 14:00", Grant{Request: "r1"})), "07-26 15:00",
			"zhengfu grant, zonghe-zhifa answer, shengtai answer, shichang answer, zonghe-zhifa consolidate"},
		{"挂账期间只等复核", suspended, "07-29 10:00", "zonghe-zhifa resume"},
		{"督办等答复", overseen, "07-26 10:10", "zonghe-zhifa explain, zonghe-zhifa answer, shengtai answer, shichang answer, zonghe-zhifa consolidate"},
		{"差评等整改", sore, "07-31 10:00", "zonghe-zhifa rectify"},
		{"整改之后等复查", put, "08-02 10:00", "370102011 follow_up"},
		{"申诉等考核办", appealed, "08-02 10:00", "zonghe-zhifa rectify, kaohe adjudge"},
		{"决定之后等备案", given(appealed, did(assessor, "08-05 10:00", Adjudge{Rating: "m1", Result: "upheld", Reason: "x"})), "08-05 11:00", "kaohe lodge"},
		{"归档后无事", archived, "07-30 10:00", ""},
	} {
		t.Run(r.name, func(t *testing.T) {
			c, _ := play(t, r.given)
			var got []string
			for _, d := range Duties(c, on(r.at).UnixMicro(), units) {
				got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s", d.Unit, d.Verb, d.Alarm)))
			}
			if got := strings.Join(got, ", "); got != r.want {
				t.Errorf("got  %s\nwant %s", got, r.want)
			}
		})
	}
}
