package face

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"huying/internal/locale"
)

// Component is anything that can be shown on a page.
type Component = templ.Component

// t speaks the reader's language; the templates of this package use it throughout.
func t(ctx context.Context, key string, blanks ...any) string { return locale.T(ctx, key, blanks...) }

// Form (办理表单) is one verb this post may use now, as a small paper form.
type Form struct {
	Action string // where it is posted
	Verb   string // accept, return, …; also makes its fields' ids unique on the page
	Key    string // idempotency key: sent twice, done once (依据 P-86)
	Title  string // 接单
	Note   string // what follows from sending it
	Clause string // P-40
	Wrong  string // why it was refused as a whole
	Fields []Field
	Send   string // the words on the button; the title if empty
	Tone   Tone   // Blue: the expected next step; Red: grave; plain otherwise
	Upload bool   // has files
	Open   bool   // shown unfolded
	Page   string // address, where the form is a page of its own
}

// Button is the words on the form's button.
func (f Form) Button() string {
	if f.Send != "" {
		return f.Send
	}
	return f.Title
}

// FieldKind says how a field is filled in.
type FieldKind string

// The kinds of field.
const (
	Line   FieldKind = ""       // one line of text
	Area   FieldKind = "area"   // several lines
	Number FieldKind = "number" // a whole number
	Phone  FieldKind = "tel"
	Moment FieldKind = "datetime-local"
	Date   FieldKind = "date"
	Time   FieldKind = "time"   // of day
	Choice FieldKind = "choice" // one of many: a list
	Radios FieldKind = "radios" // one of few: all seen
	Checks FieldKind = "checks" // several
	Tick   FieldKind = "tick"   // yes or no
	Photos FieldKind = "photos"
	Rows   FieldKind = "rows" // several fields to a row: a roll, a plan
	Hidden FieldKind = "hidden"
	Where  FieldKind = "where" // this device's position, where it tells; without a script there is no such field
)

// Field (填写项) is one question of a form.
type Field struct {
	Name, Label string
	Kind        FieldKind
	Value       string
	Hint        string // said beneath the label
	Wrong       string // why the last answer was refused
	Need        bool   // must be answered
	Max         int    // most characters an answer may have; 0 = MaxText for an Area, else unsaid
	Half        bool   // stands beside the next one
	Folded      bool   // a long list, rarely needed: folded until asked for
	Options     []Option
	Rows        [][]Field // of Rows
}

// Option is one possible answer.
type Option struct {
	Value, Label string
	Note         string // what choosing it means
	Group        string
	Chosen       bool
}

// ID makes the field's id unique among the page's forms.
func (f Form) ID(field Field) string { return f.Verb + "-" + field.Name }

// MaxText is the most characters a text may have that says nothing else (依据 P-87).
const MaxText = 4000

// room is the most characters the field's answer may have; 0 where it does not matter.
func (field Field) room() int {
	if field.Max == 0 && field.Kind == Area {
		return MaxText
	}
	return field.Max
}

// told is what the field's control says of itself to whoever does not see it: what describes it, and whether it was refused.
func (f Form) told(field Field) templ.Attributes {
	about := templ.Attributes{}
	var ids []string
	if field.Hint != "" {
		ids = append(ids, f.ID(field)+"-hint")
	}
	if field.Wrong != "" {
		ids = append(ids, f.ID(field)+"-wrong")
		about["aria-invalid"] = "true"
	}
	if len(ids) > 0 {
		about["aria-describedby"] = strings.Join(ids, " ")
	}
	if room := field.room(); room > 0 {
		about["data-room"] = strconv.Itoa(room)
	}
	return about
}

// tick is told for a field of yes or no, whose hint stands in its own label.
func (f Form) tick(field Field) templ.Attributes {
	field.Hint = ""
	return f.told(field)
}

// MostBytes is the most that one form may carry, its files included.
const MostBytes = 64 << 20

// refused are the fields whose answers were refused, cells too, in their order: what the form says at its top.
func (f Form) refused() []Field {
	var all []Field
	for _, field := range f.Fields {
		if field.Wrong != "" && field.Kind != Hidden {
			all = append(all, field)
		}
		for _, row := range field.Rows {
			for _, cell := range row {
				if cell.Wrong != "" {
					all = append(all, cell)
				}
			}
		}
	}
	return all
}

// still is the key of what a field says that is not filled in yet, or not so that it can be read.
func (field Field) still() string {
	switch field.Kind {
	case Choice, Radios:
		return "form.still.choose"
	case Number:
		return "form.still.number"
	case Photos:
		return "form.still.files"
	}
	return "form.still.fill"
}

func (field Field) input() string {
	switch field.Kind {
	case Radios:
		return "radio"
	case Checks:
		return "checkbox"
	case Phone, Moment, Date, Time:
		return string(field.Kind)
	}
	return "text"
}

func chosen(options []Option) bool {
	for _, o := range options {
		if o.Chosen {
			return true
		}
	}
	return false
}

func noted(options []Option) bool {
	for _, o := range options {
		if o.Note != "" {
			return true
		}
	}
	return false
}

// Filled fills a field with what was typed before, a field of rows cell by cell, and says what was wrong with it;
// said reports whether there was anything to say.
func (field Field) Filled(typed map[string][]string, wrongAt, wrong string) (filled Field, said bool) {
	if field.Kind == Rows {
		rows := make([][]Field, len(field.Rows))
		for i, row := range field.Rows {
			for _, cell := range row {
				cell, told := cell.Filled(typed, wrongAt, wrong)
				rows[i], said = append(rows[i], cell), said || told
				field.Folded = field.Folded && len(typed[cell.Name]) == 0
			}
		}
		field.Rows = rows
		if !said && field.Name == wrongAt {
			field.Wrong, said = wrong, true
		}
		return field, said
	}
	if field.Kind == Hidden {
		return field, false
	}
	// What is ticked off is not sent at all.
	if values := typed[field.Name]; len(values) > 0 || field.Kind == Checks || field.Kind == Tick {
		field.Value = ""
		if len(values) > 0 {
			field.Value = values[0]
		}
		field.Options = slices.Clone(field.Options)
		for i := range field.Options {
			field.Options[i].Chosen = slices.Contains(values, field.Options[i].Value)
		}
	}
	if field.Name == wrongAt {
		field.Wrong, said = wrong, true
	}
	return field, said
}

type optionGroup struct {
	Name    string
	Options []Option
}

// groups gathers neighbouring options of one group, in their order.
func groups(options []Option) []optionGroup {
	var all []optionGroup
	for _, o := range options {
		if len(all) == 0 || all[len(all)-1].Name != o.Group {
			all = append(all, optionGroup{Name: o.Group})
		}
		last := &all[len(all)-1]
		last.Options = append(last.Options, o)
	}
	return all
}
