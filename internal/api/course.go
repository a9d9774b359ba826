package api

import (
	"time"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/org"
)

// MusterSheet (集结) is the muster in force, with its board of who has come.
type MusterSheet struct {
	N        int         `json:"n" doc:"the how-manieth"`
	Called   time.Time   `json:"called"`
	By       time.Time   `json:"by" doc:"集结时间"`
	Rank     string      `json:"rank" doc:"到场职级, at least"`
	Place    string      `json:"place,omitempty" doc:"集结地点"`
	Attended time.Time   `json:"attended,omitzero" doc:"镇街到场"`
	Rallied  string      `json:"rallied,omitempty" doc:"镇街到场职级"`
	Board    []BoardLine `json:"board" doc:"到场情况, of every unit that is not released"`
}

// BoardLine (到场情况) is how one unit stands to the muster.
type BoardLine struct {
	Unit    org.UnitID      `json:"unit"`
	Task    casework.TaskID `json:"task"`
	Rank    string          `json:"rank,omitempty" doc:"the highest rank that came"`
	Arrived time.Time       `json:"arrived,omitzero" doc:"when somebody last reported on the spot"`
	Metres  int64           `json:"metres,omitempty" doc:"distance from the place, where both positions are known"`
	Here    bool            `json:"here" doc:"has come, and in the rank that was asked for"`
	Clock   *ClockLine      `json:"clock,omitempty"`
}

// StepSheet (方案步骤) is one step of the plan.
type StepSheet struct {
	ID    string     `json:"id"`
	Unit  org.UnitID `json:"unit"`
	What  string     `json:"what,omitempty"`
	Due   time.Time  `json:"due,omitzero"`
	Done  time.Time  `json:"done,omitzero" doc:"落实"`
	Clock *ClockLine `json:"clock,omitempty"`
}

// TransferSheet (移送) is finding and evidence on their way from one unit to another.
type TransferSheet struct {
	ID       string     `json:"id"`
	From     org.UnitID `json:"from"`
	To       org.UnitID `json:"to"`
	At       time.Time  `json:"at"`
	Text     string     `json:"text,omitempty"`
	Number   string     `json:"number,omitempty" doc:"文书编号"`
	Received time.Time  `json:"received,omitzero"`
	Clock    *ClockLine `json:"clock,omitempty"`
}

// QuestionSheet (询问) is a question to a partner, with its reply.
type QuestionSheet struct {
	ID      string     `json:"id"`
	Asker   org.UnitID `json:"asker" doc:"the unit that asked"`
	Partner org.UnitID `json:"partner"`
	At      time.Time  `json:"at"`
	Text    string     `json:"text,omitempty"`
	Replied time.Time  `json:"replied,omitzero"`
	Answer  string     `json:"answer,omitempty"`
	Clock   *ClockLine `json:"clock,omitempty"`
}

// SupervisionSheet (督办) is an answer demanded of a unit.
type SupervisionSheet struct {
	ID       string          `json:"id"`
	Task     casework.TaskID `json:"task"`
	Unit     org.UnitID      `json:"unit"`
	Level    int             `json:"level" doc:"提级: 0 the unit itself, then rung by rung of the district's ladder"`
	Rung     string          `json:"rung,omitempty" doc:"code of the rung on the ladder, as it was when it climbed"`
	LevelZh  string          `json:"level_zh"`
	Cause    string          `json:"cause,omitempty" doc:"silent, reworked, transferred, muster; none where somebody asked for it"`
	At       time.Time       `json:"at"`
	Text     string          `json:"text,omitempty"`
	Answered time.Time       `json:"answered,omitzero"`
	Answer   string          `json:"answer,omitempty"`
	Clock    *ClockLine      `json:"clock,omitempty"`
}

// told is what people wrote about a thing that has an id: when it was set going, and when it was answered.
type told struct{ text, answer, number ledger.Content }

// course puts on the sheet what goes on in a case beside its tasks.
func (sheet *CaseSheet) course(view desk.View, names naming) {
	c := view.Case
	words := wordsOf(view.Records)
	unit := func(id casework.TaskID) org.UnitID {
		t, ok := c.Task(string(id))
		if !ok { // the township leads itself, and acts without a task
			return c.Township
		}
		return t.Unit
	}
	sheet.Muster = sheet.muster(view)
	sheet.Plan = []StepSheet{}
	for _, p := range c.Plan {
		sheet.Plan = append(sheet.Plan, StepSheet{
			p.ID, p.Unit, sheet.reveal(view, "plan."+p.ID, p.What), at(p.By.Due.At), at(p.Done), running(casework.ClockStep, p.Clock, view.At),
		})
		names.note(p.Unit)
	}
	sheet.Transfers = []TransferSheet{}
	for _, x := range c.Transfers {
		said := words[x.ID]
		sheet.Transfers = append(sheet.Transfers, TransferSheet{
			x.ID, unit(x.From), unit(x.To), at(x.At), sheet.reveal(view, "transfers."+x.ID, said.text), sheet.reveal(view, "transfers."+x.ID+".number", said.number),
			at(x.Received), running(casework.ClockReceive, x.Clock, view.At),
		})
	}
	sheet.Questions = []QuestionSheet{}
	for _, q := range c.Questions {
		sheet.Questions = append(sheet.Questions, QuestionSheet{
			q.ID, unit(q.Task), q.Partner, at(q.At), sheet.reveal(view, "questions."+q.ID, q.Text), at(q.Replied),
			sheet.reveal(view, "questions."+q.ID+".answer", q.Answer), running(casework.ClockReply, q.Clock, view.At),
		})
		names.note(q.Partner)
	}
	sheet.Supervisions = []SupervisionSheet{}
	for _, s := range c.Supervisions {
		said := words[s.ID]
		sheet.Supervisions = append(sheet.Supervisions, SupervisionSheet{
			s.ID, s.Task, unit(s.Task), s.Level, s.Rung, casework.LevelName(view.Ladder, s.Rung, s.Level).Zh, s.Cause, at(s.At),
			sheet.reveal(view, "supervisions."+s.ID, said.text), at(s.Answered), sheet.reveal(view, "supervisions."+s.ID+".answer", said.answer),
			running(casework.ClockExplain, s.Clock, view.At),
		})
	}
	sheet.requests(view, words, unit)
}

