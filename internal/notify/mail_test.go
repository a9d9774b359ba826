package notify

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/http/httptest"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// A mailServer is a real SMTP server that keeps what it takes.
type mailServer struct {
	host string
	port int
	root *x509.CertPool

	mu     sync.Mutex
	refuse map[string]*smtp.SMTPError // by the mailbox of a receiver, or "from", "data", "login"
	taken  []string
	logins []string
	slow   time.Duration
}

type mailSession struct{ s *mailServer }

func (m *mailServer) said(what string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	time.Sleep(m.slow)
	if e := m.refuse[what]; e != nil {
		return e
	}
	return nil
}

func (s mailSession) AuthMechanisms() []string { return []string{sasl.Plain} }
func (s mailSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		s.s.mu.Lock()
		s.s.logins = append(s.s.logins, user+":"+password)
		s.s.mu.Unlock()
		return s.s.said("login")
	}), nil
}
func (s mailSession) Mail(string, *smtp.MailOptions) error      { return s.s.said("from") }
func (s mailSession) Rcpt(to string, _ *smtp.RcptOptions) error { return s.s.said(to) }
func (s mailSession) Reset()                                    {}
func (s mailSession) Logout() error                             { return nil }
func (s mailSession) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := s.s.said("data"); err != nil {
		return err
	}
	s.s.mu.Lock()
	s.s.taken = append(s.s.taken, string(text))
	s.s.mu.Unlock()
	return nil
}

// newMailServer listens; how is mandatory (it has STARTTLS), implicit or none.
func newMailServer(t *testing.T, how string) *mailServer {
	t.Helper()
	m := &mailServer{refuse: map[string]*smtp.SMTPError{}, host: "127.0.0.1", root: x509.NewCertPool()}
	web := httptest.NewUnstartedServer(nil)
	web.StartTLS()
	t.Cleanup(web.Close)
	m.root.AddCert(web.Certificate())
	config := &tls.Config{Certificates: web.TLS.Certificates, MinVersion: tls.VersionTLS12}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return mailSession{m}, nil }))
	server.ErrorLog = quiet{}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	m.port = listener.Addr().(*net.TCPAddr).Port
	switch how {
	case TLSMandatory:
		server.TLSConfig = config
	case TLSImplicit:
		listener = tls.NewListener(listener, config)
	}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return m
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

