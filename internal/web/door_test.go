package web_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"huying/internal/demo"
)

func TestEveryRoleHasADesk(t *testing.T) {
	s := open(t)
	for login, words := range map[string]string{
		"lixia-yaojia-grid24-1": "上报问题", "lixia-yaojia-station24": "上报问题", "lixia-yaojia-op": "待受理", "lixia-yaojia-leader": "待受理",
		"lixia-zhihui-dispatcher": "没有待派单的呼叫", "lixia-zhifa-op": "待接单", "lixia-zhifa-leader": "待接单", "lixia-zhifa1-op": "待接单",
		"lixia-yaojia-zhifa-op": "待接单", "lixia-bianban-op": "没有待裁定的争议", "lixia-sifa-justice": "不看其内容", "lixia-zuzhi-op": "不看其内容",
		"lixia-zhengfu-approver": "逐级审批", "lixia-kaohe-op": "评价申诉", "lixia-jiwei-op": "读取全部办理记录", "lixia-shenji-auditor": "读取全部办理记录",
		"lixia-dashuju-sysadmin": "维护单位、网格、历法和系统设置", "lixia-dashuju-secadmin": "维护账号、岗位和登录", "lixia-dashuju-auditadmin": "收回审计令牌",
		"jinan-shi-ducha-supervisor": "所辖区县公开的记录状态", "jinan-shi-dashuju-sysadmin": "维护单位", "jinan-shi-shenji-auditor": "读取全部办理记录",
		"jinan-shi-bianban-editor": "维护本级责任清单", "jinan-shiwei-shizhengfu-approver": "不看呼叫单",
	} {
		p := s.as(login)
		home := p.get("/").has(t, 200, words)
		for _, link := range links(home.body) {
			p.get(link).has(t, 200)
		}
		p.lang = "en"
		p.get("/").has(t, 200, "Log out")
	}
}

// links are the pages that a page's menu and its own text lead to.
func links(body string) (found []string) {
	for _, m := range regexp.MustCompile(`<a [^>]*href="(/(?:d|record)[^"#]*)`).FindAllStringSubmatch(body, -1) {
		found = append(found, html.UnescapeString(m[1]))
	}
	return found
}

func TestThePostIsChosen(t *testing.T) {
	s := open(t)
	p := s.stranger()
	login := url.Values{"login": {"lixia-zhihui-chief"}, "password": {demo.Password}, "back": {"/d/370102/catalogue"}}
	p.post("/login", login).has(t, 200, "选择岗位", "值班长", "派遣员")
	p.post("/posts", url.Values{"post": {"lixia-zhihui-chief-dispatcher"}, "back": {"/d/370102/catalogue"}}).has(t, 200, "责任清单", "派遣员")
	p.post("/posts", url.Values{"post": {"lixia-zhifa-op"}}).has(t, http.StatusUnprocessableEntity, "本账号没有这个岗位", "依据 P-82")
	p.post("/leave", nil).has(t, 200, "登录")
	p.get("/d/370102/desk").has(t, 200, "用户名")
}

func TestWhoIsLetIn(t *testing.T) {
	s := open(t)
	p := s.stranger()
	p.get("/d/370102/cases?overdue=true").has(t, 200, "用户名", "演示账号", "姚家街道")
	p.post("/login", url.Values{"login": {"lixia-yaojia-op"}, "password": {"wrong"}}).has(t, http.StatusUnauthorized, "用户名或者密码不正确", "依据 P-88")
	for _, back := range []string{"https://elsewhere.example/", "//elsewhere.example", `/\elsewhere.example`, "javascript:alert(1)"} {
		p := s.stranger()
		got := p.post("/login", url.Values{"login": {"lixia-yaojia-op"}, "password": {demo.Password}, "back": {back}})
		if got.path != "/d/370102/desk" {
			t.Errorf("back to %q led to %s", back, got.path)
		}
	}
	s.as("shizhong-silicun-op").get("/d/370102/desk").has(t, http.StatusNotFound, "没有这一页，或者属于其他区县")
	op := s.as("lixia-yaojia-op")
	op.get("/nowhere").has(t, http.StatusNotFound, "没有找到")
	op.get("/d/370102/cases/2019072900099").has(t, http.StatusNotFound, "没有找到")
	op.post("/d/370102/cases/2019072900099/eat", nil).has(t, http.StatusNotFound)
	s.as("lixia-zhifa-op").get("/d/370102/call").has(t, http.StatusForbidden, "只有镇街可以呼叫", "依据 P-23")
}

func TestOtherSitesCannotPost(t *testing.T) {
	s := open(t)
	op := s.as("lixia-yaojia-op")
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.server.URL+"/leave", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	answer, err := op.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusForbidden {
		t.Errorf("a form of another site: %d", answer.StatusCode)
	}
	op.get("/").has(t, 200, "待受理")
}

func TestBadInputIsSaid(t *testing.T) {
	s := open(t)
	op := s.as("lixia-yaojia-op")
	op.post("/d/370102/report", url.Values{"source": {"phone"}, "place": {"某处"}, "text": {" "}}).has(t, http.StatusUnprocessableEntity, "请填写")
	op.post("/d/370102/report", url.Values{"source": {"phone"}, "place": {"\xff\xfe"}, "text": {"某事"}}).has(t, http.StatusUnprocessableEntity, "不是有效的文字")
	op.post("/d/370102/call", url.Values{"matter": {"many"}, "text": {"x"}}).has(t, http.StatusUnprocessableEntity, "应当填写整数")
	op.post("/d/370102/call", url.Values{"matter": {"900"}, "text": {"x"}}).has(t, http.StatusUnprocessableEntity, "没有第900项")
	op.send(http.MethodPost, "/d/370102/report", "multipart/form-data", strings.NewReader("nonsense")).has(t, http.StatusUnprocessableEntity, "表单内容无法识别")
	op.send(http.MethodPost, "/d/370102/report", "application/x-www-form-urlencoded", strings.NewReader("text="+strings.Repeat("x", 65<<20))).has(t, http.StatusRequestEntityTooLarge, "64 MiB")
	op.get("/d/370102/cases?cursor=nonsense").has(t, http.StatusUnprocessableEntity)
	op.get("/d/370102/catalogue/900").has(t, http.StatusNotFound)
	op.get("/").has(t, 200, "现在没有等本镇街办的事")
}

func TestStorybookShowsEveryPage(t *testing.T) {
	s := open(t)
	for _, lang := range []string{"zh-CN", "en"} {
		p := s.stranger()
		p.lang = lang
		book := p.get("/storybook").has(t, 200)
		for _, part := range strings.Split(book.body, `href="/storybook/`)[1:] {
			address, _, _ := strings.Cut(part, `"`)
			if strings.Contains(address, "/") {
				p.get("/storybook/"+address).has(t, 200)
			}
		}
	}
}
