package store

import (
	"context"
	"fmt"
	"slices"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// Account (账号) is a person who can log in. It is no part of the record: names and phone numbers
// never enter an event.
type Account struct {
	ID       org.AccountID
	Login    string
	Name     string
	Phone    string
	Password string // argon2id, as a PHC string
	From, To int64  // valid in between; To 0 = still
	Failures int64  // wrong passwords since the last right one
	Locked   int64  // no log-in before this instant
}

func (a *Account) into() []any {
	return []any{&a.ID, &a.Login, &a.Name, &a.Phone, &a.Password, &a.From, &a.To, &a.Failures, &a.Locked}
}

const accountColumns = `id, login, name, phone, password, valid_from, valid_to, failures, locked_until`

var (
	qPutLogin = sqldb.Q(`INSERT INTO login (login, district_id, account) VALUES ($1, $2, $3)
		ON CONFLICT (login) DO UPDATE SET account = excluded.account
		WHERE login.district_id = excluded.district_id AND login.account = excluded.account`)
	qDropLogin  = sqldb.Q(`DELETE FROM login WHERE login = $1 AND district_id = $2 AND account = $3`)
	qLogin      = sqldb.Q(`SELECT district_id, account FROM login WHERE login = $1`)
	qPutAccount = sqldb.Q(`INSERT INTO account (district_id, id, login, name, phone, password, valid_from, valid_to, failures,
		locked_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (district_id, id) DO UPDATE SET
		login = excluded.login, name = excluded.name, phone = excluded.phone, password = excluded.password,
		valid_from = excluded.valid_from, valid_to = excluded.valid_to, failures = excluded.failures,
		locked_until = excluded.locked_until`)
	qAccount = sqldb.Q(`SELECT ` + accountColumns + ` FROM account WHERE district_id = $1 AND id = $2`)
	qPeople  = sqldb.Q(`SELECT ` + accountColumns + ` FROM account
		WHERE district_id = $1 AND id IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`)
	qAccounts = sqldb.Q(`SELECT ` + accountColumns + ` FROM account WHERE district_id = $1 ORDER BY id`)

	qFailures = sqldb.Q(`UPDATE account SET failures = $1, locked_until = $2 WHERE district_id = $3 AND id = $4`)

	qPutToken = sqldb.Q(`INSERT INTO token (district_id, hash, kind, account, post, label, created, expires)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`)
	qToken      = sqldb.Q(`SELECT hash, kind, account, post, label, created, expires FROM token WHERE district_id = $1 AND hash = $2`)
	qEndToken   = sqldb.Q(`DELETE FROM token WHERE district_id = $1 AND hash = $2`)
	qEndTokens  = sqldb.Q(`DELETE FROM token WHERE district_id = $1 AND account = $2`)
	qDropTokens = sqldb.Q(`DELETE FROM token WHERE district_id = $1 AND expires < $2`)

	qPutDocument = sqldb.Q(`INSERT INTO document (district_id, hash, kind, at, body) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (district_id, hash) DO NOTHING`)
	qDocument = sqldb.Q(`SELECT hash, kind, at, body FROM document WHERE district_id = $1 AND hash = $2`)
)

// ErrLoginTaken says that the log-in name belongs to another account.
var ErrLoginTaken = fmt.Errorf("log-in name is taken")

// PutAccount writes an account and claims its log-in name, which is unique over all districts.
func (t *Tx) PutAccount(a Account) error {
	n, err := sqldb.Exec(t.ctx, t.tx, qPutLogin, a.Login, t.district, a.ID)
	if err != nil {
		return err
	}
	if n != 1 {
		return fmt.Errorf("account %s: %w", a.ID, ErrLoginTaken)
	}
	old, ok, err := t.Account(t.ctx, a.ID)
	if err != nil {
		return err
	}
	if ok && old.Login != a.Login {
		if err := t.tx.Queue(t.ctx, qDropLogin, old.Login, t.district, a.ID); err != nil {
			return err
		}
	}
	return t.tx.Queue(t.ctx, qPutAccount, t.district, a.ID, a.Login, a.Name, a.Phone, a.Password, a.From, a.To, a.Failures, a.Locked)
}

// WhereIs finds the district and account of a log-in name.
func (s *Store) WhereIs(ctx context.Context, login string) (d org.DistrictID, a org.AccountID, ok bool, err error) {
	type place struct {
		district org.DistrictID
		account  org.AccountID
	}
	p, ok, err := sqldb.One(ctx, s.db, qLogin, func(p *place) []any { return []any{&p.district, &p.account} }, login)
	return p.district, p.account, ok, err
}

// Account finds an account.
func (v View) Account(ctx context.Context, id org.AccountID) (Account, bool, error) {
	return sqldb.One(ctx, v.q, qAccount, (*Account).into, v.district, id)
}

// AccountsOf finds the accounts there are of some, in no order.
func (v View) AccountsOf(ctx context.Context, ids []org.AccountID) ([]Account, error) {
	var all []Account
	for some := range slices.Chunk(ids, atOnce) {
		found, err := sqldb.All(ctx, v.q, qPeople, (*Account).into, append([]any{v.district}, filled(some)...)...)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// Accounts lists the district's accounts.
func (v View) Accounts(ctx context.Context) ([]Account, error) {
	return sqldb.All(ctx, v.q, qAccounts, (*Account).into, v.district)
}

// SetFailures counts wrong passwords; it is kept in the database because replicas hold no state.
func (t *Tx) SetFailures(id org.AccountID, failures, lockedUntil int64) error {
	return t.tx.QueueOne(t.ctx, qFailures, failures, lockedUntil, t.district, id)
}

// Token (令牌) is a session, an interface token or an auditor's prefix. The store knows only the hash
// of the secret.
type Token struct {
	Hash             []byte
	Kind             TokenKind
	Account          org.AccountID
	Post             org.PostID // acted in; empty until one is chosen
	Label            string
	Created, Expires int64
}

// TokenKind says what a token opens.
type TokenKind string

// The kinds of token.
const (
	SessionToken TokenKind = "session"
	APIToken     TokenKind = "api"
	AuditToken   TokenKind = "audit"
)

func (k *Token) into() []any {
	return []any{&k.Hash, &k.Kind, &k.Account, &k.Post, &k.Label, &k.Created, &k.Expires}
}

// PutToken keeps a token.
func (t *Tx) PutToken(k Token) error {
	return t.tx.Queue(t.ctx, qPutToken, t.district, k.Hash, string(k.Kind), k.Account, k.Post, k.Label, k.Created, k.Expires)
}

// Token finds a token by the hash of its secret; the caller looks at Expires.
func (v View) Token(ctx context.Context, hash []byte) (Token, bool, error) {
	return sqldb.One(ctx, v.q, qToken, (*Token).into, v.district, hash)
}

// EndToken ends one token.
func (t *Tx) EndToken(hash []byte) error { return t.tx.Queue(t.ctx, qEndToken, t.district, hash) }

// EndTokens ends all tokens of an account.
func (t *Tx) EndTokens(account org.AccountID) error {
	return t.tx.Queue(t.ctx, qEndTokens, t.district, account)
}

// DropTokens clears away what expired before an instant.
func (t *Tx) DropTokens(before int64) error {
	return t.tx.Queue(t.ctx, qDropTokens, t.district, before)
}

// Document (公开文件) is an official text, kept for ever under the SHA-256 of its body.
type Document struct {
	Hash string // sha256:<64 hexadecimal digits>
	Kind string // such as edition
	At   int64
	Body string
}

// PutDocument keeps a document; keeping it twice is no error.
func (t *Tx) PutDocument(d Document) error {
	return t.tx.Queue(t.ctx, qPutDocument, t.district, d.Hash, d.Kind, d.At, d.Body)
}

// Document finds a document by its hash.
func (v View) Document(ctx context.Context, hash string) (Document, bool, error) {
	return sqldb.One(ctx, v.q, qDocument, func(d *Document) []any { return []any{&d.Hash, &d.Kind, &d.At, &d.Body} }, v.district, hash)
}
