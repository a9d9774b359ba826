package desk

import (
	"context"
	"time"

	"huying/internal/access"
	"huying/internal/org"
	"huying/internal/store"
)

// accounts is where the door finds accounts and tokens: access and store stand side by side, and meet here.
type accounts struct {
	store *store.Store
	now   func() time.Time
}

func (a accounts) valid(kept store.Account) bool {
	now := org.Micros(a.now())
	return kept.From <= now && (kept.To == 0 || now < kept.To)
}

// Account finds an account that is valid now by its login, with its posts.
func (a accounts) Account(ctx context.Context, login string) (access.Account, bool, error) {
	district, id, ok, err := a.store.WhereIs(ctx, login)
	if err != nil || !ok {
		return access.Account{}, false, err
	}
	v := a.store.In(district)
	kept, ok, err := v.Account(ctx, id)
	if err != nil || !ok || !a.valid(kept) {
		return access.Account{}, false, err
	}
	posts, err := v.PostsOf(ctx, id)
	if err != nil {
		return access.Account{}, false, err
	}
	return access.Account{
		District: district, ID: id, Name: kept.Name, Password: kept.Password,
		Failures: kept.Failures, LockedUntil: kept.Locked, Posts: posts,
	}, true, nil
}

// Failed counts one wrong password more. 依据 P-88.
func (a accounts) Failed(ctx context.Context, of access.Account, next func(failures, lockedUntil int64) (int64, int64)) error {
	return a.store.Write(ctx, of.District, func(ctx context.Context, tx *store.Tx) error {
		kept, ok, err := tx.Account(ctx, of.ID)
		if err != nil || !ok {
			return err
		}
		failures, lockedUntil := next(kept.Failures, kept.Locked)
		return tx.SetFailures(of.ID, failures, lockedUntil)
	})
}

// Forgive forgets wrong passwords.
func (a accounts) Forgive(ctx context.Context, of access.Account) error {
	return a.store.Write(ctx, of.District, func(_ context.Context, tx *store.Tx) error {
		return tx.SetFailures(of.ID, 0, 0)
	})
}

// PutToken keeps a token.
func (a accounts) PutToken(ctx context.Context, t access.Kept) error {
	return a.store.Write(ctx, t.District, func(_ context.Context, tx *store.Tx) error {
		return tx.PutToken(store.Token{
			Hash: t.Hash, Kind: store.TokenKind(t.Purpose), Account: t.Account, Post: t.Post,
			Created: t.Created, Expires: t.Expires,
		})
	})
}

// Token finds a token of a district, and the name of whoever it belongs to.
func (a accounts) Token(ctx context.Context, district org.DistrictID, purpose access.Purpose, hash []byte) (access.Kept, string, bool, error) {
	v := a.store.In(district)
	t, ok, err := v.Token(ctx, hash)
	if err != nil || !ok || access.Purpose(t.Kind) != purpose {
		return access.Kept{}, "", false, err
	}
	of, ok, err := v.Account(ctx, t.Account)
	if err != nil || !ok || !a.valid(of) {
		return access.Kept{}, "", false, err
	}
	return access.Kept{
		District: district, Purpose: purpose, Hash: t.Hash, Account: t.Account, Post: t.Post,
		Created: t.Created, Expires: t.Expires,
	}, of.Name, true, nil
}

// Revoke ends a token.
func (a accounts) Revoke(ctx context.Context, district org.DistrictID, hash []byte) error {
	return a.store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error { return tx.EndToken(hash) })
}
