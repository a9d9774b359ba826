package casework

import (
	"maps"
	"slices"
	"time"

	"huying/internal/calendar"
)

// ClockKind (时限种类) names what a clock waits for.
type ClockKind string

// The clocks of a case and of a task.
const (
	ClockIntake   ClockKind = "intake"           // 受理: the township deals with a report
	ClockApproval ClockKind = "approval"         // 审批
	ClockDispatch ClockKind = "dispatch"         // 派单
	ClockLead     ClockKind = "lead"             // 补派牵头
	ClockFinish   ClockKind = "case_finish"      // 全案办结
	ClockVerify   ClockKind = "verify"           // 核查
	ClockRate     ClockKind = "rate"             // 评价
	ClockAccept   ClockKind = "accept"           // 接单
	ClockArrive   ClockKind = "arrive"           // 报到
	ClockDone     ClockKind = "finish"           // 办结 of one task
	ClockReturn   ClockKind = "return_decision"  // 退单认定
	ClockRuling   ClockKind = "ruling"           // 裁定, of a dispute, a matter not in the list, or a second return
	ClockDocket   ClockKind = "docket"           // 立案
	ClockLetting  ClockKind = "release_decision" // 解除认定
	ClockRectify  ClockKind = "rectify"          // 整改
	ClockFollow   ClockKind = "follow_up"        // 复查
	ClockReview   ClockKind = "review"           // 挂账复核
	ClockStep     ClockKind = "step"             // 方案落实
	ClockReceive  ClockKind = "receive"          // 接收移送
	ClockReply    ClockKind = "reply"            // 答复
	ClockOpine    ClockKind = "opine"            // 镇街表态
	ClockRequest  ClockKind = "request_decision" // 延期、挂账审批
	ClockExplain  ClockKind = "explain"          // 答复督办
	ClockAppeal   ClockKind = "appeal_decision"  // 申诉决定
	ClockLodge    ClockKind = "appeal_filing"    // 申诉备案
	ClockHeed     ClockKind = "heed"             // 集结响应
)

var clockZh = map[ClockKind]string{
	ClockIntake: "受理", ClockApproval: "审批", ClockDispatch: "派单", ClockLead: "补派牵头", ClockFinish: "全案办结",
	ClockVerify: "核查", ClockRate: "评价", ClockAccept: "接单", ClockArrive: "报到", ClockDone: "办结", ClockReturn: "退单认定",
	ClockRuling: "裁定", ClockDocket: "立案", ClockLetting: "解除认定", ClockRectify: "整改", ClockFollow: "复查", ClockReview: "挂账复核",
	ClockStep: "方案落实", ClockReceive: "接收移送", ClockReply: "答复", ClockOpine: "镇街表态", ClockRequest: "延期、挂账审批",
	ClockExplain: "答复督办", ClockAppeal: "申诉决定", ClockLodge: "申诉备案", ClockHeed: "集结响应",
}

// ClockKinds lists the clocks there are.
var ClockKinds = slices.Sorted(maps.Keys(clockZh))

// Zh is the clock's name as an official reads it.
func (k ClockKind) Zh() string { return clockZh[k] }

// Clock (时限) waits for one thing. Its deadline was frozen when it started; later calendars,
// limits and comments never move it (P-33, P-72).
type Clock struct {
	Started int64             `json:"started,omitempty"`
	Limit   calendar.Limit    `json:"limit,omitzero"`
	Then    calendar.Limit    `json:"then,omitzero"`  // a second limit, that starts when the first runs out
	From    int64             `json:"from,omitempty"` // it counts from here, where not from its start: extended, or started again
	Due     calendar.Deadline `json:"due,omitzero"`
	Yellow  int64             `json:"yellow,omitempty"` // 预警时刻, 0 where the deadline is unknown
	Stopped int64             `json:"stopped,omitempty"`
	Missed  bool              `json:"missed,omitempty"` // the miss is on record
	Paused  int64             `json:"paused,omitempty"` // 挂账、合并: it stands still since
	Stood   bool              `json:"stood,omitempty"`  // it has stood still: its deadline is not its limit's alone
}

// Waits reports whether the clock has started and what it waits for is still to come; it may stand still.
func (c Clock) Waits() bool { return c.Started != 0 && c.Stopped == 0 }

// Running reports whether the clock has started, still waits, and does not stand still.
func (c Clock) Running() bool { return c.Waits() && c.Paused == 0 }

// late reports whether a miss is due to be recorded at this instant.
func (c Clock) late(at int64) bool { return c.Running() && !c.Missed && c.Due.Passed(at) }

func (c Clock) stop(at int64) Clock {
	if c.Waits() {
		c.Stopped, c.Paused = at, 0
	}
	return c
}

func (c Clock) pause(at int64) Clock {
	if c.Running() {
		c.Paused = at
	}
	return c
}

func (c Clock) missed() Clock {
	c.Missed = true
	return c
}

// Alarm (预警) is the colour under which a clock is shown.
type Alarm string

// The colours of a clock. 依据 P-74.
const (
	Calm   Alarm = ""       // 正常
	Yellow Alarm = "yellow" // 黄: half, or one working day, left
	Red    Alarm = "red"    // 红: overdue
)

// Alarm is the clock's colour at this instant.
func (c Clock) Alarm(at int64) Alarm {
	switch {
	case c.Missed || c.late(at):
		return Red
	case c.Running() && c.Yellow != 0 && at >= c.Yellow:
		return Yellow
	}
	return Calm
}

// Timed (时限起算) is a limit, the deadline it led to and when to warn, as an event freezes them.
type Timed struct {
	Limit  calendar.Limit    `json:"limit,omitzero"`
	Then   calendar.Limit    `json:"then,omitzero"`
	From   int64             `json:"from,omitempty"` // the limit counts from here, where not from now
	Due    calendar.Deadline `json:"due,omitzero"`
	Yellow int64             `json:"yellow,omitempty"`
}

// reckon tells when a limit that starts at an instant, and perhaps another after it, runs out.
func reckon(days calendar.Calendar, from time.Time, limit, then calendar.Limit) Timed {
	t := Timed{Limit: limit, Then: then, Due: days.Due(from, limit)}
	if last := limit; t.Due.Known() {
		if !then.IsZero() {
			from, last = t.Due.Time().UTC(), then
			t.Due = days.Due(from, then)
		}
		t.Yellow = days.Yellow(from, t.Due, last)
	}
	return t
}

// Reckon tells when this clock runs out by another calendar: for a deadline that was unknown (P-71),
// and for who wants to count again.
func (c Clock) Reckon(days calendar.Calendar) Timed {
	from := c.Started
	if c.From != 0 {
		from = c.From
	}
	return reckon(days, time.UnixMicro(from).UTC(), c.Limit, c.Then)
}

func (t Timed) start(at int64) Clock {
	return Clock{Started: at, Limit: t.Limit, Then: t.Then, From: t.From, Due: t.Due, Yellow: t.Yellow}
}

// startIfSet starts the clock, or gives none where no limit was frozen.
func (t Timed) startIfSet(at int64) Clock {
	if t.Limit.IsZero() {
		return Clock{}
	}
	return t.start(at)
}
