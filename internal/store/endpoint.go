package store

import (
	"context"

	"huying/internal/org"
	"huying/internal/sqldb"
)

// Endpoint (接收端) is a webhook or the group robot of a unit's squad, without its address: that is sealed.
type Endpoint struct {
	ID      string
	Unit    org.UnitID // whose squad; "" = it is told what any unit is told
	Channel string
	Name    string
	Topics  string // separated by blanks; "" = all
	Paused  bool
	Created int64
}

func (e *Endpoint) into() []any {
	return []any{&e.ID, &e.Unit, &e.Channel, &e.Name, &e.Topics, &e.Paused, &e.Created}
}

var qEndpoints = sqldb.Q(`SELECT id, unit, channel, name, topics, paused, created FROM endpoint WHERE district_id = $1 ORDER BY id`)

// Endpoints lists a district's endpoints: few, and the same for every letter.
func (v View) Endpoints(ctx context.Context) ([]Endpoint, error) {
	return sqldb.All(ctx, v.q, qEndpoints, (*Endpoint).into, v.district)
}
