package access

import (
	"context"

	"huying/internal/org"
)

// Account (账号) is a person as log-in needs to know one. Name and password never enter the record.
type Account struct {
	District    org.DistrictID
	ID          org.AccountID
	Name        string     // for the screen
	Password    string     // PHC string
	Failures    int64      // wrong passwords in a row; see AfterFailure
	LockedUntil int64      // microseconds UTC; 0 = never locked
	Posts       []org.Post // all of them, also those that have ended
}

// Kept (令牌) is what is kept of a token: never the token.
type Kept struct {
	District org.DistrictID
	Purpose  Purpose
	Hash     []byte // SHA-256 of the token
	Account  org.AccountID
	Post     org.PostID
	Created  int64 // microseconds UTC
	Expires  int64
}

// Purpose says what a token opens.
type Purpose string

// The purposes.
const (
	ForSession Purpose = "session" // 登录
	ForAudit   Purpose = "audit"   // 审计令牌
)

// Accounts is where accounts and tokens are kept: the store, as the desk hands it in.
type Accounts interface {
	// Account finds an account that is valid now by its login; false where there is none.
	Account(ctx context.Context, login string) (Account, bool, error)
	// Failed changes an account's count of failures and its lock as next says, from what they are now,
	// in one transaction.
	Failed(ctx context.Context, a Account, next func(failures, lockedUntil int64) (int64, int64)) error
	// Forgive sets an account's failures to none.
	Forgive(ctx context.Context, a Account) error

	// PutToken keeps a token.
	PutToken(ctx context.Context, t Kept) error
	// Token finds a token of a district by its hash, with the present name of an account that is still
	// valid; false where there is none.
	Token(ctx context.Context, district org.DistrictID, purpose Purpose, hash []byte) (t Kept, name string, found bool, err error)
	// Revoke ends a token at once; one that is unknown is no fault.
	Revoke(ctx context.Context, district org.DistrictID, hash []byte) error
}
