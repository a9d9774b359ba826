package api

import (
	"context"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"huying/internal/access"
)

// open registers an operation that anyone may ask for.
func open[I, O any](s *server, r route, handle func(context.Context, *I) (*O, error)) {
	register(s, r, handle)
}

// signedIn registers an operation for whoever bears a token.
func signedIn[I, O any](s *server, r route, handle func(context.Context, access.Who, *I) (*O, error)) {
	r.Security = []map[string][]string{{"token": {}}}
	register(s, r, func(ctx context.Context, in *I) (*O, error) {
		who, err := s.desk.Door.Authenticate(ctx, visitOf(ctx).bearer)
		if err != nil {
			return nil, err
		}
		return handle(ctx, who, in)
	})
}

func register[I, O any](s *server, r route, handle func(context.Context, *I) (*O, error)) {
	if r.Responses == nil {
		r.Responses = map[string]*huma.Response{"default": refusalResponse()}
	}
	huma.Register(s.api, r.Operation, func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return out, nil
	})
	if r.takes != nil {
		// Only now: huma would read the body itself if it knew of it.
		s.operationOf(r).RequestBody = &huma.RequestBody{Content: r.takes, Required: r.needsBody(s.schemas())}
	}
}

func (s *server) schemas() huma.Registry { return s.api.OpenAPI().Components.Schemas }

// form describes a type by reference.
func (s *server) form(v any) *huma.Schema {
	t := reflect.TypeOf(v)
	return s.schemas().Schema(t, true, t.Name())
}

// needsBody reports whether some member of the body must be there.
func (r route) needsBody(schemas huma.Registry) bool {
	form, ok := r.takes[jsonType]
	return !ok || form.Schema.Ref == "" || len(schemas.SchemaFromRef(form.Schema.Ref).Required) > 0
}

// operationOf finds an operation in the description.
func (s *server) operationOf(r route) *huma.Operation {
	item := s.api.OpenAPI().Paths[r.Path]
	for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Delete} {
		if op != nil && op.OperationID == r.OperationID {
			return op
		}
	}
	panic("api: " + r.OperationID + " is not in the description")
}

// body is an answer in JSON.
type body[T any] struct{ Body T }

func answer[T any](v T) *body[T] { return &body[T]{v} }

// list is one page of a list.
type list[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next" doc:"cursor of the next page; empty on the last"`
}

func answerList[T any](items []T, next string) *body[list[T]] {
	if items == nil {
		items = []T{}
	}
	return answer(list[T]{items, next})
}
