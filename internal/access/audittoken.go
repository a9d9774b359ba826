package access

import (
	"context"
	"fmt"
	"time"

	"huying/internal/org"
	"huying/internal/rule"
)

// IssueAuditToken gives a token with which anyone may read one district's leaves for lasts (0: AuditLasts),
// also as a path prefix for tools that know no headers. Who issues it must be allowed to. The hash names it
// in the record of the issue and for RevokeAuditToken.
func (d *Door) IssueAuditToken(ctx context.Context, by Who, district org.DistrictID, lasts time.Duration) (token Token, hash string, err error) {
	if err := Permit(by, AuditToken, District(district)); err != nil {
		return Token{}, "", err
	}
	if lasts == 0 {
		lasts = AuditLasts
	}
	if lasts < 0 || lasts > AuditLasts {
		return Token{}, "", rule.Refuse(rule.Invalid, "P-06", "审计令牌有效期最长三十天").At("expires")
	}
	now := org.Micros(d.Now())
	plain, hash := newToken(auditPrefix)
	token = Token{plain, now + lasts.Microseconds()}
	err = d.Accounts.PutToken(ctx, TokenAudit, hash, district, by.Actor.Account, by.Actor.Post, now, token.Expires)
	if err != nil {
		return Token{}, "", fmt.Errorf("keep audit token for %d: %w", district, err)
	}
	return token, hash, nil
}

// AuthenticateAudit answers what the bearer of an auditor's token may audit. A capability in a path is all
// there is to show, so every fault of it is one and the same refusal.
func (d *Door) AuthenticateAudit(ctx context.Context, token string) (Auditing, error) {
	if !wellFormed(token, auditPrefix) {
		return Auditing{}, noAuditToken()
	}
	district, _, _, _, expires, err := d.Accounts.Token(ctx, TokenAudit, TokenHash(token))
	if err != nil {
		return Auditing{}, fmt.Errorf("find audit token: %w", err)
	}
	if expires <= org.Micros(d.Now()) {
		return Auditing{}, noAuditToken()
	}
	return Auditing{district, expires}, nil
}

// RevokeAuditToken ends an auditor's token of a district, known by its hash.
func (d *Door) RevokeAuditToken(ctx context.Context, by Who, district org.DistrictID, hash string) error {
	err := Permit(by, AdminAudit, District(district))
	if err != nil && Permit(by, AuditToken, District(district)) != nil {
		return err
	}
	of, _, _, _, _, err := d.Accounts.Token(ctx, TokenAudit, hash)
	if err != nil {
		return fmt.Errorf("find audit token: %w", err)
	}
	if of != district {
		return rule.Refuse(rule.Unknown, "P-80", "查无此审计令牌")
	}
	if err := d.Accounts.Revoke(ctx, TokenAudit, hash); err != nil {
		return fmt.Errorf("revoke audit token: %w", err)
	}
	return nil
}

func noAuditToken() error {
	return rule.Refuse(rule.Unauthenticated, "P-06", "审计令牌无效或者已过期")
}
