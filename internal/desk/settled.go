package desk

import (
	"context"
	"encoding/json"
	"slices"

	"huying/internal/access"
	"huying/internal/org"
	"huying/internal/rule"
)

// settingsReaders are the roles that read what their district has decided for itself.
var settingsReaders = []org.Role{
	org.GovernmentApprover, org.Dispatcher, org.CentreLead, org.TownshipLeader, org.DepartmentLeader, org.StaffingOffice, org.JusticeBureau,
	org.OrganisationDept, org.AssessmentOffice, org.Discipline, org.Auditor, org.SystemAdmin, org.SecurityAdmin, org.AuditAdmin, org.System,
}

// ReadsSettings reports whether a post may read its district's settings. 依据 P-128.
func ReadsSettings(who access.Who) bool { return slices.Contains(settingsReaders, who.Actor.Role) }

func (r Reader) readsSettings(district org.DistrictID) error {
	if err := own(r.who, district); err != nil {
		return err
	}
	if !ReadsSettings(r.who) {
		return rule.Refuse(rule.Forbidden, "P-128", "区县设定由本区县各办公室、指挥调度中心和各单位分管领导查看")
	}
	return nil
}

// Keys gives the settings by their names, as they are written and changed: those of the work, and telling.
func (s Settings) Keys() (map[string]json.RawMessage, error) {
	text, err := json.Marshal(s.Work)
	if err != nil {
		return nil, err
	}
	all := map[string]json.RawMessage{}
	if err := json.Unmarshal(text, &all); err != nil {
		return nil, err
	}
	all["telling"], err = json.Marshal(s.Telling)
	return all, err
}

// SettingsChange is one change of a district's settings, as the record has it.
type SettingsChange struct {
	At int64
	By org.Actor
	SettingsChanged
}

// SettingsHistory lists how a district has changed its settings, the newest first. 依据 P-128.
func (r Reader) SettingsHistory(ctx context.Context, district org.DistrictID) ([]SettingsChange, error) {
	if err := r.readsSettings(district); err != nil {
		return nil, err
	}
	events, err := r.d.store.In(district).Events(ctx, SettingsStream, 0)
	if err != nil {
		return nil, err
	}
	changes := make([]SettingsChange, 0, len(events))
	for _, e := range slices.Backward(events) {
		change := SettingsChange{At: e.At, By: e.Actor}
		if err := json.Unmarshal(e.Data, &change.SettingsChanged); err != nil {
			return nil, err
		}
		changes = append(changes, change)
	}
	return changes, nil
}

// SettingsDocument gives the full text that a district once went by, by its hash.
func (r Reader) SettingsDocument(ctx context.Context, district org.DistrictID, hash string) (string, error) {
	changes, err := r.SettingsHistory(ctx, district)
	if err != nil {
		return "", err
	}
	named := func(c SettingsChange) bool { return c.Document == hash }
	if !slices.ContainsFunc(changes, named) {
		return "", rule.Refuse(rule.Unknown, "P-128", "没有这份设定")
	}
	document, _, err := r.d.store.In(district).Document(ctx, hash)
	return document.Body, err
}
