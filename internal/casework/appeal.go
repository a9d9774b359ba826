package casework

import (
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/rule"
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

const upheld = "upheld"

// AppealResults is the closed list of outcomes.
var AppealResults = []Option{{upheld, "申诉成立", "upheld"}, {"dismissed", "申诉不成立", "dismissed"}}

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

// withRating gives the case with one rating changed; the old case keeps its own.
func (c Case) withRating(id string, change func(Rating) Rating) Case {
	c.Ratings = with(c.Ratings, func(r *Rating) string { return r.ID }, id, change)
	return c
}

// Verb names the row of the declared table.
func (Appeal) Verb() Verb   { return VerbAppeal }
func (Appeal) task() string { return "" }

func (cmd Appeal) decide(c Case, g Given) ([]Event, error) {
	own, _ := c.TaskOf(g.By.Unit, g.Units)
	r, ok := c.Rating(cmd.Rating)
	if cmd.Rating == "" {
		r, ok = c.appealable(own.Unit, g.at())
	}
	if !ok {
		return nil, rule.Refuse(rule.Invalid, "P-113", "没有可以申诉的评价").At("rating")
	}
	files, err := sealFiles(cmd.Files)
	if err != nil {
		return nil, err
	}
	if err := first(c.unappealable(r, own.Unit, g.at()), required("reason", "P-113", "申诉理由", cmd.Reason)); err != nil {
		return nil, err
	}
	return []Event{Appealed{r.Task, r.ID, ledger.Text(cmd.Reason), files, g.due(g.Settings.AppealDecision)}}, nil
}

// appealable is the latest rating that a unit may appeal.
func (c Case) appealable(unit org.UnitID, at int64) (Rating, bool) {
	for i := len(c.Ratings) - 1; i >= 0; i-- {
		if c.unappealable(c.Ratings[i], unit, at) == nil {
			return c.Ratings[i], true
		}
	}
	return Rating{}, false
}

// unappealable: a unit appeals its own rating, once, within the time, and only one that it was shown (P-64).
func (c Case) unappealable(r Rating, unit org.UnitID, at int64) *rule.Refusal {
	switch t, _ := c.Task(string(r.Task)); {
	case t.Unit != unit:
		return rule.Refuse(rule.NotYours, "P-113", "不是对本单位的评价").At("rating")
	case !r.Low:
		return rule.Refuse(rule.WrongState, "P-64", "评价尚未公开，不能申诉").At("rating")
	case r.Appealed != 0:
		return rule.Refuse(rule.Spent, "P-113", "该评价已申诉").At("rating")
	case r.AppealBy.Due.Passed(at):
		return rule.Refuse(rule.WrongState, "P-113", "已过申诉期限").At("rating")
	}
	return nil
}

func (Appealed) verb() Verb     { return VerbAppeal }
func (e Appealed) task() TaskID { return e.Task }

func (e Appealed) guard(c Case, m Moment, units *org.Directory) *rule.Refusal {
	r, _ := c.Rating(e.Rating)
	if r.Task != e.Task {
		return rule.Refuse(rule.Invalid, "P-113", "申诉与评价不符").At("rating")
	}
	own, _ := c.TaskOf(m.By.Unit, units)
	return c.unappealable(r, own.Unit, m.At)
}

func (e Appealed) evolve(c Case, m Moment) Case {
	return c.withRating(e.Rating, func(r Rating) Rating {
		r.Appealed, r.Decide = m.At, e.Decide.start(m.At)
		return r
	})
}

// Verb names the row of the declared table.
func (Adjudge) Verb() Verb   { return VerbAdjudge }
func (Adjudge) task() string { return "" }

func (cmd Adjudge) decide(c Case, g Given) ([]Event, error) {
	e := AppealDecided{cmd.Rating, cmd.Result, ledger.Text(cmd.Reason), g.due(g.Settings.AppealFiling)}
	err := first(
		e.guard(c, Moment{g.at(), g.By}, g.Units),
		chosen("result", "P-113", "申诉决定", cmd.Result, AppealResults),
		required("reason", "P-113", "理由", cmd.Reason),
	)
	if err != nil {
		return nil, err
	}
	return c.orRest(g, e), nil
}

func (AppealDecided) verb() Verb   { return VerbAdjudge }
func (AppealDecided) task() TaskID { return "" }

func (e AppealDecided) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	switch r, ok := c.Rating(e.Rating); {
	case !ok:
		return rule.Refuse(rule.Invalid, "P-113", "没有这个评价："+clip(e.Rating)).At("rating")
	case !r.Decide.Waits():
		return rule.Refuse(rule.WrongState, "P-113", "该评价没有待决定的申诉").At("rating")
	}
	return nil
}

// An upheld appeal leaves nothing to put right: the mark stands, and does not count.
func (e AppealDecided) evolve(c Case, m Moment) Case {
	c = c.withRating(e.Rating, func(r Rating) Rating {
		r.Result, r.Decide, r.Lodge = e.Result, r.Decide.stop(m.At), e.File.start(m.At)
		return r
	})
	r, _ := c.Rating(e.Rating)
	if e.Result != upheld || r.ID != c.latestRating(r.Task).ID {
		return c
	}
	return c.withTask(r.Task, func(t Task) Task {
		if t.Low {
			t.Low, t.Rectify, t.Follow = false, t.Rectify.stop(m.At), t.Follow.stop(m.At)
		}
		return t
	})
}

// latestRating is the last mark a share was given, of any round.
func (c Case) latestRating(task TaskID) (last Rating) {
	for _, r := range c.Ratings {
		if r.Task == task {
			last = r
		}
	}
	return last
}

// Verb names the row of the declared table.
func (Lodge) Verb() Verb   { return VerbLodge }
func (Lodge) task() string { return "" }

func (cmd Lodge) decide(c Case, g Given) ([]Event, error) {
	e := AppealFiled{cmd.Rating, ledger.Text(cmd.Number)}
	if err := first(e.guard(c, Moment{g.at(), g.By}, g.Units), required("number", "P-113", "备案编号", cmd.Number)); err != nil {
		return nil, err
	}
	return []Event{e}, nil
}

func (AppealFiled) verb() Verb   { return VerbLodge }
func (AppealFiled) task() TaskID { return "" }

func (e AppealFiled) guard(c Case, _ Moment, _ *org.Directory) *rule.Refusal {
	switch r, ok := c.Rating(e.Rating); {
	case !ok:
		return rule.Refuse(rule.Invalid, "P-113", "没有这个评价："+clip(e.Rating)).At("rating")
	case !r.Lodge.Waits():
		return rule.Refuse(rule.WrongState, "P-113", "该申诉不待备案").At("rating")
	}
	return nil
}

func (e AppealFiled) evolve(c Case, m Moment) Case {
	return c.withRating(e.Rating, func(r Rating) Rating {
		r.Filed, r.Lodge = m.At, r.Lodge.stop(m.At)
		return r
	})
}
