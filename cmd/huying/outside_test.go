package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/alecthomas/kong"

	"huying/internal/notify"
)

func TestWhatIsSetUp(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	sms := write("sms.json", `{"url": "http://127.0.0.1:9/send", "form": {"m": "{{.Phone}}", "t": "{{.Text}}"}}`)
	wrong := write("wrong.json", `{"url": "http://127.0.0.1:9/send", "form": {"m": "{{.Fone}}"}}`)
	endpoints := []notify.Kind{notify.DingTalk, notify.Feishu, notify.WeCom, notify.Webhook}
	rows := []struct {
		name  string
		args  []string
		want  []notify.Kind // beside the endpoints'
		parse bool          // it is the flags that are wrong
	}{
		{"只有接收端", nil, endpoints, true},
		{"邮件和短信", []string{"--mail-host=mail.example.org", "--mail-from=呼应 <h@example.org>", "--sms-gateway=" + sms, "--site=https://huying.example"}, append([]notify.Kind{notify.Mail, notify.SMS}, endpoints...), true},
		{"没有发件人", []string{"--mail-host=mail.example.org"}, nil, true},
		{"没有邮件服务器", []string{"--mail-from=h@example.org"}, nil, false},
		{"不认得的 TLS", []string{"--mail-host=mail.example.org", "--mail-from=h@example.org", "--mail-tls=maybe"}, nil, false},
		{"短信网关有误", []string{"--sms-gateway=" + wrong}, nil, true},
		{"没有短信网关的文件", []string{"--sms-gateway=" + filepath.Join(dir, "none.json")}, nil, true},
		{"口令文件不在", []string{"--mail-host=mail.example.org", "--mail-from=h@example.org", "--mail-password-file=" + filepath.Join(dir, "none")}, nil, true},
		{"网址有误", []string{"--site=huying.example"}, nil, false},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			var o struct {
				outside `embed:""`
			}
			parser, err := kong.New(&o)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := parser.Parse(row.args); (err == nil) != row.parse {
				t.Fatalf("parsed: %v", err)
			}
			if !row.parse {
				return
			}
			channels, err := o.channels()
			if (err == nil) != (row.want != nil) {
				t.Fatalf("got %v", err)
			}
			var kinds []notify.Kind
			for kind := range channels {
				kinds = append(kinds, kind)
			}
			slices.Sort(kinds)
			slices.Sort(row.want)
			if err == nil && !slices.Equal(kinds, row.want) {
				t.Errorf("got %v, want %v", kinds, row.want)
			}
		})
	}
}
