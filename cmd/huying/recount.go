package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"huying/internal/access"
	"huying/internal/desk"
	"huying/internal/org"
)

type recountCommand struct {
	place    `embed:""`
	District int64  `required:"" help:"District code, such as 370102."`
	Reason   string `required:"" help:"Why, as the record will say it."`
	JSON     bool   `name:"json" help:"Say what came of it as JSON."`
}

// Run has the running deadlines of a district counted anew by its calendar as it is. No server may have the store open meanwhile
// on SQLite. 依据 P-129.
func (c *recountCommand) Run(ctx context.Context) error {
	s, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	d, district := desk.New(desk.Options{Store: s}), org.DistrictID(c.District)
	p := newProgress()
	did, err := d.Recount(ctx, access.System(district), district, c.Reason, p.cases)
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(os.Stdout).Encode(map[string]int{"cases": did.Cases, "moved": did.Moved})
	}
	fmt.Printf("%d open cases looked at; deadlines moved in %d\n", did.Cases, did.Moved)
	return nil
}
