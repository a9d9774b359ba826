package api

import (
	"context"
	"encoding/json"
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/telling"
)

// BellLine (站内提醒) is one thing that this account was told in the app.
type BellLine struct {
	ID     string             `json:"id"`
	At     time.Time          `json:"at"`
	Topic  telling.Topic      `json:"topic"`
	Text   string             `json:"text" doc:"one sentence of codes and names alone, in the language asked for"`
	No     casework.CaseNo    `json:"no,omitempty" doc:"呼叫单号"`
	Unit   org.UnitID         `json:"unit,omitempty" doc:"whom it concerns"`
	Kind   casework.ClockKind `json:"kind,omitempty" doc:"the clock it is about"`
	Due    time.Time          `json:"due,omitzero"`
	Urgent bool               `json:"urgent"`
	Seen   time.Time          `json:"seen,omitzero" doc:"absent where it has not been seen"`
}

// TellingChoice (告知设置) is how this account wants to be told, beside the bell, and what its district's rules say.
type TellingChoice struct {
	Mail     string                              `json:"mail" doc:"address for mail; empty = none. Only its owner sees it"`
	HasPhone bool                                `json:"has_phone" doc:"whether text messages can reach it; not to be changed here"`
	Topics   map[telling.Topic][]telling.Channel `json:"topics" doc:"by topic: mail, sms; what is not named goes by the rules"`
	Quiet    *telling.Quiet                      `json:"quiet,omitempty" doc:"absent = by the rules; both empty = never quiet"`
	Language string                              `json:"language" doc:"zh-CN or en-US; empty = zh-CN"`
	Rules    telling.Rules                       `json:"rules" doc:"the district's; not to be changed here"`
}

// TellingSent is how an account wants to be told, whole.
type TellingSent struct {
	Mail     string                              `json:"mail,omitempty" doc:"address for mail; empty = none"`
	Topics   map[telling.Topic][]telling.Channel `json:"topics,omitempty" doc:"by topic: mail, sms"`
	Quiet    *telling.Quiet                      `json:"quiet,omitempty" doc:"absent = by the district's rules; both empty = never quiet"`
	Language string                              `json:"language,omitempty" doc:"zh-CN or en-US"`
}

// SettingsSheet (区县设定) is what a district goes by, and how that came about.
type SettingsSheet struct {
	Settings map[string]json.RawMessage `json:"settings" doc:"by name, as they are changed"`
	History  []SettingsChangeLine       `json:"history" doc:"the newest first"`
}

// SettingsChangeLine is one change of a district's settings.
type SettingsChangeLine struct {
	At       time.Time `json:"at"`
	By       org.Actor `json:"by"`
	Keys     []string  `json:"keys" doc:"what was changed"`
	Document string    `json:"document" doc:"sha256:… of the full text from then on"`
}

type bellsInput struct {
	InDistrict
	Paged
}

// InBell is what every path under a bell says.
type InBell struct {
	InDistrict
	ID string `path:"id" maxLength:"100" doc:"of the bell"`
}

type rawInDistrict struct {
	InDistrict
	Raw
}

// listBells lists what this account was told, the newest first.
func (s *server) listBells(ctx context.Context, who access.Who, in *bellsInput) (*body[list[BellLine]], error) {
	if err := s.atHome(ctx, who, in.InDistrict); err != nil {
		return nil, err
	}
	page, err := in.page()
	if err != nil {
		return nil, err
	}
	bells, next, err := s.desk.Bells(ctx, who, page)
	if err != nil {
		return nil, err
	}
	names, err := s.desk.Names(ctx, who.District)
	if err != nil {
		return nil, err
	}
	lines := make([]BellLine, len(bells))
	for i, b := range bells {
		l := b.Letter
		lines[i] = BellLine{b.ID, at(b.At), l.Topic, telling.Sentence(l, visitOf(ctx).lang, names), l.Case, l.Unit, l.Kind, at(l.Due), l.Urgent, at(b.Seen)}
	}
	return answerList(lines, next), nil
}