// wordsOf finds what was written about things that have an id in the case, in the record.
func wordsOf(records []desk.Record) map[string]told {
	words := map[string]told{}
	for _, r := range records {
		switch e := r.Event.(type) {
		case casework.Transferred:
			words[e.ID] = told{text: e.Text, number: e.Number}
		case casework.Supervised:
			words[e.ID] = told{text: e.Text}
		case casework.Explained:
			words[e.Supervision] = told{text: words[e.Supervision].text, answer: e.Text}
		case casework.ExtensionAsked:
			words[e.ID] = told{text: e.Reason}
		case casework.SuspensionAsked:
			words[e.ID] = told{text: e.Reason}
		case casework.Opined:
			words[e.Request] = told{text: words[e.Request].text, answer: e.Reason}
		case casework.Rated:
			words[e.ID] = told{text: e.Mark, answer: e.Reason}
		}
	}
	return words
}

// muster is the muster in force; nil where none was called.
func (sheet *CaseSheet) muster(view desk.View) *MusterSheet {
	c, m := view.Case, view.Case.Muster
	if m.N == 0 {
		return nil
	}
	arrived := map[casework.TaskID]desk.Record{}
	for _, r := range view.Records {
		if e, ok := r.Event.(casework.Arrived); ok {
			arrived[e.Task] = r
		}
	}
	muster := &MusterSheet{
		N: m.N, Called: at(m.Called), By: at(m.By.Due.At), Rank: m.Rank, Place: sheet.reveal(view, "muster.place", m.Place),
		Attended: at(m.Attended), Rallied: m.Rallied, Board: []BoardLine{},
	}
	for _, t := range c.Tasks {
		if !t.Status.Open() && t.Status != casework.TaskAnswered {
			continue
		}
		line := BoardLine{
			Unit: t.Unit, Task: t.ID, Rank: t.Rank, Here: t.Came && !t.Arrive.Waits(), Clock: running(casework.ClockArrive, t.Arrive, view.At),
		}
		if r, ok := arrived[t.ID]; ok {
			line.Arrived, line.Metres = at(r.Moment.At), r.Event.(casework.Arrived).Distance
		}
		muster.Board = append(muster.Board, line)
	}
	return muster
}

// running is a clock as the wire has it; nil where it never started.
func running(kind casework.ClockKind, c casework.Clock, now int64) *ClockLine {
	if c.Started == 0 {
		return nil
	}
	line := clockLine(kind, c, now)
	return &line
}

// mark says whether this post may read a rating. 依据 P-64.
func mark(view desk.View, who access.Who, r casework.Rating) bool {
	t, _ := view.Case.Task(string(r.Task))
	return access.Permit(who, access.MarkReveal, access.Mark{
		District: view.Case.District, Township: view.Case.Township, Rated: t.Unit, Disclosed: r.Low,
	}) == nil
}

// tellsMark reports whether a clock, by running, tells that a mark was low.
func tellsMark(kind casework.ClockKind) bool {
	switch kind {
	case casework.ClockRectify, casework.ClockFollow, casework.ClockAppeal, casework.ClockLodge:
		return true
	}
	return false
}

// seesMark says whether this post may read a low mark of a task, and so may see what follows from it. 依据 P-64.
func seesMark(view desk.View, who access.Who, task casework.TaskID) bool {
	return mark(view, who, casework.Rating{Task: task, Low: true})
}

// RelatedSheet (相关呼叫单) names the cases that this one came out of, or that came out of it.
type RelatedSheet struct {
	Parent   casework.CaseNo   `json:"parent,omitempty" doc:"the case it was split off"`
	Parts    []casework.CaseNo `json:"parts,omitempty" doc:"the cases split off it"`
	Into     casework.CaseNo   `json:"into,omitempty" doc:"the case it was merged into"`
	Absorbed []casework.CaseNo `json:"absorbed,omitempty" doc:"the cases merged into it"`
}

// relatedSheet names the cases a case has to do with; nil where it stands alone.
func relatedSheet(view desk.View) *RelatedSheet {
	c := view.Case
	numbers := func(ids []string) (list []casework.CaseNo) {
		for _, id := range ids {
			if no, ok := view.Related[id]; ok {
				list = append(list, no)
			}
		}
		return list
	}
	sheet := RelatedSheet{Parent: view.Related[c.Parent], Parts: numbers(c.Parts), Into: c.Merged.No, Absorbed: numbers(c.Absorbed)}
	if sheet.Parent == "" && sheet.Into == "" && len(sheet.Parts)+len(sheet.Absorbed) == 0 {
		return nil
	}
	return &sheet
}
