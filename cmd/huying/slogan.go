package main

import (
	"context"
	"fmt"

	"huying/internal/desk"
	"huying/internal/org"
)

type sloganCommand struct {
	place    `embed:""`
	District int64  `required:"" help:"District code, such as 370124."`
	Zh       string `arg:"" help:"As the district says it, such as 街呼区应 or 乡呼县应."`
	En       string `arg:"" optional:"" help:"The same in English."`
}

// Run sets what a district calls the whole. No server may have the store open meanwhile on SQLite.
func (c *sloganCommand) Run(ctx context.Context) error {
	s, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	d := desk.New(desk.Options{Store: s})
	if err := d.SetSlogan(ctx, org.DistrictID(c.District), desk.Slogan{Zh: c.Zh, En: c.En}); err != nil {
		return err
	}
	fmt.Printf("%d: %s\n", c.District, c.Zh)
	return nil
}
