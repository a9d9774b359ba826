package access

import (
	"context"
	"fmt"
	"strings"
	"time"

	"huying/internal/org"
	"huying/internal/rule"
)

// Door (登录) lets people in: it checks passwords, gives tokens and knows who bears them. One Door serves all.
type Door struct {
	Accounts Accounts
	// Units gives a district's directory as it is now; a post's places follow from it.
	Units func(ctx context.Context, district org.DistrictID) (*org.Directory, error)
	Now   func() time.Time

	strangers strangers
	recent    recent
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
	a, err := d.check(ctx, strings.TrimSpace(login), password, now)
	if err != nil {
		return Token{}, Who{}, err
	}
	seat, err := d.seat(ctx, a, post, now)
	if err != nil {
		return Token{}, Who{}, err
	}
	plain, hash := newToken(ForSession, a.District)
	expires := now + SessionLasts.Microseconds()
	err = d.Accounts.PutToken(ctx, Kept{
		District: a.District, Purpose: ForSession, Hash: hash, Account: a.ID, Post: seat.Post.ID, Created: now, Expires: expires,
	})
	if err != nil {
		return Token{}, Who{}, fmt.Errorf("keep token of %s: %w", a.ID, err)
	}
	return Token{plain, expires}, seat.Who(a.Name, expires), nil
}

// Posts lists the posts a person may log in to, in order of their ids, once login and password are right.
func (d *Door) Posts(ctx context.Context, login, password string) ([]Seat, error) {
	now := org.Micros(d.Now())
	a, err := d.check(ctx, strings.TrimSpace(login), password, now)
	if err != nil {
		return nil, err
	}
	return d.seats(ctx, a, now)
}

const maxLogin = 64 // bytes

// check verifies the password under the lock-out. It looks at the lock only once it holds a slot for
// hashing, so that a burst of guesses gains no more than the few that hash at once.
func (d *Door) check(ctx context.Context, login, password string, now int64) (Account, error) {
	if login == "" || len(login) > maxLogin {
		return Account{}, wrongLogin()
	}
	leave, err := enter(ctx)
	if err != nil {
		return Account{}, err
	}
	defer leave()
	a, found, err := d.Accounts.Account(ctx, login)
	if err != nil {
		return Account{}, fmt.Errorf("find account: %w", err)
	}
	if !found {
		return Account{}, d.stranger(login, password, now)
	}
	if Locked(a.LockedUntil, now) {
		return Account{}, lockedOut()
	}
	right, err := verifyPassword(password, a.Password)
	if err != nil {
		return Account{}, fmt.Errorf("check password of %s: %w", a.ID, err)
	}
	if !right {
		err := d.Accounts.Failed(ctx, a, func(failures, lockedUntil int64) (int64, int64) {
			return AfterFailure(failures, lockedUntil, now)
		})
		if err != nil {
			return Account{}, fmt.Errorf("record failed log-in of %s: %w", a.ID, err)
		}
		return Account{}, wrongLogin()
	}
	if a.Failures > 0 {
		if err := d.Accounts.Forgive(ctx, a); err != nil {
			return Account{}, fmt.Errorf("forget failed log-ins of %s: %w", a.ID, err)
		}
	}
	return a, nil
}

// stranger answers a login that does not exist as it would one that does, and after the same time.
func (d *Door) stranger(login, password string, now int64) error {
	if d.strangers.locked(login, now) {
		return lockedOut()
	}
	if _, err := verifyPassword(password, ""); err != nil {
		return err
	}
	d.strangers.failed(login, now)
	return wrongLogin()
}

func wrongLogin() error {
	return rule.Refuse(rule.Unauthenticated, "P-88", "用户名或者密码不正确")
}

func lockedOut() error {
	return rule.Refuse(rule.TooMany, "P-88", "登录连续失败五次，请十五分钟后再试")
}
