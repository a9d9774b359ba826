package casework

import (
	"encoding/json"
	"slices"
	"time"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
)

// Source (来源) is the channel by which a report came in.
type Source string

// Sources is the closed list of channels.
var Sources = []Option{
	{"patrol", "网格巡查", "patrol"}, {"station", "村居上报", "station"}, {"walk_in", "来访", "walk-in"},
	{"phone", "来电", "phone"}, {"hotline", "12345 热线", "12345 hotline"}, {"city_management", "数字城管", "city management"},
	{"citizen", "市民上报", "citizen"},
}

// Report (上报) tells of one matter at one place. A township may report on somebody's behalf.
// 依据 P-20.
type Report struct {
	Text     string     `json:"text" doc:"经过: what is the matter"`
	Place    string     `json:"place,omitempty" doc:"地点: where, in words"`
	Position string     `json:"position,omitempty" doc:"经纬度 lon,lat (WGS-84)"`
	Grid     org.UnitID `json:"grid,omitempty" doc:"网格 code"`
	Township org.UnitID `json:"township,omitempty" doc:"镇街 code; needed only from the centre"`
	Source   Source     `json:"source,omitempty" doc:"来源: patrol, station, walk_in, phone, hotline, city_management, citizen"`
	Seen     string     `json:"seen,omitempty" doc:"现场时间 with its zone: when it was seen, where the report comes in later"`
	Reporter *Reporter  `json:"reporter,omitempty" doc:"反映人: kept encrypted, apart from the record"`
	Files    []File     `json:"files,omitempty" doc:"附件"`
	Call     *Call      `json:"call,omitempty" doc:"随报随呼: call at once (townships only)"`
}

// Reporter (反映人) is the person concerned, on whose behalf a report is made.
type Reporter struct {
	Name  string `json:"name,omitempty" doc:"姓名"`
	Phone string `json:"phone,omitempty" doc:"电话"`
}

// Reported records that a case began. No word of what was said stands in it.
type Reported struct {
	ID       string           `json:"id"`
	No       CaseNo           `json:"no"`
	District org.DistrictID   `json:"district"`
	Township org.UnitID       `json:"township"`
	Grid     org.UnitID       `json:"grid,omitempty"`
	Source   Source           `json:"source"`
	Text     ledger.Content   `json:"text"`
	Place    ledger.Content   `json:"place,omitzero"`
	Position ledger.Content   `json:"position,omitzero"`
	Person   ledger.Content   `json:"person,omitzero"`
	Files    []ledger.Content `json:"files,omitempty"`
	Seen     int64            `json:"seen,omitempty"`  // 现场时间, microseconds UTC; 0 where nobody said
	By       Timed            `json:"by"`              // 受理时限
	From     string           `json:"from,omitempty"`  // 拆分自: id of the case it was split off
	Whose    org.AccountID    `json:"whose,omitempty"` // who reported that case
}

// Verb names the row of the declared table.
func (Report) Verb() Verb   { return VerbReport }
func (Report) task() string { return "" }

func (cmd Report) decide(c Case, g Given) ([]Event, error) {
	township := g.Units.TownshipOf(g.By.Unit)
	if township == "" {
		township = cmd.Township
	}
	if cmd.Township != "" && cmd.Township != township {
		return nil, rule.Refuse(rule.Invalid, "P-20", "只能上报本镇街的事项").At("township")
	}
	if township == "" {
		return nil, rule.Refuse(rule.Incomplete, "P-20", "请选择事发镇街").At("township")
	}
	if u, ok := g.Units.Unit(township); !ok || u.Kind != org.KindTownship {
		return nil, rule.Refuse(rule.Invalid, "P-20", "没有这个镇街："+clip(string(township))).At("township")
	}
	grid := cmd.Grid
	if own, ok := g.Units.Unit(g.By.Unit); ok && own.Kind == org.KindGrid && grid == "" {
		grid = own.ID
	}
	if u, ok := g.Units.Unit(grid); grid != "" && (!ok || u.Kind != org.KindGrid || g.Units.TownshipOf(grid) != township) {
		return nil, rule.Refuse(rule.Invalid, "P-20", "没有这个网格："+clip(string(grid))).At("grid")
	}
	source := cmd.Source
	if source == "" {
		source = usual(g.By.Role)
	}
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	seen, wrong := g.seen(cmd.Seen)
	err = first(
		required("text", "P-20", "经过", cmd.Text),
		readable("place", "P-20", "地点", cmd.Place),
		position(cmd.Position),
		chosen("source", "P-20", "来源", string(source), Sources),
		wrong,
		cmd.Reporter.check("reporter"),
	)
	if err != nil {
		return nil, err
	}
	reported := Reported{
		ID: g.ID, No: g.No, District: g.District, Township: township, Grid: grid, Source: source,
		Text: ledger.Text(cmd.Text), Place: ledger.Text(cmd.Place), Position: ledger.Text(cmd.Position),
		Person: cmd.Reporter.seal(), Files: files, Seen: seen, By: g.due(g.Settings.Intake),
	}
	if cmd.Call == nil {
		return []Event{reported}, nil
	}
	// 随报随呼: one paper, two records; the call is held to the table like any other.
	call := *cmd.Call
	if blank(call.Text) {
		call.Text = cmd.Text
	}
	c = Evolve(c, reported, Moment{g.at(), g.By})
	if err := Permit(c, VerbCall, "", g.By, g.Units); err != nil {
		return nil, err
	}
	called, err := call.decide(c, g)
	if err != nil {
		return nil, rule.Inside("call", err)
	}
	return append([]Event{reported}, called...), nil
}

