package notify

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"syscall"
	"time"
)

const (
	patience     = 15 * time.Second // for one attempt over HTTP, from the look-up of the name to the last byte of the answer
	mostAnswer   = 64 << 10         // bytes of an answer that are read
	longestAfter = 6 * time.Hour    // that a receiver may put us off
	agent        = "Huying/1 (+notify)"
)

// Client posts over HTTP to addresses that are not the operator's own: it looks where a connection leads when it is made,
// whatever the name said before, follows no redirect, and reads no more of an answer than it needs.
type Client struct {
	http    *http.Client
	private bool
	now     func() time.Time
}

// ClientOptions are what a client may be told.
type ClientOptions struct {
	Private  bool             // addresses of private networks and of this machine are allowed
	Patience time.Duration    // for one attempt; 0 means 15 s
	Roots    *x509.CertPool   // who is trusted; nil means the system's
	Now      func() time.Time // nil means time.Now
}

// NewClient makes a client.
func NewClient(o ClientOptions) *Client {
	if o.Patience == 0 {
		o.Patience = patience
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: func(_, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil || !open(to.Addr(), o.Private) {
			return &Failure{Reason: Forbidden, Final: true}
		}
		return nil
	}}
	return &Client{private: o.Private, now: o.Now, http: &http.Client{
		Timeout: o.Patience,
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSClientConfig: &tls.Config{RootCAs: o.Roots, MinVersion: tls.VersionTLS12},
			ForceAttemptHTTP2: true, MaxIdleConns: 100, MaxIdleConnsPerHost: 4, IdleConnTimeout: time.Minute,
			MaxResponseHeaderBytes: mostAnswer,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// address reads a URL to which messages go: https, or http on this machine; no log-in in it.
func address(text string) (*url.URL, error) {
	bad := &Failure{Reason: BadAddress, Final: true}
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" || u.User != nil || u.Fragment != "" || u.Opaque != "" || len(text) > 2000 {
		return nil, bad
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())) {
		return nil, bad
	}
	return u, nil
}

func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || (err == nil && ip.Unmap().IsLoopback())
}

// do makes one request, and gives the answer's body where its status is a success.
func (c *Client) do(ctx context.Context, method string, u *url.URL, header http.Header, body []byte) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, method, u.String(), bytes.NewReader(body))
	if err != nil {
		return nil, &Failure{Reason: BadAddress, Final: true}
	}
	r.Header = header
	r.Header.Set("User-Agent", agent)
	answer, err := c.http.Do(r)
	if err != nil {
		return nil, wrong(err)
	}
	defer func() { _ = answer.Body.Close() }()
	said, err := io.ReadAll(io.LimitReader(answer.Body, mostAnswer))
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return nil, c.refused(answer)
	}
	if err != nil {
		return nil, wrong(err)
	}
	return said, nil
}

// refused is what a status other than success means.
func (c *Client) refused(answer *http.Response) *Failure {
	f := &Failure{Reason: BadStatus, Code: strconv.Itoa(answer.StatusCode)}
	switch answer.StatusCode {
	case http.StatusGone:
		f.Final, f.Gone = true, true
	case http.StatusBadRequest, http.StatusMethodNotAllowed, http.StatusNotAcceptable, http.StatusLengthRequired,
		http.StatusRequestEntityTooLarge, http.StatusRequestURITooLong, http.StatusUnsupportedMediaType,
		http.StatusUnprocessableEntity, http.StatusRequestHeaderFieldsTooLarge:
		f.Final = true // it is the message that is not taken; 401, 403, 404 are set-ups that somebody mends
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		f.After = c.after(answer.Header.Get("Retry-After"))
	}
	return f
}

// after reads Retry-After: seconds, or a date.
func (c *Client) after(text string) time.Duration {
	var after time.Duration
	if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
		after = time.Duration(seconds) * time.Second
	} else if at, err := http.ParseTime(text); err == nil {
		after = at.Sub(c.now())
	}
	return min(max(after, 0), longestAfter)
}

// wrong is what an error of the connection means. The error's own text is left behind: it has the URL in it.
func wrong(err error) *Failure {
	if f, ok := errors.AsType[*Failure](err); ok {
		return f
	}
	var (
		slow        net.Error
		certificate *tls.CertificateVerificationError
		record      tls.RecordHeaderError
		alert       tls.AlertError
		op          *net.OpError
	)
	switch {
	case errors.As(err, &certificate), errors.As(err, &record), errors.As(err, &alert):
		return &Failure{Reason: NoTrust}
	case errors.Is(err, context.Canceled), errors.As(err, &slow) && slow.Timeout():
		return &Failure{Reason: TooSlow}
	case errors.As(err, &op), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return &Failure{Reason: Unreachable}
	}
	return &Failure{Reason: Broken}
}
