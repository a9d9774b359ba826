package e2e

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"huying/internal/e2e/stage"
	"huying/internal/org"
	"huying/internal/roster"
	"huying/internal/store/storetest"
)

// A leader fills a week of the roster: the gaps are said loudly until they are filled, and whoever is on duty is rung. A table
// with one wrong line writes nothing. 依据 P-130, P-131, P-132.
func TestALeaderFillsAWeek(t *testing.T) {
	ctx := browser(t)
	now := time.Date(2019, 9, 23, 9, 0, 0, 0, shanghai) // a Monday; the roster of the demonstration ends a week later
	site := stage.Open(t, storetest.SQLite(t), now)
	leader := openAt(ctx, t, site.URL, "lixia-zhifa-leader", "huying-demo")
	week := fmt.Sprintf("/d/%d/roster?day=2019-10-07", lixia) // the end of National Day, and a Saturday that is worked
	leader.visit(week)
	leader.sees("国庆节", "调休上班", "无人值班", "首先通知经办人")
	gaps := func(n int) {
		t.Helper()
		within(leader, fmt.Sprintf(`document.querySelectorAll("#roster .roster-gap").length === %d`, n))
	}
	gaps(9) // seven nights, the holiday and the Sunday by day
	leader.run(chromedp.Click("#roster .roster-put-gap", chromedp.NodeVisible))
	within(leader, `location.hash === "#do-plan" && document.querySelector("#do-plan").open`)
	choose := func(field string, n int) string {
		return fmt.Sprintf(`(s => { s.selectedIndex = %d; return true })(document.querySelector("#plan-%s"))`, n, field)
	}
	set := func(form, field, value string) {
		t.Helper()
		leader.js(fmt.Sprintf(`(i => { i.value = %q; return true })(document.querySelector("#%s-%s"))`, value, form, field))
	}
	leader.js(choose("account", 1))
	leader.js(`(s => { s.value = "night"; return true })(document.querySelector("#plan-shift"))`)
	set("plan", "from", "2019-10-07")
	set("plan", "through", "2019-10-12")
	leader.press("#form-plan button[type=submit]")
	within(leader, `document.querySelector("#toasts").textContent.includes("已排班")`)
	gaps(3) // the Sunday, and the holiday by day
	leader.js(choose("account", 2))
	leader.js(`(s => { s.value = "whole"; return true })(document.querySelector("#plan-shift"))`)
	leader.js(`(s => { s.value = "off"; return true })(document.querySelector("#plan-which"))`)
	set("plan", "from", "2019-10-07")
	set("plan", "through", "2019-10-13")
	leader.js(`(d => { d.open = true; return true })(document.querySelector("#do-plan"))`)
	leader.press("#form-plan button[type=submit]")
	gaps(0)
	within(leader, `!document.querySelector("#roster-alarm")`)

	// What is wrong in a table is told by its line, and nothing of it is written.
	leader.js(`(d => { d.open = true; return true })(document.querySelector("#do-table"))`)
	leader.js(`(a => { a.value = "lixia-zhifa-op\t\t2019-10-14 17:30\t2019-10-15 08:30\nnobody\t\t2019-10-15 17:30\t2019-10-16 08:30\n"; return true })(document.querySelector("#table-text"))`)
	leader.js(`(f => { f.requestSubmit(); return true })(document.querySelector("#do-table form"))`) // it is refused: no page that press waits for
	within(leader, `document.querySelector("#roster-faults").innerText.includes("本单位没有这个人")`)
	leader.js(`document.querySelector("#roster-faults tbody tr").innerText.trim().startsWith("2") && document.querySelector("#table-text").value.includes("nobody")`)
	if turns, err := site.Store.In(lixia).Duties(t.Context(), "zonghe-zhifa", stampOf(2019, 10, 14, 12), stampOf(2019, 10, 16, 12)); err != nil || len(turns) != 0 {
		t.Errorf("written all the same: %v, %v", turns, err)
	}
	if events, err := site.Store.In(lixia).Events(t.Context(), roster.Stream("zonghe-zhifa"), 0); err != nil || len(events) != 3 {
		t.Errorf("%d records of the roster, %v", len(events), err)
	}

	// A turn to come is taken off, and the gap is there again; who does not keep the roster only looks.
	leader.visit(week)
	leader.press("#roster .roster-end button")
	within(leader, `document.querySelector("#toasts").textContent.includes("已撤班")`)
	within(leader, `document.querySelectorAll("#roster .roster-gap").length > 0`)
	operator := openAt(ctx, t, site.URL, "lixia-zhifa-op", "huying-demo")
	operator.visit(week)
	operator.js(`!document.querySelector("#do-plan") && !document.querySelector(".roster-end") && !document.querySelector(".roster-put")`)

	centre := openAt(ctx, t, site.URL, "lixia-zhihui-dispatcher", "huying-demo")
	centre.visit(fmt.Sprintf("/d/%d/roster/now", lixia))
	centre.sees("历下区综合行政执法局", "姚家街道")
	centre.js(`document.querySelector("#ring-of-zonghe-zhifa a[href^='tel:']") !== null`)
}

// The evening leaves a note, the night finds it at the top of its desk and says that it was read. 依据 P-133.
func TestTheEveningHandsOverToTheNight(t *testing.T) {
	ctx := browser(t)
	now := time.Date(2019, 7, 30, 17, 20, 0, 0, shanghai)
	site := stage.Open(t, storetest.SQLite(t), now, lixia)
	(&dispatchDesk{site: site}).call(t, site.As(t, lixia, township), "urgent", 0)
	evening := openAt(ctx, t, site.URL, "lixia-zhihui-dispatcher", "huying-demo")
	evening.visit(fmt.Sprintf("/d/%d/handover", lixia))
	evening.js(`document.querySelectorAll(".handover-found input:checked").length === 1`)
	evening.enter("#handover-text", "姚家街道一件紧急呼叫，请盯住到场。")
	evening.press("#write button[type=submit]")
	within(evening, `document.querySelector("#unread").innerText.includes("请盯住到场") && document.querySelector("#unread").innerText.includes("由接班人确认")`)
	evening.js(`!document.querySelector("#unread button")`)

	site.At(now.Add(20 * time.Minute))
	night := openAt(ctx, t, site.URL, "lixia-zhihui-dispatcher2", "huying-demo")
	night.visit(fmt.Sprintf("/d/%d/desk", lixia))
	within(night, `document.querySelector(".shift") && document.querySelector(".shift").innerText.includes("请盯住到场")`)
	night.run(chromedp.Click(".shift > summary", chromedp.NodeVisible))
	night.press(".shift .note-do button")
	within(night, `location.pathname.endsWith("/desk") && !document.querySelector(".shift")`)
	within(evening, `!document.querySelector("#unread .note") && document.querySelector("#before").innerText.includes("已阅")`) // by itself: the page is live
	notes, err := site.Store.In(lixia).UnreadHandovers(t.Context(), "zhihui")
	if err != nil || len(notes) != 0 {
		t.Errorf("%v, %v", notes, err)
	}
}

func stampOf(year int, month time.Month, day, hour int) int64 {
	return org.Micros(time.Date(year, month, day, hour, 0, 0, 0, shanghai))
}
