package api

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huying/internal/casework"
	"huying/internal/desk"
	"huying/internal/store/storetest"
)

// bare is the interface on an empty store: enough to describe itself.
func bare(t *testing.T) *server {
	t.Helper()
	s := storetest.Open(t, storetest.SQLite(t))
	return build(Options{Desk: desk.New(desk.Options{Store: s}), Store: s, Log: slog.New(slog.DiscardHandler)})
}

func ask(h http.Handler, method, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, path, nil))
	return w
}

// The description is OpenAPI 3.1, says of every route what it is, and refers to nothing that is not there.
func TestDescription(t *testing.T) {
	s := bare(t)
	w := ask(s, "GET", "/openapi.json")
	var doc struct {
		OpenAPI string `json:"openapi"`
		Info    struct{ Title, Version string }
		Paths   map[string]map[string]struct {
			OperationID string                            `json:"operationId"`
			Summary     string                            `json:"summary"`
			Tags        []string                          `json:"tags"`
			Responses   map[string]any                    `json:"responses"`
			RequestBody *struct{ Content map[string]any } `json:"requestBody"`
			Parameters  []struct {
				Name, In string
				Required bool
				Schema   map[string]any
			}
		}
		Components struct {
			Schemas         map[string]map[string]any
			SecuritySchemes map[string]any
		}
		Tags []struct{ Name string }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &doc); err != nil || w.Code != http.StatusOK {
		t.Fatal(w.Code, err)
	}
	if doc.OpenAPI != "3.1.0" || doc.Info.Title == "" || doc.Info.Version == "" || len(doc.Components.SecuritySchemes) == 0 {
		t.Errorf("%+v", doc.Info)
	}
	ids := map[string]bool{}
	placeholder := regexp.MustCompile(`\{([a-z0-9]+)\}`)
	for path, item := range doc.Paths {
		for method, op := range item {
			where := strings.ToUpper(method) + " " + path
			if op.OperationID == "" || ids[op.OperationID] || op.Summary == "" || len(op.Tags) != 1 || len(op.Responses) < 1 {
				t.Errorf("%s is not described: %+v", where, op)
			}
			ids[op.OperationID] = true
			if !slices.ContainsFunc(doc.Tags, func(tag struct{ Name string }) bool { return tag.Name == op.Tags[0] }) {
				t.Errorf("%s: no tag %v", where, op.Tags)
			}
			for _, m := range placeholder.FindAllStringSubmatch(path, -1) {
				found := false
				for _, p := range op.Parameters {
					found = found || (p.Name == m[1] && p.In == "path" && p.Required && p.Schema != nil)
				}
				if !found {
					t.Errorf("%s: %s is not described", where, m[1])
				}
			}
			if op.RequestBody != nil && method == "get" {
				t.Errorf("%s takes a body", where)
			}
		}
	}
	for _, m := range regexp.MustCompile(`"\$ref":"([^"]+)"`).FindAllStringSubmatch(w.Body.String(), -1) {
		name, ok := strings.CutPrefix(m[1], "#/components/schemas/")
		if _, there := doc.Components.Schemas[name]; !ok || !there {
			t.Errorf("%s leads nowhere", m[1])
		}
	}
	s.everyRoute(t, func(method, path string) bool {
		_, ok := doc.Paths[path][strings.ToLower(method)]
		return ok
	})
	for _, verb := range casework.AllVerbs {
		if _, ok := casework.Commands[verb]; !ok || verb == casework.VerbReport {
			continue
		}
		op := doc.Paths["/api/v1/districts/{district}/cases/{no}/"+string(verb)]["post"]
		if op.RequestBody == nil || op.RequestBody.Content[jsonType] == nil {
			t.Errorf("the body of %s is not described", verb)
		}
	}
}

// everyRoute holds what is served to the description.
func (s *server) everyRoute(t *testing.T, described func(method, path string) bool) {
	t.Helper()
	apart := []string{
		"/",                  // the pages
		"GET /docs/docs.css", // of the page beside it
		"POST /api/v1/districts/{district}/cases/{no}/{verb}", // says that there is no such verb
	}
	for _, pattern := range s.mux.patterns {
		if slices.Contains(apart, pattern) {
			continue
		}
		method, path, _ := strings.Cut(pattern, " ")
		if strings.HasSuffix(path, "/{path...}") {
			path = strings.TrimSuffix(path, "{path...}") + "checkpoint" // one of several files
		}
		if !described(method, path) {
			t.Errorf("%s is served, and not described", pattern)
		}
	}
}

func TestDescriptionInYAML(t *testing.T) {
	w := ask(bare(t), "GET", "/openapi.yaml")
	if text := w.Body.String(); w.Code != http.StatusOK || !strings.Contains(text, "openapi: 3.1.0") || !strings.Contains(text, "accept-case") {
		t.Fatalf("%d %.200s", w.Code, text)
	}
}

// The page needs no script and nothing from elsewhere, and shows every operation, form and code.
func TestDocsPage(t *testing.T) {
	s := bare(t)
	w := ask(s, "GET", "/docs")
	page := w.Body.String()
	if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Security-Policy"), "default-src 'self'") {
		t.Fatal(w.Code, w.Header())
	}
	for _, no := range []string{"<script", "style=", "<style", "http://", "https://", "ZgotmplZ", "<no value>"} {
		if strings.Contains(page, no) {
			t.Errorf("the page has %s", no)
		}
	}
	for path, item := range s.api.OpenAPI().Paths {
		if !strings.Contains(page, strings.NewReplacer("{", "{", "}", "}").Replace(path)) {
			t.Errorf("the page leaves out %s", path)
		}
		if item.Post != nil && !strings.Contains(page, `id="`+item.Post.OperationID+`"`) {
			t.Errorf("no place for %s", item.Post.OperationID)
		}
	}
	for code := range codes() {
		if titles[code] == "" || !strings.Contains(page, `id="`+string(code)+`"`) {
			t.Errorf("the page does not explain %s", code)
		}
	}
	for _, m := range regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if !strings.Contains(page, `id="`+m[1]+`"`) {
			t.Errorf("#%s leads nowhere", m[1])
		}
	}
	if css := ask(s, "GET", "/docs/docs.css"); css.Code != http.StatusOK || css.Header().Get("Content-Type") != "text/css; charset=utf-8" {
		t.Error(css.Code)
	}
}
