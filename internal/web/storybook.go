package web

import (
	"net/http"

	"huying/internal/casework"
	"huying/internal/locale"
	"huying/internal/web/bell"
	"huying/internal/web/casepage"
	"huying/internal/web/centre"
	"huying/internal/web/days"
	"huying/internal/web/department"
	"huying/internal/web/entrance"
	"huying/internal/web/face"
	"huying/internal/web/handover"
	"huying/internal/web/inbox"
	"huying/internal/web/manual"
	"huying/internal/web/muster"
	"huying/internal/web/notice"
	"huying/internal/web/outgoing"
	"huying/internal/web/patrol"
	"huying/internal/web/post"
	"huying/internal/web/precedent"
	"huying/internal/web/proof"
	"huying/internal/web/register"
	"huying/internal/web/roster"
	"huying/internal/web/ruling"
	"huying/internal/web/settings"
	"huying/internal/web/slip"
	"huying/internal/web/snapshot"
	"huying/internal/web/storybook"
	"huying/internal/web/supervision"
	"huying/internal/web/township"
)

// stories are all pages in all their states, with invented data: the storybook.
func stories() []face.Story {
	var all []face.Story
	for _, page := range [][]face.Story{
		storybook.Stories(), bell.Stories(), settings.Stories(), entrance.Stories(), patrol.Stories(), township.Stories(), centre.Stories(), department.Stories(), casepage.Stories(),
		inbox.Stories(), ruling.Stories(), slip.Stories(), precedent.Stories(), muster.Stories(), supervision.Stories(), post.Stories(),
		register.Stories(), roster.Stories(), handover.Stories(), manual.Stories(), proof.Stories(), notice.Stories(), days.Stories(), outgoing.Stories(),
	} {
		all = append(all, page...)
	}
	return all
}

// storyHandler shows the list of stories, and one story at /storybook/{page}/{state}. It needs no
// store and shows nothing real, so it can be looked at before anything else works.
func storyHandler() http.Handler {
	mux := http.NewServeMux()
	all := stories()
	mux.HandleFunc("GET /storybook", func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.RawQuery
		if query != "" {
			query = "?" + query
		}
		_ = show(w, r, http.StatusOK, storybook.Page(storyFrame(r, "", ""), all, query))
	})
	for _, story := range all {
		mux.HandleFunc("GET /storybook/"+story.Page+"/"+story.State, func(w http.ResponseWriter, r *http.Request) {
			_ = show(w, r, http.StatusOK, story.Show(storyFrame(r, story.Page, story.State)))
		})
	}
	mux.Handle("GET "+snapshot.Folder, snapshot.Handler())
	return asked(mux)
}

// coded are the names of casework's closed lists in English, by their names in Chinese, for samples that use them.
func coded() map[string]string {
	names := map[string]string{}
	for _, list := range [][]casework.Option{
		casework.Sources, casework.Causes, casework.Classes, casework.Ranks, casework.Levels, casework.FindingKinds, casework.ActionKinds, casework.DeclineGrounds,
		casework.DiscardGrounds, casework.ReturnGrounds, casework.SuspensionGrounds, casework.VerifyWays, casework.FollowUpResults, casework.AppealResults, casework.OutcomeKinds,
	} {
		for _, o := range list {
			names[o.Zh] = named(locale.En, o)
		}
	}
	return names
}

// asked gives a story the language and the theme that its address asks for: ?lang=en&theme=dark.
func asked(next http.Handler) http.Handler {
	names := coded()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(face.Coded(r.Context(), names))
		if lang := r.URL.Query().Get("lang"); lang != "" {
			r = r.WithContext(locale.With(r.Context(), locale.Match(lang, "")))
		}
		next.ServeHTTP(w, r)
	})
}

// Stories serves the storybook alone, with the files its pages need.
func Stories() http.Handler {
	mux := http.NewServeMux()
	for _, a := range served() {
		mux.Handle("GET "+a.path, a)
	}
	mux.HandleFunc("GET /manifest.webmanifest", manifest)
	mux.Handle("/storybook", storyHandler())
	mux.Handle("/storybook/", storyHandler())
	return spoken(secured(mux))
}
