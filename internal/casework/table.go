package casework

import (
	"slices"

	"huying/internal/org"
)

// Row is one line of the declared table: in these statuses, posts of these roles with this tie may
// do this. An empty Task means the verb is not about a task.
type Row struct {
	Verb   Verb
	Case   []Status
	Task   []TaskStatus
	Roles  []org.Role
	Tie    Tie
	Clause string
}

func (r *Row) byRole(role org.Role) bool  { return slices.Contains(r.Roles, role) }
func (r *Row) inCase(s Status) bool       { return slices.Contains(r.Case, s) }
func (r *Row) inTask(s TaskStatus) bool   { return slices.Contains(r.Task, s) }
func in(s ...Status) []Status             { return s }
func onTask(s ...TaskStatus) []TaskStatus { return s }
func by(roles ...org.Role) []org.Role     { return roles }
func both[T any](a, b []T) []T            { return append(a[:len(a):len(a)], b...) }
func allBut(not ...Status) (some []Status) {
	for _, s := range Statuses {
		if !slices.Contains(not, s) {
			some = append(some, s)
		}
	}
	return some
}

var (
	frontline  = by(org.GridMember, org.Station)
	township   = by(org.TownshipOperator, org.TownshipLeader)
	leader     = by(org.TownshipLeader)
	centre     = by(org.Dispatcher, org.CentreLead)
	chief      = by(org.CentreLead)
	unit       = by(org.DepartmentOperator, org.DepartmentLeader, org.AgencyOperator)
	director   = by(org.DepartmentLeader)
	partner    = by(org.PartnerOperator)
	staffing   = by(org.StaffingOffice)
	government = by(org.GovernmentApprover)
	assessment = by(org.AssessmentOffice)
	everybody  = both(both(frontline, township), both(centre, unit))
	official   = both(everybody, by(org.StaffingOffice, org.GovernmentApprover, org.AssessmentOffice))

	running   = in(CaseWorking, CaseAnswered)
	atHome    = in(CaseIntake, CaseWithdrawn)
	approval  = in(CaseApproving, CaseCalled, CaseRuling, CaseWorking, CaseAnswered, CaseSuspended, CaseClosed)
	active    = in(CaseIntake, CaseWithdrawn, CaseApproving, CaseCalled, CaseRuling, CaseWorking, CaseAnswered) // a summoned agency works in any of them (P-39)
	mergeable = in(CaseIntake, CaseWithdrawn, CaseApproving, CaseCalled, CaseWorking)
	aftermath = in(CaseSettled, CaseClosed, CaseArchived, CaseWorking, CaseAnswered) // reopened, what another unit has to put right goes on
	open      = both(active, in(CaseSuspended))
	begun     = allBut() // there is a case

	atWork  = onTask(TaskAccepted, TaskArrived)
	pending = onTask(TaskWaiting, TaskDesignated, TaskAccepted, TaskArrived)
)

