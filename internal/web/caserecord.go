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
)

// entries tells the record, the newest first, each with the way to its receipt.
func (c telling) entries() []casepage.Entry {
	entries := make([]casepage.Entry, 0, len(c.view.Records))
	for i := len(c.view.Records) - 1; i >= 0; i-- {
		entries = append(entries, c.entry(c.view.Records[i]))
	}
	return entries
}

// latest is how many entries, and how many photos, a page shows before it asks whether one wants all.
const latest = 30

// fold leaves the latest entries on the page, and of the older ones the misses and decisions: those must always be found.
func (c telling) fold(page *casepage.View) {
	if len(page.Photos) > latest {
		page.Photos = page.Photos[:latest]
	}
	if len(page.Entries) <= latest+latest/3 {
		return // a few more are no burden
	}
	for _, e := range page.Entries[latest:] {
		if e.Miss || decisive[e.Type] {
			page.Older = append(page.Older, e)
		}
	}
	page.Entries = page.Entries[:latest]
	page.AllHref = c.v.base + "/cases/" + string(c.view.Case.No) + "?all=1"
}

// decisive are the records that turn a case.
var decisive = map[string]bool{
	"Called": true, "Approved": true, "ApprovalRefused": true, "Declined": true, "Disputed": true, "Ruled": true, "Designated": true, "Dispatched": true,
	"Mustered": true, "Upheld": true, "Overruled": true, "Released": true, "Retained": true, "WrittenOff": true, "Extended": true, "Denied": true,
	"Suspended": true, "Resumed": true, "Escalated": true, "Consolidated": true, "Reworked": true, "Closed": true, "Reopened": true,
	"MergedInto": true, "Unmerged": true, "AppealDecided": true,
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

// gist is what a record says, without who wrote it when.
func (c telling) gist(event casework.Event) casepage.Entry {
	e := casepage.Entry{Type: casework.Name(event), Miss: strings.HasSuffix(casework.Name(event), "Missed")}
	c.told(&e, event)
	return e
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
