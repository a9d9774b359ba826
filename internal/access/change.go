package access

import (
	"context"
	"fmt"

	"huying/internal/org"
	"huying/internal/rule"
)

// Seats lists the posts that the bearer of a session may act in, in order of their ids.
func (d *Door) Seats(ctx context.Context, token string) ([]Seat, error) {
	kept, _, ok, err := d.find(ctx, ForSession, token)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, notLoggedIn()
	}
	dir, err := d.Units(ctx, kept.District)
	if err != nil {
		return nil, fmt.Errorf("units of %d: %w", kept.District, err)
	}
	return d.seats(ctx, Account{District: kept.District, ID: kept.Account, Posts: dir.PostsOf(kept.Account)}, org.Micros(d.Now()))
}

// Change (换岗) lets the bearer of a session act in another of their posts: the old session ends, a
// new one begins, and it lasts no longer than the old one would have. 依据 P-82.
func (d *Door) Change(ctx context.Context, token string, post org.PostID) (Token, Who, error) {
	kept, name, ok, err := d.find(ctx, ForSession, token)
	if err != nil {
		return Token{}, Who{}, err
	}
	if !ok {
		return Token{}, Who{}, notLoggedIn()
	}
	seats, err := d.Seats(ctx, token)
	if err != nil {
		return Token{}, Who{}, err
	}
	for _, seat := range seats {
		if seat.Post.ID != post {
			continue
		}
		plain, hash := newToken(ForSession, kept.District)
		next := Kept{
			District: kept.District, Purpose: ForSession, Hash: hash, Account: kept.Account, Post: post,
			Created: org.Micros(d.Now()), Expires: kept.Expires,
		}
		if err := d.Accounts.PutToken(ctx, next); err != nil {
			return Token{}, Who{}, fmt.Errorf("keep token of %s: %w", kept.Account, err)
		}
		return Token{plain, kept.Expires}, seat.Who(name, kept.Expires), d.LogOut(ctx, token)
	}
	return Token{}, Who{}, rule.Refuse(rule.Invalid, "P-82", "本账号没有这个岗位").At("post")
}
