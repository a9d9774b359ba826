package casework

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"huying/internal/rule"
)

var malformed = rule.Refuse(rule.Invalid, "P-87", "请求内容应为一个完整的 JSON 对象")

// fits refuses a JSON text that does not say exactly what the type has room for. encoding/json
// alone would overlook letter case, a field given twice, and broken characters.
func fits(body []byte, t reflect.Type) error {
	if !utf8.Valid(body) {
		return rule.Refuse(rule.Invalid, "P-87", "请求内容不是有效的 UTF-8")
	}
	if !bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("{")) {
		return malformed
	}
	r := strict{json.NewDecoder(bytes.NewReader(body))}
	r.UseNumber()
	if err := r.value("", t); err != nil {
		return err
	}
	if _, err := r.Token(); !errors.Is(err, io.EOF) {
		return malformed
	}
	return nil
}

// strict reads one JSON text, value by value, beside the type it is meant for.
type strict struct{ *json.Decoder }

func (r strict) value(path string, t reflect.Type) error {
	token, err := r.Token()
	if err != nil {
		return malformed
	}
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	fit := token == nil // null is as good as absent
	switch t.Kind() {
	case reflect.Struct:
		if token == json.Delim('{') {
			return r.object(path, func(name string) (reflect.Type, bool) { return fieldOf(t, name) })
		}
	case reflect.Map:
		if token == json.Delim('{') {
			return r.object(path, func(string) (reflect.Type, bool) { return t.Elem(), true })
		}
	case reflect.Slice:
		if token == json.Delim('[') {
			return r.list(path, t.Elem())
		}
	case reflect.String:
		if text, ok := token.(string); ok {
			if strings.ContainsFunc(text, unreadable) {
				return rule.Refuse(rule.Invalid, "P-87", "“"+path+"”含有无法识别的字符").At(path)
			}
			return nil
		}
	case reflect.Bool:
		_, ok := token.(bool)
		fit = fit || ok
	case reflect.Int, reflect.Int64:
		n, ok := token.(json.Number)
		_, err := strconv.ParseInt(n.String(), 10, 64)
		fit = fit || (ok && err == nil)
	}
	if !fit {
		return rule.Refuse(rule.Invalid, "P-87", "“"+path+"”应为"+kindZh[t.Kind()]).At(path)
	}
	return nil
}

var kindZh = map[reflect.Kind]string{
	reflect.Struct: "对象", reflect.Map: "对象", reflect.Slice: "列表", reflect.String: "文字", reflect.Bool: "是否",
	reflect.Int: "整数", reflect.Int64: "整数",
}

func (r strict) object(path string, typeOf func(name string) (reflect.Type, bool)) error {
	seen := map[string]bool{}
	for r.More() {
		token, err := r.Token()
		name, ok := token.(string)
		if err != nil || !ok {
			return malformed
		}
		inner := strings.TrimPrefix(path+"."+name, ".")
		t, known := typeOf(name)
		switch {
		case !known:
			return rule.Refuse(rule.Invalid, "P-87", "没有这个字段："+clip(inner)).At(clip(inner))
		case seen[name]:
			return rule.Refuse(rule.Invalid, "P-87", "字段重复："+clip(inner)).At(clip(inner))
		}
		seen[name] = true
		if err := r.value(inner, t); err != nil {
			return err
		}
	}
	return r.end()
}

func (r strict) list(path string, t reflect.Type) error {
	for r.More() {
		if err := r.value(path, t); err != nil {
			return err
		}
	}
	return r.end()
}

func (r strict) end() error {
	if _, err := r.Token(); err != nil {
		return malformed
	}
	return nil
}

// fieldOf finds the field that JSON calls by exactly this name.
func fieldOf(t reflect.Type, name string) (reflect.Type, bool) {
	for f := range t.Fields() {
		if called, _, _ := strings.Cut(f.Tag.Get("json"), ","); called == name {
			return f.Type, true
		}
	}
	return nil, false
}
