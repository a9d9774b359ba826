package demo

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"time"

	"huying/internal/desk"
	"huying/internal/org"
)

// City is Jinan, a tenant of its own.
const City org.DistrictID = 370100

// division is a district by name, with what its log-ins begin with.
type division struct {
	id    org.DistrictID
	name  string
	login string
	full  bool // has accounts for every role
}

var city = division{City, "济南市", "jinan", false}

var divisions = []division{
	{370102, "历下区", "lixia", true}, {370103, "市中区", "shizhong", true}, {370104, "槐荫区", "huaiyin", true},
	{370105, "天桥区", "tianqiao", false}, {370112, "历城区", "licheng", false}, {370113, "长清区", "changqing", false},
	{370114, "章丘区", "zhangqiu", false}, {370115, "济阳区", "jiyang", false}, {370116, "莱芜区", "laiwu", false},
	{370117, "钢城区", "gangcheng", false}, {370124, "平阴县", "pingyin", false}, {370126, "商河县", "shanghe", false},
}

// Districts lists the codes of the 12 districts, in order; the city is not among them.
func Districts() []org.DistrictID {
	ids := make([]org.DistrictID, len(divisions))
	for i, d := range divisions {
		ids[i] = d.id
	}
	return ids
}

func find(id org.DistrictID) (division, error) {
	if id == City {
		return city, nil
	}
	for _, d := range divisions {
		if d.id == id {
			return d, nil
		}
	}
	return division{}, fmt.Errorf("the demonstration has no district %d", id)
}

// short is the name without 区 or 县, as branches of the city use it: 历下.
func (d division) short() string {
	return strings.TrimSuffix(strings.TrimSuffix(d.name, "区"), "县")
}

// slogan is the name of the reform on the district's screens: streets call in a district, villages in a county.
func (d division) slogan() desk.Slogan {
	switch {
	case strings.HasSuffix(d.name, "县"):
		return desk.Slogan{Zh: "乡呼县应", En: "Townships call, the county answers"}
	case strings.HasSuffix(d.name, "区"):
		return desk.Slogan{Zh: "街呼区应", En: "Streets call, the district answers"}
	}
	return desk.Slogan{}
}

// fill writes the district's name into a unit's: {区}综合行政执法局.
func (d division) fill(name string) string {
	return strings.NewReplacer("{区字}", d.short(), "{区}", d.name).Replace(name)
}

// founded is from when units and posts of the demonstration are in being: before its first story.
var founded = org.Micros(day(2019, 1, 1))

func day(y int, m time.Month, d int) time.Time {
	return time.Date(y, m, d, 0, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*60*60))
}

var (
	//go:embed data/townships.tsv
	townshipsTSV string
	//go:embed data/communities.tsv
	communitiesTSV string
	//go:embed data/units.tsv
	unitsTSV string
	//go:embed data/sections.tsv
	sectionsTSV string
	//go:embed data/agencies.tsv
	agenciesTSV string
	//go:embed data/duties.tsv
	dutiesTSV string
	//go:embed data/services.tsv
	servicesTSV string
	//go:embed data/frequent.tsv
	frequentTSV string
)

var (
	townships   = table(&townshipsTSV, 3)
	communities = table(&communitiesTSV, 2)
	unitLines   = table(&unitsTSV, 5)
	sections    = table(&sectionsTSV, 5)
	agencies    = table(&agenciesTSV, 4)
	duties      = table(&dutiesTSV, 4)
	services    = table(&servicesTSV, 6)
	frequent    = table(&frequentTSV, 2)
)

// table reads an embedded table when first asked for it, each row filled up to its columns.
func table(text *string, columns int) func() [][]string {
	return sync.OnceValue(func() [][]string {
		var rows [][]string
		for line := range strings.Lines(*text) {
			line = strings.TrimSuffix(line, "\n")
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			row := strings.Split(line, "\t")
			for len(row) < columns {
				row = append(row, "")
			}
			rows = append(rows, row)
		}
		return rows
	})
}

// here splits name@code: a row that counts in one district alone is in force there only.
func here(cell string, d org.DistrictID) (name string, own, counts bool) {
	name, code, own := strings.Cut(cell, "@")
	return name, own, !own || code == fmt.Sprint(d)
}
