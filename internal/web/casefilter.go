package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/web/face"
	"huying/internal/web/register"
)

// registerOf is what stands around the list of cases: the tabs, the bar, what was chosen, and what is kept.
func (s *Server) registerOf(r *http.Request, v visit, x rows, a listing) (page register.View, err error) {
	ctx, f := r.Context(), a.filter
	page = register.View{Here: v.base + "/cases", Query: f.Query(), Keep: a.keep}
	saved, err := s.desk.SavedFilters(ctx, v.who)
	if err != nil {
		return page, err
	}
	open, today, counted, err := v.reader.Counts(ctx, v.who.District)
	if err != nil {
		return page, err
	}
	edition, err := v.reader.Edition(ctx, v.who.District, "")
	if err != nil && v.list {
		return page, err
	}
	c := chooser{x: x, v: v, f: f, here: page.Here, edition: edition}
	page.Tabs = c.tabs(saved)
	if counted {
		c.count(page.Tabs, "open=true", open)
		c.count(page.Tabs, "when=today", today)
	}
	page.Asked, page.Chips = c.bar(), c.chips()
	page.New, page.Due = c.orders()
	page.Keep.Action, page.Keep.Back = v.base+"/filters", address(page.Here, f)
	page.Keep.Full = len(saved) >= desk.MaxFilters
	for i, one := range saved {
		kept := register.Saved{ID: one.ID, Name: one.Name, First: i == 0, Last: i == len(saved)-1}
		if one.ID == a.keep.Changed {
			kept.Typed, kept.Wrong = a.keep.Name, a.keep.Wrong
		}
		page.Saved = append(page.Saved, kept)
		if one.Query == page.Query {
			page.Query = "" // it is kept already
		}
	}
	return page, nil
}

// chooser writes the filter bar, and the ways to change it, for one reader.
type chooser struct {
	x       rows
	v       visit
	f       desk.Filter
	here    string
	edition catalogue.Edition
}

func (c chooser) t(key string, blanks ...any) string { return c.x.l.T(key, blanks...) }

// tabs are the filters that everybody of such a post has, and those that this person keeps. 依据 P-118.
func (c chooser) tabs(saved []desk.SavedFilter) (links []face.Link) {
	add := func(label, query string) {
		link := face.Link{Label: label, Href: c.here, Here: query == c.f.Query()}
		if query != "" {
			link.Href += "?" + query
		}
		links = append(links, link)
	}
	add(c.t("cases.tab.all"), "")
	if c.v.reader.Waits() {
		add(c.t("cases.tab.mine"), desk.Filter{Mine: true}.Query())
	}
	add(c.t("cases.tab.open"), desk.Filter{Open: true}.Query())
	add(c.t("cases.tab.late"), desk.Filter{Open: true, Overdue: true, Pressing: c.v.reader.Presses()}.Query())
	add(c.t("cases.tab.today"), desk.Filter{When: "today"}.Query())
	for _, one := range saved {
		add(one.Name, one.Query)
	}
	return links
}

// count puts a count on the tab of a filter; where counting stopped at its bound, that is said.
func (c chooser) count(tabs []face.Link, query string, n int) {
	for i := range tabs {
		switch {
		case tabs[i].Href != c.here+"?"+query:
		case n < desk.CountMost:
			tabs[i].Count = n
		default:
			tabs[i].Label += " " + strconv.Itoa(desk.CountMost-1) + "+"
		}
	}
}

func (c chooser) bar() register.Asked {
	f := c.f
	bar := register.Asked{
		Text: f.Text, Open: f.Open, Overdue: f.Overdue, Mine: f.Mine, MayMine: c.v.reader.Waits(), Pressing: f.Pressing, From: f.From, To: f.To,
		Unfolds: f.Unit != "" || f.Township != "" || f.Domain != "" || f.Matter != 0 || f.From != "" || f.To != "",
	}
	option := func(value, label, chosen string) face.Option {
		return face.Option{Value: value, Label: label, Chosen: value == chosen}
	}
	for _, status := range casework.Statuses {
		bar.Statuses = append(bar.Statuses, option(string(status), c.t("status.case."+string(status)), string(f.Status)))
	}
	for _, class := range []string{"daily", "major", "urgent"} {
		bar.Classes = append(bar.Classes, option(class, c.t("class."+class), string(f.Class)))
	}
	for _, span := range desk.Spans {
		bar.Whens = append(bar.Whens, option(span.Name, c.t("cases.when."+span.Name), f.When))
	}
	for _, name := range c.edition.Domains {
		bar.Domains = append(bar.Domains, option(name, name, f.Domain))
	}
	for _, m := range c.edition.Matters {
		if f.Domain == "" || m.Domain == f.Domain {
			bar.Matters = append(bar.Matters, option(strconv.Itoa(m.Number), strconv.Itoa(m.Number)+" "+m.Name, strconv.Itoa(f.Matter)))
		}
	}
	if access.ScopeOf(c.v.who).Kind != access.ScopeTownship && c.v.who.Township == "" {
		bar.Townships = c.units(f.Township, org.KindTownship)
	}
	bar.Units = c.units(f.Unit, org.KindDepartment, org.KindBranch, org.KindAgency)
	return bar
}

