package sqldb

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"
)

// A command is one waiting write.
type command struct {
	ctx    context.Context
	fn     func(context.Context, *Tx) error
	tx     *Tx
	err    error
	answer chan error
}

// Bounds of a group: so many commands, or so long since its first, whichever comes first.
const (
	groupSize = 256
	groupTime = 50 * time.Millisecond
)

// write hands a command to the writer and waits for its answer. Once the writer has taken it, the
// caller stays: only the writer knows what becomes of it.
func (l *lite) write(ctx context.Context, fn func(context.Context, *Tx) error) error {
	cmd := &command{ctx: ctx, fn: fn, answer: make(chan error, 1)}
	select {
	case <-l.stop:
		return ErrClosed
	default:
	}
	select {
	case l.queue <- cmd:
	default:
		return ErrBusy
	}
	select {
	case err := <-cmd.answer:
		return rethrow(err)
	case <-l.stopped:
		select {
		case err := <-cmd.answer:
			return rethrow(err)
		default:
			return ErrClosed
		}
	}
}

// run is the writer goroutine: the only one that ever writes.
func (l *lite) run() {
	defer close(l.stopped)
	for {
		select {
		case cmd := <-l.queue:
			l.group(cmd)
		case <-l.stop:
			for {
				select {
				case cmd := <-l.queue:
					l.group(cmd)
				default:
					return
				}
			}
		}
	}
}

// group runs the first command and those waiting behind it in one transaction, and answers all.
func (l *lite) group(first *command) {
	bg := context.Background()
	if _, err := l.writer.exec(bg, "BEGIN IMMEDIATE", nil); err != nil {
		first.answer <- fmt.Errorf("begin: %w", err)
		return
	}
	var all []*command
	var kept int
	var broken error
	start := time.Now()
	for cmd := first; cmd != nil; cmd = l.next(len(all), start) {
		all = append(all, cmd)
		if broken = l.one(cmd); broken != nil {
			break
		}
		if cmd.err == nil {
			kept++
		}
	}
	err := broken
	if err == nil && kept > 0 {
		err = l.commit(bg, all)
	} else {
		_, _ = l.writer.exec(bg, "ROLLBACK", nil)
	}
	if g := l.db.opts.Group; g != nil && (kept > 0 || broken != nil) {
		g.After(err)
	}
	if kept > 0 && err == nil {
		l.commits.Add(1)
		l.kept.Add(uint64(kept))
	}
	for _, cmd := range all {
		if cmd.err == nil {
			cmd.err = err
		}
		if cmd.err == nil {
			runAll(cmd.tx.committed)
		}
		cmd.answer <- cmd.err
	}
}

// next gives the next waiting command, or none when the group is full or nobody waits.
func (l *lite) next(n int, start time.Time) *command {
	if n >= groupSize || time.Since(start) > groupTime {
		return nil
	}
	select {
	case cmd := <-l.queue:
		return cmd
	default:
		return nil
	}
}

// one runs a command under its savepoint. Its own failure stands in cmd.err; a returned error says
// that the transaction itself is lost.
func (l *lite) one(cmd *command) (lost error) {
	bg := context.Background()
	if cmd.err = cmd.ctx.Err(); cmd.err != nil {
		return nil
	}
	cmd.tx = &Tx{engine: SQLite, s: l.writer}
	if _, err := l.writer.exec(bg, "SAVEPOINT command", nil); err != nil {
		return fmt.Errorf("savepoint: %w", err)
	}
	cmd.err = guarded(context.WithoutCancel(cmd.ctx), cmd.tx, cmd.fn)
	if cmd.err != nil {
		if _, err := l.writer.exec(bg, "ROLLBACK TO command", nil); err != nil {
			return fmt.Errorf("undo one command: %w", err)
		}
	}
	if _, err := l.writer.exec(bg, "RELEASE command", nil); err != nil {
		return fmt.Errorf("release savepoint: %w", err)
	}
	return nil
}

// commit lets the group take part and commits; on failure nothing of it remains.
func (l *lite) commit(ctx context.Context, all []*command) error {
	for _, cmd := range all {
		if cmd.err == nil {
			runAll(cmd.tx.kept)
		}
	}
	var err error
	if g := l.db.opts.Group; g != nil {
		err = guarded(ctx, &Tx{engine: SQLite, s: l.writer}, g.Before)
	}
	if err == nil {
		if _, err = l.writer.exec(ctx, "COMMIT", nil); err == nil {
			return nil
		}
		err = fmt.Errorf("commit: %w", err)
	}
	_, _ = l.writer.exec(ctx, "ROLLBACK", nil)
	return err
}

// A thrown panic travels back to the caller that brought the function.
type thrown struct {
	value any
	stack []byte
}

func (t *thrown) Error() string { return fmt.Sprintf("panic in a write: %v\n%s", t.value, t.stack) }

func guarded(ctx context.Context, tx *Tx, fn func(context.Context, *Tx) error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &thrown{v, debug.Stack()}
		}
	}()
	return fn(ctx, tx)
}

// rethrow lets a panic of the caller's function go on in the caller's goroutine.
func rethrow(err error) error {
	var t *thrown
	if errors.As(err, &t) {
		panic(t.Error())
	}
	return err
}
