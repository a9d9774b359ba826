package casepage

// Album (照片) is the photos of one part of the story: as it was reported, while it was worked on, and after.
type Album struct {
	Name  string // before, during, after
	Files []File
}

// The names of the albums, in their order.
const (
	Before = "before"
	During = "during"
	After  = "after"
)
