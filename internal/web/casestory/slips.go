package casestory

import (
	"slices"
	"strconv"

	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
	"huying/internal/web/slip"
)

// Slips are a case's slips of one kind: the call's one sheet, or a sheet for every unit that has a share; only one unit's,
// if it is named. Heading is the district's name with its slogan.
func (c Teller) Slips(kind slip.Kind, only casework.TaskID, heading string) (all []slip.Slip) {
	k := c.View.Case
	start := slip.Slip{
		Kind: kind, No: string(k.No), Title: c.L.T("slip.title."+string(kind), heading), Check: "/record/" + strconv.FormatInt(int64(k.District), 10),
	}
	if kind == slip.Call {
		if k.Called == 0 {
			return nil
		}
		return []slip.Slip{c.callSlip(start)}
	}
	for _, t := range k.Tasks {
		switch {
		case only != "" && t.ID != only, kind == slip.Dispatch && t.Summoned:
		case kind == slip.Dispatch:
			all = append(all, c.dispatchSlip(start, t))
		default:
			if made, ok := c.answerSlip(start, t); ok {
				all = append(all, made)
			}
		}
	}
	return all
}

// slipLinks leads to the slips of which the case has any.
func (c Teller) slipLinks() (links []face.Link) {
	k := c.View.Case
	has := map[slip.Kind]bool{
		slip.Call:     k.Called != 0,
		slip.Dispatch: slices.ContainsFunc(k.Tasks, func(t casework.Task) bool { return !t.Summoned }),
		slip.Answer:   slices.ContainsFunc(k.Tasks, func(t casework.Task) bool { return t.Status == casework.TaskAnswered }),
	}
	for _, kind := range []slip.Kind{slip.Call, slip.Dispatch, slip.Answer} {
		if has[kind] {
			links = append(links, face.Link{Label: c.L.T("slip." + string(kind)), Href: c.address("/slips/" + string(kind))})
		}
	}
	return links
}

func (c Teller) line(label, text string, half bool) slip.Line {
	return slip.Line{Label: c.L.T("slip." + label), Text: casepage.Text{Plain: text}, Half: half}
}

func (c Teller) said(label string, text casepage.Text) slip.Line {
	return slip.Line{Label: c.L.T("slip." + label), Text: text}
}

// subject is what every slip says of the matter.
func (c Teller) subject() []slip.Line {
	k := c.View.Case
	title, situation := c.Title()
	if k.Entry.Unlisted {
		title = c.L.T("call.unlisted")
	}
	lines := []slip.Line{c.line("matter", title, false)}
	if situation != "" {
		lines = append(lines, c.line("situation", situation, false))
	}
	return append(lines,
		c.line("class", c.L.T("class."+string(k.Class)), true), c.line("edition", c.View.Edition.Label, true),
		c.said("place", c.Text(k.Place)))
}

func (c Teller) callSlip(s slip.Slip) slip.Slip {
	k := c.View.Case
	s.At = k.Called
	s.Lines = []slip.Line{c.line("township", c.Name(k.Township), true), c.line("cause", NameIn(c.L, casework.Causes, string(k.Cause)), true)}
	if k.Grid != "" {
		s.Lines = append(s.Lines, c.line("grid", c.Name(k.Grid), true), c.line("source", NameIn(c.L, casework.Sources, string(k.Source)), true))
	}
	s.Lines = append(s.Lines, c.subject()...)
	s.Lines = append(s.Lines, c.said("report", c.Text(k.Text)))
	if facts := c.Text(k.Facts); facts.Shown() && facts.Plain != c.Text(k.Text).Plain {
		s.Lines = append(s.Lines, c.said("facts", facts))
	}
	s.Lines = append(s.Lines, c.duty(k.Entry)...)
	if len(k.Wanted) > 0 {
		s.Lines = append(s.Lines, c.line("wanted", c.names(k.Wanted), false))
	}
	if files := c.attached("Reported", "Called"); len(files) > 0 {
		s.Lines = append(s.Lines, slip.Line{Label: c.L.T("slip.files"), Names: files})
	}
	s.Parts = []slip.Part{c.part("approval", c.records("Approved", "ApprovalRefused"))}
	if k.Approval == casework.ApprovalNone {
		s.Parts[0].None = c.L.T("slip.approval.none")
	}
	s.Signs = []string{c.L.T("slip.sign.caller"), c.L.T("slip.sign.leader"), c.L.T("slip.sign.centre")}
	s.Proofs = c.proofs("Called", "Approved")
	return s
}

// duty is whom the list names, as it stood when the call was made.
func (c Teller) duty(e catalogue.Entry) (lines []slip.Line) {
	switch {
	case e.TownshipLed:
		lines = append(lines, c.line("lead", c.L.T("list.led"), false))
	case e.Lead != "":
		lines = append(lines, c.line("lead", c.Name(e.Lead), false))
	}
	if len(e.Assists) > 0 {
		lines = append(lines, c.line("assists", c.names(e.Assists), false))
	}
	return lines
}

