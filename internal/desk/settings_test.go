package desk_test

import (
	"encoding/json"
	"testing"
	"time"

	"huying/internal/blob"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
)

// A ladder that is changed is the one that the next silence climbs, and moves no clock that runs; a new desk goes by it too, and
// an auditor finds the settings on record. 依据 P-111, P-128.
func TestAChangedLadderIsClimbed(t *testing.T) {
	h := openHouse(t)
	township, approver := h.in(yaojia, org.TownshipOperator), h.in("zhengfu", org.GovernmentApprover)
	no, lead, _ := h.call(township)
	h.come(lead, no)
	h.do(township, no, casework.Supervise{Task: "t1", Text: "请说明进展"}, casework.CaseWorking)
	before := h.see(approver, no).Case
	ladder, err := json.Marshal([]casework.Rung{{Code: "centre", Zh: "值班长", En: "the centre's lead", Roles: []org.Role{org.CentreLead}}})
	if err != nil {
		t.Fatal(err)
	}
	change := map[string]json.RawMessage{"ladder": ladder, "often": json.RawMessage(`"centre"`), "explain": json.RawMessage(`"9d"`)}
	if err := h.ChangeSettings(t.Context(), township, 370102, change); !rule.Is(err, rule.Forbidden) {
		t.Errorf("a township changes the settings: %v", err)
	}
	if err := h.ChangeSettings(t.Context(), approver, 370102, map[string]json.RawMessage{"ladder": json.RawMessage(`[]`)}); !rule.Is(err, rule.Invalid) {
		t.Errorf("a district without a ladder: %v", err)
	}
	if err := h.ChangeSettings(t.Context(), approver, 370102, change); err != nil {
		t.Fatal(err)
	}
	if now := h.see(approver, no).Case; now.Supervisions[0].Clock.Due != before.Supervisions[0].Clock.Due {
		t.Errorf("a clock that runs was moved from %v to %v", before.Supervisions[0].Clock.Due, now.Supervisions[0].Clock.Due)
	}
	h.now = before.Supervisions[0].Clock.Due.Time().Add(time.Minute).UTC()
	if err := h.Lapse(t.Context(), 370102, no); err != nil {
		t.Fatal(err)
	}
	climbed, found := casework.Escalated{}, false
	for _, r := range h.see(approver, no).Records {
		if e, ok := r.Event.(casework.Escalated); ok {
			climbed, found = e, true
		}
	}
	chief := h.in("zhihui", org.CentreLead)
	if !found || climbed.Rung != "centre" || climbed.Top != 1 || len(climbed.Told) != 1 || climbed.Told[0] != chief.Actor.Post {
		t.Errorf("it climbed to %+v", climbed)
	}
	files, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	again := desk.New(desk.Options{Store: h.store, Files: files, Now: func() time.Time { return h.now }})
	now, err := again.As(approver).Settings(t.Context(), 370102)
	if err != nil || len(now.Work.Ladder) != 1 || now.Work.Explain.String() != "9d" {
		t.Errorf("after a restart: %+v, %v", now.Work.Ladder, err)
	}
	history, err := again.As(chief).SettingsHistory(t.Context(), 370102)
	if err != nil || len(history) != 1 || history[0].By.Role != org.GovernmentApprover || len(history[0].Keys) != 3 {
		t.Fatalf("history: %+v, %v", history, err)
	}
	if text, err := again.As(chief).SettingsDocument(t.Context(), 370102, history[0].Document); err != nil || !json.Valid([]byte(text)) {
		t.Errorf("the settings on record: %q, %v", text, err)
	}
	if _, err := again.As(lead).Settings(t.Context(), 370102); !rule.Is(err, rule.Forbidden) {
		t.Errorf("an officer reads the settings: %v", err)
	}
	h.sound()
	h.audited()
}
