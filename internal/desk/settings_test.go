package desk_test

import (
	"encoding/json"
	"testing"

	"huying/internal/access"
	"huying/internal/org"
	"huying/internal/rule"
)

// What would leave a silence without a rule, or would change more than was meant, is refused at its field, and nothing is written.
// 依据 P-128.
func TestSettingsAreReadStrictly(t *testing.T) {
	h := openHouse(t)
	government := h.in("zhengfu", org.GovernmentApprover)
	before, err := h.As(government).Settings(t.Context(), 370102)
	if err != nil {
		t.Fatal(err)
	}
	for field, values := range map[string][]string{
		"ladder": {
			`[]`, `null`, `[{"code":"a","zh":"甲","roles":["centre_lead"],"answer":"statute"}]`, `[{"code":"a","zh":"甲","posts":["nobody"]}]`,
			`[{"code":"a","zh":"甲","roles":["king"]}]`, `[{"code":"a","zh":"甲","own":true,"roles":["government_approver"]}]`,
			`[{"code":"a","zh":"甲","rolls":["centre_lead"]}]`, `[{"code":"deputy","zh":"甲","roles":["centre_lead"]},{"code":"deputy","zh":"乙","roles":["centre_lead"]}]`,
		},
		"often":        {`"nowhere"`},
		"heed":         {`"9999wd"`, `"statute"`, `5`},
		"intake":       {`null`, `""`, `"statute"`},
		"reopen_days":  {`-1`, `2147483647000`},
		"unmerge_days": {`9223372036854775807`},
		"extensions":   {`[{"days":3,"by":[]}]`, `[{"days":-1,"by":["centre_lead"]}]`, `[{"days":3,"by":["grid_member"]}]`},
		"suspension":   {`[]`, `["nobody"]`},
		"approval":     {`{"daily":"whatever"}`, `{"weekly":"none"}`},
		"dispatch":     {`{"weekly":"1h"}`},
		"telling":      {`null`, `{"topic":{}}`, `{"topics":{},"quite":{}}`, `{"roles":{"king":{"urged":["sms"]}}}`, `{"quiet":{"from":"22:00"}}`},
		"nonsense":     {`1`},
	} {
		for _, value := range values {
			err := h.ChangeSettings(t.Context(), government, 370102, map[string]json.RawMessage{field: json.RawMessage(value)})
			if r, ok := rule.As(err); !ok || r.Field == "" {
				t.Errorf("%s %s: %v", field, value, err)
			}
		}
	}
	after, err := h.As(government).Settings(t.Context(), 370102)
	if err != nil {
		t.Fatal(err)
	}
	was, _ := json.Marshal(before)
	is, _ := json.Marshal(after)
	if string(was) != string(is) {
		t.Errorf("something was written: %s", is)
	}
	for name, who := range map[string]access.Who{"the centre": h.in("zhihui", org.CentreLead), "a township": h.in("370102011", org.TownshipLeader)} {
		if err := h.ChangeSettings(t.Context(), who, 370102, map[string]json.RawMessage{"heed": json.RawMessage(`"10min"`)}); !rule.Is(err, rule.Forbidden) {
			t.Errorf("%s changes settings: %v", name, err)
		}
	}
	if err := h.ChangeSettings(t.Context(), government, 370102, map[string]json.RawMessage{"heed": json.RawMessage(`"10min"`)}); err != nil {
		t.Error(err)
	}
	h.audited()
}
