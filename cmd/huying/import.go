package main

import (
	"context"
	"fmt"
	"os"

	"huying/internal/desk"
	"huying/internal/org"
)

type importCommand struct {
	Calendar importCalendar `cmd:"" help:"Add a year's working days to a district's calendar; deadlines that stood as unknown are set."`
}

type importCalendar struct {
	place    `embed:""`
	District int64  `required:"" help:"District code, such as 370102."`
	File     string `arg:"" type:"existingfile" help:"Table of days; its form is described in docs/calendar.md."`
}

// Run imports and says what came of it. No server may have the store open meanwhile on SQLite.
func (c *importCalendar) Run(ctx context.Context) error {
	table, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	s, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	d := desk.New(desk.Options{Store: s})
	years, cases, err := d.ImportCalendar(ctx, org.DistrictID(c.District), org.Actor{Unit: "setup", Role: org.System}, string(table))
	if err != nil {
		return err
	}
	fmt.Printf("imported %v; %d open cases looked at\n", years, cases)
	return nil
}
