package demo

import (
	"fmt"
	"strings"

	"huying/internal/org"
)

// place is a unit with what its log-ins are called.
type place struct {
	org.Unit
	login string
}

// places lists a district's units, in the order of the tables.
func (d division) places() []place {
	if d.id == City {
		return cityPlaces()
	}
	var all []place
	add := func(id, login string, kind org.Kind, name, short, parent, code string) {
		all = append(all, place{org.Unit{
			ID: org.UnitID(id), Kind: kind, Name: d.fill(name), Short: short, Parent: org.UnitID(parent), Code: code, From: founded,
		}, login})
	}
	for _, r := range unitLines() {
		if id, _, counts := here(r[0], d.id); counts {
			add(id, r[1], org.Kind(r[2]), r[3], r[4], "", "")
		}
	}
	for _, r := range sections() {
		add(r[0], r[1], org.KindSection, r[3], r[4], r[2], "")
	}
	prefix := fmt.Sprint(d.id)
	for _, t := range townships() {
		if !strings.HasPrefix(t[0], prefix) {
			continue
		}
		add(t[0], t[2], org.KindTownship, t[1], short(t[1]), "", t[0])
		if d.full {
			for _, a := range agencies() {
				add(t[0]+"-"+a[0], t[2]+"-"+a[1], org.KindAgency, t[1]+a[2], short(t[1])+a[3], t[0], "")
			}
		}
	}
	for i, c := range communities() {
		if !strings.HasPrefix(c[0], prefix) {
			continue
		}
		add(c[0], fmt.Sprintf("c%d", i+1), org.KindCommunity, c[1], c[1], c[0][:9], c[0])
		for g := 1; g <= gridsEach; g++ {
			id := fmt.Sprintf("%s%03d", c[0], g)
			name := fmt.Sprintf("%s第%s网格（测试）", c[1], []string{"一", "二"}[g-1])
			add(id, fmt.Sprintf("c%dg%d", i+1, g), org.KindGrid, name, fmt.Sprintf("第%s网格", []string{"一", "二"}[g-1]), c[0], id)
		}
	}
	return all
}

// gridsEach is how many grids a community of the demonstration has. They are invented, without polygons.
const gridsEach = 2

func cityPlaces() []place {
	unit := func(id string, kind org.Kind, name, short string) place {
		return place{org.Unit{ID: org.UnitID(id), Kind: kind, Name: name, Short: short, From: founded}, id}
	}
	return []place{
		unit("shiwei-shizhengfu", org.KindCity, "济南市委市政府", "市委市政府"),
		unit("shi-bianban", org.KindOffice, "济南市委机构编制委员会办公室", "市委编办"),
		unit("shi-zuzhi", org.KindOffice, "济南市委组织部", "市委组织部"),
		unit("shi-ducha", org.KindOffice, "济南市委市政府督查机构", "市督查"),
		unit("shi-shenji", org.KindOffice, "济南市审计局", "市审计局"),
		unit("shi-dashuju", org.KindOffice, "济南市大数据局", "市大数据局"),
	}
}

// short is a township's name without what it is: 姚家.
func short(township string) string {
	for _, what := range []string{"街道", "镇"} {
		if name, ok := strings.CutSuffix(township, what); ok && len([]rune(name)) > 1 {
			return name
		}
	}
	return township
}