func (c Teller) dispatchSlip(s slip.Slip, t casework.Task) slip.Slip {
	k := c.View.Case
	shown := c.task(t)
	s.To, s.At = shown.Unit, t.Accept.Started
	s.Lines = []slip.Line{
		c.line("township", c.Name(k.Township), true), c.line("part", c.L.T("part."+shown.Part), true),
	}
	s.Lines = append(s.Lines, c.subject()...)
	s.Lines = append(s.Lines, c.said("report", c.Text(k.Text)))
	if facts := c.Text(k.Facts); facts.Shown() && facts.Plain != c.Text(k.Text).Plain {
		s.Lines = append(s.Lines, c.said("facts", facts))
	}
	var others []org.UnitID
	for _, o := range k.Tasks {
		if o.ID != t.ID && o.Status != casework.TaskReleased && o.Status != casework.TaskRecalled {
			others = append(others, o.Unit)
		}
	}
	if len(others) > 0 {
		s.Lines = append(s.Lines, c.line("others", c.names(others), false))
	}
	s.Lines = append(s.Lines, c.limits(shown)...)
	if t.ReturnBy.Due.At != 0 {
		s.Lines = append(s.Lines, slip.Line{Label: c.L.T("slip.return"), Clock: &face.Clock{Due: t.ReturnBy.Due.At}})
	}
	s.Signs = []string{c.L.T("slip.sign.dispatcher"), c.L.T("slip.sign.receiver"), c.L.T("slip.sign.received")}
	s.Proofs = c.proofs("Dispatched", "Designated", "Ruled")
	return s
}

func (c Teller) limits(t casepage.Task) []slip.Line {
	return []slip.Line{
		{Label: c.L.T("slip.accept"), Clock: &t.Accept}, {Label: c.L.T("slip.arrive"), Clock: &t.Arrive}, {Label: c.L.T("slip.finish"), Clock: &t.Finish},
	}
}

// answerSlip is what a unit did; there is none until it has done something.
func (c Teller) answerSlip(s slip.Slip, t casework.Task) (slip.Slip, bool) {
	k := c.View.Case
	shown := c.task(t)
	done := c.doneBy(t)
	if len(done) == 0 {
		return s, false
	}
	s.To, s.At = shown.Unit, t.Done.Stopped
	s.Lines = []slip.Line{
		c.line("township", c.Name(k.Township), true), c.line("part", c.L.T("part."+shown.Part), true),
	}
	s.Lines = append(s.Lines, c.subject()...)
	s.Lines = append(s.Lines, c.limits(shown)...)
	if shown.Officer != "" {
		s.Lines = append(s.Lines, c.line("officer", shown.Officer, true), c.line("rank", shown.Rank, true))
	}
	s.Parts = []slip.Part{c.part("done", done), c.part("verified", c.records("Verified", "Reworked", "Closed", "Reopened"))}
	if grade := c.grade(t); grade != "" {
		s.Lines = append(s.Lines, c.line("grade", c.L.T("grade."+grade), false))
	}
	s.Signs = []string{c.L.T("slip.sign.officer"), c.L.T("slip.sign.unit"), c.L.T("slip.sign.township")}
	for _, e := range done {
		if e.Type == "Answered" || e.Type == "SignedOff" || e.Type == "Consolidated" {
			s.Proofs = append(s.Proofs, c.proof(e.Version))
		}
	}
	s.Proofs = append(s.Proofs, c.proofs("Closed")...)
	return s, true
}

// doneBy is what the record has of a unit's own hand, in its order.
func (c Teller) doneBy(t casework.Task) (entries []casepage.Entry) {
	for _, r := range c.View.Records {
		if by := r.Moment.By; by.Role != org.System && by.Unit != "" {
			if own, ok := c.View.Case.TaskOf(by.Unit, c.View.Units); ok && own.ID == t.ID {
				entries = append(entries, c.Entry(r))
			}
		}
	}
	return entries
}

func (c Teller) part(title string, entries []casepage.Entry) slip.Part {
	return slip.Part{Title: c.L.T("slip.part." + title), Entries: entries, None: c.L.T("slip.part." + title + ".none")}
}

// of are the records of some sorts, in their order.
func (c Teller) of(types ...string) (records []desk.Record) {
	for _, r := range c.View.Records {
		if slices.Contains(types, r.Type) {
			records = append(records, r)
		}
	}
	return records
}

func (c Teller) records(types ...string) (entries []casepage.Entry) {
	for _, r := range c.of(types...) {
		entries = append(entries, c.Entry(r))
	}
	return entries
}

func (c Teller) attached(types ...string) (names []string) {
	for _, e := range c.records(types...) {
		for _, f := range e.Files {
			if !f.Gone {
				names = append(names, f.Name+"  "+f.Size)
			}
		}
	}
	return names
}

func (c Teller) proofs(types ...string) (proofs []slip.Proof) {
	for _, r := range c.of(types...) {
		proofs = append(proofs, c.proof(r.Version))
	}
	return proofs
}

func (c Teller) proof(version int64) slip.Proof {
	r, _ := c.View.Record(version)
	return slip.Proof{Version: r.Version, Index: r.Index}
}
