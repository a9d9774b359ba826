package desk

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"huying/internal/access"
	"huying/internal/rule"
	"huying/internal/store"
)

// SavedFilter (自存筛选) is a filter of the list of cases that an account keeps for itself, under a name. It is private and
// no part of the record, and is checked again whenever it is opened. 依据 P-118.
type SavedFilter struct {
	ID    string
	Name  string
	Query string // as the list's address has it; ReadFilter reads it
}

// What an account may keep.
const (
	MaxFilters    = store.FilterPlaces
	MaxFilterName = 20 // characters
)

// savedOf is the page whose filters are kept: there is one so far.
const savedOf = "cases"

// SavedFilters lists what filters the account keeps in this district, in the order it gave them.
func (d *Desk) SavedFilters(ctx context.Context, who access.Who) ([]SavedFilter, error) {
	if err := keeps(who); err != nil {
		return nil, err
	}
	kept, err := d.store.In(who.District).SavedFilters(ctx, who.Actor.Account, savedOf)
	if err != nil {
		return nil, err
	}
	list := make([]SavedFilter, len(kept))
	for i, k := range kept {
		list[i] = SavedFilter(k)
	}
	return list, nil
}

// KeepFilter keeps a new filter under a name, after the others; the same under the same name is kept once. 依据 P-118.
func (d *Desk) KeepFilter(ctx context.Context, who access.Who, kept SavedFilter) (SavedFilter, error) {
	kept.ID = uuid.Must(uuid.NewV7()).String()
	err := d.changeFilters(ctx, who, func(list []store.SavedFilter) ([]store.SavedFilter, error) {
		if again, ok := among(list, kept); ok {
			kept.ID, kept.Name, kept.Query = again.ID, again.Name, again.Query
			return list, nil
		}
		if len(list) >= MaxFilters {
			return nil, rule.Refuse(rule.Spent, "P-118", "自存筛选已满三十个，请先删除不用的").At("name")
		}
		var err error
		if kept, err = sound(kept, list); err != nil {
			return nil, err
		}
		return append(list, store.SavedFilter(kept)), nil
	})
	if err != nil {
		return SavedFilter{}, err
	}
	return kept, nil
}

// ChangeFilter gives a filter that is kept another name, another query or another place among the account's own, counted
// from 1, past the last being the last; what is empty stays. 依据 P-118.
func (d *Desk) ChangeFilter(ctx context.Context, who access.Who, by SavedFilter, place int) (kept SavedFilter, err error) {
	if place < 0 {
		return SavedFilter{}, rule.Refuse(rule.Invalid, "P-118", "位置自 1 起").At("place")
	}
	err = d.changeFilters(ctx, who, func(list []store.SavedFilter) ([]store.SavedFilter, error) {
		at := slices.IndexFunc(list, func(f store.SavedFilter) bool { return f.ID == by.ID })
		if at < 0 {
			return nil, rule.Refuse(rule.Unknown, "P-118", "没有这个自存筛选").At("id")
		}
		next := SavedFilter{by.ID, cmp.Or(by.Name, list[at].Name), cmp.Or(by.Query, list[at].Query)}
		list = slices.Delete(list, at, at+1)
		var err error
		if next.Query != by.Query { // it may have outlived what it asks for: then it can be renamed, moved and dropped still
			next.Name, err = soundName(next.Name, list)
		} else {
			next, err = sound(next, list)
		}
		if err != nil {
			return nil, err
		}
		if kept = next; place != 0 {
			at = min(place-1, len(list))
		}
		return slices.Insert(list, at, store.SavedFilter(next)), nil
	})
	if err != nil {
		return SavedFilter{}, err
	}
	return kept, nil
}

// DropFilter throws a filter away; dropping it twice is no error.
func (d *Desk) DropFilter(ctx context.Context, who access.Who, id string) error {
	return d.changeFilters(ctx, who, func(list []store.SavedFilter) ([]store.SavedFilter, error) {
		return slices.DeleteFunc(list, func(f store.SavedFilter) bool { return f.ID == id }), nil
	})
}

func (d *Desk) changeFilters(ctx context.Context, who access.Who, change func([]store.SavedFilter) ([]store.SavedFilter, error)) error {
	if err := keeps(who); err != nil {
		return err
	}
	return d.store.Write(ctx, who.District, func(_ context.Context, tx *store.Tx) error {
		return tx.ChangeFilters(who.Actor.Account, savedOf, change)
	})
}

// sound holds a filter that is to be kept beside others to its bounds: its name, and that it reads, in its one spelling.
func sound(f SavedFilter, others []store.SavedFilter) (_ SavedFilter, err error) {
	if f.Name, err = soundName(f.Name, others); err != nil {
		return f, err
	}
	q, err := url.ParseQuery(f.Query)
	if err != nil {
		return f, rule.Refuse(rule.Invalid, "P-118", "筛选条件无法识别").At("query")
	}
	read, err := ReadFilter(q)
	if err != nil {
		return f, rule.Inside("query", err)
	}
	if f.Query = read.Query(); f.Query == "" {
		return f, rule.Refuse(rule.Incomplete, "P-118", "请先选定筛选条件，再保存").At("query")
	}
	return f, nil
}

// among finds the filter of that name and query: who sends it twice keeps it once.
func among(list []store.SavedFilter, f SavedFilter) (store.SavedFilter, bool) {
	q, err := url.ParseQuery(f.Query)
	read, bad := ReadFilter(q)
	at := slices.IndexFunc(list, func(k store.SavedFilter) bool { return k.Name == strings.TrimSpace(f.Name) && k.Query == read.Query() })
	if err != nil || bad != nil || at < 0 {
		return store.SavedFilter{}, false
	}
	return list[at], true
}

func soundName(name string, others []store.SavedFilter) (string, error) {
	name = strings.TrimSpace(name)
	switch {
	case name == "":
		return "", rule.Refuse(rule.Incomplete, "P-118", "请填写筛选的名称").At("name")
	case utf8.RuneCountInString(name) > MaxFilterName:
		return "", rule.Refuse(rule.Invalid, "P-118", "筛选的名称不得超过二十个字").At("name")
	case !utf8.ValidString(name) || strings.ContainsFunc(name, misleads):
		return "", rule.Refuse(rule.Invalid, "P-118", "筛选的名称含有无法识别的字符").At("name")
	case slices.ContainsFunc(others, func(f store.SavedFilter) bool { return f.Name == name }):
		return "", rule.Refuse(rule.Invalid, "P-118", "已有同名的筛选，请换一个名称").At("name")
	}
	return name, nil
}

// keeps: a filter is kept by a person, for a list that the post has.
func keeps(who access.Who) error {
	switch {
	case who.Actor.Account == "":
		return rule.Refuse(rule.Forbidden, "P-118", "自存筛选属于账号本人")
	case access.ScopeOf(who).Kind == access.ScopeNone:
		return rule.Refuse(rule.Forbidden, "P-81", "本岗位不办理呼叫单，没有呼叫单列表")
	}
	return nil
}
