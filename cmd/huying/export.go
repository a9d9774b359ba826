package main

import (
	"context"
	"fmt"
	"os"

	"huying/internal/audit"
	"huying/internal/org"
)

type exportCommand struct {
	place    `embed:""`
	District int64  `required:"" help:"District code, such as 370102."`
	File     string `arg:"" optional:"" help:"File to write; - or nothing writes to standard output." default:"-"`
	Contents bool   `help:"With what people wrote, for a reader who is entitled to it."`
	Persons  bool   `help:"With the reporters' particulars too."`
}

// Run writes the export. A running server does not mind: the store is only read, at one moment.
func (c *exportCommand) Run(ctx context.Context) (err error) {
	s, err := c.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	out := os.Stdout
	if c.File != "-" {
		if out, err = os.OpenFile(c.File, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600); err != nil {
			return err
		}
		defer func() {
			if closed := out.Close(); err == nil {
				err = closed
			}
		}()
	}
	to := watchedWriter{out, newProgress()}
	options := audit.ExportOptions{Contents: c.Contents || c.Persons, Persons: c.Persons}
	if err := audit.ExportDistrict(ctx, s, org.DistrictID(c.District), to, options); err != nil {
		return err
	}
	if c.File != "-" {
		fmt.Printf("wrote %d bytes to %s\n", to.p.bytes, c.File)
	}
	return nil
}
