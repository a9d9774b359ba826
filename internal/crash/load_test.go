package crash

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"
	"time"

	"huying/internal/e2e/running"
)

// A book keeps what the product acknowledged: number and version of every case.
type book struct {
	mu      sync.Mutex
	version map[string]int64 // by case number; guarded by mu
	fresh   map[string]bool  // acknowledged since the last check; guarded by mu
	writes  int              // guarded by mu
}

func newBook() *book { return &book{version: map[string]int64{}, fresh: map[string]bool{}} }

func (b *book) acknowledge(w running.Written) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.version[w.No] = max(b.version[w.No], w.Version)
	b.fresh[w.No] = true
	b.writes++
}

// sinceLast hands over what was acknowledged since it was last asked.
func (b *book) sinceLast() map[string]int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	recent := map[string]int64{}
	for no := range b.fresh {
		recent[no] = b.version[no]
	}
	clear(b.fresh)
	return recent
}

func (b *book) all() map[string]int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	every := map[string]int64{}
	for no, v := range b.version {
		every[no] = v
	}
	return every
}

func (b *book) count() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.writes
}

// A worker leads one case after the other through its life. A step that was not answered stays pending,
// under the key it was first sent with.
type worker struct {
	id    int
	cast  running.Cast
	book  *book
	lives int // begun

	steps []running.Step
	next  int
	no    string
	key   string // of the step that is pending; "" if none is
}

// work goes on until ctx ends (nil), the product does not answer (nil: it was killed), or it answers wrongly.
func (w *worker) work(ctx context.Context) error {
	for ctx.Err() == nil {
		if w.next == len(w.steps) {
			w.lives++
			w.steps, w.next, w.no = w.cast.Life(fmt.Sprintf("第%d人第%d件", w.id, w.lives)), 0, ""
		}
		answered, err := w.step()
		if err != nil || !answered {
			return err
		}
	}
	return nil
}

// finish leads the current case to its end.
func (w *worker) finish() error {
	for w.next < len(w.steps) {
		answered, err := w.step()
		if err != nil {
			return err
		}
		if !answered {
			return fmt.Errorf("case %s: no answer though nobody was killed", w.no)
		}
	}
	return nil
}

func (w *worker) step() (answered bool, err error) {
	step := w.steps[w.next]
	if w.key == "" {
		w.key = "crash-" + strconv.FormatUint(rand.Uint64(), 36)
	}
	a, err := step.By.Send(http.MethodPost, step.Path(w.no), step.Body, map[string]string{"Idempotency-Key": w.key})
	switch {
	case err != nil: // no connection, or it broke off: killed
		return false, nil
	case a.Status >= 500: // the database was killed
		return false, nil
	case a.Status/100 != 2:
		return false, fmt.Errorf("case %s, %s as %s: %w", w.no, step.Verb, step.By.Post.Role, a)
	}
	written, err := a.Written()
	if err != nil {
		return false, err
	}
	w.no, w.key = written.No, ""
	w.next++
	w.book.acknowledge(written)
	return true, nil
}

// together lets all workers work until ctx ends or the product no longer answers them.
func together(ctx context.Context, workers []*worker) error {
	errs := make(chan error, len(workers))
	for _, w := range workers {
		go func() { errs <- w.work(ctx) }()
	}
	var first error
	for range workers {
		if err := <-errs; err != nil && first == nil {
			first = err
		}
	}
	return first
}

// moment is a random span within which the product works undisturbed.
func moment(r *rand.Rand) time.Duration {
	return 20*time.Millisecond + time.Duration(r.Int64N(int64(300*time.Millisecond)))
}
