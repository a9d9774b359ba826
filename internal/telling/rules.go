package telling

import (
	"slices"
	"time"

	"huying/internal/org"
	"huying/internal/rule"
)

// Channel (渠道) is a way by which somebody is told.
type Channel string

// The channels. Bell is in the app and cannot be turned off; mail and text messages go to an account's own address; the
// others to an endpoint of the unit, whoever reads there.
const (
	Bell     Channel = "bell"     // 站内提醒
	Mail     Channel = "mail"     // 电子邮件
	SMS      Channel = "sms"      // 短信
	Webhook  Channel = "webhook"  // 签名回调
	WeCom    Channel = "wecom"    // 企业微信群机器人
	DingTalk Channel = "dingtalk" // 钉钉群机器人
	Feishu   Channel = "feishu"   // 飞书群机器人
)

// Personal are the channels that reach a person, beside the bell.
var Personal = []Channel{Mail, SMS}

// Shared are the channels of endpoints.
var Shared = []Channel{Webhook, WeCom, DingTalk, Feishu}

// Rules (告知规则) say what is told over which channels, and when it is quiet, in a district: for every post, for those of
// some roles, or for single ones. 依据 P-126.
type Rules struct {
	Topics map[Topic][]Channel                `json:"topics,omitempty"`
	Roles  map[org.Role]map[Topic][]Channel   `json:"roles,omitempty"` // where they stand, they count instead
	Posts  map[org.PostID]map[Topic][]Channel `json:"posts,omitempty"` // and these before the role's
	Quiet  Quiet                              `json:"quiet,omitzero"`
}

// Choice (个人设置) is what one person has chosen of it. Language is "zh-CN" or "en-US"; empty = Chinese.
type Choice struct {
	Topics   map[Topic][]Channel `json:"topics,omitempty"`
	Quiet    *Quiet              `json:"quiet,omitempty"`
	Language string              `json:"language,omitempty"`
}

// Quiet (免打扰) is a time of day in which nothing but the urgent goes out: hours and minutes, "22:00" to "07:00". Empty = never.
type Quiet struct {
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// DefaultRules is what a district starts with: by text message what cannot wait, by mail what one answers for.
func DefaultRules() Rules {
	loud := []Channel{Mail, SMS}
	return Rules{
		Topics: map[Topic][]Channel{
			Mustered: loud, Escalated: loud, Supervised: loud, Urged: {SMS}, Missed: {Mail}, Stuck: {Mail}, NoCalendar: {Mail},
		},
		Quiet: Quiet{"22:00", "07:00"},
	}
}

// Over lists the channels beside the bell by which the holder of a post is told: as that person has chosen, else as the rules say
// for the post, for its role, or for all. What is urgent goes by every personal channel there is, whatever was chosen. 依据
// P-126.
func (r Rules) Over(l Letter, post org.Post, own Choice) []Channel {
	if l.Urgent && l.Topic == Mustered {
		return Personal
	}
	for _, chosen := range []map[Topic][]Channel{own.Topics, r.Posts[post.ID], r.Roles[post.Role], r.Topics} {
		if some, ok := chosen[l.Topic]; ok {
			return some
		}
	}
	return nil
}

// NotBefore is when a letter may go out to a person: at once, or when the quiet hours end. What is urgent never waits. 依据 P-126.
func (r Rules) NotBefore(l Letter, own Choice, now time.Time) time.Time {
	quiet := r.Quiet
	if own.Quiet != nil {
		quiet = *own.Quiet
	}
	if l.Urgent {
		return now
	}
	return quiet.ends(now)
}

// ends is the end of the quiet hours in which an instant lies, in its own zone; the instant itself where it lies in none.
func (q Quiet) ends(now time.Time) time.Time {
	from, ok1 := minutes(q.From)
	to, ok2 := minutes(q.To)
	at := now.Hour()*60 + now.Minute()
	switch {
	case !ok1 || !ok2 || from == to:
		return now
	case from < to && (at < from || at >= to), from > to && at < from && at >= to:
		return now
	}
	day := now.Day()
	if from > to && at >= from {
		day++
	}
	return time.Date(now.Year(), now.Month(), day, to/60, to%60, 0, 0, now.Location())
}

func minutes(clock string) (int, bool) {
	t, err := time.Parse("15:04", clock)
	return t.Hour()*60 + t.Minute(), err == nil
}

// Check refuses rules that name what is not there.
func (r Rules) Check(units *org.Directory) error {
	all := []map[Topic][]Channel{r.Topics}
	for role, some := range r.Roles {
		if !slices.Contains(org.Roles, role) {
			return rule.Refuse(rule.Invalid, "P-126", "没有这个角色").At("telling")
		}
		all = append(all, some)
	}
	for post, some := range r.Posts {
		if _, ok := units.Post(post); !ok {
			return rule.Refuse(rule.Invalid, "P-126", "没有这个岗位").At("telling")
		}
		all = append(all, some)
	}
	return check("topics", all, r.Quiet)
}

// Check refuses a choice that names what is not there.
func (c Choice) Check() error {
	quiet := Quiet{}
	if c.Quiet != nil {
		quiet = *c.Quiet
	}
	if !slices.Contains([]string{"", "zh-CN", "en-US"}, c.Language) {
		return rule.Refuse(rule.Invalid, "P-126", "没有这种语言").At("language")
	}
	return check("topics", []map[Topic][]Channel{c.Topics}, quiet)
}

func check(field string, all []map[Topic][]Channel, q Quiet) error {
	for _, some := range all {
		for topic, over := range some {
			if !slices.Contains(Topics, topic) {
				return rule.Refuse(rule.Invalid, "P-126", "没有这种告知事由").At(field)
			}
			for _, channel := range over {
				if !slices.Contains(Personal, channel) {
					return rule.Refuse(rule.Invalid, "P-126", "没有这种个人渠道").At(field)
				}
			}
		}
	}
	_, from := minutes(q.From)
	_, to := minutes(q.To)
	if (q != Quiet{}) && (!from || !to) {
		return rule.Refuse(rule.Invalid, "P-126", "免打扰时段应写明起止时分，例如 22:00 至 07:00").At("quiet")
	}
	return nil
}
