package demo

import (
	"bytes"
	"testing"

	"huying/internal/audit"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
)

// sound holds a played district to its record: its tables are what the record gives, and an auditor finds nothing.
func sound(t *testing.T, s *store.Store, d *desk.Desk, districts ...org.DistrictID) {
	t.Helper()
	ctx := t.Context()
	for _, id := range districts {
		if err := s.SealNow(ctx, id); err != nil {
			t.Fatal(err)
		}
		if err := s.Check(ctx, id); err != nil {
			t.Error(err)
		}
		if err := d.Rebuild(ctx, id, false); err != nil {
			t.Error(err)
		}
		var export bytes.Buffer
		if err := audit.ExportDistrict(ctx, s, id, &export, audit.ExportOptions{Contents: true, Persons: true}); err != nil {
			t.Fatal(err)
		}
		report, err := audit.Verify(&export, audit.Options{})
		if err != nil || !report.OK() || report.Cases == 0 {
			t.Errorf("an auditor of %d: %d cases, %v\n%+v", id, report.Cases, err, report.Findings)
		}
	}
}
