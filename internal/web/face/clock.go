package face

import (
	"context"
	"strconv"
	"time"

	"huying/internal/locale"
)

// China keeps one time, eight hours ahead, all year.
var china = time.FixedZone("UTC+8", 8*60*60)

// ClockState (时限状态) is where one clock of one task stands.
type ClockState string

// The states of a clock.
const (
	ClockNone    ClockState = ""        // no such limit here
	ClockRunning ClockState = "running" // 计时中
	ClockYellow  ClockState = "yellow"  // 将到期
	ClockOverdue ClockState = "overdue" // 已超时, still not done
	ClockDone    ClockState = "done"    // 按时完成
	ClockLate    ClockState = "late"    // 完成，但超时
	ClockPaused  ClockState = "paused"  // 挂起、待定
	ClockStatute ClockState = "statute" // 按法定程序
	ClockUnknown ClockState = "unknown" // 历法未公布, 时限待定
	ClockGone    ClockState = "gone"    // 已解除、收回: stopped without blemish
)

// Clock (时限) is one limit as shown: when it falls due, when it was met, how it stands.
type Clock struct {
	State     ClockState
	Due, Done int64 // microseconds UTC; 0 = none
	Yellow    int64 // from when it is amber
	Year      int   // the year whose calendar is missing, when unknown
	Now       int64 // the moment the page was made

	How *Reckoned // how it came about; nil where that is not told here
}

// ToldAt is the clock that opens the note which the same clock has elsewhere on the page.
func (c Clock) ToldAt(id string) Clock {
	if c.State != ClockNone && c.State != ClockGone && c.State != ClockDone {
		c.How = &Reckoned{ID: id}
	}
	return c
}

// Told is the clock with how its deadline came about, in a note of that id. Nobody asks that of what was done in time.
func (c Clock) Told(id string, lines []Reckon) Clock {
	if len(lines) > 0 && c.State != ClockNone && c.State != ClockGone && c.State != ClockDone {
		c.How = &Reckoned{id, lines}
	}
	return c
}

// Running makes a clock that has not been met, as it stands now.
func Running(now, due, yellow int64) Clock {
	c := Clock{State: ClockRunning, Due: due, Yellow: yellow, Now: now}
	switch {
	case due == 0:
		c.State = ClockNone
	case now > due:
		c.State = ClockOverdue
	case yellow != 0 && now >= yellow:
		c.State = ClockYellow
	}
	return c
}

// Met makes a clock that was met at done: on time, or late.
func Met(due, done int64) Clock {
	if due != 0 && done > due {
		return Clock{State: ClockLate, Due: due, Done: done, Now: done}
	}
	return Clock{State: ClockDone, Due: due, Done: done, Now: done}
}

// Late reports whether the limit was or is overstepped.
func (c Clock) Late() bool { return c.State == ClockOverdue || c.State == ClockLate }

// Tone is the colour a clock speaks in.
func (c Clock) Tone() Tone {
	switch c.State {
	case ClockYellow, ClockUnknown:
		return Amber
	case ClockOverdue, ClockLate:
		return Red
	case ClockDone:
		return Blue
	}
	return Plain
}

// sign is the icon beside a clock's words.
func (c Clock) sign() string {
	switch c.State {
	case ClockRunning:
		return "clock"
	case ClockYellow, ClockUnknown:
		return "soon"
	case ClockOverdue, ClockLate:
		return "over"
	case ClockDone:
		return "check"
	case ClockPaused:
		return "pause"
	case ClockStatute:
		return "book"
	}
	return ""
}

// Words says how the clock stands: 剩 18分钟, 超时 2小时, 7月25日 09:50.
func (c Clock) Words(ctx context.Context) string {
	switch c.State {
	case ClockRunning, ClockYellow:
		return t(ctx, "clock.left", Span(ctx, c.Due-c.Now))
	case ClockOverdue:
		return t(ctx, "clock.over", Span(ctx, c.Now-c.Due))
	case ClockDone:
		return When(ctx, c.Done)
	case ClockLate:
		return t(ctx, "clock.over", Span(ctx, c.Done-c.Due))
	case ClockUnknown:
		return t(ctx, "clock.unknown")
	case ClockNone:
		return "—"
	}
	return t(ctx, "clock."+string(c.State))
}

