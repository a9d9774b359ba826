package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A robot is a program that its maker lets speak in one chat group. All three take a POST of JSON at an address whose query
// or path is the key, and answer 200 with a code in the body. Text is sent as text: it alone is read on every telephone.
type robot struct {
	kind   Kind
	client *Client
	pace   *pace

	sign   func(u *url.URL, secret string, now time.Time) map[string]any // into the URL, or what goes into the body
	form   func(text string, to Address, all bool) map[string]any
	fits   func(text string, body []byte) int // bytes too many
	answer func(said []byte) error
}

// Send speaks in the group. More than the maker allows in a time is put off, not sent.
func (r robot) Send(ctx context.Context, to Address, m Message) error {
	if err := Check(r.kind, to); err != nil {
		return err
	}
	u, err := address(to.To)
	if err != nil {
		return err
	}
	now := r.client.now()
	if err := r.pace.take(to.To, now); err != nil {
		return err
	}
	var signed map[string]any
	if to.Secret != "" && r.sign != nil {
		signed = r.sign(u, to.Secret, now)
	}
	header := http.Header{}
	header.Set("Content-Type", "application/json; charset=utf-8")
	said, err := r.client.do(ctx, http.MethodPost, u, header, r.body(to, m, signed))
	if err != nil {
		return err
	}
	return r.answer(said)
}

// body is the request, with as much of the text as fits.
func (r robot) body(to Address, m Message, signed map[string]any) []byte {
	for most := 3 * len(m.Text); ; { // a sign that is replaced takes three bytes
		text := spoken(m, most)
		form := r.form(text, to, m.Urgent)
		for key, value := range signed {
			form[key] = value
		}
		body := marshal(form)
		over := r.fits(text, body)
		if over <= 0 || most == 0 {
			return body
		}
		most = max(0, most-over)
	}
}

// spoken is what a robot says, and where to read on. Groups read marks in angle brackets as a call by name, which is not for the text
// to make.
func spoken(m Message, most int) string {
	text := cut(strings.NewReplacer("<", "＜", ">", "＞").Replace(m.Text), most)
	if m.Link != "" {
		text += "\n" + m.Link
	}
	return text
}

// cut is the beginning of a text, of at most so many bytes, and ends where a sign ends.
func cut(text string, most int) string {
	const more = "…"
	text = strings.ToValidUTF8(text, "�")
	if len(text) <= most {
		return text
	}
	if most < len(more) {
		return ""
	}
	most -= len(more)
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most] + more
}

