package sqldb

import (
	"context"
	"errors"
)

var (
	errOutside = errors.New("a statement that changes something must run inside Write")

	// ErrStale says that a queued statement which had to touch exactly one row did not: somebody
	// else changed it meanwhile.
	ErrStale = errors.New("row has changed meanwhile")
)

// A session is one connection inside a transaction.
type session interface {
	query(ctx context.Context, text string, args []any) (rows, error)
	exec(ctx context.Context, text string, args []any) (int64, error)
	queue(ctx context.Context, s *Stmt, text string, want int64, args []any) error
	flush(ctx context.Context) error
}

// Tx is a running transaction, or a snapshot that is only read. It belongs to one goroutine.
type Tx struct {
	engine    Engine
	s         session
	kept      []func()
	committed []func()
}

// Engine says which engine the transaction runs on.
func (t *Tx) Engine() Engine { return t.engine }

func (t *Tx) query(ctx context.Context, s *Stmt, args []any) (rows, error) {
	if err := t.s.flush(ctx); err != nil {
		return nil, err
	}
	return t.s.query(ctx, s.On(t.engine), args)
}

func (t *Tx) exec(ctx context.Context, s *Stmt, args []any) (int64, error) {
	if err := t.s.flush(ctx); err != nil {
		return 0, err
	}
	return t.s.exec(ctx, s.On(t.engine), args)
}

// Queue runs a statement whose outcome nobody waits for. PostgreSQL gets queued statements in one
// pipeline, at the latest before the next read or the COMMIT; their errors come out there.
func (t *Tx) Queue(ctx context.Context, s *Stmt, args ...any) error {
	return s.fault(t.s.queue(ctx, s, s.On(t.engine), -1, args))
}

// QueueOne is Queue for a statement that must touch exactly one row, else the transaction fails
// with ErrStale.
func (t *Tx) QueueOne(ctx context.Context, s *Stmt, args ...any) error {
	return s.fault(t.s.queue(ctx, s, s.On(t.engine), 1, args))
}

// Flush sends what is queued, so that its errors are known now.
func (t *Tx) Flush(ctx context.Context) error { return t.s.flush(ctx) }

// Kept has f run once the transaction's own work is done and will be undone only if the COMMIT
// fails. On SQLite that is before the group's Before; f must be quick and cannot fail.
func (t *Tx) Kept(f func()) { t.kept = append(t.kept, f) }

// Committed has f run after the COMMIT, before the caller is answered.
func (t *Tx) Committed(f func()) { t.committed = append(t.committed, f) }

func runAll(fs []func()) {
	for _, f := range fs {
		f()
	}
}
