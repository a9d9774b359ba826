package api

import (
	"net/http"

	"huying/internal/casework"
)

// routes is the menu of the interface.
func (s *server) routes() {
	const (
		district  = "/api/v1/districts/{district}"
		cases     = district + "/cases"
		one       = cases + "/{no}"
		catalogue = district + "/catalogue"
	)

	open(s, post("/api/v1/tokens", "log-in", "tokens", "登录 Log in").taking(s.form(Credentials{})), s.logIn)
	signedIn(s, get("/api/v1/tokens", "who-am-i", "tokens", "本令牌是谁 Who bears this token"), s.whoAmI)
	signedIn(s, remove("/api/v1/tokens", "log-out", "tokens", "退出 Log out"), s.logOut)

	signedIn(s, get(cases, "list-cases", "cases", "呼叫单列表 List cases"), s.listCases)
	signedIn(s, get(one, "read-case", "cases", "呼叫单 Read one case"), s.readCase)
	signedIn(s, get(one+"/events", "list-events", "cases", "办理记录 The record of a case"), s.listEvents)
	signedIn(s, receipt(get(one+"/events/{version}/receipt", "read-receipt", "cases", "回执 The receipt of one event")), s.readReceipt)
	signedIn(s, get(one+"/verbs", "list-verbs", "cases", "现可办理 What this post may do now"), s.listVerbs)
	signedIn(s, file(get(one+"/files/{sha256}", "read-file", "files", "下载附件 Read a file of a case")), s.readFile)
	signedIn(s, upload(post(district+"/files", "keep-file", "files", "上传附件 Upload a file")), s.keepFile)

	signedIn(s, s.taking(casework.VerbReport, post(cases, "report-case", "verbs", "")), s.report)
	for _, verb := range casework.AllVerbs {
		if _, ok := casework.Commands[verb]; ok && verb != casework.VerbReport {
			signedIn(s, s.taking(verb, post(one+"/"+string(verb), string(verb)+"-case", "verbs", "")), s.do(verb))
		}
	}
	s.mux.HandleFunc("POST "+one+"/{verb}", s.unknownVerb)

	signedIn(s, get(district+"/inbox", "list-inbox", "desks", "待办 What waits for this post's unit"), s.listInbox)
	signedIn(s, get(district+"/watch", "list-watch", "desks", "督看 What waits for anybody in the cases this post sees"), s.listWatch)
	signedIn(s, get(district+"/questions", "list-questions", "desks", "询问 What this partner was asked"), s.listQuestions)
	signedIn(s, get(district+"/precedents", "list-precedents", "desks", "先例 Rulings and designations"), s.listPrecedents)
	signedIn(s, get(district+"/drafts", "list-drafts", "drafts", "草稿 What this account has begun to write"), s.listDrafts)
	signedIn(s, post(district+"/drafts", "keep-draft", "drafts", "存草稿 Keep a draft").taking(anyObject), s.keepDraft)
	signedIn(s, put(district+"/drafts/{id}", "rewrite-draft", "drafts", "改草稿 Keep a draft in the place of an earlier one").taking(anyObject), s.rewriteDraft)
	signedIn(s, remove(district+"/drafts/{id}", "drop-draft", "drafts", "删草稿 Destroy a draft"), s.dropDraft)
	signedIn(s, get(district+"/saved-filters", "list-saved-filters", "cases", "自存筛选 Filters this account keeps"), s.listSavedFilters)
	signedIn(s, post(district+"/saved-filters", "save-filter", "cases", "保存筛选 Keep a filter of the list of cases").taking(s.form(SavedFilterSent{})), s.saveFilter)
	signedIn(s, put(district+"/saved-filters/{id}", "change-filter", "cases", "改筛选 Rename, change or move a filter").taking(s.form(SavedFilterSent{})), s.changeFilter)
	signedIn(s, remove(district+"/saved-filters/{id}", "drop-filter", "cases", "删筛选 Throw a filter away"), s.dropFilter)

	signedIn(s, get(district+"/supervisions", "list-supervisions", "desks", "督办 Supervisions: open, late, climbed, answered"), s.listSupervisions)
	signedIn(s, get(district+"/duty", "list-duty", "duty", "值班表 A unit's roster"), s.listDuty)
	signedIn(s, put(district+"/duty", "put-duty", "duty", "排班 Put turns on a unit's roster").taking(s.form(DutySent{})), s.putDuty)
	signedIn(s, remove(district+"/duty", "end-duty", "duty", "撤班 Take a turn off a roster, or end it now").withStatus(http.StatusOK), s.endDuty)
	signedIn(s, get(district+"/duty/now", "list-duty-now", "duty", "现在值班 Who is on duty now in every unit"), s.listRing)
	signedIn(s, get(district+"/handovers", "list-handovers", "duty", "交接班 Notes between the shifts of a unit"), s.listHandovers)
	signedIn(s, post(district+"/handovers", "write-handover", "duty", "交班 Leave a note to the next shift").taking(s.form(HandoverSent{})), s.writeHandover)
	signedIn(s, put(district+"/handovers/{id}/read", "read-handover", "duty", "接班 Say that a note was read"), s.readHandover)

	signedIn(s, get(district+"/bells", "list-bells", "telling", "提醒 What this account was told in the app"), s.listBells)
	signedIn(s, post(district+"/bells/{id}/seen", "see-bell", "telling", "已阅 Say that one was seen").withStatus(http.StatusNoContent), s.seeBell)
	signedIn(s, post(district+"/bells/seen", "see-bells", "telling", "全部已阅 Say that all were seen").withStatus(http.StatusNoContent), s.seeBells)
	signedIn(s, get(district+"/telling", "read-telling", "telling", "告知设置 How this account wants to be told"), s.readTelling)
	signedIn(s, put(district+"/telling", "choose-telling", "telling", "改告知设置 Choose how to be told").taking(s.form(TellingSent{})), s.chooseTelling)
	signedIn(s, get(district+"/settings", "read-settings", "telling", "区县设定 What the district goes by"), s.readSettings)
	signedIn(s, put(district+"/settings", "change-settings", "telling", "变更设定 Change what is named").taking(anyObject), s.changeSettings)

	signedIn(s, get(catalogue+"/matters", "list-matters", "catalogue", "事项 List matters"), s.listMatters)
	signedIn(s, get(catalogue+"/matters/{number}", "read-matter", "catalogue", "说明书 One matter with its manual"), s.readMatter)
	signedIn(s, get(catalogue+"/editions", "list-editions", "catalogue", "清单版本 Editions of the list"), s.listEditions)
	signedIn(s, get(catalogue+"/unmapped", "list-unmapped", "catalogue", "未对应称谓 Duty names that mean no unit here"), s.listUnmapped)
	signedIn(s, get(catalogue+"/services", "list-services", "catalogue", "服务目录 The service directory"), s.listServices)
	signedIn(s, get(catalogue+"/frequent", "list-frequent", "catalogue", "高频事项 The high-frequency list"), s.listFrequent)
	signedIn(s, get(district+"/units", "list-units", "units", "单位 List units"), s.listUnits)
	signedIn(s, put(district+"/signs", "set-signs", "units", "签批 Whether the answers of this leader's unit wait for a signature").taking(s.form(SignsRule{})), s.setSigns)

	signedIn(s, get(district+"/calendar", "read-calendar", "calendar", "历法 What deadlines are counted by"), s.readCalendar)
	signedIn(s, post(district+"/calendar", "import-calendar", "calendar", "导入历法 Import a table of days").taking(s.form(CalendarTable{})), s.importCalendar)
	signedIn(s, post(district+"/recounts", "recount-deadlines", "calendar", "重算时限 Count running deadlines anew").taking(s.form(RecountAsked{})), s.recount)

	s.outgoing(district)
	signedIn(s, post(district+"/audit-tokens", "issue-audit-token", "log", "签发审计令牌 Issue an auditor's token"), s.issueAuditToken)
	s.logs().Mount(s.mux)
	s.describeLogs()

	s.mux.HandleFunc("GET /healthz", s.healthy)
	s.mux.HandleFunc("GET /readyz", s.ready)
	s.mux.HandleFunc("GET /metrics", s.metrics.serve)
	s.describeService()

	s.publish()
	s.mux.HandleFunc("/", s.elsewhere)
}

// elsewhere answers what is not of the interface: with a page, or by saying why not.
func (s *server) elsewhere(w http.ResponseWriter, r *http.Request) {
	if s.pages != nil && !ours(r.URL.Path) {
		s.pages.ServeHTTP(w, r)
		return
	}
	s.notHere(w, r)
}
