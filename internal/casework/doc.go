// Package casework is the work itself: 呼、分、联、销.
//
// A township calls (呼). The centre dispatches the call to the units that the responsibility list
// names (分): one lead, perhaps assists, each with a task of its own and three clocks that all
// start at dispatch. The units accept, arrive, find, act and answer, together where they must (联);
// the lead consolidates. The township verifies, closes and rates every unit that took part (销、评).
//
//	report ─▶ Intake ──settle──▶ Settled ─ rate ─▶ archive
//	             │ discard ─▶ Discarded ─object─▶ Intake
//	             ▼ call ─▶ (Approving) ─approve─▶
//	          Called ──decline──▶ Intake ─dispute─▶ Ruling      withdraw ─▶ Withdrawn
//	             ▼ dispatch            rule, or designate │
//	          Working ◀──────────────────────────────────┘ ◀─── rework ───┐
//	             │ task: Waiting ─▶ Accepted ─▶ Arrived ─▶ Answered       │
//	             │         └▶ Returned ─▶ Released | Designated           │
//	             ▼ consolidate                                            │
//	          Answered ───────────────────── verify ──────────────────────┤
//	             ▼ close                                                  │
//	          Closed ── rate ─▶ Archived ─────────────── reopen ──────────┘
//
// A township summons its own agencies beside all this, in a report that it settles itself too. Suspended and Merged are
// places beside the road, in which time stands still: a case goes on from there with the time that was left.
//
// The package is pure. Decide answers one question: in this case, may this post do this now, and
// what then has happened? Evolve says what a record does to the case. Who may do what, in which
// status, stands in one declared table (table.go); everything it does not name is refused (P-81).
// One file per verb holds its request, its record, its rule and its effect.
package casework
