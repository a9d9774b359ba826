package roster

import (
	"huying/internal/ledger"
	"huying/internal/org"
)

// HandoverWritten (交班) records what one shift leaves to the next. What was written is sealed; the cases it points to are
// numbers only. 依据 P-133.
type HandoverWritten struct {
	Unit  org.UnitID     `json:"unit"`
	Text  ledger.Content `json:"text"`
	Cases []Pointed      `json:"cases,omitempty"`
}

// Pointed is a case that a note points to, and why.
type Pointed struct {
	No  string `json:"no"`
	Why Why    `json:"why"`
	Due int64  `json:"due,omitempty"`
}

// Why says why the next shift should know of a case.
type Why string

// Why a note points to a case.
const (
	Overdue Why = "overdue" // 已逾期
	Soon    Why = "soon"    // 下一班内到期
	Muster  Why = "muster"  // 集结未齐
	Climbs  Why = "climbs"  // 督办将提级
	Named   Why = "named"   // 交班人另指
)

// HandoverRead (接班) records that who comes has read what was left. 依据 P-133.
type HandoverRead struct {
	Unit     org.UnitID `json:"unit"`
	Handover int64      `json:"handover"` // version of the note in this stream
}

// HandoverStream is the name of the stream of a unit's notes.
func HandoverStream(unit org.UnitID) string { return "handover/" + string(unit) }
