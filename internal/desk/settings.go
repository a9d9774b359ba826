package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/telling"
)

// SettingsStream is the stream that says what a district has decided for itself, and when.
const SettingsStream = "settings"

// SettingsChanged (区县设定变更) records that a district has changed its limits, its ladder, or who is told what. What it
// goes by from then on is a permanent document. 依据 P-128.
type SettingsChanged struct {
	Document string   `json:"document"` // sha256:… of the settings as they are now
	Keys     []string `json:"keys"`     // what was changed
}

// Settings (区县设定) is what a district has decided for itself, where it is not the usual.
type Settings struct {
	Work    casework.Settings
	Telling telling.Rules
}

// Settings gives what a district goes by now, to those who answer for what is done by it.
func (r Reader) Settings(ctx context.Context, district org.DistrictID) (Settings, error) {
	if err := r.readsSettings(district); err != nil {
		return Settings{}, err
	}
	stand, err := r.d.standing(ctx, district)
	if err != nil {
		return Settings{}, err
	}
	return Settings{stand.settings, stand.telling}, nil
}

// readSettings reads a district's settings over the usual ones. A list that is given replaces the usual one whole.
func readSettings(text string) (work casework.Settings, rules telling.Rules, err error) {
	work, rules = casework.DefaultSettings(), telling.DefaultRules()
	if text == "" {
		return work, rules, nil
	}
	given := map[string]json.RawMessage{}
	if err := json.Unmarshal([]byte(text), &given); err != nil {
		return work, rules, fmt.Errorf("settings: %w", err)
	}
	for key, list := range map[string]func(){
		"ladder": func() { work.Ladder = nil }, "extensions": func() { work.Extensions = nil }, "suspension": func() { work.Suspension = nil },
		"telling": func() { rules = telling.Rules{} },
	} {
		if _, ok := given[key]; ok {
			list()
		}
	}
	if err := json.Unmarshal([]byte(text), &work); err != nil {
		return work, rules, fmt.Errorf("settings: %w", err)
	}
	if err := json.Unmarshal([]byte(text), &struct {
		Telling *telling.Rules `json:"telling"`
	}{&rules}); err != nil {
		return work, rules, fmt.Errorf("settings: %w", err)
	}
	return work, rules, nil
}

// changeable are the settings that a district changes on the record. Its slogan is no rule, and has a road of its own.
var changeable = func() []string {
	var keys []string
	text, _ := json.Marshal(casework.DefaultSettings()) // it is ours, and marshals
	all := map[string]json.RawMessage{}
	_ = json.Unmarshal(text, &all)
	keys = slices.AppendSeq(keys, maps.Keys(all))
	return append(keys, "telling")
}()

// ChangeSettings changes what a district has decided for itself: from then on, and never a clock that runs. The district
// government decides; an installation begins with it. 依据 P-128.
func (d *Desk) ChangeSettings(ctx context.Context, who access.Who, district org.DistrictID, changes map[string]json.RawMessage) error {
	if err := own(who, district); err != nil {
		return err
	}
	stand, err := d.standing(ctx, district)
	if err != nil {
		return err
	}
	if err := d.holdsPost(who, stand.units); err != nil {
		return err
	}
	if who.Actor.Role != org.GovernmentApprover && who.Actor.Role != org.System {
		return rule.Refuse(rule.Forbidden, "P-128", "区县设定由区县政府决定")
	}
	if len(changes) == 0 {
		return rule.Refuse(rule.Incomplete, "P-128", "请写明要变更的设定")
	}
	keys := slices.Sorted(maps.Keys(changes))
	for _, key := range keys {
		if !slices.Contains(changeable, key) {
			return rule.Refuse(rule.Invalid, "P-128", "没有这项设定").At(key)
		}
	}
	at := org.Micros(d.Now())
	err = d.store.Write(ctx, district, func(ctx context.Context, tx *store.Tx) error {
		row, ok, err := tx.Founded(ctx)
		if err != nil {
			return err
		}
		if !ok {
			return noDistrict()
		}
		if row.Settings, err = merged(row.Settings, changes, stand.units); err != nil {
			return err
		}
		document := store.Document{Hash: catalogue.Name([]byte(row.Settings)), Kind: "settings", At: at, Body: row.Settings}
		if err := tx.PutDocument(document); err != nil {
			return err
		}
		if err := tx.PutSettings(row.Settings); err != nil {
			return err
		}
		_, err = appendTo(tx, SettingsStream, who.Actor, at, SettingsChanged{document.Hash, keys})
		return err
	})
	d.changed(district)
	return err
}

// merged puts changes into settings, and refuses what would not be understood, or would leave something without a rule.
func merged(settings string, changes map[string]json.RawMessage, units *org.Directory) (string, error) {
	all := map[string]json.RawMessage{}
	if settings != "" {
		if err := json.Unmarshal([]byte(settings), &all); err != nil {
			return "", fmt.Errorf("settings: %w", err)
		}
	}
	maps.Copy(all, changes)
	text, err := json.Marshal(all)
	if err != nil {
		return "", err
	}
	for key, value := range changes {
		if err := understood(key, value); err != nil {
			return "", rule.Refuse(rule.Invalid, "P-128", "设定的写法有误").At(key)
		}
	}
	work, rules, err := readSettings(string(text))
	if err != nil {
		return "", rule.Refuse(rule.Invalid, "P-128", "设定的写法有误").At("settings")
	}
	if err := work.Check(units); err != nil {
		return "", err
	}
	return string(text), rules.Check(units)
}

// understood reads one setting strictly: what is misspelt in it, or says nothing, would change more than was meant.
func understood(key string, value json.RawMessage) error {
	one, err := json.Marshal(map[string]json.RawMessage{key: value})
	if err != nil {
		return err
	}
	if string(bytes.TrimSpace(value)) == "null" {
		return errors.New("null")
	}
	strict := json.NewDecoder(bytes.NewReader(one))
	strict.DisallowUnknownFields()
	return strict.Decode(&struct {
		casework.Settings
		Telling *telling.Rules `json:"telling"`
	}{})
}
