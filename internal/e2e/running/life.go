package running

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
)

// Cast is who plays a whole case in one district: a township, the centre, and the units of one matter.
type Cast struct {
	Township, Centre *Client
	Units            map[string]*Client // by unit
	Matter           int
	Lead             string
	Assists          []string
}

// Step is one write of a life: who sends what where. Every step of a case but the first needs its number.
type Step struct {
	By   *Client
	Verb string
	Body map[string]any
}

// Path is where the step is sent.
func (s Step) Path(no string) string {
	if s.Verb == "report" {
		return s.By.Cases("")
	}
	return s.By.Cases("/" + no + "/" + s.Verb)
}

// Written is what the interface answers to a write; to a partner only the number.
type Written struct {
	No      string `json:"no"`
	Status  string `json:"status"`
	Version int64  `json:"version"`
}

// Written reads the answer to a write.
func (a Answer) Written() (Written, error) {
	var w Written
	if err := json.Unmarshal(a.Body, &w); err != nil {
		return w, fmt.Errorf("%w in %s", err, a.Body)
	}
	if w.No == "" {
		return w, fmt.Errorf("no number in %s", a.Body)
	}
	return w, nil
}

// Cast logs in everybody whom one matter with so many assists needs in a district.
func (s *Server) Cast(t testing.TB, district int64, assists int) Cast {
	t.Helper()
	accounts := s.Accounts(t)
	able := map[string]Post{}
	for _, a := range accounts {
		for _, p := range a.Posts {
			if p.District == district && p.Role == "department_operator" {
				able[p.Unit] = p
			}
		}
	}
	c := Cast{
		Township: s.As(t, district, "township_operator", ""),
		Centre:   s.As(t, district, "dispatcher", ""),
		Units:    map[string]*Client{},
	}
	for _, number := range c.candidates(t, able, assists) {
		lead, others, err := c.try(number)
		if err != nil {
			continue
		}
		played := len(others) == assists
		for _, unit := range append([]string{lead}, others...) {
			_, ok := able[unit]
			played = played && ok
		}
		if !played {
			continue
		}
		c.Matter, c.Lead, c.Assists = number, lead, others
		for _, unit := range append([]string{lead}, others...) {
			c.Units[unit] = s.As(t, district, "department_operator", unit)
		}
		return c
	}
	t.Fatalf("no matter of %d has %d assists and log-ins for all its units", district, assists)
	return c
}

// candidates are the matters of the list whose lead has a log-in and which names so many assists.
func (c Cast) candidates(t testing.TB, able map[string]Post, assists int) (numbers []int) {
	t.Helper()
	a, err := c.Township.Do("GET", fmt.Sprintf("/api/v1/districts/%d/catalogue/matters?limit=200", c.Township.Post.District), nil)
	if err != nil {
		t.Fatal(err)
	}
	var list struct {
		Items []struct {
			Number  int    `json:"number"`
			Lead    string `json:"lead_unit"`
			Assists []struct {
				Units []string `json:"units"`
			} `json:"assists"`
		} `json:"items"`
	}
	a.Into(t, &list)
	for _, m := range list.Items {
		units := 0
		for _, assist := range m.Assists {
			units += len(assist.Units)
		}
		if _, ok := able[m.Lead]; ok && units == assists {
			numbers = append(numbers, m.Number)
		}
	}
	return numbers
}

// try calls a matter, to see to whom it would be dispatched, and withdraws the call.
func (c Cast) try(matter int) (lead string, assists []string, err error) {
	written, err := c.Write(c.report(matter, "试呼"), "")
	if err != nil {
		return "", nil, err
	}
	a, err := c.Centre.Do("GET", c.Centre.Cases("/"+written.No), nil)
	if err != nil {
		return "", nil, err
	}
	var got struct {
		Proposal struct {
			Lead    string   `json:"lead"`
			Assists []string `json:"assists"`
		} `json:"proposal"`
	}
	if err := json.Unmarshal(a.Body, &got); err != nil {
		return "", nil, err
	}
	if _, err := c.Write(Step{c.Township, "withdraw", map[string]any{"reason": "试呼"}}, written.No); err != nil {
		return "", nil, err
	}
	if got.Proposal.Lead == "" {
		return "", nil, errors.New("no lead")
	}
	return got.Proposal.Lead, got.Proposal.Assists, nil
}

func (c Cast) report(matter int, text string) Step {
	return Step{c.Township, "report", map[string]any{
		"text": text, "place": "演示路 1 号", "source": "walk_in",
		"call": map[string]any{"matter": matter, "class": "daily", "cause": "no_power"},
	}}
}

// Life is a whole case, step by step: reported and called at once, dispatched as proposed, accepted, come to
// and answered by every unit, the lead last, closed, and every unit rated.
func (c Cast) Life(text string) []Step {
	steps := []Step{c.report(c.Matter, text), {c.Centre, "dispatch", map[string]any{}}}
	units := append(slices.Clone(c.Assists), c.Lead)
	for _, verb := range []string{"accept", "arrive", "answer"} {
		for _, unit := range units {
			body := map[string]any{}
			if verb == "answer" {
				body["text"] = "已办理：" + text
			}
			steps = append(steps, Step{c.Units[unit], verb, body})
		}
	}
	steps = append(steps, Step{c.Township, "close", map[string]any{"how": "on_site"}})
	for _, unit := range units {
		steps = append(steps, Step{c.Township, "rate", map[string]any{"task": unit, "grade": "satisfied"}})
	}
	return steps
}

// Write sends a step and reads what was written.
func (c Cast) Write(s Step, no string) (Written, error) {
	a, err := s.By.Do("POST", s.Path(no), s.Body)
	if err != nil {
		return Written{}, err
	}
	return a.Written()
}
