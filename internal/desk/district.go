package desk

import (
	"context"
	"encoding/json"
	"fmt"

	"huying/internal/org"
	"huying/internal/store"
)

// District (区县) is what a page says of the district it stands in.
type District struct {
	ID     org.DistrictID
	Name   string // 历下区
	Slogan string // 乡呼县应 or 街呼区应, the district's own choice; may be empty
}

// Districts lists the districts served here; their names are no secret.
func (d *Desk) Districts(ctx context.Context) ([]District, error) {
	rows, err := d.store.Districts(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]District, len(rows))
	for i, row := range rows {
		var settings struct {
			Slogan string `json:"slogan"`
		}
		if err := json.Unmarshal([]byte(row.Settings), &settings); err != nil {
			return nil, fmt.Errorf("settings of district %d: %w", row.ID, err)
		}
		all[i] = District{row.ID, row.Name, settings.Slogan}
	}
	return all, nil
}

// State (记录状态) is how a district's log stands, for anybody: the newest signed checkpoint, and the
// key to verify it.
type State struct {
	Checkpoint store.CheckpointRow
	Vkey       string
}

// State gives the state of a district's log; it is public.
func (d *Desk) State(ctx context.Context, district org.DistrictID) (State, error) {
	v := d.store.In(district)
	vkey, err := v.Vkey(ctx)
	if err != nil {
		return State{}, err
	}
	checkpoint, err := v.Checkpoint(ctx)
	return State{checkpoint, vkey}, err
}
