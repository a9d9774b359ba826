package access

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/quick"

	"huying/internal/rule"
)

// quickly is a cost for tests that are not about cost.
var quickly = cost{memory: 64, time: 1, lanes: 1}

func TestPasswordIsKeptInItsPublicForm(t *testing.T) {
	kept, err := HashPassword(t.Context(), "一呼百应，接诉即办")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(kept, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("kept as %s", kept)
	}
	for password, want := range map[string]bool{"一呼百应，接诉即办": true, "一呼百应，接诉即办 ": false, "": false} {
		if right, err := verifyPassword(password, kept); err != nil || right != want {
			t.Errorf("%q: %v %v", password, right, err)
		}
	}
	again, err := HashPassword(t.Context(), "一呼百应，接诉即办")
	if err != nil || again == kept {
		t.Errorf("two salts are alike: %v", err)
	}
}

// A hash from the tests of the reference implementation (test.c of phc-winner-argon2): what others keep can be read.
func TestAHashOfTheReferenceIsRead(t *testing.T) {
	const kept = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	if right, err := verifyPassword("password", kept); err != nil || !right {
		t.Errorf("got %v %v", right, err)
	}
}

func TestAnAccentTypedInTwoWaysIsOnePassword(t *testing.T) {
	kept := hashPassword("Zo\u00eb-2019-jinan", quickly)
	if right, err := verifyPassword("Zoe\u0308-2019-jinan", kept); err != nil || !right {
		t.Errorf("got %v %v", right, err)
	}
}

func TestPoorPasswordsAreRefused(t *testing.T) {
	for zh, password := range map[string]string{
		"太短": "七位数密码不够"[:21], "空": "", "太长": strings.Repeat("长", 100), "不是文本": "\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8",
	} {
		if _, err := HashPassword(t.Context(), password); !rule.Is(err, rule.Invalid) {
			t.Errorf("%s: %v", zh, err)
		}
	}
}

// A row of the database must not be able to take the machine down, or to let everybody in.
func TestAStrangeKeptPasswordIsAFault(t *testing.T) {
	good := hashPassword("password", quickly)
	for zh, kept := range map[string]string{
		"不是 PHC":  "password",
		"别的算法":    strings.Replace(good, "argon2id", "argon2i", 1),
		"别的版本":    strings.Replace(good, "v=19", "v=16", 1),
		"要四个吉":    strings.Replace(good, "m=64", "m=4194304", 1),
		"要一万遍":    strings.Replace(good, "t=1", "t=10000", 1),
		"零遍":      strings.Replace(good, "t=1", "t=0", 1),
		"零道":      strings.Replace(good, "p=1", "p=0", 1),
		"多余的字":    good + "=",
		"没有散列":    good[:strings.LastIndexByte(good, '$')+1],
		"参数前加零":   strings.Replace(good, "m=64", "m=064", 1),
		"参数后有杂物":  strings.Replace(good, "p=1", "p=1x", 1),
		"少一段":     strings.Replace(good, "$v=19", "", 1),
		"盐不是 b64": strings.Replace(good, "p=1$", "p=1$!", 1),
	} {
		if right, err := verifyPassword("password", kept); err == nil || right {
			t.Errorf("%s: %v %v", zh, right, err)
		}
	}
	if right, err := verifyPassword("password", ""); err != nil || right {
		t.Errorf("no account: %v %v", right, err)
	}
}

func TestKeptPasswordReadsBack(t *testing.T) {
	again := func(memory, passes uint16, lanes uint8, salt [16]byte, key [32]byte) bool {
		c := cost{8*4 + uint32(memory)%1000, 1 + uint32(passes)%8, 1 + lanes%4}
		p := phc{c, salt[:], key[:]}
		back, err := parsePHC(p.String())
		return err == nil && back.String() == p.String() && back.cost == c
	}
	if err := quick.Check(again, nil); err != nil {
		t.Error(err)
	}
}

func FuzzParsePHC(f *testing.F) {
	f.Add(hashPassword("password", quickly))
	f.Add("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")
	f.Add("$argon2id$v=19$m=,t=,p=$$")
	f.Fuzz(func(t *testing.T, s string) {
		p, err := parsePHC(s)
		if err == nil && (p.String() != s || !p.cost.bearable()) {
			t.Errorf("%q read as %q", s, p)
		}
	})
}

// Only so many hash at once; who waits gives up with its request.
func TestHashingIsBounded(t *testing.T) {
	var all []func()
	for range cap(slots) {
		leave, err := enter(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, leave)
	}
	ctx, cancel := context.WithCancel(t.Context())
	waited := make(chan error)
	go func() { _, err := HashPassword(ctx, "long enough"); waited <- err }()
	cancel()
	if err := <-waited; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	for _, leave := range all {
		leave()
	}
	var wg sync.WaitGroup
	for range 2 * cap(slots) {
		wg.Go(func() {
			if _, err := HashPassword(t.Context(), "long enough"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func BenchmarkVerifyPassword(b *testing.B) {
	kept := hashPassword("password", usual)
	b.ReportAllocs()
	for b.Loop() {
		if right, err := verifyPassword("password", kept); err != nil || !right {
			b.Fatal(right, err)
		}
	}
}
