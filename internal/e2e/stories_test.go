package e2e

import (
	"slices"
	"strings"
	"testing"
	"time"

	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/desk"
	"huying/internal/e2e/stage"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

// told is a story that has been played: what its record says.
type told struct {
	*testing.T
	story demo.Story
	desk.View
}

// The three stories of the source, over the interface, on both engines and on their own days.
func TestStoriesOverTheInterface(t *testing.T) {
	for _, engine := range []struct {
		name    string
		options func(testing.TB) store.Options
	}{{"SQLite", storetest.SQLite}, {"PostgreSQL", storetest.Postgres}} {
		t.Run(engine.name, func(t *testing.T) {
			stories := demo.Stories()
			var districts []org.DistrictID
			for _, story := range stories {
				districts = append(districts, story.District)
			}
			site := stage.Open(t, engine.options(t), before(stories[0]), districts...)
			for _, story := range stories {
				t.Run(story.Name, func(t *testing.T) {
					no := site.Play(t, story, site.Interface(t, story.District), watch(t, site, story))
					holds(t, site, story, no)
					shown(t, site, story, no)
				})
			}
		})
	}
}

// before is the evening before a story: its duty roster begins there.
func before(story demo.Story) time.Time { return story.Scenes[0].At.Add(-12 * time.Hour) }

// holds holds a story that was played, however it was played, to what the source tells.
func holds(t *testing.T, site *stage.Site, story demo.Story, no casework.CaseNo) {
	t.Helper()
	if err := site.Store.SealNow(t.Context(), story.District); err != nil {
		t.Fatal(err)
	}
	view, err := site.Case(t.Context(), story.District, no)
	if err != nil {
		t.Fatal(err)
	}
	played := told{t, story, view}
	played.closed()
	switch story.Name {
	case "fumes":
		played.fumes()
	case "licences":
		played.licences()
	case "cables":
		played.cables()
	default:
		t.Fatalf("nobody knows the story of %s", story.Name)
	}
}

// closed holds for each of them: one call, everybody on time, everybody heard, every unit rated, nothing open.
func (p told) closed() {
	p.Helper()
	if p.Case.Status != casework.CaseArchived {
		p.Errorf("the case rests as %s", p.Case.Status)
	}
	if n := p.count("Called"); n != 1 {
		p.Errorf("%d calls", n)
	}
	for _, r := range p.Records {
		if strings.HasSuffix(r.Type, "Missed") {
			p.Errorf("the story was on time, but %s at %v: %s", r.Type, time.UnixMicro(r.Moment.At), r.Data)
		}
		if r.Broken || r.Index < 0 {
			p.Errorf("%s %d is not in the log", r.Type, r.Version)
		}
	}
	for _, r := range p.Case.Running() {
		p.Errorf("%s of %q still runs", r.Kind, r.Ref)
	}
	for _, task := range p.Case.Tasks {
		if !task.Rated || !task.Came {
			p.Errorf("%s came %v, is rated %v", task.Unit, task.Came, task.Rated)
		}
	}
	if n := p.count("Rated"); n != len(p.Case.Tasks) {
		p.Errorf("%d marks for %d tasks", n, len(p.Case.Tasks))
	}
}

// fumes: three departments and two squads came; they conferred; licences in order, fumes over the limit; report and
// finding were handed over and received; a penalty with its number; looked at again a week later.
func (p told) fumes() {
	p.Helper()
	p.units(map[org.UnitID]string{
		"zonghe-zhifa": "lead", "shengtai": "assist", "shichang": "assist",
		"370102011-zhifazhongdui": "summoned", "370102011-shichangsuo": "summoned",
	})
	if p.Case.Entry.Edition != "jinan-2019-trial" {
		p.Errorf("called under %s", p.Case.Entry.Edition)
	}
	conference, _ := only[casework.Conferred](p)
	if len(conference.Attendance) != 6 || len(conference.Steps) != 3 {
		p.Errorf("at the conference: %+v", conference)
	}
	p.performed("shichang", "shengtai", "zonghe-zhifa")
	kinds := map[string]string{}
	var penalty casework.Acted
	for _, r := range p.Records {
		switch e := r.Event.(type) {
		case casework.Found:
			kinds[e.Kind] = p.unitOf(e.Task)
		case casework.Acted:
			kinds[e.Kind] = p.unitOf(e.Task)
			if e.Kind == "penalty" {
				penalty = e
			}
		}
	}
	for kind, unit := range map[string]string{"in_order": "shichang", "breach": "shengtai", "order_correct": "shengtai", "penalty": "zonghe-zhifa"} {
		if kinds[kind] != unit {
			p.Errorf("%s is of %q, not of %s", kind, kinds[kind], unit)
		}
	}
	if number, ok := p.Words.Of(penalty.Number); !ok || number != "测试综执罚〔2019〕001号" {
		p.Errorf("the penalty is numbered %q", number)
	}
	handed, handedAt := only[casework.Transferred](p)
	_, receivedAt := only[casework.Received](p)
	if p.unitOf(handed.From) != "shengtai" || p.unitOf(handed.To) != "zonghe-zhifa" || handed.Issued != nil || receivedAt.At <= handedAt.At {
		p.Errorf("transferred: %+v", handed)
	}
	again, at := only[casework.FollowedUp](p)
	if days := time.UnixMicro(at.At).Sub(time.UnixMicro(p.Case.Closed)); again.Result != "solved" || days < 6*24*time.Hour {
		p.Errorf("looked at again after %v: %s", days, again.Result)
	}
}

// licences: one call for a service through the directory; sixty licences issued and delivered the same day, forty
// applications accepted.
func (p told) licences() {
	p.Helper()
	p.units(map[org.UnitID]string{"xingzheng-shenpi": "lead", "370103004-shichangsuo": "summoned"})
	if p.Case.Entry.Service != "S01" || p.Case.Kind != casework.Service {
		p.Errorf("called for %+v", p.Case.Entry)
	}
	counted, days := map[string]int64{}, map[string]string{}
	for _, r := range p.Records {
		if e, ok := r.Event.(casework.Acted); ok {
			for _, o := range e.Outcomes {
				counted[o.Kind] += int64(o.Count)
				days[o.Kind] = date(r.Moment.At)
			}
		}
	}
	if counted["issued"] != 60 || counted["delivered"] != 60 || counted["accepted"] != 40 || len(counted) != 3 {
		p.Errorf("counted %v", counted)
	}
	if days["issued"] != "2019-08-20" || days["delivered"] != days["issued"] {
		p.Errorf("issued and delivered on %v", days)
	}
}

// cables: a call at dawn and a muster; five units there within the hour, in the rank asked for; the police released as
// not concerned, and rated, since it came; the owner found among three carriers; moved after three days.
func (p told) cables() {
	p.Helper()
	p.units(map[org.UnitID]string{"chengguan": "lead", "gongxin": "assist", "shizheng": "assist", "yuanlin": "assist", "jiaojing": "released"})
	if at := time.UnixMicro(p.Case.Created).In(shanghai); at.Hour() >= 6 || p.Case.Muster.N != 1 || p.Case.Muster.Rank != "deputy_head" {
		p.Errorf("called at %v, mustered %+v", at, p.Case.Muster)
	}
	if p.Case.Muster.Attended == 0 || p.Case.Muster.Rallied != "section_head" {
		p.Errorf("the township's own: %+v", p.Case.Muster)
	}
	for _, task := range p.Case.Tasks {
		late := task.Arrive.Stopped == 0 || task.Arrive.Stopped > p.Case.Created+time.Hour.Microseconds()
		if task.Arrive.Due.At != p.Case.Muster.By.Due.At || late || task.Rank != "deputy_head" {
			p.Errorf("%s came as %q: %+v", task.Unit, task.Rank, task.Arrive)
		}
	}
	police, _ := p.Case.Task("jiaojing")
	if police.Released != casework.ReleaseNotConcerned || !police.Rated {
		p.Errorf("the police: %+v", police)
	}
	if len(p.Case.Questions) != 3 {
		p.Errorf("questions: %+v", p.Case.Questions)
	}
	for _, r := range p.Records {
		if e, ok := r.Event.(casework.Replied); ok {
			q, _ := p.Case.Question(e.Question)
			if own := r.Moment.By.Unit == q.Partner; own != (q.Partner == "liantong") {
				p.Errorf("%s answered for %s", r.Moment.By.Unit, q.Partner)
			}
		}
	}
	p.performed("chengguan", "liantong", "gongxin")
	if days := time.UnixMicro(p.Case.Closed).Sub(time.UnixMicro(p.Case.Called)).Hours() / 24; days < 3 || days >= 4 {
		p.Errorf("closed after %.1f days", days)
	}
}

// units holds the tasks to who was called, and how.
func (p told) units(want map[org.UnitID]string) {
	p.Helper()
	got := map[org.UnitID]string{}
	for _, task := range p.Case.Tasks {
		part := "assist"
		switch {
		case task.Status == casework.TaskReleased:
			part = "released"
		case task.Lead:
			part = "lead"
		case task.Summoned:
			part = "summoned"
		}
		got[task.Unit] = part
	}
	for unit, part := range want {
		if got[unit] != part {
			p.Errorf("%s is %q, want %s", unit, got[unit], part)
		}
	}
	if len(p.Case.Tasks) != len(want) {
		p.Errorf("%d tasks, want %d", len(p.Case.Tasks), len(want))
	}
}

// performed holds the plan to whose steps it has, each done in time.
func (p told) performed(units ...org.UnitID) {
	p.Helper()
	if !slices.EqualFunc(p.Case.Plan, units, func(step casework.PlanStep, unit org.UnitID) bool {
		return step.Unit == unit && step.Done != 0 && step.Done <= step.By.Due.At
	}) {
		p.Errorf("the plan: %+v", p.Case.Plan)
	}
}

func (p told) unitOf(task casework.TaskID) string {
	t, _ := p.Case.Task(string(task))
	return string(t.Unit)
}

func (p told) count(kind string) (n int) {
	for _, r := range p.Records {
		if r.Type == kind {
			n++
		}
	}
	return n
}

// only is the one event of its kind, and when it was recorded.
func only[E casework.Event](p told) (E, casework.Moment) {
	p.Helper()
	var found E
	var at casework.Moment
	n := 0
	for _, r := range p.Records {
		if e, ok := r.Event.(E); ok {
			found, at = e, r.Moment
			n++
		}
	}
	if n != 1 {
		p.Errorf("%d times %T", n, found)
	}
	return found, at
}

var shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)

func date(at int64) string { return time.UnixMicro(at).In(shanghai).Format(time.DateOnly) }
