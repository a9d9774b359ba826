package desk

import (
	"context"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/store"
)

// CountedAtMost is where counting what waits ends.
const CountedAtMost = store.CountedAtMost

// CountQueue counts what Queue lists in at most four statuses, up to CountedAtMost.
func (r Reader) CountQueue(ctx context.Context, statuses ...casework.Status) (int, error) {
	v := r.d.store.In(r.who.District)
	switch access.ScopeOf(r.who).Kind {
	case access.ScopeTownship:
		return v.CountCases(ctx, r.who.Township, texts(statuses)...)
	case access.ScopeDistrict:
		return v.CountCases(ctx, "", texts(statuses)...)
	}
	return 0, nil
}

// CountTasks counts what Tasks lists in at most four statuses, up to CountedAtMost.
func (r Reader) CountTasks(ctx context.Context, statuses ...casework.TaskStatus) (int, error) {
	v := r.d.store.In(r.who.District)
	switch {
	case access.ScopeOf(r.who).Kind != access.ScopeUnit:
		return 0, nil
	case r.who.Department != "":
		return v.CountSectionTasks(ctx, r.who.Actor.Unit, texts(statuses)...)
	}
	return v.CountTasks(ctx, r.who.Actor.Unit, texts(statuses)...)
}

// CountReturns counts what Returns lists, up to CountedAtMost.
func (r Reader) CountReturns(ctx context.Context) (int, error) {
	if access.ScopeOf(r.who).Kind != access.ScopeDistrict {
		return 0, nil
	}
	return r.d.store.In(r.who.District).CountReturns(ctx)
}

// CountWatched counts what Watch lists of one kind, up to CountedAtMost; nothing for who may not watch.
func (r Reader) CountWatched(ctx context.Context, kind casework.ClockKind) (int, error) {
	v := r.d.store.In(r.who.District)
	switch access.ScopeOf(r.who).Kind {
	case access.ScopeTownship:
		return v.CountWatched(ctx, r.who.Township, string(kind))
	case access.ScopeDistrict:
		return v.CountWatched(ctx, "", string(kind))
	}
	return 0, nil
}

// CountInbox counts what Inbox lists of some kinds, up to CountedAtMost.
func (r Reader) CountInbox(ctx context.Context, kinds ...casework.ClockKind) (int, error) {
	stand, err := r.d.standing(ctx, r.who.District)
	if err != nil {
		return 0, err
	}
	unit, ok := r.desk(stand.units)
	if !ok {
		return 0, nil
	}
	return r.d.store.In(r.who.District).CountInbox(ctx, unit, names(kinds)...)
}

func texts[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}
