package sqldb

import (
	"context"
	"errors"
	"fmt"
)

// A Querier runs statements: a DB (each statement its own snapshot) or a Tx.
type Querier interface {
	Engine() Engine
	query(ctx context.Context, s *Stmt, args []any) (rows, error)
	exec(ctx context.Context, s *Stmt, args []any) (int64, error)
}

type rows interface {
	Next() bool
	Scan(dest ...any) error
	Err() error
	Close() error
}

// All gives every row of a statement. The function into names, in the order of the columns, where
// the values of one row go.
func All[T any](ctx context.Context, q Querier, s *Stmt, into func(*T) []any, args ...any) (list []T, err error) {
	rs, err := q.query(ctx, s, args)
	if err != nil {
		return nil, s.fault(err)
	}
	defer func() {
		if closed := rs.Close(); err == nil && closed != nil {
			list, err = nil, s.fault(closed)
		}
	}()
	for rs.Next() {
		var row T
		if err := rs.Scan(into(&row)...); err != nil {
			return nil, s.fault(err)
		}
		list = append(list, row)
	}
	if err := rs.Err(); err != nil {
		return nil, s.fault(err)
	}
	return list, nil
}

// One gives the first row of a statement, and whether there is one.
func One[T any](ctx context.Context, q Querier, s *Stmt, into func(*T) []any, args ...any) (row T, ok bool, err error) {
	rs, err := q.query(ctx, s, args)
	if err != nil {
		return row, false, s.fault(err)
	}
	defer func() {
		if closed := rs.Close(); err == nil && closed != nil {
			ok, err = false, s.fault(closed)
		}
	}()
	if !rs.Next() {
		if err := rs.Err(); err != nil {
			return row, false, s.fault(err)
		}
		return row, false, nil
	}
	if err := rs.Scan(into(&row)...); err != nil {
		return row, false, s.fault(err)
	}
	return row, true, nil
}

// Self is the row of a statement with one column.
func Self[T any](v *T) []any { return []any{v} }

// Exec runs a statement that gives no rows and tells how many it touched.
func Exec(ctx context.Context, q Querier, s *Stmt, args ...any) (int64, error) {
	n, err := q.exec(ctx, s, args)
	if err != nil {
		return 0, s.fault(err)
	}
	return n, nil
}

// fault names the statement by its place, since the text may be long.
func (s *Stmt) fault(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("statement %s: %w", short(s.where), err)
}

// short keeps the package folder and the file of a declaration.
func short(where string) string {
	slashes := 0
	for i := len(where) - 1; i >= 0; i-- {
		if where[i] == '/' {
			if slashes++; slashes == 2 {
				return where[i+1:]
			}
		}
	}
	return where
}
