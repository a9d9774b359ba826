package notify

import (
	"net/http/httptest"
	"net/netip"
	"testing"
)

func TestWhereMessagesMayGo(t *testing.T) {
	for ip, want := range map[string][2]bool{ // as it is, and where the operator allows private networks
		"203.107.1.1": {true, true}, "119.147.1.1": {true, true}, "2408:4000::1": {true, true},
		"127.0.0.1": {false, true}, "10.1.2.3": {false, true}, "172.31.0.1": {false, true}, "192.168.1.1": {false, true},
		"100.64.0.1": {false, true}, "::1": {false, true}, "fd12::1": {false, true}, "::ffff:10.0.0.1": {false, true},
		"64:ff9b::10.0.0.1": {false, true}, "2002:a00:1::": {false, true},
		"169.254.169.254": {false, false}, "100.100.100.200": {false, false}, "fd00:ec2::254": {false, false},
		"fe80::1": {false, false}, "0.0.0.0": {false, false}, "::": {false, false}, "224.0.0.1": {false, false},
		"255.255.255.255": {false, false}, "::ffff:169.254.169.254": {false, false}, "64:ff9b::169.254.169.254": {false, false},
		"fe80::1%eth0": {false, false},
	} {
		addr := netip.MustParseAddr(ip)
		if got := [2]bool{open(addr, false), open(addr, true)}; got != want {
			t.Errorf("%s: got %v, want %v", ip, got, want)
		}
	}
}

// It is where a connection leads that counts, not what the address looks like.
func TestThisMachineIsNotReached(t *testing.T) {
	s := httptest.NewServer(nil)
	defer s.Close()
	c := NewWebhook(NewClient(ClientOptions{}))
	for _, url := range []string{s.URL, "http://localhost:" + s.URL[len("http://127.0.0.1:"):], "http://[::ffff:127.0.0.1]:1/"} {
		f := failure(t, send(t, c, Address{To: url, Secret: NewSecret()}, told()))
		if f.Reason != Forbidden || !f.Final {
			t.Errorf("%s: got %+v", url, *f)
		}
	}
}

func TestAddresses(t *testing.T) {
	secret := NewSecret()
	rows := []struct {
		name string
		kind Kind
		to   Address
		ok   bool
	}{
		{"网址", Webhook, Address{To: "https://example.org/in", Secret: secret}, true},
		{"没有密钥", Webhook, Address{To: "https://example.org/in"}, false},
		{"密钥太短", Webhook, Address{To: "https://example.org/in", Secret: "whsec_YWJj"}, false},
		{"不加密的网址", Webhook, Address{To: "http://example.org/in", Secret: secret}, false},
		{"不加密，但就在本机", Webhook, Address{To: "http://127.0.0.1:9/in", Secret: secret}, true},
		{"带登录名的网址", Webhook, Address{To: "https://u:p@example.org/in", Secret: secret}, false},
		{"不是网址", Webhook, Address{To: "ftp://example.org/in", Secret: secret}, false},
		{"没有主机", Webhook, Address{To: "https:///in", Secret: secret}, false},
		{"企业微信", WeCom, Address{To: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k"}, true},
		{"企业微信没有 key", WeCom, Address{To: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send"}, false},
		{"钉钉", DingTalk, Address{To: "https://oapi.dingtalk.com/robot/send?access_token=t", Secret: "SEC1"}, true},
		{"钉钉没有 access_token", DingTalk, Address{To: "https://oapi.dingtalk.com/robot/send"}, false},
		{"飞书", Feishu, Address{To: "https://open.feishu.cn/open-apis/bot/v2/hook/abc"}, true},
		{"飞书没有标识", Feishu, Address{To: "https://open.feishu.cn/open-apis/bot/v2/hook/"}, false},
		{"密钥带空格", Feishu, Address{To: "https://open.feishu.cn/open-apis/bot/v2/hook/a", Secret: "a b"}, false},
		{"邮箱", Mail, Address{To: "wang@example.org"}, true},
		{"邮箱带换行", Mail, Address{To: "wang@example.org\r\nBcc: li@example.org"}, false},
		{"两个邮箱", Mail, Address{To: "wang@example.org, li@example.org"}, false},
		{"电话", SMS, Address{To: "13800000000"}, true},
		{"不是电话", SMS, Address{To: "138-0000"}, false},
		{"没有的渠道", Kind("pigeon"), Address{To: "13800000000"}, false},
	}
	for _, row := range rows {
		if err := Check(row.kind, row.to); (err == nil) != row.ok {
			t.Errorf("%s: got %v", row.name, err)
		}
	}
}
