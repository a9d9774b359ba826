package ledger

import (
	"fmt"

	"huying/internal/org"
)

// ParseLeaf reads a leaf back. It is strict: of any event exactly one spelling is accepted, the
// one Leaf writes, so that ParseLeaf and Leaf undo each other byte for byte.
func ParseLeaf(b []byte) (Event, error) {
	if len(b) > MaxLeaf {
		return Event{}, errTooLong
	}
	r := Cursor{src: b}
	var e Event
	if r.Has(`{"account":`) {
		e.Actor.Account = org.AccountID(r.filled())
		r.Take(`,"at":`)
	} else {
		r.Take(`{"at":`)
	}
	e.At = r.Number()
	r.Take(`,"data":`)
	e.Data = r.Object()
	r.Take(`,"district":`)
	e.District = org.DistrictID(r.Number())
	if r.Has(`,"post":`) {
		e.Actor.Post = org.PostID(r.filled())
	}
	r.Take(`,"role":`)
	e.Actor.Role = org.Role(r.Text())
	r.Take(`,"stream":`)
	e.Stream = r.Text()
	r.Take(`,"type":`)
	e.Type = r.Text()
	r.Take(`,"unit":`)
	e.Actor.Unit = org.UnitID(r.Text())
	r.Take(`,"v":1,"version":`)
	e.Version = r.Number()
	r.Take(`}`)
	if err := r.End(); err != nil {
		return Event{}, fmt.Errorf("leaf: %w", err)
	}
	if err := e.check(); err != nil {
		return Event{}, err
	}
	return e, nil
}
