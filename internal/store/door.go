package store

import (
	"context"
	"fmt"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// A login name and a token's hash are found before anyone knows the district, so these tables are
// keyed by themselves; each write of them is a transaction of its own.
var (
	qDoorAccount = sqldb.Q(`SELECT account, name, password, valid_to FROM login l
		JOIN account a ON a.district_id = l.district_id AND a.id = l.account WHERE l.login = $1`)
	qDoorHome   = sqldb.Q(`SELECT district_id FROM login WHERE account = $1`)
	qFailed     = sqldb.Q(`INSERT INTO login_failure (login, at) VALUES ($1, $2) ON CONFLICT (login, at) DO NOTHING`)
	qFailedAt   = sqldb.Q(`SELECT at FROM login_failure WHERE login = $1 AND at >= $2 ORDER BY at`)
	qForgive    = sqldb.Q(`DELETE FROM login_failure WHERE login = $1`)
	qPutPass    = sqldb.Q(`INSERT INTO token (hash, purpose, district_id, account, post, created, expires) VALUES ($1, $2, $3, $4, $5, $6, $7)`)
	qPass       = sqldb.Q(`SELECT district_id, account, post, expires FROM token WHERE hash = $1 AND purpose = $2`)
	qRevoke     = sqldb.Q(`DELETE FROM token WHERE hash = $1 AND purpose = $2`)
	qRevokeAll  = sqldb.Q(`DELETE FROM token WHERE account = $1 AND purpose = 'session'`)
	qDropPasses = sqldb.Q(`DELETE FROM token WHERE expires < $1`)
)

// Door (门禁) keeps what a log-in needs: accounts by their login, failed attempts, tokens by their
// hash. Its methods are those that access asks for.
type Door struct{ s *Store }

// Accounts gives the door's keeper.
func (s *Store) Accounts() Door { return Door{s} }

// Account finds an account by its login; the id is empty where there is none, or it is closed.
func (d Door) Account(ctx context.Context, login string) (id org.AccountID, name, password string, err error) {
	type found struct {
		id             org.AccountID
		name, password string
		to             int64
	}
	a, ok, err := sqldb.One(ctx, d.s.db, qDoorAccount, func(f *found) []any { return []any{&f.id, &f.name, &f.password, &f.to} }, login)
	if err != nil || !ok || (a.to != 0 && a.to <= d.s.now()) {
		return "", "", "", err
	}
	return a.id, a.name, a.password, nil
}

// PostsOf lists an account's posts by district, past ones too. An account belongs to the district
// that founded it; its posts lie there, and for a city's account in the city.
func (d Door) PostsOf(ctx context.Context, id org.AccountID) (map[org.DistrictID][]org.Post, error) {
	homes, err := sqldb.All(ctx, d.s.db, qDoorHome, sqldb.Self[org.DistrictID], id)
	if err != nil {
		return nil, fmt.Errorf("district of account %s: %w", id, err)
	}
	all := map[org.DistrictID][]org.Post{}
	for _, home := range homes {
		posts, err := d.s.In(home).PostsOf(ctx, id)
		if err != nil {
			return nil, fmt.Errorf("posts of account %s: %w", id, err)
		}
		all[home] = posts
	}
	return all, nil
}

// Failures lists the instants of failed log-ins under a login since an instant, oldest first.
func (d Door) Failures(ctx context.Context, login string, since int64) ([]int64, error) {
	return sqldb.All(ctx, d.s.db, qFailedAt, sqldb.Self[int64], login, since)
}

// Failed records a failed log-in, for a login that need not exist.
func (d Door) Failed(ctx context.Context, login string, at int64) error {
	return d.exec(ctx, qFailed, login, at)
}

// Forgive forgets a login's failures.
func (d Door) Forgive(ctx context.Context, login string) error { return d.exec(ctx, qForgive, login) }

// PutToken keeps a token's hash.
func (d Door) PutToken(ctx context.Context, purpose, hash string, district org.DistrictID, account org.AccountID, post org.PostID, at, expires int64) error {
	return d.exec(ctx, qPutPass, hash, purpose, district, account, post, at, expires)
}

// Token finds a token that has not been revoked, with the account's present name; expires is 0 where
// there is none, or the account is closed.
func (d Door) Token(ctx context.Context, purpose, hash string) (district org.DistrictID, account org.AccountID, post org.PostID, name string, expires int64, err error) {
	type pass struct {
		district org.DistrictID
		account  org.AccountID
		post     org.PostID
		expires  int64
	}
	p, ok, err := sqldb.One(ctx, d.s.db, qPass, func(p *pass) []any { return []any{&p.district, &p.account, &p.post, &p.expires} }, hash, purpose)
	if err != nil || !ok {
		return 0, "", "", "", 0, err
	}
	a, ok, err := d.s.In(p.district).Account(ctx, p.account)
	if err != nil || !ok || (a.To != 0 && a.To <= d.s.now()) {
		return 0, "", "", "", 0, err
	}
	return p.district, p.account, p.post, a.Name, p.expires, nil
}

// Revoke ends a token at once; one that is unknown is no fault.
func (d Door) Revoke(ctx context.Context, purpose, hash string) error {
	return d.exec(ctx, qRevoke, hash, purpose)
}

// RevokeAll ends all log-ins of an account.
func (d Door) RevokeAll(ctx context.Context, account org.AccountID) error {
	return d.exec(ctx, qRevokeAll, account)
}

// DropExpired clears away the tokens that ended before an instant.
func (d Door) DropExpired(ctx context.Context, before int64) error {
	return d.exec(ctx, qDropPasses, before)
}

func (d Door) exec(ctx context.Context, q *sqldb.Stmt, args ...any) error {
	return d.s.db.Write(ctx, func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := sqldb.Exec(ctx, tx, q, args...)
		return err
	})
}
