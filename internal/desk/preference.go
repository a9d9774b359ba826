package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"net/mail"
	"strings"

	"huying/internal/access"
	"huying/internal/org"
	"huying/internal/rule"
	"huying/internal/store"
	"huying/internal/telling"
)

// Preference (个人设置) is how an account wants to be told, and where it can be. It is the account's own: nobody else reads it.
type Preference struct {
	Mail   string // empty where none was given
	Phone  string // as the account has it; who keeps the accounts changes it
	Choice telling.Choice
}

// mostMail is how long an address may be, in bytes (RFC 5321).
const mostMail = 254

// Preference gives how this account wants to be told.
func (d *Desk) Preference(ctx context.Context, who access.Who) (p Preference, err error) {
	if err := hasBell(who); err != nil {
		return p, err
	}
	p, _, err = preferred(ctx, d.store.In(who.District), who.Actor.Account)
	return p, err
}

// preferred reads how an account wants to be told, and the account itself.
func preferred(ctx context.Context, v store.View, account org.AccountID) (p Preference, person store.Account, err error) {
	kept, _, err := v.Preference(ctx, account)
	if err != nil {
		return p, person, err
	}
	if kept.Body != "" {
		if err := json.Unmarshal([]byte(kept.Body), &p.Choice); err != nil {
			return p, person, fmt.Errorf("preferences of %s: %w", account, err)
		}
	}
	person, _, err = v.Account(ctx, account)
	p.Mail, p.Phone = kept.Mail, person.Phone
	return p, person, err
}

// Prefer keeps how this account wants to be told, whole; the telephone is not its to change. 依据 P-126.
func (d *Desk) Prefer(ctx context.Context, who access.Who, p Preference) error {
	if err := hasBell(who); err != nil {
		return err
	}
	p.Mail = strings.TrimSpace(p.Mail)
	if p.Mail != "" && !goodMail(p.Mail) {
		return rule.Refuse(rule.Invalid, "P-126", "电子邮件地址写法有误，例如 name@example.cn").At("mail")
	}
	if err := p.Choice.Check(); err != nil {
		return err
	}
	body, err := json.Marshal(p.Choice)
	if err != nil {
		return err
	}
	return d.store.Write(ctx, who.District, func(_ context.Context, tx *store.Tx) error {
		return tx.Prefer(who.Actor.Account, store.Preference{Mail: p.Mail, Body: string(body)})
	})
}

// goodMail: a bare address with a host, in letters that every server takes.
func goodMail(address string) bool {
	read, err := mail.ParseAddress(address)
	if err != nil || read.Address != address || len(address) > mostMail {
		return false
	}
	_, host, _ := strings.Cut(address, "@")
	return strings.Contains(host, ".") && !strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r >= 0x7f })
}

// Rules gives who is told what over which channels in this post's district: anybody may know. 依据 P-126.
func (d *Desk) Rules(ctx context.Context, who access.Who) (telling.Rules, error) {
	stand, err := d.standing(ctx, who.District)
	if err != nil {
		return telling.Rules{}, err
	}
	return stand.telling, nil
}