func (Reported) verb() Verb   { return VerbReport }
func (Reported) task() TaskID { return "" }

func (e Reported) guard(_ Case, m Moment, units *org.Directory) *rule.Refusal {
	if own := units.TownshipOf(m.By.Unit); own != "" && own != e.Township {
		return rule.Refuse(rule.Invalid, "P-20", "只能上报本镇街的事项").At("township")
	}
	if split := e.From != ""; (split && !slices.Contains(township, m.By.Role)) || (!split && e.Whose != "") {
		return rule.Refuse(rule.WrongRole, "P-37", "拆分由镇街办理")
	}
	if e.Seen > m.At || e.Seen != 0 && e.Seen < m.At-oldest.Microseconds() {
		return rule.Refuse(rule.Invalid, "P-120", "现场时间不在允许的范围内").At("seen")
	}
	return nil
}

func (e Reported) evolve(c Case, m Moment) Case {
	reporter := m.By.Account
	if m.By.Role != org.GridMember && m.By.Role != org.Station {
		reporter = e.Whose // an office reports as an office; nobody there owns the case. Of a split one, who reported the whole does
	}
	return Case{
		ID: e.ID, No: e.No, District: e.District, Status: CaseIntake, Round: 1, Version: c.Version,
		Township: e.Township, Grid: e.Grid, Source: e.Source, Reporter: reporter, Created: m.At, Parent: e.From,
		Text: e.Text, Place: e.Place, Person: e.Person, Intake: e.By.start(m.At),
	}
}

// A phone out of reach keeps a report until it can send it. How old that report may be stays below the time for which
// the answer to its key is remembered (store.RememberFor), so that it can never come in twice.
const (
	oldest = 30 * 24 * time.Hour
	skew   = 5 * time.Minute // by which a phone's clock may be ahead
)

// seen reads when the matter was seen. It is told beside the record's own time and moves no clock: every limit starts
// when the report came in. 依据 P-120.
func (g Given) seen(text string) (int64, *rule.Refusal) {
	if text == "" {
		return 0, nil
	}
	at, wrong := instant("seen", "P-120", "现场时间", text)
	switch {
	case wrong != nil:
		return 0, wrong
	case at.After(g.At.Add(skew)):
		return 0, rule.Refuse(rule.Invalid, "P-120", "现场时间不得晚于现在，请核对手机时间").At("seen")
	case at.Before(g.At.Add(-oldest)):
		return 0, rule.Refuse(rule.Invalid, "P-120", "现场时间已超过三十日，请到现场复看后重新上报").At("seen")
	}
	return min(org.Micros(at), g.at()), nil
}

// usual is the channel a role reports by when it names none.
func usual(role org.Role) Source {
	switch role {
	case org.GridMember:
		return "patrol"
	case org.Station:
		return "station"
	case org.Dispatcher, org.CentreLead:
		return "hotline"
	}
	return "walk_in"
}

func (r *Reporter) check(field string) *rule.Refusal {
	if r == nil {
		return nil
	}
	if len(r.Name) > 200 || len(r.Phone) > 40 {
		return rule.Refuse(rule.Invalid, "P-20", "姓名或者电话过长").At(field)
	}
	return readable(field, "P-87", "姓名或者电话", r.Name+r.Phone)
}

func (r *Reporter) seal() ledger.Content {
	if r == nil || (r.Name == "" && r.Phone == "") {
		return ledger.Content{}
	}
	person, err := json.Marshal(r)
	if err != nil {
		panic(err) // two strings always marshal
	}
	return ledger.Person(string(person))
}
