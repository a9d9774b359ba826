package web

import "net/http"

// routes is the menu of the site.
func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()

	// Coming in.
	mux.HandleFunc("GET /{$}", s.seated(s.home))
	mux.HandleFunc("GET /login", s.open(s.logInPage))
	mux.HandleFunc("POST /login", s.open(s.logIn))
	mux.HandleFunc("GET /posts", s.seated(s.postsPage))
	mux.HandleFunc("POST /posts", s.seated(s.choosePost))
	mux.HandleFunc("POST /leave", s.open(s.leave))
	mux.HandleFunc("POST /language", s.open(s.chooseLanguage))
	mux.HandleFunc("POST /theme", s.open(s.chooseTheme))

	// The work.
	mux.HandleFunc("GET /d/{district}/desk", s.seated(s.deskPage))
	mux.HandleFunc("GET /d/{district}/live", s.live)
	mux.HandleFunc("GET /d/{district}/inbox", s.seated(s.inboxPage))
	mux.HandleFunc("GET /d/{district}/supervisions", s.seated(s.supervisionsPage))
	mux.HandleFunc("GET /d/{district}/roster", s.seated(s.rosterPage))
	mux.HandleFunc("POST /d/{district}/roster", s.seated(s.keepRoster))
	mux.HandleFunc("GET /d/{district}/roster/now", s.seated(s.ringPage))
	mux.HandleFunc("GET /d/{district}/roster/table", s.seated(s.rosterTable))
	mux.HandleFunc("GET /d/{district}/handover", s.seated(s.handoverPage))
	mux.HandleFunc("POST /d/{district}/handover", s.seated(s.keepHandover))
	mux.HandleFunc("POST /d/{district}/signs", s.seated(s.setSigns))
	mux.HandleFunc("POST /d/{district}/questions/{no}/{question}", s.seated(s.reply))
	mux.HandleFunc("GET /d/{district}/questions/{no}/files/{sha256}", s.seated(s.questionFile))
	mux.HandleFunc("GET /d/{district}/report", s.seated(s.reportPage))
	mux.HandleFunc("POST /d/{district}/report", s.seated(s.report))
	mux.HandleFunc("GET /d/{district}/check", s.seated(s.checkPage))
	mux.HandleFunc("GET /d/{district}/call", s.seated(s.callPage))
	mux.HandleFunc("GET /d/{district}/call/find", s.seated(s.findCall))
	mux.HandleFunc("POST /d/{district}/call", s.seated(s.call))
	mux.HandleFunc("GET /d/{district}/cases", s.seated(s.casesPage))
	mux.HandleFunc("POST /d/{district}/filters", s.seated(s.keepFilter))
	mux.HandleFunc("POST /d/{district}/filters/{id}", s.seated(s.changeFilter))
	mux.HandleFunc("GET /d/{district}/cases/{no}", s.seated(s.casePage))
	mux.HandleFunc("GET /d/{district}/cases/{no}/do", s.seated(s.stepPage))
	mux.HandleFunc("GET /d/{district}/cases/{no}/muster", s.seated(s.musterPage))
	mux.HandleFunc("GET /d/{district}/cases/{no}/slips/{kind}", s.seated(s.slipPage))
	mux.HandleFunc("GET /d/{district}/cases/{no}/verify", s.seated(s.verifyPage))
	mux.HandleFunc("GET /d/{district}/cases/{no}/rate", s.seated(s.ratePage))
	mux.HandleFunc("POST /d/{district}/cases/{no}/{verb}", s.seated(s.do))
	mux.HandleFunc("GET /d/{district}/cases/{no}/files/{sha256}", s.seated(s.file))

	// What deadlines are counted by.
	mux.HandleFunc("GET /d/{district}/days", s.seated(s.daysPage))
	mux.HandleFunc("POST /d/{district}/days/{act}", s.seated(s.changeDays))

	// What one was told.
	mux.HandleFunc("GET /d/{district}/bell", s.seated(s.bellPage))
	mux.HandleFunc("POST /d/{district}/bell", s.seated(s.seeBell))
	mux.HandleFunc("GET /d/{district}/telling", s.seated(s.ownSettingsPage))
	mux.HandleFunc("POST /d/{district}/telling", s.seated(s.keepOwnSettings))

	// What the district has decided for itself.
	mux.HandleFunc("GET /d/{district}/settings", s.seated(s.settingsPage))
	mux.HandleFunc("POST /d/{district}/settings", s.seated(s.changeSettings))
	mux.HandleFunc("GET /d/{district}/settings/{document}", s.seated(s.settingsDocument))

	// The record.
	mux.HandleFunc("GET /d/{district}/cases/{no}/records/{version}", s.seated(s.receiptPage))
	mux.HandleFunc("GET /d/{district}/cases/{no}/records/{version}/receipt", s.seated(s.receipt))
	mux.HandleFunc("GET /record", s.open(s.recordHome))
	mux.HandleFunc("GET /record/{district}", s.open(s.recordPage))

	// What goes out.
	mux.HandleFunc("GET /d/{district}/endpoints", s.seated(s.endpointsPage))
	mux.HandleFunc("POST /d/{district}/endpoints", s.seated(s.addEndpoint))
	mux.HandleFunc("POST /d/{district}/endpoints/{id}/{act}", s.seated(s.changeEndpoint))
	mux.HandleFunc("GET /d/{district}/undelivered", s.seated(s.undeliveredPage))
	mux.HandleFunc("POST /d/{district}/undelivered/{act}", s.seated(s.changeUndelivered))

	// The list, and what was ruled over it.
	mux.HandleFunc("GET /d/{district}/catalogue", s.seated(s.listPage))
	mux.HandleFunc("GET /d/{district}/catalogue/{number}", s.seated(s.sheetPage))
	mux.HandleFunc("GET /d/{district}/precedents", s.seated(s.precedentsPage))

	// The house's own files, and its pages in every state.
	for _, a := range served() {
		mux.Handle("GET "+a.path, a)
	}
	mux.HandleFunc("GET /sw.js", serviceWorker)
	mux.HandleFunc("GET /manifest.webmanifest", manifest)
	if s.o.Demo {
		mux.Handle("GET /storybook", storyHandler())
		mux.Handle("GET /storybook/", storyHandler())
	}
	mux.HandleFunc("/", s.open(s.missing))
	return mux
}
