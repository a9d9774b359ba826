package store

import (
	"context"
	"fmt"

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
}

func (a *Account) into() []any {
	return []any{&a.ID, &a.Login, &a.Name, &a.Phone, &a.Password, &a.From, &a.To}
}

const accountColumns = `id, login, name, phone, password, valid_from, valid_to`

var (
	qPutLogin = sqldb.Q(`INSERT INTO login (login, district_id, account) VALUES ($1, $2, $3)
		ON CONFLICT (login) DO UPDATE SET account = excluded.account
		WHERE login.district_id = excluded.district_id AND login.account = excluded.account`)
	qDropLogin  = sqldb.Q(`DELETE FROM login WHERE login = $1 AND district_id = $2 AND account = $3`)
	qLogin      = sqldb.Q(`SELECT district_id, account FROM login WHERE login = $1`)
	qPutAccount = sqldb.Q(`INSERT INTO account (district_id, id, login, name, phone, password, valid_from, valid_to)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (district_id, id) DO UPDATE SET
		login = excluded.login, name = excluded.name, phone = excluded.phone, password = excluded.password,
		valid_from = excluded.valid_from, valid_to = excluded.valid_to`)
	qAccount  = sqldb.Q(`SELECT ` + accountColumns + ` FROM account WHERE district_id = $1 AND id = $2`)
	qAccounts = sqldb.Q(`SELECT ` + accountColumns + ` FROM account WHERE district_id = $1 ORDER BY id`)

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
	return t.tx.Queue(t.ctx, qPutAccount, t.district, a.ID, a.Login, a.Name, a.Phone, a.Password, a.From, a.To)
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

// Accounts lists the district's accounts.
func (v View) Accounts(ctx context.Context) ([]Account, error) {
	return sqldb.All(ctx, v.q, qAccounts, (*Account).into, v.district)
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
