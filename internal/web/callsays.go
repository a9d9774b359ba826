package web

import (
	"context"
	"net/url"
	"strconv"

	"huying/internal/calendar"
	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/locale"
	"huying/internal/org"
	"huying/internal/web/face"
	"huying/internal/web/township"
)

// chosen is the situation or service that was chosen, with all that the list says of it and what would follow from
// calling now; nil when none was.
func (c calling) chosen(ctx context.Context, asked url.Values) (*township.Situation, error) {
	var entry catalogue.Entry
	var err error
	shown := &township.Situation{}
	switch {
	case asked.Get("unlisted") != "":
		// What the list does not name goes to the staffing office, which designates a temporary lead. 依据 P-16.
		entry = c.edition.UnlistedEntry(catalogue.Daily)
		shown.Unlisted, shown.Matter = true, c.l.T("call.unlisted")
	case c.service != "":
		if entry, err = c.edition.ServiceEntry(c.service); err != nil {
			return nil, err
		}
		shown.Matter, _ = entryTitle(c.edition, entry)
		shown.Service = true
	case c.matter != 0:
		if entry, err = c.edition.Entry(c.matter, c.situation, c.v.who.Township, c.v.units); err != nil {
			return nil, err
		}
		m, _ := c.edition.Matter(c.matter)
		s, _ := m.Situation(c.situation)
		*shown = township.Situation{
			Matter: m.Name, Number: m.Number, Code: s.Code, Name: s.Name, Recognise: s.Recognise, Evidence: s.Evidence, Done: s.DoneWhen,
			Manual: c.v.base + "/catalogue/" + strconv.Itoa(m.Number) + "#s" + s.Code, Tier: tierFor(m.Township),
		}
		if err := c.precedents(ctx, shown); err != nil {
			return nil, err
		}
	default:
		return nil, nil
	}
	shown.Self = entry.TownshipLed
	if entry.Lead != "" {
		shown.Lead = c.v.units.Name(entry.Lead)
	}
	shown.Assists, shown.Partners, shown.Unmapped = names(c.v.units, entry.Assists), names(c.v.units, entry.Partners), entry.Unmapped
	prospects, err := c.v.reader.Prospects(ctx, c.v.who.District, c.edition, entry)
	for _, p := range prospects {
		shown.Prospects = append(shown.Prospects, c.prospect(ctx, p, entry.Class))
	}
	return shown, err
}

// prospect is what would follow from calling now, in one class.
func (c calling) prospect(ctx context.Context, p desk.Prospect, own catalogue.Class) township.Prospect {
	shown := township.Prospect{Class: string(p.Class), Own: p.Class == own}
	switch {
	case p.Own:
		shown.Approval = c.l.T("call.approval.own")
	case p.Approval == casework.ApprovalBefore:
		shown.Approval, shown.Grave = c.l.T("call.approval.before", when(ctx, c.l, p.Approve)), true
	case p.Approval == casework.ApprovalAfter:
		shown.Approval = c.l.T("call.approval.after", when(ctx, c.l, p.Approve))
	default:
		shown.Approval = c.l.T("call.approval.none")
	}
	step := func(kind casework.ClockKind, l calendar.Limit, d calendar.Deadline) {
		s := township.Step{Kind: c.l.T("clock.kind." + string(kind)), Due: when(ctx, c.l, d), Unknown: d.Year != 0}
		if !l.IsZero() {
			s.Limit = limit(c.l, l)
		}
		if d.Statute {
			s.Due = "" // the limit says it already
		}
		shown.Steps = append(shown.Steps, s)
	}
	if p.Entry.Unlisted {
		step(casework.ClockRuling, calendar.Limit{}, p.Ruling)
	} else {
		step(casework.ClockDispatch, calendar.Limit{}, p.Dispatch)
	}
	step(casework.ClockAccept, p.Entry.Limits.Accept, p.Accept)
	step(casework.ClockArrive, p.Entry.Limits.Arrive, p.Arrive)
	step(casework.ClockDone, p.Entry.Limits.Finish, p.Finish)
	return shown
}

// when says a deadline: the instant, or why there is none.
func when(ctx context.Context, l locale.Lang, d calendar.Deadline) string {
	switch {
	case d.Statute:
		return l.T("clock.statute")
	case d.Year != 0:
		return l.T("clock.missing", d.Year)
	}
	return face.When(ctx, d.At)
}

// tierFor is the township's part of a matter's manual, step by step.
func tierFor(t catalogue.Tier) township.Tier {
	shown := township.Tier{Points: t.KeyPoints, Requirements: t.Requirements}
	for _, s := range t.Steps {
		text := s.Does
		if s.Leaves != "" {
			text += "（" + s.Leaves + "）"
		}
		shown.Steps = append(shown.Steps, text)
	}
	return shown
}

// fewPrecedents is how many are told beside the form; the rest is one click away.
const fewPrecedents = 2

// precedents tells what has been ruled over the matter. 依据 P-116.
func (c calling) precedents(ctx context.Context, shown *township.Situation) error {
	found, _, err := c.v.reader.Precedents(ctx, c.v.who.District, desk.PrecedentQuery{Matter: shown.Number}, desk.Page{Limit: fewPrecedents})
	for _, p := range found {
		shown.Precedents = append(shown.Precedents, township.Precedent{At: p.At, Unit: c.unit(p.Unit), Reason: p.Reason})
		shown.More = c.v.base + "/precedents?matter=" + strconv.Itoa(shown.Number)
	}
	return err
}

// unit is a unit's name; none, of a call that was left with its township.
func (c calling) unit(id org.UnitID) string {
	if id == "" {
		return c.l.T("call.precedent.none")
	}
	return c.v.units.Name(id)
}
