package web

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"huying/internal/access"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/web/face"
	"huying/internal/web/notice"
)

// Options of the pages.
type Options struct {
	Desk   *desk.Desk
	Log    *slog.Logger // default slog.Default
	Secure bool         // served over TLS: the session's cookie is for TLS only
	Demo   bool         // demonstration data: said on every page, and the storybook is shown
	Logins []Login      // demonstration log-ins to offer at the entrance

	Beat time.Duration // how often an open screen is asked whether its log-in still holds; default 20 s
}

// Login (演示账号) is one demonstration log-in, offered to whoever comes in.
type Login struct {
	Login, Password string
	District        org.DistrictID
	Unit            org.UnitID
	Role            org.Role
	Cast            bool // plays in one call from end to end: offered first, in the order of the call
}

// Server answers with pages.
type Server struct {
	desk    *desk.Desk
	o       Options
	screens screens
}

// New makes the pages of a desk.
func New(o Options) http.Handler {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Beat == 0 {
		o.Beat = beatEvery
	}
	s := &Server{desk: o.Desk, o: o}
	return spoken(secured(http.NewCrossOriginProtection().Handler(s.routes())))
}

// A handler answers one request of somebody in a post. What it returns as an error is answered as a
// page: a refusal with its clause, a fault with its number.
type handler func(w http.ResponseWriter, r *http.Request, v visit) error

// visit is one request of somebody who has logged in.
type visit struct {
	who      access.Who
	reader   desk.Reader
	units    *org.Directory
	district desk.District
	base     string // /d/370102
	list     bool   // the district has a responsibility list
	mark     string // where changes stood before anything was read
}

// seated lets a handler be called only for somebody who has logged in, in the district of their
// post; anybody else is shown the way in.
func (s *Server) seated(next handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(face.Made(r.Context(), s.now()))
		v, err := s.visit(r)
		switch {
		case rule.Is(err, rule.Unauthenticated) && !asksJSON(r):
			toEntrance(w, r)
			return
		case err == nil && r.PathValue("district") != "" && r.PathValue("district") != districtText(v.who.District):
			err = rule.Refuse(rule.Unknown, "P-80", "没有这一页，或者属于其他区县")
		}
		if err == nil {
			if kept(r) {
				w.Header().Set("Huying-Owner", ownerOf(v))
			}
			err = next(w, r, v)
		}
		if err != nil {
			s.fail(w, r, v, err)
		}
	}
}

func (s *Server) visit(r *http.Request) (visit, error) {
	mark := s.desk.Mark()
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		return visit{}, rule.Refuse(rule.Unauthenticated, "P-82", "请先登录")
	}
	who, err := s.desk.Door.Authenticate(r.Context(), cookie.Value)
	if err != nil {
		return visit{}, err
	}
	v, err := s.visitOf(r.Context(), who)
	v.mark = mark
	return v, err
}

func (s *Server) visitOf(ctx context.Context, who access.Who) (visit, error) {
	units, err := s.desk.Units(ctx, who.District)
	if err != nil {
		return visit{}, err
	}
	v := visit{who: who, reader: s.desk.As(who), units: units, base: "/d/" + districtText(who.District)}
	if v.district, err = s.desk.District(ctx, who.District); err != nil {
		return v, err
	}
	editions, err := v.reader.Editions(ctx, who.District)
	v.list = len(editions) > 0
	return v, err
}

// district finds a district that anybody may have named.
func (s *Server) district(ctx context.Context, id org.DistrictID) (desk.District, error) {
	all, err := s.desk.Districts(ctx)
	if err != nil {
		return desk.District{}, err
	}
	for _, d := range all {
		if d.ID == id {
			return d, nil
		}
	}
	return desk.District{}, rule.Refuse(rule.Unknown, "P-80", "没有这个区县")
}

// open lets anybody in; whoever has logged in is known to the handler too.
func (s *Server) open(next handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(face.Made(r.Context(), s.now()))
		v, err := s.visit(r)
		if rule.Is(err, rule.Unauthenticated) {
			err = nil
		}
		if err == nil {
			err = next(w, r, v)
		}
		if err != nil {
			s.fail(w, r, v, err)
		}
	}
}

