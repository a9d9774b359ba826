package api

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/json"
	"html/template"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"huying/internal/rule"
)

//go:embed docs/docs.html
var docsPage string

//go:embed docs/docs.css
var docsStyle []byte

// docsPolicy keeps the page to its own file of style: no script, nothing from elsewhere.
const docsPolicy = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"

// publish serves the description, as JSON, as YAML and as a page. It is written once, when all
// operations are in it.
func (s *server) publish() {
	asJSON, err := json.Marshal(s.api.OpenAPI())
	if err != nil {
		panic(err) // the description is part of the binary
	}
	asYAML, err := s.api.OpenAPI().YAML()
	if err != nil {
		panic(err)
	}
	page, err := docs(s.api.OpenAPI())
	if err != nil {
		panic(err)
	}
	serve := func(path, media string, content []byte) {
		s.mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", media)
			w.Header().Set("Cache-Control", "no-cache")
			w.Header().Set("Content-Security-Policy", docsPolicy)
			_, _ = w.Write(content) // a client that has gone is no fault of ours
		})
	}
	serve("/openapi.json", jsonType, asJSON)
	serve("/openapi.yaml", "application/yaml", asYAML)
	serve("/docs", "text/html; charset=utf-8", page)
	serve("/docs/docs.css", "text/css; charset=utf-8", docsStyle)
}

// described is an operation as the page shows it.
type described struct {
	*huma.Operation
	Body      *huma.Schema // of JSON
	OtherBody []string     // media types that are not
	Answers   *huma.Schema
}

// group is the operations under one tag.
type group struct {
	*huma.Tag
	Operations []described
}

// docs writes the page: every operation with its parameters, body and answer, every form, every code.
func docs(api *huma.OpenAPI) ([]byte, error) {
	schemas := api.Components.Schemas
	page, err := template.New("docs").Funcs(template.FuncMap{
		"fields": func(s *huma.Schema) []field { return fieldsIn(schemas, s) },
		"kind":   kindOf,
		"name":   nameOf,
		"title":  func(code rule.Code) string { return titles[code] },
		"prose":  prose,
	}).Parse(docsPage)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = page.Execute(&out, map[string]any{
		"API": api, "Groups": groups(api), "Codes": codesByStatus(), "Forms": forms(schemas),
	})
	return out.Bytes(), err
}

func groups(api *huma.OpenAPI) []group {
	var all []group
	for _, tag := range api.Tags {
		g := group{Tag: tag}
		for _, item := range api.Paths {
			for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Delete} {
				if op != nil && slices.Contains(op.Tags, tag.Name) {
					g.Operations = append(g.Operations, describedOf(op))
				}
			}
		}
		slices.SortFunc(g.Operations, func(a, b described) int {
			return cmp.Or(cmp.Compare(order(a.Operation), order(b.Operation)), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method))
		})
		all = append(all, g)
	}
	return all
}

func describedOf(op *huma.Operation) described {
	d := described{Operation: op}
	if op.RequestBody != nil {
		for media, form := range op.RequestBody.Content {
			if media == jsonType {
				d.Body = form.Schema
			} else {
				d.OtherBody = append(d.OtherBody, media)
			}
		}
		slices.Sort(d.OtherBody)
	}
	for status, response := range op.Responses {
		if form := response.Content[jsonType]; status[0] == '2' && form != nil {
			d.Answers = form.Schema
		}
	}
	return d
}
