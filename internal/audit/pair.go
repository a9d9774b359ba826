package audit

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"huying/internal/casework"
	"huying/internal/org"
)

// half is one of two records that came about together in two cases: a merger, its undoing, a split. Both stand on one
// instant and one actor, so that each tells what the other must be.
type half struct {
	what      string // merged, parted, split
	first     bool   // in the case that was asked: merged, taken out, or split
	id, other string
	no, their casework.CaseNo // of this case and of the other; a case that was split is not named by what came of it
	at        int64
	by        org.Actor
	reported  string // of a merger: by whom the merged case was reported, one after the other
}

func (h half) twin() half {
	h.first, h.id, h.other, h.no, h.their = !h.first, h.other, h.id, h.their, h.no
	return h
}

func (h half) String() string {
	switch {
	case h.what == "split" && h.first:
		return fmt.Sprintf("case %s (%s) was split off, and did not begin so", h.other, h.their)
	case h.what == "split":
		return fmt.Sprintf("split off case %s, which does not say so", h.other)
	case h.first:
		return fmt.Sprintf("%s, and case %s (%s) does not say so", h.what, h.other, h.their)
	}
	return fmt.Sprintf("case %s (%s) was %s, and does not say so", h.other, h.their, h.what)
}

// halfOf is what a record says of another case; ok is false where it says nothing of any.
func halfOf(before casework.Case, r casework.Recorded) (h half, ok bool) {
	h = half{id: before.ID, no: before.No, at: r.Moment.At, by: r.Moment.By}
	switch e := r.Event.(type) {
	case casework.MergedInto:
		h.what, h.first, h.other, h.their, h.reported = "merged", true, e.Case, e.No, names(before.Reporters())
	case casework.Absorbed:
		h.what, h.other, h.their, h.reported = "merged", e.Case, e.No, names(e.Reporters)
	case casework.Unmerged:
		h.what, h.first, h.other, h.their = "parted", true, before.Merged.Into, before.Merged.No
	case casework.Parted:
		h.what, h.other, h.their = "parted", e.Case, e.No
	case casework.SplitOff:
		h.what, h.first, h.other, h.no, h.their = "split", true, e.Case, "", e.No
	case casework.Reported:
		h.what, h.id, h.other, h.no = "split", e.ID, e.From, e.No
	}
	return h, h.other != ""
}

func names(accounts []org.AccountID) string { return fmt.Sprintf("%q", accounts) }

// pair holds a record that concerns two cases to the one in the other. Which of them stands first in the log does not
// matter; both were written in one transaction. 依据 P-37, P-114, P-115.
func (r *replayer) pair(before casework.Case, record casework.Recorded, p placed) {
	h, ok := halfOf(before, record)
	if !ok {
		return
	}
	if _, waits := r.pairs[h.twin()]; waits {
		delete(r.pairs, h.twin())
		return
	}
	r.pairs[h] = p
}

// unpaired tells of the records whose other half never came. Both are sealed together, so that no checkpoint parts them.
func (r *replayer) unpaired() {
	for _, h := range slices.SortedFunc(maps.Keys(r.pairs), func(a, b half) int { return cmp.Compare(r.pairs[a].index, r.pairs[b].index) }) {
		r.find(r.pairs[h].finding(Unpaired, h.String()))
	}
}
