package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"huying/internal/casework"
	"huying/internal/e2e/stage"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/store/storetest"
	"huying/internal/telling"
)

// What is told by another process rings a bell that is looked at: the count rises by itself, what is loud stands on the desk, and
// both go when it has been seen.
func TestTheBellRings(t *testing.T) {
	ctx := browser(t)
	now := time.Date(2019, 9, 23, 9, 0, 0, 0, shanghai)
	site := stage.Open(t, storetest.SQLite(t), now)
	officer := openAt(ctx, t, site.URL, "lixia-zhifa-op", "huying-demo")
	desk := fmt.Sprintf("/d/%d/desk", lixia)
	officer.visit(desk)
	officer.js(`!document.querySelector("#bell .count")`)
	units, err := site.Desk.Units(t.Context(), lixia)
	if err != nil {
		t.Fatal(err)
	}
	var account org.AccountID
	for _, p := range units.Posts("zonghe-zhifa") {
		if p.ID == "lixia-zhifa-op" {
			account = p.Account
		}
	}
	told := int64(0)
	ring := func(topic telling.Topic) { // past this process's own screens
		t.Helper()
		told++
		body, err := json.Marshal(telling.Letter{Topic: topic, Case: "2019092300001", Unit: "zonghe-zhifa", Kind: casework.ClockArrive, Verb: casework.VerbArrive})
		if err != nil {
			t.Fatal(err)
		}
		err = site.Store.Write(t.Context(), lixia, func(_ context.Context, tx *store.Tx) error {
			_, err := tx.Ring(account, store.Bell{ID: fmt.Sprint(topic, told), At: now.Add(-time.Minute).UnixMicro() + told, Topic: string(topic), Body: string(body), Urgent: topic == telling.Mustered})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(2 * time.Second) // the district is followed from here on
	if took := changes(officer, `document.querySelector("#bell .count").textContent === "1"`, func() { ring(telling.Waits) }); took > 4*time.Second {
		t.Errorf("the bell rang after %v", took)
	}
	ring(telling.Mustered)
	within(officer, `document.querySelector("#bell.bell-loud .count").textContent === "2" && document.querySelector(".alarms").innerText.includes("集结")`)
	officer.press(".alarms button")
	within(officer, `document.querySelector("#bell .count").textContent === "1" && !document.querySelector(".alarms")`)
	officer.visit(fmt.Sprintf("/d/%d/bell", lixia))
	officer.sees("集结", "请尽快到场报到，时间地点见系统")
	officer.press(`button[value=all]`)
	within(officer, `!document.querySelector("#bell .count") && document.querySelectorAll(".bell-row").length === 2`)
}

// A person turns text messages off for one topic, and goes back to the district's rule; a government approver changes the ladder,
// and others see who did. 依据 P-126, P-128.
func TestPeopleChooseHowTheyAreTold(t *testing.T) {
	ctx := browser(t)
	site := stage.Open(t, storetest.SQLite(t), time.Date(2019, 9, 23, 9, 0, 0, 0, shanghai))
	officer := openAt(ctx, t, site.URL, "lixia-zhifa-op", "huying-demo")
	own := fmt.Sprintf("/d/%d/telling", lixia)
	officer.visit(own)
	officer.js(`(b => { const on = b.checked; b.checked = false; return on })(document.querySelector('[name="over.urged"][value=sms]'))`)
	officer.js(`(i => { i.value = "qian.er@example.cn"; return true })(document.querySelector("#telling-mail"))`)
	officer.press(`#form-telling button[value=keep]`)
	within(officer, `document.querySelector("#toasts").textContent.includes("已保存") && document.querySelector("#row-urged").innerText.includes("本人已改")`)
	officer.js(`document.querySelector("#telling-mail").value === "qian.er@example.cn" && !document.querySelector('[name="over.urged"][value=sms]').checked`)
	officer.press(`.settings-back button`)
	within(officer, `document.querySelector('[name="over.urged"][value=sms]').checked && document.querySelector("#telling-mail").value === "qian.er@example.cn"`)

	settings := fmt.Sprintf("/d/%d/settings", lixia)
	approver := openAt(ctx, t, site.URL, "lixia-zhengfu-approver", "huying-demo")
	approver.visit(settings)
	approver.js(`(d => { d.open = true; return true })(document.querySelector("#do-ladder"))`)
	approver.js(`(i => { i.value = "区长"; return true })(document.getElementById("ladder-rung.2.zh"))`)
	approver.press("#form-ladder button[type=submit]")
	within(approver, `document.querySelector("#toasts").textContent.includes("设定已变更")`)
	leader := openAt(ctx, t, site.URL, "lixia-zhifa-leader", "huying-demo")
	leader.visit(settings)
	leader.sees("区长", "区县政府审批人", "全文")
	leader.js(`!document.querySelector("#main form")`)
}
