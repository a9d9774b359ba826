package telling

import (
	"huying/internal/casework"
	"huying/internal/org"
)

// Topic (告知事由) is what a letter is about.
type Topic string

// The topics.
const (
	Waits      Topic = "waits"      // 待办: something new waits for a unit
	Yellow     Topic = "yellow"     // 预警: its time is getting short
	Missed     Topic = "missed"     // 逾期, told to who was late
	Late       Topic = "late"       // 对方逾期, told to the calling township
	Urged      Topic = "urged"      // 催办
	Supervised Topic = "supervised" // 督办
	Escalated  Topic = "escalated"  // 提级
	Mustered   Topic = "mustered"   // 集结
	Over       Topic = "over"       // 不再办理: a unit's share was taken from it
	Outcome    Topic = "outcome"    // 办理结果, told to who reported
	NoCalendar Topic = "nocalendar" // 历法缺年, told to the administrator
	Stuck      Topic = "stuck"      // 未送达, told to the administrator
)

// Topics lists them, in the order in which people choose among them.
var Topics = []Topic{Mustered, Escalated, Supervised, Urged, Missed, Yellow, Waits, Over, Late, Outcome, NoCalendar, Stuck}

// Letter (告知) is one thing to be told to one unit, or to one account. 依据 P-124.
type Letter struct {
	Topic   Topic              `json:"topic"`
	Case    casework.CaseNo    `json:"case,omitempty"`
	Unit    org.UnitID         `json:"unit,omitempty"`    // whom it concerns: who must do it
	Of      org.UnitID         `json:"of,omitempty"`      // who is late, where another unit is told
	Account org.AccountID      `json:"account,omitempty"` // told to this account alone
	Posts   []org.PostID       `json:"posts,omitempty"`   // told to these posts, as the record names them (提级)
	Kind    casework.ClockKind `json:"kind,omitempty"`    // the clock
	Ref     string             `json:"ref,omitempty"`
	Task    casework.TaskID    `json:"task,omitempty"`
	Verb    casework.Verb      `json:"verb,omitempty"`   // what is asked of the unit
	Due     int64              `json:"due,omitempty"`    // microseconds UTC; 0 where unknown
	Level   int                `json:"level,omitempty"`  // 提级层级
	Rung    string             `json:"rung,omitempty"`   // its code on the ladder
	Cause   string             `json:"cause,omitempty"`  // 提级事由
	Count   int                `json:"count,omitempty"`  // of reworks or handovers
	Muster  int64              `json:"muster,omitempty"` // 集结时间: by when all have come
	Status  casework.Status    `json:"status,omitempty"` // 办理结果
	Year    int                `json:"year,omitempty"`   // 历法缺年
	By      org.AccountID      `json:"by,omitempty"`     // who did it, and need not be told of it
	Urgent  bool               `json:"urgent,omitempty"` // 集结、紧急: no quiet hours hold it back
}

// duty is the duty of which a letter speaks.
func (l Letter) duty() casework.Duty {
	return casework.Duty{Kind: l.Kind, Ref: l.Ref, Task: l.Task, Unit: l.Unit, Verb: l.Verb}
}
