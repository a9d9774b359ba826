// Package roster is the 值班表: who of a unit answers its telephone, by day and by night.
//
// A unit's leader puts turns (班次) on the unit's roster: a person, from when to when. Whoever is on duty is told first when
// something is awaited of the unit (P-102). A turn that has begun is not changed any more, only ended; who was on duty
// matters afterwards, so every change is an event of the stream roster/UNIT (P-131). Telephones stand beside the record.
//
//	put ──▶ to come ──▶ running ──▶ over
//	           │            │
//	           ▼            ▼
//	       taken off    ended now
//
// A night or a day off without anybody is a gap (无人值班), and is shown as one: then the officer is told, the deputy, the
// leader (P-132). At the end of a shift the one who goes leaves a note for the one who comes, who says that it was read
// (P-133).
package roster
