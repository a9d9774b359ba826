package casework

import (
	"slices"

	"huying/internal/catalogue"
	"huying/internal/ledger"
	"huying/internal/org"
)

// CaseNo (呼叫单号) is what a clerk reads out on the phone: date and five digits.
type CaseNo string

// TaskID (派单件号) names a task inside its case: t1, t2, …
type TaskID string

// Case (呼叫单) is one matter at one place, from report to archive. It is what the events of its
// stream add up to; it never holds what people wrote, only the commitments to it.
type Case struct {
	ID       string         `json:"id"` // random; the stream is case/<id>
	No       CaseNo         `json:"no"`
	District org.DistrictID `json:"district"`
	Version  int64          `json:"version"` // of the last event
	Last     int64          `json:"last"`    // instant of the last event
	Status   Status         `json:"status"`
	Round    int            `json:"round"` // 1, and one more at each reopening

	Township org.UnitID     `json:"township"` // 呼叫镇街: who verifies, closes and rates
	Grid     org.UnitID     `json:"grid,omitempty"`
	Source   Source         `json:"source"`
	Reporter org.AccountID  `json:"reporter,omitempty"` // the grid member or station that reported; the person concerned is content
	Created  int64          `json:"created"`
	Text     ledger.Content `json:"text,omitzero"`
	Place    ledger.Content `json:"place,omitzero"`
	Person   ledger.Content `json:"person,omitzero"`

	Entry    catalogue.Entry `json:"entry,omitzero"` // 依据: what the list said when the call was made
	Class    catalogue.Class `json:"class,omitempty"`
	Kind     CallKind        `json:"kind,omitempty"`
	Cause    Cause           `json:"cause,omitempty"`
	Wanted   []org.UnitID    `json:"wanted,omitempty"`
	Called   int64           `json:"called,omitempty"`
	Approval Approval        `json:"approval,omitempty"`
	ByHand   bool            `json:"by_hand,omitempty"` // 中心收回过派单或者不予派单: no dispatch of itself any more
	Facts    ledger.Content  `json:"facts,omitzero"`    // 呼叫经过

	Objected  bool       `json:"objected,omitempty"`  // 上报人已提异议: only a leader discards again, and for good
	ObjectBy  Timed      `json:"object_by,omitzero"`  // 异议期限, of a discard that may be objected to
	Declined  bool       `json:"declined,omitempty"`  // 不予派单, and the township may still dispute it
	DisputeBy Timed      `json:"dispute_by,omitzero"` // 提请裁定期限
	Barred    []Subject  `json:"barred,omitempty"`    // 裁定维持不予派单: not called again in this case
	Parent    string     `json:"parent,omitempty"`    // id of the case this one was split off
	Parts     []string   `json:"parts,omitempty"`     // ids of the cases split off this one
	Merged    Merger     `json:"merged,omitzero"`     // 已并入
	Absorbed  []string   `json:"absorbed,omitempty"`  // ids of the cases merged into this one
	Followers []Follower `json:"followers,omitempty"` // who reported those

	Tasks      []Task   `json:"tasks,omitempty"`
	LeadVacant bool     `json:"lead_vacant,omitempty"`
	Left       TaskID   `json:"left,omitempty"`   // whose upheld return left the lead vacant
	Handed     int      `json:"handed,omitempty"` // how often the lead has left
	Loose      []TaskID `json:"loose,omitempty"`  // assists' upheld returns that nobody took over yet

	Muster       Mustering       `json:"muster,omitzero"` // 集结
	Plan         []PlanStep      `json:"plan,omitempty"`  // 会商方案
	Transfers    []Transferral   `json:"transfers,omitempty"`
	Questions    []Question      `json:"questions,omitempty"`
	Requests     []Request       `json:"requests,omitempty"` // 延期、挂账
	Extended     int             `json:"extended,omitempty"` // 镇街牵头的全案延期
	Supervisions []Supervision   `json:"supervisions,omitempty"`
	Ratings      []Rating        `json:"ratings,omitempty"` // of every round
	Recused      []org.AccountID `json:"recused,omitempty"` // 回避: may do nothing in this case
	Paused       int64           `json:"paused,omitempty"`  // 挂账或合并以来: the clocks stand still since
	Verified     bool            `json:"verified,omitempty"`
	Closed       int64           `json:"closed,omitempty"`
	Unsolved     int64           `json:"unsolved,omitempty"` // the latest 复查 of this round that came out unsolved
	Reworks      int             `json:"reworks,omitempty"`
	Reopened     int             `json:"reopened,omitempty"`

	Intake   Clock `json:"intake,omitzero"`
	Approve  Clock `json:"approve,omitzero"`
	Dispatch Clock `json:"dispatch,omitzero"`
	Lead     Clock `json:"lead,omitzero"`
	Finish   Clock `json:"finish,omitzero"`
	Verify   Clock `json:"verify,omitzero"`
	Rate     Clock `json:"rate,omitzero"`
	Ruling   Clock `json:"ruling,omitzero"`
	Review   Clock `json:"review,omitzero"` // 挂账复核
}

