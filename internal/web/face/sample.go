package face

import (
	"context"
	"io"
	"reflect"
	"strings"

	"github.com/a-h/templ"

	"huying/internal/locale"
)

type codedKey struct{}

// Coded gives samples the names of coded words that no page's catalogue has: ranks, sources, grounds.
func Coded(ctx context.Context, names map[string]string) context.Context {
	return context.WithValue(ctx, codedKey{}, names)
}

// Sample shows a page of the storybook. Its sample is written in Chinese; to an English reader the page says its labels,
// states and refusals in English, as it does in life, and leaves names and what people wrote as they are. Subjects are the
// beginnings of the keys among which the page has its own words (locale.Phrase).
func Sample[V any](f Frame, v V, page func(Frame, V) Component, subjects ...string) Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		l := locale.From(ctx)
		if l == locale.Zh {
			return page(f, v).Render(ctx, w)
		}
		names, _ := ctx.Value(codedKey{}).(map[string]string)
		say := func(text string) string {
			pieces := strings.Split(text, " · ")
			for i, piece := range pieces {
				pieces[i] = l.Phrase(piece, subjects...)
				if name, ok := names[piece]; ok && pieces[i] == piece {
					pieces[i] = name
				}
			}
			return strings.Join(pieces, " · ")
		}
		shown := f
		shown.Title, shown.Who.Role = say(f.Title), say(f.Who.Role)
		return page(shown, said(reflect.ValueOf(&v).Elem(), say).Interface().(V)).Render(ctx, w)
	})
}

// said is a copy of a value in which every plain text is said; codes are texts of types of their own, or no words.
func said(v reflect.Value, say func(string) string) reflect.Value {
	made := reflect.New(v.Type()).Elem()
	made.Set(v)
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() {
			made.SetString(say(v.String()))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				made.Field(i).Set(said(v.Field(i), say))
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			made.Set(reflect.New(v.Type().Elem()))
			made.Elem().Set(said(v.Elem(), say))
		}
	case reflect.Slice:
		if !v.IsNil() {
			made.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		}
		for i := range v.Len() {
			made.Index(i).Set(said(v.Index(i), say))
		}
	case reflect.Array:
		for i := range v.Len() {
			made.Index(i).Set(said(v.Index(i), say))
		}
	}
	return made
}
