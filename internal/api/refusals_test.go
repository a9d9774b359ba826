package api

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode"

	"huying/internal/org"
)

// Whatever is wrong with a request is said clearly, and nothing is written. 依据 P-87.
func TestRefusals(t *testing.T) {
	everywhere(t, func(h *site) {
		p := h.in(lixia, yaojia, org.TownshipOperator)
		no := p.do("", "report", anything{"text": "井盖缺失"}).text("no")
		before := h.committed()
		list, one := cases(""), cases("/"+no)
		other := func(district int) string { return fmt.Sprintf("/api/v1/districts/%d/cases", district) }
		type head = map[string]string
		for _, bad := range []struct {
			name, method, path string
			body               any
			head               head
			status             int
			code, field        string
		}{
			{"没有令牌", "POST", list, `{"text":"x"}`, head{"Authorization": ""}, 401, "unauthenticated", ""},
			{"错误令牌", "POST", list, `{"text":"x"}`, head{"Authorization": "Bearer nonsense"}, 401, "unauthenticated", ""},
			{"别人的令牌形状", "GET", list, nil, head{"Authorization": "Bearer hy_370102." + strings.Repeat("A", 43)}, 401, "unauthenticated", ""},
			{"令牌里有怪字", "GET", list, nil, head{"Authorization": "Bearer \xff\xfe"}, 401, "unauthenticated", ""},
			{"别的区县", "POST", other(shizhong), `{"text":"x"}`, nil, 403, "forbidden", ""},
			{"未知区县", "POST", other(999999), `{"text":"x"}`, nil, 404, "unknown", ""},
			{"区县不是数字", "GET", "/api/v1/districts/lixia/cases", nil, nil, 404, "unknown", ""},
			{"区县超出范围", "GET", "/api/v1/districts/99999999999999999999/cases", nil, nil, 404, "unknown", ""},
			{"未知动作", "POST", one + "/explode", `{}`, nil, 404, "unknown", ""},
			{"计时不由人发", "POST", one + "/lapse", `{}`, nil, 404, "unknown", ""},
			{"未知呼叫单", "POST", cases("/2019072599999/settle"), `{"how":"x"}`, nil, 404, "unknown", ""},
			{"编号不成样子", "GET", cases("/%00%ff"), nil, nil, 404, "unknown", ""},
			{"未知路径", "GET", "/api/v1/nothing/here", nil, nil, 404, "unknown", ""},
			{"什么也没有的路径", "GET", "/nothing", nil, nil, 404, "unknown", ""},
			{"方法不符", "DELETE", one, nil, nil, 405, "method_not_allowed", ""},
			{"日志只读", "POST", "/log/370102/checkpoint", `{}`, nil, 405, "method_not_allowed", ""},
			{"怪方法", "PROPFIND", list, nil, nil, 405, "method_not_allowed", ""},
			{"状态不符", "POST", one + "/close", `{}`, nil, 409, "wrong_state", ""},
			{"岗位不符", "POST", one + "/dispatch", `{}`, nil, 403, "wrong_role", ""},
			{"缺少经过", "POST", list, `{}`, nil, 422, "incomplete", "text"},
			{"空的正文", "POST", list, ``, nil, 422, "incomplete", "text"},
			{"不是 JSON", "POST", list, `{"text":`, nil, 422, "invalid", ""},
			{"两份 JSON", "POST", list, `{"text":"x"}{"text":"y"}`, nil, 422, "invalid", ""},
			{"未知字段", "POST", list, `{"text":"x","limit":"9d"}`, nil, 422, "invalid", "limit"},
			{"深处的类型不符", "POST", list, `{"text":"x","call":{"matter":1.5}}`, nil, 422, "invalid", "call.matter"},
			{"不是 UTF-8", "POST", list, "{\"text\":\"\xff\xfe\"}", nil, 422, "invalid", ""},
			{"半个字符", "POST", list, `{"text":"\ud800"}`, nil, 422, "invalid", "text"},
			{"空字符", "POST", list, `{"text":"a\u0000b"}`, nil, 422, "invalid", "text"},
			{"正文过大", "POST", list, `{"text":"` + strings.Repeat("长", 1<<20) + `"}`, nil, 413, "too_large", ""},
			{"正文无穷", "POST", list, io.LimitReader(zeros{}, 100<<20), nil, 413, "too_large", ""},
			{"不支持的类型", "POST", list, `<case/>`, head{"Content-Type": "application/xml"}, 415, "unsupported_media", ""},
			{"表单", "POST", list, `text=x`, head{"Content-Type": "application/x-www-form-urlencoded"}, 415, "unsupported_media", ""},
			{"幂等键过长", "POST", list, `{"text":"x"}`, head{"Idempotency-Key": strings.Repeat("k", 4000)}, 422, "invalid", "Idempotency-Key"},
			{"幂等键有怪字", "POST", list, `{"text":"x"}`, head{"Idempotency-Key": "\xff"}, 422, "invalid", "Idempotency-Key"},
			{"负的页长", "GET", list + "?limit=-1", nil, nil, 422, "invalid", "limit"},
			{"页长不是数", "GET", list + "?limit=many", nil, nil, 422, "invalid", "limit"},
			{"怪的游标", "GET", list + "?cursor=%ff%00nonsense", nil, nil, 422, "invalid", "cursor"},
			{"别处的游标", "GET", list + "?cursor=eyJ9", nil, nil, 422, "invalid", "cursor"},
			{"游标里有空字符", "GET", list + "?cursor=Ilx1MDAwMCI", nil, nil, 422, "invalid", "cursor"},
			{"怪的状态", "GET", list + "?status=sleeping", nil, nil, 422, "invalid", "status"},
			{"不认识的参数", "GET", list + "?sort=no", nil, nil, 422, "invalid", "sort"},
			{"没有这个时区", "GET", list + "?since=2019-07-25&tz=Mars/Olympus", nil, nil, 422, "invalid", "tz"},
			{"时区指向文件", "GET", list + "?since=2019-07-25&tz=../../etc/passwd", nil, nil, 422, "invalid", "tz"},
			{"怪的时差", "GET", list + "?since=2019-07-25T08:00:00%2B99:00", nil, nil, 422, "invalid", "since"},
			{"没有时区", "GET", list + "?until=2019-07-25T08:00:00", nil, nil, 422, "invalid", "until"},
			{"搜索里有空字符", "GET", list + "?q=%00", nil, nil, 422, "invalid", "q"},
			{"搜索不是 UTF-8", "GET", list + "?q=%ff", nil, nil, 422, "invalid", "q"},
			{"没有这条记录", "GET", one + "/events/99/receipt", nil, nil, 404, "unknown", ""},
			{"记录号不是数", "GET", one + "/events/x/receipt", nil, nil, 422, "invalid", "version"},
			{"没有这个附件", "GET", one + "/files/" + strings.Repeat("0", 64), nil, nil, 404, "unknown", ""},
			{"没有这个事项", "GET", "/api/v1/districts/370102/catalogue/matters/999", nil, nil, 404, "unknown", "number"},
			{"没有这个版本", "GET", "/api/v1/districts/370102/catalogue/matters?edition=x", nil, nil, 404, "unknown", ""},
			{"没有这个类别", "GET", "/api/v1/districts/370102/units?kind=castle", nil, nil, 422, "invalid", "kind"},
			{"不可签发审计令牌", "POST", "/api/v1/districts/370102/audit-tokens", `{}`, nil, 403, "forbidden", ""},
			{"草稿不是对象", "POST", district("/drafts"), `[1]`, nil, 422, "invalid", ""},
			{"草稿过大", "POST", district("/drafts"), `{"text":"` + strings.Repeat("长", 30000) + `"}`, nil, 413, "too_large", "body"},
			{"没有这份草稿", "PUT", district("/drafts/x"), `{}`, nil, 404, "unknown", "id"},
			{"别区的草稿", "GET", "/api/v1/districts/370103/drafts", nil, nil, 403, "forbidden", ""},
			{"签批未说明", "PUT", district("/signs"), `{}`, nil, 422, "incomplete", "on"},
			{"签批不由镇街定", "PUT", district("/signs"), `{"on":true}`, nil, 403, "forbidden", ""},
			{"没有这种待办", "GET", district("/inbox?kind=accept"), nil, nil, 422, "invalid", "kind"},
			{"不看别区待办", "GET", "/api/v1/districts/370103/watch", nil, nil, 403, "forbidden", ""},
			{"别处的待办游标", "GET", district("/inbox?cursor=eyJ9"), nil, nil, 422, "invalid", "cursor"},
			{"不是协同单位", "GET", district("/questions"), nil, nil, 403, "forbidden", ""},
			{"先例检索有怪字", "GET", district("/precedents?q=%00"), nil, nil, 422, "invalid", "q"},
			{"先例事项为零", "GET", district("/precedents?matter=0"), nil, nil, 422, "invalid", "matter"},
			{"密码错误", "POST", "/api/v1/tokens", `{"login":"nobody","password":"x","post":"p"}`, nil, 401, "unauthenticated", ""},
			{"没有密码", "POST", "/api/v1/tokens", `{"login":"nobody"}`, nil, 422, "incomplete", "password"},
			{"用户名有怪字", "POST", "/api/v1/tokens", `{"login":"no\u0000","password":"x"}`, nil, 422, "invalid", "login"},
			{"登录多一个字段", "POST", "/api/v1/tokens", `{"login":"a","password":"b","role":"chief"}`, nil, 422, "invalid", "role"},
			{"用户名不是文字", "POST", "/api/v1/tokens", `{"login":7,"password":"b"}`, nil, 422, "invalid", "login"},
		} {
			h.Run(bad.name, func(t *testing.T) {
				got := p.send(bad.method, bad.path, bad.body, bad.head)
				var problem Problem
				if err := json.Unmarshal(got.body, &problem); err != nil || got.header.Get("Content-Type") != problemType {
					t.Fatalf("not a problem: %v %v", got, err)
				}
				if got.status != bad.status || problem.Status != bad.status || string(problem.Code) != bad.code || problem.Field != bad.field {
					t.Errorf("want %d %s at %q: %v", bad.status, bad.code, bad.field, got)
				}
				number := got.header.Get("X-Request-Id")
				if problem.Title == "" || problem.Reason == "" || problem.Detail == "" || problem.Type == "" || number == "" ||
					problem.Instance != "urn:request:"+number {
					t.Errorf("not clear: %v", got)
				}
				if bad.status == 401 && got.header.Get("WWW-Authenticate") == "" || bad.status == 405 && got.header.Get("Allow") == "" {
					t.Errorf("a header is missing: %v", got.header)
				}
				if got.header.Get("Content-Language") != "zh-CN" || got.header.Get("Vary") != "Accept-Language" {
					t.Errorf("in which language? %v", got.header)
				}
				inEnglish(t, p.send(bad.method, bad.path, bad.body, with(bad.head, "Accept-Language", "en-GB,en;q=0.9")))
			})
		}
		if after := h.committed(); after != before {
			h.Errorf("the record grew from %d to %d", before, after)
		}
		if strings.Contains(h.log.String(), `"level":"ERROR"`) {
			h.Errorf("bad input is no fault: %s", h.log)
		}
	})
}

