package desk_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"huying/internal/access"
	"huying/internal/audit"
	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/sqldb"
	"huying/internal/store"
	"huying/internal/telling"
)

// written stands wherever a person writes something in a play.
const written = "某人所写"

// play is a case under way, by posts of the demonstration.
type play struct {
	*rapid.T
	h     *house
	cast  []access.Who
	units *org.Directory
	no    casework.CaseNo
	seen  map[string]int
}

// cast are those who may have to do with the cases that are played.
func (h *house) cast() []access.Who {
	return []access.Who{
		h.in(yaojia, org.TownshipOperator), h.in(yaojia, org.TownshipLeader), h.in("zhihui", org.Dispatcher), h.in("zhihui", org.CentreLead),
		h.in("zonghe-zhifa", org.DepartmentOperator), h.in("zonghe-zhifa", org.DepartmentLeader), h.in("shengtai", org.DepartmentOperator),
		h.in("shichang", org.DepartmentOperator), h.in("chengguan", org.DepartmentOperator), h.in("bianban", org.StaffingOffice),
		h.in("zhengfu", org.GovernmentApprover), h.in("kaohe", org.AssessmentOffice), h.in("liantong", org.PartnerOperator),
		h.in("370102011-zhifazhongdui", org.AgencyOperator),
	}
}

// seldom are the verbs that end a case early.
var seldom = []casework.Verb{
	casework.VerbSettle, casework.VerbDiscard, casework.VerbWithdraw, casework.VerbRecall, casework.VerbMerge, casework.VerbArchive,
	casework.VerbAnnotate, casework.VerbAttach, casework.VerbRefuse, casework.VerbSplit, casework.VerbRecuse,
}

// onward are the verbs that lead to the closing and the rating.
var onward = []casework.Verb{
	casework.VerbCall, casework.VerbDispatch, casework.VerbDesignate, casework.VerbAccept, casework.VerbArrive, casework.VerbAnswer,
	casework.VerbSign, casework.VerbConsolidate, casework.VerbClose, casework.VerbRate, casework.VerbRectify, casework.VerbAppeal,
}

// step has somebody do something that the table permits; what is refused changes nothing.
func (p *play) step() {
	p.h.now = p.h.now.Add(rapid.SampledFrom([]time.Duration{time.Minute, time.Minute, 10 * time.Minute, 3 * time.Hour, 40 * time.Hour}).Draw(p.T, "pause"))
	view := p.h.see(p.cast[0], p.no)
	often, ahead := rapid.IntRange(0, 7).Draw(p.T, "often") > 0, rapid.IntRange(0, 2).Draw(p.T, "ahead") > 0
	type deed struct {
		who  access.Who
		verb casework.Verb
	}
	var deeds []deed
	for _, who := range p.cast {
		for _, verb := range casework.Verbs(view.Case, who.Actor, p.units) {
			if !often || !slices.Contains(seldom, verb) {
				deeds = append(deeds, deed{who, verb})
			}
		}
	}
	leads := slices.DeleteFunc(slices.Clone(deeds), func(d deed) bool { return !slices.Contains(onward, d.verb) })
	switch {
	case len(deeds) == 0:
		return
	case ahead && len(leads) > 0:
		deeds = leads
	}
	d := rapid.SampledFrom(deeds).Draw(p.T, "deed")
	body, err := json.Marshal(p.fill(reflect.TypeOf(casework.Commands[d.verb]()), d.verb, view.Case))
	if err != nil {
		p.Fatal(err)
	}
	cmd, err := casework.DecodeCommand(d.verb, body)
	if err != nil {
		p.Fatalf("%s: %s: %v", d.verb, body, err)
	}
	_, err = p.h.Do(p.Context(), d.who, 370102, p.no, cmd, desk.Key{})
	if _, refused := rule.As(err); err != nil && !refused {
		p.Fatalf("%s: %s: %v", d.verb, body, err)
	}
	if err == nil {
		p.seen[string(d.verb)]++
	}
}

// fill makes a request out of its fields, by their names: mostly what can be meant.
func (p *play) fill(t reflect.Type, verb casework.Verb, c casework.Case) map[string]any {
	request := map[string]any{}
	for i := range t.NumField() {
		name, more, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if strings.Contains(more, "omitempty") && rapid.Bool().Draw(p.T, "without "+name) {
			continue
		}
		if value := p.value(name, t.Field(i).Type, verb, c); value != nil {
			request[name] = value
		}
	}
	return request
}

