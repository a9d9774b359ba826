package e2e

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"huying/internal/e2e/running"
)

// Bad input is answered clearly, and nothing is written. 依据 P-87.
func TestBadInput(t *testing.T) {
	engines(t, func(t *testing.T, s *running.Server) {
		township := s.As(t, lixia, "township_operator", "")
		a, err := township.Do("POST", township.Cases(""), map[string]any{"text": "井盖缺失"})
		if err != nil {
			t.Fatal(err)
		}
		w, err := a.Written()
		if err != nil {
			t.Fatal(err)
		}
		cases := township.Cases("")
		call := func(member, value string) string {
			return fmt.Sprintf(`{"text":"x","call":{"matter":1,"class":"daily","cause":"no_power",%q:%s}}`, member, value)
		}
		before := settled(t, s)
		for _, bad := range []struct {
			name, method, path string
			body               any
			header             map[string]string
			status             []int
			code               string // "" where none is promised
		}{
			{"未知区县", "POST", "/api/v1/districts/999999/cases", `{"text":"x"}`, nil, []int{403, 404}, ""},
			{"别的区县", "POST", fmt.Sprintf("/api/v1/districts/%d/cases", shizhong), `{"text":"x"}`, nil, []int{403, 404}, ""},
			{"区县不是数字", "POST", "/api/v1/districts/lixia/cases", `{"text":"x"}`, nil, []int{404, 422}, ""},
			{"区县超出范围", "POST", "/api/v1/districts/99999999999999999999/cases", `{"text":"x"}`, nil, []int{404, 422}, ""},
			{"未知动作", "POST", cases + "/" + w.No + "/explode", `{}`, nil, []int{404}, "unknown"},
			{"未知呼叫单", "POST", cases + "/2019072599999/settle", `{"how":"x"}`, nil, []int{404}, "unknown"},
			{"编号不成样子", "POST", cases + "/%00%ff/settle", `{"text":"x"}`, nil, []int{400, 404, 422}, ""},
			{"未知路径", "GET", "/api/v1/nothing/here", nil, nil, []int{404}, ""},
			{"方法不符", "DELETE", cases + "/" + w.No, nil, nil, []int{404, 405}, ""},
			{"状态不符", "POST", cases + "/" + w.No + "/close", `{}`, nil, []int{409}, "wrong_state"},
			{"岗位不符", "POST", cases + "/" + w.No + "/dispatch", `{}`, nil, []int{403}, "wrong_role"},
			{"缺少经过", "POST", cases, `{}`, nil, []int{422}, ""},
			{"经过全是空格", "POST", cases, `{"text":"   "}`, nil, []int{422}, "incomplete"},
			{"不是 JSON", "POST", cases, `{"text":`, nil, []int{400, 422}, ""},
			{"空的正文", "POST", cases, ``, nil, []int{400, 422}, ""},
			{"两份 JSON", "POST", cases, `{"text":"x"}{"text":"y"}`, nil, []int{400, 422}, ""},
			{"数组", "POST", cases, `[]`, nil, []int{400, 422}, ""},
			{"类型不符", "POST", cases, `{"text":7}`, nil, []int{422}, ""},
			{"未知字段", "POST", cases, `{"text":"x","limit":"9d"}`, nil, []int{422}, ""},
			{"事项不存在", "POST", cases, `{"text":"x","call":{"matter":9999,"class":"daily","cause":"no_power"}}`, nil, []int{404, 422}, ""},
			{"事项是小数", "POST", cases, `{"text":"x","call":{"matter":1.5}}`, nil, []int{422}, ""},
			{"类别不在列", "POST", cases, call("class", `"whenever"`), nil, []int{422}, ""},
			{"事由不在列", "POST", cases, call("cause", `"because"`), nil, []int{422}, ""},
			{"单位不存在", "POST", cases, call("units", `["nobody"]`), nil, []int{404, 422}, ""},
			{"位置不成样子", "POST", cases, `{"text":"x","position":"here"}`, nil, []int{422}, "invalid"},
			{"位置不是数", "POST", cases, `{"text":"x","position":"NaN,NaN"}`, nil, []int{422}, "invalid"},
			{"附件没有上传", "POST", cases, `{"text":"x","files":[{"sha256":"` + strings.Repeat("0", 64) + `"}]}`, nil, []int{404, 422}, ""},
			{"不是 UTF-8", "POST", cases, "{\"text\":\"\xff\xfe\"}", nil, []int{400, 422}, ""},
			{"半个字符", "POST", cases, `{"text":"\ud800"}`, nil, []int{400, 422}, ""},
			{"空字符", "POST", cases, `{"text":"a\u0000b"}`, nil, []int{400, 422}, ""},
			{"正文过大", "POST", cases, `{"text":"` + strings.Repeat("长", 1<<20) + `"}`, nil, []int{413, 422}, ""},
			{"层层嵌套", "POST", cases, `{"text":` + strings.Repeat("[", 200_000) + `}`, nil, []int{400, 413, 422}, ""},
			{"不支持的类型", "POST", cases, `<case/>`, map[string]string{"Content-Type": "application/xml"}, []int{415, 422}, ""},
			{"没有令牌", "POST", cases, `{"text":"x"}`, map[string]string{"Authorization": ""}, []int{401}, "unauthenticated"},
			{"错误令牌", "POST", cases, `{"text":"x"}`, map[string]string{"Authorization": "Bearer nonsense"}, []int{401}, "unauthenticated"},
			{"令牌里有怪字", "GET", cases, nil, map[string]string{"Authorization": "Bearer \xff\xfe"}, []int{401}, "unauthenticated"},
			{"幂等键过长", "POST", cases, `{"text":"x"}`, map[string]string{"Idempotency-Key": strings.Repeat("k", 4000)}, []int{400, 422}, ""},
			{"负的页长", "GET", cases + "?limit=-1", nil, nil, []int{422}, ""},
			{"怪的游标", "GET", cases + "?cursor=%ff%00nonsense", nil, nil, []int{422}, ""},
			{"怪的状态", "GET", cases + "?status=sleeping", nil, nil, []int{422}, ""},
			{"怪的时区", "GET", cases + "?since=2019-07-25T08:00:00%2B99:00", nil, nil, []int{422}, ""},
			{"没有时区", "GET", cases + "?since=2019-07-25T08:00:00", nil, nil, []int{422}, ""},
			{"密码错误", "POST", "/api/v1/tokens", `{"login":"nobody","password":"x","post":"p"}`, map[string]string{"Authorization": ""}, []int{401}, "unauthenticated"},
		} {
			t.Run(bad.name, func(t *testing.T) {
				a, err := township.Send(bad.method, bad.path, bad.body, bad.header)
				if err != nil {
					t.Fatal(err)
				}
				if !slices.Contains(bad.status, a.Status) {
					t.Fatalf("want %v: %v", bad.status, a)
				}
				p, err := a.Problem()
				if err != nil {
					t.Fatal(err)
				}
				if p.Status != a.Status || p.Title == "" || (bad.code != "" && p.Code != bad.code) {
					t.Errorf("not a clear problem: %+v", p)
				}
			})
		}
		if after := settled(t, s); after != before {
			t.Errorf("the log grew from %s to %s", before, after)
		}
		if !s.Alive() {
			t.Error("the server does not answer any more")
		}
	})
}

