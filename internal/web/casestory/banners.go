package casestory

import (
	"slices"
	"strings"

	"huying/internal/casework"
	"huying/internal/catalogue"
	"huying/internal/desk"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// banners are the states of the whole case that change what everybody may do, and its ties to other cases.
func (c Teller) banners() (all []casepage.Banner) {
	k := c.View.Case
	if slices.Contains(k.Recused, c.Who.Actor.Account) {
		all = append(all, casepage.Banner{Tone: face.Red, Text: c.L.T("banner.recused")})
	}
	switch k.Status {
	case casework.CaseMerged:
		all = append(all, casepage.Banner{Tone: face.Amber, Text: c.L.T("banner.merged"), Links: c.links(k.Merged.Into)})
	case casework.CaseSuspended:
		all = append(all, c.suspended())
	case casework.CaseRuling:
		text := "banner.ruling"
		if k.Entry.Unlisted {
			text = "banner.unlisted"
		}
		all = append(all, casepage.Banner{Tone: face.Amber, Text: c.L.T(text), Clock: c.Dial("banner", casework.ClockRuling, "", k.Ruling)})
	}
	for _, t := range k.Tasks {
		if t.Disputed && t.Status == casework.TaskReturned {
			all = append(all, casepage.Banner{Tone: face.Amber, Text: c.L.T("banner.disputed", c.Name(t.Unit)), Clock: c.Dial("banner", casework.ClockRuling, string(t.ID), t.Ruling)})
		}
	}
	if k.LeadVacant {
		all = append(all, casepage.Banner{Tone: face.Red, Text: c.L.T("banner.vacant"), Clock: c.Dial("banner", casework.ClockLead, "", k.Lead)})
	}
	if k.Muster.N > 0 && (k.Status.Open() || k.Status == casework.CaseMerged) && k.Status != casework.CaseClosed {
		all = append(all, c.mustered())
	}
	if k.Parent != "" {
		all = append(all, casepage.Banner{Text: c.L.T("banner.parent"), Links: c.links(k.Parent)})
	}
	if len(k.Parts) > 0 {
		all = append(all, casepage.Banner{Text: c.L.T("banner.parts"), Links: c.links(k.Parts...)})
	}
	if len(k.Absorbed) > 0 {
		all = append(all, casepage.Banner{Text: c.L.T("banner.absorbed"), Links: c.links(k.Absorbed...)})
	}
	if k.Objected && k.Status == casework.CaseIntake {
		all = append(all, casepage.Banner{Tone: face.Amber, Text: c.L.T("banner.objected")})
	}
	return all
}

// suspended says on what ground a case rests, and until when. 依据 P-107.
func (c Teller) suspended() casepage.Banner {
	made := casepage.Banner{Tone: face.Amber, Text: c.L.T("banner.suspended"), Under: c.L.T("banner.suspended.note"), Clock: c.Dial("banner", casework.ClockReview, "", c.View.Case.Review)}
	for i := len(c.View.Case.Requests) - 1; i >= 0; i-- {
		if r := c.View.Case.Requests[i]; r.Kind == casework.Suspension && r.Status == "granted" {
			made.Text = c.L.T("banner.suspended.by", NameIn(c.L, casework.SuspensionGrounds, r.Ground))
			break
		}
	}
	return made
}

// mustered says where and when all must have come, how many have, and leads to the board. 依据 P-56.
func (c Teller) mustered() casepage.Banner {
	k := c.View.Case
	total, came := 0, 0
	for _, t := range k.Tasks {
		if t.Status.Open() || t.Status == casework.TaskAnswered {
			total++
			if t.Came && t.Arrive.Stopped != 0 {
				came++
			}
		}
	}
	where := []string{c.Until(k.Muster.By.Due), c.Text(k.Muster.Place).Plain, NameIn(c.L, casework.Ranks, k.Muster.Rank)}
	made := casepage.Banner{
		Tone: face.Blue, Text: c.L.T("banner.muster", strings.Join(slices.DeleteFunc(where, func(s string) bool { return s == "" }), " · ")),
		Under: c.L.T("banner.muster.came", total, came),
		Links: []face.Link{{Label: c.L.T("banner.board"), Href: c.Base + "/cases/" + string(k.No) + "/muster"}},
	}
	if came < total {
		made.Clock = face.Running(c.View.At, k.Muster.By.Due.At, k.Muster.By.Yellow)
	}
	return made
}

// links lead to other cases, by number, as far as this person may know them.
func (c Teller) links(ids ...string) (links []face.Link) {
	for _, id := range ids {
		if no, ok := c.View.Related[id]; ok {
			label := string(no)
			if kin, ok := c.View.Kin[id]; ok {
				label = strings.TrimSpace(c.titleOf(kin) + " " + label)
			}
			links = append(links, face.Link{Label: label, Href: c.Base + "/cases/" + string(no)})
		}
	}
	return links
}

// titleOf is what another case is about, as the lists of this person tell it.
func (c Teller) titleOf(kin desk.Kin) string {
	row := kin.Row
	title, _ := EntryTitle(kin.Edition, catalogue.Entry{Matter: row.Matter, Situation: row.Situation, Service: row.Service})
	if title == "" {
		title = FirstLine(row.Summary)
	}
	return title
}

// related is the number of another case that this one was split off, merged with, or gave rise to.
func (c Teller) related(id string) string {
	if no, ok := c.View.Related[id]; ok {
		return string(no)
	}
	return c.L.T("case.another")
}
