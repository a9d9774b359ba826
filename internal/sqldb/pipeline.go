package sqldb

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

// A queuedStmt waits for the pipeline.
type queuedStmt struct {
	stmt *Stmt
	text string
	one  bool // it must touch a row
	args []any
}

// queue appends to the pipeline. Whether one row was touched is asked of the server itself, by a
// division that fails otherwise: the answer comes too late once COMMIT is in the same pipeline.
func (s *pgSession) queue(_ context.Context, st *Stmt, text string, want int64, args []any) error {
	if want == 1 {
		text = "WITH touched AS (" + text + " RETURNING 1) SELECT 1 / count(*) FROM touched"
	}
	s.queued = append(s.queued, queuedStmt{st, text, want == 1, args})
	return nil
}

// divisionByZero is what the server says when a statement that had to touch a row touched none.
const divisionByZero = "22012"

func (s *pgSession) flush(ctx context.Context) error {
	if len(s.queued) == 0 {
		return nil
	}
	_, err := s.send(ctx, nil)
	return err
}

// end sends what is left together with COMMIT or ROLLBACK.
func (s *pgSession) end(ctx context.Context, finish string) error {
	if !s.begun && len(s.queued) == 0 {
		return nil
	}
	tag, err := s.send(ctx, []queuedStmt{{stmt: &Stmt{where: finish}, text: finish}})
	if err != nil {
		return err
	}
	s.ended = true
	if finish == "commit" && tag != "COMMIT" {
		return fmt.Errorf("commit: %w", pgx.ErrTxCommitRollback)
	}
	return nil
}

// send sends what is queued, and more, in one pipeline, with BEGIN before it where nothing has been
// sent yet. It gives the tag of the last statement.
func (s *pgSession) send(ctx context.Context, more []queuedStmt) (last string, err error) {
	s.queued = append(s.queued, more...)
	list := s.queued
	s.queued = s.queued[:0]
	if !s.begun {
		s.begun = true
		list = append([]queuedStmt{{stmt: &Stmt{where: "begin"}, text: s.begin}}, list...)
	}
	list = together(list)
	var batch pgx.Batch
	for _, q := range list {
		batch.Queue(q.text, q.args...)
	}
	results := s.c.SendBatch(ctx, &batch)
	for _, q := range list {
		tag, err := results.Exec()
		if err != nil {
			_ = results.Close()
			if q.one && state(err) == divisionByZero {
				err = ErrStale
			}
			return "", q.stmt.fault(err)
		}
		last = tag.String()
	}
	return last, results.Close()
}

// mostRows bounds the rows of one INSERT, and so the number of texts that a connection prepares.
const mostRows = 16

// together puts inserts into the same table that follow each other into one statement: the server
// spends most of a small insert on the statement, not on the row.
func together(list []queuedStmt) []queuedStmt {
	out := list[:0]
	for i := 0; i < len(list); {
		n := 1
		if list[i].stmt.row != "" {
			for i+n < len(list) && n < mostRows && list[i+n].stmt == list[i].stmt {
				n++
			}
		}
		q := list[i]
		if n > 1 {
			q = rowsOf(list[i : i+n])
		}
		out = append(out, q)
		i += n
	}
	return out
}

func rowsOf(list []queuedStmt) queuedStmt {
	q := list[0]
	var text strings.Builder
	text.WriteString(q.text)
	args := append(make([]any, 0, len(list)*len(q.args)), q.args...)
	for _, more := range list[1:] {
		text.WriteString(", " + shift(q.stmt.row, len(args)))
		args = append(args, more.args...)
	}
	return queuedStmt{stmt: q.stmt, text: text.String(), args: args}
}
