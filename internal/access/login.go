package access

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"huying/internal/org"
	"huying/internal/rule"
)

// Door (登录) lets people in: it checks passwords, gives tokens and knows who bears them.
type Door struct {
	Accounts Accounts
	// Units gives a district's directory as it is now; a post's places follow from it.
	Units func(ctx context.Context, district org.DistrictID) (*org.Directory, error)
	Now   func() time.Time
}

// Token is what a person gets at log-in. Plain is shown once and kept nowhere.
type Token struct {
	Plain   string
	Expires int64 // microseconds UTC
}

// LogIn checks login and password and takes up one post: 依据 P-82. A person with exactly one post need
// not name it. Unknown login and wrong password are one refusal, after the same time.
func (d *Door) LogIn(ctx context.Context, login, password string, post org.PostID) (Token, Who, error) {
	now := org.Micros(d.Now())
	login = strings.TrimSpace(login)
	id, name, err := d.check(ctx, login, password, now)
	if err != nil {
		return Token{}, Who{}, err
	}
	seat, err := d.choose(ctx, id, post, now)
	if err != nil {
		return Token{}, Who{}, err
	}
	token, hash := newToken(sessionPrefix)
	expires := now + SessionLasts.Microseconds()
	if err := d.Accounts.PutToken(ctx, TokenSession, hash, seat.District, id, seat.Post.ID, now, expires); err != nil {
		return Token{}, Who{}, fmt.Errorf("keep token of %s: %w", id, err)
	}
	return Token{token, expires}, seat.Who(name, expires), nil
}

// check verifies the password under the lock-out. It looks at the failures only once it holds a slot for
// hashing, so that a burst of guesses gains no more than the few that hash at once.
func (d *Door) check(ctx context.Context, login, password string, now int64) (org.AccountID, string, error) {
	leave, err := enter(ctx)
	if err != nil {
		return "", "", err
	}
	defer leave()
	if login == "" || len(login) > maxLogin {
		return "", "", wrongLogin()
	}
	failures, err := d.Accounts.Failures(ctx, login, now-LockFor.Microseconds())
	if err != nil {
		return "", "", fmt.Errorf("count failed log-ins: %w", err)
	}
	if _, locked := Lockout(failures, now); locked {
		return "", "", rule.Refuse(rule.TooMany, "P-88", "登录失败次数过多，请十五分钟后再试")
	}
	id, name, stored, err := d.Accounts.Account(ctx, login)
	if err != nil {
		return "", "", fmt.Errorf("find account: %w", err)
	}
	right, err := verifyPassword(password, stored)
	if err != nil {
		return "", "", fmt.Errorf("check password of %s: %w", id, err)
	}
	if !right || id == "" {
		if err := d.Accounts.Failed(ctx, login, now); err != nil {
			return "", "", fmt.Errorf("record failed log-in: %w", err)
		}
		return "", "", wrongLogin()
	}
	if len(failures) > 0 {
		if err := d.Accounts.Forgive(ctx, login); err != nil {
			return "", "", fmt.Errorf("forget failed log-ins: %w", err)
		}
	}
	return id, name, nil
}

const maxLogin = 64 // bytes

func wrongLogin() error {
	return rule.Refuse(rule.Unauthenticated, "P-88", "用户名或者密码不正确")
}

// choose finds the post to act in among those in force.
func (d *Door) choose(ctx context.Context, id org.AccountID, post org.PostID, now int64) (Seat, error) {
	seats, err := d.seats(ctx, id, now)
	if err != nil {
		return Seat{}, err
	}
	switch {
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

// Seats lists the posts a logged-in person may change to.
func (d *Door) Seats(ctx context.Context, id org.AccountID) ([]Seat, error) {
	return d.seats(ctx, id, org.Micros(d.Now()))
}

func (d *Door) seats(ctx context.Context, id org.AccountID, now int64) ([]Seat, error) {
	byDistrict, err := d.Accounts.PostsOf(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("list posts of %s: %w", id, err)
	}
	var seats []Seat
	for district, posts := range byDistrict {
		dir, err := d.Units(ctx, district)
		if err != nil {
			return nil, fmt.Errorf("units of %d: %w", district, err)
		}
		for _, p := range posts {
			if p.Role != org.System && InForce(p, now) { // the worker is nobody's post
				seats = append(seats, SeatOf(district, p, dir))
			}
		}
	}
	slices.SortFunc(seats, func(a, b Seat) int {
		return strings.Compare(string(a.Post.ID), string(b.Post.ID))
	})
	return seats, nil
}
