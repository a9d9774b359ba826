package api

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"reflect"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/org"
	"huying/internal/rule"
)

// maxBody bounds a JSON body: 1 MiB.
const maxBody = 1 << 20

// InDistrict is what every path under a district says.
type InDistrict struct {
	District string `path:"district" doc:"区县代码" example:"370102"`
}

// InCase is what every path under a case says.
type InCase struct {
	InDistrict
	No string `path:"no" doc:"呼叫单号: date and five digits" example:"2019072500001"`
}

// Paged asks for a page of a list.
type Paged struct {
	Limit  int    `query:"limit" minimum:"1" doc:"items wanted: 50 unless said, 200 at most"`
	Cursor string `query:"cursor" maxLength:"500" doc:"next of the page before"`
}

// Keyed is a write that may be repeated safely. 依据 P-86.
type Keyed struct {
	Key string `header:"Idempotency-Key" maxLength:"200" pattern:"^[!-~]*$" doc:"幂等键: the same key with the same body is done once"`
}

func (k Keyed) key(sent []byte) desk.Key { return desk.Key{Key: k.Key, Body: sent} }

// Raw is a request whose body the handler reads itself, when it has made sure that it wants to.
type Raw struct {
	w http.ResponseWriter
	r *http.Request
}

// Resolve keeps the request at hand.
func (in *Raw) Resolve(ctx huma.Context) []error {
	in.r, in.w = humago.Unwrap(ctx)
	return nil
}

// district reads the district of a path: unknown ones do not exist; one that is not the person's own
// is for the desk to refuse or to show. 依据 P-80.
func (s *server) district(ctx context.Context, who access.Who, in InDistrict) (org.DistrictID, error) {
	d, ok := parseDistrict(in.District)
	if ok && d != who.District {
		var err error
		if _, ok, err = s.store.In(d).Founded(ctx); err != nil {
			return 0, err
		}
	}
	if !ok {
		return 0, rule.Refuse(rule.Unknown, "P-80", "没有这个区县")
	}
	return d, nil
}

// place reads district and case of a path. What cannot be a number is no case.
func (s *server) place(ctx context.Context, who access.Who, in InCase) (org.DistrictID, casework.CaseNo, error) {
	d, err := s.district(ctx, who, in.InDistrict)
	if err != nil {
		return 0, "", err
	}
	if len(in.No) != 13 || strings.Trim(in.No, "0123456789") != "" {
		return 0, "", access.NoSuchCase()
	}
	return d, casework.CaseNo(in.No), nil
}

// page reads limit and cursor. A cursor is opaque, but never holds what no database should be asked.
func (in Paged) page() (desk.Page, error) {
	inside, err := base64.RawURLEncoding.DecodeString(in.Cursor)
	if err != nil || legible("cursor", string(inside)) != nil || bytes.ContainsRune(inside, '\\') {
		return desk.Page{}, desk.ErrCursor
	}
	return desk.Page{Limit: in.Limit, Cursor: in.Cursor}, nil
}

// legible refuses a text with broken or control characters.
func legible(field, text string) error {
	if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		return rule.Refuse(rule.Invalid, "P-87", "“"+field+"”含有无法识别的字符").At(field)
	}
	return nil
}

// instant reads RFC 3339, which has a zone, or a day in the zone that is named beside it.
func instant(field, text string, zone *time.Location) (int64, error) {
	if text == "" {
		return 0, nil
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		t, err = time.ParseInLocation(time.DateOnly, text, zone)
	}
	if err != nil || t.Year() < 1970 || t.Year() > 9999 {
		return 0, rule.Refuse(rule.Invalid, "P-87", "“"+field+"”应为带时区的 RFC 3339 时间，或者日期").At(field)
	}
	return org.Micros(t), nil
}

// zone finds a time zone by its name; a district's own where none is given.
func zone(name string) (*time.Location, error) {
	if name == "" {
		name = "Asia/Shanghai"
	}
	where, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		return nil, rule.Refuse(rule.Invalid, "P-87", "没有这个时区").At("tz")
	}
	return where, nil
}

// object reads the JSON object that was sent, and no more of it than allowed. Nothing sent is an
// empty object.
func (in *Raw) object() ([]byte, error) {
	media, _, err := mime.ParseMediaType(in.r.Header.Get("Content-Type"))
	if in.r.Header.Get("Content-Type") != "" && (err != nil || media != jsonType) {
		return nil, rule.Refuse(rule.Unsupported, "P-87", "请求内容应为 application/json")
	}
	if in.r.ContentLength > maxBody {
		return nil, tooLarge()
	}
	sent, err := io.ReadAll(http.MaxBytesReader(in.w, in.r.Body, maxBody))
	var much *http.MaxBytesError
	switch {
	case errors.As(err, &much):
		return nil, tooLarge()
	case err != nil:
		return nil, rule.Refuse(rule.Invalid, "P-87", "请求内容没有收全")
	case len(bytes.TrimSpace(sent)) == 0:
		return []byte("{}"), nil
	}
	return sent, nil
}

func tooLarge() error { return rule.Refuse(rule.TooLarge, "P-87", "请求内容不得超过 1 MiB") }

// decode reads a small object of texts, strictly.
func decode(sent []byte, into any) error {
	if !utf8.Valid(sent) {
		return rule.Refuse(rule.Invalid, "P-87", "请求内容不是有效的 UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(sent))
	d.DisallowUnknownFields()
	err := d.Decode(into)
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind) && kind.Field != "" && kind.Type.Kind() == reflect.Int:
		return rule.Refuse(rule.Invalid, "P-87", "“"+kind.Field+"”应为整数").At(kind.Field)
	case errors.As(err, &kind) && kind.Field != "":
		return rule.Refuse(rule.Invalid, "P-87", "“"+kind.Field+"”应为文字").At(kind.Field)
	case err != nil && strings.HasPrefix(err.Error(), "json: unknown field"):
		field := strings.Trim(strings.TrimPrefix(err.Error(), "json: unknown field "), `"`)
		return rule.Refuse(rule.Invalid, "P-87", "没有这个字段："+field).At(field)
	case err != nil:
		return notAnObject()
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return notAnObject()
	}
	return nil
}

func notAnObject() error {
	return rule.Refuse(rule.Invalid, "P-87", "请求内容应为一个完整的 JSON 对象")
}
