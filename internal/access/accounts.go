package access

import (
	"context"

	"huying/internal/org"
)

// Accounts is where accounts, failed log-ins and tokens are kept. The store keeps it; its types are
// plain, because store and access stand side by side.
type Accounts interface {
	// Account finds an account by its login: its id, the name for the screen and the password's PHC
	// string. The id is empty where there is no such login, or the account is closed.
	Account(ctx context.Context, login string) (id org.AccountID, name, password string, err error)
	// PostsOf lists the posts an account has held, by district, also those that have ended.
	PostsOf(ctx context.Context, id org.AccountID) (map[org.DistrictID][]org.Post, error)

	// Failures lists the instants of failed log-ins under a login since an instant, oldest first.
	Failures(ctx context.Context, login string, since int64) ([]int64, error)
	// Failed records one, for a login that need not exist.
	Failed(ctx context.Context, login string, at int64) error
	// Forgive forgets a login's failures.
	Forgive(ctx context.Context, login string) error

	// PutToken keeps a token's hash. Purpose is TokenSession or TokenAudit; for the latter account and
	// post are the issuer's.
	PutToken(ctx context.Context, purpose, hash string, district org.DistrictID, account org.AccountID, post org.PostID, at, expires int64) error
	// Token finds a token that has not been revoked, with the account's present name; expires is 0
	// where there is none, or the account is closed.
	Token(ctx context.Context, purpose, hash string) (district org.DistrictID, account org.AccountID, post org.PostID, name string, expires int64, err error)
	// Revoke ends a token at once; one that is unknown is no fault.
	Revoke(ctx context.Context, purpose, hash string) error
	// RevokeAll ends all log-ins of an account: its password was changed, or it was closed.
	RevokeAll(ctx context.Context, account org.AccountID) error
}

// The purposes of a token.
const (
	TokenSession = "session" // 登录
	TokenAudit   = "audit"   // 审计令牌
)
