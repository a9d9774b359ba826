package main

import (
	"fmt"
	"io"
	"os"
	"time"
)

// progress tells on standard error how far something has come, once it takes longer than two
// seconds; nothing where standard error is not a terminal that somebody watches.
type progress struct {
	begun, told time.Time
	bytes       int64
	silent      bool
}

func newProgress() *progress {
	about, err := os.Stderr.Stat()
	now := time.Now()
	return &progress{begun: now, told: now, silent: err != nil || about.Mode()&os.ModeCharDevice == 0}
}

func (p *progress) add(n int) {
	p.bytes += int64(n)
	p.tell("%.1f MB", float64(p.bytes)/1e6)
}

// cases tells of so many cases done.
func (p *progress) cases(done int) { p.tell("%d cases", done) }

func (p *progress) tell(what string, args ...any) {
	now := time.Now()
	if p.silent || now.Sub(p.begun) < 2*time.Second || now.Sub(p.told) < time.Second {
		return
	}
	p.told = now
	fmt.Fprintf(os.Stderr, what+" after %s\n", append(args, now.Sub(p.begun).Round(time.Second))...)
}

// watched tells of the progress of a reader.
func watched(r io.Reader) io.Reader { return watchedReader{r, newProgress()} }

type watchedReader struct {
	r io.Reader
	p *progress
}

func (w watchedReader) Read(b []byte) (int, error) {
	n, err := w.r.Read(b)
	w.p.add(n)
	return n, err
}

// watchedWriter tells of the progress of a writer.
type watchedWriter struct {
	w io.Writer
	p *progress
}

func (w watchedWriter) Write(b []byte) (int, error) {
	n, err := w.w.Write(b)
	w.p.add(n)
	return n, err
}