// Task (派单件) is one unit's share in a case, with its own three clocks.
type Task struct {
	ID         TaskID        `json:"id"`
	Unit       org.UnitID    `json:"unit"`
	Lead       bool          `json:"lead,omitempty"`
	Status     TaskStatus    `json:"status"`
	Section    org.UnitID    `json:"section,omitempty"` // 交办到的科室、中队
	Officer    org.AccountID `json:"officer,omitempty"` // 经办人
	ReturnBy   Timed         `json:"return_by,omitzero"`
	Returned   bool          `json:"returned,omitempty"`   // its one return is spent
	Designated bool          `json:"designated,omitempty"` // 指定办理
	Proposed   bool          `json:"proposed,omitempty"`   // the lead proposed to release it
	Retained   bool          `json:"retained,omitempty"`   // which was turned down in this round
	Came       bool          `json:"came,omitempty"`       // arrived at least once
	Rated      bool          `json:"rated,omitempty"`      // in this round
	Low        bool          `json:"low,omitempty"`        // 差评, follow-up open
	Summoned   bool          `json:"summoned,omitempty"`   // 镇街调派
	After      TaskID        `json:"after,omitempty"`      // whose returned share this unit took over
	Disputed   bool          `json:"disputed,omitempty"`   // returned by a second unit: the staffing office rules
	Deputy     org.AccountID `json:"deputy,omitempty"`     // AB角
	Mustered   bool          `json:"mustered,omitempty"`   // called to the muster: to arrive at its time, in its rank
	Rank       string        `json:"rank,omitempty"`       // highest rank that came
	Drafted    bool          `json:"drafted,omitempty"`    // an answer waits for the leader's signature
	Whole      bool          `json:"whole,omitempty"`      // … and it is the consolidated one
	Docketed   bool          `json:"docketed,omitempty"`   // 已立案
	Promised   Timed         `json:"promised,omitzero"`    // 承诺办结
	Reports    int           `json:"reports,omitempty"`    // 阶段反馈
	Urged      int           `json:"urged,omitempty"`      // 催办
	Extended   int           `json:"extended,omitempty"`   // 延期
	Released   ReleaseKind   `json:"released,omitempty"`
	Findings   int           `json:"findings,omitempty"`
	Actions    int           `json:"actions,omitempty"`

	Accept Clock `json:"accept,omitzero"`
	Arrive Clock `json:"arrive,omitzero"`
	Done   Clock `json:"done,omitzero"`
	Return Clock `json:"return,omitzero"` // the centre's time to decide on a return

	Ruling  Clock `json:"ruling,omitzero"`  // the staffing office's time to rule on a second return
	Docket  Clock `json:"docket,omitzero"`  // 立案: by statutory procedure, the time to name number and date
	Letting Clock `json:"letting,omitzero"` // the centre's time to decide on a proposed release
	Rectify Clock `json:"rectify,omitzero"` // 整改
	Follow  Clock `json:"follow,omitzero"`  // 复查
	Heed    Clock `json:"heed,omitzero"`    // 集结响应: called to a muster, it has not said that it comes
}

// Open reports whether somebody still has to do something: the status asks for it, a unit has its share before it, or a
// clock waits. A merged case stands still, whatever is open in it.
func (c Case) Open() bool {
	if c.Status == CaseMerged {
		return false
	}
	return c.Status.Open() || len(c.OpenTasks()) > 0 || len(c.Running()) > 0
}

