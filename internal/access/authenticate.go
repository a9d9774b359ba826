package access

import (
	"context"
	"fmt"

	"huying/internal/org"
	"huying/internal/rule"
)

// Authenticate answers who bears a session token: the post as it is now, so that a post which ended, an
// account that was closed or a token that was revoked no longer opens anything.
func (d *Door) Authenticate(ctx context.Context, token string) (Who, error) {
	if !wellFormed(token, sessionPrefix) {
		return Who{}, notLoggedIn()
	}
	district, account, post, name, expires, err := d.Accounts.Token(ctx, TokenSession, TokenHash(token))
	if err != nil {
		return Who{}, fmt.Errorf("find token: %w", err)
	}
	now := org.Micros(d.Now())
	if expires <= now {
		return Who{}, notLoggedIn()
	}
	dir, err := d.Units(ctx, district)
	if err != nil {
		return Who{}, fmt.Errorf("units of %d: %w", district, err)
	}
	p, ok := dir.Post(post)
	if !ok || p.Account != account || !InForce(p, now) {
		return Who{}, notLoggedIn()
	}
	return SeatOf(district, p, dir).Who(name, expires), nil
}

// LogOut ends a log-in.
func (d *Door) LogOut(ctx context.Context, token string) error {
	if !wellFormed(token, sessionPrefix) {
		return nil
	}
	if err := d.Accounts.Revoke(ctx, TokenSession, TokenHash(token)); err != nil {
		return fmt.Errorf("revoke token: %w", err)
	}
	return nil
}

func notLoggedIn() error {
	return rule.Refuse(rule.Unauthenticated, "P-82", "请先登录")
}