// refused finds the refusal in err, if a rule spoke, in the words of the page's language.
func refused(r *http.Request, err error) (*rule.Refusal, bool) {
	refusal, ok := rule.As(err)
	if !ok {
		return nil, false
	}
	said := *refusal
	said.Reason = locale.From(r.Context()).Refusal(refusal.Reason)
	return &said, true
}

// fail answers what went wrong: a refusal in the rule's own words, a fault with the number under which
// it was logged, and nothing of its text.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, v visit, err error) {
	if asksJSON(r) {
		s.problem(w, r, err)
		return
	}
	if r.Context().Err() != nil {
		return // whoever asked has gone
	}
	page := notice.View{Kind: notice.Refused, Back: sameSite(r)}
	status := http.StatusInternalServerError
	if refusal, ok := refused(r, err); ok {
		status, page.Reason, page.Clause = refusal.Code.Status(), refusal.Reason, refusal.Clause
		if refusal.Code == rule.Unknown {
			page.Kind = notice.Missing
		}
	} else {
		page.Kind, page.Request = notice.Fault, w.Header().Get("X-Request-Id")
		if page.Request == "" {
			page.Request = newKey()[:12]
		}
		s.o.Log.ErrorContext(r.Context(), "page failed", "request", page.Request, "method", r.Method, "path", r.URL.Path, "error", err)
	}
	f := s.frame(r, v, "notice."+string(page.Kind))
	f.Live = face.Live{} // there is nothing on it that could change
	if err := show(w, r, status, notice.Page(f, page)); err != nil {
		s.o.Log.ErrorContext(r.Context(), "notice failed", "error", err)
	}
}

func (s *Server) missing(w http.ResponseWriter, r *http.Request, v visit) error {
	f := s.frame(r, v, "notice.missing")
	f.Live = face.Live{}
	return show(w, r, http.StatusNotFound, notice.Page(f, notice.View{Kind: notice.Missing}))
}

// frame is what stands around a page for this visitor; title is a key of the language, or a text.
func (s *Server) frame(r *http.Request, v visit, title string) face.Frame {
	l := locale.From(r.Context())
	f := face.Frame{Title: l.T(title), Assets: assets, Here: r.URL.RequestURI(), Demo: s.o.Demo, Theme: themeOf(r)}
	if r.Method != http.MethodGet {
		f.Here = "/"
	}
	if v.who.Actor.Role == "" {
		return f
	}
	f.District, f.Slogan = v.district.Name, slogan(l, v.district)
	f.Who = face.Who{
		Name: v.who.Name, Unit: v.units.Name(v.who.Actor.Unit), Role: l.T("role." + string(v.who.Actor.Role)),
		Posts: len(s.postsOf(v)),
	}
	if stationOf(v.who.Actor.Role) == patrolDesk {
		f.Owner = ownerOf(v)
	}
	f.Live = liveOf(r, v)
	if kept(r) {
		f.Who.Name, f.Here, f.Live = "", r.URL.Path, face.Live{}
	}
	n, err := s.waiting(r.Context(), v)
	if err != nil { // a menu without counts is a menu still
		s.o.Log.ErrorContext(r.Context(), "menu is not counted", "error", err)
	}
	f.Nav = nav(l, v, r.URL.Path, n)
	if err := s.ring(r, v, &f); err != nil {
		s.o.Log.ErrorContext(r.Context(), "bell is not counted", "error", err)
	}
	if done := r.URL.Query().Get("done"); done != "" && locale.Has("told."+done) {
		f.Told = l.T("told." + done)
	}
	return f
}

// slogan is what a district calls the whole, in the reader's language if it has said it in that.
func slogan(l locale.Lang, d desk.District) string {
	if l == locale.En && d.Slogan.En != "" {
		return d.Slogan.En
	}
	return d.Slogan.Zh
}

func (s *Server) postsOf(v visit) (held []org.Post) {
	now := org.Micros(s.desk.Now())
	for _, p := range v.units.PostsOf(v.who.Actor.Account) {
		if access.InForce(p, now) {
			held = append(held, p)
		}
	}
	return held
}

// now is the moment a page is made, microseconds UTC.
func (s *Server) now() int64 { return org.Micros(s.desk.Now()) }
