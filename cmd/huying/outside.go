package main

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"huying/internal/notify"
)

// outside says how messages go out. Servers and workers of one installation are given the same: whoever routes a message looks
// at which channels there are. Passwords are never flags, for everybody on the machine reads those.
type outside struct {
	Site string `help:"Address under which people reach the site, for links in messages." env:"HUYING_SITE" placeholder:"https://…"`

	MailHost         string `help:"Mail server; without one nobody is told by mail." env:"HUYING_MAIL_HOST" placeholder:"HOST"`
	MailPort         int    `help:"Its port; 587 where it is not said, 465 for implicit TLS, 25 for none." env:"HUYING_MAIL_PORT"`
	MailTLS          string `name:"mail-tls" help:"${enum}." enum:"mandatory,opportunistic,implicit,none" default:"mandatory" env:"HUYING_MAIL_TLS"`
	MailFrom         string `help:"Sender, such as 呼应 <huying@example.org>." env:"HUYING_MAIL_FROM" placeholder:"MAILBOX"`
	MailUser         string `help:"Log-in at the mail server. Its password: HUYING_MAIL_PASSWORD, or --mail-password-file." env:"HUYING_MAIL_USER"`
	MailPasswordFile string `help:"File with the mail server's password." type:"path" env:"HUYING_MAIL_PASSWORD_FILE" placeholder:"FILE"`

	SMSGateway string `name:"sms-gateway" help:"JSON file that describes the SMS gateway (docs/notify.md); without one nobody is told by SMS." type:"path" env:"HUYING_SMS_GATEWAY" placeholder:"FILE"`

	AllowPrivateEndpoints bool `help:"Webhooks and robots may lie in private networks and on this machine." env:"HUYING_ALLOW_PRIVATE_ENDPOINTS"`
}

// Validate refuses what could not be sent to.
func (o outside) Validate() error {
	if o.Site != "" {
		u, err := url.Parse(o.Site)
		if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.RawQuery != "" || u.User != nil {
			return errors.New("--site: an address such as https://huying.example is needed")
		}
	}
	if o.MailHost == "" && (o.MailFrom != "" || o.MailUser != "") {
		return errors.New("--mail-host: a sender or a log-in is given, but no mail server")
	}
	return nil
}

// channels are the channels that are set up.
func (o outside) channels() (map[notify.Kind]notify.Channel, error) {
	client := notify.NewClient(notify.ClientOptions{Private: o.AllowPrivateEndpoints})
	all := map[notify.Kind]notify.Channel{
		notify.Webhook: notify.NewWebhook(client), notify.WeCom: notify.NewWeCom(client),
		notify.DingTalk: notify.NewDingTalk(client), notify.Feishu: notify.NewFeishu(client),
	}
	if o.MailHost != "" {
		password, err := o.mailPassword()
		if err != nil {
			return nil, err
		}
		all[notify.Mail], err = notify.NewMail(notify.SMTP{
			Host: o.MailHost, Port: o.MailPort, TLS: o.MailTLS, From: o.MailFrom, User: o.MailUser, Password: password,
		})
		if err != nil {
			return nil, err
		}
	}
	if o.SMSGateway != "" {
		file, err := os.Open(o.SMSGateway)
		if err != nil {
			return nil, fmt.Errorf("SMS gateway: %w", err)
		}
		defer func() { _ = file.Close() }()
		gateway, err := notify.ReadGateway(file)
		if err != nil {
			return nil, err
		}
		// The gateway is the operator's own, and may stand beside this machine.
		if all[notify.SMS], err = notify.NewSMS(gateway, notify.NewClient(notify.ClientOptions{Private: true})); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (o outside) mailPassword() (string, error) {
	if o.MailPasswordFile == "" {
		return os.Getenv("HUYING_MAIL_PASSWORD"), nil
	}
	text, err := os.ReadFile(o.MailPasswordFile)
	if err != nil {
		return "", fmt.Errorf("mail password: %w", err)
	}
	return strings.TrimRight(string(text), "\r\n"), nil
}
