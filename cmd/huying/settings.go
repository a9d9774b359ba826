package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"

	"huying/internal/access"
	"huying/internal/desk"
	"huying/internal/org"
)

type settingsCommand struct {
	place    `embed:""`
	District int64  `required:"" help:"District code, such as 370124."`
	Set      string `type:"existingfile" help:"A JSON object of the settings to change, by name; the others stay."`
	JSON     bool   `help:"Print them as one JSON object."`
}

// Run prints what a district goes by, or changes it on the record and prints what was and what is. No server may have the store
// open meanwhile on SQLite.
func (c *settingsCommand) Run(ctx context.Context) error {
	s, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	d, district := desk.New(desk.Options{Store: s}), org.DistrictID(c.District)
	who := access.Who{Actor: org.Actor{Role: org.System}, District: district}
	read := func() (map[string]json.RawMessage, error) {
		now, err := d.As(who).Settings(ctx, district)
		if err != nil {
			return nil, err
		}
		return now.Keys()
	}
	before, err := read()
	if err != nil {
		return err
	}
	changes := map[string]json.RawMessage{}
	if c.Set != "" {
		text, err := os.ReadFile(c.Set)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(text, &changes); err != nil {
			return fmt.Errorf("%s: %w", c.Set, err)
		}
		if err := d.ChangeSettings(ctx, who, district, changes); err != nil {
			return err
		}
	}
	after, err := read()
	if err != nil {
		return err
	}
	if c.JSON {
		text, err := json.MarshalIndent(after, "", "  ")
		fmt.Println(string(text))
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(after)) {
		switch _, changed := changes[key]; {
		case changed:
			fmt.Printf("%s: %s\n%*s→ %s\n", key, before[key], len(key), "", after[key])
		case c.Set == "":
			fmt.Printf("%s: %s\n", key, after[key])
		}
	}
	return nil
}
