package catalogue

import "fmt"

// DefaultCode is the code of a matter's default situation.
func (m Matter) DefaultCode() string { return fmt.Sprintf("%d-0", m.Number) }

// Situation finds a situation of the matter; the empty code means the default one, which every matter
// has (依据 P-12), also where the text lists none.
func (m Matter) Situation(code string) (Situation, bool) {
	if code == "" {
		code = m.DefaultCode()
	}
	for _, s := range m.Situations {
		if s.Code == code {
			return s, true
		}
	}
	if code == m.DefaultCode() {
		return m.defaultSituation(), true
	}
	return Situation{}, false
}

// defaultSituation serves what no listed situation fits: the matter's own lead, all its assists, and the
// district's default limits for a daily call.
func (m Matter) defaultSituation() Situation {
	return Situation{
		Code: m.DefaultCode(), Name: "其他情形", Recognise: m.Problem,
		Evidence: []string{"现场照片", "地点", "当事人（如有）"}, Class: Daily,
		DoneWhen: "问题消除，经镇街核查属实",
	}
}
