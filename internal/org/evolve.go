package org

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
)

// Event (机构岗位变动) is what has happened to a district's units and posts, kept in its stream "org".
// Persons' names, phones and log-ins are never in it: they belong to the account.
type Event interface{ evolve(*Directory) *Directory }

// UnitsFounded (设立或调整单位) enters units, or enters them anew with other particulars.
type UnitsFounded struct {
	Units []Unit `json:"units"`
}

// UnitsClosed (撤销单位) ends units at an instant; what they did stays theirs.
type UnitsClosed struct {
	Units []UnitID `json:"units"`
	To    int64    `json:"to"`
}

// PostsGranted (授予岗位) seats accounts in units.
type PostsGranted struct {
	Posts []Post `json:"posts"`
}

// PostsEnded (收回岗位) ends posts at an instant.
type PostsEnded struct {
	Posts []PostID `json:"posts"`
	To    int64    `json:"to"`
}

// Stream is the name of the stream that holds these events.
const Stream = "org"

var events = map[string]reflect.Type{
	"UnitsFounded": reflect.TypeFor[UnitsFounded](),
	"UnitsClosed":  reflect.TypeFor[UnitsClosed](),
	"PostsGranted": reflect.TypeFor[PostsGranted](),
	"PostsEnded":   reflect.TypeFor[PostsEnded](),
}

// TypeOf is the name under which an event is stored.
func TypeOf(e Event) string { return reflect.TypeOf(e).Name() }

// Decode reads a stored event. An unknown type is a fault, never skipped: part of the story would be missing.
func Decode(typ string, data []byte) (Event, error) {
	t, ok := events[typ]
	if !ok {
		return nil, fmt.Errorf("org event of unknown type %q", typ)
	}
	e := reflect.New(t)
	if err := json.Unmarshal(data, e.Interface()); err != nil {
		return nil, fmt.Errorf("org event %s: %w", typ, err)
	}
	return e.Elem().Interface().(Event), nil
}

// Evolve is the directory after an event. It never fails and leaves the one before untouched.
func Evolve(d *Directory, e Event) *Directory { return e.evolve(d) }

func (e UnitsFounded) evolve(d *Directory) *Directory {
	return NewDirectory(d.district, append(d.Units(), e.Units...), d.AllPosts())
}

func (e PostsGranted) evolve(d *Directory) *Directory {
	return NewDirectory(d.district, d.Units(), append(d.AllPosts(), e.Posts...))
}

func (e UnitsClosed) evolve(d *Directory) *Directory {
	units := maps.Clone(d.units)
	for _, id := range e.Units {
		if u, ok := units[id]; ok {
			u.To = e.To
			units[id] = u
		}
	}
	return NewDirectory(d.district, slices.Collect(maps.Values(units)), d.AllPosts())
}

func (e PostsEnded) evolve(d *Directory) *Directory {
	posts := maps.Clone(d.posts)
	for _, id := range e.Posts {
		if p, ok := posts[id]; ok {
			p.To = e.To
			posts[id] = p
		}
	}
	return NewDirectory(d.district, d.Units(), slices.Collect(maps.Values(posts)))
}
