package catalogue

import (
	"fmt"
	"slices"

	"huying/internal/org"
	"huying/internal/rule"
)

// Entry (派单依据) is what a call resolves to by the list: codes, units and limits, nothing more. It is frozen
// into the call, and no later edition changes it. 依据 P-10.
type Entry struct {
	Edition     string       `json:"edition"`
	Matter      int          `json:"matter,omitempty"`
	Situation   string       `json:"situation,omitempty"`
	Service     string       `json:"service,omitempty"`
	Unlisted    bool         `json:"unlisted,omitempty"` // 清单外: the staffing office designates a temporary lead (依据 P-16)
	Class       Class        `json:"class"`
	TownshipLed bool         `json:"township_led,omitempty"` // 镇街牵头，只派配合单位 (依据 P-14)
	Lead        org.UnitID   `json:"lead,omitempty"`         // empty if its name is not mapped (依据 P-13)
	Assists     []org.UnitID `json:"assists,omitempty"`
	Partners    []org.UnitID `json:"partners,omitempty"` // to be asked, never dispatched (依据 P-17)
	Unmapped    []string     `json:"unmapped,omitempty"` // 未对应: names of the list that mean no unit here (依据 P-13)
	Limits      Limits       `json:"limits,omitzero"`
}

// Entry resolves a matter in one of its situations (the default one if none is named) for a calling township.
// It refuses matters and situations that are not in the edition. A name that means no unit here is no reason to
// refuse a call: it is listed as unmapped, and a lead so named stays empty, for the staffing office to designate.
//
// Where a situation names a partner as its lead, the matter's own lead leads and asks the partner: a partner
// cannot be dispatched. The calling township is never among the units called. 依据 P-10 to P-14, P-17.
func (e Edition) Entry(matter int, situation string, township org.UnitID, dir *org.Directory) (Entry, error) {
	m, ok := e.Matter(matter)
	if !ok {
		return Entry{}, rule.Refuse(rule.Invalid, "P-10", fmt.Sprintf("责任清单中没有第%d项", matter)).At("matter")
	}
	s, ok := m.Situation(situation)
	if !ok {
		return Entry{}, rule.Refuse(rule.Invalid, "P-10", fmt.Sprintf("第%d项中没有这一情形", matter)).At("situation")
	}
	r := resolution{edition: e, township: township, dir: dir, entry: Entry{
		Edition: e.ID, Matter: m.Number, Situation: s.Code, Class: s.Class, Limits: s.Limits.or(e.Defaults[s.Class]),
	}}
	if s.Lead == "" || !r.lead(s.Lead) {
		r.lead(m.LeadName)
	}
	for _, name := range m.assistNames(s) {
		r.assist(name)
	}
	return r.entry, nil
}

// assistNames are the units a situation joins; the default situation joins all that the list names, and so
// does no other: a situation without any is done by its lead alone.
func (m Matter) assistNames(s Situation) []string {
	if s.Code != m.DefaultCode() {
		return s.Assists
	}
	names := make([]string, len(m.Assists))
	for i, p := range m.Assists {
		names[i] = p.Name
	}
	return names
}

// ServiceEntry resolves a call for service: the directory's unit, at once. 依据 P-15.
func (e Edition) ServiceEntry(code string) (Entry, error) {
	s, ok := e.Service(code)
	if !ok {
		return Entry{}, rule.Refuse(rule.Invalid, "P-15", "服务目录中没有这一事项").At("service")
	}
	return Entry{Edition: e.ID, Service: s.Code, Class: Daily, Lead: s.Unit, Limits: s.Limits.or(e.Defaults[Daily])}, nil
}

// UnlistedEntry is what a list says of a matter that it does not have: the limits of the call's class, and nobody who
// leads. 依据 P-16.
func (e Edition) UnlistedEntry(class Class) Entry {
	return Entry{Edition: e.ID, Unlisted: true, Class: class, Limits: e.Defaults[class]}
}

// OfClass is an entry for a call of another class than its situation's. Who must come sooner accepts and arrives
// by the limits of that class; the work itself does not get shorter by it: a limit to finish that the situation
// gives stays. 依据 P-12.
func (e Edition) OfClass(entry Entry, class Class) Entry {
	defaults, ok := e.Defaults[class]
	if !ok || class == entry.Class {
		return entry
	}
	finish := defaults.Finish
	if m, ok := e.Matter(entry.Matter); ok {
		if s, ok := m.Situation(entry.Situation); ok && !s.Limits.Finish.IsZero() {
			finish = s.Limits.Finish
		}
	}
	entry.Class = class
	entry.Limits = Limits{Accept: defaults.Accept, Arrive: defaults.Arrive, Finish: finish}
	return entry
}

// resolution turns names of the list into units, one after the other.
type resolution struct {
	edition  Edition
	township org.UnitID
	dir      *org.Directory
	entry    Entry
}

// lead gives the lead duty to the unit a name means. It reports false where the name means only partners,
// so that the matter's own lead steps in.
func (r *resolution) lead(name string) bool {
	d, ok := r.edition.Duties[name]
	if ok && d.Township {
		r.entry.TownshipLed, r.entry.Lead = true, r.township
		return true
	}
	units, partners := r.units(d)
	r.entry.Partners = union(r.entry.Partners, partners)
	switch {
	case len(units) > 0:
		r.entry.Lead = units[0]
		r.entry.Assists = union(r.entry.Assists, units[1:])
		return true
	case len(partners) > 0:
		return false
	}
	r.entry.Unmapped = union(r.entry.Unmapped, []string{name})
	return true
}

func (r *resolution) assist(name string) {
	d, ok := r.edition.Duties[name]
	if ok && d.Township {
		return
	}
	units, partners := r.units(d)
	if len(units)+len(partners) == 0 {
		r.entry.Unmapped = union(r.entry.Unmapped, []string{name})
	}
	for _, u := range units {
		if u != r.entry.Lead {
			r.entry.Assists = union(r.entry.Assists, []org.UnitID{u})
		}
	}
	r.entry.Partners = union(r.entry.Partners, partners)
}

// units are the units in being that a duty means for the calling township, partners apart.
func (r *resolution) units(d Duty) (units, partners []org.UnitID) {
	ids := d.Units
	if d.Agency != "" {
		if agency := r.dir.AgencyOf(r.township, d.Agency); agency != "" {
			ids = []org.UnitID{agency} // the district's units stand in where no agency is stationed
		}
	}
	for _, id := range ids {
		u, ok := r.dir.Unit(id)
		switch {
		case !ok || u.To != 0:
		case u.Kind == org.KindPartner:
			partners = append(partners, id)
		default:
			units = append(units, id)
		}
	}
	return units, partners
}

func union[T comparable](all, more []T) []T {
	for _, one := range more {
		if !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return all
}
