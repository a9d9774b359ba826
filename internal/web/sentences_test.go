package web

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huying/internal/casework"
	"huying/internal/locale"
	"huying/internal/org"
)

// Every sentence that a page asks for is there, and every one that is there is asked for.
func TestSentencesAndPagesHoldToEachOther(t *testing.T) {
	asked := map[string]bool{}
	prefixes := []string{"weekday.", "span."}
	key := regexp.MustCompile(`"([a-z]+(?:\.[a-zA-Z0-9_]+)*\.?)"`)
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	inner, err := filepath.Glob("*/*")
	if err != nil {
		t.Fatal(err)
	}
	told, err := filepath.Glob("../telling/*.go") // what is told is said on pages and in messages alike
	if err != nil {
		t.Fatal(err)
	}
	told = append(told, "../desk/outgoing.go")
	for _, path := range slices.Concat(sources, inner, told) {
		if strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "_templ.go") || strings.HasSuffix(path, ".css") || strings.HasPrefix(filepath.Base(path), "sample") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range key.FindAllStringSubmatch(string(text), -1) {
			if strings.HasSuffix(m[1], ".") {
				prefixes = append(prefixes, m[1])
			}
			asked[m[1]] = true
		}
		for _, m := range regexp.MustCompile(`t\(ctx, "([^"]+[^."])"[,)]|\bT\("([^"]+[^."])"[,)]`).FindAllStringSubmatch(string(text), -1) {
			if k := m[1] + m[2]; !locale.Has(k) {
				t.Errorf("%s asks for %q, which nobody has written", path, k)
			}
		}
	}
	for _, k := range locale.Keys() {
		used := asked[k]
		for _, p := range prefixes {
			used = used || strings.HasPrefix(k, p)
		}
		if !used {
			t.Errorf("nobody asks for %q", k)
		}
	}
}

func TestTheWorkHasItsWords(t *testing.T) {
	var keys []string
	for _, v := range casework.AllVerbs {
		if v != casework.VerbReport && v != casework.VerbLapse {
			keys = append(keys, "verb."+string(v), "told."+string(v))
		}
	}
	for _, s := range casework.Statuses {
		keys = append(keys, "status.case."+string(s), "became."+string(s))
	}
	for _, s := range casework.TaskStatuses {
		keys = append(keys, "status.task."+string(s))
	}
	for _, n := range casework.Names() {
		keys = append(keys, "event."+n)
	}
	for _, g := range casework.Grades {
		keys = append(keys, "grade."+g.Code)
	}
	for _, k := range []casework.ClockKind{
		casework.ClockIntake, casework.ClockApproval, casework.ClockDispatch, casework.ClockLead, casework.ClockFinish, casework.ClockVerify,
		casework.ClockRate, casework.ClockAccept, casework.ClockArrive, casework.ClockDone, casework.ClockReturn, casework.ClockRuling,
		casework.ClockDocket, casework.ClockLetting, casework.ClockRectify, casework.ClockFollow, casework.ClockReview, casework.ClockStep,
		casework.ClockReceive, casework.ClockReply, casework.ClockOpine, casework.ClockRequest, casework.ClockExplain, casework.ClockAppeal,
		casework.ClockLodge, casework.ClockHeed,
	} {
		keys = append(keys, "clock.kind."+string(k))
	}
	for _, k := range []casework.ReleaseKind{casework.ReleaseUpheld, casework.ReleaseNotConcerned, casework.ReleaseUnperformed} {
		keys = append(keys, "released."+string(k))
	}
	for _, r := range []org.Role{
		org.GridMember, org.Station, org.TownshipOperator, org.TownshipLeader, org.Dispatcher, org.CentreLead, org.DepartmentOperator,
		org.DepartmentLeader, org.AgencyOperator, org.PartnerOperator, org.StaffingOffice, org.JusticeBureau, org.OrganisationDept, org.GovernmentApprover,
		org.AssessmentOffice, org.Discipline, org.CityListEditor, org.CityApprover, org.CitySupervisor, org.Auditor, org.SystemAdmin,
		org.SecurityAdmin, org.AuditAdmin, org.System,
	} {
		keys = append(keys, "role."+string(r))
	}
	for _, k := range keys {
		if !locale.Has(k) {
			t.Errorf("no words for %s", k)
		}
	}
}

// Every verb of the declared table that people use has a form.
func TestEveryVerbHasAForm(t *testing.T) {
	for verb := range casework.Commands {
		if verb == casework.VerbReport {
			continue // a page of its own
		}
		if _, err := read(verb, nil, nil); err != nil {
			t.Errorf("%s: %v", verb, err)
		}
	}
}