// seeBell says that one bell was seen; of another account's it changes nothing.
func (s *server) seeBell(ctx context.Context, who access.Who, in *InBell) (*struct{}, error) {
	if err := s.atHome(ctx, who, in.InDistrict); err != nil {
		return nil, err
	}
	if err := legible("id", in.ID); err != nil {
		return nil, err
	}
	return nil, s.desk.See(ctx, who, in.ID)
}

// seeBells says that all that was told by now was seen.
func (s *server) seeBells(ctx context.Context, who access.Who, in *InDistrict) (*struct{}, error) {
	if err := s.atHome(ctx, who, *in); err != nil {
		return nil, err
	}
	return nil, s.desk.SeeAll(ctx, who, 0)
}

// readTelling gives how this account wants to be told. 依据 P-126.
func (s *server) readTelling(ctx context.Context, who access.Who, in *InDistrict) (*body[TellingChoice], error) {
	if err := s.atHome(ctx, who, *in); err != nil {
		return nil, err
	}
	kept, err := s.desk.Preference(ctx, who)
	if err != nil {
		return nil, err
	}
	rules, err := s.desk.Rules(ctx, who)
	if err != nil {
		return nil, err
	}
	choice := kept.Choice
	if choice.Topics == nil {
		choice.Topics = map[telling.Topic][]telling.Channel{}
	}
	return answer(TellingChoice{kept.Mail, kept.Phone != "", choice.Topics, choice.Quiet, choice.Language, rules}), nil
}

// chooseTelling keeps how this account wants to be told, whole. 依据 P-126.
func (s *server) chooseTelling(ctx context.Context, who access.Who, in *rawInDistrict) (*body[TellingChoice], error) {
	var sent TellingSent
	if err := s.sentIn(ctx, who, in, &sent); err != nil {
		return nil, err
	}
	if err := s.desk.Prefer(ctx, who, desk.Preference{Mail: sent.Mail, Choice: telling.Choice{Topics: sent.Topics, Quiet: sent.Quiet, Language: sent.Language}}); err != nil {
		return nil, err
	}
	return s.readTelling(ctx, who, &in.InDistrict)
}

// sentIn reads a body that was sent to one's own district.
func (s *server) sentIn(ctx context.Context, who access.Who, in *rawInDistrict, into any) error {
	if err := s.atHome(ctx, who, in.InDistrict); err != nil {
		return err
	}
	text, err := in.object()
	if err != nil {
		return err
	}
	return decode(text, into)
}

// readSettings gives what a district goes by. 依据 P-128.
func (s *server) readSettings(ctx context.Context, who access.Who, in *InDistrict) (*body[SettingsSheet], error) {
	if err := s.atHome(ctx, who, *in); err != nil {
		return nil, err
	}
	reader := s.desk.As(who)
	now, err := reader.Settings(ctx, who.District)
	if err != nil {
		return nil, err
	}
	history, err := reader.SettingsHistory(ctx, who.District)
	if err != nil {
		return nil, err
	}
	sheet := SettingsSheet{History: make([]SettingsChangeLine, len(history))}
	for i, c := range history {
		sheet.History[i] = SettingsChangeLine{at(c.At), c.By, c.Keys, c.Document}
	}
	if sheet.Settings, err = now.Keys(); err != nil {
		return nil, err
	}
	return answer(sheet), nil
}

// changeSettings changes those that are named, on the record. 依据 P-128.
func (s *server) changeSettings(ctx context.Context, who access.Who, in *rawInDistrict) (*body[SettingsSheet], error) {
	if err := s.atHome(ctx, who, in.InDistrict); err != nil {
		return nil, err
	}
	text, err := in.object()
	if err != nil {
		return nil, err
	}
	changes := map[string]json.RawMessage{}
	if err := json.Unmarshal(text, &changes); err != nil {
		return nil, rule.Refuse(rule.Invalid, "P-128", "设定的写法有误").At("settings")
	}
	if err := s.desk.ChangeSettings(ctx, who, who.District, changes); err != nil {
		return nil, err
	}
	return s.readSettings(ctx, who, &in.InDistrict)
}
