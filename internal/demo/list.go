package demo

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"huying/internal/calendar"
	"huying/internal/catalogue"
	"huying/internal/org"
)

//go:embed data/catalogue.json
var catalogueJSON []byte

// Published is an edition as a district adopts it, with the document it names.
type Published struct {
	Event    catalogue.EditionPublished
	Document []byte
}

// What readers must be told about the list, on every screen that shows it.
const remark = "演示用重构清单，非济南市正式文本：领域和事项总数、主体责任构成和部分事项名称有出处，其余为推定；" +
	"所引法律文本的日期可能晚于清单日期。"

// issue is one of the two texts: the same matters, first on trial, then published.
type issue struct {
	edition, label string
	from           int64
	document       []byte
	name           string
}

var issues = sync.OnceValues(func() ([]issue, error) {
	all := []issue{
		{edition: "jinan-2019-trial", label: "济南市县乡“属地管理”事项主体责任和配合责任清单（试行）", from: org.Micros(day(2019, 6, 1))},
		{edition: "jinan-2019", label: "济南市县乡“属地管理”事项主体责任和配合责任清单", from: org.Micros(day(2019, 7, 26))},
	}
	var text catalogue.Text
	read := json.NewDecoder(bytes.NewReader(catalogueJSON))
	read.DisallowUnknownFields()
	if err := read.Decode(&text); err != nil {
		return nil, fmt.Errorf("the demonstration's list: %w", err)
	}
	for i := range all {
		text.Label, text.Remark = all[i].label, remark
		var err error
		if all[i].document, all[i].name, err = text.Document(); err != nil {
			return nil, err
		}
	}
	return all, nil
})

// editions are the two editions as the district adopts them.
func (d division) editions() ([]Published, error) {
	texts, err := issues()
	if err != nil || d.id == City {
		return nil, err
	}
	all := make([]Published, len(texts))
	for i, t := range texts {
		all[i] = Published{catalogue.EditionPublished{
			Edition: t.edition, From: t.from, Document: t.name, Duties: d.duties(), Defaults: defaults,
			Services: d.services(), HighFrequency: d.frequent(),
		}, t.document}
	}
	return all, nil
}

// defaults are the limits of a call that its situation does not give its own.
var defaults = []catalogue.ClassDefaults{
	{Class: catalogue.Daily, Limits: limits("2wh", "1wd", "10wd")},
	{Class: catalogue.Major, Limits: limits("1wh", "4wh", "15wd")},
	{Class: catalogue.Urgent, Limits: limits("30min", "1h", "3wd")},
}

func limits(accept, arrive, finish string) catalogue.Limits {
	return catalogue.Limits{
		Accept: calendar.MustLimit(accept), Arrive: calendar.MustLimit(arrive), Finish: calendar.MustLimit(finish),
	}
}

// duties is the district's mapping of the list's names to its units, a district's own lines before the usual ones.
func (d division) duties() []catalogue.Duty {
	var all []catalogue.Duty
	for _, r := range duties() {
		name, own, counts := here(r[0], d.id)
		if !counts {
			continue
		}
		duty := catalogue.Duty{Name: name, Units: ids(r[1]), Or: ids(r[2]), Agency: r[3]}
		if r[1] == "@township" {
			duty.Units, duty.Township = nil, true
		}
		i := slices.IndexFunc(all, func(other catalogue.Duty) bool { return other.Name == name })
		switch {
		case i < 0:
			all = append(all, duty)
		case own:
			all[i] = duty
		}
	}
	return all
}

func ids(cell string) []org.UnitID {
	var all []org.UnitID
	for _, id := range strings.Fields(cell) {
		all = append(all, org.UnitID(id))
	}
	return all
}

func (d division) services() []catalogue.Service {
	var all []catalogue.Service
	for _, r := range services() {
		all = append(all, catalogue.Service{Code: r[0], Name: r[1], Unit: org.UnitID(r[2]), Limits: limits(r[3], r[4], r[5])})
	}
	return all
}

func (d division) frequent() []catalogue.Frequent {
	var all []catalogue.Frequent
	for _, r := range frequent() {
		var matter int
		if _, err := fmt.Sscan(r[1], &matter); err != nil {
			panic(err) // the embedded table is ours; a test reads it whole
		}
		all = append(all, catalogue.Frequent{Name: r[0], Matter: matter})
	}
	return all
}
