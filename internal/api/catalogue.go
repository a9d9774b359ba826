package api

import (
	"context"
	"slices"
	"strconv"

	"huying/internal/access"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
)

// InEdition names the edition that is read.
type InEdition struct {
	InDistrict
	Edition string `query:"edition" maxLength:"100" doc:"清单版本; the one in force unless named"`
}

// MatterLine (事项) is a matter in a list.
type MatterLine struct {
	Number      int                  `json:"number" doc:"事项序号"`
	Domain      string               `json:"domain" doc:"领域"`
	Name        string               `json:"name" doc:"事项"`
	TownshipLed bool                 `json:"township_led" doc:"镇街主体"`
	Lead        string               `json:"lead" doc:"主体责任, as the list writes it"`
	LeadUnit    org.UnitID           `json:"lead_unit,omitempty" doc:"the unit that it means here; none while unmapped"`
	Assists     []AssistLine         `json:"assists" doc:"配合责任"`
	Basis       []catalogue.Citation `json:"basis" doc:"执法依据"`
	Situations  []SituationLine      `json:"situations" doc:"情形, the default one first"`
	Manual      bool                 `json:"manual" doc:"a manual of its own"`
}

// AssistLine (配合责任) is one assist as the list names it, and the units that it means here.
type AssistLine struct {
	Name     string       `json:"name"`
	Duty     string       `json:"duty,omitempty"`
	Units    []org.UnitID `json:"units,omitempty"`
	Agency   string       `json:"agency,omitempty" doc:"trade of the calling township's agency"`
	Township bool         `json:"township,omitempty" doc:"the calling township itself"`
	Mapped   bool         `json:"mapped"`
}

// SituationLine (情形) is one form in which a matter is met.
type SituationLine struct {
	Code      string           `json:"code"`
	Name      string           `json:"name"`
	Recognise string           `json:"recognise,omitempty" doc:"认定要点"`
	Evidence  []string         `json:"evidence,omitempty"`
	Lead      string           `json:"lead,omitempty" doc:"第一责任部门, where it is not the matter's"`
	Assists   []string         `json:"assists,omitempty"`
	Class     catalogue.Class  `json:"class"`
	Limits    catalogue.Limits `json:"limits" doc:"what a task gets, the district's defaults filled in"`
	DoneWhen  string           `json:"done_when,omitempty"`
}

// MatterSheet (说明书) is one matter with all that its manual says.
type MatterSheet struct {
	MatterLine
	Edition    string         `json:"edition"`
	Remark     string         `json:"remark,omitempty" doc:"what readers must be told about the edition"`
	LeadSplit  string         `json:"lead_split,omitempty"`
	Problem    string         `json:"problem"`
	Grid       catalogue.Tier `json:"grid" doc:"前端网格管理"`
	Township   catalogue.Tier `json:"township" doc:"镇街综合管理"`
	Department catalogue.Tier `json:"department" doc:"区县部门监管执法"`
	EventCodes []string       `json:"event_codes,omitempty" doc:"GB/T 47678.5"`
}

// reading is an edition as it is read in a district.
type reading struct {
	catalogue.Edition
	units *org.Directory
}

// edition finds the edition in force, or the one named.
func (s *server) edition(ctx context.Context, who access.Who, in InEdition) (reading, error) {
	if err := legible("edition", in.Edition); err != nil {
		return reading{}, err
	}
	district, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return reading{}, err
	}
	edition, err := s.desk.As(who).Edition(ctx, district, in.Edition)
	if err != nil {
		return reading{}, err
	}
	units, err := s.desk.As(who).Units(ctx, district)
	return reading{edition, units}, err
}

