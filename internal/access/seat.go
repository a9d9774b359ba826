package access

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"huying/internal/org"
	"huying/internal/rule"
)

// Seat (登录岗位) is a post a person may log in to, with the places that follow from its unit.
type Seat struct {
	District   org.DistrictID
	Post       org.Post
	Township   org.UnitID
	Department org.UnitID
	Grids      []org.UnitID
}

// SeatOf places a post in its district's directory.
func SeatOf(district org.DistrictID, p org.Post, dir *org.Directory) Seat {
	s := Seat{District: district, Post: p, Township: dir.TownshipOf(p.Unit)}
	if department := answersFor(p.Unit, dir); department != p.Unit {
		s.Department = department
	}
	if p.Role == org.GridMember || p.Role == org.Station {
		s.Grids = []org.UnitID{p.Unit}
	}
	return s
}

// Who is the person of this seat, shown under name, until the log-in expires.
func (s Seat) Who(name string, expires int64) Who {
	return Who{
		District: s.District,
		Actor:    org.Actor{Account: s.Post.Account, Post: s.Post.ID, Unit: s.Post.Unit, Role: s.Post.Role},
		Township: s.Township, Department: s.Department, Grids: slices.Clone(s.Grids),
		Name: name, Expires: expires,
	}
}

// InForce reports whether a post is held at an instant.
func InForce(p org.Post, at int64) bool {
	return p.From <= at && (p.To == 0 || at < p.To)
}

// seat finds the post to act in among those in force.
func (d *Door) seat(ctx context.Context, a Account, post org.PostID, now int64) (Seat, error) {
	seats, err := d.seats(ctx, a, now)
	switch {
	case err != nil:
		return Seat{}, err
	case len(seats) == 0:
		return Seat{}, rule.Refuse(rule.Forbidden, "P-82", "本账号目前没有岗位").At("post")
	case post == "" && len(seats) == 1:
		return seats[0], nil
	case post == "":
		return Seat{}, rule.Refuse(rule.Incomplete, "P-82", "本账号有多个岗位，请选择一个").At("post")
	}
	i := slices.IndexFunc(seats, func(s Seat) bool { return s.Post.ID == post })
	if i < 0 {
		return Seat{}, rule.Refuse(rule.Invalid, "P-82", "本账号没有这个岗位").At("post")
	}
	return seats[i], nil
}

func (d *Door) seats(ctx context.Context, a Account, now int64) ([]Seat, error) {
	dir, err := d.Units(ctx, a.District)
	if err != nil {
		return nil, fmt.Errorf("units of %d: %w", a.District, err)
	}
	var seats []Seat
	for _, p := range a.Posts {
		if p.Role != org.System && p.Account == a.ID && InForce(p, now) { // the worker is nobody's post
			seats = append(seats, SeatOf(a.District, p, dir))
		}
	}
	slices.SortFunc(seats, func(a, b Seat) int {
		return strings.Compare(string(a.Post.ID), string(b.Post.ID))
	})
	return seats, nil
}
