package ledger

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"unicode/utf8"
)

// Encode turns the payload of an event into what the leaf holds, canonical JSON, and the contents
// to be kept beside it. Each Content with a plain text is sealed under a salt of its own, which salt
// must draw at random. The payload itself is not changed.
//
// A payload is a struct of plain fields, slices, pointers and structs. Maps, interfaces, floats and
// unexported fields that hold something are refused: the record keeps only what is declared.
func Encode(payload any, salt func() [32]byte) (json.RawMessage, []Sealed, error) {
	v := reflect.ValueOf(payload)
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct || isContent(v) {
		return nil, nil, fmt.Errorf("encode %T: a payload is a struct", payload)
	}
	e := encoder{salt: salt}
	closed, err := e.seal(v)
	if err != nil {
		return nil, nil, fmt.Errorf("encode %T: %w", payload, err)
	}
	raw, err := json.Marshal(closed.Interface())
	if err != nil {
		return nil, nil, fmt.Errorf("encode %T: %w", payload, err)
	}
	data, err := CanonicalJSON(raw)
	if err != nil {
		return nil, nil, fmt.Errorf("encode %T: %w", payload, err)
	}
	return data, e.sealed, nil
}

var (
	contentType       = reflect.TypeFor[Content]()
	marshalerType     = reflect.TypeFor[json.Marshaler]()
	textMarshalerType = reflect.TypeFor[encoding.TextMarshaler]()
)

var errBadText = errors.New("a string is not valid UTF-8")

func isContent(v reflect.Value) bool { return v.Type() == contentType }

// spellsItself reports whether a type writes its own JSON; nothing inside it is looked at then.
func spellsItself(t reflect.Type) bool {
	return t.Implements(marshalerType) || t.Implements(textMarshalerType)
}

// encoder copies a payload, with every plain Content in it sealed.
type encoder struct {
	salt   func() [32]byte
	sealed []Sealed
}

// seal gives v with its contents sealed: v itself where it holds none, else a changed copy.
func (e *encoder) seal(v reflect.Value) (reflect.Value, error) {
	t := v.Type()
	if t == contentType {
		return e.sealContent(v)
	}
	if spellsItself(t) {
		return v, nil
	}
	switch v.Kind() {
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return v, nil
	case reflect.String:
		if !utf8.ValidString(v.String()) {
			return v, errBadText
		}
		return v, nil
	case reflect.Struct:
		return e.sealStruct(v)
	case reflect.Slice:
		if v.IsNil() {
			return v, nil
		}
		return e.sealItems(v, reflect.MakeSlice(t, v.Len(), v.Len()))
	case reflect.Array:
		return e.sealItems(v, reflect.New(t).Elem())
	case reflect.Pointer:
		if v.IsNil() {
			return v, nil
		}
		inner, err := e.seal(v.Elem())
		if err != nil {
			return v, err
		}
		twin := reflect.New(t.Elem())
		twin.Elem().Set(inner)
		return twin, nil
	}
	return v, fmt.Errorf("%s has no place in the record", t)
}

func (e *encoder) sealContent(v reflect.Value) (reflect.Value, error) {
	c := v.Interface().(Content)
	if c.Plain == "" {
		return v, nil
	}
	s, err := Seal(c.Kind, e.salt(), c.Plain)
	if err != nil {
		return v, err
	}
	e.sealed = append(e.sealed, s)
	return reflect.ValueOf(Content{Kind: c.Kind, ID: s.ID}), nil
}

func (e *encoder) sealStruct(v reflect.Value) (reflect.Value, error) {
	t := v.Type()
	twin := reflect.New(t).Elem()
	twin.Set(v)
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Tag.Get("json") == "-" {
			continue
		}
		if !field.IsExported() && !(field.Anonymous && field.Type.Kind() == reflect.Struct) {
			if !v.Field(i).IsZero() {
				return v, fmt.Errorf("%s.%s is not exported and would be lost", t, field.Name)
			}
			continue
		}
		if !field.IsExported() {
			if err := e.sealEmbedded(twin.Field(i)); err != nil {
				return v, err
			}
			continue
		}
		inner, err := e.seal(v.Field(i))
		if err != nil {
			return v, fmt.Errorf("%s: %w", field.Name, err)
		}
		twin.Field(i).Set(inner)
	}
	return twin, nil
}

// sealEmbedded seals in place the exported fields of an embedded struct whose type is not
// exported: reflection may set these, though not the struct as a whole.
func (e *encoder) sealEmbedded(v reflect.Value) error {
	t := v.Type()
	for i := range t.NumField() {
		field := t.Field(i)
		switch {
		case field.IsExported():
			inner, err := e.seal(v.Field(i))
			if err != nil {
				return fmt.Errorf("%s: %w", field.Name, err)
			}
			v.Field(i).Set(inner)
		case field.Anonymous && field.Type.Kind() == reflect.Struct:
			if err := e.sealEmbedded(v.Field(i)); err != nil {
				return err
			}
		case !v.Field(i).IsZero():
			return fmt.Errorf("%s.%s is not exported and would be lost", t, field.Name)
		}
	}
	return nil
}

func (e *encoder) sealItems(from, to reflect.Value) (reflect.Value, error) {
	for i := range from.Len() {
		inner, err := e.seal(from.Index(i))
		if err != nil {
			return from, err
		}
		to.Index(i).Set(inner)
	}
	return to, nil
}

// checkStrings looks for bad UTF-8 in v, wherever encoding/json would read it.
func checkStrings(v any) error {
	return checkValue(reflect.ValueOf(v), 0)
}

func checkValue(v reflect.Value, depth int) error {
	if !v.IsValid() || depth > 2*maxDepth { // a cycle: encoding/json reports it
		return nil
	}
	if spellsItself(v.Type()) {
		return nil
	}
	switch v.Kind() {
	case reflect.String:
		if !utf8.ValidString(v.String()) {
			return fmt.Errorf("canonical JSON: %w", errBadText)
		}
	case reflect.Interface, reflect.Pointer:
		return checkValue(v.Elem(), depth+1)
	case reflect.Struct:
		for i := range v.NumField() {
			if err := checkValue(v.Field(i), depth+1); err != nil {
				return err
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if err := checkValue(v.Index(i), depth+1); err != nil {
				return err
			}
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			if err := errors.Join(checkValue(key, depth+1), checkValue(v.MapIndex(key), depth+1)); err != nil {
				return err
			}
		}
	}
	return nil
}
