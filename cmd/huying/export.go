package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"huying/internal/audit"
	"huying/internal/org"
	"huying/internal/store"
)

type exportCommand struct {
	place    `embed:""`
	District int64  `required:"" help:"District code, such as 370102."`
	File     string `arg:"" optional:"" help:"File to write; - or nothing writes to standard output." default:"-"`
	Contents bool   `help:"With what people wrote, for a reader who is entitled to it."`
	Persons  bool   `help:"With the reporters' particulars too."`
}

// Run writes the export. A running server does not mind: the store is only read, at one moment. A
// file takes its name when it is whole; an older one of that name stays until then.
func (c *exportCommand) Run(ctx context.Context) error {
	s, err := c.open(ctx, true)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	if c.File == "-" {
		return c.write(ctx, s, watchedWriter{os.Stdout, newProgress()})
	}
	part, err := os.CreateTemp(filepath.Dir(c.File), ".huying-export-*")
	if err != nil {
		return err
	}
	to := watchedWriter{part, newProgress()}
	err = errors.Join(c.write(ctx, s, to), part.Sync(), part.Close())
	if err == nil {
		err = os.Rename(part.Name(), c.File)
	}
	if err != nil {
		return errors.Join(err, os.Remove(part.Name()))
	}
	fmt.Printf("wrote %d bytes to %s\n", to.p.bytes, c.File)
	return nil
}

func (c *exportCommand) write(ctx context.Context, s *store.Store, to io.Writer) error {
	options := audit.ExportOptions{Contents: c.Contents || c.Persons, Persons: c.Persons}
	return audit.ExportDistrict(ctx, s, org.DistrictID(c.District), to, options)
}
