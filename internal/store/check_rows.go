package store

import (
	"strings"

	"huying/internal/sqldb"
)

// cases holds every case's row to the version of its stream.
func (c *check) cases() error {
	type row struct {
		id, no  string
		version int64
	}
	after, seen := "", 0
	for {
		rows, err := sqldb.All(c.ctx, c.v.q, qCaseHeads, func(r *row) []any { return []any{&r.id, &r.no, &r.version} },
			c.v.district, after, int64(sealBatch))
		if err != nil {
			return err
		}
		for _, r := range rows {
			if h, ok := c.heads["case/"+r.id]; !ok {
				c.found.find("case %s has no event", r.no)
			} else if h.version != r.version {
				c.found.find("case %s stands at version %d, its stream at %d", r.no, r.version, h.version)
			} else {
				seen++
			}
			after = r.id
		}
		if len(rows) < sealBatch {
			break
		}
	}
	streams := 0
	for stream := range c.heads {
		if strings.HasPrefix(stream, "case/") {
			streams++
		}
	}
	if streams > seen {
		c.found.find("%d case streams have no case of their version", streams-seen)
	}
	return nil
}

// open opens the contents named since it last did.
func (c *check) open() error {
	for _, id := range c.named {
		_, ok, err := c.v.Content(c.ctx, id)
		switch {
		case c.ctx.Err() != nil:
			return c.ctx.Err()
		case err != nil:
			c.found.find("%v", err)
		case !ok:
			c.missing[id] = true
		}
	}
	c.named = c.named[:0]
	return nil
}

// contents holds what is missing, and what should be, to the erasures on record.
func (c *check) contents() error {
	for id := range c.missing {
		if !c.erased[id] {
			c.found.find("content %s is missing, and no event says why", id)
		}
	}
	for id := range c.erased {
		_, ok, err := c.v.Content(c.ctx, id)
		if err != nil && c.ctx.Err() != nil {
			return err
		}
		if ok || err != nil {
			c.found.find("content %s is on record as erased, and is there", id)
		}
	}
	return nil
}
