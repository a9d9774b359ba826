package face

import "time"

// Text is what somebody wrote, or the fact that it has been erased or is not theirs to read.
type Text struct {
	Plain  string
	Erased bool
	Closed bool // not to be read by this post
}

// Shown reports whether there is anything to say about the text at all.
func (x Text) Shown() bool { return x.Plain != "" || x.Erased || x.Closed }

// Step (阶段) is one of the phases of a case, 报 呼 分 应 联 销 评: when it began and ended, how it stands, and what befell
// the case in it.
type Step struct {
	Name     string // report, call, sort, respond, link, close, rate
	State    StepState
	From, To int64  // microseconds UTC; 0 = not yet
	Note     string // 3个单位中2个已报到
	Clock    Clock  // the limit that presses most, while the case is here
	Late     int    // how many limits were overstepped in it
	Marks    []StepMark
}

// StepState says how far a phase is.
type StepState string

// The states of a phase.
const (
	StepDone StepState = "done"
	StepHere StepState = "here"
	StepHeld StepState = "held" // the case stands still in it
	StepNext StepState = "next"
	StepVoid StepState = "void" // the case ended before it, or did not need it
)

// StepMark is something that befell a case in a phase: 退单 1 次, 已挂账.
type StepMark struct {
	Text string
	Icon string // of Icon; none for a plain one
	Tone Tone
}

// present lists the phases that a case is in.
func present(all []Step) (some []Step) {
	for _, s := range all {
		if s.State == StepHere || s.State == StepHeld {
			some = append(some, s)
		}
	}
	return some
}

// took is how long a phase lasted, where that is worth saying.
func (s Step) took() int64 {
	if s.From == 0 || s.To-s.From < int64(time.Minute/time.Microsecond) {
		return 0
	}
	return s.To - s.From
}

// Entry is one event of the record, in words.
type Entry struct {
	Version int64
	At      int64  // microseconds UTC
	Type    string // Called, Accepted, …: its sentence is under event.<Type>
	Unit    string
	Role    string
	Person  string
	Gist    []string // the coded facts: units, classes, limits, numbers
	Says    []Said   // what was written
	Files   []File
	Miss    bool
	Receipt string // address; empty until sealed
	Index   int64  // its place in the district's log, once it is sealed
}

// Said is one thing written in an entry.
type Said struct {
	Label string // 理由, 结论; empty where the entry says it
	Text
}

// File is an attachment.
type File struct {
	Name, Href, Thumb string
	Size              string
	Gone              bool
}
