package web

import (
	"net/http"

	"github.com/a-h/templ"

	"huying/internal/locale"
	"huying/internal/web/chinese"
	"huying/internal/web/face"
)

// policy keeps the page to its own files: nothing inline, nothing from elsewhere, in no frame. A picture may also be one
// that this page itself holds (blob:): a photo is shown before it is sent.
const policy = "default-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"

// show writes a page. It is built whole before the first byte goes out, so that a fault while
// building it can still be answered as a fault.
func show(w http.ResponseWriter, r *http.Request, status int, page face.Component) error {
	out := templ.GetBuffer() // of a page that was sent before: pages are long
	defer templ.ReleaseBuffer(out)
	if err := page.Render(r.Context(), out); err != nil {
		return err
	}
	body := out.Bytes()
	if locale.From(r.Context()) != locale.Zh {
		body = chinese.Mark(body)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", locale.From(r.Context()).Tag())
	w.Header().Add("Vary", "Accept-Language, Cookie")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(body) // whoever no longer listens has turned the page: no fault of this one
	return nil
}

// secured sets the headers every answer carries.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Permissions-Policy", "geolocation=(self), camera=(self)")
		next.ServeHTTP(w, r)
	})
}

// spoken gives the request its language: the one chosen before, else what the browser asks for.
func spoken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		chosen := ""
		if cookie, err := r.Cookie(languageCookie); err == nil {
			chosen = cookie.Value
		}
		lang := locale.Match(chosen, r.Header.Get("Accept-Language"))
		heard := r.WithContext(locale.With(r.Context(), lang))
		next.ServeHTTP(w, heard)
		r.Pattern = heard.Pattern // the route, for whoever counts and logs
	})
}

const (
	languageCookie = "huying_language"
	themeCookie    = "huying_theme"
)

// themeOf is the theme chosen on this device.
func themeOf(r *http.Request) face.Theme {
	cookie, err := r.Cookie(themeCookie)
	if err != nil {
		return face.AsDevice
	}
	return face.ThemeOf(cookie.Value)
}
