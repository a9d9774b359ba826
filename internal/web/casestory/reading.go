package casestory

import (
	"net/url"
	"slices"
	"strconv"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// Reading (查阅) is what somebody asks to see of a case's record.
type Reading struct {
	Unit   org.UnitID // only what this unit did, or what concerns it
	Sort   string     // only one sort of entries, of sorts
	Oldest bool       // the oldest first
	From   int64      // from this version on, in that order; 0 from the beginning
	All    bool       // all at once
}

// ReadingOf reads it from the query of a page. What makes no sense asks for nothing.
func ReadingOf(q url.Values) Reading {
	from, _ := strconv.ParseInt(q.Get("from"), 10, 64)
	asked := Reading{Unit: org.UnitID(q.Get("unit")), Sort: q.Get("sort"), Oldest: q.Get("order") == "oldest", From: max(from, 0), All: q.Get("all") != ""}
	if !slices.Contains(sorts, asked.Sort) {
		asked.Sort = ""
	}
	return asked
}

// query is a reading as the query of an address.
func (x Reading) query() string {
	q := url.Values{}
	set := func(name, value string) {
		if value != "" {
			q.Set(name, value)
		}
	}
	set("unit", string(x.Unit))
	set("sort", x.Sort)
	if x.Oldest {
		set("order", "oldest")
	}
	if x.From > 0 {
		set("from", strconv.FormatInt(x.From, 10))
	}
	if x.All {
		set("all", "1")
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// latest is how many entries, and how many photos, a page shows before it asks whether one wants all.
const latest = 30

// record tells what was asked for of the record, each entry with the way to its receipt. Of a long record that is asked for
// as it is, the misses and decisions further back are on the page too: those must always be found.
func (c Teller) record(asked Reading) casepage.Record {
	found := c.found(asked)
	shown := casepage.Record{
		All: len(c.View.Records), Found: len(found), Oldest: asked.Oldest, Here: c.address(""), Whole: c.address("?all=1"),
		Units: c.readUnits(asked.Unit), Sorts: c.readSorts(asked.Sort), Proof: "/record/" + strconv.FormatInt(int64(c.View.Case.District), 10),
	}
	if asked.From > 0 && !asked.All {
		start := asked
		start.From = 0
		shown.Start = c.address(start.query())
		found = slices.DeleteFunc(found, func(r desk.Record) bool {
			return asked.Oldest && r.Version < asked.From || !asked.Oldest && r.Version > asked.From
		})
	}
	if !asked.All && len(found) > latest+latest/3 { // a few more are no burden
		rest := found[latest:]
		found = found[:latest]
		more, whole := asked, asked
		more.From, whole.All, whole.From = rest[0].Version, true, 0
		shown.More, shown.AllHref = c.address(more.query()), c.address(whole.query())
		if asked == (Reading{}) {
			shown.Older = c.decided(rest)
		}
	}
	for _, r := range found {
		shown.Entries = append(shown.Entries, c.Entry(r))
	}
	return shown
}

// found are the records that fit, in the order asked for.
func (c Teller) found(asked Reading) []desk.Record {
	var fit []desk.Record
	for _, r := range c.View.Records {
		if asked.Sort != "" && sortOf[r.Type] != asked.Sort {
			continue
		}
		if asked.Unit != "" && !slices.Contains(c.concerned(r), asked.Unit) {
			continue
		}
		fit = append(fit, r)
	}
	if !asked.Oldest {
		slices.Reverse(fit)
	}
	return fit
}

// decided are the misses and decisions among some records.
func (c Teller) decided(records []desk.Record) (some []casepage.Entry) {
	for _, r := range records {
		if missed(r.Type) || decisive[r.Type] {
			some = append(some, c.Entry(r))
		}
	}
	return some
}

// concerned are the units that made a record, or that it concerns.
func (c Teller) concerned(r desk.Record) (units []org.UnitID) {
	if by := c.house(r.Moment.By.Unit); by != "" {
		units = append(units, by)
	}
	shares, _ := c.touches(r.Event)
	for _, id := range shares {
		if t, ok := c.View.Case.Task(string(id)); ok && id != "" {
			units = append(units, t.Unit)
		}
	}
	return units
}

// house is the unit that answers for a post's own: the township for its grids and stations, the department for its squads.
func (c Teller) house(unit org.UnitID) org.UnitID {
	if u, ok := c.View.Units.Unit(unit); ok && u.Kind != org.KindAgency {
		if township := c.View.Units.TownshipOf(unit); township != "" {
			return township
		}
	}
	return c.View.Units.DepartmentOf(unit)
}

// readUnits are the units by which the record can be read: who made one of it, and who has a share.
func (c Teller) readUnits(chosen org.UnitID) (options []face.Option) {
	var units []org.UnitID
	add := func(u org.UnitID) {
		if u != "" && u != casework.Clockwork.Unit && !slices.Contains(units, u) {
			units = append(units, u)
		}
	}
	for _, r := range c.View.Records {
		add(c.house(r.Moment.By.Unit))
	}
	for _, t := range c.View.Case.Tasks {
		add(t.Unit)
	}
	for _, u := range units {
		options = append(options, face.Option{Value: string(u), Label: c.Name(u), Chosen: u == chosen})
	}
	return options
}

// readSorts are the sorts by which the record can be read.
func (c Teller) readSorts(chosen string) (options []face.Option) {
	for _, sort := range sorts {
		options = append(options, face.Option{Value: sort, Label: c.L.T("record.sort." + sort), Chosen: sort == chosen})
	}
	return options
}
