package api

import (
	"cmp"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"huying/internal/casework"
	"huying/internal/rule"
)

// order puts verbs in the order of the work, and all else as it is.
func order(op *huma.Operation) int {
	last := op.Path[strings.LastIndexByte(op.Path, '/')+1:]
	return slices.Index(casework.AllVerbs, casework.Verb(last))
}

// form is a named schema.
type form struct {
	Name string
	*huma.Schema
}

func forms(schemas huma.Registry) []form {
	all := schemas.Map()
	named := make([]form, 0, len(all))
	for _, name := range slices.Sorted(maps.Keys(all)) {
		named = append(named, form{name, all[name]})
	}
	return named
}

// field is one member of a form.
type field struct {
	Name     string
	Required bool
	*huma.Schema
}

// fieldsIn lists the members of a form, those that are needed first.
func fieldsIn(schemas huma.Registry, s *huma.Schema) []field {
	if s == nil {
		return nil
	}
	if s.Ref != "" {
		s = schemas.SchemaFromRef(s.Ref)
	}
	var fields []field
	for name, of := range s.Properties {
		fields = append(fields, field{name, slices.Contains(s.Required, name), of})
	}
	slices.SortFunc(fields, func(a, b field) int {
		if a.Required != b.Required {
			return cmp.Compare(fmt.Sprint(b.Required), fmt.Sprint(a.Required))
		}
		return cmp.Compare(a.Name, b.Name)
	})
	return fields
}

// nameOf is the name of the form that a schema refers to, itself or in its items; none for plain values.
func nameOf(s *huma.Schema) string {
	switch {
	case s == nil:
		return ""
	case s.Ref != "":
		return s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]
	case s.Items != nil:
		return nameOf(s.Items)
	}
	if inside, ok := s.AdditionalProperties.(*huma.Schema); ok {
		return nameOf(inside)
	}
	return ""
}

// kindOf says what sort of value a schema asks for.
func kindOf(s *huma.Schema) string {
	switch {
	case s == nil:
		return ""
	case s.Ref != "":
		return nameOf(s)
	case s.Type == huma.TypeArray:
		return "[" + kindOf(s.Items) + "]"
	case len(s.Enum) > 0:
		all := make([]string, len(s.Enum))
		for i, one := range s.Enum {
			all[i] = fmt.Sprint(one)
		}
		return strings.Join(all, " | ")
	case s.Type == huma.TypeObject:
		if inside, ok := s.AdditionalProperties.(*huma.Schema); ok {
			return "{…: " + kindOf(inside) + "}"
		}
		return "object"
	case s.Format != "" && s.Format != "int64":
		return s.Type + " " + s.Format
	case s.Type == "":
		return "any"
	}
	return s.Type
}

// codeLine is a code of refusal as the page lists it.
type codeLine struct {
	Code   rule.Code
	Status int
}

func codesByStatus() []codeLine {
	var lines []codeLine
	for code, status := range codes() {
		lines = append(lines, codeLine{code, status})
	}
	slices.SortFunc(lines, func(a, b codeLine) int {
		return cmp.Or(cmp.Compare(a.Status, b.Status), cmp.Compare(a.Code, b.Code))
	})
	return lines
}

// prose shows `words` between backticks as code.
func prose(text string) template.HTML {
	var out strings.Builder
	for i, part := range strings.Split(text, "`") {
		part = template.HTMLEscapeString(part)
		if i%2 == 1 {
			part = "<code>" + part + "</code>"
		}
		out.WriteString(part)
	}
	return template.HTML(out.String()) // every part is escaped
}
