package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/sqldb"
	"huying/internal/store"
	"huying/internal/store/storetest"
)

type ruled struct {
	Reason ledger.Content `json:"reason"`
}

// ruling records a ruling in a new case.
func ruling(t *testing.T, s *store.Store, n int, unit org.UnitID, reason string) store.Projection {
	t.Helper()
	p := openCase(t, s, n, "east")
	after := p
	err := s.Write(context.Background(), district, func(_ context.Context, tx *store.Tx) error {
		after.Case.Version, after.Case.Changed = 2, p.Case.Changed+1
		e, sealed := payload(t, "Ruled", after.Case.Changed, ruled{ledger.Text(reason)})
		if err := tx.Append("case/"+p.Case.ID, 1, []ledger.Event{e}, sealed); err != nil {
			return err
		}
		after.Precedents = []store.PrecedentRow{{No: p.Case.No, Version: 2, Kind: store.PrecedentRuling, At: noon + int64(n/2), Matter: n % 3,
			Unit: unit, Reason: reason, ReasonID: sealed[0].ID}}
		return tx.Project(&p, after)
	})
	if err != nil {
		t.Fatal(err)
	}
	return after
}

func TestPrecedentsAreFound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, open func() *store.Store) {
		ctx := context.Background()
		s := open()
		all := map[string]store.Projection{}
		var numbers []string
		for n := range 9 {
			p := ruling(t, s, n, org.UnitID([]string{"water", "roads"}[n%2]), fmt.Sprintf("第%d号：管线井盖 Manhole 由权属单位负责 100%%", n))
			all[p.Case.ID], numbers = p, append(numbers, p.Case.No)
		}
		find := func(f store.PrecedentFilter, size int) (found []string) {
			t.Helper()
			for page := (sqldb.Page{Limit: size}); ; {
				rows, next, err := s.In(district).Precedents(ctx, f, page)
				if err != nil || len(rows) > size {
					t.Fatal(len(rows), err)
				}
				for _, r := range rows {
					found = append(found, r.No)
				}
				if page.Cursor = next; next == "" {
					return found
				}
			}
		}
		newest := slices.Clone(numbers)
		slices.Reverse(newest)
		for size := 1; size < 4; size++ {
			if got := find(store.PrecedentFilter{}, size); !slices.Equal(got, newest) {
				t.Fatalf("in pages of %d: %v", size, got)
			}
		}
		for name, row := range map[string]struct {
			f    store.PrecedentFilter
			want int
		}{
			"单位": {store.PrecedentFilter{Unit: "water"}, 5}, "事项": {store.PrecedentFilter{Matter: 2}, 3}, "两者": {store.PrecedentFilter{Unit: "roads", Matter: 2}, 1},
			"词": {store.PrecedentFilter{Words: "井盖"}, 9}, "两个词": {store.PrecedentFilter{Words: "权属  第3号"}, 1}, "大小写": {store.PrecedentFilter{Words: "manHOLE"}, 9},
			"不是通配": {store.PrecedentFilter{Words: "_"}, 0}, "百分号": {store.PrecedentFilter{Words: "100%"}, 9}, "呼叫单号": {store.PrecedentFilter{Words: numbers[4]}, 1}, "没有": {store.PrecedentFilter{Words: "路灯"}, 0},
		} {
			if got := find(row.f, 50); len(got) != row.want {
				t.Errorf("%s: %v", name, got)
			}
		}
		project := func(_ context.Context, _ store.View, id string, _ []ledger.Event) (store.Projection, error) {
			return all[id], nil
		}
		if err := s.Rebuild(ctx, district, project, false); err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{`DELETE FROM precedent WHERE no = '2019072500002'`, `UPDATE precedent SET reason = '另有他说' WHERE no = '2019072500003'`} {
			if err := store.Run(s, text); err != nil {
				t.Fatal(err)
			}
			if err := s.Rebuild(ctx, district, project, true); err == nil {
				t.Errorf("%s: nobody noticed", text)
			}
			if err := s.Rebuild(ctx, district, project, false); err != nil {
				t.Fatal(err)
			}
		}
		// Erased is erased: the precedent does not go on quoting it.
		in(t, s, district, func(tx *store.Tx) error { return tx.Erase(all["id-0008"].Precedents[0].ReasonID) })
		if got := find(store.PrecedentFilter{}, 50); !slices.Equal(got, newest[1:]) {
			t.Fatalf("after the erasure: %v", got)
		}
	})
}
