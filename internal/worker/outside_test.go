package worker

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"huying/internal/access"
	"huying/internal/casework"
	"huying/internal/demo"
	"huying/internal/desk"
	"huying/internal/notify"
	"huying/internal/org"
	"huying/internal/store"
	"huying/internal/store/storetest"
	"huying/internal/telling"
)

// From a call to a program outside: what newly waits is routed and sent while the worker runs, to a receiver that fails at first and is
// told again under the same id; the published library verifies it; nothing that people wrote is in it. 依据 P-124, P-135, P-137.
func TestACallReachesAReceiver(t *testing.T) {
	var mu sync.Mutex
	var secret string
	var verified, ids []string
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		mu.Lock()
		defer mu.Unlock()
		hook, err := webhooks.NewWebhook(secret)
		if err != nil || hook.Verify(body, r.Header) != nil {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		ids = append(ids, r.Header.Get("webhook-id"))
		if len(ids) == 1 {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		verified = append(verified, string(body))
	}))
	defer receiver.Close()
	o := storetest.SQLite(t)
	s, err := store.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if _, err := demo.Load(t.Context(), s, time.Now()); err != nil {
		t.Fatal(err)
	}
	client := notify.NewClient(notify.ClientOptions{Private: true})
	d := desk.New(desk.Options{Store: s, Site: "https://huying.example", Channels: map[notify.Kind]notify.Channel{notify.Webhook: notify.NewWebhook(client)}})
	units, err := d.Units(t.Context(), district)
	if err != nil {
		t.Fatal(err)
	}
	seat := func(post org.PostID) access.Who {
		p, ok := units.Post(post)
		if !ok {
			t.Fatalf("no post %s", post)
		}
		return access.SeatOf(district, p, units).Who("", 0)
	}
	_, made, err := d.AddEndpoint(t.Context(), seat("lixia-dashuju-sysadmin"), district, desk.NewEndpoint{
		Channel: telling.Webhook, Name: "大屏", URL: receiver.URL + "/t0ken",
	})
	if err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	secret = made
	mu.Unlock()
	if _, err := d.Report(t.Context(), seat("lixia-yaojia-op"), district, casework.Report{
		Text: "张三拖欠工资", Call: &casework.Call{Matter: 64, Situation: "64-1", Cause: "no_power"},
	}, desk.Key{}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		(&Worker{Store: s, Desk: d, Log: slog.New(slog.DiscardHandler), look: 20 * time.Millisecond}).Run(ctx)
	})
	for range 1000 {
		mu.Lock()
		n := len(verified)
		mu.Unlock()
		if n > 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	stop()
	running.Wait()
	mu.Lock()
	defer mu.Unlock()
	if len(verified) == 0 || len(ids) < 2 || ids[0] != ids[1] {
		t.Fatalf("verified %v, ids %v", verified, ids)
	}
	var said struct {
		Type string         `json:"type"`
		Data map[string]any `json:"data"`
	}
	if err := json.Unmarshal([]byte(verified[0]), &said); err != nil {
		t.Fatal(err)
	}
	link, _ := said.Data["link"].(string)
	if said.Type != "huying.waits" || said.Data["clock"] != "dispatch" || !strings.HasPrefix(link, "https://huying.example/d/370102/cases/") {
		t.Errorf("said %s", verified[0])
	}
	if strings.Contains(verified[0], "张三") || strings.Contains(verified[0], "工资") {
		t.Errorf("somebody's words went out: %s", verified[0])
	}
}
