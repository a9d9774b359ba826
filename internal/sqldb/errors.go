package sqldb

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// Errors of this package.
var (
	// ErrBusy says that the queue of writes is full: try again later.
	ErrBusy = errors.New("too many writes are waiting")
	// ErrClosed says that the database has been closed.
	ErrClosed = errors.New("database is closed")
	// ErrLocked says that another process writes in this data folder.
	ErrLocked = errors.New("data folder is in use")
)

// state is the SQLSTATE of an error, empty where PostgreSQL did not speak. Constraint and table
// names are never read: Citus leaves them empty.
func state(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code
	}
	return ""
}

func sqliteCode(err error) int {
	var s *sqlite.Error
	if errors.As(err, &s) {
		return s.Code()
	}
	return 0
}

// IsUniqueViolation reports whether a row with this key exists already.
func IsUniqueViolation(err error) bool {
	switch sqliteCode(err) {
	case lib.SQLITE_CONSTRAINT_UNIQUE, lib.SQLITE_CONSTRAINT_PRIMARYKEY:
		return true
	}
	return state(err) == "23505"
}

// IsConflict reports whether the transaction lost to another one and may be decided again.
func IsConflict(err error) bool {
	s := state(err)
	return IsUniqueViolation(err) || s == "40001" || s == "40P01"
}

// IsConstraint reports whether a CHECK, a trigger or a key refused the statement.
func IsConstraint(err error) bool {
	return sqliteCode(err)&0xff == lib.SQLITE_CONSTRAINT || strings.HasPrefix(state(err), "23") || state(err) == "P0001"
}

// IsRetry reports whether the whole transaction should be tried again: lost serialisation, a
// deadlock, a server that is starting, stopping or has become a standby, a broken connection.
func IsRetry(err error) bool {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	switch s := state(err); s {
	case "40001", "40P01", "57P01", "57P02", "57P03", "53300", "25006":
		return true
	case "XX000":
		return strings.Contains(err.Error(), "could not commit transaction for shard")
	case "":
	default:
		return strings.HasPrefix(s, "08")
	}
	var connect *pgconn.ConnectError
	var network *net.OpError
	return errors.As(err, &connect) || errors.As(err, &network) || errors.Is(err, driver.ErrBadConn) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) ||
		pgconn.SafeToRetry(err) || strings.Contains(err.Error(), "conn closed") ||
		strings.Contains(err.Error(), "read only connection")
}
