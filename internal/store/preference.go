package store

import (
	"context"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// Preference (个人设置) is how an account wants to be told, and its address for mail. Body is JSON, read whole.
type Preference struct {
	Mail, Body string
}

var (
	qPreference = sqldb.Q(`SELECT mail, body FROM preference WHERE district_id = $1 AND account = $2`)
	qPrefer     = sqldb.Q(`INSERT INTO preference (district_id, account, mail, body) VALUES ($1, $2, $3, $4)
		ON CONFLICT (district_id, account) DO UPDATE SET mail = excluded.mail, body = excluded.body`)
)

// Preference gives what an account has chosen; ok is false where it has chosen nothing.
func (v View) Preference(ctx context.Context, account org.AccountID) (Preference, bool, error) {
	return sqldb.One(ctx, v.q, qPreference, func(p *Preference) []any { return []any{&p.Mail, &p.Body} }, v.district, account)
}

// Prefer keeps what an account has chosen.
func (t *Tx) Prefer(account org.AccountID, p Preference) error {
	return t.tx.Queue(t.ctx, qPrefer, t.district, account, p.Mail, p.Body)
}
