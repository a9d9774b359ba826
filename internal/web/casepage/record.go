package casepage

import "huying/internal/web/face"

// Record (办理记录) is what a page shows of the record, by what was asked for.
type Record struct {
	Entries []Entry
	Older   []Entry // the misses and decisions among what is further back
	All     int     // how many there are in all
	Found   int     // how many fit what was asked for
	AllHref string  // address of all that fit, on one page; empty where they are here
	More    string  // address of the next page
	Start   string  // address of the first page; empty on it
	Here    string  // address of the page, for the filter
	Whole   string  // address of the page with the whole record
	Units   []face.Option
	Sorts   []face.Option
	Oldest  bool   // the oldest first
	Proof   string // address of the district's record, where one can check it oneself
}

// Filtered reports whether less than the whole record was asked for.
func (r Record) Filtered() bool { return r.Found < r.All }
