package main

import (
	"context"
	"errors"
	"fmt"
)

type migrateCommand struct {
	place `embed:""`
	Grant string `help:"On PostgreSQL, a role that shall work with the tables: it may add to the record, not change it." placeholder:"ROLE"`
}

// Run migrates and says so; opening a store is migrating it.
func (c *migrateCommand) Run(ctx context.Context) error {
	s, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	if c.Grant != "" {
		if err := s.Grant(ctx, c.Grant); err != nil {
			return errors.Join(err, s.Close())
		}
		fmt.Printf("%s may work with the tables\n", c.Grant)
	}
	fmt.Println("the schema is the newest")
	return s.Close()
}
