package notify

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"text/template"
)

// Gateway says how an HTTP gateway for SMS is asked. All texts may hold {{.Phone}}, {{.Text}}, {{.Subject}}, {{.Link}} and
// {{.ID}}; what is put in cannot break out of its place, whatever it is.
type Gateway struct {
	URL     string            `json:"url"`
	Method  string            `json:"method"`  // POST where it is empty
	Headers map[string]string `json:"headers"` // a key the gateway wants goes here
	Query   map[string]string `json:"query"`
	Form    map[string]string `json:"form"` // a form's fields, or
	JSON    json.RawMessage   `json:"json"` // a JSON body, in whose texts the places are filled
	Success Success           `json:"success"`
}

// Success is what counts as taken by the gateway.
type Success struct {
	Field  string   `json:"field"`  // of the JSON answer, with points between names, as data.code; "" where the status says all
	Values []string `json:"values"` // of that field
	Final  []string `json:"final"`  // values of it that no retry mends, such as "no such number"
}

type sms struct {
	client  *Client
	gateway Gateway
	url     *url.URL
	places  map[string]*template.Template // by their texts
	body    any                           // of JSON
}

// ReadGateway reads a gateway from its JSON file.
func ReadGateway(r io.Reader) (Gateway, error) {
	var g Gateway
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(&g); err != nil {
		return g, fmt.Errorf("SMS gateway: %w", err)
	}
	return g, nil
}

// NewSMS is the channel to telephones. The gateway is the operator's: where it stands is not guarded.
func NewSMS(g Gateway, c *Client) (Channel, error) {
	s := &sms{client: c, gateway: g, places: map[string]*template.Template{}}
	var err error
	if s.url, err = url.Parse(g.URL); err != nil || s.url.Hostname() == "" || (s.url.Scheme != "https" && s.url.Scheme != "http") {
		return nil, errors.New("SMS gateway: url: http or https with a host is needed")
	}
	if g.Form != nil && g.JSON != nil {
		return nil, errors.New("SMS gateway: form or json, not both")
	}
	if g.Success.Field != "" && len(g.Success.Values) == 0 {
		return nil, errors.New("SMS gateway: success: field needs values")
	}
	if s.gateway.Method == "" {
		s.gateway.Method = http.MethodPost
	}
	if g.JSON != nil {
		d := json.NewDecoder(bytes.NewReader(g.JSON))
		d.UseNumber()
		if err := d.Decode(&s.body); err != nil {
			return nil, fmt.Errorf("SMS gateway: json: %w", err)
		}
	}
	for _, texts := range []map[string]string{g.Headers, g.Query, g.Form} {
		for _, text := range texts {
			if err := s.place(text); err != nil {
				return nil, err
			}
		}
	}
	if err := s.placesIn(s.body); err != nil {
		return nil, err
	}
	return s, nil
}

// place reads a text with places, and tries it, so that a wrong name shows at the start.
func (s *sms) place(text string) error {
	t, err := template.New("").Option("missingkey=error").Parse(text)
	if err == nil {
		err = t.Execute(io.Discard, filled{})
	}
	if err != nil {
		return fmt.Errorf("SMS gateway: %w", err)
	}
	s.places[text] = t
	return nil
}

func (s *sms) placesIn(value any) (err error) {
	switch v := value.(type) {
	case string:
		return s.place(v)
	case []any:
		for _, e := range v {
			err = errors.Join(err, s.placesIn(e))
		}
	case map[string]any:
		for _, e := range v {
			err = errors.Join(err, s.placesIn(e))
		}
	}
	return err
}

// filled is what the places are filled with.
type filled struct{ Phone, Text, Subject, Link, ID string }

func (s *sms) fill(text string, with filled) string {
	var b strings.Builder
	_ = s.places[text].Execute(&b, with) // was tried when it was read
	return b.String()
}

func (s *sms) fillIn(value any, with filled) any {
	switch v := value.(type) {
	case string:
		return s.fill(v, with)
	case []any:
		all := make([]any, len(v))
		for i, e := range v {
			all[i] = s.fillIn(e, with)
		}
		return all
	case map[string]any:
		all := make(map[string]any, len(v))
		for key, e := range v {
			all[key] = s.fillIn(e, with)
		}
		return all
	}
	return value
}

// Send asks the gateway.
func (s *sms) Send(ctx context.Context, to Address, m Message) error {
	if err := Check(SMS, to); err != nil {
		return err
	}
	with := filled{to.To, cut(m.Text, 500), m.Subject, m.Link, m.ID}
	u := *s.url
	query := u.Query()
	for key, text := range s.gateway.Query {
		query.Set(key, s.fill(text, with))
	}
	u.RawQuery = query.Encode()
	header := http.Header{}
	var body []byte
	switch {
	case s.body != nil:
		header.Set("Content-Type", "application/json; charset=utf-8")
		body = marshal(s.fillIn(s.body, with))
	case s.gateway.Form != nil:
		header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
		form := url.Values{}
		for key, text := range s.gateway.Form {
			form.Set(key, s.fill(text, with))
		}
		body = []byte(form.Encode())
	}
	for key, text := range s.gateway.Headers {
		header.Set(key, oneLine(s.fill(text, with)))
	}
	said, err := s.client.do(ctx, s.gateway.Method, &u, header, body)
	if err != nil || s.gateway.Success.Field == "" {
		return err
	}
	return s.gateway.Success.read(said)
}

// read looks for the field that says whether the gateway has taken the message.
func (s Success) read(said []byte) error {
	d := json.NewDecoder(bytes.NewReader(said))
	d.UseNumber()
	var at any
	if err := d.Decode(&at); err != nil {
		return &Failure{Reason: BadAnswer}
	}
	for name := range strings.SplitSeq(s.Field, ".") {
		switch v := at.(type) {
		case map[string]any:
			at = v[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i < 0 || i >= len(v) {
				return &Failure{Reason: BadAnswer}
			}
			at = v[i]
		default:
			return &Failure{Reason: BadAnswer}
		}
	}
	value := fmt.Sprint(at)
	if slices.Contains(s.Values, value) {
		return nil
	}
	return &Failure{Reason: BadAnswer, Code: code(value), Final: slices.Contains(s.Final, value)}
}

// code is a receiver's code as we keep it: short, and no sentence, for a sentence may hold anything.
func code(text string) string {
	for _, r := range text {
		if (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && !strings.ContainsRune("._-:", r) {
			return ""
		}
	}
	if len(text) > 40 || telephone(text) {
		return ""
	}
	return text
}

// telephone reports whether a text is a number that can be rung: digits, perhaps with a plus before them.
func telephone(text string) bool {
	digits := strings.TrimPrefix(text, "+")
	if len(digits) < 5 || len(digits) > 15 {
		return false
	}
	return strings.Trim(digits, "0123456789") == ""
}
