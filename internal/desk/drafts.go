package desk

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"huying/internal/access"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

// Draft (草稿) is what somebody has begun to write and not sent. It is private to the account, encrypted where it lies,
// and no part of the record: nothing has happened yet.
type Draft struct {
	ID   string
	At   int64 // when it was kept last
	Body []byte
}

// What an account may keep, and for how long.
const (
	MaxDraft  = 64 << 10 // bytes
	MaxDrafts = store.DraftPlaces
	DraftsFor = 30 * 24 * time.Hour
)

// Drafts lists what the account has begun to write in this district, what was kept last first.
func (d *Desk) Drafts(ctx context.Context, who access.Who) ([]Draft, error) {
	if err := ofSomebody(who); err != nil {
		return nil, err
	}
	kept, err := d.store.In(who.District).Drafts(ctx, who.Actor.Account)
	if err != nil {
		return nil, err
	}
	drafts := make([]Draft, len(kept))
	for i, k := range kept {
		drafts[i] = Draft(k)
	}
	return drafts, nil
}

// KeepDraft keeps a draft: a new one where no id is given, else in the place of the earlier one.
func (d *Desk) KeepDraft(ctx context.Context, who access.Who, id string, body []byte) (Draft, error) {
	if err := ofSomebody(who); err != nil {
		return Draft{}, err
	}
	switch {
	case len(body) == 0:
		return Draft{}, rule.Refuse(rule.Incomplete, "P-87", "草稿是空的").At("body")
	case len(body) > MaxDraft:
		return Draft{}, rule.Refuse(rule.TooLarge, "P-87", "草稿不得超过 64 KiB").At("body")
	}
	isNew := id == ""
	if isNew {
		id = uuid.Must(uuid.NewV7()).String()
	}
	draft := Draft{ID: id, At: org.Micros(d.Now()), Body: body}
	err := d.store.Write(ctx, who.District, func(_ context.Context, tx *store.Tx) error {
		ok, err := tx.PutDraft(who.Actor.Account, store.Draft(draft), isNew)
		if err == nil && !ok {
			return rule.Refuse(rule.Unknown, "P-87", "没有这份草稿").At("id")
		}
		return err
	})
	if errors.Is(err, store.ErrDraftsFull) {
		return Draft{}, rule.Refuse(rule.Spent, "P-87", "草稿已满二十份，请先清理").At("body")
	}
	if err != nil {
		return Draft{}, err
	}
	return draft, nil
}

// DropDraft destroys a draft; dropping it twice is no error.
func (d *Desk) DropDraft(ctx context.Context, who access.Who, id string) error {
	if err := ofSomebody(who); err != nil {
		return err
	}
	return d.store.Write(ctx, who.District, func(_ context.Context, tx *store.Tx) error {
		return tx.DropDraft(who.Actor.Account, id)
	})
}

// ClearDrafts destroys what was kept last too long ago; the worker sends it.
func (d *Desk) ClearDrafts(ctx context.Context, district org.DistrictID) error {
	return d.store.Write(ctx, district, func(_ context.Context, tx *store.Tx) error {
		return tx.DropDrafts(org.Micros(d.Now().Add(-DraftsFor)))
	})
}

// ofSomebody: a draft belongs to a person; the clock writes none.
func ofSomebody(who access.Who) error {
	if who.Actor.Account == "" {
		return rule.Refuse(rule.Forbidden, "P-82", "草稿属于账号本人")
	}
	return nil
}