// inEnglish: a client that asks for English is refused in English, all of it.
func inEnglish(t *testing.T, answered got) {
	t.Helper()
	var problem Problem
	if err := json.Unmarshal(answered.body, &problem); err != nil {
		t.Fatal(err)
	}
	said := problem.Title + problem.Reason + problem.Detail
	if strings.ContainsFunc(said, func(r rune) bool { return unicode.Is(unicode.Han, r) }) || strings.Contains(said, "（") {
		t.Errorf("not in English: %q", said)
	}
	if answered.header.Get("Content-Language") != "en" {
		t.Errorf("not said to be English: %v", answered.header)
	}
	if problem.Clause != "" && problem.Detail != problem.Reason+" (under "+problem.Clause+")" {
		t.Errorf("the clause is not cited: %q", problem.Detail)
	}
}

func with(head map[string]string, name, value string) map[string]string {
	more := maps.Clone(head)
	if more == nil {
		more = map[string]string{}
	}
	more[name] = value
	return more
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// committed counts the entries of the logs of 历下 and 市中, once everything is signed.
func (h *site) committed() (n int64) {
	h.Helper()
	for _, d := range []org.DistrictID{lixia, shizhong} {
		for until := time.Now().Add(10 * time.Second); ; time.Sleep(50 * time.Millisecond) {
			lag, err := h.store.In(d).Lag(h.Context())
			if err != nil || time.Now().After(until) {
				h.Fatalf("%+v, %v", lag, err)
			}
			if lag.Since == 0 {
				n += lag.Signed
				break
			}
		}
	}
	return n
}

// A repeated key is answered from the first time; with another body it is refused. 依据 P-86.
func TestRepeatedKey(t *testing.T) {
	everywhere(t, func(h *site) {
		p := h.in(lixia, yaojia, org.TownshipOperator)
		key := map[string]string{"Idempotency-Key": "the-same"}
		first := p.send("POST", cases(""), `{"text":"路灯不亮"}`, key)
		again := p.send("POST", cases(""), `{"text":"路灯不亮"}`, key)
		if first.status != http.StatusCreated || again.status != first.status || string(again.body) != string(first.body) ||
			again.header.Get("Location") != first.header.Get("Location") {
			h.Fatalf("%v, then %v", first, again)
		}
		if other := p.send("POST", cases(""), `{"text":"路灯又亮了"}`, key); other.status != 422 || other.text("code") != "key_reused" || other.text("clause") != "P-86" {
			h.Fatal(other)
		}
		no := first.text("no")
		if items := p.get(cases("?q=路灯"), http.StatusOK).items(); len(items) != 1 {
			h.Fatalf("%d cases of one key", len(items))
		}
		done := map[string]string{"Idempotency-Key": "another"}
		settled := p.send("POST", cases("/"+no+"/settle"), `{"how":"已换灯泡"}`, done)
		again = p.send("POST", cases("/"+no+"/settle"), `{"how":"已换灯泡"}`, done)
		if settled.status != http.StatusOK || string(again.body) != string(settled.body) {
			h.Fatalf("%v, then %v", settled, again)
		}
		// A refusal is not remembered: what was wrong may be put right under the same key.
		wrong := map[string]string{"Idempotency-Key": "third"}
		if got := p.send("POST", cases(""), `{"text":""}`, wrong); got.status != 422 {
			h.Fatal(got)
		}
		if got := p.send("POST", cases(""), `{"text":"好了"}`, wrong); got.status != http.StatusCreated {
			h.Fatal(got)
		}
	})
}
