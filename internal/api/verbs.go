package api

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
)

type verbInput struct {
	InCase
	Keyed
	Raw
}

// do is the one handler of every verb in a case: what was sent becomes its command, the desk decides.
func (s *server) do(verb casework.Verb) func(context.Context, access.Who, *verbInput) (*body[desk.Answer], error) {
	return func(ctx context.Context, who access.Who, in *verbInput) (_ *body[desk.Answer], err error) {
		defer func() { s.metrics.wrote(verb, err) }()
		district, no, err := s.place(ctx, who, in.InCase)
		if err != nil {
			return nil, err
		}
		sent, err := in.object()
		if err != nil {
			return nil, err
		}
		cmd, err := casework.DecodeCommand(verb, sent)
		if err != nil {
			return nil, err
		}
		done, err := s.desk.Do(ctx, who, district, no, cmd, desk.Key{Key: in.Key, Body: sent})
		if err != nil {
			return nil, err
		}
		return answer(done), nil
	}
}

// taking describes the operation of a verb: its body from the command's type, and who may ask for it
// when, out of the declared table.
func (s *server) taking(verb casework.Verb, r route) route {
	r.Summary = verb.Zh() + " " + strings.ToUpper(string(verb[:1])) + strings.ReplaceAll(string(verb[1:]), "_", " ")
	var lines []string
	for _, row := range casework.Table {
		if row.Verb == verb {
			lines = append(lines, "- "+row.Tie.Zh()+"："+join(row.Roles, func(r org.Role) string { return string(r) })+
				"；案件 "+join(row.Case, casework.Status.Zh)+"；派单件 "+join(row.Task, casework.TaskStatus.Zh)+"（依据 "+row.Clause+"）")
		}
	}
	r.Description = strings.Join(lines, "\n")
	if verb != casework.VerbReport {
		r.DefaultStatus = http.StatusOK
	}
	return r.taking(s.form(casework.Commands[verb]()))
}

func join[T any](all []T, name func(T) string) string {
	names := make([]string, len(all))
	for i, one := range all {
		if names[i] = name(one); names[i] == "" {
			names[i] = "尚无"
		}
	}
	if len(names) == 0 {
		return "不限"
	}
	return strings.Join(names, "、")
}

// VerbLine (办理动作) is something this post may do now.
type VerbLine struct {
	Verb   casework.Verb     `json:"verb"`
	Zh     string            `json:"zh"`
	Clause string            `json:"clause" doc:"依据"`
	Tasks  []casework.TaskID `json:"tasks,omitempty" doc:"派单件 it may be done to, where it names one"`
	Fields []Field           `json:"fields" doc:"what the body takes"`
}

// Field (要素) is one member of a verb's body.
type Field struct {
	Name     string `json:"name"`
	Kind     string `json:"kind" doc:"text, number, flag, list or object"`
	Required bool   `json:"required"`
	Doc      string `json:"doc,omitempty"`
}

// listVerbs lists what this post may do in a case now.
func (s *server) listVerbs(ctx context.Context, who access.Who, in *InCase) (*body[list[VerbLine]], error) {
	district, no, err := s.place(ctx, who, *in)
	if err != nil {
		return nil, err
	}
	view, err := s.desk.As(who).Case(ctx, district, no)
	if err != nil {
		return nil, err
	}
	return answerList(verbLines(view, who), ""), nil
}

func verbLines(view desk.View, who access.Who) []VerbLine {
	lines := make([]VerbLine, 0, len(view.Verbs))
	for _, verb := range view.Verbs {
		fields := fieldsOf(verb)
		line := VerbLine{Verb: verb, Zh: verb.Zh(), Clause: clauseOf(verb, view.Case.Status, who.Actor.Role), Fields: fields}
		if slices.ContainsFunc(fields, func(f Field) bool { return f.Name == "task" }) {
			line.Tasks = casework.Tasks(view.Case.AsOf(view.At), verb, who.Actor, view.Units)
		}
		lines = append(lines, line)
	}
	return lines
}

// clauseOf is the clause of the row of the table by which a role may do this.
func clauseOf(verb casework.Verb, status casework.Status, role org.Role) string {
	for _, row := range casework.Table {
		if row.Verb == verb && slices.Contains(row.Roles, role) && slices.Contains(row.Case, status) {
			return row.Clause
		}
	}
	return "P-81"
}

var kinds = map[reflect.Kind]string{
	reflect.String: "text", reflect.Int: "number", reflect.Int64: "number", reflect.Bool: "flag", reflect.Slice: "list",
}

// fieldsOf reads the members of a verb's body off its command.
func fieldsOf(verb casework.Verb) []Field {
	t := reflect.TypeOf(casework.Commands[verb]())
	fields := make([]Field, 0, t.NumField())
	for f := range t.Fields() {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		of := f.Type
		for of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		kind, ok := kinds[of.Kind()]
		if !ok {
			kind = "object"
		}
		fields = append(fields, Field{name, kind, !strings.Contains(options, "omit"), f.Tag.Get("doc")})
	}
	return fields
}
