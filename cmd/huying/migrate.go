package main

import (
	"context"
	"fmt"
)

type migrateCommand struct {
	place `embed:""`
}

// Run migrates and says so; opening a store is migrating it.
func (c *migrateCommand) Run(ctx context.Context) error {
	s, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	fmt.Println("the schema is the newest")
	return s.Close()
}
