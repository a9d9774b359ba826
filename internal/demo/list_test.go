package demo

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"huying/internal/calendar"
	"huying/internal/catalogue"
	"huying/internal/ledger"
	"huying/internal/org"
)

// list assembles a district's published edition, with the directory it speaks of.
func list(t *testing.T, id org.DistrictID) (catalogue.Edition, *org.Directory) {
	t.Helper()
	d, err := Build(id)
	if err != nil {
		t.Fatal(err)
	}
	e, err := catalogue.Assemble(d.Editions[1].Event, d.Editions[1].Document)
	if err != nil {
		t.Fatal(err)
	}
	return e, d.Directory()
}

func TestListHasTheTotalsOfTheSource(t *testing.T) {
	e, _ := list(t, 370102)
	var townshipLed, manuals, situations, bare int
	for _, m := range e.Matters {
		if m.TownshipLed {
			townshipLed++
		}
		if m.Manual() {
			manuals++
			situations += len(m.Situations)
			for tier, has := range map[string]catalogue.Tier{"grid": m.Grid, "township": m.Township, "department": m.Department} {
				if len(has.KeyPoints) == 0 || len(has.Requirements) == 0 || len(has.Steps) == 0 {
					t.Errorf("matter %d: tier %s is not complete", m.Number, tier)
				}
			}
			continue
		}
		bare++
		if len(m.Situations) != 1 || m.Situations[0].Code != m.DefaultCode() {
			t.Errorf("matter %d has no manual and not one default situation", m.Number)
		}
	}
	got := fmt.Sprint(len(e.Domains), len(e.Matters), len(e.Matters)-townshipLed, townshipLed, manuals, situations, bare, len(e.HighFrequency))
	if got != "10 81 78 3 8 41 73 9" {
		t.Errorf("domains, matters, department-led, township-led, manuals, situations, without manual, high-frequency: %s", got)
	}
	for i, m := range e.Matters {
		if m.Number != i+1 || m.Problem == "" || len(m.Basis) == 0 || len(m.Assists) == 0 {
			t.Errorf("matter %d at place %d lacks problem, basis or assists", m.Number, i+1)
		}
	}
	if !strings.Contains(e.Remark, "重构") {
		t.Error("the list does not say that it is a reconstruction")
	}
}

func TestEditionsAndTheirDates(t *testing.T) {
	d, err := Build(370103)
	if err != nil {
		t.Fatal(err)
	}
	book := catalogue.NewBook()
	for _, p := range d.Editions {
		e, err := catalogue.Assemble(p.Event, p.Document)
		if err != nil {
			t.Fatal(err)
		}
		book = book.With(e)
	}
	for _, row := range []struct {
		y, m, d int
		want    string
	}{{2019, 5, 31, ""}, {2019, 6, 1, "jinan-2019-trial"}, {2019, 7, 4, "jinan-2019-trial"}, {2019, 7, 26, "jinan-2019"}, {2031, 1, 1, "jinan-2019"}} {
		e, ok := book.InForce(org.Micros(day(row.y, monthOf(row.m), row.d)))
		if e.ID != row.want || ok != (row.want != "") {
			t.Errorf("%v: %q in force, want %q", row, e.ID, row.want)
		}
	}
}

func TestEveryLeadIsAUnitOfEveryDistrict(t *testing.T) {
	for _, id := range Districts() {
		e, dir := list(t, id)
		township := dir.ByKind(org.KindTownship)[0].ID
		for _, m := range e.Matters {
			for _, s := range append(m.Situations, catalogue.Situation{Code: m.DefaultCode()}) {
				entry, err := e.Entry(m.Number, s.Code, township, dir)
				if err != nil {
					t.Fatal(err)
				}
				lead, ok := dir.Unit(entry.Lead)
				switch {
				case !ok:
					t.Errorf("%d, %s: no lead", id, s.Code)
				case entry.TownshipLed && (entry.Lead != township || len(entry.Assists) == 0):
					t.Errorf("%d, %s: township-led, but led by %s with %v", id, s.Code, lead.Name, entry.Assists)
				case !entry.TownshipLed && lead.Kind != org.KindDepartment && lead.Kind != org.KindBranch:
					t.Errorf("%d, %s: led by a %s, %s", id, s.Code, lead.Kind, lead.Name)
				}
				if slices.Contains(entry.Assists, entry.Lead) || slices.Contains(entry.Assists, township) {
					t.Errorf("%d, %s: lead or caller among the assists %v", id, s.Code, entry.Assists)
				}
				if l := entry.Limits; l.Accept.IsZero() || l.Arrive.IsZero() || l.Finish.IsZero() {
					t.Errorf("%d, %s: without a clock: %+v", id, s.Code, l)
				}
			}
		}
	}
}

