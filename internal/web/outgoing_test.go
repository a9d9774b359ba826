package web_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"huying/internal/store"
)

// The system's administrator sets endpoints up, and nobody else; an address and a secret are never shown again, a webhook's
// secret once. 依据 P-137, P-138.
func TestEndpoints(t *testing.T) {
	s := open(t)
	admin := s.as("lixia-dashuju-sysadmin")
	const page = "/d/370102/endpoints"
	admin.get(page).has(t, 200, "尚未增设接收端", "增设接收端")
	for _, login := range []string{"lixia-yaojia-op", "lixia-zhihui-chief", "lixia-dashuju-secadmin", "lixia-dashuju-auditadmin"} {
		other := s.as(login)
		other.get(page).has(t, http.StatusForbidden)
		other.get("/d/370102/undelivered").has(t, http.StatusForbidden)
		other.post(page, url.Values{"channel": {"webhook"}, "name": {"x"}, "url": {"https://example.org/"}}).has(t, http.StatusForbidden)
		other.get("/").lacks(t, `href="`+page+`"`)
	}
	admin.post(page, url.Values{"name": {"中队群"}, "url": {"https://example.org/?key=1"}}).has(t, 422, "请选择接收端的渠道")
	admin.post(page, url.Values{"channel": {"wecom"}, "url": {"https://example.org/?key=1"}}).has(t, 422, "请为接收端起个名称")
	admin.post(page, url.Values{"channel": {"wecom"}, "name": {"中队群"}, "url": {"http://example.org/?key=1"}}).has(t, 422, "地址应为所选渠道的 https 网址")
	admin.post(page, url.Values{"channel": {"webhook"}, "name": {"大屏"}, "url": {"https://example.org/"}, "secret": {"short"}}).has(t, 422, "密钥应以 whsec_ 开头")

	admin.post(page, url.Values{
		"channel": {"wecom"}, "name": {"中队群"}, "unit": {"zonghe-zhifa"}, "url": {"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k3y"}, "topics": {"mustered", "missed"},
	}).has(t, 200, "接收端已增设", "中队群", "企业微信群", "历下区综合行政执法局", "集结、逾期").lacks(t, "k3y")
	made := admin.post(page, url.Values{"channel": {"webhook"}, "name": {"大屏"}, "url": {"https://example.org/hook/t0ken"}})
	made.has(t, 200, "“大屏”的签名密钥", "只显示这一次")
	secret := regexp.MustCompile(`whsec_[A-Za-z0-9+/=]{44}`).FindString(made.body)
	if secret == "" {
		t.Fatal("the secret is not shown")
	}
	admin.get(page).has(t, 200, "大屏").lacks(t, secret, "whsec_", "t0ken", "k3y")

	one := page + "/" + regexp.MustCompile(`id="endpoint-([0-9a-f-]{36})"`).FindStringSubmatch(made.body)[1]
	admin.post(one+"/try", nil).has(t, 200, "试发未到达：系统未配置此渠道")
	admin.post(one+"/pause", nil).has(t, 200, "已停用", "恢复")
	admin.post(one+"/resume", nil).has(t, 200, "已恢复")
	admin.post(one+"/break", nil).has(t, http.StatusNotFound)
	s.as("lixia-yaojia-op").post(one+"/remove", nil).has(t, http.StatusForbidden)
	admin.post(one+"/remove", nil).has(t, 200, "已删除")
	admin.post(one+"/remove", nil).has(t, http.StatusNotFound, "没有这个接收端")
}

// What could not be delivered is sent again or thrown away, one or all to a receiver; of a case only the number is seen. 依据 P-138.
func TestUndelivered(t *testing.T) {
	open(t).as("lixia-dashuju-sysadmin").get("/d/370102/undelivered").has(t, 200, "没有未送达的通知")
	s := stage(t, func(kept *store.Store, _ time.Time) error {
		return kept.Write(t.Context(), 370102, func(_ context.Context, tx *store.Tx) error {
			for i, id := range []string{"2019072900001/1/0/wecom/e1", "b", "c", "d"} {
				to := store.Address{Channel: "wecom", Endpoint: "e1"}
				if i == 3 {
					to = store.Address{Channel: "mail", Account: "lixia-yaojia-op"}
				}
				if err := tx.Deliver(store.Delivery{ID: id, Address: to, Topic: "missed", Body: `{"topic":"missed","case":"2019072900001"}`, At: int64(i + 1)}); err != nil {
					return err
				}
				if err := tx.Failed(id, true, "answer 93000"); err != nil {
					return err
				}
			}
			return nil
		})
	})
	admin := s.as("lixia-dashuju-sysadmin")
	const page = "/d/370102/undelivered"
	shown := admin.get(page).has(t, 200, "逾期", "20190729", "对方答复拒收", "对方代码 93000", "企业微信群", "邮件", "该去向全部重发")
	if n := strings.Count(shown.body, "/undelivered/resend-all"); n != 2 {
		t.Errorf("%d receivers", n)
	}
	s.as("lixia-yaojia-op").post(page+"/resend", url.Values{"id": {"b"}}).has(t, http.StatusForbidden)
	admin.post(page+"/resend", url.Values{"id": {"2019072900001/1/0/wecom/e1"}}).has(t, 200, "已重发")
	admin.post(page+"/resend", url.Values{"id": {"2019072900001/1/0/wecom/e1"}}).has(t, http.StatusNotFound, "没有这件未送达的通知")
	admin.post(page+"/discard", url.Values{"id": {"d"}}).has(t, 200, "已丢弃").lacks(t, "邮件")
	admin.post(page+"/discard-all", url.Values{"channel": {"wecom"}, "endpoint": {"e1"}}).has(t, 200, "没有未送达的通知")
}
