package e2e

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"huying/internal/casework"
)

// An answer is what a person puts into one field of a form: typed or chosen, or several that are ticked.
type answer struct {
	name   string
	values []string
}

// first is the first of them; "" where nothing is ticked.
func (a answer) first() string {
	if len(a.values) == 0 {
		return ""
	}
	return a.values[0]
}

// answers writes a command down as its form asks for it, so that a story's script stands once: the fields have the
// names that its JSON has, with dots. What is empty is left as the form has it.
func answers(t *testing.T, cmd casework.Command) []answer {
	t.Helper()
	body, err := json.Marshal(cmd)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(body, &fields); err != nil {
		t.Fatal(err)
	}
	return flatten("", fields)
}

func flatten(prefix string, value any) (all []answer) {
	switch v := value.(type) {
	case map[string]any:
		names := make([]string, 0, len(v))
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			all = append(all, flatten(strings.TrimPrefix(prefix+"."+name, "."), v[name])...)
		}
	case []any:
		ticked := answer{name: prefix, values: []string{}}
		for i, one := range v {
			if _, row := one.(map[string]any); row {
				all = append(all, flatten(fmt.Sprintf("%s.%d", prefix, i), one)...)
			} else {
				ticked.values = append(ticked.values, fmt.Sprint(one))
			}
		}
		if all == nil {
			all = append(all, ticked)
		}
	case string:
		if v != "" {
			all = append(all, answer{prefix, []string{v}})
		}
	case float64:
		if v != 0 {
			all = append(all, answer{prefix, []string{fmt.Sprint(int64(v))}})
		}
	case bool:
		if v {
			all = append(all, answer{prefix, []string{"true"}})
		}
	}
	return all
}

func TestAnswers(t *testing.T) {
	got := answers(t, casework.Confer{
		Attendance: []casework.Attendance{{Unit: "a", Rank: "head"}}, Findings: "x", Plan: []casework.Planned{{Step: "s", Unit: "b"}},
	})
	want := []answer{
		{"attendance.0.rank", []string{"head"}}, {"attendance.0.unit", []string{"a"}}, {"findings", []string{"x"}},
		{"plan.0.step", []string{"s"}}, {"plan.0.unit", []string{"b"}},
	}
	if !slices.EqualFunc(got, want, func(a, b answer) bool { return a.name == b.name && slices.Equal(a.values, b.values) }) {
		t.Errorf("%+v", got)
	}
}
