package web

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"huying/internal/access"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/web/entrance"
	"huying/internal/web/face"
)

// The session is an access token in a cookie that no script can read and no other site can send.
const sessionCookie = "huying_session"

func (s *Server) logInPage(w http.ResponseWriter, r *http.Request, v visit) error {
	if v.who.Actor.Role != "" {
		http.Redirect(w, r, within(r.FormValue("back")), http.StatusSeeOther)
		return nil
	}
	return s.showEntrance(w, r, http.StatusOK, entrance.View{Back: within(r.FormValue("back")), Expired: r.FormValue("expired") != ""})
}

// logIn opens the door. Who holds several posts comes in with the first and is asked which to act in,
// so that the password is typed once and stands on no page.
func (s *Server) logIn(w http.ResponseWriter, r *http.Request, _ visit) error {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	ctx, login, password := r.Context(), r.PostFormValue("login"), r.PostFormValue("password")
	post, back := org.PostID(r.PostFormValue("post")), within(r.PostFormValue("back"))
	token, _, err := s.desk.Door.LogIn(ctx, login, password, post)
	if refusal, ok := refused(r, err); ok && refusal.Code == rule.Incomplete && refusal.Field == "post" {
		var seats []access.Seat
		if seats, err = s.desk.Door.Posts(ctx, login, password); err == nil {
			token, _, err = s.desk.Door.LogIn(ctx, login, password, seats[0].Post.ID)
			back = "/posts?back=" + url.QueryEscape(back)
		}
	}
	if refusal, ok := refused(r, err); ok {
		return s.showEntrance(w, r, refusal.Code.Status(), entrance.View{Login: login, Wrong: refusal.Reason, Clause: refusal.Clause, Back: back})
	}
	if err != nil {
		return err
	}
	s.setSession(w, token)
	http.Redirect(w, r, back, http.StatusSeeOther)
	return nil
}

func (s *Server) showEntrance(w http.ResponseWriter, r *http.Request, status int, page entrance.View) error {
	var err error
	if page.Demo, err = s.offered(r.Context()); err != nil {
		return err
	}
	all, err := s.desk.Districts(r.Context())
	if err != nil {
		return err
	}
	if len(all) == 1 {
		page.District, page.Slogan = all[0].Name, slogan(locale.From(r.Context()), all[0])
	}
	return show(w, r, status, entrance.Page(s.frame(r, visit{}, "login.enter"), page))
}

func (s *Server) setSession(w http.ResponseWriter, token access.Token) {
	lasts := time.UnixMicro(token.Expires).Sub(s.desk.Now())
	http.SetCookie(w, &http.Cookie{
		Name: sessionCookie, Value: token.Plain, Path: "/", MaxAge: int(lasts.Seconds()),
		HttpOnly: true, Secure: s.o.Secure, SameSite: http.SameSiteLaxMode,
	})
}

func (s *Server) postsPage(w http.ResponseWriter, r *http.Request, v visit) error {
	l := locale.From(r.Context())
	page := entrance.Choice{Name: v.who.Name, Back: within(r.FormValue("back"))}
	for _, p := range s.postsOf(v) {
		page.Posts = append(page.Posts, entrance.Post{
			ID: string(p.ID), Unit: v.units.Name(p.Unit), Role: l.T("role." + string(p.Role)), Here: p.ID == v.who.Actor.Post,
		})
	}
	return show(w, r, http.StatusOK, entrance.ChoicePage(s.frame(r, v, "posts.title"), page))
}

func (s *Server) choosePost(w http.ResponseWriter, r *http.Request, v visit) error {
	post, back := org.PostID(r.PostFormValue("post")), within(r.PostFormValue("back"))
	if post != v.who.Actor.Post {
		cookie, err := r.Cookie(sessionCookie)
		if err != nil {
			return err
		}
		token, _, err := s.desk.Door.Change(r.Context(), cookie.Value, post)
		if err != nil {
			return err
		}
		s.setSession(w, token)
	}
	http.Redirect(w, r, back, http.StatusSeeOther)
	return nil
}

func (s *Server) leave(w http.ResponseWriter, r *http.Request, _ visit) error {
	if cookie, err := r.Cookie(sessionCookie); err == nil {
		if err := s.desk.Door.LogOut(r.Context(), cookie.Value); err != nil {
			return err
		}
	}
	http.SetCookie(w, &http.Cookie{Name: sessionCookie, Path: "/", MaxAge: -1, HttpOnly: true, Secure: s.o.Secure, SameSite: http.SameSiteLaxMode})
	http.Redirect(w, r, "/login", http.StatusSeeOther)
	return nil
}

func (s *Server) chooseLanguage(w http.ResponseWriter, r *http.Request, _ visit) error {
	return s.remember(w, r, languageCookie, string(locale.Match(r.PostFormValue("to"), "")))
}

func (s *Server) chooseTheme(w http.ResponseWriter, r *http.Request, _ visit) error {
	return s.remember(w, r, themeCookie, string(face.ThemeOf(r.PostFormValue("to"))))
}

// remember keeps what was chosen on this device for a year, and leads back.
func (s *Server) remember(w http.ResponseWriter, r *http.Request, name, chosen string) error {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: chosen, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, Secure: s.o.Secure, SameSite: http.SameSiteLaxMode,
	})
	http.Redirect(w, r, within(r.PostFormValue("back")), http.StatusSeeOther)
	return nil
}

// toEntrance leads whoever is not logged in to the log-in, and afterwards back: to the page asked
// for, or to the one on which a form was filled in that was not written.
func toEntrance(w http.ResponseWriter, r *http.Request) {
	to, back := url.Values{}, r.URL.RequestURI()
	if r.Method != http.MethodGet {
		back = sameSite(r)
		to.Set("expired", "form")
	}
	if back != "" && back != "/" {
		to.Set("back", back)
	}
	address := url.URL{Path: "/login", RawQuery: to.Encode()}
	http.Redirect(w, r, address.String(), http.StatusSeeOther)
}

// within keeps an address inside this site: a path, never another host.
func within(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(address, "//") || strings.ContainsAny(address, "\\\r\n") {
		return "/"
	}
	return address
}

// sameSite is the page of this site that a request came from, if it says so.
func sameSite(r *http.Request) string {
	u, err := url.Parse(r.Referer())
	if err != nil || u.Host != r.Host || u.Path == r.URL.Path && r.Method == http.MethodGet {
		return ""
	}
	return within(u.RequestURI())
}

// newKey is a fresh idempotency key.
func newKey() string { return rand.Text() }

func districtText(d org.DistrictID) string { return strconv.FormatInt(int64(d), 10) }
