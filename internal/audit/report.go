package audit

import (
	"fmt"

	"huying/internal/ledger"
	"huying/internal/org"
)

// Report (核验报告) is what a verification found, and how far it reaches.
type Report struct {
	District   org.DistrictID    `json:"district"`
	Origin     string            `json:"origin"`
	Key        string            `json:"vkey"`
	Checkpoint ledger.Checkpoint `json:"checkpoint"` // the newest signed one that was read
	Kept       int64             `json:"kept"`       // size of the checkpoint kept apart; -1 = none was given
	Entries    int64             `json:"entries"`    // leaves read
	Streams    int               `json:"streams"`
	Cases      int               `json:"cases"`
	Disclosed  int               `json:"disclosed"` // contents whose commitment was checked
	Withheld   int               `json:"withheld"`  // contents not shown to this reader
	Erased     int               `json:"erased"`    // contents erased by law, each by an event
	Documents  int               `json:"documents"` // official texts checked against their hash
	Deadlines  int               `json:"deadlines"` // counted anew
	Findings   []Finding         `json:"findings"`
	More       int               `json:"more,omitempty"` // findings beyond the first thousand, counted only
	NotProven  []Limit           `json:"not_proven"`
}

// OK reports whether nothing was found.
func (r Report) OK() bool { return len(r.Findings) == 0 }

// maxFindings bounds a report about a file that is wrong all over.
const maxFindings = 1000

// Kind (问题类别) says what sort of thing is wrong. It is stable: programs may switch on it.
type Kind string

// The kinds of finding.
const (
	Malformed  Kind = "malformed"  // 不合规范: a line, leaf or tile not in its one spelling
	Misplaced  Kind = "misplaced"  // 次序有误: missing, doubled or moved
	Altered    Kind = "altered"    // 已被改动: bytes do not give their hash
	BadRoot    Kind = "root"       // 树根不符: the leaves do not give the signed root
	BadKey     Kind = "signature"  // 签名不符: key or signature is not the log's
	Rewritten  Kind = "rewritten"  // 历史被改写: contradicts the checkpoint kept apart
	Missing    Kind = "missing"    // 内容缺失: neither disclosed, nor withheld, nor erased by an event
	Unserved   Kind = "unserved"   // 无法取得: a file of the log cannot be had from its address
	Gap        Kind = "gap"        // 版本不连续
	Backwards  Kind = "backwards"  // 时间倒退
	Unreadable Kind = "unreadable" // 无法解读: an event this program does not know
	Unlawful   Kind = "unlawful"   // 不合权责: the declared table does not allow it to its actor
	Unseated   Kind = "unseated"   // 无此岗位: the actor did not hold that post then
	OffList    Kind = "off_list"   // 不合清单: the call is not what the list in force says
	Unpaired   Kind = "unpaired"   // 两案不符: a record that concerns two cases stands in one of them only

	WrongDeadline Kind = "deadline" // 时限有误: a deadline is not what limit and calendar give
)

var kindNames = map[Kind][2]string{
	Malformed:  {"不合规范", "not in its one spelling"},
	Misplaced:  {"次序有误", "missing, doubled or moved"},
	Altered:    {"已被改动", "altered"},
	BadRoot:    {"树根不符", "the leaves do not give the signed root"},
	BadKey:     {"签名不符", "not signed by the log's key"},
	Rewritten:  {"历史被改写", "contradicts the checkpoint kept apart"},
	Missing:    {"内容缺失", "content missing without an erasure"},
	Unserved:   {"无法取得", "not served"},
	Gap:        {"版本不连续", "versions have a gap"},
	Backwards:  {"时间倒退", "time runs back"},
	Unreadable: {"无法解读", "cannot be read"},
	Unlawful:   {"不合权责", "not allowed by the declared table"},
	Unseated:   {"无此岗位", "the actor held no such post"},
	OffList:    {"不合清单", "not what the list says"},
	Unpaired:   {"两案不符", "stands in one of two cases only"},

	WrongDeadline: {"时限有误", "not what limit and calendar give"},
}

// Zh is the kind in Chinese.
func (k Kind) Zh() string { return kindNames[k][0] }

// En is the kind in English.
func (k Kind) En() string { return kindNames[k][1] }

// Finding (问题) is one thing that is wrong, and where.
type Finding struct {
	Kind    Kind   `json:"kind"`
	Line    int    `json:"line,omitempty"` // of the export, from 1; 0 where there is no file
	Index   int64  `json:"index"`          // in the log, from 0; -1 where it is about no entry
	Stream  string `json:"stream,omitempty"`
	Version int64  `json:"version,omitempty"`
	Detail  string `json:"detail"`
}

func (f Finding) String() string {
	where := ""
	if f.Line > 0 {
		where += fmt.Sprintf("第 %d 行 line %d, ", f.Line, f.Line)
	}
	if f.Index >= 0 {
		where += fmt.Sprintf("条目 entry %d, ", f.Index)
	}
	if f.Stream != "" {
		where += fmt.Sprintf("%s 版本 version %d, ", f.Stream, f.Version)
	}
	return fmt.Sprintf("%s%s %s: %s", where, f.Kind.Zh(), f.Kind.En(), f.Detail)
}

// Limit (未证明事项) is something that a verification, even a clean one, does not prove.
type Limit struct {
	Zh string `json:"zh"`
	En string `json:"en"`
}

// The limits of every verification, and those of some.
var (
	limitTruth = Limit{"所记内容是否属实：记录只证明写了什么、写入的次序如何，不证明所写为真。",
		"That what was written is true: the record proves what was written, and in which order."}
	limitCompleteness = Limit{"是否有事未记：从未写入的事，记录无从显示。",
		"That everything was written: what never entered the record leaves no trace in it."}
	limitTimes = Limit{"时刻由平台自报：只证明同一流水内不倒退。",
		"That the times are right: they are the operator's own, and only shown never to run back in a stream."}
	limitKey = Limit{"密钥被盗或者持有人另写一套：只有另存的检查点或者见证人能发现。",
		"That a thief or holder of the key did not sign a second history: only checkpoints kept elsewhere, or witnesses, show that."}
	limitNoKey = Limit{"公钥取自所核验的文件本身：请与公布的公钥核对，或者用 --key 给出。",
		"That the key is the log's: it was taken from what was verified. Compare it with the published one, or give it."}
	limitNoKept = Limit{"未给出另存的检查点：不能证明历史未被整体改写后重新签名。",
		"That history was not rewritten as a whole and signed anew: no checkpoint kept apart was given."}
	limitWithheld = Limit{"未出示的内容与其承诺是否一致。",
		"That contents not shown here match their commitments."}
	limitErased = Limit{"依法删除的内容原来写了什么。",
		"What erased contents once said."}
	limitEntries = Limit{"未读取条目（需审计令牌）：各事项的流转、岗位和清单未核验。",
		"That the events are lawful: entries were not read, they need an auditor's token."}
	limitList = Limit{"呼叫是否符合清单：未取得清单文本。",
		"That calls follow the list: its text was not at hand."}
	limitCalendar = Limit{"按另行导入的历法计算的时限未重新计算。",
		"That deadlines counted by an imported calendar are right: it is not at hand."}
)

func limitStreams(names string) Limit {
	return Limit{"未重演的流水（只核验了次序）：" + names, "These streams were checked for order only, not replayed: " + names}
}
