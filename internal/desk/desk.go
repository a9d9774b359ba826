// Package desk is the 办事台: the one place where a transaction that decides begins.
//
// A write takes the same road whoever brings it: load the case, ask access whether this person may
// touch it at all, ask casework whether this post may do this now, append what happened, project it,
// remember the answer, commit. Acknowledged means durable. Reads go through As(who), which adds the
// scope of what that post may see.
package desk

import (
	"context"
	"strings"
	"sync"
	"time"

	"huying/internal/access"
	"huying/internal/blob"
	"huying/internal/calendar"
	"huying/internal/live"
	"huying/internal/notify"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

// Options of a desk.
type Options struct {
	Store *store.Store
	Files *blob.Folder
	Now   func() time.Time // default time.Now

	Channels map[notify.Kind]notify.Channel // by which messages go out; over what is not here nobody is told
	Site     string                         // the address under which people reach the site, for links; "" where nobody has said it
}

// Desk decides and reads on behalf of people in posts. It holds nothing that the store does not.
type Desk struct {
	Door *access.Door // 登录

	store    *store.Store
	files    *blob.Folder
	now      func() time.Time
	calendar calendar.Calendar
	shelf    *shelf
	turns    *turns
	darkroom darkroom
	live     *live.Hub // open screens
	channels map[notify.Kind]notify.Channel
	site     string

	following *following
	standings sync.Map // org.DistrictID → *standing
}

// New opens the desk on a store.
func New(o Options) *Desk {
	if o.Now == nil {
		o.Now = time.Now
	}
	d := &Desk{
		store: o.Store, files: o.Files, now: o.Now, calendar: calendar.Shipped(), shelf: newShelf(), turns: newTurns(),
		darkroom: make(darkroom, 2), live: live.New(), following: newFollowing(),
		channels: o.Channels, site: strings.TrimRight(o.Site, "/"),
	}
	d.Door = &access.Door{Accounts: accounts{o.Store, o.Now}, Units: d.Units, Now: o.Now}
	return d
}

// Now is the desk's time, in whole microseconds as the record keeps it.
func (d *Desk) Now() time.Time { return d.now().UTC().Truncate(time.Microsecond) }

// Units is a district's directory as it stands.
func (d *Desk) Units(ctx context.Context, district org.DistrictID) (*org.Directory, error) {
	s, err := d.standing(ctx, district)
	if err != nil {
		return nil, err
	}
	return s.units, nil
}

// noDistrict is the answer where a district does not exist, or is not the person's own. 依据 P-80.
func noDistrict() error { return rule.Refuse(rule.Unknown, "P-80", "没有这个区县") }

// own refuses whoever acts outside the district of the post. 依据 P-80.
func own(who access.Who, district org.DistrictID) error {
	if who.District != district {
		return rule.Refuse(rule.Forbidden, "P-80", "不能办理或者查看其他区县的事项")
	}
	return nil
}
