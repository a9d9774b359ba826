package org

import (
	"encoding/json"
	"testing"
)

var yaojia = []Unit{
	{ID: "370102011", Kind: KindTownship, Name: "姚家街道"},
	{ID: "370102011001", Kind: KindCommunity, Name: "甲社区", Parent: "370102011"},
	{ID: "370102011001001", Kind: KindGrid, Name: "第一网格", Parent: "370102011001"},
	{ID: "370102011-paichusuo", Kind: KindAgency, Name: "姚家派出所", Parent: "370102011"},
	{ID: "zonghe-zhifa", Kind: KindDepartment, Name: "综合行政执法局"},
	{ID: "zonghe-zhifa-1", Kind: KindSection, Name: "一中队", Parent: "zonghe-zhifa"},
	{ID: "gongan", Kind: KindBranch, Name: "市公安局分局"},
	{ID: "gongan-1", Kind: KindSection, Name: "治安大队", Parent: "gongan"},
	{ID: "370102011-1", Kind: KindSection, Name: "网格中心", Parent: "370102011"},
	{ID: "bianban", Kind: KindOffice, Name: "编办"},
	{ID: "loop", Kind: KindSection, Name: "互为上级", Parent: "pool"},
	{ID: "pool", Kind: KindSection, Name: "互为上级", Parent: "loop"},
}

func TestDirectoryWalks(t *testing.T) {
	d := NewDirectory(370102, yaojia, []Post{{ID: "p2", Unit: "bianban"}, {ID: "p1", Unit: "bianban"}})
	for unit, want := range map[UnitID][2]UnitID{ // its township, its department
		"370102011":           {"370102011", "370102011"},
		"370102011001001":     {"370102011", "370102011001001"},
		"370102011-paichusuo": {"370102011", "370102011-paichusuo"},
		"zonghe-zhifa":        {"", "zonghe-zhifa"},
		"zonghe-zhifa-1":      {"", "zonghe-zhifa"},
		"gongan-1":            {"", "gongan"},
		"370102011-1":         {"370102011", "370102011-1"},
		"bianban":             {"", "bianban"},
		"nobody":              {"", ""},
		"loop":                {"", "loop"},
	} {
		if town, dept := d.TownshipOf(unit), d.DepartmentOf(unit); town != want[0] || dept != want[1] {
			t.Errorf("%s: township %q, department %q, want %q", unit, town, dept, want)
		}
	}
	if !d.Within("370102011001001", "370102011") || !d.Within("bianban", "bianban") || d.Within("370102011", "370102011001001") || d.Within("loop", "bianban") || d.Within("", "") {
		t.Error("within")
	}
	if a := d.AgencyOf("370102011", "paichusuo"); a != "370102011-paichusuo" {
		t.Errorf("agency %q", a)
	}
	if a := d.AgencyOf("370102011", "sifasuo"); a != "" {
		t.Errorf("an agency nobody stationed: %q", a)
	}
	if got := d.Children("370102011"); len(got) != 3 || got[0].ID != "370102011-1" {
		t.Errorf("children %v", got)
	}
	if got := d.ByKind(KindSection); len(got) != 5 {
		t.Errorf("sections %v", got)
	}
	if got := d.Posts("bianban"); len(got) != 2 || got[0].ID != "p1" {
		t.Errorf("posts %v", got)
	}
}

func TestEvolveKeepsThePast(t *testing.T) {
	empty := NewDirectory(370102, nil, nil)
	story := []Event{
		UnitsFounded{yaojia},
		PostsGranted{[]Post{{ID: "lixia-bianban", Account: "a1", Unit: "bianban", Role: StaffingOffice, From: 5}}},
		PostsEnded{[]PostID{"lixia-bianban", "never-was"}, 9},
		UnitsClosed{[]UnitID{"370102011-paichusuo"}, 9},
	}
	d := empty
	for _, e := range story {
		data, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		stored, err := Decode(TypeOf(e), data)
		if err != nil {
			t.Fatal(err)
		}
		before := len(d.Units()) + len(d.AllPosts())
		next := Evolve(d, stored)
		if len(d.Units())+len(d.AllPosts()) != before {
			t.Fatalf("%s changed the directory before it", TypeOf(e))
		}
		d = next
	}
	if p, ok := d.Post("lixia-bianban"); !ok || p.To != 9 || p.From != 5 {
		t.Errorf("post %+v", p)
	}
	if u, ok := d.Unit("370102011-paichusuo"); !ok || u.To != 9 {
		t.Errorf("unit %+v", u)
	}
	if d.AgencyOf("370102011", "paichusuo") != "" {
		t.Error("a closed agency is still called")
	}
	if _, ok := d.Post("never-was"); ok {
		t.Error("ending a post nobody held made one")
	}
	if _, err := Decode("UnitsSold", []byte("{}")); err == nil {
		t.Error("an unknown event was read")
	}
}
