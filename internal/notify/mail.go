package notify

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	netmail "net/mail"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/wneessen/go-mail"
)

// How a mail server is spoken to.
const (
	TLSMandatory     = "mandatory"     // STARTTLS, or nothing is sent
	TLSOpportunistic = "opportunistic" // STARTTLS where the server has it
	TLSImplicit      = "implicit"      // TLS from the first byte, as on port 465
	TLSNone          = "none"          // in the clear: inside one machine, or a test
)

// SMTP is the server that takes our mail, and as whom we send. It is the operator's.
type SMTP struct {
	Host      string
	Port      int // 0 means 587, or 465 for TLS from the first byte, or 25 without TLS
	User      string
	Password  string        // over TLS only
	From      string        // a mailbox, with or without a name before it
	TLS       string        // one of TLSMandatory …; "" means mandatory
	Patience  time.Duration // for one attempt; 0 means 30 s
	TLSConfig *tls.Config   // nil means the system's roots
}

type post struct {
	server  SMTP
	from    *netmail.Address
	options []mail.Option
}

// NewMail is the channel to mailboxes.
func NewMail(s SMTP) (Channel, error) {
	from, err := netmail.ParseAddress(s.From)
	if err != nil || s.Host == "" {
		return nil, errors.New("mail: a host and a sender's mailbox are needed")
	}
	if s.Patience == 0 {
		s.Patience = 30 * time.Second
	}
	options := []mail.Option{mail.WithTimeout(s.Patience), mail.WithoutNoop(), mail.WithoutRset()}
	port := 587
	switch s.TLS {
	case "", TLSMandatory:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	case TLSOpportunistic:
		options = append(options, mail.WithTLSPolicy(mail.TLSOpportunistic))
	case TLSImplicit:
		port, options = 465, append(options, mail.WithSSL())
	case TLSNone:
		port, options = 25, append(options, mail.WithTLSPolicy(mail.NoTLS))
	default:
		return nil, fmt.Errorf("mail: TLS is mandatory, opportunistic, implicit or none, not %q", s.TLS)
	}
	if s.Port != 0 {
		port = s.Port
	}
	options = append(options, mail.WithPort(port))
	if s.TLSConfig != nil {
		options = append(options, mail.WithTLSConfig(s.TLSConfig))
	}
	if s.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(s.User), mail.WithPassword(s.Password))
	}
	if _, err := mail.NewClient(s.Host, options...); err != nil {
		return nil, fmt.Errorf("mail: %w", err)
	}
	return &post{s, from, options}, nil
}

// Send gives the message to the mail server, which answers for it from then on.
func (p *post) Send(ctx context.Context, to Address, m Message) error {
	box, err := mailbox(to.To)
	if err != nil {
		return &Failure{Reason: BadAddress, Final: true}
	}
	letter := p.letter(box, m)
	client, err := mail.NewClient(p.server.Host, p.options...)
	if err != nil {
		return &Failure{Reason: Broken}
	}
	ctx, cancel := context.WithTimeout(ctx, p.server.Patience)
	defer cancel()
	connection, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return unconnected(err)
	}
	err = client.SendWithSMTPClient(connection, letter)
	_ = client.CloseWithSMTPClient(connection) // what was taken is taken, however the farewell went
	if err != nil {
		return undelivered(err)
	}
	return nil
}

func (p *post) letter(to *netmail.Address, m Message) *mail.Msg {
	letter := mail.NewMsg(mail.WithCharset(mail.CharsetUTF8), mail.WithNoDefaultUserAgent())
	letter.FromMailAddress(p.from)
	letter.ToMailAddress(to)
	letter.Subject(cut(oneLine(m.Subject), 300))
	letter.SetDateWithValue(m.At)
	letter.SetMessageIDWithValue(messageID(m.ID, p.from.Address))
	letter.SetGenHeader("Auto-Submitted", "auto-generated")
	letter.SetGenHeader("X-Auto-Response-Suppress", "All")
	if m.Urgent {
		letter.SetImportance(mail.ImportanceHigh)
	}
	text := m.Text
	if m.Link != "" {
		text += "\n\n" + m.Link
	}
	letter.SetBodyString(mail.TypeTextPlain, text+"\n")
	return letter
}

// messageID is the same for the same message, and holds nothing that would end a header.
func messageID(id, from string) string {
	_, domain, _ := strings.Cut(from, "@")
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:16]) + "@" + domain
}

// mailbox reads one bare mailbox.
func mailbox(text string) (*netmail.Address, error) {
	box, err := netmail.ParseAddress(text)
	if err != nil || box.Name != "" || oneLine(text) != text || strings.ContainsAny(box.Address, "<>\", ") || len(text) > 254 {
		return nil, errors.New("no mailbox")
	}
	return box, nil
}

// oneLine is a text without what would end a line of a header.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, text)
}

// unconnected is why there was no talk with the server: its name, its TLS, our log-in. Somebody mends it.
func unconnected(err error) error {
	if f := wrong(err); f.Reason != Broken {
		return f
	}
	if code := smtpCode(err); code != "" {
		return &Failure{Reason: MailServer, Code: code}
	}
	if strings.Contains(err.Error(), "STARTTLS") {
		return &Failure{Reason: NoTrust}
	}
	return &Failure{Reason: MailServer}
}

// undelivered is why the server did not take a letter. A 5xx to the receiver or to the letter is its last word; to us as
// senders it is a set-up that somebody mends.
func undelivered(err error) error {
	said, ok := errors.AsType[*mail.SendError](err)
	if !ok {
		return unconnected(err)
	}
	code := said.ErrorCode()
	f := &Failure{Reason: MailServer}
	if code == 0 {
		if other := wrong(err); other.Reason != Broken {
			return other
		}
		return f
	}
	f.Code = strings.TrimSpace(strconv.Itoa(code) + " " + said.EnhancedStatusCode())
	f.Final = code >= 500 && (said.Reason == mail.ErrSMTPRcptTo || said.Reason == mail.ErrSMTPDataClose)
	return f
}

// smtpCode is the three digits with which an answer begins, somewhere in an error.
func smtpCode(err error) string {
	for ; err != nil; err = errors.Unwrap(err) {
		text := err.Error()
		if len(text) > 3 && (text[0] == '4' || text[0] == '5') && (text[3] == ' ' || text[3] == '-') {
			if _, bad := strconv.Atoi(text[:3]); bad == nil {
				return text[:3]
			}
		}
	}
	return ""
}
