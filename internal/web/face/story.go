package face

// Text is what somebody wrote, or the fact that it has been erased or is not theirs to read.
type Text struct {
	Plain  string
	Erased bool
	Closed bool // not to be read by this post
}

// Shown reports whether there is anything to say about the text at all.
func (x Text) Shown() bool { return x.Plain != "" || x.Erased || x.Closed }

// Step is one of the great steps of a case, 报 呼 分 联 销 评, and whether it has been taken.
type Step struct {
	Name  string // report, call, sort, link, close, rate
	State StepState
	At    int64  // microseconds UTC; 0 = not yet
	Note  string // 3个单位中2个已报到
}

// StepState says how far a step is.
type StepState string

// The states of a step.
const (
	StepDone StepState = "done"
	StepHere StepState = "here"
	StepNext StepState = "next"
	StepVoid StepState = "void" // the case ended before it
)

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
