package store

import (
	"context"
	"errors"

	"huying/internal/ledger"
	"huying/internal/org"
)

// Record is a district's record as an auditor reads it: bytes as they were hashed and signed.
type Record struct{ v View }

// Record shows the record of the view's district.
func (v View) Record() Record { return Record{v} }

// District says whose record this is.
func (r Record) District() org.DistrictID { return r.v.district }

// VerifierKey is the public key of the log, as /vkey serves it.
func (r Record) VerifierKey(ctx context.Context) (string, error) { return r.v.Vkey(ctx) }

// Checkpoint is the newest signed checkpoint, as a note.
func (r Record) Checkpoint(ctx context.Context) ([]byte, error) {
	c, err := r.v.Checkpoint(ctx)
	return []byte(c.Note), err
}

// Leaves reads the leaves of entries [from, to).
func (r Record) Leaves(ctx context.Context, from, to int64) ([][]byte, error) {
	return r.v.Leaves(ctx, from, to)
}

// Content reveals a content; ok is false when it is not there any more.
func (r Record) Content(ctx context.Context, id string) (ledger.Sealed, bool, error) {
	sealed, ok, err := r.v.Content(ctx, id)
	if errors.Is(err, ErrDamaged) {
		return sealed, false, nil // gone for a reader: verify asks for the event that says why
	}
	return sealed, ok, err
}

// Document is an official text by its hash.
func (r Record) Document(ctx context.Context, hash string) (text []byte, ok bool, err error) {
	d, ok, err := r.v.Document(ctx, hash)
	return []byte(d.Body), ok, err
}
