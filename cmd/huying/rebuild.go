package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/store"
)

type rebuildCommand struct {
	place    `embed:""`
	District int64 `help:"One district only; all when absent."`
	Replace  bool  `help:"Write tables that differ anew. Nobody may write meanwhile."`
}

// Run holds each district's tables to each other and to the record, and says what differs; exit code
// 3 if anything did.
func (c *rebuildCommand) Run(ctx context.Context) error {
	s, err := c.open(ctx, !c.Replace)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	d := desk.New(desk.Options{Store: s})
	districts, err := s.Districts(ctx)
	if err != nil {
		return err
	}
	if only := org.DistrictID(c.District); only != 0 {
		districts = slices.DeleteFunc(districts, func(d store.District) bool { return d.ID != only })
		if len(districts) == 0 {
			return fmt.Errorf("%w: %d", store.ErrUnknownDistrict, only)
		}
	}
	wrong := false
	for _, district := range districts {
		found := 0
		for _, check := range []func() error{
			func() error { return s.Check(ctx, district.ID) },
			func() error { return d.Rebuild(ctx, district.ID, c.Replace) },
		} {
			var unsound *store.Unsound
			switch err := check(); {
			case errors.As(err, &unsound):
				found++
				fmt.Printf("✗ %d %s: %v\n", district.ID, district.Name, unsound)
			case err != nil:
				return err
			}
		}
		if found == 0 {
			fmt.Printf("✓ %d %s: the tables are what the record gives\n", district.ID, district.Name)
		}
		wrong = wrong || found > 0
	}
	if wrong {
		return errFound
	}
	return nil
}
