package store

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// Draft (草稿) is what somebody has begun to write: of one account alone, and no part of the record.
type Draft struct {
	ID   string
	At   int64 // when it was kept last
	Body []byte
}

// DraftPlaces is how many drafts an account may keep.
const DraftPlaces = 20

// ErrDraftsFull says that an account keeps as many drafts as it may.
var ErrDraftsFull = errors.New("the account keeps as many drafts as it may")

var (
	qDrafts = sqldb.Q(`SELECT d.id, d.place, d.at, d.nonce, d.cipher, k.secret FROM draft d JOIN draft_key k
		ON k.district_id = d.district_id AND k.account = d.account AND k.id = d.id
		WHERE d.district_id = $1 AND d.account = $2 ORDER BY d.place`)
	qInsertDraft = sqldb.Q(`INSERT INTO draft (district_id, account, id, place, at, nonce, cipher) VALUES ($1, $2, $3, $4, $5, $6, $7)`)
	qInsertLock  = sqldb.Q(`INSERT INTO draft_key (district_id, account, id, at, secret) VALUES ($1, $2, $3, $4, $5)`)
	qUpdateDraft = sqldb.Q(`UPDATE draft SET at = $1, nonce = $2, cipher = $3 WHERE district_id = $4 AND account = $5 AND id = $6`)
	qUpdateLock  = sqldb.Q(`UPDATE draft_key SET at = $1, secret = $2 WHERE district_id = $3 AND account = $4 AND id = $5`)
	qDeleteDraft = sqldb.Q(`DELETE FROM draft WHERE district_id = $1 AND account = $2 AND id = $3`)
	qDeleteLock  = sqldb.Q(`DELETE FROM draft_key WHERE district_id = $1 AND account = $2 AND id = $3`)
	qDropDrafts  = sqldb.Q(`DELETE FROM draft WHERE district_id = $1 AND at < $2`)
	qDropLocks   = sqldb.Q(`DELETE FROM draft_key WHERE district_id = $1 AND at < $2`)
)

type draftRow struct {
	Draft
	place                 int64
	nonce, cipher, secret []byte
}

func (r *draftRow) into() []any {
	return []any{&r.ID, &r.place, &r.At, &r.nonce, &r.cipher, &r.secret}
}

// owner is what a draft is sealed for: nobody else's key opens it, wherever the row is moved.
func (v View) owner(account org.AccountID, id string) []byte {
	return fmt.Appendf(nil, "%d\n%s\n%s", v.district, account, id)
}

// Drafts lists what an account has begun to write, what was kept last first.
func (v View) Drafts(ctx context.Context, account org.AccountID) ([]Draft, error) {
	rows, err := sqldb.All(ctx, v.q, qDrafts, (*draftRow).into, v.district, account)
	if err != nil {
		return nil, fmt.Errorf("drafts: %w", err)
	}
	list := make([]Draft, 0, len(rows))
	for _, r := range rows {
		box, err := aead(r.secret)
		if err != nil {
			return nil, fmt.Errorf("draft %s: %w", r.ID, err)
		}
		if len(r.nonce) != box.NonceSize() {
			return nil, fmt.Errorf("draft %s: %w", r.ID, ErrDamaged)
		}
		if r.Body, err = box.Open(nil, r.nonce, r.cipher, v.owner(account, r.ID)); err != nil {
			return nil, fmt.Errorf("draft %s: %w: %w", r.ID, ErrDamaged, err)
		}
		list = append(list, r.Draft)
	}
	slices.SortFunc(list, func(a, b Draft) int { return cmp.Or(cmp.Compare(b.At, a.At), strings.Compare(b.ID, a.ID)) })
	return list, nil
}

// PutDraft keeps a draft, encrypted under a fresh key; ok is false where an earlier one should be replaced and is not
// there. Two new ones at the same moment: one of them is decided anew.
func (t *Tx) PutDraft(account org.AccountID, d Draft, isNew bool) (ok bool, err error) {
	rows, err := sqldb.All(t.ctx, t.q, qDrafts, (*draftRow).into, t.district, account)
	if err != nil {
		return false, fmt.Errorf("drafts: %w", err)
	}
	taken, there := map[int64]bool{}, false
	for _, r := range rows {
		taken[r.place], there = true, there || r.ID == d.ID
	}
	var secret [32]byte
	var nonce [12]byte
	_, _ = rand.Read(secret[:]) // crypto/rand never fails
	_, _ = rand.Read(nonce[:])
	box, err := aead(secret[:])
	if err != nil {
		return false, err
	}
	sealed := box.Seal(nil, nonce[:], d.Body, t.owner(account, d.ID))
	switch {
	case there:
		return true, errors.Join(
			t.tx.QueueOne(t.ctx, qUpdateDraft, d.At, nonce[:], sealed, t.district, account, d.ID),
			t.tx.QueueOne(t.ctx, qUpdateLock, d.At, secret[:], t.district, account, d.ID))
	case !isNew:
		return false, nil
	}
	for place := int64(1); place <= DraftPlaces; place++ {
		if !taken[place] {
			return true, errors.Join(
				t.tx.Queue(t.ctx, qInsertDraft, t.district, account, d.ID, place, d.At, nonce[:], sealed),
				t.tx.Queue(t.ctx, qInsertLock, t.district, account, d.ID, d.At, secret[:]))
		}
	}
	return false, ErrDraftsFull
}

// DropDraft destroys a draft, key and all; dropping it twice is no error.
func (t *Tx) DropDraft(account org.AccountID, id string) error {
	return errors.Join(
		t.tx.Queue(t.ctx, qDeleteDraft, t.district, account, id),
		t.tx.Queue(t.ctx, qDeleteLock, t.district, account, id))
}

// DropDrafts destroys what was kept last before an instant.
func (t *Tx) DropDrafts(before int64) error {
	return errors.Join(t.tx.Queue(t.ctx, qDropDrafts, t.district, before), t.tx.Queue(t.ctx, qDropLocks, t.district, before))
}
