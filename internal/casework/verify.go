package casework

import "huying/internal/ledger"

// VerifyWays (核查方式) is the closed list of ways to verify.
var VerifyWays = []Option{{"on_site", "现场核查", "on site"}, {"on_paper", "书面核查", "on paper"}}

// Verify (核查) records that the calling township looked for itself. 依据 P-60.
type Verify struct {
	How      string `json:"how,omitempty" doc:"核查方式: on_site or on_paper; on_paper when empty"`
	Text     string `json:"text,omitempty" doc:"核查情况"`
	Position string `json:"position,omitempty" doc:"经纬度 lon,lat (WGS-84), of who verifies on site"`
	Files    []File `json:"files,omitempty" doc:"照片"`
}

// Verified records how the township verified.
type Verified struct {
	How      string           `json:"how"`
	Text     ledger.Content   `json:"text,omitzero"`
	Files    []ledger.Content `json:"files,omitempty"`
	Position ledger.Content   `json:"position,omitzero"`
	Distance int64            `json:"distance,omitempty"` // metres from the place, where both positions are known
}

// Verb names the row of the declared table.
func (Verify) Verb() Verb   { return VerbVerify }
func (Verify) task() string { return "" }

func (cmd Verify) decide(_ Case, g Given) ([]Event, error) {
	how := cmd.How
	if how == "" {
		how = "on_paper"
	}
	err := first(
		chosen("how", "P-60", "核查方式", how, VerifyWays), readable("text", "P-60", "核查情况", cmd.Text), position(cmd.Position),
	)
	if err != nil {
		return nil, err
	}
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	return []Event{Verified{how, ledger.Text(cmd.Text), files, ledger.Text(cmd.Position), apart(g.Position, cmd.Position)}}, nil
}

func (Verified) verb() Verb   { return VerbVerify }
func (Verified) task() TaskID { return "" }

func (e Verified) evolve(c Case, m Moment) Case {
	c.Verified, c.Verify = true, c.Verify.stop(m.At)
	return c
}
