package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"huying/internal/org"
	"huying/internal/rule"
)

// maxLag is how long an event may wait for its seal before this process says that it is not ready:
// thirty times the second that is promised.
const maxLag = 30 * time.Second

// healthy says that the process answers.
func (s *server) healthy(w http.ResponseWriter, _ *http.Request) { good(w, "alive") }

// ready says that the store answers, and that sealing keeps up.
func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	if err := s.lagging(ctx); err != nil {
		s.write(w, r, err)
		return
	}
	good(w, "ready")
}

func (s *server) lagging(ctx context.Context) error {
	districts, err := s.store.Districts(ctx)
	if err != nil {
		s.log.Error("not ready", "error", err)
		return rule.Refuse(rule.Unavailable, "", "数据库不可用")
	}
	now := org.Micros(s.desk.Now())
	for _, d := range districts {
		lag, err := s.store.In(d.ID).Lag(ctx)
		if err != nil {
			return err
		}
		if lag.Since != 0 && now-lag.Since > maxLag.Microseconds() {
			return rule.Refuse(rule.Unavailable, "P-01", fmt.Sprintf("%s的记录封存滞后", d.Name))
		}
	}
	return nil
}

func good(w http.ResponseWriter, status string) {
	w.Header().Set("Content-Type", jsonType)
	_ = json.NewEncoder(w).Encode(map[string]string{"status": status})
}

// describeService describes what huma does not register.
func (s *server) describeService() {
	s.describe(get("/healthz", "healthz", "service", "存活 The process answers").answering(jsonType, "alive"))
	s.describe(get("/readyz", "readyz", "service", "就绪 The store answers and sealing keeps up").answering(jsonType, "ready; 503 where not"))
	s.describe(get("/metrics", "metrics", "service", "指标 Prometheus metrics").answering("text/plain", "metrics"))
	s.describe(get("/openapi.json", "openapi-json", "service", "接口描述 This description").answering(jsonType, "OpenAPI 3.1"))
	s.describe(get("/openapi.yaml", "openapi-yaml", "service", "接口描述 This description in YAML").answering("application/yaml", "OpenAPI 3.1"))
	s.describe(get("/docs", "docs", "service", "接口说明 This description as a page").answering("text/html", "a page"))
}

// describeLogs describes the public logs, which are C2SP tlog-tiles and have rules of their own.
func (s *server) describeLogs() {
	district := &huma.Param{Name: "district", In: "path", Required: true, Description: "区县代码", Schema: &huma.Schema{Type: huma.TypeString}}
	token := &huma.Param{Name: "token", In: "path", Required: true, Description: "审计令牌", Schema: &huma.Schema{Type: huma.TypeString}}
	number := func(name, what string) *huma.Param {
		return &huma.Param{Name: name, In: "path", Required: true, Description: what, Schema: &huma.Schema{Type: huma.TypeString}}
	}
	level := number("level", "0 to 63, without leading zeros")
	n := number("number", "three-digit groups, all but the last after an x, and .p/W for a partial tile: 273.p/112, x001/x234/067")
	for _, root := range []struct {
		path, id string
		params   []*huma.Param
	}{
		{"/log/{district}", "log", []*huma.Param{district}},
		{"/audit/{token}/log/{district}", "audit", []*huma.Param{token, district}},
	} {
		file := func(path, id, summary, media string, more ...*huma.Param) {
			r := get(root.path+path, root.id+"-"+id, "log", summary).answering(media, "C2SP tlog-tiles; a refusal is plain text")
			delete(r.Responses, "default")
			r.Parameters = append(append([]*huma.Param{}, root.params...), more...)
			if id == "entries" && root.id == "log" {
				r.Security = []map[string][]string{{"audit": {}}}
			}
			s.describe(r)
		}
		file("/checkpoint", "checkpoint", "检查点 The newest signed checkpoint", "text/plain")
		file("/vkey", "vkey", "验证密钥 The verifier key", "text/plain")
		file("/tile/{level}/{number}", "tile", "哈希瓦片 Tiles of hashes", octets, level, n)
		file("/tile/entries/{number}", "entries", "记录 Entry bundles, for who shows an auditor's token", octets, n)
	}
}

// describe adds an operation to the description that is served elsewhere.
func (s *server) describe(r route) { s.api.OpenAPI().AddOperation(&r.Operation) }
