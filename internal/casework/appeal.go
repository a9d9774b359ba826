package casework

import (
	"huying/internal/ledger"
)

// Appeal (申诉) objects to a rating, within its time. The rating stands; the outcome is recorded beside it. 依据 P-113.
type Appeal struct {
	Rating string `json:"rating,omitempty" doc:"评价 id: m1, m2, …; the unit's latest when empty"`
	Reason string `json:"reason" doc:"理由"`
	Files  []File `json:"files,omitempty" doc:"证据"`
}

// Adjudge (申诉决定) decides an appeal. 依据 P-113.
type Adjudge struct {
	Rating string `json:"rating" doc:"评价 id: m1, m2, …"`
	Result string `json:"result" doc:"upheld: the rating does not count; dismissed: it stands"`
	Reason string `json:"reason" doc:"理由"`
}

// Lodge (申诉备案) files the decision. 依据 P-113.
type Lodge struct {
	Rating string `json:"rating" doc:"评价 id: m1, m2, …"`
	Number string `json:"number" doc:"备案编号"`
}

// AppealResults is the closed list of outcomes.
var AppealResults = []Option{{"upheld", "申诉成立", "upheld"}, {"dismissed", "申诉不成立", "dismissed"}}

// Appealed, AppealDecided and AppealFiled record the course of an appeal.
type (
	// Appealed starts the time to decide.
	Appealed struct {
		Task   TaskID           `json:"task"`
		Rating string           `json:"rating"`
		Reason ledger.Content   `json:"reason"`
		Files  []ledger.Content `json:"files,omitempty"`
		Decide Timed            `json:"decide"`
	}
	// AppealDecided starts the time to file.
	AppealDecided struct {
		Rating string         `json:"rating"`
		Result string         `json:"result"`
		Reason ledger.Content `json:"reason"`
		File   Timed          `json:"file"`
	}
	// AppealFiled ends it.
	AppealFiled struct {
		Rating string         `json:"rating"`
		Number ledger.Content `json:"number"`
	}
)

// Rating (评价) is a rating that was given, of any round: m1, m2, … What the mark is stands only in its content.
type Rating struct {
	ID       string `json:"id"`
	Task     TaskID `json:"task"`
	Round    int    `json:"round"`
	At       int64  `json:"at"`
	Low      bool   `json:"low,omitempty"`
	AppealBy Timed  `json:"appeal_by,omitzero"`
	Appealed int64  `json:"appealed,omitempty"`
	Result   string `json:"result,omitempty"` // upheld, dismissed
	Filed    int64  `json:"filed,omitempty"`
	Decide   Clock  `json:"decide,omitzero"`
	Lodge    Clock  `json:"lodge,omitzero"`
}

// Rating finds a rating.
func (c Case) Rating(id string) (Rating, bool) {
	return find(c.Ratings, func(r *Rating) string { return r.ID }, id)
}

// Verb names the row of the declared table.
func (Appeal) Verb() Verb   { return VerbAppeal }
func (Appeal) task() string { return "" }

func (cmd Appeal) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

// Verb names the row of the declared table.
func (Adjudge) Verb() Verb   { return VerbAdjudge }
func (Adjudge) task() string { return "" }

func (cmd Adjudge) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

// Verb names the row of the declared table.
func (Lodge) Verb() Verb   { return VerbLodge }
func (Lodge) task() string { return "" }

func (cmd Lodge) decide(c Case, g Given) ([]Event, error) { return nil, unwritten }

func (Appealed) verb() Verb     { return VerbAppeal }
func (e Appealed) task() TaskID { return e.Task }

func (e Appealed) evolve(c Case, m Moment) Case { return c }

func (AppealDecided) verb() Verb   { return VerbAdjudge }
func (AppealDecided) task() TaskID { return "" }

func (e AppealDecided) evolve(c Case, m Moment) Case { return c }

func (AppealFiled) verb() Verb   { return VerbLodge }
func (AppealFiled) task() TaskID { return "" }

func (e AppealFiled) evolve(c Case, m Moment) Case { return c }
