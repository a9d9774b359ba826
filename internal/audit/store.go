package audit

import (
	"context"
	"io"

	"huying/internal/org"
	"huying/internal/store"
)

// ExportDistrict writes an export of a district from its store, all of one moment.
func ExportDistrict(ctx context.Context, s *store.Store, district org.DistrictID, to io.Writer, o ExportOptions) error {
	return s.Read(ctx, district, func(ctx context.Context, v store.View) error {
		return Export(ctx, kept{v}, to, o)
	})
}

// kept is a store's view of a district as a Record.
type kept struct{ store.View }

func (k kept) VerifierKey(ctx context.Context) (string, error) { return k.Vkey(ctx) }

func (k kept) Checkpoint(ctx context.Context) ([]byte, error) {
	c, err := k.View.Checkpoint(ctx)
	return []byte(c.Note), err
}

func (k kept) Document(ctx context.Context, name string) ([]byte, bool, error) {
	d, ok, err := k.View.Document(ctx, name)
	return []byte(d.Body), ok, err
}