// Table (权责状态表) declares everything that may be done. What it does not name is refused.
var Table = []Row{
	{VerbReport, in(CaseNone), nil, both(both(frontline, township), centre), TieAny, "P-20"},
	{VerbSplit, atHome, nil, township, TieCalling, "P-37"},
	{VerbMerge, mergeable, nil, township, TieCalling, "P-114"},
	{VerbMerge, mergeable, nil, centre, TieCentre, "P-114"},
	{VerbUnmerge, in(CaseMerged), nil, township, TieCalling, "P-115"},
	{VerbUnmerge, in(CaseMerged), nil, centre, TieCentre, "P-115"},
	{VerbSettle, atHome, nil, township, TieCalling, "P-21"},
	{VerbDiscard, atHome, nil, township, TieCalling, "P-22"},
	{VerbObject, in(CaseDiscarded), nil, frontline, TieReporter, "P-38"},
	{VerbObject, in(CaseDiscarded), nil, centre, TieCentre, "P-38"}, // for whoever reported without an account
	{VerbSummon, in(CaseIntake, CaseWithdrawn, CaseApproving, CaseCalled, CaseRuling, CaseWorking), nil, township, TieCalling, "P-39"},
	{VerbDismiss, active, onTask(TaskWaiting, TaskAccepted), township, TieCalling, "P-39"},
	{VerbCall, atHome, nil, township, TieCalling, "P-23"},
	{VerbApprove, approval, nil, leader, TieCalling, "P-25"},
	{VerbRefuse, approval, nil, leader, TieCalling, "P-26"},
	{VerbWithdraw, in(CaseApproving, CaseCalled, CaseRuling), nil, township, TieCalling, "P-27"},
	{VerbDecline, in(CaseCalled), nil, centre, TieCentre, "P-31"},
	{VerbDispute, in(CaseIntake), nil, township, TieCalling, "P-48"},
	{VerbRule, in(CaseRuling), nil, staffing, TieStaffing, "P-49"},
	{VerbRule, active, onTask(TaskReturned), staffing, TieStaffing, "P-49"},
	{VerbDesignate, in(CaseRuling), nil, staffing, TieStaffing, "P-16"},
	{VerbDispatch, in(CaseCalled), nil, centre, TieCentre, "P-30"},
	{VerbDispatch, in(CaseCalled), nil, by(org.System), TieClock, "P-117"}, // of itself, where the list leaves no doubt
	{VerbRecall, in(CaseWorking), nil, centre, TieCentre, "P-34"},
	{VerbMuster, in(CaseApproving, CaseCalled, CaseRuling, CaseWorking), nil, township, TieCalling, "P-56"}, // it may come with the call
	{VerbMuster, in(CaseCalled, CaseRuling, CaseWorking), nil, centre, TieCentre, "P-56"},
	{VerbAttend, in(CaseCalled, CaseRuling, CaseWorking), nil, township, TieCalling, "P-56"},
	{VerbAssign, active, pending, unit, TieTask, "P-42"},
	{VerbAccept, active, onTask(TaskWaiting, TaskDesignated), unit, TieTask, "P-40"},
	{VerbReturn, active, onTask(TaskWaiting, TaskAccepted, TaskArrived), unit, TieTask, "P-43"},
	{VerbUphold, active, onTask(TaskReturned), chief, TieCentre, "P-44"},
	{VerbOverrule, active, onTask(TaskReturned), chief, TieCentre, "P-44"},
	{VerbArrive, active, atWork, unit, TieTask, "P-46"},
	{VerbFind, active, onTask(TaskArrived), unit, TieTask, "P-47"},
	{VerbAct, active, onTask(TaskArrived), unit, TieTask, "P-47"},
	{VerbProgress, active, atWork, unit, TieTask, "P-100"},
	{VerbDocket, active, atWork, unit, TieTask, "P-104"},
	{VerbConfer, in(CaseWorking), nil, unit, TieLead, "P-57"},
	{VerbConfer, in(CaseWorking), nil, township, TieCalling, "P-57"},
	{VerbConfer, in(CaseWorking), nil, centre, TieCentre, "P-57"},
	{VerbPerform, running, nil, unit, TieTask, "P-57"},
	{VerbPerform, running, nil, township, TieCalling, "P-57"},
	{VerbTransfer, in(CaseWorking), onTask(TaskArrived), unit, TieTask, "P-58"},
	{VerbReceive, active, onTask(TaskAccepted, TaskArrived, TaskAnswered), unit, TieTask, "P-58"},
	{VerbAsk, active, atWork, unit, TieTask, "P-59"},
	{VerbAsk, in(CaseWorking), nil, township, TieSelf, "P-59"},
	{VerbReply, open, nil, partner, TieAsked, "P-59"},
	{VerbReply, open, nil, unit, TieTask, "P-59"}, // taken down by the unit that asked
	{VerbReply, open, nil, township, TieSelf, "P-59"},
	{VerbJoin, in(CaseWorking), nil, unit, TieLead, "P-51"},
	{VerbJoin, in(CaseWorking), nil, township, TieSelf, "P-51"},
	{VerbJoin, in(CaseWorking), nil, centre, TieCentre, "P-51"},
	{VerbRelease, running, pending, unit, TieLead, "P-52"},
	{VerbRelease, running, pending, township, TieSelf, "P-52"},
	{VerbRelease, running, pending, centre, TieCentre, "P-52"},
	{VerbRetain, running, pending, centre, TieCentre, "P-52"},
	{VerbWriteOff, active, pending, township, TieCalling, "P-105"},
	{VerbWriteOff, active, pending, chief, TieCentre, "P-105"},
	{VerbExtend, running, atWork, unit, TieTask, "P-106"},
	{VerbExtend, in(CaseWorking), nil, township, TieSelf, "P-106"},
	{VerbSuspend, in(CaseWorking), nil, unit, TieLead, "P-107"},
	{VerbSuspend, in(CaseWorking), nil, township, TieSelf, "P-107"},
	{VerbOpine, running, nil, township, TieCalling, "P-108"},
	{VerbGrant, running, nil, chief, TieCentre, "P-106"},
	{VerbGrant, running, nil, government, TieGovernment, "P-106"},
	{VerbDeny, running, nil, chief, TieCentre, "P-106"},
	{VerbDeny, running, nil, government, TieGovernment, "P-106"},
	{VerbResume, in(CaseSuspended), nil, unit, TieLead, "P-107"},
	{VerbResume, in(CaseSuspended), nil, township, TieCalling, "P-107"},
	{VerbResume, in(CaseSuspended), nil, centre, TieCentre, "P-107"},
	{VerbUrge, active, pending, township, TieCalling, "P-109"},
	{VerbUrge, active, pending, centre, TieCentre, "P-109"},
	{VerbSupervise, active, pending, township, TieCalling, "P-110"},
	{VerbSupervise, active, pending, centre, TieCentre, "P-110"},
	{VerbSupervise, active, pending, government, TieGovernment, "P-110"},
	{VerbExplain, begun, TaskStatuses, unit, TieTask, "P-110"},
	{VerbAnswer, active, onTask(TaskArrived), unit, TieTask, "P-53"},
	{VerbSign, active, onTask(TaskArrived, TaskAnswered), director, TieTask, "P-101"},
	{VerbRevise, active, onTask(TaskArrived, TaskAnswered), director, TieTask, "P-101"},
	{VerbConsolidate, in(CaseWorking), onTask(TaskArrived, TaskAnswered), unit, TieLead, "P-54"},
	{VerbConsolidate, in(CaseWorking), nil, township, TieSelf, "P-14"},
	{VerbVerify, in(CaseAnswered), nil, township, TieCalling, "P-60"},
	{VerbRework, in(CaseAnswered), nil, township, TieCalling, "P-61"},
	{VerbClose, in(CaseAnswered), nil, township, TieCalling, "P-60"},
	{VerbRate, in(CaseSettled, CaseClosed), onTask(TaskAnswered, TaskReleased), township, TieCalling, "P-62"},
	{VerbRectify, aftermath, TaskStatuses, unit, TieTask, "P-90"},
	{VerbFollowUp, aftermath, nil, township, TieCalling, "P-90"},
	{VerbAppeal, begun, TaskStatuses, unit, TieTask, "P-113"},
	{VerbAdjudge, begun, nil, assessment, TieAssessment, "P-113"},
	{VerbLodge, begun, nil, assessment, TieAssessment, "P-113"},
	{VerbReopen, in(CaseClosed, CaseArchived), nil, township, TieCalling, "P-67"},
	{VerbArchive, in(CaseSettled, CaseDiscarded, CaseClosed), nil, both(township, centre), TieParty, "P-68"},
	{VerbArchive, in(CaseSettled, CaseClosed), nil, by(org.System), TieClock, "P-68"}, // of itself, after the last mark (P-64)
	{VerbRecuse, begun, nil, official, TieParty, "P-103"},
	{VerbAnnotate, begun, nil, everybody, TieParty, "P-72"},
	{VerbAttach, begun, nil, everybody, TieParty, "P-72"},
	{VerbLapse, begun, nil, by(org.System), TieClock, "P-05"},
}
