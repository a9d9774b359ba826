// Package visit opens a page as a browser does that has never been here, and adds up what comes over the wire.
package visit

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

// A Browser is somebody at the site at an address, who takes what is compressed.
type Browser struct {
	base   string
	client *http.Client
}

// New opens a browser that knows nothing yet.
func New(base string) (*Browser, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, fmt.Errorf("browser: %w", err)
	}
	// What is compressed is counted as it comes, so the transport must not unpack it.
	return &Browser{base, &http.Client{Jar: jar, Transport: &http.Transport{DisableCompression: true}}}, nil
}

// Enter logs in by the page.
func (b *Browser) Enter(ctx context.Context, login, password string) error {
	form := url.Values{"login": {login}, "password": {password}}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, b.base+"/login", strings.NewReader(form.Encode()))
	if err != nil {
		return fmt.Errorf("enter: %w", err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := b.client.Do(r)
	if err != nil {
		return fmt.Errorf("enter: %w", err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK || answer.Request.URL.Path == "/login" {
		return fmt.Errorf("%s was not let in: %s", login, answer.Status)
	}
	return nil
}

// Weight is what a first visit brings, in bytes as they come.
type Weight struct {
	Page, Style, Script, Other int
}

// Total is all of it.
func (w Weight) Total() int { return w.Page + w.Style + w.Script + w.Other }

var (
	linked   = regexp.MustCompile(`<link[^>]* rel="([^"]+)"[^>]*>`)
	address  = regexp.MustCompile(` (?:href|src)="([^"]+)"`)
	script   = regexp.MustCompile(`<script[^>]*>`)
	imported = regexp.MustCompile(`(?:\bfrom|\bimport)\s*\(?\s*"(\./[^"]+)"`)
)

// First opens a page, and all that it asks for: style, icons, and the script with whatever that imports. Pictures in the
// page's text are not counted: they are the case, not the page.
func (b *Browser) First(ctx context.Context, at string) (w Weight, err error) {
	page, size, err := b.Get(ctx, at)
	if err != nil {
		return w, err
	}
	w.Page = size
	for _, m := range linked.FindAllSubmatch(page, -1) {
		_, size, err := b.Get(ctx, string(address.FindSubmatch(m[0])[1]))
		if err != nil {
			return w, err
		}
		if string(m[1]) == "stylesheet" {
			w.Style += size
		} else {
			w.Other += size
		}
	}
	var scripts []string
	for _, tag := range script.FindAll(page, -1) {
		if m := address.FindSubmatch(tag); m != nil {
			scripts = append(scripts, string(m[1]))
		}
	}
	for i := 0; i < len(scripts); i++ {
		body, size, err := b.Get(ctx, scripts[i])
		if err != nil {
			return w, err
		}
		w.Script += size
		for _, m := range imported.FindAllSubmatch(body, -1) {
			if next := path.Join(path.Dir(scripts[i]), string(m[1])); !slices.Contains(scripts, next) {
				scripts = append(scripts, next)
			}
		}
	}
	if w.Style == 0 || w.Script == 0 {
		return w, fmt.Errorf("%s: no style or no script was found", at)
	}
	return w, nil
}

// Get asks for one thing: its bytes unpacked, and how many came.
func (b *Browser) Get(ctx context.Context, at string) (body []byte, size int, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, b.base+at, nil)
	if err != nil {
		return nil, 0, fmt.Errorf("get %s: %w", at, err)
	}
	r.Header.Set("Accept-Encoding", "gzip, deflate, br")
	answer, err := b.client.Do(r)
	if err != nil {
		return nil, 0, fmt.Errorf("get %s: %w", at, err)
	}
	defer answer.Body.Close()
	came, err := io.ReadAll(answer.Body)
	switch {
	case err != nil:
		return nil, 0, fmt.Errorf("get %s: %w", at, err)
	case answer.StatusCode != http.StatusOK || strings.HasPrefix(answer.Request.URL.Path, "/login") && !strings.HasPrefix(at, "/login"):
		return nil, 0, fmt.Errorf("get %s: %s at %s", at, answer.Status, answer.Request.URL.Path)
	case answer.Header.Get("Content-Encoding") != "gzip":
		return came, len(came), nil
	}
	z, err := gzip.NewReader(bytes.NewReader(came))
	if err != nil {
		return nil, 0, fmt.Errorf("get %s: %w", at, err)
	}
	body, err = io.ReadAll(z)
	if err != nil {
		return nil, 0, fmt.Errorf("get %s: %w", at, err)
	}
	return body, len(came), nil
}
