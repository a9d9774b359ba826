package catalogue

import (
	"huying/internal/calendar"
	"huying/internal/org"
)

// Class (呼叫类别) says how pressing a call is.
type Class string

// The classes.
const (
	Daily  Class = "daily"  // 日常
	Major  Class = "major"  // 重大
	Urgent Class = "urgent" // 紧急
)

// Limits (时限) are the three clocks of a task. All of them start at dispatch.
type Limits struct {
	Accept calendar.Limit `json:"accept,omitzero"` // 接单
	Arrive calendar.Limit `json:"arrive,omitzero"` // 报到
	Finish calendar.Limit `json:"finish,omitzero"` // 办结
}

// or fills what is not set from the limits of the class.
func (l Limits) or(d Limits) Limits {
	if l.Accept.IsZero() {
		l.Accept = d.Accept
	}
	if l.Arrive.IsZero() {
		l.Arrive = d.Arrive
	}
	if l.Finish.IsZero() {
		l.Finish = d.Finish
	}
	return l
}

// Edition (清单版本) is a list as a district has adopted it. Treat it as immutable: it is shared.
type Edition struct {
	ID            string
	Label         string
	Remark        string // what readers must be told about it, such as that it is a reconstruction
	Issuer        string // 发文机关
	From          int64  // in force from this instant, microseconds UTC
	Document      string // "sha256:…" of the text
	Domains       []string
	Matters       []Matter
	Services      []Service
	HighFrequency []Frequent
	Defaults      map[Class]Limits
	Duties        map[string]Duty

	index func() []indexed // for Search, made when first asked
}

// Matter (事项) is one line of the list with the ten elements of its manual (说明书). Fields without a JSON name
// are not in the text: they are what the district's mapping makes of it.
type Matter struct {
	Number      int         `json:"number"`
	Domain      string      `json:"domain"`
	Name        string      `json:"name"`
	TownshipLed bool        `json:"township_led,omitempty"` // 镇街主体 (依据 P-14)
	LeadName    string      `json:"lead"`                   // 主体责任部门, as the list writes it
	LeadSplit   string      `json:"lead_split,omitempty"`   // text about who contributes what; decides nothing (依据 P-11)
	Assists     []Party     `json:"assists,omitempty"`
	Basis       []Citation  `json:"basis,omitempty"`
	Problem     string      `json:"problem"`
	Grid        Tier        `json:"grid,omitzero"`       // 前端网格管理
	Township    Tier        `json:"township,omitzero"`   // 镇街综合管理
	Department  Tier        `json:"department,omitzero"` // 区县部门监管执法
	Situations  []Situation `json:"situations"`
	EventCodes  []string    `json:"event_codes,omitempty"` // GB/T 47678.5
	NameSource  string      `json:"name_source,omitempty"`
	BasisSource string      `json:"basis_source,omitempty"`

	Lead org.UnitID `json:"-"` // empty in township-led matters and while unmapped
}

// Manual reports whether the matter has a manual of its own, beside its default situation.
func (m Matter) Manual() bool { return len(m.Department.Steps) > 0 }

// Party (配合责任单位) is one assist as the list names it.
type Party struct {
	Name string `json:"name"`
	Duty string `json:"duty,omitempty"` // what it contributes

	Units    []org.UnitID `json:"-"` // empty if it depends on the township, or while unmapped
	Township bool         `json:"-"` // 镇街 or its communities: called by nobody, they are the caller
	Agency   string       `json:"-"` // trade of the agency of the calling township
	Mapped   bool         `json:"-"`
}

// Citation (监督执法依据) names articles of one text of a law.
type Citation struct {
	Law      string   `json:"law"`
	Text     string   `json:"text,omitempty"` // date of the text cited
	Articles []string `json:"articles,omitempty"`
	Gist     string   `json:"gist,omitempty"`
	Source   string   `json:"source,omitempty"` // "found", or "own" for what has to be checked
}

// Tier (层级) is what one of the three levels has to do.
type Tier struct {
	KeyPoints    []string `json:"key_points,omitempty"`   // 管理要点
	Requirements []string `json:"requirements,omitempty"` // 工作要求
	Steps        []Step   `json:"steps,omitempty"`
}

// Step (步骤) is who does what, what it leaves behind, and within what time (as text: 即时, 每月, 4个工作小时).
type Step struct {
	Who    string `json:"who"`
	Does   string `json:"does"`
	Leaves string `json:"leaves,omitempty"`
	Limit  string `json:"limit,omitempty"`
}

// Situation (情形) is one concrete form in which a matter is met. Only its own Lead overrides the matter's (依据 P-11).
type Situation struct {
	Code      string   `json:"code"` // 56-3; the default of matter 56 is 56-0
	Name      string   `json:"name"`
	Recognise string   `json:"recognise,omitempty"` // 认定要点
	Evidence  []string `json:"evidence,omitempty"`  // 上报所需证据
	Lead      string   `json:"lead,omitempty"`      // 第一责任部门
	Assists   []string `json:"assists,omitempty"`   // 联动部门; the default situation has all assists of the matter
	Class     Class    `json:"class"`
	Limits    Limits   `json:"limits,omitzero"` // what is not set comes from the district's defaults (依据 P-12)
	DoneWhen  string   `json:"done_when,omitempty"`
	LimitNote string   `json:"limit_note,omitempty"`
	Precedent string   `json:"precedent,omitempty"` // a case in which it was met
}

// Service (服务事项) is what a township can call for without accusing anyone (依据 P-15).
type Service struct {
	Code   string     `json:"code"`
	Name   string     `json:"name"`
	Unit   org.UnitID `json:"unit"`
	Limits Limits     `json:"limits,omitzero"`
}

// Frequent (高频事项) is one line of the quick list that a grid member reports from.
type Frequent struct {
	Name   string `json:"name"`
	Matter int    `json:"matter"`
}

// Duty (称谓对应) says which real units a name of the list means in this district.
type Duty struct {
	Name     string       `json:"name"`
	Units    []org.UnitID `json:"units,omitempty"`    // all of them are meant; the first leads
	Or       []org.UnitID `json:"or,omitempty"`       // others that the name could mean: the centre may choose one, with a reason
	Agency   string       `json:"agency,omitempty"`   // trade: the agency stationed in the calling township
	Township bool         `json:"township,omitempty"` // the calling township itself
}

// Matter finds a matter by its number.
func (e Edition) Matter(number int) (Matter, bool) {
	for i := range e.Matters { // a matter is large: copy only the one found
		if e.Matters[i].Number == number {
			return e.Matters[i], true
		}
	}
	return Matter{}, false
}

// Service finds a service by its code.
func (e Edition) Service(code string) (Service, bool) {
	for _, s := range e.Services {
		if s.Code == code {
			return s, true
		}
	}
	return Service{}, false
}