func (e reading) line(m catalogue.Matter) MatterLine {
	line := MatterLine{
		Number: m.Number, Domain: m.Domain, Name: m.Name, TownshipLed: m.TownshipLed, Lead: m.LeadName, LeadUnit: m.Lead,
		Assists: []AssistLine{}, Basis: m.Basis, Situations: []SituationLine{}, Manual: m.Manual(),
	}
	if line.Basis == nil {
		line.Basis = []catalogue.Citation{}
	}
	for _, p := range m.Assists {
		line.Assists = append(line.Assists, AssistLine{p.Name, p.Duty, p.Units, p.Agency, p.Township, p.Mapped})
	}
	codes := []string{m.DefaultCode()}
	for _, s := range m.Situations {
		if s.Code != m.DefaultCode() {
			codes = append(codes, s.Code)
		}
	}
	for _, code := range codes {
		s, _ := m.Situation(code)
		entry, _ := e.Entry(m.Number, code, "", e.units) // both are the edition's own
		line.Situations = append(line.Situations, SituationLine{
			s.Code, s.Name, s.Recognise, s.Evidence, s.Lead, s.Assists, s.Class, entry.Limits, s.DoneWhen,
		})
	}
	return line
}

type matterFilter struct {
	InEdition
	Paged
	Domain string `query:"domain" maxLength:"100" doc:"领域"`
	Unit   string `query:"unit" maxLength:"60" doc:"a unit that leads or assists"`
	Q      string `query:"q" maxLength:"100" doc:"words, number or pinyin; the best fit first"`
}

// listMatters lists the matters of an edition, in its order, or by how well they fit.
func (s *server) listMatters(ctx context.Context, who access.Who, in *matterFilter) (*body[list[MatterLine]], error) {
	page, err := in.page()
	if err != nil {
		return nil, err
	}
	edition, err := s.edition(ctx, who, in.InEdition)
	if err != nil {
		return nil, err
	}
	found := edition.Matters
	if in.Q != "" {
		found = edition.fitting(in.Q)
	}
	found = slices.DeleteFunc(slices.Clone(found), func(m catalogue.Matter) bool {
		return (in.Domain != "" && m.Domain != in.Domain) || (in.Unit != "" && !concerns(m, org.UnitID(in.Unit)))
	})
	found, next, err := desk.Cut(found, page, func(m catalogue.Matter) string { return strconv.Itoa(m.Number) })
	if err != nil {
		return nil, err
	}
	lines := make([]MatterLine, len(found))
	for i, m := range found {
		lines[i] = edition.line(m)
	}
	return answerList(lines, next), nil
}

// fitting are the matters that words find, themselves or by a situation, each once.
func (e reading) fitting(words string) (found []catalogue.Matter) {
	seen := map[int]bool{}
	for _, match := range e.Search(words) {
		if m, ok := e.Matter(match.Matter); ok && !seen[m.Number] {
			seen[m.Number] = true
			found = append(found, m)
		}
	}
	return found
}

func concerns(m catalogue.Matter, unit org.UnitID) bool {
	return m.Lead == unit || slices.ContainsFunc(m.Assists, func(p catalogue.Party) bool { return slices.Contains(p.Units, unit) })
}

type matterInput struct {
	InEdition
	Number int `path:"number" minimum:"1" doc:"事项序号"`
}

// readMatter reads one matter with its manual.
func (s *server) readMatter(ctx context.Context, who access.Who, in *matterInput) (*body[MatterSheet], error) {
	edition, err := s.edition(ctx, who, in.InEdition)
	if err != nil {
		return nil, err
	}
	m, ok := edition.Matter(in.Number)
	if !ok {
		return nil, rule.Refuse(rule.Unknown, "P-10", "责任清单中没有第"+strconv.Itoa(in.Number)+"项").At("number")
	}
	return answer(MatterSheet{
		MatterLine: edition.line(m), Edition: edition.ID, Remark: edition.Remark, LeadSplit: m.LeadSplit, Problem: m.Problem,
		Grid: m.Grid, Township: m.Township, Department: m.Department, EventCodes: m.EventCodes,
	}), nil
}