// enter puts an issued task into the case. Where the unit has it already, as an assist, it leads from
// now on: it keeps what it has done, and its time to finish starts anew.
func (c Case) enter(issued Issued, at int64) Case {
	if _, had := c.Task(string(issued.Task)); !had {
		return c.withTasks(issued.open(at))
	}
	return c.withTask(issued.Task, func(t Task) Task {
		t.Lead, t.Done = true, issued.Finish.start(at)
		t.Docket, t.Docketed, t.Promised = issued.Docket.startIfSet(at), false, Timed{} // a lead by statute dockets for the whole
		return t
	})
}

// Task finds a task by its id, or by its unit (the latest of that unit).
func (c Case) Task(ref string) (Task, bool) {
	for i := len(c.Tasks) - 1; i >= 0; i-- {
		if string(c.Tasks[i].ID) == ref || string(c.Tasks[i].Unit) == ref {
			return c.Tasks[i], true
		}
	}
	return Task{}, false
}

// TaskOf finds the task that an actor's unit works on: its own, its department's, or the one
// assigned to its section. A unit that was released and called again has its later task.
func (c Case) TaskOf(unit org.UnitID, units *org.Directory) (Task, bool) {
	department := units.DepartmentOf(unit)
	found := -1
	for i := range c.Tasks {
		t := &c.Tasks[i]
		if t.Unit == unit || t.Unit == department || (t.Section != "" && t.Section == unit) {
			if found < 0 || t.Status.Open() || !c.Tasks[found].Status.Open() {
				found = i
			}
		}
	}
	if found < 0 {
		return Task{}, false
	}
	return c.Tasks[found], true
}

// LeadTask is the open or answered task of the first responsible unit (第一责任部门).
func (c Case) LeadTask() (Task, bool) {
	for _, t := range c.Tasks {
		if t.Lead && (t.Status.Open() || t.Status == TaskAnswered) {
			return t, true
		}
	}
	return Task{}, false
}

// OpenTasks lists the tasks that are neither answered nor released.
func (c Case) OpenTasks() []Task {
	var open []Task
	for _, t := range c.Tasks {
		if t.Status.Open() {
			open = append(open, t)
		}
	}
	return open
}

// Ratable lists the tasks whose units took part in this round and are not rated yet. 依据 P-62.
func (c Case) Ratable() []Task {
	var due []Task
	for _, t := range c.Tasks {
		if !t.Rated && t.tookPart() {
			due = append(due, t)
		}
	}
	return due
}

// tookPart: who answered took part, and who should have and did not; who was released without blame took part if it came.
func (t Task) tookPart() bool {
	return t.Status == TaskAnswered || (t.Status == TaskReleased && (t.Came || t.Released == ReleaseUnperformed))
}

// withTask gives the case with one task changed; the old case keeps its own.
func (c Case) withTask(id TaskID, change func(Task) Task) Case {
	c.Tasks = slices.Clone(c.Tasks)
	for i := range c.Tasks {
		if c.Tasks[i].ID == id {
			c.Tasks[i] = change(c.Tasks[i])
		}
	}
	return c
}

// withTasks gives the case with more tasks; the old case keeps its own.
func (c Case) withTasks(more ...Task) Case {
	c.Tasks = append(c.Tasks[:len(c.Tasks):len(c.Tasks)], more...)
	return c
}

// find looks an item up by its id.
func find[T any](list []T, id func(*T) string, wanted string) (T, bool) {
	for i := range list {
		if id(&list[i]) == wanted {
			return list[i], true
		}
	}
	var none T
	return none, false
}

// with gives a list with one item changed; the old list stays.
func with[T any](list []T, id func(*T) string, wanted string, change func(T) T) []T {
	changed := slices.Clone(list)
	for i := range changed {
		if id(&changed[i]) == wanted {
			changed[i] = change(changed[i])
		}
	}
	return changed
}

// more gives a list with one item more; the old list stays.
func more[T any](list []T, item T) []T { return append(list[:len(list):len(list)], item) }
