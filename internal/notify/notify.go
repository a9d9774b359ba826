package notify

import (
	"context"
	"errors"
	"time"
)

// A Kind names a channel, as it is stored.
type Kind string

// The channels.
const (
	Mail     Kind = "mail"     // to a person's mailbox
	SMS      Kind = "sms"      // to a person's telephone, through a gateway
	Webhook  Kind = "webhook"  // to a program, signed as Standard Webhooks has it
	WeCom    Kind = "wecom"    // to a chat group's robot of 企业微信
	DingTalk Kind = "dingtalk" // of 钉钉
	Feishu   Kind = "feishu"   // of 飞书
)

// Endpoints are the kinds whose address is a URL that somebody sets up, in the order in which they are offered.
func Endpoints() []Kind { return []Kind{WeCom, DingTalk, Feishu, Webhook} }

// Message is what is told.
type Message struct {
	ID      string         // the same on every attempt, so that a receiver can drop repeats
	Topic   string         // what it is about, for programs: lower-case words with points
	Subject string         // one line, where a channel has one
	Text    string         // plain; says all by itself
	Link    string         // where to read on; "" where there is no such place
	At      time.Time      // when what is told happened
	Urgent  bool           // a group is called as a whole, a mail is marked
	Data    map[string]any // for programs; may be nil
}

// Address is where a message goes.
type Address struct {
	To      string   // mailbox, telephone number or URL, by the channel
	Secret  string   // what the receiver and we alone know; "" where the channel, or this receiver, has none
	Mention []string // telephone numbers of those in the group who are called by name
}

// Channel brings messages to receivers. Its methods may be called at the same time.
type Channel interface {
	// Send makes one attempt, and ends with the context at the latest. What goes wrong is a *Failure.
	Send(ctx context.Context, to Address, m Message) error
}

// A Reason is the sort of a failure, as it is stored and shown.
type Reason string

// The reasons.
const (
	BadAddress  Reason = "address"     // the address, or its secret, is none of this channel
	Forbidden   Reason = "forbidden"   // it leads into a network that may not be reached from here
	Unreachable Reason = "unreachable" // no such host, or nobody answers there
	NoTrust     Reason = "tls"         // TLS could not be agreed, or the certificate does not hold
	TooSlow     Reason = "timeout"     // no whole answer in time
	BadStatus   Reason = "status"      // an HTTP status other than success
	BadAnswer   Reason = "answer"      // HTTP was well, but the answer says no, or nothing that can be read
	MailServer  Reason = "smtp"        // the mail server said no
	TooMany     Reason = "pace"        // more messages than the receiver takes in a time
	NotSetUp    Reason = "setup"       // this process has no such channel
	Broken      Reason = "fault"       // something else
)

// Failure is why an attempt failed, in codes alone.
type Failure struct {
	Reason Reason
	Code   string        // the receiver's own: 503, 45009, 550 5.1.1; "" where it gave none
	Final  bool          // no retry mends this
	Gone   bool          // and this address takes nothing any more
	After  time.Duration // an attempt before this has passed is in vain; 0 where nobody knows
}

// Error says the reason and the receiver's code.
func (f *Failure) Error() string {
	if f.Code == "" {
		return string(f.Reason)
	}
	return string(f.Reason) + " " + f.Code
}

// Failed is what went wrong, of any error of Send.
func Failed(err error) *Failure {
	if f, ok := errors.AsType[*Failure](err); ok {
		return f
	}
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return &Failure{Reason: TooSlow}
	}
	return &Failure{Reason: Broken}
}