// Under is the smaller line: when it is or was due.
func (c Clock) Under(ctx context.Context) string {
	switch {
	case c.State == ClockUnknown && c.Year != 0:
		return t(ctx, "clock.missing", c.Year)
	case c.Due == 0 || c.State == ClockGone:
		return ""
	case c.State == ClockLate:
		return t(ctx, "clock.late", When(ctx, c.Done), When(ctx, c.Due))
	}
	return t(ctx, "clock.due", When(ctx, c.Due))
}

// Made gives a page the moment it is made: an instant of another year is then told with its year.
func Made(ctx context.Context, now int64) context.Context {
	return context.WithValue(ctx, madeAt{}, now)
}

type madeAt struct{}

// When says an instant shortly, without its year where that is this one: 7月25日 09:42.
func When(ctx context.Context, at int64) string {
	now, _ := ctx.Value(madeAt{}).(int64)
	return WhenIn(locale.From(ctx), now, at)
}

// WhenIn is When in a language, on a page made now. What falls due with the end of a day is told as that day's: 24:00.
func WhenIn(l locale.Lang, now, at int64) string {
	if at == 0 {
		return "—"
	}
	made := time.Time{}
	if now != 0 {
		made = time.UnixMicro(now)
	}
	return l.When(made, time.UnixMicro(at).In(china))
}

// Fully says an instant with year and second, as a record does.
func Fully(at int64) string { return time.UnixMicro(at).In(china).Format("2006-01-02 15:04:05") }

// Hour is the time of day of an instant.
func Hour(at int64) string { return time.UnixMicro(at).In(china).Format("15:04") }

// SameDay reports whether two instants fall on one day here.
func SameDay(a, b int64) bool {
	return time.UnixMicro(a).In(china).Format(time.DateOnly) == time.UnixMicro(b).In(china).Format(time.DateOnly)
}

// Day says the date of an instant: 2019年7月25日 星期四.
func Day(ctx context.Context, at int64) string {
	when := time.UnixMicro(at).In(china)
	if locale.From(ctx) == locale.En {
		return when.Format("Monday, 2 January 2006")
	}
	return when.Format("2006年1月2日") + " " + t(ctx, "weekday."+strconv.Itoa(int(when.Weekday())))
}

// Local is an instant as a field for date and time shows it.
func Local(at int64) string { return time.UnixMicro(at).In(china).Format("2006-01-02T15:04") }

// Instant turns what a field for date and time says, which names no zone, into an instant of this one; anything else
// stays as it is.
func Instant(local string) string {
	when, err := time.ParseInLocation("2006-01-02T15:04", local, china)
	if err != nil {
		return local
	}
	return when.Format(time.RFC3339)
}

// Machine is an instant for the datetime attribute.
func Machine(at int64) string { return time.UnixMicro(at).In(china).Format(time.RFC3339) }

// Span says a length of time in its two largest parts: 1小时20分.
func Span(ctx context.Context, micros int64) string {
	minutes := max(micros, 0) / int64(time.Minute/time.Microsecond)
	days, hours, rest := minutes/(24*60), minutes/60%24, minutes%60
	switch {
	case days > 0 && hours > 0:
		return t(ctx, "span.dh", days, hours)
	case days > 0:
		return t(ctx, "span.d", days)
	case hours > 0 && rest > 0:
		return t(ctx, "span.hm", hours, rest)
	case hours > 0:
		return t(ctx, "span.h", hours)
	case minutes > 0:
		return t(ctx, "span.m", minutes)
	}
	return t(ctx, "span.now")
}
