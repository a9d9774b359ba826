package demo

import (
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
)

// District is one district of the demonstration as plain values.
type District struct {
	ID       org.DistrictID
	Name     string // 历下区
	Short    string // 历下
	City     org.DistrictID
	Settings casework.Settings
	Slogan   desk.Slogan // 街呼区应, in a county 乡呼县应
	Units    []org.Unit
	Accounts []Account
	Editions []Published
}

// Build makes a district, or the city itself. It fails on a code the demonstration does not have.
func Build(id org.DistrictID) (District, error) {
	d, err := find(id)
	if err != nil {
		return District{}, err
	}
	places := d.places()
	built := District{
		ID: d.id, Name: d.name, Short: d.short(), City: City, Settings: casework.DefaultSettings(), Slogan: d.slogan(),
		Accounts: d.accounts(places),
	}
	for _, p := range places {
		built.Units = append(built.Units, p.Unit)
	}
	for _, a := range built.Accounts {
		if err := a.separate(); err != nil {
			return District{}, err
		}
	}
	if built.Editions, err = d.editions(); err != nil {
		return District{}, err
	}
	return built, nil
}

// Posts lists the posts of the district's accounts.
func (d District) Posts() []org.Post {
	var all []org.Post
	for _, a := range d.Accounts {
		for _, s := range a.Posts {
			all = append(all, s.Post(a.ID))
		}
	}
	return all
}

// Directory is the district as its directory will have it.
func (d District) Directory() *org.Directory { return org.NewDirectory(d.ID, d.Units, d.Posts()) }

// OrgEvents is how the district was founded: its units, then its posts, parted so that each event is small
// enough for a leaf of the log.
func (d District) OrgEvents() []org.Event {
	const some = 150
	var all []org.Event
	for units := d.Units; len(units) > 0; {
		n := min(some, len(units))
		all, units = append(all, org.UnitsFounded{Units: units[:n]}), units[n:]
	}
	for posts := d.Posts(); len(posts) > 0; {
		n := min(some, len(posts))
		all, posts = append(all, org.PostsGranted{Posts: posts[:n]}), posts[n:]
	}
	return all
}

// Accounts lists every log-in of the demonstration, the districts' first.
func Accounts() ([]Account, error) {
	var all []Account
	for _, id := range append(Districts(), City) {
		d, err := Build(id)
		if err != nil {
			return nil, err
		}
		all = append(all, d.Accounts...)
	}
	return all, nil
}
