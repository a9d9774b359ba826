package access

import (
	"context"
	"fmt"
	"time"

	"huying/internal/org"
	"huying/internal/rule"
)

// Authenticate answers who bears a session token: the post as it is now, so that a post which ended, an
// account that was closed or a token that was revoked no longer opens anything.
func (d *Door) Authenticate(ctx context.Context, token string) (Who, error) {
	kept, name, ok, err := d.find(ctx, ForSession, token)
	if err != nil {
		return Who{}, err
	}
	if !ok {
		return Who{}, notLoggedIn()
	}
	dir, err := d.Units(ctx, kept.District)
	if err != nil {
		return Who{}, fmt.Errorf("units of %d: %w", kept.District, err)
	}
	p, ok := dir.Post(kept.Post)
	if !ok || p.Account != kept.Account || !InForce(p, org.Micros(d.Now())) {
		return Who{}, notLoggedIn()
	}
	return SeatOf(kept.District, p, dir).Who(name, kept.Expires), nil
}

// find looks a token up; false when it is none, has expired or was revoked.
func (d *Door) find(ctx context.Context, purpose Purpose, token string) (Kept, string, bool, error) {
	district, hash, ok := readToken(token, purpose)
	if !ok {
		return Kept{}, "", false, nil
	}
	f, ok := d.recent.get(hash)
	if !ok || f.kept.Purpose != purpose {
		f = found{asked: time.Now()}
		var err error
		if f.kept, f.name, ok, err = d.Accounts.Token(ctx, district, purpose, hash); err != nil {
			return Kept{}, "", false, fmt.Errorf("find token: %w", err)
		}
		if !ok {
			return Kept{}, "", false, nil
		}
		d.recent.put(hash, f)
	}
	return f.kept, f.name, org.Micros(d.Now()) < f.kept.Expires, nil
}

// revoke ends a token, here at once.
func (d *Door) revoke(ctx context.Context, district org.DistrictID, hash []byte) error {
	defer d.recent.forget(hash)
	if err := d.Accounts.Revoke(ctx, district, hash); err != nil {
		return fmt.Errorf("revoke token: %w", err)
	}
	return nil
}

// LogOut ends a log-in.
func (d *Door) LogOut(ctx context.Context, token string) error {
	district, hash, ok := readToken(token, ForSession)
	if !ok {
		return nil
	}
	return d.revoke(ctx, district, hash)
}

func notLoggedIn() error {
	return rule.Refuse(rule.Unauthenticated, "P-82", "请先登录")
}
