package access

import (
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"huying/internal/org"
	"huying/internal/rule"
)

func TestLogIn(t *testing.T) {
	for _, c := range []struct {
		zh, login, password string
		post, want          org.PostID
		code                rule.Code
		field               string
	}{
		{"一人一岗不必选岗", "wang", password, "", "p-wang", "", ""},
		{"一人一岗也可选岗", "wang", password, "p-wang", "p-wang", "", ""},
		{"登录名前后空格不计", " wang ", password, "", "p-wang", "", ""},
		{"多岗须选岗", "li", password, "", "", rule.Incomplete, "post"},
		{"多岗选一岗", "li", password, "p-li-2", "p-li-2", "", ""},
		{"已卸任的岗位不能用", "li", password, "p-li-3", "", rule.Invalid, "post"},
		{"别人的岗位不能用", "li", password, "p-wang", "", rule.Invalid, "post"},
		{"没有岗位不能登录", "zhao", password, "", "", rule.Forbidden, "post"},
		{"密码不对", "wang", "wrong", "", "", rule.Unauthenticated, ""},
		{"没有这个用户", "nobody", password, "", "", rule.Unauthenticated, ""},
		{"空密码", "wang", "", "", "", rule.Unauthenticated, ""},
		{"空登录名", "", password, "", "", rule.Unauthenticated, ""},
		{"过长的登录名", strings.Repeat("w", 100), password, "", "", rule.Unauthenticated, ""},
		{"过长的密码", "wang", strings.Repeat(password, 100), "", "", rule.Unauthenticated, ""},
	} {
		t.Run(c.zh, func(t *testing.T) {
			h := openHouse(t)
			token, who, err := h.LogIn(t.Context(), c.login, c.password, c.post)
			if c.code != "" {
				if r, ok := rule.As(err); !ok || r.Code != c.code || r.Field != c.field {
					t.Fatalf("got %+v, want %s at %q", err, c.code, c.field)
				}
				if len(h.memory.tokens) > 0 {
					t.Error("a token was kept")
				}
				return
			}
			if err != nil || who.Actor.Post != c.want {
				t.Fatalf("got %+v, %v", who, err)
			}
			if !strings.HasPrefix(token.Plain, "hy_370102.") || token.Expires != opening+SessionLasts.Microseconds() {
				t.Errorf("token %+v", token)
			}
		})
	}
}

// Nothing tells a login that exists from one that does not.
func TestWrongLoginAndWrongPasswordAreOneRefusal(t *testing.T) {
	h := openHouse(t)
	for range MaxFailures + 1 {
		_, _, known := h.LogIn(t.Context(), "wang", "wrong", "")
		_, _, unknown := h.LogIn(t.Context(), "nobody", "wrong", "")
		if known == nil || unknown == nil || known.Error() != unknown.Error() {
			t.Errorf("known: %v; unknown: %v", known, unknown)
		}
	}
}

func TestWhoLogsIn(t *testing.T) {
	h := openHouse(t)
	_, who, err := h.LogIn(t.Context(), "li", password, "p-li-1")
	if err != nil {
		t.Fatal(err)
	}
	if who.Department != zhifa || who.Township != "" || who.Name != "李某" || who.District != lixia {
		t.Errorf("got %+v", who)
	}
	if !Decide(who, CaseSee, oilFumes).Allowed {
		t.Error("the squad does not see its department's case")
	}
	seats, err := h.Posts(t.Context(), "li", password)
	if err != nil || len(seats) != 2 || seats[0].Post.ID != "p-li-1" || seats[1].Post.ID != "p-li-2" {
		t.Errorf("posts to choose from: %+v, %v", seats, err)
	}
}

func TestFiveFailuresLock(t *testing.T) {
	h := openHouse(t)
	try := func(password string) error {
		_, _, err := h.LogIn(t.Context(), "wang", password, "")
		return err
	}
	for range MaxFailures - 1 {
		if err := try("wrong"); !rule.Is(err, rule.Unauthenticated) {
			t.Fatal(err)
		}
	}
	if err := try(password); err != nil {
		t.Fatalf("the fifth try is right: %v", err)
	}
	for range MaxFailures {
		if err := try("wrong"); !rule.Is(err, rule.Unauthenticated) {
			t.Fatalf("a success did not forgive: %v", err)
		}
	}
	if err := try(password); !rule.Is(err, rule.TooMany) {
		t.Errorf("locked, the right password: %v", err)
	}
	h.wait(LockFor - time.Microsecond)
	if err := try(password); !rule.Is(err, rule.TooMany) {
		t.Errorf("a moment before: %v", err)
	}
	h.wait(time.Microsecond)
	if err := try("wrong"); !rule.Is(err, rule.Unauthenticated) {
		t.Errorf("after the lock the count starts anew: %v", err)
	}
	if err := try(password); err != nil {
		t.Errorf("after the lock: %v", err)
	}
}

