package notify

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"time"

	webhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

const secretPrefix = "whsec_"

// NewSecret makes a secret for a webhook's signatures.
func NewSecret() string {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails
	return secretPrefix + base64.StdEncoding.EncodeToString(key)
}

type webhook struct{ client *Client }

// NewWebhook is the channel to programs: a POST of JSON that says type, timestamp and data, signed as Standard Webhooks has
// it. A receiver has 15 s to answer 2xx; 410 means that it wants nothing any more.
func NewWebhook(c *Client) Channel { return webhook{c} }

// Send posts the message, signed for this attempt.
func (w webhook) Send(ctx context.Context, to Address, m Message) error {
	if err := Check(Webhook, to); err != nil {
		return err
	}
	u, err := address(to.To)
	if err != nil {
		return err
	}
	body, err := json.Marshal(map[string]any{
		"type": m.Topic, "timestamp": m.At.UTC().Format(time.RFC3339Nano), "data": forPrograms(m),
	})
	if err != nil {
		return &Failure{Reason: Broken, Final: true}
	}
	signer, err := webhooks.NewWebhook(to.Secret)
	if err != nil {
		return &Failure{Reason: BadAddress, Final: true}
	}
	now := w.client.now()
	signature, err := signer.Sign(m.ID, now, body)
	if err != nil {
		return &Failure{Reason: BadAddress, Final: true}
	}
	header := http.Header{}
	header.Set("Content-Type", "application/json")
	header.Set(webhooks.HeaderWebhookID, m.ID)
	header.Set(webhooks.HeaderWebhookTimestamp, strconv.FormatInt(now.Unix(), 10))
	header.Set(webhooks.HeaderWebhookSignature, signature)
	_, err = w.client.do(ctx, http.MethodPost, u, header, body)
	return err
}

// forPrograms is the data of a message, and its words for who only shows them.
func forPrograms(m Message) map[string]any {
	data := map[string]any{"subject": m.Subject, "text": m.Text, "urgent": m.Urgent}
	if m.Link != "" {
		data["link"] = m.Link
	}
	maps.Copy(data, m.Data)
	return data
}

// Check says whether an address is one of a channel's, before anything is sent there: a *Failure, or nil.
func Check(kind Kind, to Address) error {
	bad := &Failure{Reason: BadAddress, Final: true}
	switch kind {
	case Mail:
		if _, err := mailbox(to.To); err != nil {
			return bad
		}
		return nil
	case SMS:
		if !telephone(to.To) {
			return bad
		}
		return nil
	case Webhook, WeCom, DingTalk, Feishu:
	default:
		return bad
	}
	u, err := address(to.To)
	if err != nil {
		return err
	}
	switch kind {
	case Webhook:
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(to.Secret, secretPrefix))
		if err != nil || !strings.HasPrefix(to.Secret, secretPrefix) || len(key) < 24 || len(key) > 64 {
			return bad
		}
	case WeCom:
		if u.Query().Get("key") == "" {
			return bad
		}
	case DingTalk:
		if u.Query().Get("access_token") == "" {
			return bad
		}
	case Feishu:
		if _, token, ok := strings.Cut(u.Path, "/hook/"); !ok || token == "" {
			return bad
		}
	}
	if strings.ContainsAny(to.Secret, " \t\r\n") || len(to.Secret) > 200 {
		return bad
	}
	return nil
}
