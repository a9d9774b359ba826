package notify

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

const (
	wecomOK  = `{"errcode":0,"errmsg":"ok"}`
	feishuOK = `{"code":0,"msg":"success","data":{},"Extra":null,"StatusCode":0,"StatusMessage":"success"}`
)

const spokenText = "应于 10月1日 11:30 前接单，尚未接单。\nhttps://huying.example/d/370102/cases/17"

func asMap(t *testing.T, text []byte) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return m
}

// mac is the signature computed apart from the code it judges.
func mac(key, data string) string {
	h := hmac.New(sha256.New, []byte(key))
	h.Write([]byte(data))
	return base64.StdEncoding.EncodeToString(h.Sum(nil))
}

func TestWeComForm(t *testing.T) {
	r := newReceiver(t, says(wecomOK))
	to := Address{To: r.URL + "/cgi-bin/webhook/send?key=k3y", Mention: []string{"13800001111"}}
	if err := send(t, NewWeCom(r.client(t)), to, told()); err != nil {
		t.Fatal(err)
	}
	m := told()
	m.Urgent = true
	if err := send(t, NewWeCom(r.client(t)), to, m); err != nil {
		t.Fatal(err)
	}
	seen := r.requests()
	if seen[0].path != "/cgi-bin/webhook/send" || seen[0].query != "key=k3y" {
		t.Errorf("at %s?%s", seen[0].path, seen[0].query)
	}
	want := map[string]any{"msgtype": "text", "text": map[string]any{"content": spokenText, "mentioned_mobile_list": []any{"13800001111"}}}
	if got := asMap(t, seen[0].body); !reflect.DeepEqual(got, want) {
		t.Errorf("got %s", seen[0].body)
	}
	want["text"].(map[string]any)["mentioned_mobile_list"] = []any{"13800001111", "@all"}
	if got := asMap(t, seen[1].body); !reflect.DeepEqual(got, want) {
		t.Errorf("urgent: got %s", seen[1].body)
	}
}

func TestDingTalkForm(t *testing.T) {
	r := newReceiver(t, says(wecomOK))
	to := Address{To: r.URL + "/robot/send?access_token=t0ken", Secret: "SECabc+/=", Mention: []string{"13800001111"}}
	if err := send(t, NewDingTalk(r.client(t)), to, told()); err != nil {
		t.Fatal(err)
	}
	one := r.requests()[0]
	query, err := url.ParseQuery(one.query)
	if err != nil {
		t.Fatal(err)
	}
	stamp := query.Get("timestamp")
	if len(stamp) != 13 || query.Get("sign") != mac("SECabc+/=", stamp+"\nSECabc+/=") || query.Get("access_token") != "t0ken" {
		t.Errorf("query %v", query)
	}
	want := map[string]any{
		"msgtype": "text", "text": map[string]any{"content": spokenText},
		"at": map[string]any{"atMobiles": []any{"13800001111"}, "isAtAll": false},
	}
	if got := asMap(t, one.body); !reflect.DeepEqual(got, want) {
		t.Errorf("got %s", one.body)
	}
}

func TestFeishuForm(t *testing.T) {
	r := newReceiver(t, says(feishuOK))
	to := Address{To: r.URL + "/open-apis/bot/v2/hook/abc", Secret: "demo"}
	m := told()
	m.Urgent, m.Text = true, `<at user_id="x">集结</at>`
	if err := send(t, NewFeishu(r.client(t)), to, m); err != nil {
		t.Fatal(err)
	}
	body := asMap(t, r.requests()[0].body)
	stamp, _ := body["timestamp"].(string)
	if len(stamp) != 10 || body["sign"] != mac(stamp+"\ndemo", "") || body["msg_type"] != "text" {
		t.Errorf("body %v", body)
	}
	text := body["content"].(map[string]any)["text"].(string)
	if !strings.HasPrefix(text, `<at user_id="all">所有人</at> ＜at user_id="x"＞集结`) {
		t.Errorf("text %q", text)
	}
}