func TestAfterFailure(t *testing.T) {
	for _, c := range []struct{ failures, until, wantFailures, wantUntil int64 }{
		{0, 0, 1, 0}, {3, 7, 4, 7}, {4, 0, 0, opening + 900_000_000}, {9, 0, 0, opening + 900_000_000},
	} {
		if n, until := AfterFailure(c.failures, c.until, opening); n != c.wantFailures || until != c.wantUntil {
			t.Errorf("after %d failures: %d until %d", c.failures, n, until)
		}
	}
}

func TestStrangersAreForgottenWhenFull(t *testing.T) {
	var s strangers
	for i := range maxStrangers + 1 {
		s.failed(strings.Repeat("x", i%60)+string(rune('a'+i%26))+time.Duration(i).String(), opening)
	}
	if len(s.of) > maxStrangers {
		t.Errorf("%d strangers kept", len(s.of))
	}
}

// A burst of guesses gains no more than those that hash at once.
func TestABurstOfGuessesIsBounded(t *testing.T) {
	h := openHouse(t)
	var wg sync.WaitGroup
	var mu sync.Mutex
	checked := 0
	for range 60 {
		wg.Go(func() {
			_, _, err := h.LogIn(t.Context(), "wang", "wrong", "")
			mu.Lock()
			defer mu.Unlock()
			if rule.Is(err, rule.Unauthenticated) {
				checked++
			} else if !rule.Is(err, rule.TooMany) {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most := MaxFailures + cap(slots) - 1; checked < MaxFailures || checked > most {
		t.Errorf("%d guesses were checked, want %d to %d", checked, MaxFailures, most)
	}
}

func TestAuthenticate(t *testing.T) {
	h := openHouse(t)
	token, who, err := h.LogIn(t.Context(), "wang", password, "")
	if err != nil {
		t.Fatal(err)
	}
	again, err := h.Authenticate(t.Context(), token.Plain)
	if err != nil || again.Actor != who.Actor || again.Name != "王某" || again.Expires != token.Expires || again.Township != yaojia {
		t.Fatalf("got %+v, %v; want %+v", again, err, who)
	}
	refused := func(zh, token string) {
		t.Helper()
		if _, err := h.Authenticate(t.Context(), token); !rule.Is(err, rule.Unauthenticated) {
			t.Errorf("%s: %v", zh, err)
		}
	}
	plain := token.Plain
	for zh, bad := range map[string]string{
		"空": "", "只有前缀": "hy_", "改一字": plain[:len(plain)-2] + "AA", "少一字": plain[:len(plain)-1], "多一字": plain + "A",
		"别的区县": strings.Replace(plain, "370102", "370103", 1), "区县前加零": strings.Replace(plain, "370102", "0370102", 1),
		"负数区县": strings.Replace(plain, "370102", "-370102", 1), "当作审计令牌": strings.Replace(plain, "hy_", "hya_", 1),
		"很长": strings.Repeat(plain, 1000),
	} {
		refused(zh, bad)
	}
	h.posts[0].To = opening + 1
	h.wait(time.Second)
	refused("岗位已到期", plain)
	h.posts[0].To = 0
	h.wait(SessionLasts - time.Second - time.Microsecond)
	if _, err := h.Authenticate(t.Context(), plain); err != nil {
		t.Errorf("a moment before the end: %v", err)
	}
	h.wait(time.Microsecond)
	refused("到期", plain)

	token, _, err = h.LogIn(t.Context(), "wang", password, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := h.LogOut(t.Context(), token.Plain); err != nil {
		t.Fatal(err)
	}
	refused("已退出", token.Plain)
	if err := h.LogOut(t.Context(), "hy_nonsense"); err != nil {
		t.Errorf("logging out twice is no fault: %v", err)
	}
}

// A token ended elsewhere is believed for a moment, one ended here is not, and one never found is always asked for.
func TestRecentTokens(t *testing.T) {
	h := openHouse(t)
	token, _, err := h.LogIn(t.Context(), "wang", password, "")
	if err != nil {
		t.Fatal(err)
	}
	known := func() bool { _, err := h.Authenticate(t.Context(), token.Plain); return err == nil }
	_, hash, _ := readToken(token.Plain, ForSession)
	if !known() {
		t.Fatal("not known at once")
	}
	if err := h.memory.Revoke(t.Context(), lixia, hash); err != nil {
		t.Fatal(err)
	}
	if !known() {
		t.Error("asked again within a moment")
	}
	f := h.recent.of[string(hash)]
	f.asked = f.asked.Add(-fresh)
	h.recent.put(hash, f)
	if known() {
		t.Error("believed for longer than a moment")
	}
	for i := range maxRecent + 1 {
		h.recent.put([]byte(strconv.Itoa(i)), found{})
	}
	if len(h.recent.of) > maxRecent {
		t.Errorf("%d tokens remembered", len(h.recent.of))
	}
}

func TestNoTokenIsKept(t *testing.T) {
	h := openHouse(t)
	token, _, err := h.LogIn(t.Context(), "wang", password, "")
	if err != nil {
		t.Fatal(err)
	}
	secret := token.Plain[strings.IndexByte(token.Plain, '.')+1:]
	for _, kept := range h.memory.tokens {
		if strings.Contains(string(kept.Hash), secret) || len(kept.Hash) != 32 {
			t.Errorf("kept: %x", kept.Hash)
		}
	}
}

func TestAuditTokens(t *testing.T) {
	h := openHouse(t)
	h.memory.accounts["shen"] = Account{District: lixia, ID: auditor.Actor.Account, Name: "审某"}
	token, hash, err := h.IssueAuditToken(t.Context(), auditor, lixia, time.Hour)
	if err != nil || !strings.HasPrefix(token.Plain, "hya_370102.") {
		t.Fatal(token, err)
	}
	bearer, err := h.AuthenticateAudit(t.Context(), token.Plain)
	if err != nil || !Decide(bearer, AuditRead, District(lixia)).Allowed || Decide(bearer, AuditRead, District(shizhong)).Allowed {
		t.Errorf("got %+v, %v", bearer, err)
	}
	if _, err := h.Authenticate(t.Context(), token.Plain); !rule.Is(err, rule.Unauthenticated) {
		t.Errorf("an audit token logged somebody in: %v", err)
	}
	for zh, c := range map[string]struct {
		by       Who
		district org.DistrictID
		lasts    time.Duration
		code     rule.Code
	}{
		"镇街不签发":    {township, lixia, 0, rule.Forbidden},
		"审计管理员不签发": {audadmin, lixia, 0, rule.Forbidden},
		"不为别区签发":   {auditor, shizhong, 0, rule.Forbidden},
		"不过三十天":    {auditor, lixia, AuditLasts + 1, rule.Invalid},
		"不为负":      {auditor, lixia, -1, rule.Invalid},
	} {
		if _, _, err := h.IssueAuditToken(t.Context(), c.by, c.district, c.lasts); !rule.Is(err, c.code) {
			t.Errorf("%s: %v", zh, err)
		}
	}
	if err := h.RevokeAuditToken(t.Context(), township, lixia, hash); !rule.Is(err, rule.Forbidden) {
		t.Errorf("镇街不收回: %v", err)
	}
	if err := h.RevokeAuditToken(t.Context(), inDistrict(audadmin, shizhong), shizhong, hash); !rule.Is(err, rule.Unknown) {
		t.Errorf("别区不收回: %v", err)
	}
	if err := h.RevokeAuditToken(t.Context(), audadmin, lixia, hash); err != nil {
		t.Error(err)
	}
	if _, err := h.AuthenticateAudit(t.Context(), token.Plain); !rule.Is(err, rule.Unauthenticated) {
		t.Errorf("收回之后: %v", err)
	}
	token, _, err = h.IssueAuditToken(t.Context(), auditor, lixia, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	h.wait(time.Hour)
	if _, err := h.AuthenticateAudit(t.Context(), token.Plain); !rule.Is(err, rule.Unauthenticated) {
		t.Errorf("到期之后: %v", err)
	}
}

func FuzzReadToken(f *testing.F) {
	plain, _ := newToken(ForSession, lixia)
	f.Add(plain)
	f.Add("hy_370102.")
	f.Add("hya_-1.AAAA")
	f.Fuzz(func(t *testing.T, s string) {
		district, hash, ok := readToken(s, ForSession)
		if ok && (len(hash) != 32 || district <= 0 || !strings.HasPrefix(s, "hy_"+strconv.Itoa(int(district))+".")) {
			t.Errorf("%q read as %d", s, district)
		}
	})
}