// A repeated key is answered from the first time; with another body it is refused. 依据 P-86.
func TestRepeatedKey(t *testing.T) {
	engines(t, func(t *testing.T, s *running.Server) {
		township := s.As(t, lixia, "township_operator", "")
		key := map[string]string{"Idempotency-Key": "the-same"}
		first, err := township.Send("POST", township.Cases(""), `{"text":"路灯不亮"}`, key)
		if err != nil || first.Status != http.StatusCreated {
			t.Fatal(first, err)
		}
		before := settled(t, s)
		again, err := township.Send("POST", township.Cases(""), `{"text":"路灯不亮"}`, key)
		if err != nil || again.Status != first.Status || string(again.Body) != string(first.Body) {
			t.Errorf("again: %v %v, first: %v", again, err, first)
		}
		other, err := township.Send("POST", township.Cases(""), `{"text":"路灯又亮了"}`, key)
		if err != nil || other.Status != http.StatusUnprocessableEntity {
			t.Fatal(other, err)
		}
		if p, err := other.Problem(); err != nil || p.Code != "key_reused" {
			t.Error(p, err)
		}
		if after := settled(t, s); after != before {
			t.Errorf("the log grew from %s to %s", before, after)
		}
	})
}

// 100 MB are refused without being kept, and the server lives: whether the client asks first or just
// sends, it gets to read why. 依据 P-87.
func TestHugeUpload(t *testing.T) {
	s := running.Serve(t, t.TempDir(), "")
	township := s.As(t, lixia, "township_operator", "")
	before := settled(t, s)
	const part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
	files := fmt.Sprintf("/api/v1/districts/%d/files", lixia)
	for _, huge := range []struct{ path, media string }{
		{township.Cases(""), "application/json"}, {files, "application/octet-stream"}, {files, "multipart/form-data; boundary=x"},
	} {
		for _, expect := range []string{"", "100-continue"} {
			body := io.MultiReader(strings.NewReader(part), io.LimitReader(zeros{}, 100<<20))
			a, err := township.Send("POST", huge.path, body, map[string]string{"Content-Type": huge.media, "Expect": expect})
			if err != nil {
				t.Errorf("%s as %s: %v", huge.path, huge.media, err)
				continue
			}
			if a.Status != http.StatusRequestEntityTooLarge {
				t.Errorf("%s as %s: %v", huge.path, huge.media, a)
			}
			if _, err := a.Problem(); err != nil {
				t.Error(err)
			}
		}
	}
	if after := settled(t, s); after != before {
		t.Errorf("the log grew from %s to %s", before, after)
	}
	if !s.Alive() {
		t.Error("the server does not answer any more")
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// settled is the log of 历下 and of 市中 when their tick has passed: first three lines of each checkpoint.
func settled(t *testing.T, s *running.Server) string {
	t.Helper()
	time.Sleep(1500 * time.Millisecond)
	all := ""
	for _, district := range []int{lixia, shizhong} {
		a, err := s.Guest().Send("GET", fmt.Sprintf("/log/%d/checkpoint", district), nil, nil)
		if err != nil || a.Status != http.StatusOK {
			t.Fatal(a, err)
		}
		lines := strings.SplitN(string(a.Body), "\n", 4)
		all += strings.Join(lines[:min(3, len(lines))], " ") + "\n"
	}
	return all
}
