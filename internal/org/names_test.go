package org

import (
	"os"
	"regexp"
	"testing"
)

// Every role and kind that is declared has its Chinese name and its place in the lists.
func TestNames(t *testing.T) {
	source, err := os.ReadFile("org.go")
	if err != nil {
		t.Fatal(err)
	}
	declared := func(kind string) (codes []string) {
		for _, m := range regexp.MustCompile(`\w+ +`+kind+` += "(\w+)"`).FindAllStringSubmatch(string(source), -1) {
			codes = append(codes, m[1])
		}
		return codes
	}
	roles, kinds := declared("Role"), declared("Kind")
	if len(roles) != len(Roles) || len(kinds) != len(Kinds) {
		t.Fatalf("%d roles and %d kinds are declared, %d and %d listed", len(roles), len(kinds), len(Roles), len(Kinds))
	}
	for i, code := range roles {
		if Roles[i] != Role(code) || Roles[i].Zh() == code {
			t.Errorf("role %s is out of order or has no Chinese name", code)
		}
	}
	for i, code := range kinds {
		if Kinds[i] != Kind(code) || Kinds[i].Zh() == code {
			t.Errorf("kind %s is out of order or has no Chinese name", code)
		}
	}
	if Role("nobody").Zh() != "nobody" || Kind("nothing").Zh() != "nothing" {
		t.Error("an unknown code should be said as it is")
	}
}
