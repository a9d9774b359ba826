package web

import (
	"slices"
	"strings"

	"huying/internal/casework"
	"huying/internal/web/casepage"
	"huying/internal/web/face"
)

// banners are the states of the whole case that change what everybody may do, and its ties to other cases.
func (c telling) banners() (all []casepage.Banner) {
	k := c.view.Case
	if slices.Contains(k.Recused, c.v.who.Actor.Account) {
		all = append(all, casepage.Banner{Tone: face.Red, Text: c.l.T("banner.recused")})
	}
	switch k.Status {
	case casework.CaseMerged:
		all = append(all, casepage.Banner{Tone: face.Amber, Text: c.l.T("banner.merged"), Links: c.links(k.Merged.Into)})
	case casework.CaseSuspended:
		all = append(all, c.suspended())
	case casework.CaseRuling:
		text := "banner.ruling"
		if k.Entry.Unlisted {
			text = "banner.unlisted"
		}
		all = append(all, casepage.Banner{Tone: face.Amber, Text: c.l.T(text), Clock: c.clock(k.Ruling)})
	}
	for _, t := range k.Tasks {
		if t.Disputed && t.Status == casework.TaskReturned {
			all = append(all, casepage.Banner{Tone: face.Amber, Text: c.l.T("banner.disputed", c.name(t.Unit)), Clock: c.clock(t.Ruling)})
		}
	}
	if k.LeadVacant {
		all = append(all, casepage.Banner{Tone: face.Red, Text: c.l.T("banner.vacant"), Clock: c.clock(k.Lead)})
	}
	if k.Muster.N > 0 && (k.Status.Open() || k.Status == casework.CaseMerged) && k.Status != casework.CaseClosed {
		all = append(all, c.mustered())
	}
	if k.Parent != "" {
		all = append(all, casepage.Banner{Text: c.l.T("banner.parent"), Links: c.links(k.Parent)})
	}
	if len(k.Parts) > 0 {
		all = append(all, casepage.Banner{Text: c.l.T("banner.parts"), Links: c.links(k.Parts...)})
	}
	if len(k.Absorbed) > 0 {
		all = append(all, casepage.Banner{Text: c.l.T("banner.absorbed"), Links: c.links(k.Absorbed...)})
	}
	if k.Objected && k.Status == casework.CaseIntake {
		all = append(all, casepage.Banner{Tone: face.Amber, Text: c.l.T("banner.objected")})
	}
	return all
}

// suspended says on what ground a case rests, and until when. 依据 P-107.
func (c telling) suspended() casepage.Banner {
	made := casepage.Banner{Tone: face.Amber, Text: c.l.T("banner.suspended"), Under: c.l.T("banner.suspended.note"), Clock: c.clock(c.view.Case.Review)}
	for i := len(c.view.Case.Requests) - 1; i >= 0; i-- {
		if r := c.view.Case.Requests[i]; r.Kind == casework.Suspension && r.Status == "granted" {
			made.Text = c.l.T("banner.suspended.by", nameIn(c.l, casework.SuspensionGrounds, r.Ground))
			break
		}
	}
	return made
}

// mustered says where and when all must have come, how many have, and leads to the board. 依据 P-56.
func (c telling) mustered() casepage.Banner {
	k := c.view.Case
	total, came := 0, 0
	for _, t := range k.Tasks {
		if t.Status.Open() || t.Status == casework.TaskAnswered {
			total++
			if t.Came && t.Arrive.Stopped != 0 {
				came++
			}
		}
	}
	where := []string{c.until(k.Muster.By.Due), c.text(k.Muster.Place).Plain, nameIn(c.l, casework.Ranks, k.Muster.Rank)}
	made := casepage.Banner{
		Tone: face.Blue, Text: c.l.T("banner.muster", strings.Join(slices.DeleteFunc(where, func(s string) bool { return s == "" }), " · ")),
		Under: c.l.T("banner.muster.came", total, came),
		Links: []face.Link{{Label: c.l.T("banner.board"), Href: c.v.base + "/cases/" + string(k.No) + "/muster"}},
	}
	if came < total {
		made.Clock = face.Running(c.view.At, k.Muster.By.Due.At, k.Muster.By.Yellow)
	}
	return made
}

// links lead to other cases, by number, as far as this person may know them.
func (c telling) links(ids ...string) (links []face.Link) {
	for _, id := range ids {
		if no, ok := c.view.Related[id]; ok {
			links = append(links, face.Link{Label: string(no), Href: c.v.base + "/cases/" + string(no)})
		}
	}
	return links
}

// related is the number of another case that this one was split off, merged with, or gave rise to.
func (c telling) related(id string) string {
	if no, ok := c.view.Related[id]; ok {
		return string(no)
	}
	return c.l.T("case.another")
}