func (p *play) value(name string, t reflect.Type, verb casework.Verb, c casework.Case) any {
	one := func(from ...string) string { return rapid.SampledFrom(from).Draw(p.T, name) }
	option := func(list []casework.Option) string { return rapid.SampledFrom(list).Draw(p.T, name).Code }
	day := func(days ...int) time.Time { return p.h.now.AddDate(0, 0, rapid.SampledFrom(days).Draw(p.T, name)) }
	if t.Kind() == reflect.Bool && name != "unlisted" {
		return rapid.Bool().Draw(p.T, name)
	}
	for _, list := range []string{string(verb) + "." + name, name} {
		if options, ok := casework.Lists[list]; ok && !(verb == casework.VerbSettle && name == "how") && name != "aspects" && name != "source" {
			return option(options)
		}
	}
	switch name {
	case "task", "tasks":
		if t.Kind() == reflect.Slice {
			return []string{one("t1", "t2", "t3")}
		}
		return one("t1", "t1", "t2", "t3", "t4")
	case "unit", "lead", "to", "next":
		return one("zonghe-zhifa", "shengtai", "shichang", "chengguan", string(yaojia), "liantong")
	case "service", "unlisted":
		return nil
	case "units", "assists":
		if verb == casework.VerbSummon {
			return []string{string(yaojia) + "-zhifazhongdui"}
		}
		return []string{one("shengtai", "shichang", "chengguan")}
	case "partner":
		return "liantong"
	case "attendance":
		return []map[string]string{{"unit": one("zonghe-zhifa", "shengtai", string(yaojia), "liantong")}}
	case "plan":
		return []map[string]string{{"step": written, "unit": one("zonghe-zhifa", string(yaojia), "liantong"), "due": day(1, 2, 30).Format(time.DateOnly)}}
	case "days":
		return rapid.SampledFrom([]int{1, 3, 5}).Draw(p.T, name)
	case "review", "promised":
		return day(10, 40).Format(time.DateOnly)
	case "time":
		return p.h.now.Add(time.Hour).Format(time.RFC3339)
	case "request", "question", "transfer", "supervision", "rating", "step":
		return map[string]string{"request": "r", "question": "q", "transfer": "x", "supervision": "s", "rating": "m", "step": "p"}[name] + one("1", "1", "2", "3")
	case "matter":
		return 56
	case "position":
		return "117.05,36.67"
	case "officer", "deputy", "account":
		return nil
	case "situation", "class", "muster", "files", "section", "aspects", "outcomes", "party", "into", "phone", "source", "edition":
		return nil
	}
	if t.Kind() == reflect.String {
		return written
	}
	return nil
}

// Whatever happens in a case, the inboxes hold exactly what Duties says, and a rebuild comes to the same tables.
func TestInboxesHoldWhatDutiesSay(t *testing.T) {
	h := openHouse(t)
	cast, seen := h.cast(), map[string]int{}
	if err := h.SetSigns(t.Context(), cast[5], 370102, true); err != nil {
		t.Fatal(err)
	}
	units, err := h.Units(t.Context(), 370102)
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	rapid.Check(t, func(r *rapid.T) {
		p := &play{T: r, h: h, cast: cast, units: units, seen: seen}
		a, err := h.Report(t.Context(), cast[0], 370102, casework.Report{Text: written, Place: written, Position: "117.05,36.66"}, desk.Key{})
		if err != nil {
			r.Fatal(err)
		}
		p.no = a.No
		for range rapid.IntRange(8, 26).Draw(r, "steps") {
			p.step()
			rows += p.inboxes()
		}
		p.offices()
		p.pairs()
	})
	t.Logf("%d rows; %v", rows, seen)
	if rows < 50 || len(seen) < 20 {
		t.Errorf("too little has happened: %d rows, %d verbs", rows, len(seen))
	}
	h.sound()
	h.audited()
	h.lettersHoldCodes()
}

// lettersHoldCodes looks whether anything a person wrote has got into what is told. 依据 P-124.
func (h *house) lettersHoldCodes() {
	h.t.Helper()
	letters, err := h.store.In(370102).Letters(h.t.Context(), math.MaxInt64, 1_000_000)
	if err != nil {
		h.t.Fatal(err)
	}
	units, err := h.Units(h.t.Context(), 370102)
	if err != nil {
		h.t.Fatal(err)
	}
	names := telling.Names{District: "历下区", Units: units, Ladder: casework.DefaultLadder(), Zone: calendar.Shipped().Zone(), At: org.Micros(h.now)}
	topics := map[telling.Topic]int{}
	for _, letter := range letters {
		var l telling.Letter
		if err := json.Unmarshal([]byte(letter.Body), &l); err != nil {
			h.t.Fatal(err)
		}
		topics[l.Topic]++
		for _, lang := range []locale.Lang{locale.Zh, locale.En} {
			subject, text := telling.Say(l, lang, names)
			if strings.Contains(letter.Body+subject+text, written) {
				h.t.Errorf("somebody's words in %s: %s", letter.Body, text)
			}
		}
	}
	h.t.Logf("letters: %v", topics)
	if len(topics) < 6 {
		h.t.Errorf("too little was told: %v", topics)
	}
}