// Only names that no district can map once and for all are left open, and each stands in the list.
func TestWhatIsLeftUnmapped(t *testing.T) {
	e, dir := list(t, 370104)
	open := []string{}
	for name := range e.Unmapped() {
		open = append(open, name)
	}
	slices.Sort(open)
	want := []string{"养护责任人", "出租房屋管理人", "房屋安全鉴定机构", "收运企业", "文物管理使用人", "景区管理单位", "权属单位", "林区经营单位", "维保单位", "行业主管部门", "金融、通信企业"}
	if !slices.Equal(open, want) {
		t.Errorf("unmapped: %q", open)
	}
	names := e.DutyNames()
	for _, d := range e.Duties {
		if !slices.Contains(names, d.Name) {
			t.Errorf("%s is mapped, but not a name of the list", d.Name)
		}
		for _, u := range append(slices.Clone(d.Units), d.Or...) {
			if _, ok := dir.Unit(u); !ok {
				t.Errorf("%s means %s, which is not a unit", d.Name, u)
			}
		}
	}
	for _, s := range e.Services {
		if entry, err := e.ServiceEntry(s.Code); err != nil || dir.Name(entry.Lead) == string(entry.Lead) {
			t.Errorf("service %s: %v, %v", s.Code, entry, err)
		}
	}
}

func TestThreeStoriesResolve(t *testing.T) {
	for _, row := range []struct {
		story     string
		district  org.DistrictID
		township  org.UnitID
		situation string
		lead      org.UnitID
		assists   string
		limits    string
	}{
		{"姚家油烟", 370102, "370102011", "56-3", "zonghe-zhifa", "[shengtai shichang]", "2wh 4wh 15wd"},
		{"青年公园线缆", 370104, "370104007", "35-2", "chengguan", "[gongxin jiaojing shizheng yuanlin]", "30min 1h 3wd"},
	} {
		e, dir := list(t, row.district)
		var matter int
		if _, err := fmt.Sscanf(row.situation, "%d-", &matter); err != nil {
			t.Fatal(err)
		}
		got, err := e.Entry(matter, row.situation, row.township, dir)
		if err != nil || got.Lead != row.lead || fmt.Sprint(got.Assists) != row.assists ||
			fmt.Sprint(got.Limits.Accept, got.Limits.Arrive, got.Limits.Finish) != row.limits {
			t.Errorf("%s: %+v, %v", row.story, got, err)
		}
	}
	e, _ := list(t, 370103)
	if got, err := e.ServiceEntry("S01"); err != nil || got.Lead != "xingzheng-shenpi" || got.Limits.Finish != calendar.MustLimit("3wd") {
		t.Errorf("四里村审批: %+v, %v", got, err)
	}
}

// The event of an edition must fit into one leaf of the log, and say nothing the ledger cannot keep.
func TestEventsFitIntoLeaves(t *testing.T) {
	for _, id := range append(Districts(), City) {
		d, err := Build(id)
		if err != nil {
			t.Fatal(err)
		}
		var payloads []any
		for _, e := range d.OrgEvents() {
			payloads = append(payloads, e)
		}
		for _, p := range d.Editions {
			payloads = append(payloads, p.Event)
		}
		for _, p := range payloads {
			data, sealed, err := ledger.Encode(p, nil)
			if err != nil || len(sealed) > 0 || len(data) > 60_000 {
				t.Errorf("%d: %T: %d bytes, %v", id, p, len(data), err)
			}
		}
	}
}
