package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
)

// District (区县) is what a page says of the district it stands in.
type District struct {
	ID     org.DistrictID
	Name   string // 历下区
	Slogan Slogan
}

// Slogan (街呼区应、乡呼县应) is what a district calls the whole: its own choice, shown in the frame of its pages, at
// the entrance and on its slips. Both may be empty.
type Slogan struct {
	Zh string `json:"slogan"`
	En string `json:"slogan_en"` // empty where nobody has said it in English
}

// The longest slogans, in characters: what fits beside a district's name.
const (
	maxSlogan   = 16
	maxSloganEn = 60
)

// Districts lists the districts served here; their names are no secret.
func (d *Desk) Districts(ctx context.Context) ([]District, error) {
	rows, err := d.store.Districts(ctx)
	if err != nil {
		return nil, err
	}
	all := make([]District, len(rows))
	for i, row := range rows {
		if all[i], err = districtOf(row); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// District is one of them, as it stands.
func (d *Desk) District(ctx context.Context, id org.DistrictID) (District, error) {
	stand, err := d.standing(ctx, id)
	if err != nil {
		return District{}, err
	}
	return stand.district, nil
}

func districtOf(row store.District) (District, error) {
	var slogan Slogan
	if err := json.Unmarshal([]byte(row.Settings), &slogan); err != nil {
		return District{}, fmt.Errorf("settings of district %d: %w", row.ID, err)
	}
	return District{row.ID, row.Name, slogan}, nil
}

// SetSlogan changes what a district calls the whole; its other settings stay as they are.
func (d *Desk) SetSlogan(ctx context.Context, district org.DistrictID, to Slogan) error {
	for _, said := range []struct {
		field, text string
		most        int
	}{{"slogan", to.Zh, maxSlogan}, {"slogan_en", to.En, maxSloganEn}} {
		switch {
		case !utf8.ValidString(said.text) || strings.ContainsFunc(said.text, unicode.IsControl) || strings.TrimSpace(said.text) != said.text:
			return rule.Refuse(rule.Invalid, "P-87", "标语含有无法识别的字符，或者首尾有空白").At(said.field)
		case utf8.RuneCountInString(said.text) > said.most:
			return rule.Refuse(rule.Invalid, "P-87", fmt.Sprintf("标语不得超过 %d 个字符", said.most)).At(said.field)
		}
	}
	row, ok, err := d.store.In(district).Founded(ctx)
	if err != nil {
		return fmt.Errorf("set slogan: %w", err)
	}
	if !ok {
		return noDistrict()
	}
	settings := map[string]json.RawMessage{}
	if err := json.Unmarshal([]byte(row.Settings), &settings); err != nil {
		return fmt.Errorf("settings of district %d: %w", district, err)
	}
	for key, text := range map[string]string{"slogan": to.Zh, "slogan_en": to.En} {
		if settings[key], err = json.Marshal(text); err != nil {
			return fmt.Errorf("set slogan: %w", err)
		}
	}
	changed, err := json.Marshal(settings)
	if err != nil {
		return fmt.Errorf("set slogan: %w", err)
	}
	row.Settings = string(changed)
	err = d.store.FoundDistrict(ctx, row)
	d.changed(district)
	if err != nil {
		return fmt.Errorf("set slogan: %w", err)
	}
	return nil
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
