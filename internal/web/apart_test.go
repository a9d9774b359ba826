package web_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/org"
)

// mainFold is a way to act that stands out among the others.
var mainFold = regexp.MustCompile(`class="fold[^"]*tone-blue`)

// The case's page leads to the pages on which the next step is done by itself, and to its papers.
func TestTheCasePageLeadsOn(t *testing.T) {
	s := open(t)
	op := s.as("lixia-yaojia-op")
	leads := func(p *person, from string, to ...string) {
		t.Helper()
		body := p.get(from).has(t, 200).body
		for _, address := range to {
			if !strings.Contains(body, `href="`+strings.ReplaceAll(address, "&", "&amp;")+`"`) {
				t.Errorf("%s does not lead to %s", from, address)
			}
			p.get(address).has(t, 200)
		}
	}
	called := op.called(nil)
	leads(op, called, called+"/slips/call", called+"?print=1")
	s.as("lixia-zhihui-dispatcher").post(called+"/dispatch", nil).has(t, 200)
	lead := s.as("lixia-zhifa-op")
	leads(lead, called, called+"/slips/dispatch", called+"/do?do=accept", called+"?print=1")
	lead.post(called+"/accept", nil)
	leads(lead, called, called+"/do?do=arrive")
	op.get(called).lacks(t, called+"/verify", called+"/rate", `id="do-apart"`)

	page := s.worked(op)
	leads(op, page, page+"/verify", page+"/slips/call", page+"/slips/dispatch", page+"/slips/answer", page+"?print=1")
	seen := op.get(page).has(t, 200, "核查、销号").body
	if n := len(mainFold.FindAllString(seen, -1)); n != 1 {
		t.Errorf("%d main actions", n)
	}
	op.get(page).lacks(t, page+"/rate\"")
	lead.get(page).lacks(t, page+"/verify", `id="do-apart"`)
	op.post(page+"/verify", map[string][]string{"how": {"on_site"}, "and": {"close"}}).has(t, 200)
	leads(op, page, page+"/rate")
	op.get(page).has(t, 200, "各单位评价")
	lead.get(page).lacks(t, `id="do-apart"`)
}

// A row of the township's desk is amber from the yellow that its clock recorded, and not a moment before. 依据 P-74.
func TestAmberFollowsTheClock(t *testing.T) {
	s := open(t)
	op := s.as("lixia-yaojia-op")
	no := string(op.post("/d/370102/report", map[string][]string{"place": {"某街"}, "text": {"夜市占道"}, "source": {"phone"}}).has(t, 200).no(t))
	view, err := s.desk.As(access.Who{District: lixia, Actor: org.Actor{Unit: "370102011", Role: org.TownshipOperator}, Township: "370102011"}).Case(t.Context(), lixia, casework.CaseNo(no))
	if err != nil {
		t.Fatal(err)
	}
	yellow := time.UnixMicro(view.Case.Intake.Yellow)
	look := func() string {
		row := regexp.MustCompile(`<li class="([^"]*)" id="intake-` + no).FindStringSubmatch(op.get("/").has(t, 200).body)
		if row == nil {
			t.Fatal("the report is not on the desk")
		}
		return row[1]
	}
	for _, r := range []struct {
		at   time.Time
		want bool
	}{{s.now, false}, {yellow.Add(-time.Second), false}, {yellow, true}} {
		s.now = r.at
		if got := strings.Contains(look(), "row-soon"); got != r.want {
			t.Errorf("at %v amber is %v; it is yellow from %v, due at %v", r.at, got, yellow, time.UnixMicro(view.Case.Intake.Due.At))
		}
	}
}
