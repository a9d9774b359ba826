package web

import "net/http"

// Stories serves the storybook alone, with the files its pages need.
func Stories() http.Handler {
	mux := http.NewServeMux()
	for _, a := range []asset{styleFile, scriptFile, markFile} {
		mux.Handle("GET "+a.path, a)
	}
	mux.Handle("/storybook", storyHandler())
	mux.Handle("/storybook/", storyHandler())
	return spoken(secured(mux))
}
