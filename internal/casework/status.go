package casework

// Status (呼叫单状态) is where a case stands on its way from report to archive.
type Status string

// The statuses of a case.
const (
	CaseNone      Status = ""          // 尚无: before the report
	CaseIntake    Status = "intake"    // 待受理: with the township
	CaseSettled   Status = "settled"   // 已自办
	CaseDiscarded Status = "discarded" // 不予受理
	CaseApproving Status = "approving" // 待审批
	CaseCalled    Status = "called"    // 待派单
	CaseWithdrawn Status = "withdrawn" // 已撤回
	CaseWorking   Status = "working"   // 办理中
	CaseAnswered  Status = "answered"  // 待核查
	CaseClosed    Status = "closed"    // 已销号
	CaseArchived  Status = "archived"  // 已归档
	CaseRuling    Status = "ruling"    // 待裁定: with the staffing office, over a dispute or a matter not in the list
	CaseSuspended Status = "suspended" // 已挂账
	CaseMerged    Status = "merged"    // 已合并
)

// Statuses lists every status of a case in the order of the work.
var Statuses = []Status{
	CaseIntake, CaseMerged, CaseSettled, CaseDiscarded, CaseApproving, CaseCalled, CaseWithdrawn, CaseRuling,
	CaseWorking, CaseSuspended, CaseAnswered, CaseClosed, CaseArchived,
}

var statusZh = map[Status]string{
	CaseNone: "尚无", CaseIntake: "待受理", CaseSettled: "已自办", CaseDiscarded: "不予受理",
	CaseApproving: "待审批", CaseCalled: "待派单", CaseWithdrawn: "已撤回", CaseWorking: "办理中",
	CaseAnswered: "待核查", CaseClosed: "已销号", CaseArchived: "已归档",
	CaseRuling: "待裁定", CaseSuspended: "已挂账", CaseMerged: "已合并",
}

// Zh is the status as an official reads it.
func (s Status) Zh() string { return statusZh[s] }

// Open reports whether somebody still has to do something before the case rests.
func (s Status) Open() bool {
	switch s {
	case CaseSettled, CaseDiscarded, CaseArchived, CaseMerged:
		return false
	}
	return s != CaseNone
}

// TaskStatus (派单件状态) is where one unit's share of a case stands.
type TaskStatus string

// The statuses of a task.
const (
	TaskNone       TaskStatus = ""           // 无派单件
	TaskWaiting    TaskStatus = "waiting"    // 待接单
	TaskDesignated TaskStatus = "designated" // 指定办理, still to be accepted, not to be returned
	TaskAccepted   TaskStatus = "accepted"   // 已接单
	TaskArrived    TaskStatus = "arrived"    // 已报到
	TaskAnswered   TaskStatus = "answered"   // 已反馈
	TaskReturned   TaskStatus = "returned"   // 已退单, the centre decides
	TaskReleased   TaskStatus = "released"   // 已解除
	TaskRecalled   TaskStatus = "recalled"   // 已收回
)

// TaskStatuses lists every status of a task.
var TaskStatuses = []TaskStatus{
	TaskWaiting, TaskDesignated, TaskAccepted, TaskArrived, TaskAnswered, TaskReturned, TaskReleased, TaskRecalled,
}

var taskZh = map[TaskStatus]string{
	TaskNone: "无", TaskWaiting: "待接单", TaskDesignated: "指定办理", TaskAccepted: "已接单", TaskArrived: "已报到",
	TaskAnswered: "已反馈", TaskReturned: "已退单", TaskReleased: "已解除", TaskRecalled: "已收回",
}

// Zh is the status as an official reads it.
func (s TaskStatus) Zh() string { return taskZh[s] }

// Open reports whether the unit, or the centre about it, still has something to do.
func (s TaskStatus) Open() bool {
	switch s {
	case TaskWaiting, TaskDesignated, TaskAccepted, TaskArrived, TaskReturned:
		return true
	}
	return false
}