// audited holds the record to what an auditor checks.
func (h *house) audited() {
	h.t.Helper()
	var export bytes.Buffer
	if err := audit.Export(h.t.Context(), h.store.In(370102).Record(), &export, audit.ExportOptions{Contents: true, Persons: true}); err != nil {
		h.t.Fatal(err)
	}
	report, err := audit.Verify(&export, audit.Options{})
	if err != nil {
		h.t.Fatal(err)
	}
	for i, f := range report.Findings {
		if i < 10 {
			h.t.Error(f)
		}
	}
}

// pairs merges the case into a fresh one where that may be, and perhaps takes it out again.
func (p *play) pairs() {
	if !rapid.Bool().Draw(p.T, "merge") {
		return
	}
	into, err := p.h.Report(p.Context(), p.cast[0], 370102, casework.Report{Text: written, Place: written}, desk.Key{})
	if err != nil {
		p.Fatal(err)
	}
	cmds := []casework.Command{casework.Merge{Into: into.No, Reason: written}}
	if rapid.Bool().Draw(p.T, "unmerge") {
		cmds = append(cmds, casework.Unmerge{Reason: written})
	}
	for _, cmd := range cmds {
		p.h.now = p.h.now.Add(3 * time.Hour)
		_, err := p.h.Do(p.Context(), p.cast[0], 370102, p.no, cmd, desk.Key{})
		if _, refused := rule.As(err); err != nil && !refused {
			p.Fatal(err)
		}
		if err == nil {
			p.seen[string(cmd.Verb())]++
		}
		p.inboxes()
	}
}

// duties are what waits in the case beside the queues, by what names it in an inbox: what Duties says, an answer that
// can be signed, and a muster to which not all have come.
func (p *play) duties() map[string]store.InboxRow {
	c := p.h.see(p.cast[0], p.no).Case
	want := map[string]store.InboxRow{}
	for _, d := range casework.Duties(c, c.Last, p.units) {
		if slices.Contains(desk.InboxKinds, d.Kind) {
			want[string(d.Kind)+" "+d.Ref] = store.InboxRow{
				Kind: string(d.Kind), Ref: d.Ref, Unit: d.Unit, Task: string(d.Task), Due: d.Clock.Due.At, Yellow: d.Clock.Yellow, Late: d.Clock.Missed,
			}
		}
	}
	coming := c.Status == casework.CaseCalled || c.Status == casework.CaseRuling
	for _, k := range c.Tasks {
		leader := org.Actor{Account: "somebody", Unit: k.Unit, Role: org.DepartmentLeader} // who is not recused
		if k.Drafted && casework.Permit(c, casework.VerbSign, string(k.ID), leader, p.units) == nil {
			want["sign "+string(k.ID)] = store.InboxRow{Kind: "sign", Ref: string(k.ID), Unit: k.Unit, Task: string(k.ID), Due: k.Done.Due.At, Yellow: k.Done.Yellow, Late: k.Done.Missed}
		}
		coming = coming || k.Status.Open() && k.Arrive.Running()
	}
	if c.Muster.N > 0 && coming {
		want["muster "] = store.InboxRow{Kind: "muster", Unit: c.Township, Due: c.Muster.By.Due.At, Yellow: c.Muster.By.Yellow}
	}
	return want
}

// inboxes compares what the whole district sees of the case, and tells how much it is.
func (p *play) inboxes() int {
	watcher := p.h.As(p.cast[3])
	got := p.all(func(page sqldb.Page) ([]store.InboxOf, string, error) {
		return watcher.Watch(p.Context(), 370102, page)
	})
	want := p.duties()
	if !maps.Equal(got, want) {
		p.Fatalf("in the inboxes are\n%+v\nDuties says\n%+v", got, want)
	}
	return len(got)
}

// offices compares what each of the cast has in the own inbox.
func (p *play) offices() {
	want := p.duties()
	for _, who := range p.cast {
		reader := p.h.As(who)
		got := p.all(func(page sqldb.Page) ([]store.InboxOf, string, error) { return reader.Inbox(p.Context(), 370102, page) })
		mine := map[string]store.InboxRow{}
		for name, row := range want {
			if row.Unit == who.Actor.Unit {
				if who.Actor.Role == org.PartnerOperator {
					row.Task = ""
				}
				mine[name] = row
			}
		}
		if !maps.Equal(got, mine) {
			p.Fatalf("%s of %s has\n%+v\nand should have\n%+v", who.Actor.Role, who.Actor.Unit, got, mine)
		}
	}
}

func (p *play) all(read func(sqldb.Page) ([]store.InboxOf, string, error)) map[string]store.InboxRow {
	found := map[string]store.InboxRow{}
	for page := (sqldb.Page{Limit: 100}); ; {
		rows, next, err := read(page)
		if err != nil {
			p.Fatal(err)
		}
		for _, row := range rows {
			if row.Case.No != string(p.no) {
				continue
			}
			name := row.Kind + " " + row.Ref
			if _, twice := found[name]; twice {
				p.Fatalf("%s stands twice in a list", name)
			}
			found[name] = row.InboxRow
		}
		if page.Cursor = next; next == "" {
			return found
		}
	}
}
