package casework

import (
	"cmp"
	"slices"

	"huying/internal/ledger"
)

// Ranks (到场人职级) is the closed list of ranks, the lowest first.
var Ranks = []Option{
	{"officer", "经办人员", "officer"}, {"section_head", "科室（中队）负责人", "section head"},
	{"deputy_head", "分管领导", "deputy head"}, {"head", "主要负责人", "head"},
}

// Arrive (报到) says that the unit has come: who, of which rank, and where. Where a muster asks for a higher rank, the
// unit goes to work all the same, but its time to arrive runs on until that rank has come. 依据 P-46 一呼必到, P-56.
type Arrive struct {
	Rank     string `json:"rank,omitempty" doc:"职级: officer, section_head, deputy_head, head; officer when empty"`
	Name     string `json:"name,omitempty" doc:"到场人, if not yourself"`
	Phone    string `json:"phone,omitempty" doc:"电话"`
	Position string `json:"position,omitempty" doc:"经纬度 lon,lat (WGS-84)"`
	Note     string `json:"note,omitempty" doc:"说明"`
	Files    []File `json:"files,omitempty" doc:"照片"`
}

// Arrived records that somebody of the unit stood on the spot.
type Arrived struct {
	Task     TaskID           `json:"task"`
	Rank     string           `json:"rank"`
	Person   ledger.Content   `json:"person,omitzero"`
	Position ledger.Content   `json:"position,omitzero"`
	Distance int64            `json:"distance,omitempty"` // metres from the place, where both positions are known
	Note     ledger.Content   `json:"note,omitzero"`
	Files    []ledger.Content `json:"files,omitempty"`
}

// Verb names the row of the declared table.
func (Arrive) Verb() Verb   { return VerbArrive }
func (Arrive) task() string { return "" }

func (cmd Arrive) decide(c Case, g Given) ([]Event, error) {
	t, _ := c.TaskOf(g.By.Unit, g.Units)
	rank := rankOr(cmd.Rank)
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	who := Reporter{cmd.Name, cmd.Phone}
	err = first(chosen("rank", "P-46", "职级", rank, Ranks), position(cmd.Position), readable("note", "P-46", "说明", cmd.Note), who.check("name"))
	if err != nil {
		return nil, err
	}
	return []Event{Arrived{t.ID, rank, who.seal(), ledger.Text(cmd.Position), apart(g.Position, cmd.Position), ledger.Text(cmd.Note), files}}, nil
}

func (Arrived) verb() Verb     { return VerbArrive }
func (e Arrived) task() TaskID { return e.Task }

func (e Arrived) evolve(c Case, m Moment) Case {
	return c.withTask(e.Task, func(t Task) Task {
		t.Status, t.Came, t.Rank = TaskArrived, true, higher(t.Rank, e.Rank)
		if !t.Mustered || t.came(c.Muster.Rank) {
			t.Arrive = t.Arrive.stop(m.At)
		}
		return t
	})
}

// came reports whether somebody of this rank, or of a higher one, has come.
func (t Task) came(rank string) bool { return t.Rank != "" && higher(t.Rank, rank) == t.Rank }

func rankOr(rank string) string { return cmp.Or(rank, Ranks[0].Code) }

// higher is the higher of two ranks; none is below all.
func higher(a, b string) string {
	of := func(code string) int {
		return slices.IndexFunc(Ranks, func(o Option) bool { return o.Code == code })
	}
	if of(a) >= of(b) {
		return a
	}
	return b
}
