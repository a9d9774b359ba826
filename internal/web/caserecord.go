package web

import (
	"encoding/json"
	"strconv"
	"strings"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/ledger"
	"huying/internal/org"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// entries tells the record, the newest first, each with the way to its receipt.
func (c telling) entries() []casepage.Entry {
	entries := make([]casepage.Entry, 0, len(c.view.Records))
	for i := len(c.view.Records) - 1; i >= 0; i-- {
		entries = append(entries, c.entry(c.view.Records[i]))
	}
	return entries
}

func (c telling) entry(r desk.Record) casepage.Entry {
	e := casepage.Entry{Version: r.Version, At: r.Moment.At, Type: r.Type, Unit: c.name(r.Moment.By.Unit)}
	e.Miss = strings.HasSuffix(r.Type, "Missed")
	if r.Moment.By.Role != org.System {
		e.Role, e.Person = c.l.T("role."+string(r.Moment.By.Role)), c.officers[r.Moment.By.Account].Name
	}
	if r.Index >= 0 {
		e.Receipt = c.v.base + "/cases/" + string(c.view.Case.No) + "/records/" + strconv.FormatInt(r.Version, 10)
	}
	if r.Broken {
		e.Miss, e.Receipt = true, ""
		e.Gist = append(e.Gist, c.l.T("case.broken"))
	}
	c.told(&e, r.Event)
	return e
}

// told adds what each sort of record says: its coded facts, and what was written with it.
func (c telling) told(e *casepage.Entry, event casework.Event) {
	gist := func(words ...string) { e.Gist = append(e.Gist, words...) }
	switch v := event.(type) {
	case casework.Reported:
		gist(nameIn(c.l, casework.Sources, string(v.Source)))
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Settled:
		c.says(e, "", v.How)
		c.files(e, v.Files)
	case casework.Discarded:
		gist(nameIn(c.l, casework.DiscardGrounds, v.Ground))
		c.says(e, "reason", v.Reason)
	case casework.Called:
		gist(c.l.T("class."+string(v.Class)), nameIn(c.l, casework.Causes, string(v.Cause)))
		if title, situation := entryTitle(c.view.Edition, v.Entry); title != "" {
			gist(strings.TrimSpace(title + " " + situation))
		}
		if len(v.Wanted) > 0 {
			gist(c.l.T("centre.wanted", c.names(v.Wanted)))
		}
		c.says(e, "", v.Text)
		c.says(e, "party", v.Party)
		c.files(e, v.Files)
	case casework.Approved:
		c.says(e, "instruction", v.Note)
	case casework.ApprovalRefused:
		c.says(e, "reason", v.Reason)
	case casework.Withdrawn:
		c.says(e, "reason", v.Reason)
	case casework.Declined:
		gist(nameIn(c.l, casework.DeclineGrounds, v.Ground))
		c.says(e, "clause", v.Clause)
		c.says(e, "reason", v.Reason)
	case casework.Dispatched:
		for _, issued := range v.Tasks {
			gist(c.issued(issued))
		}
		c.says(e, "change", v.Reason)
	case casework.Recalled:
		c.says(e, "reason", v.Reason)
	case casework.Annotated:
		c.says(e, "", v.Text)
	case casework.Attached:
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Rated:
		gist(c.taskName(v.Task))
		c.rated(e, v)
	default:
		c.toldOfTask(e, event)
	}
}

// toldOfTask adds what the records of a unit's own share say, and those of closing.
func (c telling) toldOfTask(e *casepage.Entry, event casework.Event) {
	gist := func(words ...string) { e.Gist = append(e.Gist, words...) }
	switch v := event.(type) {
	case casework.Assigned:
		if v.Section != "" {
			gist(c.name(v.Section))
		}
		if v.Officer != "" {
			gist(c.officers[v.Officer].Name)
		}
	case casework.Accepted:
		if v.Officer != "" {
			gist(c.l.T("field.officer") + " " + c.officers[v.Officer].Name)
		}
	case casework.Returned:
		gist(nameIn(c.l, casework.ReturnGrounds, v.Ground))
		c.says(e, "clause", v.Clause)
		c.says(e, "reason", v.Reason)
	case casework.Upheld:
		gist(c.taskName(v.Task))
		if v.Next != nil {
			gist(c.issued(*v.Next))
		}
		c.says(e, "reason", v.Reason)
	case casework.Overruled:
		gist(c.taskName(v.Task))
		c.says(e, "reason", v.Reason)
	case casework.Arrived:
		gist(nameIn(c.l, casework.Ranks, v.Rank))
		if who := c.person(v.Person).Plain; who != "" {
			gist(who)
		}
		c.says(e, "", v.Note)
		c.files(e, v.Files)
	case casework.Found:
		gist(nameIn(c.l, casework.FindingKinds, v.Kind))
		c.says(e, "", v.Text)
		c.says(e, "number", v.Number)
		c.files(e, v.Files)
	case casework.Acted:
		gist(nameIn(c.l, casework.ActionKinds, v.Kind))
		for _, o := range v.Outcomes {
			gist(nameIn(c.l, casework.OutcomeKinds, o.Kind) + " " + strconv.FormatInt(o.Count, 10))
		}
		c.says(e, "", v.Text)
		c.says(e, "number", v.Number)
		c.files(e, v.Files)
	case casework.Joined:
		gist(c.issued(v.Issued))
		c.says(e, "reason", v.Reason)
	case casework.ReleaseProposed:
		gist(c.taskName(v.Task))
		c.says(e, "reason", v.Reason)
	case casework.Released:
		gist(c.taskName(v.Task), c.l.T("released."+string(v.Kind)))
		c.says(e, "reason", v.Reason)
	case casework.Answered:
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Consolidated:
		if len(v.Open) > 0 {
			gist(c.l.T("case.unanswered", c.taskNames(v.Open)))
		}
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Verified:
		gist(nameIn(c.l, casework.VerifyWays, v.How))
		c.says(e, "", v.Text)
		c.files(e, v.Files)
	case casework.Reworked:
		for _, issued := range v.Tasks {
			gist(c.name(issued.Unit))
		}
		c.says(e, "reason", v.Reason)
	case casework.Closed:
		c.says(e, "", v.Text)
	case casework.Reopened:
		gist(c.l.T("case.round", v.Round))
		c.says(e, "reason", v.Reason)
	case casework.DeadlineSet:
		gist(c.l.T("clock.kind." + string(v.Clock)))
		if v.Task != "" {
			gist(c.taskName(v.Task))
		}
		gist(c.l.T("clock.due", face.WhenIn(c.l, v.Due.At)))
	default:
		c.missed(e, event)
	}
}

// missed tells of a miss: whose, and when it was due. 依据 P-05.
func (c telling) missed(e *casepage.Entry, event casework.Event) {
	raw, err := json.Marshal(event)
	var miss struct {
		Task casework.TaskID `json:"task"`
		Due  int64           `json:"due"`
	}
	if err != nil || !e.Miss || json.Unmarshal(raw, &miss) != nil {
		return
	}
	if _, centres := event.(casework.ReturnDecisionMissed); centres {
		e.Gist = append(e.Gist, c.centre(), c.l.T("missed.return", c.taskName(miss.Task)))
	} else if miss.Task != "" {
		e.Gist = append(e.Gist, c.taskName(miss.Task))
	}
	e.Gist = append(e.Gist, c.l.T("clock.due", face.WhenIn(c.l, miss.Due)))
}

// rated tells a rating as far as this reader may know it: the mark by the rule of disclosure. 依据 P-64.
func (c telling) rated(e *casepage.Entry, v casework.Rated) {
	mark, ok := c.view.Words.Of(v.Mark)
	if !ok {
		e.Gist = append(e.Gist, c.l.T("grade.hidden"))
		return
	}
	e.Gist = append(e.Gist, c.l.T("grade."+gradeIn(mark)))
	if reason, ok := c.view.Words.Of(v.Reason); ok {
		e.Says = append(e.Says, casepage.Said{Label: c.l.T("field.reason"), Text: casepage.Text{Plain: reason}})
	}
}

// gradeIn is the grade in a disclosed mark.
func gradeIn(mark string) string {
	var m casework.Mark
	if json.Unmarshal([]byte(mark), &m) != nil {
		return "hidden"
	}
	return m.Grade
}

func (c telling) says(e *casepage.Entry, label string, content ledger.Content) {
	if content.IsZero() {
		return
	}
	said := casepage.Said{Text: c.text(content)}
	if label != "" {
		said.Label = c.l.T("field." + label)
	}
	e.Says = append(e.Says, said)
}

func (c telling) files(e *casepage.Entry, contents []ledger.Content) {
	for _, content := range contents {
		text, ok := c.view.Words.Of(content)
		var f casework.File
		if !ok || json.Unmarshal([]byte(text), &f) != nil {
			e.Files = append(e.Files, casepage.File{Gone: true})
			continue
		}
		shown := casepage.File{Name: f.Name, Href: c.v.base + "/cases/" + string(c.view.Case.No) + "/files/" + f.SHA256, Size: size(f.Size)}
		if shown.Name == "" {
			shown.Name = f.SHA256[:12]
		}
		if picture(f.Media) {
			shown.Thumb = shown.Href
		}
		e.Files = append(e.Files, shown)
	}
}

func (c telling) issued(i casework.Issued) string {
	if i.Lead {
		return c.l.T("part.lead") + " " + c.name(i.Unit)
	}
	return c.l.T("part.assist") + " " + c.name(i.Unit)
}

func (c telling) taskName(id casework.TaskID) string {
	t, _ := c.view.Case.Task(string(id))
	return c.name(t.Unit)
}

func (c telling) taskNames(tasks []casework.TaskID) string {
	units := make([]org.UnitID, len(tasks))
	for i, id := range tasks {
		t, _ := c.view.Case.Task(string(id))
		units[i] = t.Unit
	}
	return c.names(units)
}

func (c telling) names(units []org.UnitID) string {
	all := make([]string, len(units))
	for i, u := range units {
		all[i] = c.name(u)
	}
	return strings.Join(all, c.l.T("form.and"))
}

func size(bytes int64) string {
	switch {
	case bytes >= 1<<20:
		return strconv.FormatFloat(float64(bytes)/(1<<20), 'f', 1, 64) + " MB"
	case bytes >= 1<<10:
		return strconv.FormatInt(bytes>>10, 10) + " KB"
	}
	return strconv.FormatInt(bytes, 10) + " B"
}
