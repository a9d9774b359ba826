package live_test

import (
	"errors"
	"runtime"
	"sync"
	"testing"
	"time"

	"huying/internal/live"
)

// told reports whether a listener has been woken, and whether by what it looks at.
func told(l *live.Listener) (woken, here bool) {
	select {
	case <-l.Woken():
		return true, l.Take().Here
	default:
		return false, false
	}
}

func TestWhoIsWoken(t *testing.T) {
	mine := live.Change{Place: "a", Thing: "1", For: []string{"unit:x", "district"}}
	for name, row := range map[string]struct {
		want        live.Wanted
		change      live.Change
		woken, here bool
	}{
		"派给本单位的":     {live.Wanted{Place: "a", Keys: []string{"unit:x"}}, mine, true, true},
		"看全区县的":      {live.Wanted{Place: "a", Keys: []string{"district"}}, mine, true, true},
		"两把钥匙，一次":    {live.Wanted{Place: "a", Keys: []string{"unit:x", "district"}}, mine, true, true},
		"别的单位的":      {live.Wanted{Place: "a", Keys: []string{"unit:y"}}, mine, false, false},
		"没有钥匙的":      {live.Wanted{Place: "a"}, mine, false, false},
		"别的区县的":      {live.Wanted{Place: "b", Keys: []string{"district"}}, mine, false, false},
		"正看着这一件":     {live.Wanted{Place: "a", Keys: []string{"unit:x"}, Thing: "1"}, mine, true, true},
		"正看着另一件":     {live.Wanted{Place: "a", Keys: []string{"unit:x"}, Thing: "2"}, mine, true, false},
		"看着这一件，与己无关": {live.Wanted{Place: "a", Keys: []string{"unit:y"}, Thing: "1"}, mine, false, false},
		"只关这一件":      {live.Wanted{Place: "a", Keys: []string{"unit:x"}}, live.Change{Place: "a", Thing: "1", For: mine.For, Only: true}, false, false},
		"只关这一件，正看着它": {live.Wanted{Place: "a", Keys: []string{"unit:x"}, Thing: "1"}, live.Change{Place: "a", Thing: "1", For: mine.For, Only: true}, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			h := live.New()
			l, err := h.Listen(row.want)
			if err != nil {
				t.Fatal(err)
			}
			h.Wake(row.change)
			h.Wake(row.change)
			if woken, here := told(l); woken != row.woken || here != row.here {
				t.Errorf("woken %v, here %v", woken, here)
			}
			if woken, _ := told(l); woken {
				t.Error("woken twice before it had looked")
			}
		})
	}
}

func TestWhatWasMissed(t *testing.T) {
	want := func(since string) live.Wanted {
		return live.Wanted{Place: "a", Keys: []string{"unit:x"}, Since: since}
	}
	ours, others := live.Change{Place: "a", Thing: "1", For: []string{"unit:x"}}, live.Change{Place: "a", Thing: "2", For: []string{"unit:y"}}
	for name, row := range map[string]struct {
		happens func(h *live.Hub, mark string) (since string)
		missed  bool
	}{
		"什么也没有":  {func(_ *live.Hub, mark string) string { return mark }, false},
		"没有标记":   {func(h *live.Hub, _ string) string { h.Wake(ours); return "" }, false},
		"本单位的":   {func(h *live.Hub, mark string) string { h.Wake(ours); h.Wake(others); return mark }, true},
		"别单位的":   {func(h *live.Hub, mark string) string { h.Wake(others); return mark }, false},
		"别的进程的":  {func(_ *live.Hub, _ string) string { return live.New().Mark() }, true},
		"不是标记":   {func(_ *live.Hub, _ string) string { return "nonsense" }, true},
		"以后的":    {func(h *live.Hub, mark string) string { return mark + "9" }, true},
		"不知何事":   {func(h *live.Hub, mark string) string { h.Renew("a"); return mark }, true},
		"别处不知何事": {func(h *live.Hub, mark string) string { h.Renew("b"); return mark }, false},
		"太久以前的": {func(h *live.Hub, mark string) string {
			for range 2000 {
				h.Wake(others)
			}
			return mark
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			h := live.New()
			l, err := h.Listen(want(row.happens(h, h.Mark())))
			if err != nil {
				t.Fatal(err)
			}
			if woken, _ := told(l); woken != row.missed {
				t.Errorf("told at once: %v, want %v", woken, row.missed)
			}
			now := h.Mark()
			if l.Take(); !row.missed {
				return
			}
			if again, _ := h.Listen(want(now)); again != nil {
				if woken, _ := told(again); woken {
					t.Error("what has been seen is told again")
				}
			}
		})
	}
}

func TestRenewWakesAll(t *testing.T) {
	h := live.New()
	here, _ := h.Listen(live.Wanted{Place: "a"})
	there, _ := h.Listen(live.Wanted{Place: "b", Keys: []string{"district"}})
	h.Renew("a")
	if woken, _ := told(here); !woken {
		t.Error("not woken")
	}
	if woken, _ := told(there); woken {
		t.Error("woken by another place")
	}
}

func TestCloseLetsAllGo(t *testing.T) {
	h := live.New()
	l, err := h.Listen(live.Wanted{Place: "a", Keys: []string{"k"}})
	if err != nil {
		t.Fatal(err)
	}
	if h.Listeners("a") != 1 || h.Stats().Listeners != 1 {
		t.Error("not counted")
	}
	h.Close()
	h.Close()
	l.Close()
	select {
	case <-l.Done():
	default:
		t.Error("still listening")
	}
	if h.Listeners("a") != 0 || h.Stats().Listeners != 0 {
		t.Error("still counted")
	}
	h.Wake(live.Change{Place: "a", For: []string{"k"}})
	if _, err := h.Listen(live.Wanted{Place: "a"}); !errors.Is(err, live.ErrClosed) {
		t.Errorf("listens after the end: %v", err)
	}
}

// Many write, many listen, some leave: nobody waits, and nothing remains. A listener that looks after the last write has
// been told of it.
func TestManyAtOnce(t *testing.T) {
	before := runtime.NumGoroutine()
	h := live.New()
	var writers, screens sync.WaitGroup
	stop := make(chan struct{})
	for i := range 20 {
		screens.Go(func() {
			l, err := h.Listen(live.Wanted{Place: "a", Keys: []string{"k"}, Since: h.Mark()})
			if err != nil {
				t.Error(err)
				return
			}
			defer l.Close()
			if i%2 == 0 {
				l.Close()
			}
			for {
				select {
				case <-l.Woken():
					l.Take()
				case <-l.Done():
					return
				case <-stop:
					return
				}
			}
		})
	}
	slow, err := h.Listen(live.Wanted{Place: "a", Keys: []string{"k"}})
	if err != nil {
		t.Fatal(err)
	}
	for range 8 {
		writers.Go(func() {
			for range 2000 {
				h.Wake(live.Change{Place: "a", For: []string{"k", "other"}})
			}
		})
	}
	writers.Wait()
	if woken, _ := told(slow); !woken {
		t.Error("the slow one was not told")
	}
	close(stop)
	screens.Wait()
	h.Close()
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines before, %d after", before, runtime.NumGoroutine())
}
