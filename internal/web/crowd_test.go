package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
)

// The case that a page must bear: twelve units, two hundred records.
const (
	crowdUnits   = 12
	crowdRecords = 200
)

// crowd plays such a case and gives its number: everybody comes, finds, acts and reports, one is late, some ask and
// extend, and the township keeps writing.
func (s *site) crowd() casework.CaseNo {
	s.Helper()
	units, err := s.desk.Units(s.Context(), lixia)
	if err != nil {
		s.Fatal(err)
	}
	in := func(unit org.UnitID, role org.Role) access.Who {
		for _, p := range units.Posts(unit) {
			if p.Role == role && p.To == 0 {
				return access.Who{District: lixia, Actor: org.Actor{Account: p.Account, Post: p.ID, Unit: p.Unit, Role: p.Role}, Township: units.TownshipOf(unit), Department: units.DepartmentOf(unit)}
			}
		}
		return access.Who{}
	}
	town, centre := in("370102011", org.TownshipOperator), in(units.ByKind(org.KindCentre)[0].ID, org.Dispatcher)
	answer, err := s.desk.Report(s.Context(), town, lixia, casework.Report{
		Text: "酒店后厨油烟直排居民楼，楼上十几户反映夜里开不了窗。", Place: "姚家街道某路 88 号",
		Call: &casework.Call{Matter: 56, Situation: "56-3", Class: "daily", Cause: "no_power"},
	}, desk.Key{})
	if err != nil {
		s.Fatal(err)
	}
	do := func(who access.Who, cmd casework.Command) {
		s.Helper()
		if answer, err = s.desk.Do(s.Context(), who, lixia, answer.No, cmd, desk.Key{}); err != nil {
			s.Fatalf("%T: %v", cmd, err)
		}
		s.now = s.now.Add(time.Minute)
	}
	var crew []access.Who
	var assists []org.UnitID
	for _, u := range append(units.ByKind(org.KindDepartment), units.ByKind(org.KindBranch)...) {
		if who := in(u.ID, org.DepartmentOperator); who.Actor.Account != "" && len(crew) < crowdUnits {
			crew = append(crew, who)
			assists = append(assists, u.ID)
		}
	}
	others := assists[1:]
	do(centre, casework.Dispatch{Lead: assists[0], Assists: &others, Reason: "事情牵涉多家"})
	for _, who := range crew {
		do(who, casework.Accept{Officer: who.Actor.Account})
		do(who, casework.Arrive{Rank: "deputy_head", Phone: "000-1"})
	}
	for i := range 3 {
		for _, who := range crew {
			do(who, casework.Find{Kind: "breach", Text: "第 " + strconv.Itoa(i+1) + " 次查看：排烟口朝向居民楼，净化器未开。", Number: "检字〔2019〕" + strconv.Itoa(i) + "号"})
			do(who, casework.Act{Kind: "order_correct", Text: "责令三日内改正，并约谈经营者。"})
			do(who, casework.Progress{Text: "正在整改，烟道已订货。"})
		}
	}
	do(crew[0], casework.Confer{
		Attendance: []casework.Attendance{{Unit: assists[0], Rank: "head"}, {Unit: "370102011"}}, Findings: "须改烟道。",
		Plan: []casework.Planned{{Step: "改烟道", Unit: assists[0], Due: s.now.Add(48 * time.Hour).Format(time.RFC3339)}, {Step: "复测", Unit: assists[1]}},
	})
	do(crew[1], casework.Transfer{To: assists[0], Text: "监测超标，移请处罚。"})
	do(crew[2], casework.Extend{Days: 3, Reason: "等二次采样。"})
	do(town, casework.Supervise{Task: string(assists[3]), Text: "为何迟迟没有结果？"})
	for answer.Version < crowdRecords {
		do(town, casework.Annotate{Text: "居民来电询问进展，已告知。"})
	}
	return answer.No
}

// The page of such a case stays readable: it does not grow with the record, and nothing that matters is out of reach.
func TestACrowdedCaseStaysReadable(t *testing.T) {
	s := open(t)
	page := "/d/370102/cases/" + string(s.crowd())
	op := s.as("lixia-yaojia-op")
	folded := op.get(page).has(t, 200, "派单件 12", "显示全部", "更早记录中的超时和决定", "会商", "方案 2", "移送 1", "督办 1", "延期、挂账 1", "其余")
	whole := op.get(page+"?all=1").has(t, 200, "办理记录 "+strconv.Itoa(crowdRecords))
	if n := strings.Count(folded.body, `class="entry"`); n > 40 {
		t.Errorf("%d entries on the page at once", n)
	}
	if n := strings.Count(whole.body, ` id="entry-`); n != crowdRecords {
		t.Errorf("%d entries of %d on the whole page", n, crowdRecords)
	}
	if len(folded.body) > 176<<10 || len(whole.body) > 400<<10 {
		t.Errorf("the page has %d bytes, the whole %d", len(folded.body), len(whole.body))
	}
	// The dispatch is long past, but to be found, and leads to its place.
	if !strings.Contains(folded.body, `?all=1#entry-3"`) {
		t.Error("no way to the dispatch")
	}
}

// BenchmarkCasePage200 loads, folds and renders the page of a case of twelve units and two hundred records.
func BenchmarkCasePage200(b *testing.B) {
	s := open(b)
	no := s.crowd()
	for _, who := range []string{"lixia-yaojia-op", "lixia-zhihui-dispatcher"} {
		session := s.as(who).session()
		b.Run(who[len("lixia-"):], func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				began := time.Now()
				r := httptest.NewRequest(http.MethodGet, "/d/370102/cases/"+string(no), nil)
				r.AddCookie(session)
				w := httptest.NewRecorder()
				s.server.Config.Handler.ServeHTTP(w, r)
				if w.Code != http.StatusOK {
					b.Fatal(w.Code)
				}
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}

// session is the cookie of whoever has logged in.
func (p *person) session() *http.Cookie {
	address, _ := url.Parse(p.server.URL)
	for _, c := range p.client.Jar.Cookies(address) {
		if strings.Contains(c.Name, "session") {
			return c
		}
	}
	p.Fatal("nobody has logged in")
	return nil
}
