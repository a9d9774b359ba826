package casestory

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

// Entry is one record in words, with who made it, and the way to its receipt once it is sealed.
func (c Teller) Entry(r desk.Record) casepage.Entry {
	e := casepage.Entry{Version: r.Version, At: r.Moment.At, Type: r.Type, Unit: c.Name(r.Moment.By.Unit), Index: r.Index}
	e.Miss = strings.HasSuffix(r.Type, "Missed")
	if r.Moment.By.Role != org.System {
		e.Role, e.Person = c.L.T("role."+string(r.Moment.By.Role)), c.Officers[r.Moment.By.Account].Name
	}
	if r.Index >= 0 {
		e.Receipt = c.address("/records/" + strconv.FormatInt(r.Version, 10))
	}
	if r.Broken {
		e.Miss, e.Receipt = true, ""
		e.Gist = append(e.Gist, c.L.T("case.broken"))
	}
	c.told(&e, r.Event)
	return e
}

// Gist is what a record says, without who wrote it when.
func (c Teller) Gist(event casework.Event) casepage.Entry {
	e := casepage.Entry{Type: casework.Name(event), Miss: strings.HasSuffix(casework.Name(event), "Missed")}
	c.told(&e, event)
	return e
}

func (c Teller) says(e *casepage.Entry, label string, content ledger.Content) {
	if content.IsZero() {
		return
	}
	said := casepage.Said{Text: c.Text(content)}
	if label != "" {
		said.Label = c.L.T("field." + label)
	}
	e.Says = append(e.Says, said)
}

func (c Teller) files(e *casepage.Entry, contents []ledger.Content) {
	for _, content := range contents {
		e.Files = append(e.Files, c.file(content))
	}
}

// file is one attachment, as far as this reader may have it.
func (c Teller) file(content ledger.Content) casepage.File {
	text, ok := c.View.Words.Of(content)
	var f casework.File
	if !ok || json.Unmarshal([]byte(text), &f) != nil {
		return casepage.File{Gone: true}
	}
	shown := casepage.File{Name: f.Name, Href: c.address("/files/" + f.SHA256), Size: size(f.Size)}
	if shown.Name == "" {
		shown.Name = f.SHA256[:12]
	}
	if Picture(f.Media) {
		shown.Thumb = shown.Href + "?small"
	}
	return shown
}

func (c Teller) issued(i casework.Issued) string {
	if i.Lead {
		return c.L.T("part.lead") + " " + c.Name(i.Unit)
	}
	return c.L.T("part.assist") + " " + c.Name(i.Unit)
}

// TaskName is the unit whose share it is.
func (c Teller) TaskName(id casework.TaskID) string {
	t, _ := c.View.Case.Task(string(id))
	return c.Name(t.Unit)
}

func (c Teller) taskNames(tasks []casework.TaskID) string {
	units := make([]org.UnitID, len(tasks))
	for i, id := range tasks {
		t, _ := c.View.Case.Task(string(id))
		units[i] = t.Unit
	}
	return c.names(units)
}

func (c Teller) names(units []org.UnitID) string {
	all := make([]string, len(units))
	for i, u := range units {
		all[i] = c.Name(u)
	}
	return strings.Join(all, c.L.T("form.and"))
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
