package casework

import (
	"slices"
	"strings"
	"testing"

	"huying/internal/org"
)

func TestPropose(t *testing.T) {
	calls := func(cmd Call) []deed { return given(reported, did(operator, "07-25 09:05", cmd)) }
	for _, r := range []struct {
		name      string
		given     []deed
		lead      org.UnitID
		assists   []org.UnitID
		clause    string
		says      string
		ambiguous bool
	}{
		{"按清单定牵头和配合", called, zhifa, []org.UnitID{shengtai, shichang}, "P-10", "第 56 项", false},
		{"镇街希望的单位已在其中", calls(Call{Matter: 56, Cause: "not_alone", Units: []org.UnitID{shichang, zhifa}}), zhifa, []org.UnitID{shengtai, shichang}, "P-10", "第 56 项", false},
		{"镇街另有希望的单位，须由人定", calls(Call{Matter: 56, Cause: "not_alone", Units: []org.UnitID{suo}}), zhifa, []org.UnitID{shengtai, shichang}, "P-10", "第 56 项", true},
		{"服务按目录", calls(Call{Service: "S01"}), shenpi, nil, "P-15", "S01", false},
		{"镇街牵头，只派配合", ownLead, "", []org.UnitID{shengtai, shichang}, "P-14", "只派配合单位", false},
		{"称谓未对应，须由人定", calls(Call{Matter: 80, Cause: "no_power"}), "", nil, "P-10", "须由中心指明", true},
	} {
		c, _ := play(t, r.given)
		p := Propose(c)
		if p.Lead != r.lead || !slices.Equal(p.Assists, r.assists) || p.Clause != r.clause || !strings.Contains(p.Reason, r.says) || p.Ambiguous != r.ambiguous {
			t.Errorf("%s: %+v", r.name, p)
		}
	}
}
