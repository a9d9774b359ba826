package access

import (
	"context"
	"fmt"
	"time"

	"huying/internal/org"
	"huying/internal/rule"
)

// IssueAuditToken gives a token with which anyone may read one district's leaves for lasts (0: AuditLasts),
// also as a path prefix for tools that know no headers. Who issues it must be allowed to. The hash names the
// token in the record of its issue, and for RevokeAuditToken.
func (d *Door) IssueAuditToken(ctx context.Context, by Who, district org.DistrictID, lasts time.Duration) (token Token, hash []byte, err error) {
	if err := Permit(by, AuditToken, District(district)); err != nil {
		return Token{}, nil, err
	}
	if lasts == 0 {
		lasts = AuditLasts
	}
	if lasts < 0 || lasts > AuditLasts {
		return Token{}, nil, rule.Refuse(rule.Invalid, "P-06", "审计令牌有效期最长三十天").At("expires")
	}
	now := org.Micros(d.Now())
	plain, hash := newToken(ForAudit, district)
	token = Token{plain, now + lasts.Microseconds()}
	err = d.Accounts.PutToken(ctx, Kept{
		District: district, Purpose: ForAudit, Hash: hash,
		Account: by.Actor.Account, Post: by.Actor.Post, Created: now, Expires: token.Expires,
	})
	if err != nil {
		return Token{}, nil, fmt.Errorf("keep audit token for %d: %w", district, err)
	}
	return token, hash, nil
}

// AuthenticateAudit answers what the bearer of an auditor's token may audit. A capability in a path is all
// there is to show, so every fault of it is one and the same refusal.
func (d *Door) AuthenticateAudit(ctx context.Context, token string) (Auditing, error) {
	kept, _, ok, err := d.find(ctx, ForAudit, token)
	if err != nil {
		return Auditing{}, err
	}
	if !ok {
		return Auditing{}, rule.Refuse(rule.Unauthenticated, "P-06", "审计令牌无效或者已过期")
	}
	return Auditing{kept.District, kept.Expires}, nil
}

// RevokeAuditToken ends an auditor's token of a district, known by its hash. Who issues tokens may, and the
// audit administrator.
func (d *Door) RevokeAuditToken(ctx context.Context, by Who, district org.DistrictID, hash []byte) error {
	err := Permit(by, AdminAudit, District(district))
	if err != nil && Permit(by, AuditToken, District(district)) != nil {
		return err
	}
	_, _, found, err := d.Accounts.Token(ctx, district, ForAudit, hash)
	switch {
	case err != nil:
		return fmt.Errorf("find audit token: %w", err)
	case !found:
		return rule.Refuse(rule.Unknown, "P-06", "查无此审计令牌")
	}
	return d.revoke(ctx, district, hash)
}
