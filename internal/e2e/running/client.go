package running

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"
)

// An Account is one log-in of the demonstration, as DIR/demo-accounts.json lists it.
type Account struct {
	Login    string `json:"login"`
	Password string `json:"password"`
	Posts    []Post `json:"posts"`
}

// A Post is what the account may act as.
type Post struct {
	ID       string `json:"id"`
	District int64  `json:"district"`
	Unit     string `json:"unit"`
	Role     string `json:"role"`
}

// Accounts reads the demonstration's log-ins.
func (s *Server) Accounts(t testing.TB) []Account {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(s.Dir, "demo-accounts.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all []Account
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatalf("demo-accounts.json: %v", err)
	}
	return all
}

// Find is the first log-in with a post of this role in this district; unit narrows it unless empty.
func Find(t testing.TB, accounts []Account, district int64, role, unit string) (Account, Post) {
	t.Helper()
	for _, a := range accounts {
		for _, p := range a.Posts {
			if p.District == district && p.Role == role && (unit == "" || p.Unit == unit) {
				return a, p
			}
		}
	}
	t.Fatalf("the demonstration has no %s in %d %s", role, district, unit)
	return Account{}, Post{}
}

// A Client acts in one post of one account, over the interface.
type Client struct {
	Post  Post
	Login string

	url   string
	token string
	http  *http.Client
	keys  atomic.Int64
	seed  string
}

// An Answer is what came back.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// A Problem is an RFC 9457 answer.
type Problem struct {
	Status int    `json:"status"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
	Code   string `json:"code"`
	Clause string `json:"clause"`
	Reason string `json:"reason"`
	Field  string `json:"field"`
}

// As logs in and chooses the post of a role in a district; unit narrows it unless empty.
func (s *Server) As(t testing.TB, district int64, role, unit string) *Client {
	t.Helper()
	account, post := Find(t, s.Accounts(t), district, role, unit)
	c := s.Guest()
	c.Post, c.Login = post, account.Login
	if err := c.LogIn(account.Password); err != nil {
		t.Fatal(err)
	}
	return c
}

// Guest is a client that has not logged in.
func (s *Server) Guest() *Client { return Guest(s.URL) }

// Guest is a client of any site that has not logged in.
func Guest(url string) *Client {
	return &Client{
		url: url, seed: fmt.Sprintf("%x", time.Now().UnixNano()),
		http: &http.Client{Timeout: 60 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 4, ExpectContinueTimeout: 5 * time.Second}},
	}
}

// LogIn takes a token for the client's login and post.
func (c *Client) LogIn(password string) error {
	a, err := c.Send("POST", "/api/v1/tokens", map[string]any{"login": c.Login, "password": password, "post": c.Post.ID}, nil)
	if err != nil {
		return err
	}
	var got struct {
		Token string `json:"token"`
	}
	if a.Status/100 != 2 || json.Unmarshal(a.Body, &got) != nil || got.Token == "" {
		return fmt.Errorf("log in %s as %s: %w", c.Login, c.Post.Role, a)
	}
	c.token = got.Token
	return nil
}

// Cases is the path of the district's cases, with more behind it.
func (c *Client) Cases(more string) string {
	return fmt.Sprintf("/api/v1/districts/%d/cases%s", c.Post.District, more)
}

// Do writes or reads, under a fresh idempotency key, and answers with what came back as err unless it is a 2xx.
func (c *Client) Do(method, path string, body any) (Answer, error) {
	a, err := c.Send(method, path, body, nil)
	if err == nil && a.Status/100 != 2 {
		err = fmt.Errorf("%s %s %s: %w", c.Post.Role, method, path, a)
	}
	return a, err
}

// Send sends anything: body may be a string (sent as it is), a reader, or a value to marshal. Headers override.
func (c *Client) Send(method, path string, body any, headers map[string]string) (Answer, error) {
	var in io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		in = bytes.NewReader([]byte(b))
	case io.Reader:
		in = b
	default:
		j, err := json.Marshal(b)
		if err != nil {
			return Answer{}, err
		}
		in = bytes.NewReader(j)
	}
	req, err := http.NewRequest(method, c.url+path, in)
	if err != nil {
		return Answer{}, err
	}
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	if method == http.MethodPost {
		req.Header.Set("Idempotency-Key", fmt.Sprintf("%s-%d", c.seed, c.keys.Add(1)))
	}
	for name, value := range headers {
		if value == "" {
			req.Header.Del(name)
		} else {
			req.Header.Set(name, value)
		}
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return Answer{}, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return Answer{resp.StatusCode, resp.Header, b}, err
}

// Close lets go of the client's connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Error tells what came back, so that an answer can stand as an error.
func (a Answer) Error() string {
	body := string(a.Body)
	if len(body) > 800 {
		body = body[:800] + "…"
	}
	return fmt.Sprintf("%d %s", a.Status, body)
}

// Problem reads the answer as problem+json.
func (a Answer) Problem() (Problem, error) {
	var p Problem
	if got := a.Header.Get("Content-Type"); got != "application/problem+json" {
		return p, fmt.Errorf("Content-Type is %q: %w", got, a)
	}
	if err := json.Unmarshal(a.Body, &p); err != nil {
		return p, fmt.Errorf("problem: %w in %s", err, a.Body)
	}
	return p, nil
}

// Into reads the answer's JSON.
func (a Answer) Into(t testing.TB, v any) {
	t.Helper()
	if err := json.Unmarshal(a.Body, v); err != nil {
		t.Fatalf("%v in %s", err, a.Body)
	}
}
