package access

import (
	"context"
	"encoding/hex"
	"sync"
	"testing"
	"time"

	"huying/internal/org"
)

// memory keeps accounts and tokens as the store does, in a map: one transaction is one lock.
type memory struct {
	mu       sync.Mutex
	accounts map[string]Account
	tokens   map[string]Kept
}

func (m *memory) Account(_ context.Context, login string) (Account, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	a, ok := m.accounts[login]
	return a, ok, nil
}

func (m *memory) change(id org.AccountID, change func(*Account)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for login, a := range m.accounts {
		if a.ID == id {
			change(&a)
			m.accounts[login] = a
		}
	}
	return nil
}

func (m *memory) Failed(_ context.Context, a Account, next func(int64, int64) (int64, int64)) error {
	return m.change(a.ID, func(a *Account) { a.Failures, a.LockedUntil = next(a.Failures, a.LockedUntil) })
}

func (m *memory) Forgive(_ context.Context, a Account) error {
	return m.change(a.ID, func(a *Account) { a.Failures = 0 })
}

func (m *memory) PutToken(_ context.Context, t Kept) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.tokens[hex.EncodeToString(t.Hash)] = t
	return nil
}

func (m *memory) Token(_ context.Context, district org.DistrictID, purpose Purpose, hash []byte) (Kept, string, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	t, ok := m.tokens[hex.EncodeToString(hash)]
	for _, a := range m.accounts {
		if ok && a.ID == t.Account && t.District == district && t.Purpose == purpose {
			return t, a.Name, true, nil
		}
	}
	return Kept{}, "", false, nil
}

func (m *memory) Revoke(_ context.Context, _ org.DistrictID, hash []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.tokens, hex.EncodeToString(hash))
	return nil
}

// house is a door with a clock that stands until it is moved.
type house struct {
	*Door
	memory *memory
	posts  []org.Post
	at     time.Time
}

const (
	opening  = int64(1_564_012_800_000_000) // 2019-07-25 08:00 in Jinan
	password = "fumes-2019-yaojia"
)

// openHouse has 王 with one post, 李 with two and one that has ended, 赵 with none, all with one password.
func openHouse(t *testing.T) *house {
	t.Helper()
	kept := hashPassword(password, quickly)
	seat := func(id, account string, unit org.UnitID, role org.Role, from, to int64) org.Post {
		return org.Post{ID: org.PostID(id), Account: org.AccountID(account), Unit: unit, Role: role, From: from, To: to}
	}
	wang := seat("p-wang", "a-wang", yaojia, org.TownshipOperator, 0, 0)
	li1 := seat("p-li-1", "a-li", "zhifa-zhongdui-2", org.DepartmentOperator, 0, 0)
	li2 := seat("p-li-2", "a-li", zhifa, org.DepartmentLeader, 0, 0)
	li3 := seat("p-li-3", "a-li", shichangsuo, org.AgencyOperator, 0, opening)
	posts := []org.Post{wang, li1, li2, li3}
	h := &house{posts: posts, at: time.UnixMicro(opening), memory: &memory{
		tokens: map[string]Kept{},
		accounts: map[string]Account{
			"wang": {District: lixia, ID: "a-wang", Name: "王某", Password: kept, Posts: []org.Post{wang}},
			"li":   {District: lixia, ID: "a-li", Name: "李某", Password: kept, Posts: []org.Post{li1, li2, li3}},
			"zhao": {District: lixia, ID: "a-zhao", Name: "赵某", Password: kept},
		},
	}}
	h.Door = &Door{
		Accounts: h.memory,
		Units: func(_ context.Context, d org.DistrictID) (*org.Directory, error) {
			return org.NewDirectory(d, yaojiaUnits.Units(), h.posts), nil
		},
		Now: func() time.Time { return h.at },
	}
	return h
}

func (h *house) wait(d time.Duration) { h.at = h.at.Add(d) }
