package store

import (
	"context"
	"fmt"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// Run lets a test do to the tables what the store never does.
func Run(s *Store, text string) error {
	return s.db.Write(context.Background(), func(ctx context.Context, tx *sqldb.Tx) error {
		_, err := sqldb.Exec(ctx, tx, sqldb.Text(text))
		return err
	})
}

// Texts reads one column of text.
func Texts(s *Store, text string) ([]string, error) {
	return sqldb.All(context.Background(), s.db, sqldb.Text(text), sqldb.Self[string])
}

// Blobs reads one column of bytes.
func Blobs(s *Store, text string) ([][]byte, error) {
	return sqldb.All(context.Background(), s.db, sqldb.Text(text), sqldb.Self[[]byte])
}

// Forget drops what is in memory of a log, as a failed commit does.
func Forget(s *Store, d org.DistrictID) { s.drop([]org.DistrictID{d}) }

// Fill writes n closed cases, of which two near the ends are still called.
func Fill(s *Store, n int) error {
	return s.Write(context.Background(), 370102, func(ctx context.Context, tx *Tx) error {
		for i := range n {
			no := fmt.Sprintf("20190725%05d", i+1)
			status := "closed"
			if i == 3 || i == n-3 {
				status = "called"
			}
			p := Projection{Case: CaseRow{No: no, ID: no, Version: 1, Status: status, Township: "east"}, Viewers: []string{ViewerDistrict}}
			if err := tx.Project(nil, p); err != nil {
				return err
			}
		}
		return nil
	})
}
