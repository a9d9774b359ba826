package web

import (
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"huying/internal/casework"
	"huying/internal/rule"
	"huying/internal/web/face"
)

// mostRows is the most rows a form's table may have.
const mostRows = 60

// fill writes a form's values into a command under the names that its JSON has: place, reporter.name,
// outcomes.0.count; a repeated name fills a list. It is the same command that the interface reads.
func fill(into reflect.Value, values url.Values, prefix string) error {
	for i := range into.NumField() {
		name, _, _ := strings.Cut(into.Type().Field(i).Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		if err := fillField(into.Field(i), values, prefix+name); err != nil {
			return err
		}
	}
	return nil
}

func fillField(field reflect.Value, values url.Values, name string) error {
	switch field.Kind() {
	case reflect.Pointer:
		if !mentioned(values, name) {
			return nil
		}
		field.Set(reflect.New(field.Type().Elem()))
		return fillField(field.Elem(), values, name)
	case reflect.Struct:
		return fill(field, values, name+".")
	case reflect.Slice:
		return fillList(field, values, name)
	case reflect.Map:
		for key, all := range values {
			if of, ok := strings.CutPrefix(key, name+"."); ok && all[0] != "" {
				if field.IsNil() {
					field.Set(reflect.MakeMap(field.Type()))
				}
				field.SetMapIndex(reflect.ValueOf(of), reflect.ValueOf(all[0]))
			}
		}
		return nil
	}
	return fillPlain(field, strings.TrimSpace(strings.ReplaceAll(values.Get(name), "\r\n", "\n")), name)
}

func fillList(list reflect.Value, values url.Values, name string) error {
	if list.Type().Elem().Kind() == reflect.Struct {
		for i := range mostRows {
			prefix := name + "." + strconv.Itoa(i)
			if !mentioned(values, prefix) {
				continue
			}
			one := reflect.New(list.Type().Elem()).Elem()
			if err := fill(one, values, prefix+"."); err != nil {
				return err
			}
			list.Set(reflect.Append(list, one))
		}
		return nil
	}
	for _, text := range values[name] {
		if text == "" {
			continue
		}
		one := reflect.New(list.Type().Elem()).Elem()
		if err := fillPlain(one, text, name); err != nil {
			return err
		}
		list.Set(reflect.Append(list, one))
	}
	return nil
}

func fillPlain(field reflect.Value, text, name string) error {
	switch field.Kind() {
	case reflect.String:
		if name == "time" || strings.HasSuffix(name, ".time") || strings.HasSuffix(name, ".due") {
			text = face.Instant(text)
		}
		field.SetString(text)
	case reflect.Bool:
		field.SetBool(text == "true")
	case reflect.Int, reflect.Int64:
		if text == "" {
			return nil
		}
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return rule.Refuse(rule.Invalid, "P-87", "应当填写整数").At(name)
		}
		field.SetInt(n)
	}
	return nil
}

// mentioned reports whether the form says anything under a name: a single field is mentioned when it
// was sent at all, a group when any of its parts has been filled in.
func mentioned(values url.Values, name string) bool {
	if _, ok := values[name]; ok {
		return true
	}
	for key, all := range values {
		if strings.HasPrefix(key, name+".") && slices.ContainsFunc(all, func(s string) bool { return s != "" }) {
			return true
		}
	}
	return false
}

// read makes the command of a verb out of a form.
func read(verb casework.Verb, values url.Values, files []casework.File) (casework.Command, error) {
	blank, ok := casework.Commands[verb]
	if !ok || verb == casework.VerbReport {
		return nil, rule.Refuse(rule.Unknown, "P-81", "没有这个办理动作")
	}
	switch verb {
	case casework.VerbConfer:
		values = present(values)
	case casework.VerbMerge:
		values = near(values)
	case casework.VerbRule, casework.VerbDesignate, casework.VerbDispatch:
		values = led(values)
	}
	into := reflect.New(reflect.TypeOf(blank())).Elem()
	if err := fill(into, values, ""); err != nil {
		return nil, err
	}
	if field := into.FieldByName("Files"); field.IsValid() && len(files) > 0 {
		field.Set(reflect.ValueOf(files))
	}
	return into.Interface().(casework.Command), nil
}

// present leaves out of a roll who was not ticked: their rank, which the form sends too, says nothing.
func present(values url.Values) url.Values {
	kept := url.Values{}
	for name, all := range values {
		row, isRank := strings.CutSuffix(name, ".rank")
		if isRank && strings.HasPrefix(name, "attendance.") && values.Get(row+".unit") == "" {
			continue
		}
		kept[name] = all
	}
	return kept
}

// near takes a case number as it is shown, with a gap in it.
func near(values url.Values) url.Values {
	kept := maps.Clone(values)
	if into := values.Get("into"); into != "" {
		kept.Set("into", strings.Join(strings.Fields(into), ""))
	}
	return kept
}

// led leaves the unit that leads out of those that assist, where the proposal had ticked it: its form moves it from one
// part to the other. Where a ruling gives a call to nobody, the ticks of the proposal say nothing.
func led(values url.Values) url.Values {
	assists, said := values["assists"]
	lead, ruled := values.Get("lead"), values["unit"] != nil
	if ruled {
		lead = values.Get("unit")
	}
	if !said {
		return values
	}
	kept := maps.Clone(values)
	kept["assists"] = slices.DeleteFunc(slices.Clone(assists), func(unit string) bool { return unit == lead || ruled && lead == "" })
	return kept
}