// marshal writes JSON with its signs as they are.
func marshal(value any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(value) // texts and lists of texts
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// meant is what a code in an answer means: what is not in the maker's table may mend itself.
func meant(code int, known map[int]Failure) error {
	if code == 0 {
		return nil
	}
	f := known[code]
	if f.Reason == "" {
		f.Reason = BadAnswer
	}
	f.Code = strconv.Itoa(code)
	return &f
}

func signature(key, data string) string {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(data))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// NewWeCom is the channel to the robots of 企业微信 groups: 20 messages a minute, 2,048 bytes each.
func NewWeCom(c *Client) Channel {
	return robot{
		kind: WeCom, client: c, pace: newPace(rate{20, time.Minute}),
		form: func(text string, to Address, all bool) map[string]any {
			called := append([]string{}, to.Mention...)
			if all {
				called = append(called, "@all")
			}
			content := map[string]any{"content": text}
			if len(called) > 0 {
				content["mentioned_mobile_list"] = called
			}
			return map[string]any{"msgtype": "text", "text": content}
		},
		fits:   func(text string, _ []byte) int { return len(text) - 2048 },
		answer: answered(wecomCodes),
	}
}

// The codes of 企业微信 that say more than "not now".
var wecomCodes = map[int]Failure{
	45009: {Reason: TooMany, After: time.Minute},
	45033: {Reason: TooMany, After: 10 * time.Second},
	40008: {Final: true}, // no such form of message
	40058: {Final: true}, // text too long, or a field that is missing
	44004: {Final: true}, // empty
	93000: {Final: true, Gone: true},
	93004: {Final: true, Gone: true}, // robot switched off
	93008: {Final: true, Gone: true}, // robot not in the group
}

// NewDingTalk is the channel to the robots of 钉钉 groups: 20 messages a minute, 20,000 bytes each; more shuts the robot for
// ten minutes.
func NewDingTalk(c *Client) Channel {
	return robot{
		kind: DingTalk, client: c, pace: newPace(rate{20, time.Minute}),
		sign: func(u *url.URL, secret string, now time.Time) map[string]any {
			stamp := strconv.FormatInt(now.UnixMilli(), 10)
			query := u.Query()
			query.Set("timestamp", stamp)
			query.Set("sign", signature(secret, stamp+"\n"+secret))
			u.RawQuery = query.Encode()
			return nil
		},
		form: func(text string, to Address, all bool) map[string]any {
			at := map[string]any{"isAtAll": all}
			if len(to.Mention) > 0 {
				at["atMobiles"] = to.Mention
			}
			return map[string]any{"msgtype": "text", "text": map[string]any{"content": text}, "at": at}
		},
		fits:   func(_ string, body []byte) int { return len(body) - 20000 },
		answer: answered(dingtalkCodes),
	}
}

// The codes of 钉钉.
var dingtalkCodes = map[int]Failure{
	130101: {Reason: TooMany, After: 10 * time.Minute},
	410100: {Reason: TooMany, After: 10 * time.Minute},
	40035:  {Final: true},             // a field that is missing
	43004:  {Final: true},             // no JSON
	400105: {Final: true},             // no such form of message
	430101: {Final: true},             // unsafe link
	430102: {Final: true},             // unfit text
	430103: {Final: true},             // unfit picture
	430104: {Final: true},             // unfit content
	300005: {Final: true, Gone: true}, // no such token
	400013: {Final: true, Gone: true}, // the group is no more
	400101: {Final: true, Gone: true}, // no such token
	400102: {Final: true, Gone: true}, // robot switched off
	400106: {Final: true, Gone: true}, // no such robot
}

// answered reads the answers of 企业微信 and 钉钉.
func answered(known map[int]Failure) func([]byte) error {
	return func(said []byte) error {
		var answer struct {
			Code *int `json:"errcode"`
		}
		if err := json.Unmarshal(said, &answer); err != nil || answer.Code == nil {
			return &Failure{Reason: BadAnswer}
		}
		return meant(*answer.Code, known)
	}
}

// NewFeishu is the channel to the robots of 飞书 groups: 5 messages a second, 100 a minute, 20 KB each.
func NewFeishu(c *Client) Channel {
	return robot{
		kind: Feishu, client: c, pace: newPace(rate{5, time.Second}, rate{100, time.Minute}),
		sign: func(_ *url.URL, secret string, now time.Time) map[string]any {
			stamp := strconv.FormatInt(now.Unix(), 10)
			return map[string]any{"timestamp": stamp, "sign": signature(stamp+"\n"+secret, "")}
		},
		form: func(text string, _ Address, all bool) map[string]any {
			if all {
				text = `<at user_id="all">所有人</at> ` + text
			}
			return map[string]any{"msg_type": "text", "content": map[string]any{"text": text}}
		},
		fits:   func(_ string, body []byte) int { return len(body) - 20<<10 },
		answer: feishuAnswered,
	}
}

// The codes of 飞书. 9499 is both "too many request" and a request that cannot be read; the words tell which.
var feishuCodes = map[int]Failure{
	11232: {Reason: TooMany, After: time.Minute},
	11246: {Final: true},             // content of the wrong form
	19001: {Final: true, Gone: true}, // no such robot
	19002: {Final: true},             // a field that is missing
}

func feishuAnswered(said []byte) error {
	var answer struct {
		Code *int   `json:"code"`
		Old  *int   `json:"StatusCode"`
		Msg  string `json:"msg"`
	}
	if err := json.Unmarshal(said, &answer); err != nil || (answer.Code == nil && answer.Old == nil) {
		return &Failure{Reason: BadAnswer}
	}
	if answer.Code == nil {
		answer.Code = answer.Old
	}
	if *answer.Code == 9499 {
		if strings.Contains(strings.ToLower(answer.Msg), "too many") {
			return &Failure{Reason: TooMany, Code: "9499", After: time.Minute}
		}
		return &Failure{Reason: BadAnswer, Code: "9499", Final: true}
	}
	return meant(*answer.Code, feishuCodes)
}