func (m *mailServer) channel(t *testing.T, how, user string) Channel {
	t.Helper()
	c, err := NewMail(SMTP{
		Host: m.host, Port: m.port, TLS: how, User: user, Password: "p4ssword", From: "呼应 <huying@example.org>",
		Patience: 5 * time.Second, TLSConfig: &tls.Config{RootCAs: m.root, ServerName: "example.com", MinVersion: tls.VersionTLS12},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestMailArrives(t *testing.T) {
	for _, how := range []string{TLSMandatory, TLSImplicit, TLSNone, TLSOpportunistic} {
		t.Run(how, func(t *testing.T) {
			serves, user := how, "huying"
			if how == TLSOpportunistic {
				serves = TLSMandatory
			}
			if how == TLSNone {
				user = ""
			}
			s := newMailServer(t, serves)
			c := s.channel(t, how, user)
			m := told()
			m.Subject += "\r\nBcc: li@example.org"
			m.Urgent = true
			for range 2 {
				if err := send(t, c, Address{To: "wang@example.org"}, m); err != nil {
					t.Fatal(err)
				}
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			if len(s.taken) != 2 {
				t.Fatalf("%d taken", len(s.taken))
			}
			var ids []string
			for _, text := range s.taken {
				letter, err := netmail.ReadMessage(strings.NewReader(text))
				if err != nil {
					t.Fatal(err)
				}
				h := letter.Header
				ids = append(ids, h.Get("Message-ID"))
				subject, err := new(mime.WordDecoder).DecodeHeader(h.Get("Subject"))
				if err != nil || subject != "接单逾期：济历呼〔2026〕17号  Bcc: li@example.org" || h.Get("Bcc") != "" {
					t.Errorf("subject %q, %v, Bcc %q", subject, err, h.Get("Bcc"))
				}
				from, err := h.AddressList("From")
				if err != nil || from[0].Name != "呼应" || from[0].Address != "huying@example.org" {
					t.Errorf("from %v, %v", from, err)
				}
				if h.Get("Auto-Submitted") != "auto-generated" || h.Get("To") != "<wang@example.org>" || h.Get("Importance") != "high" {
					t.Errorf("header %v", h)
				}
				if at, err := h.Date(); err != nil || !at.Equal(noon) {
					t.Errorf("date %v, %v", at, err)
				}
				if h.Get("Content-Transfer-Encoding") != "quoted-printable" {
					t.Fatalf("encoding %q", h.Get("Content-Transfer-Encoding"))
				}
				body, err := io.ReadAll(quotedprintable.NewReader(letter.Body))
				if err != nil || strings.TrimSpace(strings.ReplaceAll(string(body), "\r\n", "\n")) != m.Text+"\n\n"+m.Link {
					t.Errorf("body %q, %v", body, err)
				}
			}
			if ids[0] != ids[1] || !strings.HasSuffix(ids[0], "@example.org>") {
				t.Errorf("ids %v", ids)
			}
			if user != "" && (len(s.logins) != 2 || s.logins[0] != "huying:p4ssword") {
				t.Errorf("logins %v", s.logins)
			}
		})
	}
}

func TestMailFailures(t *testing.T) {
	no := func(code int, enhanced ...int) *smtp.SMTPError {
		e := &smtp.SMTPError{Code: code, EnhancedCode: smtp.NoEnhancedCode, Message: "wang@example.org is unknown here"}
		if len(enhanced) == 3 {
			e.EnhancedCode = smtp.EnhancedCode{enhanced[0], enhanced[1], enhanced[2]}
		}
		return e
	}
	rows := []struct {
		name, what string
		says       *smtp.SMTPError
		want       Failure
	}{
		{"没有这个邮箱", "wang@example.org", no(550, 5, 1, 1), Failure{Reason: MailServer, Code: "550 5.1.1", Final: true}},
		{"灰名单，稍后再试", "wang@example.org", no(451, 4, 7, 1), Failure{Reason: MailServer, Code: "451 4.7.1"}},
		{"内容不收", "data", no(554, 5, 6, 0), Failure{Reason: MailServer, Code: "554 5.6.0", Final: true}},
		{"不准我们发信，有人会改", "from", no(553, 5, 7, 1), Failure{Reason: MailServer, Code: "553 5.7.1"}},
		{"口令不对，有人会改", "login", no(535, 5, 7, 8), Failure{Reason: MailServer, Code: "535"}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			s := newMailServer(t, TLSMandatory)
			s.refuse[row.what] = row.says
			err := send(t, s.channel(t, TLSMandatory, "huying"), Address{To: "wang@example.org"}, told())
			if f := failure(t, err); *f != row.want {
				t.Errorf("got %+v, want %+v", *f, row.want)
			}
			silent(t, err, "wang", "p4ssword")
		})
	}
}

// Nothing is said in the clear where TLS is wanted, and no password ever.
func TestMailKeepsItsPassword(t *testing.T) {
	s := newMailServer(t, TLSNone)
	f := failure(t, send(t, s.channel(t, TLSMandatory, "huying"), Address{To: "wang@example.org"}, told()))
	if f.Reason != NoTrust || f.Final {
		t.Errorf("got %+v", *f)
	}
	failure(t, send(t, s.channel(t, TLSNone, "huying"), Address{To: "wang@example.org"}, told()))
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.logins)+len(s.taken) != 0 {
		t.Errorf("said %v %v", s.logins, s.taken)
	}
}

func TestMailServerAway(t *testing.T) {
	s := newMailServer(t, TLSNone)
	s.slow = time.Second
	c, err := NewMail(SMTP{Host: s.host, Port: s.port, TLS: TLSNone, From: "huying@example.org", Patience: 200 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if f := failure(t, send(t, c, Address{To: "wang@example.org"}, told())); f.Final {
		t.Errorf("slow: got %+v", *f)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	_ = l.Close()
	c, err = NewMail(SMTP{Host: "127.0.0.1", Port: port, TLS: TLSNone, From: "huying@example.org"})
	if err != nil {
		t.Fatal(err)
	}
	if f := failure(t, send(t, c, Address{To: "wang@example.org"}, told())); f.Reason != Unreachable || f.Final {
		t.Errorf("away: got %+v", *f)
	}
}

func TestFailedOfAnyError(t *testing.T) {
	if f := Failed(errors.New("p4ssword")); f.Reason != Broken || strings.Contains(f.Error(), "p4ss") {
		t.Errorf("got %+v", f)
	}
}
