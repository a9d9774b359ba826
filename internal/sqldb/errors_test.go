package sqldb

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

func TestErrorsByClass(t *testing.T) {
	pg := func(code, text string) error { return fmt.Errorf("x: %w", &pgconn.PgError{Code: code, Message: text}) }
	for _, c := range []struct {
		err                     error
		retry, conflict, unique bool
	}{
		{pg("40001", ""), true, true, false},
		{pg("40P01", ""), true, true, false},
		{pg("57P01", ""), true, false, false},
		{pg("57P03", ""), true, false, false},
		{pg("53300", ""), true, false, false},
		{pg("25006", ""), true, false, false},
		{pg("08006", ""), true, false, false},
		{pg("XX000", "could not commit transaction for shard 7"), true, false, false},
		{pg("XX000", "invalid page"), false, false, false},
		{pg("23505", "order_key_102060"), false, true, true},
		{pg("23514", ""), false, false, false},
		{pg("42703", ""), false, false, false},
		{fmt.Errorf("x: %w", io.ErrUnexpectedEOF), true, false, false},
		{context.Canceled, false, false, false},
		{errors.New("anything"), false, false, false},
		{nil, false, false, false},
	} {
		if IsRetry(c.err) != c.retry || IsConflict(c.err) != c.conflict || IsUniqueViolation(c.err) != c.unique {
			t.Errorf("%v: retry %v, conflict %v, unique %v", c.err, IsRetry(c.err), IsConflict(c.err), IsUniqueViolation(c.err))
		}
	}
	if !IsConstraint(pg("P0001", "")) || !IsConstraint(pg("23514", "")) || IsConstraint(pg("40001", "")) {
		t.Error("constraints")
	}
}
