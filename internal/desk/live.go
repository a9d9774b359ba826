package desk

import (
	"context"
	"slices"
	"strconv"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/live"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

// Mark says where changes stand. A page takes it before it reads what it shows, and listens from there.
func (d *Desk) Mark() string { return d.live.Mark() }

// Listening counts open screens and how often one was woken.
func (d *Desk) Listening() live.Stats { return d.live.Stats() }

// Hush (不再通知) lets all open screens go, so that the process can end. They come back to the next one.
func (d *Desk) Hush() {
	d.live.Close()
	d.following.end()
}

// Hears reports whether there is anything that this post could listen to.
func Hears(who access.Who) bool { return len(hearing(who)) > 0 }

// hearing are the keys under which something concerns a post: those its lists are read by, for a partner the questions it was
// asked, and for everybody what its account is told. 依据 P-59, P-81.
func hearing(who access.Who) []string {
	own := store.ViewerAccount(who.Actor.Account)
	if who.Actor.Role == org.PartnerOperator {
		return []string{store.ViewerAsked(who.Actor.Unit), own}
	}
	keys := access.ScopeOf(who).Keys
	if slices.Contains(keys, own) {
		return keys
	}
	return append(slices.Clone(keys), own)
}

// Listen has this post told whenever something changes that concerns it: no word of what, but whether it is the case it
// looks at, if it names one. What was missed since a mark is told at once.
func (r Reader) Listen(ctx context.Context, district org.DistrictID, no casework.CaseNo, since string) (*live.Listener, error) {
	if err := own(r.who, district); err != nil {
		return nil, err
	}
	keys := hearing(r.who)
	if len(keys) == 0 {
		return nil, rule.Refuse(rule.Forbidden, "P-81", "本岗位没有随时更新的列表")
	}
	if no != "" {
		stand, err := r.d.standing(ctx, district)
		if err != nil {
			return nil, err
		}
		f, err := r.d.look(ctx, district, no)
		if err != nil {
			return nil, err
		}
		if access.Permit(r.who, access.CaseSee, seen(f.c, stand.units)) != nil {
			return nil, access.NoSuchCase()
		}
	}
	listener, err := r.d.live.Listen(live.Wanted{Place: placeOf(district), Keys: keys, Thing: string(no), Since: since})
	if err != nil {
		return nil, rule.Refuse(rule.Unavailable, "", "系统正在重启，请稍候")
	}
	r.d.follow(district)
	return listener, nil
}

// woke tells open screens that a case has changed: everybody who sees it, or saw it before.
func (d *Desk) woke(district org.DistrictID, stream string, was, now store.Projection) {
	c := live.Change{Place: placeOf(district), Thing: now.Case.No, For: concerned(was, now)}
	d.following.own(district, stream, now.Case.Version, c)
	d.live.Wake(c)
}

// concerned are the keys of all who have a case in a list, and of those for whom something in it waits.
func concerned(all ...store.Projection) (keys []string) {
	for _, p := range all {
		keys = append(keys, p.Viewers...)
		for _, waits := range p.Inbox {
			keys = append(keys, store.ViewerUnit(waits.Unit))
		}
	}
	return keys
}

// look folds a case as it is now, without a transaction.
func (d *Desk) look(ctx context.Context, district org.DistrictID, no casework.CaseNo) (folder, error) {
	v := d.store.In(district)
	f, ok := d.shelf.get(district, no)
	if !ok {
		row, found, err := v.CaseByNo(ctx, string(no))
		if err != nil {
			return f, err
		}
		if !found {
			return f, access.NoSuchCase()
		}
		f.c.ID = row.ID
	}
	events, err := v.Events(ctx, casework.Stream(f.c.ID), f.c.Version)
	if err != nil {
		return f, err
	}
	return f.fold(events)
}

func placeOf(district org.DistrictID) string { return strconv.FormatInt(int64(district), 10) }
