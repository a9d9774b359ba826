package audit_test

import (
	"bytes"
	"testing"
	"time"

	"huying/internal/access"
	"huying/internal/audit"
	"huying/internal/blob"
	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
)

// A case that went through the desk, in a district with its real list and people, is lawful to the
// last transition: a verifier with false alarms would soon be switched off.
func TestWhatTheDeskWritesIsLawful(t *testing.T) {
	ctx := t.Context()
	now := time.Date(2019, 7, 29, 1, 0, 0, 0, time.UTC)
	s, err := store.Open(ctx, store.Options{Dir: t.TempDir(), NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := demo.Load(ctx, s, now); err != nil {
		t.Fatal(err)
	}
	files, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	d := desk.New(desk.Options{Store: s, Files: files, Now: func() time.Time { now = now.Add(time.Minute); return now }})
	units, err := d.Units(ctx, district)
	if err != nil {
		t.Fatal(err)
	}
	in := func(unit org.UnitID, role org.Role) access.Who {
		t.Helper()
		for _, p := range units.Posts(unit) {
			if p.Role == role {
				return access.Who{District: district, Actor: org.Actor{Account: p.Account, Post: p.ID, Unit: p.Unit, Role: p.Role}, Township: units.TownshipOf(unit), Department: units.DepartmentOf(unit)}
			}
		}
		t.Fatalf("nobody is %s of %s", role, unit)
		return access.Who{}
	}
	do := func(who access.Who, no casework.CaseNo, cmd casework.Command) {
		t.Helper()
		if _, err := d.Do(ctx, who, district, no, cmd, desk.Key{}); err != nil {
			t.Fatalf("%s by %s: %v", cmd.Verb(), who.Actor.Unit, err)
		}
	}
	township, centre := in("370102011", org.TownshipOperator), in(units.ByKind(org.KindCentre)[0].ID, org.Dispatcher)
	for _, call := range []casework.Call{{Matter: 56, Situation: "56-3", Cause: "no_power"}, {Matter: 1, Cause: "not_alone", Class: "urgent"}} {
		answer, err := d.Report(ctx, township, district, casework.Report{
			Text: "经过", Place: "地点", Reporter: &casework.Reporter{Name: "演示乙"}, Call: &call,
		}, desk.Key{})
		if err != nil {
			t.Fatal(err)
		}
		do(centre, answer.No, casework.Dispatch{})
		view, err := d.As(township).Case(ctx, district, answer.No)
		if err != nil {
			t.Fatal(err)
		}
		now = now.Add(72 * time.Hour) // everybody is late
		for _, task := range view.Case.Tasks {
			unit := in(task.Unit, org.DepartmentOperator)
			for _, cmd := range []casework.Command{casework.Accept{}, casework.Arrive{}, casework.Act{Kind: "guide", Text: "指导"}} {
				do(unit, answer.No, cmd)
			}
		}
		for i := len(view.Case.Tasks) - 1; i >= 0; i-- { // the lead, which stands first, answers last
			do(in(view.Case.Tasks[i].Unit, org.DepartmentOperator), answer.No, casework.Answer{Text: "已办"})
		}
		do(township, answer.No, casework.Close{})
		for _, task := range view.Case.Tasks {
			do(township, answer.No, casework.Rate{Task: string(task.ID), Grade: "satisfied"})
		}
	}
	leaves, err := s.In(district).Leaves(ctx, 0, 1<<40)
	if err != nil {
		t.Fatal(err)
	}
	if err := signed(ctx, s, int64(len(leaves))); err != nil {
		t.Fatal(err)
	}
	var export bytes.Buffer
	if err := audit.ExportDistrict(ctx, s, district, &export, audit.ExportOptions{Contents: true, Persons: true}); err != nil {
		t.Fatal(err)
	}
	r, err := audit.Verify(&export, audit.Options{})
	if err != nil || !r.OK() {
		t.Fatalf("%v\n%+v", err, r.Findings)
	}
	if r.Cases != 2 || r.Documents == 0 || r.Disclosed == 0 {
		t.Fatalf("%+v", r)
	}
}
