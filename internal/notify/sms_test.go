package notify

import (
	"net/url"
	"strings"
	"testing"
)

func gateway(t *testing.T, r *receiver, text string) Channel {
	t.Helper()
	g, err := ReadGateway(strings.NewReader(strings.ReplaceAll(text, "URL", r.URL)))
	if err != nil {
		t.Fatal(err)
	}
	c, err := NewSMS(g, r.client(t))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Whatever is put in stays in its place, in JSON as in a form.
func TestSMSPlacesHold(t *testing.T) {
	m := told()
	m.Text = "超时\"}, \"admin\": true &key=1\n{{.Phone}}"
	to := Address{To: "+8613800001111"}

	r := newReceiver(t, nil)
	c := gateway(t, r, `{"url": "URL/sms", "headers": {"X-Key": "k3y", "X-Trace": "{{.ID}}"},
		"json": {"to": ["{{.Phone}}"], "params": {"content": "【呼应】{{.Text}}", "n": 3, "real": true}}}`)
	if err := send(t, c, to, m); err != nil {
		t.Fatal(err)
	}
	one := r.requests()[0]
	body := asMap(t, one.body)
	params := body["params"].(map[string]any)
	if params["content"] != "【呼应】"+m.Text || params["n"] != 3.0 || body["admin"] != nil || body["to"].([]any)[0] != to.To {
		t.Errorf("body %s", one.body)
	}
	if one.header.Get("X-Key") != "k3y" || one.header.Get("X-Trace") != "d_0001" {
		t.Errorf("header %v", one.header)
	}

	r = newReceiver(t, nil)
	c = gateway(t, r, `{"url": "URL/sms?account=a", "query": {"id": "{{.ID}}"}, "form": {"mobile": "{{.Phone}}", "content": "{{.Text}}"}}`)
	if err := send(t, c, to, m); err != nil {
		t.Fatal(err)
	}
	one = r.requests()[0]
	form, err := url.ParseQuery(string(one.body))
	if err != nil {
		t.Fatal(err)
	}
	if form.Get("content") != m.Text || form.Get("mobile") != to.To || form.Get("key") != "" || one.query != "account=a&id=d_0001" {
		t.Errorf("form %v, query %s", form, one.query)
	}
}

func TestWhatTheGatewayAnswers(t *testing.T) {
	rows := []struct {
		name, answer string
		want         *Failure
	}{
		{"收下了", `{"data": [{"code": 0}]}`, nil},
		{"号码不对，再试无用", `{"data": [{"code": 1002}]}`, &Failure{Reason: BadAnswer, Code: "1002", Final: true}},
		{"余额不足，有人会改", `{"data": [{"code": "quota"}]}`, &Failure{Reason: BadAnswer, Code: "quota"}},
		{"一句话，不留", `{"data": [{"code": "no such number 13800001111"}]}`, &Failure{Reason: BadAnswer}},
		{"号码当结果，不留", `{"data": [{"code": "13800001111"}]}`, &Failure{Reason: BadAnswer}},
		{"没有这一项", `{"data": []}`, &Failure{Reason: BadAnswer}},
		{"不是 JSON", `OK`, &Failure{Reason: BadAnswer}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			r := newReceiver(t, says(row.answer))
			c := gateway(t, r, `{"url": "URL", "form": {"m": "{{.Phone}}"}, "success": {"field": "data.0.code", "values": ["0"], "final": ["1002"]}}`)
			err := send(t, c, Address{To: "13800001111"}, told())
			if row.want == nil {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			if f := failure(t, err); *f != *row.want {
				t.Errorf("got %+v, want %+v", *f, *row.want)
			}
		})
	}
}

func TestGatewaysThatAreNone(t *testing.T) {
	for name, text := range map[string]string{
		"没有网址":     `{"form": {"m": "{{.Phone}}"}}`,
		"不识的项":     `{"url": "https://example.org", "from": {"m": "{{.Phone}}"}}`,
		"不识的空":     `{"url": "https://example.org", "form": {"m": "{{.Fone}}"}}`,
		"未完的空":     `{"url": "https://example.org", "json": {"a": ["{{.Phone"]}}`,
		"表单和 JSON": `{"url": "https://example.org", "form": {}, "json": {}}`,
		"有项无值":     `{"url": "https://example.org", "success": {"field": "code"}}`,
	} {
		g, err := ReadGateway(strings.NewReader(text))
		if err == nil {
			_, err = NewSMS(g, NewClient(ClientOptions{}))
		}
		if err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