// The published example of 飞书's sign: HmacSHA256 with the string to be signed as the key, over nothing.
func TestFeishuSignHasTheDocumentedForm(t *testing.T) {
	if got, want := signature("1599360473\ndemo", ""), mac("1599360473\ndemo", ""); got != want || len(got) != 44 {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWhatRobotsAnswer(t *testing.T) {
	robots := map[Kind]func(*Client) Channel{WeCom: NewWeCom, DingTalk: NewDingTalk, Feishu: NewFeishu}
	rows := []struct {
		name   string
		kind   Kind
		answer string
		want   Failure
	}{
		{"企业微信：发得太快", WeCom, `{"errcode":45009,"errmsg":"api freq out of limit key k3y"}`, Failure{Reason: TooMany, Code: "45009", After: time.Minute}},
		{"企业微信：机器人已移除", WeCom, `{"errcode":93000,"errmsg":"invalid webhook url"}`, Failure{Reason: BadAnswer, Code: "93000", Final: true, Gone: true}},
		{"企业微信：系统繁忙", WeCom, `{"errcode":-1,"errmsg":"system busy"}`, Failure{Reason: BadAnswer, Code: "-1"}},
		{"企业微信：不是 JSON", WeCom, `<html>k3y</html>`, Failure{Reason: BadAnswer}},
		{"企业微信：没有结果码", WeCom, `{}`, Failure{Reason: BadAnswer}},
		{"钉钉：每分钟超过二十条", DingTalk, `{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}`, Failure{Reason: TooMany, Code: "130101", After: 10 * time.Minute}},
		{"钉钉：限流", DingTalk, `{"errcode":410100,"errmsg":""}`, Failure{Reason: TooMany, Code: "410100", After: 10 * time.Minute}},
		{"钉钉：签名不对，有人会改", DingTalk, `{"errcode":310000,"errmsg":"sign not match"}`, Failure{Reason: BadAnswer, Code: "310000"}},
		{"钉钉：机器人不存在", DingTalk, `{"errcode":300005,"errmsg":"token is not exist"}`, Failure{Reason: BadAnswer, Code: "300005", Final: true, Gone: true}},
		{"飞书：限流", Feishu, `{"code":11232,"msg":"frequency limited"}`, Failure{Reason: TooMany, Code: "11232", After: time.Minute}},
		{"飞书：旧的限流", Feishu, `{"code":9499,"msg":"too many request"}`, Failure{Reason: TooMany, Code: "9499", After: time.Minute}},
		{"飞书：格式不对", Feishu, `{"code":9499,"msg":"Bad Request"}`, Failure{Reason: BadAnswer, Code: "9499", Final: true}},
		{"飞书：签名不对，有人会改", Feishu, `{"code":19021,"msg":"sign match fail"}`, Failure{Reason: BadAnswer, Code: "19021"}},
		{"飞书：机器人不存在", Feishu, `{"code":19001,"msg":"param invalid: incoming webhook access token invalid"}`, Failure{Reason: BadAnswer, Code: "19001", Final: true, Gone: true}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			r := newReceiver(t, says(row.answer))
			to := Address{To: r.URL + "/hook/k3y?key=k3y&access_token=k3y"}
			err := send(t, robots[row.kind](r.client(t)), to, told())
			if f := failure(t, err); *f != row.want {
				t.Errorf("got %+v, want %+v", *f, row.want)
			}
			silent(t, err, "k3y")
		})
	}
}

// A text that is too long is cut where a sign ends, and says on as much as the maker takes; the link stays whole.
func TestLongTexts(t *testing.T) {
	for kind, most := range map[Kind]int{WeCom: 2048, DingTalk: 20000, Feishu: 20 << 10} {
		r := newReceiver(t, says(`{"errcode":0,"code":0}`))
		c := map[Kind]func(*Client) Channel{WeCom: NewWeCom, DingTalk: NewDingTalk, Feishu: NewFeishu}[kind](r.client(t))
		for _, sign := range []string{"呼", "𠮷", "<", "\"", "a\n"} {
			m := told()
			m.Text = strings.Repeat(sign, 12000)
			if err := send(t, c, Address{To: r.URL + "/hook/x?key=k&access_token=k", Secret: ""}, m); err != nil {
				t.Fatal(err)
			}
			seen := r.requests()
			body := seen[len(seen)-1].body
			size := len(body)
			form := asMap(t, body)
			text := form["text"]
			if kind == Feishu {
				text = form["content"]
			}
			var content string
			for _, v := range text.(map[string]any) {
				content, _ = v.(string)
			}
			if kind == WeCom {
				size = len(content)
			}
			if size > most || size < most/3 {
				t.Errorf("%s %q: %d bytes of %d", kind, sign, size, most)
			}
			if !utf8.ValidString(content) || strings.ContainsRune(content, '�') || !strings.HasSuffix(content, "\n"+m.Link) {
				t.Errorf("%s %q: ends with %q", kind, sign, content[max(0, len(content)-60):])
			}
		}
	}
}

// What the maker allows in a minute is sent; the next is put off until it may be sent, and another group is not held up.
func TestRobotsKeepThePace(t *testing.T) {
	r := newReceiver(t, says(wecomOK))
	client := r.client(t)
	at := noon
	client.now = func() time.Time { return at }
	c := NewDingTalk(client)
	to := Address{To: r.URL + "/robot/send?access_token=one"}
	for range 20 {
		if err := send(t, c, to, told()); err != nil {
			t.Fatal(err)
		}
		at = at.Add(time.Second)
	}
	f := failure(t, send(t, c, to, told()))
	if f.Reason != TooMany || f.After != 40*time.Second || f.Final {
		t.Errorf("got %+v", *f)
	}
	if err := send(t, c, Address{To: r.URL + "/robot/send?access_token=two"}, told()); err != nil {
		t.Errorf("another group: %v", err)
	}
	at = at.Add(f.After)
	if err := send(t, c, to, told()); err != nil {
		t.Errorf("afterwards: %v", err)
	}
	if n := len(r.requests()); n != 22 {
		t.Errorf("%d were sent", n)
	}
}

func TestFeishuKeepsTwoPaces(t *testing.T) {
	p := newPace(rate{5, time.Second}, rate{100, time.Minute})
	at, sent := noon, 0
	for at.Before(noon.Add(time.Minute)) {
		if p.take("x", at) == nil {
			sent++
		}
		at = at.Add(10 * time.Millisecond)
	}
	if sent != 100 {
		t.Errorf("%d in a minute", sent)
	}
}

func TestRobotBehindABrokenDoor(t *testing.T) {
	r := newReceiver(t, status(http.StatusBadGateway))
	f := failure(t, send(t, NewWeCom(r.client(t)), Address{To: r.URL + "/?key=k"}, told()))
	if f.Reason != BadStatus || f.Code != "502" || f.Final {
		t.Errorf("got %+v", *f)
	}
}
