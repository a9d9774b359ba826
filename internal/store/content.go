package store

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"

	"huying/internal/ledger"
	"huying/internal/sqldb"
)

var (
	qInsertContent = sqldb.Q(`INSERT INTO content (district_id, id, stream, kind, nonce, cipher) VALUES ($1, $2, $3, $4, $5, $6)`)
	qInsertKey     = sqldb.Q(`INSERT INTO content_key (district_id, id, salt, secret) VALUES ($1, $2, $3, $4)`)
	// CROSS JOIN keeps SQLite from going through all keys of the district; in an order it would go through all contents.
	qContentOf = sqldb.Q(`SELECT c.id, c.kind, c.nonce, c.cipher, k.salt, k.secret
		FROM content c CROSS JOIN content_key k
		WHERE c.district_id = $1 AND c.stream = $2 AND k.district_id = c.district_id AND k.id = c.id`)
	qContent = sqldb.Q(`SELECT c.id, c.kind, c.nonce, c.cipher, k.salt, k.secret
		FROM content c JOIN content_key k ON k.district_id = c.district_id AND k.id = c.id
		WHERE c.district_id = $1 AND c.id = $2`)
)

// keep stores sealed contents: each encrypted under a key of its own, which lies in another table and
// is backed up apart, so that erasing the key erases the text in every copy.
func (t *Tx) keep(stream string, list []ledger.Sealed) error {
	secrets := make([][32]byte, len(list))
	for i, c := range list {
		var nonce [12]byte
		_, _ = rand.Read(secrets[i][:]) // crypto/rand never fails
		_, _ = rand.Read(nonce[:])
		box, err := aead(secrets[i][:])
		if err != nil {
			return err
		}
		sealed := box.Seal(nil, nonce[:], c.Plain, []byte(c.ID))
		if err := t.tx.Queue(t.ctx, qInsertContent, t.district, c.ID, stream, string(c.Kind), nonce[:], sealed); err != nil {
			return err
		}
	}
	for i, c := range list {
		if err := t.tx.Queue(t.ctx, qInsertKey, t.district, c.ID, c.Salt[:], secrets[i][:]); err != nil {
			return err
		}
	}
	return nil
}

func aead(secret []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, fmt.Errorf("content key: %w", err)
	}
	return cipher.NewGCM(block)
}

type contentRow struct {
	id, kind                    string
	nonce, cipher, salt, secret []byte
}

func (r *contentRow) into() []any {
	return []any{&r.id, &r.kind, &r.nonce, &r.cipher, &r.salt, &r.secret}
}

// ErrDamaged says that a content cannot be opened, or is not what its commitment says.
var ErrDamaged = errors.New("content is damaged")

// open decrypts, and checks the text against the commitment that stands in the record.
func (r *contentRow) open() (ledger.Sealed, error) {
	s := ledger.Sealed{ID: r.id, Kind: ledger.ContentKind(r.kind)}
	box, err := aead(r.secret)
	if err != nil {
		return s, fmt.Errorf("%w: %s: %w", ErrDamaged, r.id, err)
	}
	if len(r.nonce) != box.NonceSize() || copy(s.Salt[:], r.salt) != len(s.Salt) {
		return s, fmt.Errorf("%w: %s: nonce or salt has the wrong length", ErrDamaged, r.id)
	}
	if s.Plain, err = box.Open(nil, r.nonce, r.cipher, []byte(r.id)); err != nil {
		return s, fmt.Errorf("%w: %s: %w", ErrDamaged, r.id, err)
	}
	if err := s.Check(); err != nil {
		return s, fmt.Errorf("%w: %s: %w", ErrDamaged, r.id, err)
	}
	return s, nil
}

// ContentOf reveals what was written in a stream, by commitment: of the kinds named, or of every
// kind but persons when none is named. Each text is checked against its commitment. What has been
// erased is missing; what cannot be opened is listed as damaged, and the rest is revealed all the same.
func (v View) ContentOf(ctx context.Context, stream string, kinds ...ledger.ContentKind) (all map[string]ledger.Sealed, damaged []string, err error) {
	rows, err := sqldb.All(ctx, v.q, qContentOf, (*contentRow).into, v.district, stream)
	if err != nil {
		return nil, nil, fmt.Errorf("content of %s: %w", stream, err)
	}
	wanted := func(kind ledger.ContentKind) bool {
		for _, k := range kinds {
			if k == kind {
				return true
			}
		}
		return len(kinds) == 0 && kind != ledger.PersonContent
	}
	all = map[string]ledger.Sealed{}
	for i := range rows {
		if !wanted(ledger.ContentKind(rows[i].kind)) {
			continue
		}
		s, err := rows[i].open()
		if err != nil {
			damaged = append(damaged, rows[i].id)
			continue
		}
		all[s.ID] = s
	}
	slices.Sort(damaged)
	return all, damaged, nil
}

// Content reveals one content; ok is false when it has been erased, or never was. One that cannot be
// opened is ErrDamaged.
func (v View) Content(ctx context.Context, id string) (s ledger.Sealed, ok bool, err error) {
	row, ok, err := sqldb.One(ctx, v.q, qContent, (*contentRow).into, v.district, id)
	if err != nil || !ok {
		return s, false, err
	}
	s, err = row.open()
	return s, err == nil, err
}
