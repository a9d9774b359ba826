package store

import (
	"context"
	"fmt"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// Upload (上传) says that an account has uploaded a file, and what it is: so that an account puts only its own files into a
// case. It is no part of the record, and kept as long as the answer to a request. 依据 P-123.
type Upload struct {
	SHA256 string // hex, of the bytes that are kept
	Media  string
	Size   int64 // bytes
}

var (
	qPutUpload = sqldb.Q(`INSERT INTO upload (district_id, account, sha256, media, size, at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (district_id, account, sha256) DO UPDATE SET media = excluded.media, size = excluded.size, at = excluded.at`)
	qUpload        = sqldb.Q(`SELECT sha256, media, size FROM upload WHERE district_id = $1 AND account = $2 AND sha256 = $3`)
	qForgetUploads = sqldb.Q(`DELETE FROM upload WHERE district_id = $1 AND at < $2`)
)

// PutUpload notes that an account has uploaded a file just now.
func (t *Tx) PutUpload(account org.AccountID, u Upload) error {
	return t.tx.Queue(t.ctx, qPutUpload, t.district, account, u.SHA256, u.Media, u.Size, t.s.now())
}

// Uploaded finds a file that an account has uploaded; ok is false where it has not, whoever else has.
func (v View) Uploaded(ctx context.Context, account org.AccountID, sha256 string) (u Upload, ok bool, err error) {
	u, ok, err = sqldb.One(ctx, v.q, qUpload, func(u *Upload) []any { return []any{&u.SHA256, &u.Media, &u.Size} }, v.district, account, sha256)
	if err != nil {
		return u, false, fmt.Errorf("uploaded %s: %w", sha256, err)
	}
	return u, ok, nil
}
