package catalogue

import (
	"cmp"
	"maps"
	"slices"
)

// Book (清单簿) holds all editions a district has ever adopted. It is immutable; a nil Book is empty.
type Book struct {
	byDate []Edition // the earliest first
}

// NewBook collects editions; of two in force from the same instant the later named counts.
func NewBook(editions ...Edition) *Book {
	byDate := slices.Clone(editions)
	slices.SortStableFunc(byDate, func(a, b Edition) int { return cmp.Compare(a.From, b.From) })
	return &Book{byDate}
}

// With is the book with one more edition.
func (b *Book) With(e Edition) *Book { return NewBook(append(slices.Clone(b.Editions()), e)...) }

// InForce (现行版本) is the edition in force at an instant, microseconds UTC; none before the first.
func (b *Book) InForce(at int64) (Edition, bool) {
	for _, e := range slices.Backward(b.Editions()) {
		if e.From <= at {
			return e, true
		}
	}
	return Edition{}, false
}

// Edition finds an edition by its id.
func (b *Book) Edition(id string) (Edition, bool) {
	for _, e := range b.Editions() {
		if e.ID == id {
			return e, true
		}
	}
	return Edition{}, false
}

// Editions lists all editions, the earliest first.
func (b *Book) Editions() []Edition {
	if b == nil {
		return nil
	}
	return b.byDate
}

// Unmapped (未对应称谓) lists the duty names of the edition that mean no unit here, with the matters that use
// them: the staffing office's list of things to do. 依据 P-13.
func (e Edition) Unmapped() map[string][]int {
	open := map[string][]int{}
	note := func(name string, matter int) {
		if _, ok := e.Duties[name]; !ok && name != "" && !slices.Contains(open[name], matter) {
			open[name] = append(open[name], matter)
		}
	}
	for _, m := range e.Matters {
		note(m.LeadName, m.Number)
		for _, p := range m.Assists {
			note(p.Name, m.Number)
		}
		for _, s := range m.Situations {
			note(s.Lead, m.Number)
			for _, name := range s.Assists {
				note(name, m.Number)
			}
		}
	}
	return open
}

// DutyNames lists every name of the edition that must be mapped, in order.
func (e Edition) DutyNames() []string {
	bare := Edition{Matters: e.Matters}
	return slices.Sorted(maps.Keys(bare.Unmapped()))
}
