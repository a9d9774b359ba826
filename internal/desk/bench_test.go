package desk_test

import (
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
)

// BenchmarkLife is one whole life of a case with one unit, 64 clients at a time, without waiting for
// the disk: what deciding and writing cost in CPU. `make bench` measures it against a floor.
func BenchmarkLife(b *testing.B) {
	s, err := store.Open(b.Context(), store.Options{Dir: b.TempDir(), NoSync: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	d := desk.New(desk.Options{Store: s})
	if _, err := demo.Load(b.Context(), s, d.Now()); err != nil {
		b.Fatal(err)
	}
	units, err := d.Units(b.Context(), 370102)
	if err != nil {
		b.Fatal(err)
	}
	seat := func(post org.PostID) access.Who {
		p, ok := units.Post(post)
		if !ok {
			b.Fatalf("no post %s", post)
		}
		return access.SeatOf(370102, p, units).Who("", 0)
	}
	township, centre, unit := seat("lixia-yaojia-op"), seat("lixia-zhihui-dispatcher"), seat("lixia-renshe-op")
	var keys atomic.Int64
	key := func() desk.Key {
		n := strconv.FormatInt(keys.Add(1), 10)
		return desk.Key{Key: n, Body: []byte(n)}
	}
	life := func() error {
		ctx := b.Context()
		a, err := d.Report(ctx, township, 370102, casework.Report{
			Text: "反映某公司拖欠三名职工两个月工资，经调解未果，请人社部门依法处理。", Place: "姚家街道某路 12 号",
			Call: &casework.Call{Matter: 64, Situation: "64-1", Cause: "no_power"},
		}, key())
		for _, step := range []struct {
			who access.Who
			cmd casework.Command
		}{
			{centre, casework.Dispatch{}}, {unit, casework.Accept{}}, {unit, casework.Arrive{}},
			{unit, casework.Answer{Text: "工资已全部付清。"}}, {township, casework.Close{}},
			{township, casework.Rate{Task: "t1", Grade: "satisfied"}},
		} {
			if err == nil {
				_, err = d.Do(ctx, step.who, 370102, a.No, step.cmd, key())
			}
		}
		return err
	}
	b.ResetTimer()
	var left atomic.Int64
	left.Store(int64(b.N))
	var all sync.WaitGroup
	for range 64 {
		all.Go(func() {
			for left.Add(-1) >= 0 {
				if err := life(); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
}