// units are the district's units of some kinds, by name.
func (c chooser) units(chosen org.UnitID, kinds ...org.Kind) (options []face.Option) {
	for _, kind := range kinds {
		for _, u := range c.v.units.ByKind(kind) {
			options = append(options, face.Option{Value: string(u.ID), Label: u.Name, Chosen: u.ID == chosen})
		}
	}
	slices.SortFunc(options, func(a, b face.Option) int { return strings.Compare(a.Label, b.Label) })
	return options
}

// orders are the two ways in which the list can stand; the second only where an index carries it.
func (c chooser) orders() (newest, due face.Link) {
	f := c.f
	f.Pressing = false
	newest = face.Link{Label: c.t("cases.order.new"), Href: address(c.here, f), Here: !c.f.Pressing}
	if f.Pressing = true; c.v.reader.Presses() && (f.Status == "" || f.Status.Open()) {
		due = face.Link{Label: c.t("cases.order.due"), Href: address(c.here, f), Here: c.f.Pressing}
	}
	return newest, due
}

// chips are what narrows the list, each with the list without it.
func (c chooser) chips() (chips []register.Chip) {
	add := func(is bool, label, value, name string, without func(*desk.Filter)) {
		if is {
			f := c.f
			without(&f)
			chips = append(chips, register.Chip{Label: label, Value: value, Href: address(c.here, f), Name: name})
		}
	}
	f := c.f
	unit := func(id org.UnitID) string {
		if _, ok := c.v.units.Unit(id); ok {
			return c.v.units.Name(id)
		}
		return string(id)
	}
	add(f.Mine, c.t("cases.mine"), "", "mine", func(f *desk.Filter) { f.Mine = false })
	add(f.Open, c.t("cases.open"), "", "open", func(f *desk.Filter) { f.Open = false })
	add(f.Overdue, c.t("cases.late"), "", "overdue", func(f *desk.Filter) { f.Overdue = false })
	add(f.Status != "", c.t("col.status"), c.word("status.case.", string(f.Status)), "status", func(f *desk.Filter) { f.Status = "" })
	add(f.Class != "", c.t("cases.class"), c.word("class.", string(f.Class)), "class", func(f *desk.Filter) { f.Class = "" })
	add(f.When != "", c.t("cases.when"), c.word("cases.when.", f.When), "when", func(f *desk.Filter) { f.When = "" })
	add(f.When == "" && f.From != "", c.t("cases.from"), c.day(f.From), "from", func(f *desk.Filter) { f.From = "" })
	add(f.When == "" && f.To != "", c.t("cases.to"), c.day(f.To), "to", func(f *desk.Filter) { f.To = "" })
	add(f.Township != "", c.t("cases.township"), unit(f.Township), "township", func(f *desk.Filter) { f.Township = "" })
	add(f.Grid != "", c.t("cases.grid"), unit(f.Grid), "grid", func(f *desk.Filter) { f.Grid = "" })
	add(f.Unit != "", c.t("cases.unit"), unit(f.Unit), "unit", func(f *desk.Filter) { f.Unit = "" })
	add(f.Domain != "", c.t("list.domains"), f.Domain, "domain", func(f *desk.Filter) { f.Domain = "" })
	add(f.Matter != 0, c.t("col.matter"), c.matter(f.Matter), "matter", func(f *desk.Filter) { f.Matter = 0 })
	add(f.Text != "", c.t("cases.words"), f.Text, "q", func(f *desk.Filter) { f.Text = "" })
	return chips
}

// word says one of a closed list; what is not in it is shown as it was sent, since it is refused.
func (c chooser) word(list, one string) string {
	if locale.Has(list + one) {
		return c.t(list + one)
	}
	return one
}

func (c chooser) matter(number int) string {
	if m, ok := c.edition.Matter(number); ok {
		return strconv.Itoa(number) + " " + m.Name
	}
	return strconv.Itoa(number)
}

func (c chooser) day(text string) string {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return text
	}
	return date(c.x.l, day)
}

// wrong marks what was refused.
func wrong(chips []register.Chip, field string) []register.Chip {
	for i := range chips {
		chips[i].Wrong = chips[i].Name == field
	}
	return chips
}
